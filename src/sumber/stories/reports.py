"""A report as it is compared with the others of its story."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sumber.types import Annotation, Claim, Span, TimeExpression


@dataclass(frozen=True, slots=True)
class Report:
    """`root` is the text that it copies in the end, itself if none; where that is no report of the story, the first that copies
    it. `day` is that of publication, counted from year 1."""

    annotation: Annotation
    origin: str
    root: str
    day: int | None

    def claim(self, words: Span, value: str) -> Claim:
        """What this report says, with its words."""
        return Claim(self.annotation.document.id, self.origin, words, value)


def heard(reports: Sequence[Report]) -> list[Report]:
    """The reports that say something of their own, the earliest first: of texts that copy each other only the original,
    whatever days they claim."""
    own = (report for report in reports if report.root == report.annotation.document.id)
    return sorted(own, key=lambda report: report.day or 0)


def times_within(annotation: Annotation) -> defaultdict[int, list[TimeExpression]]:
    """The times that stand wholly in a sentence, by where the sentence starts."""
    starts = [sentence.start for sentence in annotation.sentences]
    found: defaultdict[int, list[TimeExpression]] = defaultdict(list)
    for time in annotation.times:
        k = bisect_right(starts, time.span.start) - 1
        if k >= 0 and time.span.within(annotation.sentences[k]):
            found[starts[k]].append(time)
    return found
