"""What is summed of an actor's latest parts in events: by week, by outlet, by who else takes part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from sumber.archive.actors.rows import SIDES, Meant, latest, numbered
from sumber.archive.answers.actor import Counterpart, Week
from sumber.archive.given import as_given, given
from sumber.archive.schema import EntityRow, EventMentionRow, NameRow, RoleRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong

BOUND = 2_000
LISTED = 20
QUADS = ("verbal_coop", "material_coop", "verbal_conflict", "material_conflict")
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Whom:
    """An actor: all that is of a country, or an entity, or a name (folded). Where both are given, roles of that name mean the
    entity if they point to none."""

    id: str | None = None
    called: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """How often an actor takes part in an event, and of its latest `BOUND` parts: the names by which it does and the outlets
    that tell the events, the most frequent first; its weeks, its counterparts, and the ids of the latest events. With a
    counterpart, weeks and events are those that both take part in."""

    number: int
    names: Counts
    outlets: Counts
    weeks: tuple[Week, ...]
    counterparts: tuple[Counterpart, ...]
    events: tuple[str, ...]


def summed(connection: Connection, whom: Whom, counterpart: Whom | None) -> Sums:
    """The sums of an actor, with a counterpart if one is asked for."""
    meant = meant_by(connection, whom)
    number = connection.execute(select(func.count()).select_from(RoleRow).where(meant.takes_part())).scalar_one()
    parts = _parts(connection, meant)
    events = list({part.id: part for part in parts}.values())  # who acts on itself takes part twice
    shared = events if counterpart is None else _shared(connection, events, meant_by(connection, counterpart))
    in_order = sorted(sorted(shared, key=lambda row: str(row.id)), key=lambda row: row.listed or "", reverse=True)
    return Sums(
        number, most(part.name for part in parts), most(event.outlet for event in events), _weeks(shared),
        _counterparts(connection, events, meant), tuple(row.id for row in in_order[:LISTED]),
    )  # fmt: skip


def meant_by(connection: Connection, whom: Whom) -> Meant:
    """Which rows mean an actor."""
    if whom.country:
        return Meant(country=whom.country)
    folded: Sequence[str] = ()
    if whom.called is not None:  # a role's `folded` holds its name and its words, split by a line's end
        near = select(NameRow.folded).where(NameRow.folded >= f"{whom.called}\n", NameRow.folded < f"{whom.called}\x0b")
        folded = connection.execute(near.limit(BOUND)).scalars().all()
    return Meant(ids=(whom.id,) if whom.id else (), folded=tuple(folded))


def most(names: Iterable[str | None]) -> Counts:
    """The most frequent ones with their number."""
    return most_of(Counter(name for name in names if name is not None))


def most_of(counts: Counter[str]) -> Counts:
    """The same, of names that are counted."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:LISTED])


def _parts(connection: Connection, meant: Meant) -> Sequence[Row[Any]]:
    """Its latest parts in events of current wordings: by which name, in which event, told by which outlet."""
    event: tuple[Any, ...] = (EventMentionRow.id, EventMentionRow.quad, EventMentionRow.score, EventMentionRow.listed)
    by: tuple[Any, ...] = (RoleRow.name, VersionRow.outlet)
    asked: Select[Any] = select(*event, *by).select_from(RoleRow)
    told = asked.join(EventMentionRow, EventMentionRow.id == RoleRow.event_mention)
    current = told.join(VersionRow, VersionRow.id == RoleRow.version).where(VersionRow.current.is_(True))
    mine = numbered(RoleRow, latest(connection, RoleRow, meant.takes_part(), BOUND))
    return connection.execute(current.where(mine, ~judged_wrong(EventMentionRow.id))).all()


def _shared(connection: Connection, events: Sequence[Row[Any]], other: Meant) -> list[Row[Any]]:
    """Those of the events in which this one takes part too."""
    told = select(RoleRow.event_mention).where(given(RoleRow.event_mention), other.takes_part())
    both = set(connection.execute(told, as_given(event.id for event in events)).scalars())
    return [event for event in events if event.id in both]


