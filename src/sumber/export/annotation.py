"""Evidence as W3C Web Annotations (Web Annotation Data Model, 2017): one a line, for each event mention its sentence on the
page.

The sentence is selected by its words and by its place; the trigger is selected within it, with the words on either side. Places
count code points of the article's text as sumber extracts it, which leaves out the page's furniture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sumber.archive.answers import EventAnswer
from sumber.export.fields import caveats, coder, deed, link, urn
from sumber.export.lines import Fields, each, filled, write_lines
from sumber.rows import Row

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sumber": "urn:sumber:terms:"}]
AROUND = 32  # characters on either side of the trigger: enough to tell it from the same word elsewhere in the sentence


def _quoted(event: EventAnswer) -> Row:
    at = event.trigger.start - event.sentence.start
    words, behind = event.sentence.text, at + len(event.trigger.text)
    trigger = {
        "type": "TextQuoteSelector",
        "exact": event.trigger.text,
        "prefix": words[max(0, at - AROUND) : at],
        "suffix": words[behind : behind + AROUND],
    }
    return {"type": "TextQuoteSelector", "exact": words, "refinedBy": trigger}


def _placed(event: EventAnswer) -> Row:
    start = event.sentence.start
    inside = {"start": event.trigger.start - start, "end": event.trigger.end - start}
    return {
        "type": "TextPositionSelector",
        "start": start,
        "end": event.sentence.end,
        "refinedBy": {"type": "TextPositionSelector", **inside},
    }


SOURCE: Fields[EventAnswer] = (
    ("id", lambda e: link(e.source.url) or urn(e.source.article)),
    ("type", lambda _: "Text"),
    ("language", lambda e: e.source.lang),
    ("sumber:article", lambda e: e.source.article),
    ("sumber:title", lambda e: e.source.title),
    ("sumber:published", lambda e: e.source.published),
)

BODY: Fields[EventAnswer] = (
    ("type", lambda _: "TextualBody"),
    ("purpose", lambda _: "describing"),
    ("format", lambda _: "text/plain"),
    ("value", deed),
    ("sumber:type", lambda e: e.type),
    ("sumber:mode", lambda e: e.mode),
    ("sumber:day", lambda e: e.day),
    ("sumber:contexts", lambda e: list(e.contexts)),
)


def _body(event: EventAnswer) -> Row:
    return filled(event, BODY) | {f"sumber:{key}": value for key, value in caveats(event).items() if key != "id"}


FIELDS: Fields[EventAnswer] = (
    ("@context", lambda _: CONTEXT),
    ("id", lambda e: urn(e.id)),
    ("type", lambda _: "Annotation"),
    ("motivation", lambda _: "describing"),
    ("generator", lambda _: {"type": "Software", "name": coder()}),
    ("body", _body),
    ("target", lambda e: {"source": filled(e, SOURCE), "selector": [_quoted(e), _placed(e)]}),
)
"""The keys in order."""


def write_annotation(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes a line an event mention; returns how many."""
    return write_lines(each(events, FIELDS), out)
