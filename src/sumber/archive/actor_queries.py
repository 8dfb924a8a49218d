"""An actor out of an archive: deeds by day, partners, quotes, and who reports. Counting is the database's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, case, distinct, func, or_, select
from sqlalchemy.orm import aliased

from sumber.archive.actor_answers import ActorAnswer, DayOfDeeds, Deed, NameInUse, Partner, Reporting, Said
from sumber.archive.actor_names import find_actor, mention_texts, role_names
from sumber.archive.judgement_schema import judged_wrong
from sumber.archive.queries import SOURCE, answers_of, source_of, words_of
from sumber.archive.reckoned import chunks
from sumber.archive.schema import (
    EntityRow,
    EventMemberRow,
    EventMentionRow,
    EventRow,
    MentionRow,
    PlacementRow,
    QuoteRow,
    RoleRow,
    VersionRow,
)

_SIDES = ("actor", "recipient")
_placed = PlacementRow.article == VersionRow.article
_published = func.substr(VersionRow.published, 1, 10)
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
    asked = _Asked(found.who.ids, folded, mention_texts(connection, found.who), since, until)
    told, naming, by, about = asked.told(), asked.naming(), asked.quotes_by(), asked.quotes_about()
    columns = (func.count(), func.count(distinct(naming.c.origin)), func.min(naming.c.moment), func.max(naming.c.moment))
    articles, independent, first, last = connection.execute(select(*columns).select_from(naming)).one()
    return ActorAnswer(
        found.who, names[:limit], found.namesakes, articles, independent, first, last,
        _happenings(connection, told, "actor"), _happenings(connection, told, "recipient"),
        tuple(_days(connection, told, limit)), tuple(_partners(connection, told, asked, limit)),
        _number(connection, by), tuple(_said(connection, by, limit)),
        _number(connection, about), tuple(_said(connection, about, limit)),
        tuple(_reporting(connection, naming.c.outlet, limit)), tuple(_reporting(connection, naming.c.origin, limit)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whom the rows must mean, by entities and by the names that roles and mentions without one give, and the days between
    which they lie."""

    ids: tuple[str, ...]
    folded: tuple[str, ...]
    texts: tuple[str, ...]
    since: str | None
    until: str | None

    def means(self, role: Any) -> ColumnElement[bool]:
        """Does a role mean the actor?"""
        return or_(role.entity.in_(self.ids), and_(role.entity.is_(None), role.folded.in_(self.folded)))

    def named(self) -> ColumnElement[bool]:
        """Does a mention name the actor?"""
        means = or_(MentionRow.entity.in_(self.ids), and_(MentionRow.entity.is_(None), MentionRow.text.in_(self.texts)))
        return and_(means, ~judged_wrong(MentionRow.id))

    def between(self, day: ColumnElement[Any]) -> ColumnElement[bool]:
        """Of a current wording, and is the day one of those asked for?"""
        since = [day >= self.since] if self.since else []
        return and_(VersionRow.current.is_(True), *since, *([day <= self.until] if self.until else []))

    def told(self) -> CTE:
        """Event mentions in which the actor takes part: each with its side, happening, day, article, origin and score."""
        mine = select(RoleRow.event_mention, RoleRow.part).where(RoleRow.part.in_(_SIDES), self.means(RoleRow)).distinct().cte()
        day = func.coalesce(EventMentionRow.day, _published)
        happening = func.coalesce(EventMemberRow.event, EventMentionRow.id)
        columns = (EventMentionRow.id, EventMentionRow.score, EventMentionRow.confidence, mine.c.part, VersionRow.article)
        return (
            select(*columns, happening.label("happening"), func.coalesce(EventRow.day, day).label("day"))
            .add_columns(PlacementRow.copy_of, func.coalesce(PlacementRow.origin, VersionRow.article).label("origin"))
            .join(mine, mine.c.event_mention == EventMentionRow.id)
            .join(VersionRow, VersionRow.id == EventMentionRow.version)
            .outerjoin(PlacementRow, _placed)
            .outerjoin(EventMemberRow, EventMemberRow.event_mention == EventMentionRow.id)
            .outerjoin(EventRow, EventRow.id == EventMemberRow.event)
            .where(self.between(day), ~judged_wrong(EventMentionRow.id))
            .cte("told")
        )

    def naming(self) -> CTE:
        """The articles that name the actor, each with its outlet, origin and moment."""
        named = select(MentionRow.version).where(self.named())
        acting = select(RoleRow.version).where(RoleRow.part.in_(_SIDES), self.means(RoleRow))
        columns = (VersionRow.article, VersionRow.moment, VersionRow.outlet)
        asked = select(*columns, func.coalesce(PlacementRow.origin, VersionRow.article).label("origin"))
        there = VersionRow.id.in_(named.union(acting))
        return asked.outerjoin(PlacementRow, _placed).where(there, self.between(_published)).cte("naming")

    def quotes_by(self) -> Select[Any]:
        """The ids of the actor's own words, without those that reprints repeat."""
        return self._quotes().join(MentionRow, MentionRow.id == QuoteRow.meant).where(self.named())

    def quotes_about(self) -> Select[Any]:
        """The ids of the words of others in which the actor is named."""
        inside = and_(MentionRow.start >= QuoteRow.start, MentionRow.end <= QuoteRow.end)
        named = self._quotes().join(MentionRow, and_(MentionRow.version == QuoteRow.version, inside))
        return named.where(self.named(), QuoteRow.id.not_in(self.quotes_by())).distinct()

    def _quotes(self) -> Select[Any]:
        found = select(QuoteRow.id).join(VersionRow, VersionRow.id == QuoteRow.version).outerjoin(PlacementRow, _placed)
        return found.where(self.between(_published), PlacementRow.copy_of.is_(None), ~judged_wrong(QuoteRow.id))


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
    rows = sorted(connection.execute(asked), key=lambda row: (row.day is None, row.day or ""))
    events = {event.id: event for part in chunks([row.id for row in rows]) for event in answers_of(connection, part)}
    for day, group in groupby(rows, key=lambda row: row.day):
        deeds = (
            Deed(row.least if row.least == row.most else "both", row.articles, row.origins, events[row.id]) for row in group
        )
        yield DayOfDeeds(day, tuple(deeds))


