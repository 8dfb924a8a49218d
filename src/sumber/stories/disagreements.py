"""Where reports of one story disagree, with the words of both.

Precision first. Figures are compared by `figures`, those that a copy changed by `reprints`, days by `dating`, sites by `sites`,
what was there and in which state by `contradictions`; what is disputed about deeds is found by `disputes`. A page contradicts
itself where a weekday does not fit its date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sumber.stories.contradictions import contradictions
from sumber.stories.dating import differing_days
from sumber.stories.disputes import Disputes
from sumber.stories.figures import differing_figures
from sumber.stories.lineage import copied_line
from sumber.stories.reports import Report
from sumber.stories.reprints import changed_figures
from sumber.stories.scorer import day_number
from sumber.stories.sites import differing_sites
from sumber.types import Coding, Disagreement, Event, Placement


def find_disagreements(
    codings: Sequence[Coding], placements: Iterable[Placement], events: Iterable[Event] = ()
) -> list[Disagreement]:
    """The disagreements inside each story: figures between reports, weekdays inside one, and disputes about `events`, those of
    `same_events` over the same codings; without them only figures and weekdays are compared."""
    placed = {placement.id: placement for placement in placements}
    stories: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        stories[_story(coding.annotation.document.id, placed)].append(coding)
    happenings: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        happenings[_story(event.mentions[0][0], placed)].append(event)
    found: list[Disagreement] = []
    for story, members in stories.items():
        roots = _roots([coding.annotation.document.id for coding in members], placed)
        reports = [_report(coding, roots, placed) for coding in members]
        own = happenings[story]
        disputes = Disputes(members, roots.__getitem__, lambda id: _origin(id, placed))
        days = differing_days(reports)
        disputed = [one for one in (disputes.find(own) if own else ()) if not (one.kind == "date" and _same_texts(one, days))]
        figures = [*differing_figures(reports), *changed_figures(reports)]
        told = {_sentences(one) for one in figures}
        states = [one for one in (*contradictions(reports), *disputed) if _sentences(one) not in told]
        found += [*figures, *_weekdays(reports), *days, *differing_sites(reports), *states]
    return found


def _sentences(one: Disagreement) -> frozenset[tuple[str, str]]:
    """The words that a disagreement sets against each other: "no arrests" and "two arrested" differ once."""
    return frozenset((claim.document, claim.evidence.text) for claim in (one.a, one.b) if claim)


def _same_texts(one: Disagreement, others: Sequence[Disagreement]) -> bool:
    pairs = [{claim.document for claim in (each.a, each.b) if claim} for each in (one, *others)]
    return pairs[0] in pairs[1:]


def _story(id: str, placed: Mapping[str, Placement]) -> str:
    return placed[id].story if id in placed else id


def _roots(ids: Sequence[str], placed: Mapping[str, Placement]) -> dict[str, str]:
    """The text that each document of a story copies in the end; where that is elsewhere, the first here that copies it."""
    copied = {id: copied_line(id, placed)[-1] for id in ids}
    firsts: dict[str, str] = {}
    for id, root in copied.items():
        firsts.setdefault(root, root if root in copied else id)
    return {id: firsts[root] for id, root in copied.items()}


def _report(coding: Coding, roots: Mapping[str, str], placed: Mapping[str, Placement]) -> Report:
    document = coding.annotation.document
    return Report(coding.annotation, _origin(document.id, placed), roots[document.id], day_number(document.date))


def _origin(id: str, placed: Mapping[str, Placement]) -> str:
    return placed[id].origin if id in placed else id


def _weekdays(reports: Sequence[Report]) -> list[Disagreement]:
    found = []
    for report in reports:
        for time in report.annotation.times:
            if "weekday-mismatch" in time.flags:
                found.append(Disagreement("weekday", report.claim(time.span, time.value), None, time.span.text))
    return found
