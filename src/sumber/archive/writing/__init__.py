"""From the nouns to the rows of the archive, everything of one version at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sumber.archive.identity import identifier
from sumber.archive.schema import (
    Base,
    EventMentionRow,
    MentionRow,
    QuantityRow,
    QuoteRow,
    RoleRow,
    SentenceRow,
    TimeRow,
)
from sumber.archive.words import fold
from sumber.errors import EvidenceError
from sumber.knowledge.countries import country_name
from sumber.types import Annotation, Article, Entity, EventMention, Quote, Role, Span, TimeExpression

Row = dict[str, Any]
PREFIXES: Mapping[type[Base], str] = {
    SentenceRow: "sent", MentionRow: "men", TimeRow: "time", QuoteRow: "quo", EventMentionRow: "evm", RoleRow: "role",
    QuantityRow: "qty",
}  # fmt: skip


def moment(published: str | None) -> str | None:
    """A date or moment in UTC to the second, for ordering; what has no offset is taken as UTC, None where unreadable."""
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    try:
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except OverflowError:
        return None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when.year > 999 else None


def article_row(article: Article, version: str, of: str) -> Row:
    """The row of a version, but for whether it is current."""
    row = {
        name: getattr(article, name) for name in ("title", "text", "lang", "url", "published", "modified", "outlet", "dateline")
    }
    row |= {name: getattr(article, name) for name in ("authors", "editors", "credits", "captions", "promos")}
    row = {name: _storable_value(value) for name, value in row.items()}
    if row["text"] != article.text:
        raise EvidenceError(f"the text of {article.input} holds NUL characters or halves of surrogate pairs")
    return row | {"id": version, "article": of, "moment": moment(article.published)}


def _entity_row(entity: Entity) -> Row:
    """A country, which each text names in its own language, is kept under one name, so that no text decides it."""
    aliases = {lang: list(names) for lang, names in sorted(entity.aliases.items())}
    row = {name: getattr(entity, name) for name in ("id", "name", "kind", "country", "sectors")}
    if entity.id.startswith("country:") and entity.country:
        row["name"] = country_name(entity.country)
    return row | {"aliases": json.dumps(aliases, ensure_ascii=False)}


def folded_names(name: str, aliases: str) -> str:
    """All names of an entity, whose aliases are given as in its row, without case and accents, a line each."""
    return fold("\n".join(dict.fromkeys([name, *(alias for names in json.loads(aliases).values() for alias in names)])))


def _speaker(quote: Quote) -> tuple[str, ...]:
    meant = quote.meant
    named = (meant.span.text, *((meant.entity.name,) if meant.entity else ())) if meant else ()
    return tuple(dict.fromkeys((*((quote.speaker.text,) if quote.speaker else ()), *named)))


def listed(day: str | None, published: str | None, last: str | None = None) -> Row:
    """The days that an event is listed by: its first day, or else that of publication, and its last, where it has one."""
    first = day or storable(published or "")[:10] or None
    return {"listed": first, "last": last or first}


def storable(text: str) -> str:
    """The text without what SQLite cannot keep: NUL characters and halves of surrogate pairs, as in names of files."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")