def _weeks(picked: Sequence[Row[Any]]) -> tuple[Week, ...]:
    weeks: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in picked:
        if week := monday(row.listed):
            weeks[week][row.quad] += 1
    return tuple(Week(week, *(weeks[week][quad] for quad in QUADS)) for week in sorted(weeks))


@lru_cache(10_000)
def monday(day: str | None) -> str | None:
    """The Monday of a day's week; None for what is no day."""
    try:
        found = date.fromisoformat(day or "")
        return (found - timedelta(found.weekday())).isoformat()
    except (ValueError, OverflowError):
        return None


@dataclass(slots=True)
class Other:
    """What is summed of one who takes part in the same events: how often, in how many of conflict, the scores of the events,
    and the last name and country in the order of the alphabet."""

    number: int
    conflict: int
    score: float
    name: str
    country: str | None


def _counterparts(connection: Connection, events: Sequence[Row[Any]], meant: Meant) -> tuple[Counterpart, ...]:
    score_of = {row.id: (row.quad.endswith("conflict"), row.score) for row in events}
    columns: tuple[Any, ...] = (RoleRow.event_mention, RoleRow.name, RoleRow.entity, RoleRow.country)
    others = select(*columns).where(RoleRow.part.in_(SIDES), meant.means(RoleRow).is_not(True))
    sums: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(others.where(given(RoleRow.event_mention)), as_given(score_of)).all():
        sums[row.entity or row.name.lower()].append(row)
    found = {}
    for who in sorted(sums, key=lambda who: (-len(sums[who]), who))[:WEIGHED]:
        rows = sums[who]
        conflict, score = (sum(score_of[row.event_mention][at] for row in rows) for at in (0, 1))
        country = max((row.country for row in rows if row.country), default=None)
        found[who] = Other(len(rows), int(conflict), score, max(row.name for row in rows), country)
    return counterparts(connection, found)


WEIGHED = 3 * LISTED
"""So many of the most frequent counterparts are looked at: names may go with entities."""

_NAMES = select(EntityRow.id, EntityRow.name).where(given(EntityRow.id))


def counterparts(connection: Connection, others: dict[str, Other]) -> tuple[Counterpart, ...]:
    """Those who take part in the same events, by entity or else by name in small letters and the most frequent first, as
    counterparts."""
    name_of = {row.id: row.name for row in connection.execute(_NAMES, as_given(others))}
    found = [
        Counterpart(
            who, name_of.get(who) or one.name, one.country, one.number - one.conflict, one.conflict, one.score / one.number
        )
        for who, one in others.items()
    ]
    return tuple(_merged(found)[:LISTED])


def _merged(found: list[Counterpart]) -> list[Counterpart]:
    """A name that is linked to nobody goes with the only entity of that name, where their countries do not speak against it."""
    linked: dict[str, list[int]] = {}
    for at, one in enumerate(found):
        if ":" in one.who:
            linked.setdefault(one.name.lower(), []).append(at)
    merged = list(found)
    gone = set()
    for at, one in enumerate(found):
        same = linked.get(one.who, [])
        if len(same) == 1 and (other := merged[same[0]]).country in (None, one.country):
            merged[same[0]] = _sum(other, one)
            gone.add(at)
    kept = [one for at, one in enumerate(merged) if at not in gone]
    return sorted(kept, key=lambda one: -(one.cooperation + one.conflict))


def _sum(a: Counterpart, b: Counterpart) -> Counterpart:
    weights = (a.cooperation + a.conflict, b.cooperation + b.conflict)
    score = (a.score * weights[0] + b.score * weights[1]) / sum(weights)
    return replace(
        a,
        country=a.country or b.country,
        cooperation=a.cooperation + b.cooperation,
        conflict=a.conflict + b.conflict,
        score=score,
    )
