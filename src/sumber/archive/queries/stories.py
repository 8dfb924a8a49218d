"""Stories out of an archive: lists of them, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from sumber.archive.answers import (
    ClaimAnswer,
    DisagreementAnswer,
    EventAnswer,
    HappeningAnswer,
    StoryAnswer,
    StoryLine,
    Words,
)
from sumber.archive.judgements.subjects import story_now
from sumber.archive.queries import SOURCE, current_sources, event_answers, source_of, words_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.queries.filtering import EventFilters
from sumber.archive.queries.meaning import Meanings
from sumber.archive.queries.story_filters import StoryFilter, story_conditions
from sumber.archive.queries.wordings import rewordings
from sumber.archive.schema import ClaimRow, DisagreementRow, EventRow, PlacementRow, SentenceRow, StoryRow, VersionRow
from sumber.archive.schema.judgements import judged_wrong

LEAD = (40, 400)  # characters of a lead: shorter is a heading or a dateline, longer a list or a broken page


def story_select() -> Select[Any]:
    """The rows that `line_of` takes."""
    headline = select(VersionRow.title).where(VersionRow.article == StoryRow.headline, VersionRow.current.is_(True))
    return select(StoryRow.__table__, headline.scalar_subquery().label("title"))


def line_of(row: Row[Any]) -> StoryLine:
    """A story's line in a list."""
    return StoryLine(row.id, row.title, row.first, row.last, row.languages, row.articles, row.origins)


def story_lines(
    connection: Connection, asked: StoryFilter, meanings: Meanings | None, limit: int | None, offset: int
) -> Iterator[StoryLine]:
    """Stories that fit every filter, those last written about first."""
    fitting = story_select().where(*story_conditions(connection, asked, meanings))
    order = (StoryRow.last.is_(None), StoryRow.last.desc(), StoryRow.articles.desc(), StoryRow.id)
    for row in connection.execute(fitting.order_by(*order).limit(limit).offset(offset)):
        yield line_of(row)


def story_answer(connection: Connection, asked_for: str, include_wrong: bool = False) -> StoryAnswer | None:
    """A story whole, by the id it has or had; None for none."""
    id = story_now(connection, asked_for)
    if id is None:
        return None
    row = connection.execute(story_select().where(StoryRow.id == id)).one()
    articles = tuple(source_of(found) for found in connection.execute(current_sources().where(PlacementRow.story == id)))
    told: dict[str, list[EventAnswer]] = {}
    for event in event_answers(connection, EventFilters(story=id, include_wrong=include_wrong)):
        told.setdefault(event.event or "", []).append(event)
    found = connection.execute(select(EventRow.__table__).where(EventRow.story == id).order_by(EventRow.day, EventRow.id))
    order = {article.article: number for number, article in enumerate(articles)}
    happenings = tuple(
        HappeningAnswer(
            happening.id, happening.type, happening.day, happening.place, happening.actors, happening.recipients,
            happening.statuses, happening.origins,
            tuple(sorted(told.get(happening.id, ()), key=lambda event: (order[event.source.article], event.trigger.start))),
        )
        for happening in found
    )  # fmt: skip
    others = tuple(told.get("", ()))
    lead = lead_of(connection, row.headline)
    changed = tuple(rewordings(connection, id))
    disagreements = disagreements_of(connection, DisagreementRow.story == id, include_wrong)
    judged = judgements_of(connection, id)
    return StoryAnswer(line_of(row), lead, articles, happenings, others, disagreements, changed, judged)


def lead_of(connection: Connection, article: str) -> Words | None:
    """The first sentence that is long enough to tell something and short enough to be one; else the very first."""
    fits = func.length(SentenceRow.text).between(*LEAD)
    columns = (SentenceRow.start, SentenceRow.end, SentenceRow.text)
    asked = select(*columns).join(VersionRow, VersionRow.id == SentenceRow.version)
    there = asked.where(VersionRow.article == article, VersionRow.current.is_(True))
    row = connection.execute(there.order_by(fits.desc(), SentenceRow.ordinal).limit(1)).first()
    return words_of(row) if row else None


def disagreements_of(
    connection: Connection, which: ColumnElement[bool], include_wrong: bool = False
) -> tuple[DisagreementAnswer, ...]:
    """Those disagreements, by kind."""
    asked = (
        select(ClaimRow.__table__, DisagreementRow.kind, DisagreementRow.about, DisagreementRow.update, *SOURCE)
        .join(DisagreementRow, DisagreementRow.id == ClaimRow.disagreement)
        .join(VersionRow, VersionRow.id == ClaimRow.version)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .where(which)
        .order_by(DisagreementRow.kind, DisagreementRow.id, ClaimRow.ordinal)
    )
    asked = asked if include_wrong else asked.where(~judged_wrong(DisagreementRow.id))
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(asked):
        found.setdefault(row.disagreement, []).append(row)
    return tuple(_disagreement(id, *rows) for id, rows in found.items())


def _disagreement(id: str, a: Row[Any], b: Row[Any] | None = None) -> DisagreementAnswer:
    return DisagreementAnswer(id, a.kind, a.about, a.update, _claim(a), _claim(b) if b is not None else None)


def _claim(row: Row[Any]) -> ClaimAnswer:
    return ClaimAnswer(row.value, words_of(row), source_of(row))
