"""Events as PLOVER JSON, one event mention a line: keys as in the PLOVER manual, those without a value left out.

`text_info` is the home of the evidence: the sentence's place in the article, in code points, and its number from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sumber.archive.answers import EventAnswer, Party, Source
from sumber.export.fields import QUADS, caveats, coder, credit_line, link
from sumber.export.lines import Fields, compact, each, filled, write_lines
from sumber.rows import Row

ENTITY: Fields[Party] = (
    ("code", lambda p: p.country),
    ("sector", lambda p: list(p.sectors)),
    ("entity_text", lambda p: p.name),
    ("identifier_text", lambda p: p.entity),
)
"""Keys of an actor, a recipient or a place. `identifier_id` is PLOVER's for a Wikidata id, which sumber does not know."""

CITATION: Fields[Source] = (
    ("citation", credit_line),
    ("url", lambda s: link(s.url)),
    ("title", lambda s: s.title),
    ("language", lambda s: s.lang),
    ("date", lambda s: s.published),
)
"""Keys of `cite_info`."""


def _size(event: EventAnswer) -> Row:
    """PLOVER's counts of people; a kind that stands twice in a sentence keeps its first number."""
    names = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
    found: Row = {}
    for count in event.quantities:
        if count.value is not None and count.kind in names:
            found.setdefault(names[count.kind], count.value)
    return found


def _parties(parties: Iterable[Party]) -> list[Row]:
    return [filled(party, ENTITY) for party in parties]


def _text_info(event: EventAnswer) -> Row:
    span: Row = {"start": event.sentence.start, "end": event.sentence.end}
    return span if event.sentence_number is None else {"sequence": event.sentence_number, **span}


def _comment(event: EventAnswer) -> str:
    known = {key: value for key, value in caveats(event).items() if key not in ("id", "happening", "outlet")}
    return "; ".join(f"{key}={value}" for key, value in (known | {"trigger": event.trigger.text}).items())


FIELDS: Fields[EventAnswer] = (
    ("id", lambda e: e.id),
    ("has_event", lambda _: True),
    ("date", lambda e: e.day),
    ("actor", lambda e: _parties(e.actors)),
    ("recipient", lambda e: _parties(e.recipients)),
    ("event", lambda e: [e.type]),
    ("mode", lambda e: e.mode),
    ("context", lambda e: list(e.contexts)),
    ("event_loc", lambda e: e.place and filled(e.place, ENTITY)),
    ("event_text", lambda e: e.trigger.text),
    ("quad_code", lambda e: QUADS.get(e.quad)),
    ("event_scale", lambda e: e.score),
    ("size", _size),
    ("link", lambda e: compact([e.event])),
    ("text", lambda e: e.sentence.text),
    ("text_info", _text_info),
    ("cite_info", lambda e: filled(e.source, CITATION)),
    ("coder", lambda _: coder()),
    ("comment", _comment),
)
"""The keys in order. `date` only where the sentence gives a time: the day of the report stands in `cite_info`."""


def write_plover(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes a line an event mention; returns how many."""
    return write_lines(each(events, FIELDS), out)
