"""Pages of names, entities, quotes and disagreements."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from sumber.archive.answers.facts import DisputeAnswer, EntityAnswer, MentionAnswer, QuoteAnswer
from sumber.archive.judgements.entities import entity_now, merged_away
from sumber.archive.queries.filtering import among, in_current, named, original
from sumber.archive.queries.keyset import Conditions, Key, Slice, Stretch, behind, rows_behind
from sumber.archive.queries.listing import mention_of, quote_of, select_mentions, select_quotes
from sumber.archive.queries.stories import disagreements_of
from sumber.archive.schema import (
    DisagreementRow,
    EntityRow,
    MentionRow,
    QuoteRow,
    StoryRow,
    VersionRow,
)
from sumber.archive.schema.judgements import judged_wrong
from sumber.archive.words import fold

QUOTE_ORDER: tuple[Any, ...] = (
    VersionRow.moment.expression,
    VersionRow.number.expression,
    QuoteRow.ordinal.expression,
)
DISPUTE_ORDER: tuple[Any, ...] = (StoryRow.last.expression, DisagreementRow.id.expression)


def entity_page(
    connection: Connection, name: str | None, kind: str | None, country: str | None, after: Key | None, limit: int
) -> Slice[EntityAnswer]:
    """Entities by id; `name` is a piece of any of their names."""
    conditions: Conditions = behind([EntityRow.id.expression], after, rising=True) if after else []
    conditions.append(EntityRow.id.not_in(merged_away()))
    conditions += [func.instr(EntityRow.folded, fold(name)) > 0] if name else []
    conditions += [EntityRow.kind == kind] if kind else []
    conditions += [EntityRow.country == country.strip().upper()] if country else []
    asked = select(EntityRow.__table__).where(*conditions).order_by(EntityRow.id).limit(limit + 1)
    rows = connection.execute(asked).all()
    return Slice(tuple(map(_entity, rows[:limit])), (rows[limit - 1].id,) if len(rows) > limit else None)


def entity_of(connection: Connection, id: str) -> EntityAnswer | None:
    """One entity, by the id it has or had; None where there is none."""
    now = entity_now(connection, id)
    row = connection.execute(select(EntityRow.__table__).where(EntityRow.id == now)).one_or_none()
    return None if row is None else _entity(row)


def _entity(row: Row[Any]) -> EntityAnswer:
    aliases = {lang: tuple(names) for lang, names in json.loads(row.aliases).items()}
    return EntityAnswer(row.id, row.name, row.kind, row.country, row.sectors, aliases)


def mention_page(
    connection: Connection,
    article: str | None,
    entity: str | None,
    kind: str | None,
    wrong: bool,
    after: Key | None,
    limit: int,
) -> Slice[MentionAnswer]:
    """Names in the current wordings of articles, by id; with `wrong` also those judged so."""
    conditions: Conditions = behind([MentionRow.id.expression], after, rising=True) if after else []
    conditions += [MentionRow.entity == entity_now(connection, entity)] if entity else []
    conditions += [] if wrong else [~judged_wrong(MentionRow.id)]
    conditions += [MentionRow.kind == kind] if kind else []
    conditions += [MentionRow.version.in_(_wordings(article))] if article else [in_current(MentionRow.version.expression)]
    ids = select(MentionRow.id).where(*conditions).order_by(MentionRow.id).limit(limit + 1)
    found = connection.execute(ids).scalars().all()
    asked = select_mentions().where(MentionRow.id.in_(found[:limit])).order_by(MentionRow.id)
    return Slice(tuple(map(mention_of, connection.execute(asked))), (found[limit - 1],) if len(found) > limit else None)


def _wordings(article: str) -> Any:
    return select(VersionRow.id).where(VersionRow.article == article, VersionRow.current.is_(True))


def quote_page(
    connection: Connection,
    speaker: str | None,
    article: str | None,
    lang: str | None,
    copies: bool,
    wrong: bool,
    after: Key | None,
    limit: int,
) -> Slice[QuoteAnswer]:
    """Quotes, those last published first; `speaker` is a piece of the speaker's name or an entity's id."""
    conditions: Conditions = [VersionRow.current.is_(True)]
    conditions += [VersionRow.article == article] if article else []
    conditions += [VersionRow.lang == lang] if lang else []
    conditions += [original()] if not copies else []
    conditions += [] if wrong else [~judged_wrong(QuoteRow.id)]
    if speaker:
        who = speaker.strip()
        by_name = select(QuoteRow.id).where(QuoteRow.folded.in_(named(who)))
        means = MentionRow.entity == entity_now(connection, who)
        by_id = select(QuoteRow.id).join(MentionRow, MentionRow.id == QuoteRow.meant).where(means)
        each = func.instr(QuoteRow.folded, fold(who)) > 0
        conditions.append(among(connection, QuoteRow.id, [by_name, by_id], each))
    both = [Stretch([VersionRow.moment.is_not(None)]), Stretch([VersionRow.moment.is_(None)], dated=False)]
    asked: Select[Any] = (
        select(QuoteRow.id, *QUOTE_ORDER).join(VersionRow, VersionRow.id == QuoteRow.version).where(*conditions)
    )
    rows = rows_behind(connection, asked, QUOTE_ORDER, both, after, limit)
    ids = [row.id for row in rows[:limit]]
    found = {row.id: quote_of(row) for row in connection.execute(select_quotes().where(QuoteRow.id.in_(ids)))}
    return Slice(tuple(found[id] for id in ids), tuple(rows[limit - 1])[1:] if len(rows) > limit else None)


def dispute_page(
    connection: Connection, kind: str | None, story: str | None, wrong: bool, after: Key | None, limit: int
) -> Slice[DisputeAnswer]:
    """Disagreements, those of the stories last written about first."""
    conditions: Conditions = [DisagreementRow.kind == kind] if kind else []
    conditions += [DisagreementRow.story == story] if story else []
    conditions += [] if wrong else [~judged_wrong(DisagreementRow.id)]
    both = [Stretch([StoryRow.last.is_not(None)]), Stretch([StoryRow.last.is_(None)], dated=False)]
    asked: Select[Any] = select(DisagreementRow.story, *DISPUTE_ORDER).join(StoryRow, StoryRow.id == DisagreementRow.story)
    rows = rows_behind(connection, asked.where(*conditions), DISPUTE_ORDER, both, after, limit)
    stories = {row.id: row.story for row in rows[:limit]}
    found = {one.id: one for one in disagreements_of(connection, DisagreementRow.id.in_(stories), wrong)}
    answers = tuple(DisputeAnswer(story, found[id]) for id, story in stories.items())
    return Slice(answers, tuple(rows[limit - 1])[1:] if len(rows) > limit else None)
