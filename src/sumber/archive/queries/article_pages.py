"""Pages of articles and of stories, latest first, and the wordings that an article had."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from sumber.archive.answers import ArticleAnswer, Source, StoryLine
from sumber.archive.answers.facts import VersionAnswer
from sumber.archive.given import held
from sumber.archive.queries import SOURCE, source_of
from sumber.archive.queries.articles import article_answers
from sumber.archive.queries.filtering import BROAD, EventFilters, at_most, is_narrow, original, told
from sumber.archive.queries.keyset import Conditions, Key, Slice, Stretch, rows_behind
from sumber.archive.queries.stories import line_of, story_select
from sumber.archive.schema import EventMentionRow, PageRow, PlacementRow, StoryRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong

ORDER: tuple[Any, ...] = (VersionRow.moment.expression, VersionRow.number.expression)
STORY_ORDER: tuple[Any, ...] = (StoryRow.last.expression, StoryRow.id.expression)


def article_page(
    connection: Connection, asked: EventFilters, written: Conditions, after: Key | None, limit: int
) -> Slice[Source]:
    """Articles published between the days, that fit the conditions on how they are `written`, and tell an event which fits the
    other filters."""
    conditions: Conditions = [VersionRow.current.is_(True), *_published(asked.since, asked.until)]
    conditions += written
    conditions += [original()] if not asked.copies else []
    conditions += _telling(connection, asked)
    bounds = _bounds(asked.since, asked.until)
    both = [Stretch([VersionRow.moment.is_not(None), *bounds]), Stretch([VersionRow.moment.is_(None)], dated=False)]
    asked_for: Select[Any] = select(*ORDER).where(*conditions)
    rows = rows_behind(connection, asked_for, ORDER, both, after, limit)
    numbers = [row.number for row in rows[:limit]]
    placed = select(*SOURCE, VersionRow.number).outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
    found = {row.number: source_of(row) for row in connection.execute(placed.where(VersionRow.number.in_(numbers)))}
    return Slice(tuple(found[number] for number in numbers), tuple(rows[limit - 1]) if len(rows) > limit else None)


def _published(since: str | None, until: str | None) -> Conditions:
    day = func.substr(VersionRow.published, 1, 10)
    return [*([day >= since] if since else []), *([day <= until] if until else [])]


def _bounds(since: str | None, until: str | None) -> Conditions:
    """What the index can bound: moments are in UTC, a page's own day begins and ends within a day of UTC's."""
    found: Conditions = []
    if since and since > date.min.isoformat():
        found.append(VersionRow.moment >= (date.fromisoformat(since) - timedelta(1)).isoformat())
    if until and until < (date.max - timedelta(1)).isoformat():
        found.append(VersionRow.moment < (date.fromisoformat(until) + timedelta(2)).isoformat())
    return found


def _telling(connection: Connection, asked: EventFilters) -> Conditions:
    conditions = told(connection, replace(asked, type=None))
    typed = [EventMentionRow.type == asked.type] if asked.type else []
    if not conditions and not typed:
        return []
    right = ~judged_wrong(EventMentionRow.id)
    few: str | None = None
    if not conditions or any(map(is_narrow, conditions)):  # or else all events would be gone through to count their articles
        versions = select(EventMentionRow.version).where(*conditions, *typed, right)
        few = at_most(connection, versions.distinct(), BROAD)
    # Hidden in a call, the type tempts SQLite no more to walk all events of it for each article.
    same = [func.coalesce(EventMentionRow.type, "") == asked.type] if asked.type else []
    each = exists().where(EventMentionRow.version == VersionRow.id, *conditions, *same, right)
    return [each if few is None else held(VersionRow.id, few)]


def article_of(connection: Connection, id: str) -> ArticleAnswer | None:
    """An article whole, in its current wording; None where there is none of this id."""
    number = select(VersionRow.number).where(VersionRow.article == id, VersionRow.current.is_(True))
    return next(article_answers(connection, number), None)


def versions_of(connection: Connection, article: str) -> tuple[VersionAnswer, ...]:
    """Every wording of an article, the first one read first; none where there is no such article."""
    fetched = (func.min(PageRow.fetched_at), func.min(PageRow.digest))
    pages = [select(value).where(PageRow.version == VersionRow.id).scalar_subquery() for value in fetched]
    names = ("id", "current", "title", "text", "lang", "published", "modified")
    columns = [getattr(VersionRow, name) for name in names]
    asked = select(*columns, *pages).where(VersionRow.article == article).order_by(VersionRow.number)
    return tuple(VersionAnswer(*row) for row in connection.execute(asked))


def story_page(connection: Connection, conditions: Conditions, after: Key | None, limit: int) -> Slice[StoryLine]:
    """Stories that fit the conditions, those last written about first."""
    both = [Stretch([StoryRow.last.is_not(None)]), Stretch([StoryRow.last.is_(None)], dated=False)]
    rows = rows_behind(connection, story_select().where(*conditions), STORY_ORDER, both, after, limit)
    end = rows[limit - 1] if len(rows) > limit else None
    return Slice(tuple(map(line_of, rows[:limit])), (end.last, end.id) if end else None)
