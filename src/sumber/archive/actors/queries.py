"""An actor out of an archive: deeds by day, partners, quotes, and who reports. Counting is the database's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, case, distinct, func, select
from sqlalchemy.orm import aliased

from sumber.archive.actors.names import find_actor, mention_texts, role_names
from sumber.archive.actors.rows import SIDES, Meant, placed, published, said, saying
from sumber.archive.answers.actor import ActorAnswer, DayOfDeeds, Deed, NameInUse, Partner, Reporting
from sumber.archive.queries import answers_of
from sumber.archive.reckoned import chunks
from sumber.archive.schema import (
    EntityRow,
    EventMemberRow,
    EventMentionRow,
    EventRow,
    MentionRow,
    PlacementRow,
    RoleRow,
    VersionRow,
)
from sumber.archive.schema.judgements import judged_wrong

_other = aliased(RoleRow)


def actor_answer(
    connection: Connection, who: str, since: str | None, until: str | None, limit: int | None
) -> ActorAnswer | None:
    """An actor whole; None where the archive names nobody so. Days are ISO 8601; lists hold `limit` at most."""
    found = find_actor(connection, who)
    if found is None:
        return None
    names = tuple(_names(connection, found.who.ids))
    folded = role_names(connection, found.who, [one.name for one in names])
    asked = Meant(found.who.ids, folded, mention_texts(connection, found.who), since=since, until=until)
    told, naming, by, about = _told(asked), _naming(asked), asked.quotes_by(), asked.quotes_about()
    columns = (func.count(), func.count(distinct(naming.c.origin)), func.min(naming.c.moment), func.max(naming.c.moment))
    articles, independent, first, last = connection.execute(select(*columns).select_from(naming)).one()
    return ActorAnswer(
        found.who, names[:limit], found.namesakes, articles, independent, first, last,
        _happenings(connection, told, "actor"), _happenings(connection, told, "recipient"),
        tuple(_days(connection, told, limit)), tuple(_partners(connection, told, asked, limit)),
        _number(connection, by), tuple(said(connection, saying(by, limit))),
        _number(connection, about), tuple(said(connection, saying(about, limit))),
        tuple(_reporting(connection, naming.c.outlet, limit)), tuple(_reporting(connection, naming.c.origin, limit)),
    )  # fmt: skip


def _told(asked: Meant) -> CTE:
    """Event mentions in which the actor takes part: each with its side, happening, day, article, origin and score."""
    mine = select(RoleRow.event_mention, RoleRow.part).where(asked.takes_part()).distinct().cte()
    day = func.coalesce(EventMentionRow.day, published)
    happening = func.coalesce(EventMemberRow.event, EventMentionRow.id)
    columns = (EventMentionRow.id, EventMentionRow.score, EventMentionRow.confidence, mine.c.part, VersionRow.article)
    return (
        select(*columns, happening.label("happening"), func.coalesce(EventRow.day, day).label("day"))
        .add_columns(PlacementRow.copy_of, func.coalesce(PlacementRow.origin, VersionRow.article).label("origin"))
        .join(mine, mine.c.event_mention == EventMentionRow.id)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
        .outerjoin(PlacementRow, placed)
        .outerjoin(EventMemberRow, EventMemberRow.event_mention == EventMentionRow.id)
        .outerjoin(EventRow, EventRow.id == EventMemberRow.event)
        .where(asked.between(day), ~judged_wrong(EventMentionRow.id))
        .cte("told")
    )


def _naming(asked: Meant) -> CTE:
    """The articles that name the actor, each with its outlet, origin and moment."""
    named = select(MentionRow.version).where(asked.named())
    acting = select(RoleRow.version).where(asked.takes_part())
    columns = (VersionRow.article, VersionRow.moment, VersionRow.outlet)
    found = select(*columns, func.coalesce(PlacementRow.origin, VersionRow.article).label("origin"))
    there = VersionRow.id.in_(named.union(acting))
    return found.outerjoin(PlacementRow, placed).where(there, asked.between(published)).cte("naming")


def _names(connection: Connection, ids: tuple[str, ...]) -> Iterator[NameInUse]:
    """The names that articles give it, the most frequent first."""
    number = func.count(distinct(MentionRow.version))
    asked = select(VersionRow.lang, MentionRow.text, number).join(VersionRow, VersionRow.id == MentionRow.version)
    there = asked.where(MentionRow.entity.in_(ids), VersionRow.current.is_(True)).group_by(VersionRow.lang, MentionRow.text)
    for row in connection.execute(there.order_by(number.desc(), VersionRow.lang, MentionRow.text)):
        yield NameInUse(*row)


def _happenings(connection: Connection, told: CTE, part: str) -> int:
    asked = select(func.count(distinct(told.c.happening))).where(told.c.part == part)
    return connection.execute(asked).scalar_one()


def _days(connection: Connection, told: CTE, limit: int | None) -> Iterator[DayOfDeeds]:
    """The latest deeds, in order of their days; of each happening the surest report that is no reprint."""
    order = (told.c.copy_of.is_not(None), told.c.confidence.desc(), told.c.id)
    place = func.row_number().over(partition_by=told.c.happening, order_by=order).label("place")
    ranked = select(told.c.happening, told.c.id, told.c.day, place).subquery()
    numbers = (func.count(distinct(told.c.article)).label("articles"), func.count(distinct(told.c.origin)).label("origins"))
    sides = (func.min(told.c.part).label("least"), func.max(told.c.part).label("most"))
    sums = select(told.c.happening, *numbers, *sides).group_by(told.c.happening).subquery()
    asked = (
        select(ranked.c.id, ranked.c.day, sums)
        .join(sums, sums.c.happening == ranked.c.happening)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.day.is_(None), ranked.c.day.desc(), ranked.c.id)
        .limit(limit)
    )
    rows = connection.execute(asked).all()
    events = {event.id: event for part in chunks([row.id for row in rows]) for event in answers_of(connection, part)}
    days = {row.id: events[row.id].period if events[row.id].day == row.day else row.day for row in rows}
    rows = sorted(rows, key=lambda row: (row.day is None, row.day or "", days[row.id] or ""))
    for day, group in groupby(rows, key=lambda row: days[row.id]):
        deeds = (
            Deed(row.least if row.least == row.most else "both", row.articles, row.origins, events[row.id]) for row in group
        )
        yield DayOfDeeds(day, tuple(deeds))


def _partners(connection: Connection, told: CTE, asked: Meant, limit: int | None) -> Iterator[Partner]:
    """Who stands on the other side, the most frequent first. A happening counts once, however many tell it."""
    name = func.coalesce(EntityRow.name, _other.name)
    key = (func.coalesce(EntityRow.kind, ""), func.lower(name))  # one person may be several entities of one name
    known = (func.max(name).label("name"), func.max(_other.entity).label("entity"), func.max(_other.country).label("country"))
    each = (
        select(key[0].label("kind"), key[1].label("key"), told.c.part, *known, func.avg(told.c.score).label("score"))
        .join(told, told.c.id == _other.event_mention)
        .outerjoin(EntityRow, EntityRow.id == _other.entity)
        .where(_other.part.in_(SIDES), _other.part != told.c.part, ~asked.means(_other))
        .group_by(*key, told.c.happening, told.c.part)
        .subquery()
    )
    to, by = (func.sum(case((each.c.part == part, 1), else_=0)) for part in SIDES)
    best = (func.max(each.c.name), func.max(each.c.entity), func.max(each.c.country))
    grouped = select(*best, to, by, func.avg(each.c.score)).group_by(each.c.kind, each.c.key)
    for row in connection.execute(grouped.order_by(func.count().desc(), each.c.key).limit(limit)):
        named, entity, country, acted_on, acts, score = row
        yield Partner(named, entity, country, acted_on, acts, round(score, 1))


def _number(connection: Connection, ids: Select[Any]) -> int:
    return connection.execute(select(func.count()).select_from(ids.subquery())).scalar_one()


def _reporting(connection: Connection, name: ColumnElement[Any], limit: int | None) -> Iterator[Reporting]:
    asked = select(name, func.count()).where(name.is_not(None)).group_by(name).order_by(func.count().desc(), name)
    for row in connection.execute(asked.limit(limit)):
        yield Reporting(*row)
