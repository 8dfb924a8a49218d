"""One actor at a glance, bounded so that it is told at once: a country with all that is of it, a linked entity, or a name that
nobody is known by. `queries` tells an actor whole.

A country may take part in a million events. What is summed is the latest `BOUND` of its parts, by when they were read; how many
there are in all is told beside. Quotes are those in which one of its latest `BOUND` mentions speaks or is named.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from sumber.archive.actors.rows import SIDES, Meant, latest, numbered, said
from sumber.archive.answers import EventAnswer
from sumber.archive.answers.actor import ActorProfile, Counterpart, Week
from sumber.archive.given import as_given, given
from sumber.archive.judgements.entities import entity_now
from sumber.archive.queries import answers_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.queries.filtering import is_country
from sumber.archive.schema import EntityRow, EventMentionRow, MentionRow, NameRow, RoleRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong
from sumber.archive.words import fold

BOUND = 2_000
LISTED = 20


def actor_profile(connection: Connection, who: str, counterpart: str | None = None) -> ActorProfile | None:
    """The actor of this entity's id, alpha-3 country or name; None where no event and no name knows it. With a `counterpart`
    (the same) its weeks and its latest events are those that both take part in."""
    who = entity_now(connection, who.strip())
    entity = connection.execute(select(EntityRow.__table__).where(EntityRow.id == who)).one_or_none()
    meant = _meant(connection, who, entity)
    number = connection.execute(select(func.count()).select_from(RoleRow).where(meant.takes_part())).scalar_one()
    parts = _parts(connection, meant)
    aliases = _aliases(connection, meant, entity) if entity else _most(part.name for part in parts)
    if not parts and not aliases:
        return None
    events = list({part.id: part for part in parts}.values())  # who acts on itself takes part twice
    shared = events if counterpart is None else _shared(connection, events, counterpart)
    kind, name = (entity.kind, entity.name) if entity else ("country", who) if is_country(who) else ("name", who)
    country = entity.country if entity else who if is_country(who) else None
    by, about = (meant.quotes_by(), meant.quotes_about()) if not is_country(who) else (None, None)
    return ActorProfile(
        who, name, kind, country, entity.sectors if entity else (), aliases, number, min(number, BOUND),
        _weeks(shared), _counterparts(connection, events, meant), _events(connection, shared),
        tuple(said(connection, by, LISTED // 2)) if by is not None else (),
        tuple(said(connection, about, LISTED // 2)) if about is not None and entity else (),
        _most(event.outlet for event in events), counterpart,
        _naming(connection, meant), judgements_of(connection, who) if entity else (),
    )  # fmt: skip


def _meant(connection: Connection, who: str, entity: Row[Any] | None) -> Meant:
    if entity is not None:
        meant = Meant(ids=(who,))
        return replace(meant, mentions=latest(connection, MentionRow, meant.named(), BOUND))
    return Meant(country=who) if is_country(who) else Meant(folded=_called(connection, who), speaker=fold(who))


def _shared(connection: Connection, events: Sequence[Row[Any]], who: str) -> list[Row[Any]]:
    """Those of the events in which this one takes part too: an entity also by its name, as counterparts are counted."""
    who = entity_now(connection, who.strip())
    name = connection.execute(select(EntityRow.name).where(EntityRow.id == who)).scalar()
    if is_country(who):
        other = Meant(country=who)
    else:
        other = Meant(ids=(who,) if name else (), folded=_called(connection, name or who))
    told = select(RoleRow.event_mention).where(given(RoleRow.event_mention), other.takes_part())
    both = set(connection.execute(told, as_given(event.id for event in events)).scalars())
    return [event for event in events if event.id in both]


def _called(connection: Connection, name: str) -> tuple[str, ...]:
    """The names of roles that begin with this name: they hold the name and the words, split by a line's end."""
    wanted = fold(name)
    near = select(NameRow.folded).where(NameRow.folded >= f"{wanted}\n", NameRow.folded < f"{wanted}\x0b")
    return tuple(connection.execute(near.limit(BOUND)).scalars())


