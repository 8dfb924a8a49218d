"""Lists of names, quotes and disagreements out of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from sumber.archive.answers import DisagreementAnswer, Words
from sumber.archive.answers.facts import MentionAnswer, QuoteAnswer
from sumber.archive.judgements.entities import entity_now
from sumber.archive.queries import SOURCE, source_of, words_of
from sumber.archive.queries.stories import disagreements_of
from sumber.archive.schema import (
    DisagreementRow,
    EntityRow,
    MentionRow,
    PlacementRow,
    QuoteRow,
    SentenceRow,
    VersionRow,
)
from sumber.archive.schema.judgements import judged_wrong

FACT = ("id", "start", "end", "text")


def _listed(table: type[MentionRow] | type[QuoteRow], *columns: Any) -> Select[Any]:
    """Facts of the current wordings with their sentence and source."""
    sentence = [getattr(SentenceRow, name).label(f"sentence_{name}") for name in ("start", "end", "text")]
    return (
        select(*(getattr(table, name) for name in FACT), *columns, *sentence, *SOURCE)
        .join(VersionRow, and_(VersionRow.id == table.version, VersionRow.current.is_(True)))
        .outerjoin(SentenceRow, SentenceRow.id == table.sentence)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
    )


def _in_order(asked: Select[Any], table: type[MentionRow] | type[QuoteRow]) -> Select[Any]:
    order = (VersionRow.moment.is_(None), VersionRow.moment, VersionRow.article, table.ordinal)
    return asked.order_by(*order).execution_options(yield_per=100)


def select_mentions() -> Select[Any]:
    """The rows that `mention_of` takes, of current wordings."""
    known = (EntityRow.name.label("known"), EntityRow.country)
    asked = _listed(MentionRow, MentionRow.kind, MentionRow.confidence, MentionRow.entity, *known)
    return asked.outerjoin(EntityRow, EntityRow.id == MentionRow.entity)


def mention_of(row: Row[Any]) -> MentionAnswer:
    """A name with its sentence and source."""
    who_is = (row.entity, row.known, row.country, row.confidence)
    return MentionAnswer(row.id, row.kind, words_of(row), *who_is, _sentence(row), source_of(row))


def select_quotes() -> Select[Any]:
    """The rows that `quote_of` takes, of current wordings."""
    parts = [getattr(QuoteRow, f"{part}_{name}") for part in ("speaker", "cue") for name in ("start", "end", "text")]
    meant = (func.coalesce(EntityRow.name, MentionRow.text).label("meant_name"), MentionRow.entity)
    asked = _listed(QuoteRow, QuoteRow.direct, QuoteRow.via, *parts, *meant)
    return asked.outerjoin(MentionRow, MentionRow.id == QuoteRow.meant).outerjoin(EntityRow, EntityRow.id == MentionRow.entity)


def quote_of(row: Row[Any]) -> QuoteAnswer:
    """A quote with its sentence and source."""
    by, cue = (None if row._mapping[f"{p}start"] is None else words_of(row, p) for p in ("speaker_", "cue_"))
    who = (row.direct, by, row.meant_name, row.entity, cue, row.via)
    return QuoteAnswer(row.id, words_of(row), *who, _sentence(row), source_of(row))


def _about(connection: Connection, who: str) -> ColumnElement[bool]:
    """A name that holds these words, or whose entity has this id or, as now known, was merged into another."""
    word = who.strip()
    by_words = or_(MentionRow.text.contains(word, autoescape=True), EntityRow.name.contains(word, autoescape=True))
    return or_(MentionRow.entity == entity_now(connection, word), by_words)


def mentions(
    connection: Connection, who: str | None, kind: str | None, story: str | None, wrong: bool, limit: int | None
) -> Iterator[MentionAnswer]:
    """Names that fit every filter."""
    asked = _in_order(select_mentions(), MentionRow)
    asked = asked if who is None else asked.where(_about(connection, who))
    asked = asked if kind is None else asked.where(MentionRow.kind == kind)
    asked = asked if story is None else asked.where(PlacementRow.story == story)
    asked = asked if wrong else asked.where(~judged_wrong(MentionRow.id))
    with connection.execute(asked.limit(limit)) as rows:
        yield from map(mention_of, rows)


def quotes(
    connection: Connection, speaker: str | None, story: str | None, wrong: bool, limit: int | None
) -> Iterator[QuoteAnswer]:
    """Quotes that fit every filter."""
    asked = _in_order(select_quotes(), QuoteRow)
    if speaker is not None:
        said = QuoteRow.speaker_text.contains(speaker.strip(), autoescape=True)
        asked = asked.where(or_(said, _about(connection, speaker)))
    asked = asked if story is None else asked.where(PlacementRow.story == story)
    asked = asked if wrong else asked.where(~judged_wrong(QuoteRow.id))
    with connection.execute(asked.limit(limit)) as rows:
        yield from map(quote_of, rows)


def _sentence(row: Row[Any]) -> Words | None:
    return None if row.sentence_text is None else words_of(row, "sentence_")


def disagreements(
    connection: Connection, kind: str | None, story: str | None, wrong: bool, limit: int | None
) -> Iterator[DisagreementAnswer]:
    """Disagreements of a kind, of a story or of all, story by story."""
    asked = select(DisagreementRow.id).order_by(DisagreementRow.story, DisagreementRow.kind, DisagreementRow.id)
    asked = asked if kind is None else asked.where(DisagreementRow.kind == kind)
    asked = asked if story is None else asked.where(DisagreementRow.story == story)
    asked = asked if wrong else asked.where(~judged_wrong(DisagreementRow.id))
    for id in connection.execute(asked.limit(limit)).scalars():
        yield from disagreements_of(connection, DisagreementRow.id == id, wrong)
