"""The stage commands' rows: JSON in, nouns out, and back. The formats are a contract; docs/rows.md describes every key."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, BinaryIO, TypeVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from sumber.types import (
    Annotation,
    Article,
    Coding,
    Document,
    Entity,
    EventMention,
    Mention,
    Placement,
    Quantity,
    Quote,
    Refusal,
    Role,
    Span,
    TimeExpression,
)

Row = dict[str, Any]
Model = TypeVar("Model", bound=BaseModel)

# JSON escapes C0 controls by itself. These would still act on a terminal: DEL, C1 (0x9b opens an escape sequence), and marks
# that turn the direction of text; as \u escapes they mean the same to a program and nothing to a terminal.
_HALVES = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", re.ASCII)
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def dump(row: Row) -> str:
    """A row as one line of JSON that is safe on a terminal, without its newline. Bytes of a file's name that are no UTF-8 stand
    as in the archive: a backslash and the code of the half of a surrogate pair that Python reads them as."""
    try:
        line = orjson.dumps(row).decode()
    except TypeError:  # halves of surrogate pairs, which orjson has no way to write
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        line = _HALVES.sub(lambda m: f"\\\\u{ord(m.group()):04x}", line)
    return _ACTIVE.sub(lambda m: f"\\u{ord(m.group()):04x}", line)


def _text_id(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class DocumentRow(BaseModel):
    """An input row of annotate, code and group. Only `text` must be there; `id` where output rows are to be matched."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Annotated[str, BeforeValidator(_text_id)]
    text: str
    lang: str | None = None
    date: str | None = None
    title: str | None = None
    outlet: str | None = None
    credits: tuple[str, ...] | None = None

    def document(self) -> Document:
        """The noun that the stages take. Empty strings count as not given, and so does a language of no tag's form: stages look
        their data up by it."""
        return Document(
            self.id,
            self.text,
            self.lang if self.lang and _LANGUAGE.fullmatch(self.lang) else None,
            self.date or None,
            self.title or None,
            self.outlet or None,
            self.credits or (),
        )


class SideRow(DocumentRow):
    """One of the two documents of a pair; its id may be left out."""

    id: Annotated[str, BeforeValidator(_text_id)] = ""


class PairRow(BaseModel):
    """An input row of similar."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Annotated[str, BeforeValidator(_text_id)]
    a: SideRow
    b: SideRow


class ManifestRow(BaseModel):
    """An input row of extract: a file and the address it came from."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    input: str
    url: str | None = None


def parse_rows(model: type[Model], stream: BinaryIO) -> Iterator[Model | Refusal]:
    """The rows of a stream of JSON Lines, blank lines left out. A row that cannot be read comes as a Refusal "bad-row" in its
    place, named by its id, or by its line where it has none."""
    for number, line in enumerate(stream, 1):
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not line.strip():
            continue
        name = f"line {number}"
        try:
            data = orjson.loads(line)
            if not isinstance(data, dict):
                yield Refusal(name, "bad-row", "not a JSON object")
                continue
            name = str(data.get("id") or data.get("input") or name)
            yield model.model_validate(data)
        except orjson.JSONDecodeError as error:
            yield Refusal(name, "bad-row", f"not JSON: {error}")
        except ValidationError as error:
            yield Refusal(name, "bad-row", "; ".join(_complaint(e) for e in error.errors()))


