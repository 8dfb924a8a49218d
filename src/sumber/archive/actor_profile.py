"""One actor across an archive, bounded so that it is told at once: a country, a linked entity, or a name that nobody is known
by. `actor_queries` tells the same whole.

A country may take part in a million events. What is summed is the latest `BOUND` of its parts, by when they were read; how many
there are in all is told beside.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, false, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from sumber.archive.answers import EventAnswer, Words
from sumber.archive.entities import entity_now
from sumber.archive.judgement_schema import judged_wrong
from sumber.archive.queries import answers_of, words_of
from sumber.archive.schema import EntityRow, EventMentionRow, MentionRow, QuoteRow, RoleRow, VersionRow
from sumber.archive.words import fold

BOUND = 2_000
LISTED = 20


@dataclass(frozen=True, slots=True)
class Week:
    """One week of an actor, by its Monday: event mentions of cooperation and of conflict, in words and in deeds."""

    monday: str
    verbal_coop: int
    material_coop: int
    verbal_conflict: int
    material_conflict: int


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Who else takes part: `who` is an entity's id, a country or a name, `score` the mean of the events shared (-10 to 10)."""

    who: str
    name: str
    country: str | None
    cooperation: int
    conflict: int
    score: float


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, who speaks by the article's words, and where."""

    id: str
    words: Words
    speaker: str | None
    article: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """An actor. `kind` is that of its entity, "country", or "name" for one that is not linked; `aliases` are the words that
    stand for it with their number, `parts` how often it takes part in an event, of which `summed` are summed here."""

    who: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[tuple[str, int], ...]
    parts: int
    summed: int
    weeks: tuple[Week, ...]
    counterparts: tuple[Counterpart, ...]
    events: tuple[EventAnswer, ...]
    quotes_by: tuple[Said, ...]
    quotes_about: tuple[Said, ...]
    outlets: tuple[tuple[str, int], ...]


def actor_profile(connection: Connection, who: str) -> ActorProfile | None:
    """The actor of this entity's id, alpha-3 country or name; None where no event and no name knows it."""
    who = entity_now(connection, who.strip())
    entity = connection.execute(select(EntityRow.__table__).where(EntityRow.id == who)).one_or_none()
    is_country = len(who) == 3 and who.isascii() and who.isupper()
    by_name = RoleRow.country == who if is_country else _called(who)
    same = RoleRow.entity == who if entity else by_name
    parts = connection.execute(select(func.count()).select_from(RoleRow).where(same, RoleRow.part != "place")).scalar_one()
    aliases = _aliases(connection, who, entity, same)
    if not parts and not aliases:
        return None
    picked = _picked(same)
    rows = connection.execute(select(picked)).all()
    kind, name = (entity.kind, entity.name) if entity else ("country", who) if is_country else ("name", who)
    country = entity.country if entity else who if is_country else None
    return ActorProfile(
        who, name, kind, country, entity.sectors if entity else (), aliases, parts, min(parts, BOUND),
        _weeks(rows), _counterparts(connection, picked, same), _events(connection, rows),
        _quotes_by(connection, who, entity is not None), _quotes_about(connection, who, entity is not None), _outlets(rows),
    )  # fmt: skip


def _called(name: str) -> ColumnElement[bool]:
    """Has a role this name? `folded` holds the name and the words, split by a line's end: a range of the index finds it."""
    wanted = fold(name)
    return (RoleRow.folded >= f"{wanted}\n") & (RoleRow.folded < f"{wanted}\x0b")


def _aliases(connection: Connection, who: str, entity: Any, same: ColumnElement[bool]) -> tuple[tuple[str, int], ...]:
    number = func.count().label("number")
    if entity is not None:
        asked = select(MentionRow.text, number).where(MentionRow.entity == who).group_by(MentionRow.text)
        rows = connection.execute(asked.order_by(number.desc(), MentionRow.text).limit(LISTED)).all()
        known = {name: 0 for names in json.loads(entity.aliases).values() for name in names}
        return tuple((known | {row.text: row.number for row in rows}).items())
    latest = select(RoleRow.name).where(same, RoleRow.part != "place").limit(BOUND).subquery()
    grouped = select(latest.c.name, number).group_by(latest.c.name).order_by(number.desc(), latest.c.name).limit(LISTED)
    return tuple((row.name, row.number) for row in connection.execute(grouped))


