"""Where reports of one story disagree, with the words of both.

Precision first. Figures are compared by each report's chief figure of a kind, only between texts that do not copy each other,
and only where they are near enough to be about the same thing. A page contradicts itself where a weekday does not fit its date.
What is disputed about deeds is found by `disputes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sumber.stories.disputes import Disputes
from sumber.stories.quantities import Count, find_counts
from sumber.stories.scorer import day_number
from sumber.types import Annotation, Claim, Coding, Disagreement, Event, Placement, Span

# Figures further apart than this are of different things (a village's dead and a province's displaced); nearer than ROUNDING
# they agree where one is said to be approximate.
_FAR, _ROUNDING = 3.0, 1.10
# Magnitudes are logarithms: an aftershock's lies nearer than that to its earthquake's.
_FAR_MAGNITUDE = 1.2
_UPDATE_DAYS = 7
# Kinds of which a report's highest figure is the whole; others are told of so many different things that only a report's
# single figure of them may be compared.
_TOTALS = frozenset({"killed", "injured", "arrested", "magnitude"})

# Numbers that change from day to day without anybody being wrong.
_PASSING = frozenset({"displaced", "missing"})


@dataclass(frozen=True, slots=True)
class _Report:
    annotation: Annotation
    origin: str
    root: str
    day: int | None

    def claim(self, words: Span, value: str) -> Claim:
        """What this report says, with its words."""
        return Claim(self.annotation.document.id, self.origin, words, value)


def find_disagreements(
    codings: Sequence[Coding], placements: Iterable[Placement], events: Iterable[Event] = ()
) -> list[Disagreement]:
    """The disagreements inside each story: figures between reports, weekdays inside one, and disputes about `events`, those of
    `same_events` over the same codings; without them only figures and weekdays are compared."""
    placed = {placement.id: placement for placement in placements}
    stories: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        placement = placed.get(coding.annotation.document.id)
        stories[placement.story if placement else coding.annotation.document.id].append(coding)
    events = list(events)
    found: list[Disagreement] = []
    for members in stories.values():
        reports = [_report(coding, placed) for coding in members]
        ids = {report.annotation.document.id for report in reports}
        own = [event for event in events if event.mentions[0][0] in ids]
        disputes = Disputes(members, lambda id: _root(id, placed), lambda id: _origin(id, placed))
        found += [*_figures(reports), *_weekdays(reports), *(disputes.find(own) if own else ())]
    return found


def _report(coding: Coding, placed: Mapping[str, Placement]) -> _Report:
    document = coding.annotation.document
    return _Report(coding.annotation, _origin(document.id, placed), _root(document.id, placed), day_number(document.date))


def _origin(id: str, placed: Mapping[str, Placement]) -> str:
    return placed[id].origin if id in placed else id


def _root(id: str, placed: Mapping[str, Placement]) -> str:
    seen = set()
    while id not in seen and id in placed and (above := placed[id].copy_of) is not None:
        seen.add(id)
        id = above
    return id


def _weekdays(reports: Sequence[_Report]) -> list[Disagreement]:
    found = []
    for report in reports:
        for time in report.annotation.times:
            if "weekday-mismatch" in time.flags:
                found.append(Disagreement("weekday", report.claim(time.span, time.value), None, time.span.text))
    return found


def _counts(annotation: Annotation) -> list[Count]:
    """The counts of a report; a number inside a time counts nothing."""
    times = [time.span for time in annotation.times]
    counts = find_counts(annotation.sentences, annotation.document.lang)
    return [count for count in counts if not any(count.span.overlaps(time) for time in times)]


def _chief(counts: Sequence[Count]) -> dict[str, Count]:
    """A report's chief figure of each kind: the highest, for the others are parts of it; none where several could be."""
    by_kind: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        if count.value > 0:
            by_kind[count.kind].append(count)
    chief = {}
    for kind, found in by_kind.items():
        if kind in _TOTALS or len({count.value for count in found}) == 1:
            chief[kind] = max(found, key=lambda count: (count.value, -count.span.start))
    return chief


def _figures(reports: Sequence[_Report]) -> list[Disagreement]:
    """Two figures are set against each other once, however many reports repeat them: in the words of the earliest."""
    firsts: dict[str, _Report] = {}
    for report in reports:  # a copy says nothing of its own: only the first of its texts is heard
        firsts.setdefault(report.root, report)
    heard = sorted(firsts.values(), key=lambda report: report.day or 0)
    chiefs = [_chief(_counts(report.annotation)) for report in heard]
    found: dict[tuple[str, float, float, bool], Disagreement] = {}
    for j, later in enumerate(heard):
        for i in range(j):
            for kind in sorted(chiefs[i].keys() & chiefs[j].keys()):
                a, b = chiefs[i][kind], chiefs[j][kind]
                gap = (later.day or 0) - (heard[i].day or 0)
                if _differ(a, b) and not (gap and kind in _PASSING):
                    update = b.update and 0 <= gap <= _UPDATE_DAYS
                    claims = heard[i].claim(a.sentence, f"{a.value:g}"), later.claim(b.sentence, f"{b.value:g}")
                    key = kind, min(a.value, b.value), max(a.value, b.value), update
                    found.setdefault(key, Disagreement("amount" if a.amount else "number", *claims, kind, update))
    return list(found.values())


def _differ(a: Count, b: Count) -> bool:
    low, high = sorted((a.value, b.value))
    if low == high or high > (_FAR_MAGNITUDE if a.kind == "magnitude" else _FAR) * low:
        return False
    return not ((a.about or b.about) and high <= _ROUNDING * low)
