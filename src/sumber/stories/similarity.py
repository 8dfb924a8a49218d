"""How surely two reports tell the same story, by the scorer that groups them, with what a pair alone cannot tell left out.

A pair's score depends on that pair alone: rarity of words and the middle of the vectors come from text at large, not from the
stream, so the same two reports always get the same score. More of each text is read than grouping has the time for.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sumber.stories.scorer import Features, Profiler, Weights, load_weights, score
from sumber.stories.vectors import FurtherEncoder
from sumber.types import Document

_BATCH = 64
# The logit is spread over 0..1 so that degrees of likeness below certainty stay apart: the scorer's own slope would put all
# but the surest pairs at nothing.
_SLOPE = 0.4
_EVEN = 1.75
"""The logit told as .5. Grouping joins reports from a lower one, since it also asks whether groups hang together."""
_ONE_LANGUAGE = 0.5
"""How much of what grouping takes off for a common language is taken off here: the weight was fitted for vectors that know
their language, which the story head's hardly do. Chosen looking at the development sets, like `_EVEN`."""


def similarities(pairs: Iterable[tuple[Document, Document]]) -> Iterator[float]:
    """0..1 for each pair, in order: how surely both report the same story; .5 is somewhat above what grouping asks of a pair.
    Texts are encoded in batches, and each text once in a batch."""
    profiler = Profiler(FurtherEncoder(), learn=False)
    stream = iter(pairs)
    while part := list(islice(stream, _BATCH)):
        found = profiler.features([document for pair in part for document in pair])
        for a, b in zip(found[::2], found[1::2], strict=True):
            yield _probability(a, b)


@functools.cache
def _weights() -> Weights:
    """Those of grouping, without numbers: no stream shows here that a year stands in every other report. And without what other
    countries take off: a strike elsewhere is no story of this one, but like it."""
    weights = load_weights()
    return replace(weights, numbers=0.0, abroad=0.0, same_language=_ONE_LANGUAGE * weights.same_language)


def _probability(a: Features, b: Features) -> float:
    weights = _weights()
    logit = score(a.profile(weights), b.profile(weights), weights) - _EVEN
    return 1.0 / (1.0 + math.exp(-_SLOPE * logit))
