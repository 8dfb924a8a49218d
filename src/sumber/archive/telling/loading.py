"""From the rows of the archive back to the nouns: the coding of a version, as the story stages take it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Row, select

from sumber.archive.reckoned import chunks
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
from sumber.errors import UsageError
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


DOCUMENT = tuple(getattr(VersionRow, name) for name in ("article", "text", "lang", "published", "title", "outlet", "credits"))
_LOADED: tuple[type[Fact], ...] = (SentenceRow, TimeRow, MentionRow, QuoteRow, EventMentionRow, RoleRow, QuantityRow)


@dataclass(frozen=True, slots=True)
class _Facts:
    """The rows of some versions, by table and version in their order, and the entities that they name."""

    rows: dict[type[Fact], dict[str, list[Row[Any]]]]
    entities: dict[str, Entity]
    contexts: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls, connection: Connection, versions: Sequence[str]) -> _Facts:
        """One statement a table."""
        found: dict[type[Fact], dict[str, list[Row[Any]]]] = {}
        for table in _LOADED:
            found[table] = defaultdict(list)
            columns = cast(type[Base], table).__table__
            asked = select(columns).where(table.version.in_(versions)).order_by(table.version, table.ordinal)
            for row in connection.execute(asked):
                found[table][row.version].append(row)
        ids = sorted({row.entity for rows in found[MentionRow].values() for row in rows if row.entity})
        entities = {
            row.id: Entity(row.id, row.name, row.kind, row.country, row.sectors, _aliases(row.aliases))
            for part in chunks(ids)
            for row in connection.execute(select(EntityRow.__table__).where(EntityRow.id.in_(part)))
        }
        contexts = connection.execute(select(VersionRow.id, VersionRow.contexts).where(VersionRow.id.in_(versions)))
        return cls(found, entities, {row.id: row.contexts for row in contexts})

    def of(self, table: type[Fact], version: str) -> list[Row[Any]]:
        """The rows of one version."""
        return self.rows[table].get(version, [])


def current_codings(connection: Connection, articles: Sequence[str]) -> Iterator[Coding]:
    """The codings of some articles in their current wording, in that order. Raises UsageError for an unknown id."""
    asked = select(VersionRow.id, *DOCUMENT).where(VersionRow.current.is_(True), VersionRow.article.in_(articles))
    found = {row.article: (row.id, Document(*row[1:])) for row in connection.execute(asked)}
    if missing := [article for article in articles if article not in found]:
        raise UsageError(f"The archive has no article {missing[0]}.")
    return load_codings(connection, dict(found[article] for article in articles))


def load_codings(connection: Connection, documents: Mapping[str, Document]) -> Iterator[Coding]:
    """The codings of some versions, given with their documents, in that order, with all they rest on, equal to what was stored
    but for what people edited. All are loaded at once."""
    facts = _Facts.load(connection, list(documents))
    return (_coding(facts, version, document) for version, document in documents.items())


def _coding(facts: _Facts, version: str, document: Document) -> Coding:
    sentences = {row.id: span_of(row) for row in facts.of(SentenceRow, version)}
    times = {row.id: _time(row) for row in facts.of(TimeRow, version)}
    mentions = {
        row.id: Mention(span_of(row), row.kind, facts.entities.get(row.entity), row.confidence, _candidates(row.candidates))
        for row in facts.of(MentionRow, version)
    }
    quotes = tuple(
        Quote(span_of(row), _optional(row, "speaker_"), _optional(row, "cue_"), row.via, row.direct, mentions.get(row.meant))
        for row in facts.of(QuoteRow, version)
    )
    annotation = Annotation(document, tuple(sentences.values()), tuple(mentions.values()), tuple(times.values()), quotes)
    return Coding(annotation, _events(facts, version, sentences, times), facts.contexts[version])


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
    facts: _Facts, version: str, sentences: dict[str, Span], times: dict[str, TimeExpression]
) -> tuple[EventMention, ...]:
    roles: defaultdict[tuple[str, str], list[Role]] = defaultdict(list)
    for row in facts.of(RoleRow, version):
        roles[row.event_mention, row.part].append(_role(row))
    counts: defaultdict[str, list[Quantity]] = defaultdict(list)
    for row in facts.of(QuantityRow, version):
        counts[row.event_mention].append(Quantity(row.kind, span_of(row), row.value, row.item))
    return tuple(
        EventMention(
            row.type, row.mode, row.quad, row.score, row.status, sentences[row.sentence], span_of(row),
            tuple(roles[row.id, "actor"]), tuple(roles[row.id, "recipient"]), row.reciprocal,
            next(iter(roles[row.id, "place"]), None), times.get(row.time) or _judged_day(row), _attribution(row), row.contexts,
            row.background, tuple(counts[row.id]), row.confidence,
        )
        for row in facts.of(EventMentionRow, version)
    )  # fmt: skip


def _judged_day(row: Row[Any]) -> TimeExpression | None:
    """A day that a person put where no words of the sentence name it: it rests on the judgement, and points to the trigger."""
    return TimeExpression(span_of(row), "DATE", row.day, basis="judged", begin=row.day, end=row.day) if row.day else None


def _attribution(row: Row[Any]) -> Attribution | None:
    if row.attribution_source is None:
        return None
    return Attribution(row.attribution_source, row.attribution_name, _optional(row, "attribution_"))
