"""Events as CSV (RFC 4180, UTF-8, a header line): a row each, with the sentence, its article, outlet, language and address."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from sumber.archive.answers import EventAnswer, Party
from sumber.export.cells import SEPARATOR, cell
from sumber.export.fields import link, names


def _countries(parties: Iterable[Party]) -> str:
    return SEPARATOR.join(party.country or "" for party in parties)


def _sectors(parties: Iterable[Party]) -> str:
    return SEPARATOR.join(" ".join(party.sectors) for party in parties)


COLUMNS: tuple[tuple[str, Callable[[EventAnswer], object]], ...] = (
    ("id", lambda e: e.id),
    ("event", lambda e: e.event),
    ("day", lambda e: e.day),
    ("time", lambda e: e.time and e.time.value),
    ("time_basis", lambda e: e.time and e.time.basis),
    ("type", lambda e: e.type),
    ("mode", lambda e: e.mode),
    ("quad", lambda e: e.quad),
    ("score", lambda e: e.score),
    ("status", lambda e: e.status),
    ("background", lambda e: e.background),
    ("actors", lambda e: names(e.actors)),
    ("actor_countries", lambda e: _countries(e.actors)),
    ("actor_sectors", lambda e: _sectors(e.actors)),
    ("recipients", lambda e: names(e.recipients)),
    ("recipient_countries", lambda e: _countries(e.recipients)),
    ("recipient_sectors", lambda e: _sectors(e.recipients)),
    ("reciprocal", lambda e: e.reciprocal),
    ("place", lambda e: e.place and e.place.name),
    ("place_country", lambda e: e.place and e.place.country),
    ("according_to", lambda e: e.attribution),
    ("contexts", lambda e: SEPARATOR.join(e.contexts)),
    ("quantities", lambda e: SEPARATOR.join(f"{q.kind}={'' if q.value is None else f'{q.value:g}'}" for q in e.quantities)),
    ("confidence", lambda e: round(e.confidence, 3)),
    ("trigger", lambda e: e.trigger.text),
    ("sentence", lambda e: e.sentence.text),
    ("sentence_start", lambda e: e.sentence.start),
    ("sentence_end", lambda e: e.sentence.end),
    ("article", lambda e: e.source.article),
    ("title", lambda e: e.source.title),
    ("outlet", lambda e: e.source.outlet),
    ("published", lambda e: e.source.published),
    ("language", lambda e: e.source.lang),
    ("credits", lambda e: SEPARATOR.join(e.source.credits)),
    ("origin", lambda e: e.source.origin),
    ("copy_of", lambda e: e.source.copy_of),
    ("story", lambda e: e.source.story),
    ("url", lambda e: link(e.source.url)),
    ("input", lambda e: e.source.input),
)
"""The columns in order: name and where the value comes from. Several parties are separated by semicolons, in the same order in
the columns of names, countries and sectors."""


def write_csv(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes the header and a line an event; returns how many events. Words from pages lose control characters, and a cell that
    a spreadsheet would run as a formula begins with an apostrophe."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(name for name, _ in COLUMNS)
    written = 0
    for event in events:
        writer.writerow(cell(value(event)) for _, value in COLUMNS)
        written += 1
    return written
