"""Sentences as the model reads them: sub-tokens in windows, and the units that heads label.

A unit is a word, a mark, or, in scripts that write words together, a single sub-token; the state of its first sub-token stands
for it. Training and prediction cut texts with the same code, so that labels and answers meet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sumber.reading.encoder.tokenizer import Tokenizer, Tokens
from sumber.scripts import written_together

WINDOW = 320
"""Sub-tokens read together at most; the model has 512 positions, and attention's cost grows with the square."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text of at most WINDOW sub-tokens. `heads` index `ids`, one a unit; `starts` and `ends` are the units'
    code points in the text."""

    ids: list[int]
    heads: list[int]
    starts: list[int]
    ends: list[int]


def windows(text: str, tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of a text, in order; a text without words has none."""
    tokens = tokenizer.tokenize(text)
    firsts = _firsts(text, tokens)
    first = 0
    for last in _cuts(firsts, len(tokens.ids)):
        base = 0 if first == 0 else firsts[first]
        stop = firsts[last] if last < len(firsts) else len(tokens.ids)
        units = firsts[first:last]
        ends = [max(tokens.ends[a:b]) for a, b in zip(units, [*units[1:], stop], strict=True)]
        # A piece cut off by the length of a window is left unread, which only a word of hundreds of pieces can bring about.
        yield Window(
            tokens.ids[base:stop][:WINDOW], [unit - base for unit in units], [tokens.starts[unit] for unit in units], ends
        )
        first = last


def _firsts(text: str, tokens: Tokens) -> list[int]:
    """The first sub-token of each unit."""
    firsts: list[int] = []
    covered = 0
    for index, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
        if end <= start or (start < covered and firsts):
            continue
        if not firsts or start > covered or not (_joins(text[start - 1]) and _joins(text[start])):
            firsts.append(index)
        covered = max(covered, end)
    return firsts


def _cuts(firsts: list[int], size: int) -> Iterator[int]:
    """Where windows end, as indices of units."""
    begin = 0
    for index in range(1, len(firsts)):
        stop = firsts[index + 1] if index + 1 < len(firsts) else size
        if stop - begin > WINDOW:
            begin = firsts[index]
            yield index
    if firsts:
        yield len(firsts)


def _joins(character: str) -> bool:
    """Is the character a part of words that are told apart by blanks?"""
    if character.isascii():
        return character.isalnum()
    return unicodedata.category(character)[0] in "LMN" and not written_together(character)
