"""Are two figures of one kind about the same thing, and do they differ?

Precision first: what may be another thing, or what may have happened between two reports, is no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sumber.stories.countables import kinds_that
from sumber.stories.quantities import Count
from sumber.stories.reports import Report

# Figures further apart than this are of different things (a village's dead and a province's displaced), further where one
# corrects or estimates; nearer than ROUNDING they agree where one is said to be approximate.
_FAR, _FAR_REVISED, _ROUNDING = 3.0, 6.0, 1.25
# Magnitudes are logarithms: an aftershock's lies nearer than that to its earthquake's.
_FAR_MAGNITUDE = 1.2
# A few things counted in passing (ships that wait, roads that are cut) are others after so many days.
_SAME_DAYS, _MANY = 1, 100
# Fewer people, told by what befell them in one report only, are others.
_SOME = 10
_GROWN = 1.5  # what passes is worth telling where it grows by as much
_OVER = 2.5  # "over 200" may be 400
_MULTIPLE = 0.2  # "almost three times" is less


@dataclass(frozen=True, slots=True)
class Told:
    """A report's chief figure of a kind. `former` are those that it calls outdated; `by_noun`: it is compared by who is
    counted, not by what befell them; `none`: the report's word, or another's in it, that there were none."""

    report: Report
    chief: Count
    former: frozenset[float]
    by_noun: bool = False
    none: Count | None = None


def opposite(earlier: Sequence[Told], later: Told) -> Told | None:
    """The report whose figure the later one corrects by name, else the first that it differs from; what passes, or falls, is
    compared with the last word on it. Of reports of one day that tell the same, one that tells it exactly."""
    named = next((one for one in earlier if one.chief.value in later.former), None)
    named = named or next((one for one in earlier if _multiple(one.chief, later.chief)), None)
    passing = [one for one in reversed(earlier) if _passes(one.chief, later.chief)]
    found = named or next(
        (one for one in [*passing, *earlier] if _comparable(one, later) and differ(one.chief, later.chief)), None
    )
    return found and next((one for one in earlier if _same(found, one) and not one.chief.about), found)


def _same(a: Told, b: Told) -> bool:
    return (a.report.day, a.chief.value, a.chief.kind) == (b.report.day, b.chief.value, b.chief.kind)


def _comparable(a: Told, b: Told) -> bool:
    """Are both about the same thing, as far as is told?"""
    ours, theirs = a.chief, b.chief
    kinds, values = {ours.kind, theirs.kind}, (ours.value, theirs.value)
    nouns = kinds <= kinds_that("people") - {"people"}
    if len(kinds) > 1 and (nouns or (a.by_noun and b.by_noun)):
        return False
    if ours.noun != theirs.noun and ours.noun and theirs.noun and not ({ours.noun, theirs.noun} <= kinds_that("people")):
        return False  # three rifles are no two lorries, whatever befell them
    if 1 in values and not kinds & kinds_that("fates"):
        return False  # an article more often than a number
    if max(values) < _SOME and (a.by_noun != b.by_noun or "people" in kinds):
        return False
    if ours.purpose != theirs.purpose and ours.purpose and theirs.purpose:
        return False
    gap = abs((a.report.day or 0) - (b.report.day or 0))
    if theirs.revised or not gap:
        return True
    others = gap > _SAME_DAYS and theirs.passing and theirs.value < _MANY and not theirs.amount
    return not _passes(ours, theirs) and not others


def differ(ours: Count, theirs: Count) -> bool:
    """Do two counts of one thing differ: by more than rounding, and by less than what tells that they are of two things?"""
    low, high = sorted((ours.value, theirs.value))
    if low == high or _below(ours, theirs) or _below(theirs, ours):
        return False
    if low == 0:
        return True
    wide = theirs.revised or theirs.update or ours.claimed or theirs.claimed or ours.kind in kinds_that("crowds")
    far = _FAR_MAGNITUDE if ours.kind == "magnitude" else _FAR_REVISED if wide else _FAR
    return high <= far * low and not ((ours.about or theirs.about) and high <= _ROUNDING * low)


def _multiple(ours: Count, theirs: Count) -> bool:
    """Does the later figure say that it is so many times the earlier one ("twice the official count")?"""
    return theirs.ratio is not None and abs(theirs.value - theirs.ratio * ours.value) <= _MULTIPLE * theirs.value


def _below(ours: Count, theirs: Count) -> bool:
    """Does the one tell no more than "over" a number that the other lies above?"""
    return ours.over and ours.value <= theirs.value <= _OVER * ours.value


def _passes(ours: Count, theirs: Count) -> bool:
    """May the difference of two days be no more than what happened between them?"""
    grown = theirs.update and theirs.value >= _GROWN * ours.value
    falls = ours.kind in kinds_that("falling") and theirs.value < ours.value
    return falls or (ours.kind in kinds_that("passing") and not grown)