def _storable_value(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    return tuple(map(storable, value)) if isinstance(value, tuple) else value


@dataclass(slots=True)
class VersionRows:
    """Collects the facts of one version. Every span is held against the text: EvidenceError where it quotes other words.
    `published` is the article's own date; `names` gathers what roles and speakers can be found by."""

    version: str
    source: str
    published: str | None = None
    rows: dict[type[Base], list[Row]] = field(default_factory=dict)
    entities: dict[str, Row] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    _sentences: list[tuple[Span, str]] = field(default_factory=list)
    _times: dict[TimeExpression, str] = field(default_factory=dict)

    def add(self, annotation: Annotation, events: Iterable[EventMention]) -> None:
        """All layers of an annotation and its coding."""
        for sentence in annotation.sentences:
            self._sentences.append((sentence, self._fact(SentenceRow, sentence)))
        for time in annotation.times:
            self._time(time)
        named: dict[Span, str] = {}
        for mention in annotation.mentions:
            if mention.entity is not None:
                entity = _entity_row(mention.entity)
                self.entities[mention.entity.id] = entity | {"folded": folded_names(entity["name"], entity["aliases"])}
            row: Row = {"kind": mention.kind, "entity": mention.entity and mention.entity.id, "confidence": mention.confidence}
            row["candidates"] = json.dumps([_entity_row(one) | {"share": share} for one, share in mention.candidates])
            named[mention.span] = self._fact(MentionRow, mention.span, sentence=self._sentence_of(mention.span), **row)
        for quote in annotation.quotes:
            parts = self._part("speaker", quote.speaker) | self._part("cue", quote.cue)
            row = {"via": quote.via, "direct": quote.direct, "sentence": self._sentence_of(quote.span)}
            row["meant"] = quote.meant and named.get(quote.meant.span)
            row["folded"] = self._name(*_speaker(quote))
            self._fact(QuoteRow, quote.span, **row, **parts)
        for event in events:
            self._event(event)

    def _fact(self, table: type[Base], span: Span, **columns: Any) -> str:
        self._check(span)
        of_kind = self.rows.setdefault(table, [])
        id = identifier(PREFIXES[table], self.version, len(of_kind), span.start, span.end)
        place = {"version": self.version, "ordinal": len(of_kind), "start": span.start, "end": span.end, "text": span.text}
        of_kind.append({"id": id, **place, **columns})
        return id

    def _check(self, span: Span) -> None:
        if self.source[span.start : span.end] != span.text:
            raise EvidenceError(f"span [{span.start}, {span.end}) does not quote the text of {self.version}")

    def _part(self, name: str, span: Span | None) -> Row:
        if span is None:
            return {f"{name}_start": None, f"{name}_end": None, f"{name}_text": None}
        self._check(span)
        return {f"{name}_start": span.start, f"{name}_end": span.end, f"{name}_text": span.text}

    def _sentence_of(self, span: Span) -> str | None:
        """The sentence a span begins in."""
        low, high = 0, len(self._sentences)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._sentences[middle][0].start <= span.start else (low, middle)
        if low == 0 or span.start >= self._sentences[low - 1][0].end:
            return None
        return self._sentences[low - 1][1]

    def _time(self, time: TimeExpression) -> str:
        if time not in self._times:
            days = {"first_day": time.begin, "last_day": time.end}
            row = {"type": time.type, "value": time.value, "mod": time.mod, "basis": time.basis, "flags": time.flags}
            self._times[time] = self._fact(TimeRow, time.span, sentence=self._sentence_of(time.span), **row, **days)
        return self._times[time]

    def _event(self, event: EventMention) -> None:
        sentence = self._sentence_of(event.trigger)
        if sentence is None:
            raise EvidenceError(f"the trigger at {event.trigger.start} stands in no sentence of {self.version}")
        names = ("type", "mode", "quad", "score", "status", "reciprocal", "contexts", "background", "confidence")
        by = event.attribution
        begin, end = (event.time.begin, event.time.end) if event.time else (None, None)
        day = begin and begin[:10]
        id = self._fact(
            EventMentionRow, event.trigger, sentence=sentence, time=event.time and self._time(event.time),
            day=day, **listed(day, self.published, end),
            attribution_source=by and by.source, attribution_name=by and by.name,
            **self._part("attribution", by.span if by else None),
            **{name: getattr(event, name) for name in names},
        )  # fmt: skip
        place = (("place", event.place),) if event.place else ()
        parts = (*(("actor", role) for role in event.actors), *(("recipient", role) for role in event.recipients), *place)
        for part, role in parts:
            self._role(id, part, role)
        for counted in event.quantities:
            row = {"kind": counted.kind, "value": counted.value, "item": counted.item}
            self._fact(QuantityRow, counted.span, event_mention=id, **row)

    def _name(self, *parts: str) -> str:
        folded = fold("\n".join(parts))
        if folded:
            self.names.add(folded)
        return folded

    def _role(self, event: str, part: str, role: Role) -> None:
        inferred = role.inference
        who = {"name": role.name, "country": role.country, "sectors": role.sectors, "entity": role.entity}
        folded = self._name(role.name, role.span.text)
        how = {"inference_kind": inferred and inferred.kind, **self._part("inference", inferred.words if inferred else None)}
        self._fact(RoleRow, role.span, event_mention=event, part=part, folded=folded, **who, **how)