def _partners(connection: Connection, told: CTE, asked: _Asked, limit: int | None) -> Iterator[Partner]:
    """Who stands on the other side, the most frequent first. A happening counts once, however many tell it."""
    name = func.coalesce(EntityRow.name, _other.name)
    key = (func.coalesce(EntityRow.kind, ""), func.lower(name))  # one person may be several entities of one name
    known = (func.max(name).label("name"), func.max(_other.entity).label("entity"), func.max(_other.country).label("country"))
    each = (
        select(key[0].label("kind"), key[1].label("key"), told.c.part, *known, func.avg(told.c.score).label("score"))
        .join(told, told.c.id == _other.event_mention)
        .outerjoin(EntityRow, EntityRow.id == _other.entity)
        .where(_other.part.in_(_SIDES), _other.part != told.c.part, ~asked.means(_other))
        .group_by(*key, told.c.happening, told.c.part)
        .subquery()
    )
    to, by = (func.sum(case((each.c.part == part, 1), else_=0)) for part in _SIDES)
    best = (func.max(each.c.name), func.max(each.c.entity), func.max(each.c.country))
    grouped = select(*best, to, by, func.avg(each.c.score)).group_by(each.c.kind, each.c.key)
    for row in connection.execute(grouped.order_by(func.count().desc(), each.c.key).limit(limit)):
        named, entity, country, acted_on, acts, score = row
        yield Partner(named, entity, country, acted_on, acts, round(score, 1))


def _number(connection: Connection, ids: Select[Any]) -> int:
    return connection.execute(select(func.count()).select_from(ids.subquery())).scalar_one()


def _said(connection: Connection, ids: Select[Any], limit: int | None) -> Iterator[Said]:
    columns = (QuoteRow.id, QuoteRow.start, QuoteRow.end, QuoteRow.text, QuoteRow.speaker_text, QuoteRow.direct)
    asked = select(*columns, *SOURCE).join(VersionRow, VersionRow.id == QuoteRow.version).outerjoin(PlacementRow, _placed)
    order = (VersionRow.moment.is_(None), VersionRow.moment.desc(), VersionRow.article, QuoteRow.ordinal)
    for row in connection.execute(asked.where(QuoteRow.id.in_(ids)).order_by(*order).limit(limit)):
        yield Said(row.id, words_of(row), row.speaker_text, row.direct, source_of(row))


def _reporting(connection: Connection, name: ColumnElement[Any], limit: int | None) -> Iterator[Reporting]:
    asked = select(name, func.count()).where(name.is_not(None)).group_by(name).order_by(func.count().desc(), name)
    for row in connection.execute(asked.limit(limit)):
        yield Reporting(*row)
