"""A story for somebody who reads it whole, however long it is: sums over everything, the weightiest part of each list.

A story of ten thousand reports has more happenings than anybody reads or a browser shows. Each list is cut to a bound that its
caller gives, and tells how many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sumber.archive.answers import DisagreementAnswer, EventAnswer, Source, StoryLine, Words, period_of
from sumber.archive.judgements import Judgement
from sumber.archive.judgements.subjects import story_now
from sumber.archive.queries import answers_of, current_sources, source_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.queries.stories import disagreements_of, lead_of, line_of, story_select
from sumber.archive.reckoned import IN_ORDER
from sumber.archive.schema import (
    DisagreementRow,
    EventMemberRow,
    EventMentionRow,
    EventRow,
    PlacementRow,
    RoleRow,
    StoryRow,
    TimeRow,
    VersionRow,
)
from sumber.archive.schema.judgements import judged_wrong
from sumber.archive.words import fold

IDS = 500  # ids in one question: SQLite takes 32,766 at most


@dataclass(frozen=True, slots=True)
class ToldHappening:
    """A happening of a story with its surest report; `reports` counts the articles that tell it, `origins` are independent.
    `first` is the report that was published first, where several tell it and one of them has a date."""

    id: str
    type: str
    day: str | None
    statuses: tuple[str, ...]
    origins: tuple[str, ...]
    reports: int
    surest: EventAnswer
    first: Source | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A day of a story's timeline, a month or a year where no report tells more, None for happenings without one: happenings
    by type and status, most first."""

    day: str | None
    happenings: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a story's events are said to have been, and how many event mentions say so."""

    name: str
    entity: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story with as much of each list as was asked for; the numbers of all stand in `story` and the `_in_all` fields.
    `judgements` are what people judged of it or of facts in it."""

    story: StoryLine
    lead: Words | None
    timeline: tuple[Stop, ...]
    tellings: tuple[ToldHappening, ...]
    tellings_in_all: int
    disagreements: tuple[DisagreementAnswer, ...]
    disagreements_in_all: int
    spots: tuple[Spot, ...]
    articles: tuple[Source, ...]
    judgements: tuple[Judgement, ...]


def dossier(connection: Connection, id: str, tellings: int, disagreements: int, articles: int) -> Dossier | None:
    """A story, or the one that an old id leads to; None where no story has this id."""
    now = story_now(connection, id)
    if now is None:
        return None
    id = now
    row = connection.execute(story_select().where(StoryRow.id == id)).one()
    happenings = connection.execute(select(EventRow.__table__).where(EventRow.story == id)).all()
    days = {found.id: found.day for found in happenings} | _periods(connection, id)
    told = tuple(
        source_of(one) for one in connection.execute(current_sources().where(PlacementRow.story == id).limit(articles))
    )
    disputes = disagreements_of(connection, DisagreementRow.story == id)
    return Dossier(
        line_of(row), lead_of(connection, row.headline), _timeline(happenings, days),
        _tellings(connection, happenings, days, tellings),
        len(happenings), disputes[:disagreements], len(disputes),
        _spots(connection, id), told, judgements_of(connection, id),
    )  # fmt: skip


def _periods(connection: Connection, story: str) -> dict[str, str]:
    """The month or year that the first report with one gives for each happening that is told without a day."""
    asked = (
        select(EventMemberRow.event, TimeRow.value)
        .join(EventRow, EventRow.id == EventMemberRow.event)
        .join(EventMentionRow, EventMentionRow.id == EventMemberRow.event_mention)
        .join(TimeRow, TimeRow.id == EventMentionRow.time)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
        .where(EventRow.story == story, EventRow.day.is_(None), VersionRow.current.is_(True))
        .where(~judged_wrong(EventMentionRow.id))
        .order_by(*IN_ORDER, EventMentionRow.ordinal)
    )
    found: dict[str, str] = {}
    for event, value in connection.execute(asked):
        if period := period_of(value):
            found.setdefault(event, period)
    return found


def _timeline(happenings: Sequence[Row[Any]], when: Mapping[str, str | None]) -> tuple[Stop, ...]:
    """Of a happening that is told in several ways the strongest sense stands: asserted before denied, denied before
    planned; of a plan that was called off, that."""
    days: dict[str | None, dict[tuple[str, str], int]] = {}
    for found in happenings:
        of_day = days.setdefault(when[found.id], {})
        key = (found.type, next((status for status in SENSES if status in found.statuses), "asserted"))
        of_day[key] = of_day.get(key, 0) + 1
    ordered = sorted(days.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    return tuple(
        Stop(day, tuple((*key, number) for key, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))))
        for day, counts in ordered
    )


SENSES = ("asserted", "cancelled", "denied", "alleged", "planned", "requested", "hypothetical")


def _tellings(
    connection: Connection, happenings: Sequence[Row[Any]], when: Mapping[str, str | None], bound: int
) -> tuple[ToldHappening, ...]:
    """The happenings that most independent origins tell, in order of their days."""
    widest = sorted(happenings, key=lambda found: (-len(found.origins), found.day is None, found.day or "", found.id))[:bound]
    ids = [found.id for found in widest]
    named = select(func.count()).where(RoleRow.event_mention == EventMentionRow.id, RoleRow.part != "place").scalar_subquery()
    columns = (EventMemberRow.event, EventMentionRow.id, VersionRow.article, PlacementRow.copy_of, EventMentionRow.confidence)
    asked = (
        select(*columns, VersionRow.moment, named.label("named"))
        .join(EventMentionRow, EventMentionRow.id == EventMemberRow.event_mention)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .where(EventMemberRow.event.in_(ids), VersionRow.current.is_(True))
    )
    members: dict[str, list[Row[Any]]] = {}
    for member in connection.execute(asked):
        members.setdefault(member.event, []).append(member)
    surest = {event: max(rows, key=_sureness) for event, rows in members.items()}
    answers = {answer.id: answer for answer in _answers(connection, [row.id for row in surest.values()])}
    firsts = _firsts(connection, members)
    shown = [found for found in widest if found.id in surest]
    shown.sort(key=lambda found: (when[found.id] is None, when[found.id] or "", -len(found.origins), found.id))
    return tuple(
        ToldHappening(
            found.id, found.type, found.day, found.statuses, found.origins,
            len({row.article for row in members[found.id]}), answers[surest[found.id].id],
            firsts.get(found.id),
        )
        for found in shown
    )  # fmt: skip


def _firsts(connection: Connection, members: Mapping[str, Sequence[Row[Any]]]) -> dict[str, Source]:
    """By happening the report that was published first, where several articles tell it."""
    several = {event: rows for event, rows in members.items() if len({row.article for row in rows}) > 1}
    dated = {event: [(row.moment, row.article) for row in rows if row.moment] for event, rows in several.items()}
    first = {event: min(moments)[1] for event, moments in dated.items() if moments}
    ids = sorted(set(first.values()))
    asked = (current_sources().where(VersionRow.article.in_(ids[at : at + IDS])) for at in range(0, len(ids), IDS))
    found = {row.article: source_of(row) for one in asked for row in connection.execute(one)}
    return {event: found[article] for event, article in first.items()}


def _sureness(row: Row[Any]) -> tuple[bool, int, float, str]:
    """Originals before reprints, then who names most of who did it to whom, then the surest."""
    return row.copy_of is None, min(row.named, 2), row.confidence, row.id


def _answers(connection: Connection, ids: Sequence[str]) -> list[EventAnswer]:
    parts = (ids[at : at + IDS] for at in range(0, len(ids), IDS))
    return [answer for part in parts for answer in answers_of(connection, part)]


def _spots(connection: Connection, story: str) -> tuple[Spot, ...]:
    number = func.count().label("number")
    asked = (
        select(func.min(RoleRow.name).label("name"), func.min(RoleRow.entity).label("entity"), number)
        .join(VersionRow, VersionRow.id == RoleRow.version)
        .join(PlacementRow, PlacementRow.article == VersionRow.article)
        .where(PlacementRow.story == story, VersionRow.current.is_(True), RoleRow.part == "place")
        .where(~judged_wrong(RoleRow.event_mention))
        .group_by(func.coalesce(RoleRow.entity, RoleRow.folded))
        .order_by(number.desc(), func.min(RoleRow.name))
    )
    rows = connection.execute(asked).all()
    known = Counter(fold(row.name) for row in rows if row.entity)
    spots: dict[str, Spot] = {}
    for row in sorted(rows, key=lambda row: row.entity is None):
        # A name that one report links and another does not is one place, where only one place of the story bears it.
        key = fold(row.name) if known[fold(row.name)] < 2 else row.entity or fold(row.name)
        spot = spots.get(key, Spot(row.name, row.entity, 0))
        spots[key] = replace(spot, mentions=spot.mentions + row.number)
    return tuple(sorted(spots.values(), key=lambda spot: (-spot.mentions, spot.name)))