def _aliases(connection: Connection, meant: Meant, entity: Row[Any]) -> tuple[tuple[str, int], ...]:
    """The names that are known of an entity, and the words that stand for it in its latest mentions with their number."""
    texts = connection.execute(select(MentionRow.text).where(numbered(MentionRow, meant.mentions or "[]"))).scalars().all()
    known = dict.fromkeys((name for names in json.loads(entity.aliases).values() for name in names), 0)
    return tuple((known | dict(_most(texts))).items())


def _naming(connection: Connection, meant: Meant) -> tuple[tuple[str, str | None], ...]:
    """The articles that name it in their current wording, the latest first."""
    named = select(MentionRow.version).where(numbered(MentionRow, meant.mentions or "[]"))
    asked = select(VersionRow.article, VersionRow.title).where(VersionRow.id.in_(named), VersionRow.current.is_(True))
    latest_first = asked.order_by(VersionRow.moment.is_(None), VersionRow.moment.desc(), VersionRow.article)
    return tuple((row.article, row.title) for row in connection.execute(latest_first.limit(LISTED)))


def _most(names: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """The most frequent ones with their number."""
    counts = Counter(name for name in names if name is not None)
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


QUADS = ("verbal_coop", "material_coop", "verbal_conflict", "material_conflict")


def _weeks(picked: Sequence[Row[Any]]) -> tuple[Week, ...]:
    weeks: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in picked:
        if monday := _monday(row.listed):
            weeks[monday][row.quad] += 1
    return tuple(Week(monday, *(weeks[monday][quad] for quad in QUADS)) for monday in sorted(weeks))


@lru_cache(10_000)
def _monday(day: str | None) -> str | None:
    try:
        found = date.fromisoformat(day or "")
        return (found - timedelta(found.weekday())).isoformat()
    except (ValueError, OverflowError):
        return None


def _counterparts(connection: Connection, events: Sequence[Row[Any]], meant: Meant) -> tuple[Counterpart, ...]:
    """Who else takes part in these events, on either side, the most frequent first."""
    score_of = {row.id: (row.quad.endswith("conflict"), row.score) for row in events}
    columns: tuple[Any, ...] = (RoleRow.event_mention, RoleRow.name, RoleRow.entity, RoleRow.country)
    others = select(*columns).where(RoleRow.part.in_(SIDES), meant.means(RoleRow).is_not(True))
    sums: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(others.where(given(RoleRow.event_mention)), as_given(score_of)).all():
        sums[row.entity or row.name.lower()].append(row)
    most = sorted(sums.items(), key=lambda pair: (-len(pair[1]), pair[0]))[: 3 * LISTED]
    names = select(EntityRow.id, EntityRow.name).where(EntityRow.id.in_([who for who, _ in most]))
    name_of = {row.id: row.name for row in connection.execute(names)}
    return tuple(_merged([_counterpart(who, name_of.get(who), rows, score_of) for who, rows in most])[:LISTED])


def _counterpart(who: str, name: str | None, rows: Sequence[Row[Any]], score_of: dict[str, tuple[bool, float]]) -> Counterpart:
    country = max((row.country for row in rows if row.country), default=None)
    conflict = sum(score_of[row.event_mention][0] for row in rows)
    score = sum(score_of[row.event_mention][1] for row in rows) / len(rows)
    return Counterpart(who, name or max(row.name for row in rows), country, len(rows) - conflict, conflict, score)


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


def _events(connection: Connection, events: Iterable[Row[Any]]) -> tuple[EventAnswer, ...]:
    latest = sorted(sorted(events, key=lambda row: str(row.id)), key=lambda row: row.listed or "", reverse=True)
    return tuple(answers_of(connection, [row.id for row in latest[:LISTED]]))
