"""Which rows of an archive mean an actor, both for what tells it whole (`queries`) and at a glance (`profile`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
    true,
)

from sumber.archive.answers.actor import Said
from sumber.archive.given import numbered as is_numbered
from sumber.archive.queries import SOURCE, source_of, words_of
from sumber.archive.schema import MentionRow, PlacementRow, QuoteRow, RoleRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong

SIDES = ("actor", "recipient")
placed = PlacementRow.article == VersionRow.article
published = func.substr(VersionRow.published, 1, 10)


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom rows must mean: entities; names of roles (as `folded` has them) and of mentions that point to no entity; or all that
    is of a country. Days bound what is told. Quotes may be looked up by other things alone, parameters of a question that is
    written once: a `speaker`'s name, folded, or the numbers (rowids, as JSON) of `mentions`."""

    ids: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    country: str | None = None
    speaker: BindParameter[str] | None = None
    since: str | None = None
    until: str | None = None
    mentions: BindParameter[str] | None = None

    def means(self, role: Any) -> ColumnElement[bool]:
        """Does a role mean the actor?"""
        if self.country:
            return and_(true(), role.country == self.country)
        by_id, by_name = role.entity.in_(self.ids), role.folded.in_(self.folded)
        if self.ids and self.folded:
            return or_(by_id, and_(role.entity.is_(None), by_name))
        return and_(true(), by_id if self.ids else by_name)

    def takes_part(self) -> ColumnElement[bool]:
        """Does a role mean the actor, on either side of an event?"""
        return and_(RoleRow.part.in_(SIDES), self.means(RoleRow))

    def named(self) -> ColumnElement[bool]:
        """Does a mention name the actor, and was not judged wrong?"""
        means = or_(MentionRow.entity.in_(self.ids), and_(MentionRow.entity.is_(None), MentionRow.text.in_(self.texts)))
        return and_(means if self.texts else MentionRow.entity.in_(self.ids), ~judged_wrong(MentionRow.id))

    def between(self, day: ColumnElement[Any]) -> ColumnElement[bool]:
        """Of a current wording, and is the day one of those asked for?"""
        since = [day >= self.since] if self.since else []
        return and_(VersionRow.current.is_(True), *since, *([day <= self.until] if self.until else []))

    def quotes_by(self) -> Select[Any]:
        """The ids of the actor's own words, without those that reprints repeat."""
        if self.speaker is not None:  # `folded` begins with the speaker's words: a range of the index holds them and few others
            return self._quotes().where(QuoteRow.folded >= self.speaker, QuoteRow.folded < self.speaker + "\x0b")
        mentions = self._mentions()
        return self._quotes().join(mentions, mentions.c.id == QuoteRow.meant)

    def quotes_about(self) -> Select[Any]:
        """The ids of the words of others in which the actor is named."""
        mentions = self._mentions()
        inside = and_(mentions.c.start >= QuoteRow.start, mentions.c.end <= QuoteRow.end)
        named = self._quotes().join(mentions, and_(mentions.c.version == QuoteRow.version, inside))
        others = or_(QuoteRow.meant.is_(None), QuoteRow.meant.not_in(select(mentions.c.id)))
        return named.where(others).distinct()

    def _mentions(self) -> CTE:
        which = self.named() if self.mentions is None else numbered(MentionRow, self.mentions)
        return select(MentionRow.id, MentionRow.version, MentionRow.start, MentionRow.end).where(which).cte()

    def _quotes(self) -> Select[Any]:
        found = select(QuoteRow.id).join(VersionRow, VersionRow.id == QuoteRow.version).outerjoin(PlacementRow, placed)
        return found.where(self.between(published), PlacementRow.copy_of.is_(None), ~judged_wrong(QuoteRow.id))


def latest(connection: Connection, table: type[MentionRow] | type[RoleRow], which: ColumnElement[bool], bound: int) -> str:
    """The numbers of those rows that were read last, as JSON: found in an index alone, and sorted without their words."""
    number: ColumnElement[int] = literal_column(f"{table.__tablename__}.rowid")
    asked = select(number).select_from(table).where(which).order_by(number.desc()).limit(bound)
    return json.dumps(connection.execute(asked).scalars().all())


def numbered(table: type[MentionRow] | type[RoleRow], numbers: str | BindParameter[str]) -> ColumnElement[bool]:
    """Is a row one of those that `latest` found?"""
    return is_numbered(literal_column(f"{table.__tablename__}.rowid", Integer), numbers)


_LATEST = (VersionRow.moment.is_(None), VersionRow.moment.desc(), VersionRow.article, QuoteRow.ordinal)
_SAID: Select[Any] = (
    select(QuoteRow.id, QuoteRow.start, QuoteRow.end, QuoteRow.text, QuoteRow.speaker_text, QuoteRow.direct)
    .add_columns(QuoteRow.cue_text)
    .add_columns(*SOURCE)
    .join(VersionRow, VersionRow.id == QuoteRow.version)
    .outerjoin(PlacementRow, placed)
    .order_by(*_LATEST)
)


def saying(ids: Select[Any], limit: int | None) -> Select[Any]:
    """The question for the quotes of a selection of ids that `Meant` makes, the latest first."""
    # Thousands are sorted in their indices alone; the words and the pages of those shown are read afterwards.
    return _SAID.where(QuoteRow.id.in_(ids.order_by(*_LATEST).limit(limit)))


def said(connection: Connection, asked: Select[Any], given: Mapping[str, str] | None = None) -> Iterator[Said]:
    """The quotes that `saying` asks for, with its parameters."""
    for row in connection.execute(asked, given):
        yield Said(row.id, words_of(row), row.speaker_text, row.direct, source_of(row), row.cue_text)