def _picked(same: ColumnElement[bool]) -> Any:
    """The latest parts with their events, in current wordings."""
    latest = (
        select(RoleRow.event_mention, RoleRow.version)
        .where(same, RoleRow.part != "place", ~judged_wrong(RoleRow.event_mention))
        .order_by(literal_column("roles.rowid").desc())
        .limit(BOUND)
        .subquery()
    )
    day = func.coalesce(EventMentionRow.day, func.substr(VersionRow.published, 1, 10)).label("day")
    columns = (EventMentionRow.id, EventMentionRow.quad, EventMentionRow.score, VersionRow.outlet, day)
    return (
        select(*columns)
        .select_from(latest)
        .join(VersionRow, VersionRow.id == latest.c.version)
        .join(EventMentionRow, EventMentionRow.id == latest.c.event_mention)
        .where(VersionRow.current.is_(True))
        .distinct()
        .cte("picked")
    )


QUADS = ("verbal_coop", "material_coop", "verbal_conflict", "material_conflict")


def _weeks(picked: Sequence[Row[Any]]) -> tuple[Week, ...]:
    weeks: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in picked:
        if monday := _monday(row.day):
            weeks[monday][row.quad] += 1
    return tuple(Week(monday, *(weeks[monday][quad] for quad in QUADS)) for monday in sorted(weeks))


@lru_cache(10_000)
def _monday(day: str | None) -> str | None:
    try:
        found = date.fromisoformat(day or "")
        return (found - timedelta(found.weekday())).isoformat()
    except (ValueError, OverflowError):
        return None


def _counterparts(connection: Connection, picked: Any, same: ColumnElement[bool]) -> tuple[Counterpart, ...]:
    who = func.coalesce(RoleRow.entity, func.lower(RoleRow.name)).label("who")
    name = func.coalesce(EntityRow.name, RoleRow.name)
    conflict = func.sum(case((picked.c.quad.like("%conflict"), 1), else_=0)).label("conflict")
    number = func.count()
    asked = (
        select(who, func.max(name), func.max(RoleRow.country), number - conflict, conflict, func.avg(picked.c.score))
        .select_from(picked)
        .join(RoleRow, RoleRow.event_mention == picked.c.id)
        .outerjoin(EntityRow, EntityRow.id == RoleRow.entity)
        .where(RoleRow.part != "place", func.coalesce(same, false()).is_(False))
        .group_by(who)
        .order_by(number.desc(), who)
        .limit(3 * LISTED)
    )
    return tuple(_merged([Counterpart(*row) for row in connection.execute(asked)])[:LISTED])


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


def _events(connection: Connection, picked: Sequence[Row[Any]]) -> tuple[EventAnswer, ...]:
    latest = sorted(sorted(picked, key=lambda row: str(row.id)), key=lambda row: row.day or "", reverse=True)
    return tuple(answers_of(connection, [row.id for row in latest[:LISTED]]))


def _outlets(picked: Sequence[Row[Any]]) -> tuple[tuple[str, int], ...]:
    found = Counter(row.outlet for row in picked if row.outlet is not None)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:LISTED])


def _said() -> Select[Any]:
    columns = [getattr(QuoteRow, name) for name in ("id", "start", "end", "text", "speaker_text")]
    found = select(*columns, VersionRow.article, VersionRow.outlet, VersionRow.published)
    found = found.join(VersionRow, VersionRow.id == QuoteRow.version)
    return found.where(VersionRow.current.is_(True), ~judged_wrong(QuoteRow.id))


def _quotes_by(connection: Connection, who: str, linked: bool) -> tuple[Said, ...]:
    """Quotes whose speaker is meant to be this entity, or stands there by this very name."""
    meant = QuoteRow.meant.in_(select(MentionRow.id).where(MentionRow.entity == who))
    # `folded` begins with the speaker's words: a range of the index holds them and few others.
    near = (QuoteRow.folded >= fold(who)) & (QuoteRow.folded < f"{fold(who)}\x0b")
    return _read(connection, _said().where(meant if linked else near & (QuoteRow.speaker_text == who)))


def _quotes_about(connection: Connection, who: str, linked: bool) -> tuple[Said, ...]:
    """Quotes in which this entity is named, by others than itself."""
    if not linked:
        return ()
    inside = (MentionRow.version == QuoteRow.version, MentionRow.start >= QuoteRow.start, MentionRow.end <= QuoteRow.end)
    asked = _said().join(MentionRow, (MentionRow.entity == who) & inside[0] & inside[1] & inside[2]).distinct()
    speaker = aliased(MentionRow)
    other = asked.outerjoin(speaker, speaker.id == QuoteRow.meant).where(or_(speaker.entity.is_(None), speaker.entity != who))
    return _read(connection, other)


def _read(connection: Connection, asked: Select[Any]) -> tuple[Said, ...]:
    rows = connection.execute(asked.order_by(VersionRow.published.desc(), QuoteRow.id).limit(LISTED // 2))
    return tuple(Said(row.id, words_of(row), row.speaker_text, row.article, row.outlet, row.published) for row in rows)
