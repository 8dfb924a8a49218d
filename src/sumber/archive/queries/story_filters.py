"""Which stories are asked for: one set of filters for the feed, the command, REST and exports.

Which versions hold a country, a type or a name is read off indices alone, so that no text is touched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, false, func, or_, select, type_coerce

from sumber.archive.database import backend_of
from sumber.archive.queries.filtering import means_one
from sumber.archive.queries.meaning import Meanings
from sumber.archive.queries.searching import asks_meaning
from sumber.archive.schema import EventMentionRow, PlacementRow, RoleRow, StoryRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong
from sumber.archive.words import match_query


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """What stories are asked for. Days are ISO 8601, `type` is PLOVER's in capitals; `actor` is a piece of a name, an alpha-3
    country or an entity's id; `country` (alpha-3) that of any party or place; one article must hold all the `words` or be about
    what they mean. None asks for nothing."""

    words: str | None = None
    actor: str | None = None
    country: str | None = None
    type: str | None = None
    lang: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


def story_conditions(connection: Connection, asked: StoryFilter, meanings: Meanings | None) -> list[ColumnElement[bool]]:
    """The conditions on stories; without `meanings` words are looked for as they stand."""
    found: list[ColumnElement[bool]] = []
    found += [StoryRow.last >= asked.since] if asked.since else []
    found += [StoryRow.first < asked.until + "U"] if asked.until else []  # sorts after every moment of that day
    if asked.lang:
        found.append(type_coerce(StoryRow.languages, Text).contains(json.dumps(asked.lang), autoescape=True))
    if asked.outlet:
        found.append(_told_by(select(VersionRow.article).where(VersionRow.outlet == asked.outlet)))
    if asked.type:
        of_type = (
            select(EventMentionRow.version)
            .distinct()
            .where(EventMentionRow.type == asked.type, ~judged_wrong(EventMentionRow.id))
        )
        found.append(_holding(of_type))
    if asked.country:
        found.append(_holding(_of_country(asked.country)))
    if asked.actor:
        found.append(_holding(_acting(connection, asked.actor)))
    if asked.words:
        fits = worded(connection, asked.words, meanings)
        found.append(_told_by(select(VersionRow.article).where(VersionRow.current.is_(True), fits)))
    return found


def worded(connection: Connection, words: str, meanings: Meanings | None) -> ColumnElement[bool]:
    """Does a version hold all the words, or is it about what they mean: would a search find it?"""
    if match_query(words) is None:
        return false()
    hits = backend_of(connection).holding(words).subquery()
    return or_(VersionRow.number.in_(hits.select()), VersionRow.number.in_(_about(connection, words, meanings)))


def versions_found(connection: Connection, words: str, meanings: Meanings | None) -> list[int]:
    """The numbers of the versions that `worded` is true of."""
    if match_query(words) is None:
        return []
    return [*connection.execute(backend_of(connection).holding(words)).scalars(), *_about(connection, words, meanings)]


def versions_with(connection: Connection, country: str) -> Sequence[str]:
    """The ids of the versions that tell of a party or place of this country (alpha-3)."""
    return _versions(connection, _of_country(country))


def versions_acting(connection: Connection, actor: str) -> Sequence[str]:
    """The ids of the versions that tell of a party so named: a country (alpha-3), an entity's id, or a piece of a name."""
    return _versions(connection, _acting(connection, actor))


def _of_country(country: str) -> Select[Any]:
    there = select(RoleRow.version).distinct().where(RoleRow.country == country)
    return there.where(~judged_wrong(RoleRow.event_mention))


def _acting(connection: Connection, actor: str) -> Select[Any]:
    there = select(RoleRow.version).distinct().where(RoleRow.part != "place", or_(*means_one(connection, actor)))
    return there.where(~judged_wrong(RoleRow.event_mention))


def _versions(connection: Connection, there: Select[Any]) -> Sequence[str]:
    # One text instead of tens of thousands of rows: a third of the time.
    ids: Sequence[str] = json.loads(connection.execute(select(func.json_group_array(there.subquery().c.version))).scalar_one())
    return ids


def _about(connection: Connection, words: str, meanings: Meanings | None) -> Sequence[int]:
    return meanings.about(connection, words) if meanings and asks_meaning(words) else []


def _holding(versions: Select[Any]) -> ColumnElement[bool]:
    return _told_by(select(VersionRow.article).where(VersionRow.current.is_(True), VersionRow.id.in_(versions)))


def _told_by(articles: Select[Any]) -> ColumnElement[bool]:
    return StoryRow.id.in_(select(PlacementRow.story).where(PlacementRow.article.in_(articles)))
