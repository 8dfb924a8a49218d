"""One actor at a glance, bounded so that it is told at once: a country with all that is of it, a linked entity, or a name that
nobody is known by. `queries` tells an actor whole.

A country may take part in a million events. What is summed is the latest `BOUND` of its parts, by when they were read; how many
there are in all is told beside. Quotes are those in which one of its latest `BOUND` mentions speaks or is named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Text, bindparam, func, literal_column, select

from sumber.archive.actors.parties import Parties
from sumber.archive.actors.rows import Meant, numbered, said, saying
from sumber.archive.actors.sums import BOUND, LISTED, Counts, Whom, most, summed
from sumber.archive.answers.actor import ActorProfile
from sumber.archive.given import Numbers
from sumber.archive.judgements.entities import entity_now
from sumber.archive.queries import answers_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.queries.filtering import is_country
from sumber.archive.schema import EntityRow, MentionRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong
from sumber.archive.words import fold

# Questions are written once: to write and to compile one takes as long as to answer it.
_ENTITY = select(EntityRow.__table__).where(EntityRow.id == bindparam("id"))
_number: ColumnElement[int] = literal_column("mentions.rowid")
_NAMED_LAST = select(_number.label("number")).where(MentionRow.entity == bindparam("id"), ~judged_wrong(MentionRow.id))
_LATEST = select(func.json_group_array(_NAMED_LAST.order_by(_number.desc()).limit(BOUND).subquery().c.number))
_MENTIONS: BindParameter[str] = bindparam("mentions", type_=Numbers)
_TEXTS = select(MentionRow.text).where(numbered(MentionRow, _MENTIONS))
_BY = saying(Meant(mentions=_MENTIONS).quotes_by(), LISTED // 2)
_ABOUT = saying(Meant(mentions=_MENTIONS).quotes_about(), LISTED // 2)
_SPOKEN = saying(Meant(speaker=bindparam("speaker", type_=Text)).quotes_by(), LISTED // 2)
_NAMING_IT = VersionRow.id.in_(select(MentionRow.version).where(numbered(MentionRow, _MENTIONS)))
_NAMING = select(VersionRow.article, VersionRow.title).where(_NAMING_IT, VersionRow.current.is_(True))
_NAMING = _NAMING.order_by(VersionRow.moment.is_(None), VersionRow.moment.desc(), VersionRow.article).limit(LISTED)


def actor_profile(
    connection: Connection, who: str, counterpart: str | None = None, parties: Parties | None = None
) -> ActorProfile | None:
    """The actor of this entity's id, alpha-3 country or name; None where no event and no name knows it. With a `counterpart`
    (the same) its weeks and its latest events are those that both take part in. All `parties` of the archive as it is, where
    they were read before, are summed some ten times as fast as rows of it."""
    who = entity_now(connection, who.strip())
    entity = connection.execute(_ENTITY, {"id": who}).one_or_none()
    country = who if entity is None and is_country(who) else None
    whom = Whom(who) if entity else Whom(country=country) if country else Whom(called=fold(who))
    beside = None if counterpart is None else _beside(connection, counterpart)
    sums = parties.summed(connection, whom, beside) if parties else summed(connection, whom, beside)
    mentions = {"mentions": connection.execute(_LATEST, {"id": who}).scalar_one()} if entity else {}
    aliases = _aliases(connection, mentions, entity) if entity else sums.names
    if not sums.names and not aliases:
        return None
    return ActorProfile(
        who, entity.name if entity else who, entity.kind if entity else "country" if country else "name",
        entity.country if entity else country, entity.sectors if entity else (), aliases, sums.number,
        min(sums.number, BOUND), sums.weeks, sums.counterparts, tuple(answers_of(connection, sums.events)),
        () if country else tuple(said(connection, *((_BY, mentions) if entity else (_SPOKEN, {"speaker": fold(who)})))),
        tuple(said(connection, _ABOUT, mentions)) if entity else (),
        sums.outlets, counterpart, _naming(connection, mentions) if entity else (),
        judgements_of(connection, who) if entity else (),
    )  # fmt: skip


def _beside(connection: Connection, who: str) -> Whom:
    """A counterpart: an entity is meant by its name too, as counterparts are counted."""
    who = entity_now(connection, who.strip())
    if is_country(who):
        return Whom(country=who)
    name = connection.execute(select(EntityRow.name).where(EntityRow.id == who)).scalar()
    return Whom(who if name else None, fold(name or who))


def _aliases(connection: Connection, mentions: Mapping[str, str], entity: Row[Any]) -> Counts:
    """The names that are known of an entity, and the words that stand for it in its latest mentions with their number."""
    texts = connection.execute(_TEXTS, mentions).scalars().all()
    known = dict.fromkeys((name for names in json.loads(entity.aliases).values() for name in names), 0)
    return tuple((known | dict(most(texts))).items())


def _naming(connection: Connection, mentions: Mapping[str, str]) -> tuple[tuple[str, str | None], ...]:
    """The articles that name it in their current wording, the latest first."""
    return tuple((row.article, row.title) for row in connection.execute(_NAMING, mentions))
