"""From the columns of a model's outputs to labelled spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sumber.reading.encoder.units import Window
from sumber.scripts import in_word

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """Units [first, last) of one kind."""

    kind: int
    first: int
    last: int
    probability: float


def softmax(logits: Matrix) -> Matrix:
    """Over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def sigmoid(logits: Matrix) -> Matrix:
    """Elementwise; large negative logits do not overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)), np.float32)


def distance_buckets(first: int, last: int, length: int, distances: Sequence[int]) -> Labels:
    """For each of `length` units the bucket of its distance from the trigger [first, last): the middle one inside it, lower
    ones before it, higher ones behind."""
    units = np.arange(length)
    away = np.where(units < first, first - units, np.maximum(units - last + 1, 0))
    bucket = np.searchsorted(np.asarray(distances), away, side="right") - 1
    return np.asarray(len(distances) - 1 + np.where(units < first, -bucket, bucket), np.int64)


def best_labels(logits: Matrix, beside: float = 0.0) -> Labels:
    """What `viterbi` finds. Where the likeliest label of each unit by itself makes a sequence that breaks no rule, as it mostly
    does, that is the best one."""
    labels = np.asarray(logits.argmax(-1), np.int64)
    before = np.concatenate([np.zeros_like(labels[:, :1]), labels[:, :-1]], axis=1)
    begins = labels % 2 == 1
    broken = (labels > 0) & ~begins & (before != labels) & (before != labels - 1)
    if beside:
        broken |= begins & ((before == labels) | (before == labels + 1))
    rows = broken.any(-1)
    if rows.any():
        labels[rows] = viterbi(logits[rows], beside)
    return labels


def viterbi(logits: Matrix, beside: float = 0.0) -> Labels:
    """The likeliest labels of each sequence, [sequence, unit, label] -> [sequence, unit], where labels are O, B-x, I-x, B-y,
    I-y ... and I-x follows B-x or I-x alone. `beside` is what it costs that B-x does too: two x with nothing between them."""
    count, length, labels = logits.shape
    follows = np.zeros((labels, labels), np.float32)
    for inside in range(2, labels, 2):
        follows[:, inside] = _NEVER
        follows[inside - 1 : inside + 1, inside] = 0
        follows[inside - 1 : inside + 1, inside - 1] = -beside
    score = logits[:, 0] + follows[0]
    back = np.zeros((length, count, labels), np.int64)
    for unit in range(1, length):
        paths = score[:, :, None] + follows
        back[unit] = paths.argmax(1)
        score = paths.max(1) + logits[:, unit]
    best = np.zeros((count, length), np.int64)
    best[:, -1] = score.argmax(-1)
    rows = np.arange(count)
    for unit in range(length - 1, 0, -1):
        best[:, unit - 1] = back[unit, rows, best[:, unit]]
    return best


def tagged_spans(logits: Matrix, sizes: Sequence[int], lenience: float = 0.0, beside: float = 0.0) -> list[list[UnitSpan]]:
    """The spans of each sequence in [sequence, unit, label], of which `sizes` units count. `lenience` is taken off the logits
    of O before labels are chosen, `beside` off those of two spans of a kind side by side; probabilities are those of the logits
    as they are."""
    if not logits.shape[0] or not logits.shape[1]:
        return [[] for _ in sizes]
    probabilities = softmax(logits)
    generous = logits.copy()
    generous[:, :, 0] -= lenience
    labels = best_labels(generous, beside)
    return [_spans(row[:size], weights) for row, weights, size in zip(labels, probabilities, sizes, strict=True)]


def _spans(labels: Labels, probabilities: Matrix) -> list[UnitSpan]:
    spans: list[UnitSpan] = []
    (starts,) = np.nonzero(labels % 2)
    for first in starts.tolist():
        last = first + 1
        while last < len(labels) and labels[last] == labels[first] + 1:
            last += 1
        kind = int(labels[first] - 1) // 2
        probability = float(probabilities[first:last, 2 * kind + 1 : 2 * kind + 3].sum(-1).mean())
        spans.append(UnitSpan(kind, first, last, min(probability, 1.0)))
    return spans


def characters(text: str, window: Window, first: int, last: int) -> tuple[int, int]:
    """Where units [first, last) stand in the text, without marks that one sub-token glues to a word's outer end, blanks, and
    brackets whose other half stands elsewhere."""
    start, end = window.starts[first], window.ends[last - 1]
    while end - start > 1 and not text[start].isalnum() and any(map(str.isalnum, text[start : window.ends[first]])):
        start += 1
    while end - start > 1 and not in_word(text[end - 1]) and any(map(str.isalnum, text[window.starts[last - 1] : end])):
        end -= 1
    return _balanced(text, start, end)


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and lone brackets at its ends; marks that one sub-token glues to a closing bracket go with it."""
    closing = text.rfind(")", start, end)
    if closing > start and not any(map(str.isalnum, text[closing:end])) and "(" in text[start:closing]:
        end = closing + 1
    while end - start > 1 and (text[end - 1].isspace() or text[end - 1] in "([" or _lone(text, start, end)):
        end -= 1
    while end - start > 1 and (text[start].isspace() or text[start] in ")]"):
        start += 1
    return start, end


def _lone(text: str, start: int, end: int) -> bool:
    """Does the span end with a closing bracket that it does not open?"""
    last = text[end - 1]
    return last in ")]" and ("(" if last == ")" else "[") not in text[start : end - 1]
