"""The feed of stories for people who look through an archive: filtered, counted, with their marks and days.

Everything is summed in SQL, and only for the stories of one page.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, literal_column, select

from sumber.archive.answers import StoryLine
from sumber.archive.given import numbered as is_numbered
from sumber.archive.queries.meaning import Meanings
from sumber.archive.queries.stories import line_of, story_select
from sumber.archive.queries.story_filters import StoryFilter, story_conditions, versions_acting, versions_found, versions_with
from sumber.archive.schema import EventRow, PlacementRow, RoleRow, StoryRow, VersionRow


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A story of the feed: `types` counts its happenings by event type, most first; `days` its reports by day of publication
    (UTC), in order."""

    story: StoryLine
    types: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of the feed, and how many stories fit the filters in all."""

    lines: tuple[FeedLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from in an archive: languages, outlets (those with most articles first) and countries of parties."""

    languages: tuple[str, ...]
    outlets: tuple[str, ...]
    countries: tuple[str, ...]


_ROWID: ColumnElement[int] = literal_column("stories.rowid", Integer)
_NUMBER: ColumnElement[int] = _ROWID.label("number")
MARKS: tuple[Any, ...] = (EventRow.story, EventRow.type)
OUTLETS = 300  # outlets that are offered for choosing; any other can be typed


def feed_order(connection: Connection, asked: StoryFilter, whole: Sequence[int] | None = None) -> Sequence[int]:
    """All stories that fit every filter (words as they stand), those last written about first, as numbers (eight bytes each)
    that mean something until stories are told anew. Where the order of the `whole` feed is given, nothing is sorted."""
    fitting = select(_NUMBER).select_from(StoryRow).where(*story_conditions(connection, asked, None))
    if whole is None:
        order = (StoryRow.last.is_(None), StoryRow.last.desc(), StoryRow.articles.desc(), StoryRow.id)
        return array("q", connection.execute(fitting.order_by(*order)).scalars().all())
    told = select(func.json_group_array(fitting.subquery().c.number))  # one text instead of ten thousand rows
    stories = set(json.loads(connection.execute(told).scalar_one()))
    return array("q", (number for number in whole if number in stories))


@dataclass(frozen=True, slots=True)
class Told:
    """In which story each current version is told, by the version's number (0 at numbers of no such version) and by its id;
    stories as the numbers of `feed_order`."""

    by_number: Sequence[int]
    by_id: Mapping[str, int]


def told_versions(connection: Connection) -> Told:
    """All current versions of articles that are in a story."""
    columns = (VersionRow.number.label("version"), VersionRow.id, _NUMBER)
    asked = select(*columns).select_from(StoryRow).join(PlacementRow, PlacementRow.story == StoryRow.id)
    placed = asked.join(VersionRow, VersionRow.article == PlacementRow.article).where(VersionRow.current.is_(True))
    rows = connection.execute(placed).all()
    by_number = array("q", bytes(8 * (1 + max((row.version for row in rows), default=0))))
    for row in rows:
        by_number[row.version] = row.number
    return Told(by_number, {row.id: row.number for row in rows})


def feed_of(
    connection: Connection, order: Sequence[int], told: Told, asked: StoryFilter, meanings: Meanings | None
) -> Sequence[int]:
    """Those of the stories in `order` that are told with the words, the country and the actor asked for. Thousands of versions
    that hold a common word or country are looked up some twenty times as fast as by joins."""
    stories = set(order)
    if asked.words:
        numbers = versions_found(connection, asked.words, meanings)
        stories &= {told.by_number[number] for number in numbers if number < len(told.by_number)}
    if asked.country:
        stories &= {told.by_id.get(id, 0) for id in versions_with(connection, asked.country)}
    if asked.actor:
        stories &= {told.by_id.get(id, 0) for id in versions_acting(connection, asked.actor)}
    return array("q", (number for number in order if number in stories))


def numbered(numbers: Sequence[int]) -> ColumnElement[bool]:
    """Is a story one of these?"""
    return is_numbered(_ROWID, json.dumps(list(numbers)))


def feed_part(connection: Connection, numbers: Sequence[int], limit: int, offset: int) -> Feed:
    """One page of the stories of these numbers, in their order."""
    shown = list(numbers[offset : offset + limit])
    rows = {row.number: row for row in connection.execute(story_select().add_columns(_NUMBER).where(_NUMBER.in_(shown)))}
    stories = [line_of(rows[number]) for number in shown]
    ids = [story.id for story in stories]
    types, days = _types(connection, ids), _days(connection, ids)
    return Feed(tuple(FeedLine(one, types.get(one.id, ()), days.get(one.id, ())) for one in stories), len(numbers))


def _types(connection: Connection, stories: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    number = func.count().label("number")
    asked = select(*MARKS, number).where(EventRow.story.in_(stories))
    grouped = asked.group_by(EventRow.story, EventRow.type).order_by(number.desc(), EventRow.type)
    return _by_story(connection, grouped)


def _days(connection: Connection, stories: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    day = func.substr(VersionRow.moment, 1, 10).label("day")
    asked = select(PlacementRow.story, day, func.count()).join(VersionRow, VersionRow.article == PlacementRow.article)
    there = asked.where(PlacementRow.story.in_(stories), VersionRow.current.is_(True), VersionRow.moment.is_not(None))
    return _by_story(connection, there.group_by(PlacementRow.story, day).order_by(day))


def _by_story(connection: Connection, asked: Select[Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for story, name, number in connection.execute(asked):
        found.setdefault(story, []).append((name, number))
    return {story: tuple(pairs) for story, pairs in found.items()}


def choices(connection: Connection) -> Choices:
    """What an archive's articles offer for choosing."""
    number = func.count()
    current = VersionRow.current.is_(True)
    languages = select(VersionRow.lang).where(VersionRow.lang.is_not(None), current).group_by(VersionRow.lang)
    outlets = select(VersionRow.outlet).where(VersionRow.outlet.is_not(None), current).group_by(VersionRow.outlet)
    countries = select(RoleRow.country).distinct().where(RoleRow.country.is_not(None)).order_by(RoleRow.country)
    return Choices(
        tuple(str(one) for one in connection.execute(languages.order_by(number.desc(), VersionRow.lang)).scalars()),
        tuple(
            str(one) for one in connection.execute(outlets.order_by(number.desc(), VersionRow.outlet).limit(OUTLETS)).scalars()
        ),
        tuple(str(one) for one in connection.execute(countries).scalars()),
    )
