"""Figures in which reports of one story differ.

Each report is heard by its chief figure of a kind, and only texts that do not copy each other are compared. A figure is set
against the first one told that it differs from, not against each: a toll that rises through ten reports is nine differences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sumber.stories.comparing import Told, opposite
from sumber.stories.countables import kinds_that
from sumber.stories.quantities import Count, begins, find_counts
from sumber.stories.reports import Report, heard, times_within
from sumber.stories.scorer import day_number
from sumber.types import Annotation, Disagreement, TimeExpression

_UPDATE_DAYS = 7
_SIZES = 20  # values of one kind that lie further apart are of different things
_LATELY = 15  # days: what lies further back is background
_ANYBODY = "anybody"  # people of whom no fate is told

_Key = tuple[str, str | None]


def differing_figures(reports: Sequence[Report]) -> list[Disagreement]:
    """Two figures are set against each other once, however many reports repeat them: in the words of the earliest."""
    told: dict[_Key, list[Told]] = defaultdict(list)
    for report in heard(reports):
        counts = _counts(report.annotation)
        former: dict[str, set[float]] = defaultdict(set)
        for count in counts:
            if count.former:
                former[count.kind].add(count.value)
        for key, chief in _chiefs(counts):
            by_noun = chief.kind not in kinds_that("people") if key[0] == _ANYBODY else chief.kind != key[0]
            none = next((count for count in counts if count.kind == key[0] and count.value == 0), None)
            told[key].append(Told(report, chief, frozenset(former[chief.kind]), by_noun, none))
    found: list[Disagreement] = []
    seen: set[tuple[float | str | bool, ...]] = set()
    for key in sorted(told, key=lambda key: (key[0] in kinds_that("people") | {_ANYBODY}, str(key))):
        for j, later in enumerate(told[key]):
            earlier = opposite(told[key][:j], later)
            if earlier is not None and not seen & (marks := _marks(earlier, later)):
                seen |= marks
                found.append(_disagreement(earlier, later))
    return [*found, *_none(told)]


def _marks(a: Told, b: Told) -> set[tuple[float | str | bool, ...]]:
    """What a difference is known by: its values of these kinds, its values in either sentence, and the later of both numbers,
    which is set against one other. A correction by name is told beside it."""
    low, high = sorted((a.chief.value, b.chief.value))
    named = a.chief.value in b.former
    sentences = {(low, high, one.report.root, str(one.chief.sentence.start)) for one in (a, b)}
    return {(low, high, a.chief.kind, b.chief.kind, named), *sentences, (b.report.root, str(b.chief.span.start))}


def _none(told: Mapping[_Key, Sequence[Told]]) -> Iterator[Disagreement]:
    """Reports that tell some, and somebody's word that there were none, against the first other report of some."""
    for key, reports in told.items():
        none = next((one for one in reports if one.none and one.chief.value), None)
        some = next((one for one in reports if one.chief.value and one is not none), None)
        if none is not None and none.none is not None and some is not None:
            ours, theirs = some.chief, none.none
            claims = some.report.claim(ours.sentence, f"{ours.value:g}"), none.report.claim(theirs.sentence, "0")
            yield Disagreement("number", *claims, key[0])


def _counts(annotation: Annotation) -> list[Count]:
    """The counts of a report; a number inside a time counts nothing."""
    times = [time.span for time in annotation.times if time.type != "DURATION"]
    counts = find_counts(annotation.sentences, annotation.document.lang, times)
    told = kinds_that("fates") | kinds_that("totals")
    within = times_within(annotation)
    return [one for one in counts if one.kind not in told or not _is_background(annotation, within[one.sentence.start])]


def _is_background(annotation: Annotation, times: Sequence[TimeExpression]) -> bool:
    """Do the times of a sentence tell of another time, by a day, month or year that ended long before the report?"""
    today = day_number(annotation.document.date)
    ends = [day_number(time.end) for time in times if time.end and not _since(annotation, time)]
    return today is not None and bool(ends) and all(end is not None and end < today - _LATELY for end in ends)


def _since(annotation: Annotation, time: TimeExpression) -> bool:
    """Is the time only the beginning of what is told ("since January")?"""
    return begins(annotation.document.text[: time.span.start], annotation.document.lang)


def _chiefs(counts: Sequence[Count]) -> Iterator[tuple[_Key, Count]]:
    """A report's chief figure of each kind: the highest, for the others are parts of it; none where several could be."""
    by_key: dict[_Key, list[Count]] = defaultdict(list)
    for count in counts:
        if not count.former:
            by_key[count.kind, count.purpose].append(count)
            if count.noun and count.kind not in kinds_that("fates"):
                by_key[count.noun, None].append(count)
            if count.people and count.kind not in kinds_that("fates") - kinds_that("unsaid"):
                by_key[_ANYBODY, None].append(count)
            if count.purpose:
                by_key[count.kind, None].append(count)
    for key, found in by_key.items():
        if key[0] in kinds_that("totals") or len({count.value for count in found}) == 1:
            yield key, max(found, key=lambda count: (count.value, -count.span.start))
        elif key[0] in kinds_that("first"):
            yield key, found[0]
        elif _apart({count.value for count in found}):
            yield from ((key, count) for count in found)


def _apart(values: set[float]) -> bool:
    """Are the values of such different sizes that each is another thing: the cars that burned, and those recalled?"""
    ordered = sorted(values)
    return all(low and high >= _SIZES * low for low, high in pairwise(ordered))


def _disagreement(a: Told, b: Told) -> Disagreement:
    gap = (b.report.day or 0) - (a.report.day or 0)
    corrected = a.chief.value in b.former or b.chief.update or (a.chief.value == 0 and gap > 0)
    ours, theirs = (one.report.claim(one.chief.sentence, f"{one.chief.value:g}") for one in (a, b))
    kind = "amount" if b.chief.amount else "number"
    return Disagreement(kind, ours, theirs, b.chief.kind, corrected and 0 <= gap <= _UPDATE_DAYS)