def _complaint(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg']}" if where else str(error["msg"])


def refusal_row(refusal: Refusal, key: str) -> Row:
    """An error row; `key` is "input" for extract and "id" for the other stages."""
    return {key: refusal.input, "ok": False, "error": refusal.reason, "detail": refusal.detail}


def article_row(article: Article) -> Row:
    """A row of extract; "positions" only where they were asked for."""
    located = {} if article.positions is None else {"positions": article.positions}
    return {
        "input": article.input,
        "ok": True,
        "url": article.url,
        "lang": article.lang,
        "title": article.title,
        "published": article.published,
        "modified": article.modified,
        "outlet": article.outlet,
        "authors": article.authors,
        "editors": article.editors,
        "credits": article.credits,
        "dateline": article.dateline,
        "paragraphs": article.paragraphs,
        "captions": article.captions,
        "promos": article.promos,
        "furniture": article.furniture,
        "photographers": article.photographers,
        "translators": article.translators,
        "section": article.section,
        "tags": article.tags,
        "canonical": article.canonical,
        "provenance": {
            known.field: {"source": known.source, "others": [{"source": s, "value": v} for s, v in known.others]}
            for known in article.provenance
        },
        **located,
    }


def span_row(span: Span | None) -> Row | None:
    """A span's start, end and text; None for none."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def annotation_row(annotation: Annotation) -> Row:
    """A row of annotate."""
    return {
        "id": annotation.document.id,
        "lang": annotation.document.lang,
        "sentences": [{"start": s.start, "end": s.end} for s in annotation.sentences],
        "mentions": [_mention(m) for m in annotation.mentions],
        "times": [time_row(t) for t in annotation.times],
        "quotes": [_quote(q) for q in annotation.quotes],
    }


def _mention(mention: Mention) -> Row:
    return {
        **_flat(mention.span),
        "kind": mention.kind,
        "entity": _entity(mention.entity),
        "candidates": [{**(_entity(one) or {}), "share": round(share, 3)} for one, share in mention.candidates],
    }


def _entity(entity: Entity | None) -> Row | None:
    if entity is None:
        return None
    return {"id": entity.id, "name": entity.name, "country": entity.country, "sectors": entity.sectors}


def time_row(time: TimeExpression) -> Row:
    """A time expression with its TIMEX3 value and what the value rests on."""
    return {
        **_flat(time.span),
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "basis": time.basis,
        "begin": time.begin,
        "end_day": time.end,
        "flags": time.flags,
    }


def _quote(quote: Quote) -> Row:
    cue = quote.cue.text if quote.cue else None
    meant = quote.meant and {**_flat(quote.meant.span), "entity": quote.meant.entity and quote.meant.entity.id}
    return {
        **_flat(quote.span),
        "speaker": span_row(quote.speaker),
        "meant": meant,
        "cue": cue,
        "via": quote.via,
        "direct": quote.direct,
    }


def coding_row(coding: Coding) -> Row:
    """A row of code."""
    events = [event_row(e) for e in coding.events]
    return {"id": coding.annotation.document.id, "contexts": coding.contexts, "events": events}


def event_row(event: EventMention) -> Row:
    """One event mention, with the sentence it stands in."""
    attribution = event.attribution
    return {
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        "quad": event.quad,
        "score": event.score,
        "status": event.status,
        "sentence": span_row(event.sentence),
        "trigger": span_row(event.trigger),
        "actors": [_role(r) for r in event.actors],
        "recipients": [_role(r) for r in event.recipients],
        "reciprocal": event.reciprocal,
        "place": _role(event.place) if event.place else None,
        "time": time_row(event.time) if event.time else None,
        "attribution": attribution and {**_flat_or_name(attribution.span, attribution.name), "source": attribution.source},
        "background": event.background,
        "quantities": [_quantity(q) for q in event.quantities],
        "confidence": round(event.confidence, 3),
    }


def _role(role: Role) -> Row:
    inferred = role.inference and {"kind": role.inference.kind, "words": span_row(role.inference.words)}
    known = {"name": role.name, "country": role.country, "sectors": role.sectors, "entity": role.entity}
    return {**_flat(role.span), **known, "inference": inferred}


def _quantity(quantity: Quantity) -> Row:
    return {**_flat(quantity.span), "kind": quantity.kind, "value": quantity.value, "item": quantity.item}


def _flat(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _flat_or_name(span: Span | None, name: str) -> Row:
    return _flat(span) if span else {"start": None, "end": None, "text": name}


def placement_row(placement: Placement) -> Row:
    """A row of group."""
    translated = {"translation_of": placement.translation_of} if placement.translation_of else {}
    return {"id": placement.id, "story": placement.story, "copy_of": placement.copy_of, "origin": placement.origin} | translated


def documents(rows: Iterable[DocumentRow | Refusal]) -> Iterator[Document | Refusal]:
    """Input rows as the nouns that the stages take, refusals kept in their places."""
    for row in rows:
        yield row if isinstance(row, Refusal) else row.document()
