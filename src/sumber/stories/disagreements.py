"""Where reports of one story disagree, with the words of both.

Precision first. Figures are compared by each report's chief figure of a kind, only between texts that do not copy each other,
and only where they are near enough to be about the same thing. A page contradicts itself where a weekday does not fit its date.
A deed is disputed where one source asserts what another denies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sumber.stories.quantities import Count, find_counts
from sumber.stories.scorer import day_number
from sumber.types import Annotation, Claim, Coding, Disagreement, Event, Placement, Span

# Figures further apart than this are of different things (a village's dead and a province's displaced); nearer than ROUNDING
# they agree where one is said to be approximate.
_FAR, _ROUNDING = 3.0, 1.10
_UPDATE_DAYS = 7
# Kinds told of so many different things that only a report's single figure of them may be compared.
_SINGLE = frozenset({"protesters", "aboard", "houses", "displaced", "missing"})

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
    """The disagreements inside each story: figures and statuses between reports, weekdays inside one. `events` are those of
    `same_events` over the same codings; without them no statuses are compared."""
    placed = {placement.id: placement for placement in placements}
    stories: dict[str, list[_Report]] = defaultdict(list)
    for coding in codings:
        document = coding.annotation.document
        placement = placed.get(document.id)
        report = _Report(
            coding.annotation,
            placement.origin if placement else document.id,
            _root(document.id, placed),
            day_number(document.date),
        )
        stories[placement.story if placement else document.id].append(report)
    found = [one for reports in stories.values() for one in (*_figures(reports), *_weekdays(reports))]
    return found + _statuses(codings, placed, events)


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
        single = kind in _SINGLE or kind.isupper()
        if not single or len({count.value for count in found}) == 1:
            chief[kind] = max(found, key=lambda count: (count.value, -count.span.start))
    return chief


def _figures(reports: Sequence[_Report]) -> list[Disagreement]:
    firsts: dict[str, _Report] = {}
    for report in reports:  # a copy says nothing of its own: only the first of its texts is heard
        firsts.setdefault(report.root, report)
    heard = sorted(firsts.values(), key=lambda report: report.day or 0)
    chiefs = [_chief(_counts(report.annotation)) for report in heard]
    found = []
    for j, later in enumerate(heard):
        for i in range(j):
            for kind in sorted(chiefs[i].keys() & chiefs[j].keys()):
                a, b = chiefs[i][kind], chiefs[j][kind]
                gap = (later.day or 0) - (heard[i].day or 0)
                if _differ(a, b) and not (gap and kind in _PASSING):
                    update = b.update and 0 <= gap <= _UPDATE_DAYS
                    claims = heard[i].claim(a.sentence, f"{a.value:g}"), later.claim(b.sentence, f"{b.value:g}")
                    found.append(Disagreement("amount" if kind.isupper() else "number", *claims, kind, update))
    return found


def _differ(a: Count, b: Count) -> bool:
    low, high = sorted((a.value, b.value))
    if low == high or high > _FAR * low:
        return False
    return not ((a.about or b.about) and high <= _ROUNDING * low)


def _statuses(codings: Sequence[Coding], placed: Mapping[str, Placement], events: Iterable[Event]) -> list[Disagreement]:
    """Deeds that one text asserts and another, of another origin and no copy, denies."""
    by_id = {coding.annotation.document.id: coding for coding in codings}
    found = []
    for event in events:
        told = [(id, by_id[id].events[index]) for id, index in event.mentions if id in by_id]
        asserted = next(((id, mention) for id, mention in told if mention.status == "asserted"), None)
        denied = next(((id, mention) for id, mention in told if mention.status == "denied"), None)
        if asserted is None or denied is None or _root(asserted[0], placed) == _root(denied[0], placed):
            continue
        claims = [
            Claim(id, placed[id].origin if id in placed else id, mention.sentence, mention.status)
            for id, mention in (asserted, denied)
        ]
        found.append(Disagreement("status", claims[0], claims[1], event.type))
    return found
