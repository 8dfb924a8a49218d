"""From the rows of the archive back to the nouns: the coding of a version, as the story stages take it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, cast

from sqlalchemy import Connection, Row, select

from sumber.archive.schema import (
    Base,
    EntityRow,
    EventMentionRow,
    Fact,
    MentionRow,
    QuantityRow,
    QuoteRow,
    RoleRow,
    SentenceRow,
    TimeRow,
    VersionRow,
)
from sumber.types import (
    Annotation,
    Attribution,
    Coding,
    Document,
    Entity,
    EventMention,
    Inference,
    Mention,
    Quantity,
    Quote,
    Role,
    Span,
    TimeExpression,
)


def span_of(row: Row[Any], prefix: str = "") -> Span:
    """The span in a row's columns."""
    columns = row._mapping
    return Span(columns[f"{prefix}start"], columns[f"{prefix}end"], columns[f"{prefix}text"])


def _optional(row: Row[Any], prefix: str) -> Span | None:
    return None if row._mapping[f"{prefix}start"] is None else span_of(row, prefix)


def _facts(connection: Connection, table: type[Fact], version: str) -> list[Row[Any]]:
    columns = cast(type[Base], table).__table__
    return list(connection.execute(select(columns).where(table.version == version).order_by(table.ordinal)))


def load_coding(connection: Connection, version: str, document: Document) -> Coding:
    """The coding of a version with all it rests on, equal to what was stored."""
    sentences = {row.id: span_of(row) for row in _facts(connection, SentenceRow, version)}
    times = {row.id: _time(row) for row in _facts(connection, TimeRow, version)}
    mentions = _mentions(connection, version)
    quotes = tuple(
        Quote(span_of(row), _optional(row, "speaker_"), _optional(row, "cue_"), row.via, row.direct, mentions.get(row.meant))
        for row in _facts(connection, QuoteRow, version)
    )
    annotation = Annotation(document, tuple(sentences.values()), tuple(mentions.values()), tuple(times.values()), quotes)
    contexts = connection.execute(select(VersionRow.contexts).where(VersionRow.id == version)).scalar_one()
    return Coding(annotation, _events(connection, version, sentences, times), contexts)


def _mentions(connection: Connection, version: str) -> dict[str, Mention]:
    rows = _facts(connection, MentionRow, version)
    named = select(EntityRow.__table__).where(EntityRow.id.in_({row.entity for row in rows if row.entity}))
    entities = {
        row.id: Entity(row.id, row.name, row.kind, row.country, row.sectors, _aliases(row.aliases))
        for row in connection.execute(named)
    }
    return {
        row.id: Mention(span_of(row), row.kind, entities.get(row.entity), row.confidence, _candidates(row.candidates))
        for row in rows
    }


def _candidates(column: str) -> tuple[tuple[Entity, float], ...]:
    return tuple(
        (
            Entity(one["id"], one["name"], one["kind"], one["country"], tuple(one["sectors"]), _aliases(one["aliases"])),
            one["share"],
        )
        for one in json.loads(column)
    )


def _aliases(column: str) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(names) for lang, names in json.loads(column).items()}


def _time(row: Row[Any]) -> TimeExpression:
    return TimeExpression(span_of(row), row.type, row.value, row.mod, row.basis, row.flags, row.first_day, row.last_day)


def _role(row: Row[Any]) -> Role:
    inference = Inference(row.inference_kind, span_of(row, "inference_")) if row.inference_kind else None
    return Role(span_of(row), row.name, row.country, row.sectors, row.entity, inference)


def _events(
    connection: Connection, version: str, sentences: dict[str, Span], times: dict[str, TimeExpression]
) -> tuple[EventMention, ...]:
    roles: defaultdict[tuple[str, str], list[Role]] = defaultdict(list)
    for row in _facts(connection, RoleRow, version):
        roles[row.event_mention, row.part].append(_role(row))
    counts: defaultdict[str, list[Quantity]] = defaultdict(list)
    for row in _facts(connection, QuantityRow, version):
        counts[row.event_mention].append(Quantity(row.kind, span_of(row), row.value, row.item))
    return tuple(
        EventMention(
            row.type, row.mode, row.quad, row.score, row.status, sentences[row.sentence], span_of(row),
            tuple(roles[row.id, "actor"]), tuple(roles[row.id, "recipient"]), row.reciprocal,
            next(iter(roles[row.id, "place"]), None), times.get(row.time), _attribution(row), row.contexts, row.background,
            tuple(counts[row.id]), row.confidence,
        )
        for row in _facts(connection, EventMentionRow, version)
    )  # fmt: skip


def _attribution(row: Row[Any]) -> Attribution | None:
    if row.attribution_source is None:
        return None
    return Attribution(row.attribution_source, row.attribution_name, _optional(row, "attribution_"))
