"""Which windows are read together: padding costs as much as words, and so does a call of its own."""

from __future__ import annotations

from collections.abc import Sequence

BATCH_TOKENS = 256
"""Padded sub-tokens of a batch: what fits the cache of a core; four times as many are a fifth slower."""
BATCH_WINDOWS = 64
CALL = 5
"""Sub-tokens that could be read in the time which a call costs besides, 1.7 milliseconds."""


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places in `lengths` by batch, those of like length together, so that all is read in the least time: the best cut of the
    lengths in their order (a longer window than BATCH_TOKENS is read alone)."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    costs, begins = [0], [0]
    """For the first so many windows: the least cost of reading them, and where their last batch begins."""
    for end in range(1, len(order) + 1):
        longest = lengths[order[end - 1]]
        fitting = max(1, min(BATCH_WINDOWS, BATCH_TOKENS // max(1, longest)))
        cost, begin = min((costs[at] + (end - at) * longest + CALL, at) for at in range(max(0, end - fitting), end))
        costs.append(cost)
        begins.append(begin)
    found, end = [], len(order)
    while end:
        found.append(order[begins[end] : end])
        end = begins[end]
    return found[::-1]
