"""A document as each of its sentences is coded: with the names, times and quotes that its words can mean, and no others.

What is looked through for a sentence does not grow with the document, so that coding takes time in proportion to its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from sumber.events.antecedents import AGAIN_REACH
from sumber.types import Annotation, Quote


def views(annotation: Annotation) -> Iterator[Annotation]:
    """The annotation as each of its sentences sees it, in order: the sentence with the one before it, names from the latter, or
    AGAIN_REACH characters before, up to its end, and the times and quotes that share a character with it. Sentences, names and
    times stand in order and without overlap."""
    mentions, times = annotation.mentions, annotation.times
    name_starts, name_ends = [m.span.start for m in mentions], [m.span.end for m in mentions]
    time_starts, time_ends = [t.span.start for t in times], [t.span.end for t in times]
    quotes = _quotes_of(annotation)
    for k, here in enumerate(annotation.sentences):
        shown = annotation.sentences[max(k - 1, 0) : k + 1]
        opens = min(shown[0].start, here.start - AGAIN_REACH)
        yield replace(
            annotation,
            sentences=shown,
            mentions=mentions[bisect_left(name_ends, opens) : bisect_left(name_starts, here.end)],
            times=times[bisect_right(time_ends, here.start) : bisect_left(time_starts, here.end)],
            quotes=tuple(quotes[k]),
        )


def _quotes_of(annotation: Annotation) -> list[list[Quote]]:
    """The quotes that share a character with each sentence, in their order."""
    starts, ends = [s.start for s in annotation.sentences], [s.end for s in annotation.sentences]
    found: list[list[Quote]] = [[] for _ in starts]
    for quote in annotation.quotes:
        for k in range(bisect_right(ends, quote.span.start), bisect_left(starts, quote.span.end)):
            found[k].append(quote)
    return found
