"""Batches of sentences of like length, the same for every process from the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sumber.reading.encoder.packed import PackedModel
from training.rows import REPEATS
from training.targets import Example

Guise = Callable[[Example, random.Random], Example]
_SORTED = 1024
"""Sentences shuffled first and then sorted by length together."""


@dataclass(frozen=True, slots=True)
class Batch:
    """`embeddings` [batch, length, hidden], `mask` [batch, length]; `heads` [batch, units] are the first sub-tokens of units,
    padded with 0, `units` how many each sentence has. `view` [batch, hidden] is how the untuned encoder sees each text, zeros
    where that was not asked; `stories` names the story of each, in a batch of reports."""

    examples: list[Example]
    embeddings: Tensor
    mask: Tensor
    heads: Tensor
    units: list[int]
    view: Tensor | None = None
    stories: list[str] | None = None


def collate(examples: list[Example], packed: PackedModel) -> Batch:
    """A batch of these examples; a mark of beginning stands before each sentence, one of its end behind."""
    length = max(len(example.window.ids) for example in examples) + 2
    ids = np.full((len(examples), length), packed.pad)
    mask = np.zeros((len(examples), length), np.float32)
    units = [len(example.window.heads) for example in examples]
    heads = np.zeros((len(examples), max(units)), np.int64)
    for row, example in enumerate(examples):
        marked = [packed.bos, *example.window.ids, packed.eos]
        ids[row, : len(marked)] = marked
        mask[row, : len(marked)] = 1
        heads[row, : units[row]] = np.asarray(example.window.heads) + 1
    embeddings = packed.embeddings(ids.reshape(-1)).reshape(*ids.shape, -1)
    return Batch(examples, torch.from_numpy(embeddings), torch.from_numpy(mask), torch.from_numpy(heads), units)


def epoch(examples: Sequence[Example], tokens: int, rng: random.Random, guise: Guise) -> list[list[Example]]:
    """The sentences of one epoch, sets repeated as rows.REPEATS says, each as `guise` shows it, in batches of at most so many
    padded sub-tokens."""
    chosen: list[Example] = []
    for example in examples:
        share = REPEATS.get(example.row.set, 1.0)
        chosen += [guise(example, rng) for _ in range(int(share) + (rng.random() < share % 1))]
    rng.shuffle(chosen)
    batches: list[list[Example]] = []
    for start in range(0, len(chosen), _SORTED):
        batches += by_length(chosen[start : start + _SORTED], tokens)
    rng.shuffle(batches)
    return batches


def by_length(examples: Sequence[Example], tokens: int) -> Iterator[list[Example]]:
    """The examples from short to long, in batches of at most so many padded sub-tokens."""
    batch: list[Example] = []
    for example in sorted(examples, key=lambda example: len(example.window.ids)):
        if batch and (len(batch) + 1) * (len(example.window.ids) + 2) > tokens:
            yield batch
            batch = []
        batch.append(example)
    if batch:
        yield batch
