"""Whole articles out of an archive, for the formats that carry texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select
from sqlalchemy.orm import aliased

from sumber.archive.answers import ArticleAnswer, Named
from sumber.archive.queries import SOURCE, source_of
from sumber.archive.queries.keyset import Conditions
from sumber.archive.queries.meaning import Meanings
from sumber.archive.queries.story_filters import worded
from sumber.archive.schema import EntityRow, EventMentionRow, MentionRow, PlacementRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong

BODY = ("text", "modified", "dateline", "authors", "editors", "captions", "contexts")
_original = aliased(VersionRow)


def select_articles(since: str | None, until: str | None, copies: bool) -> Select[Any]:
    """The numbers of the current wordings of articles that fit every filter given, latest first; `since` and `until` are days
    of publication as the page gives them."""
    day = func.substr(VersionRow.published, 1, 10)
    asked: list[ColumnElement[bool]] = [VersionRow.current.is_(True)]
    asked += [day >= since] if since else []
    asked += [day <= until] if until else []
    asked += [PlacementRow.copy_of.is_(None)] if not copies else []
    placed = select(VersionRow.number).outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
    return placed.where(*asked).order_by(VersionRow.moment.is_(None), VersionRow.moment.desc(), VersionRow.article)


def written(
    connection: Connection, lang: str | None, outlet: str | None, words: str | None, meanings: Meanings | None
) -> Conditions:
    """The conditions on a version by its language, its outlet, and words by which a search would find it."""
    found: Conditions = [VersionRow.lang == lang] if lang else []
    found += [VersionRow.outlet == outlet] if outlet else []
    return [*found, *([worded(connection, words, meanings)] if words else [])]


def telling(articles: Select[Any], events: Select[Any]) -> Select[Any]:
    """Of these articles those that tell one of these events."""
    versions = select(EventMentionRow.version).where(EventMentionRow.id.in_(events))
    return articles.where(VersionRow.id.in_(versions))


def article_answers(connection: Connection, numbers: Select[Any]) -> Iterator[ArticleAnswer]:
    """The articles of a selection of numbers, in its order; one text at a time is held."""
    body = [getattr(VersionRow, name).label(f"body_{name}") for name in BODY]
    copied = _original.url.label("copied_url")
    asked = (
        select(*SOURCE, *body, copied, VersionRow.id.label("version"))
        .select_from(VersionRow)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .outerjoin(_original, (_original.article == PlacementRow.copy_of) & _original.current.is_(True))
    )
    with connection.execute(numbers.execution_options(yield_per=100)) as found:
        for number in found.scalars():
            row = connection.execute(asked.where(VersionRow.number == number)).one()
            fields = {name: row._mapping[f"body_{name}"] for name in BODY}
            named = tuple(_named(connection, row))
            yield ArticleAnswer(source=source_of(row), named=named, copied_url=row.copied_url, **fields)


def _named(connection: Connection, article: Row[Any]) -> Iterator[Named]:
    name = func.coalesce(EntityRow.name, MentionRow.text).label("name")
    asked = (
        select(name, MentionRow.kind, EntityRow.id.label("entity"), EntityRow.country)
        .outerjoin(EntityRow, EntityRow.id == MentionRow.entity)
        .where(MentionRow.version == article.version, ~judged_wrong(MentionRow.id))
        .group_by(name, MentionRow.kind, EntityRow.id, EntityRow.country)
        .order_by(func.min(MentionRow.ordinal))
    )
    for row in connection.execute(asked):
        yield Named(row.name, row.kind, row.entity, row.country)
