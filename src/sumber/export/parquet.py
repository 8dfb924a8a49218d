"""Events as a Parquet table, for data frames and databases; needs pyarrow (the extra `parquet`).

Columns are in snake case, moments in UTC to the microsecond, codes dictionary-encoded; lists of parties run parallel. Words
are as they stand in the archive: a table is no terminal, and whoever prints one must make them harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, BinaryIO

from sumber.archive.answers import EventAnswer
from sumber.errors import MissingExtraError
from sumber.export.fields import day_of, link, place_with_coordinates, timed_instant

BATCH = 1000  # events held at a time, and rows of a row group

COLUMNS: tuple[tuple[str, str, Callable[[EventAnswer], object]], ...] = (
    ("id", "text", lambda e: e.id),
    ("event", "text", lambda e: e.event),
    ("day", "day", lambda e: day_of(e.day)),
    ("time", "text", lambda e: e.time and e.time.value),
    ("time_basis", "code", lambda e: e.time and e.time.basis),
    ("type", "code", lambda e: e.type),
    ("mode", "code", lambda e: e.mode),
    ("quad", "code", lambda e: e.quad),
    ("score", "number", lambda e: e.score),
    ("status", "code", lambda e: e.status),
    ("background", "truth", lambda e: e.background),
    ("actors", "texts", lambda e: [p.name for p in e.actors]),
    ("actor_countries", "texts", lambda e: [p.country for p in e.actors]),
    ("actor_sectors", "lists", lambda e: [list(p.sectors) for p in e.actors]),
    ("actor_entities", "texts", lambda e: [p.entity for p in e.actors]),
    ("recipients", "texts", lambda e: [p.name for p in e.recipients]),
    ("recipient_countries", "texts", lambda e: [p.country for p in e.recipients]),
    ("recipient_sectors", "lists", lambda e: [list(p.sectors) for p in e.recipients]),
    ("recipient_entities", "texts", lambda e: [p.entity for p in e.recipients]),
    ("reciprocal", "truth", lambda e: e.reciprocal),
    ("place", "text", lambda e: e.place and e.place.name),
    ("place_country", "code", lambda e: e.place and e.place.country),
    ("place_entity", "text", lambda e: e.place and e.place.entity),
    ("latitude", "number", lambda e: getattr(place_with_coordinates(e), "latitude", None)),
    ("longitude", "number", lambda e: getattr(place_with_coordinates(e), "longitude", None)),
    ("according_to", "text", lambda e: e.attribution),
    ("contexts", "texts", lambda e: list(e.contexts)),
    ("quantity_kinds", "texts", lambda e: [q.kind for q in e.quantities]),
    ("quantity_values", "numbers", lambda e: [q.value for q in e.quantities]),
    ("confidence", "number", lambda e: e.confidence),
    ("trigger", "text", lambda e: e.trigger.text),
    ("trigger_start", "count", lambda e: e.trigger.start),
    ("trigger_end", "count", lambda e: e.trigger.end),
    ("sentence", "text", lambda e: e.sentence.text),
    ("sentence_start", "count", lambda e: e.sentence.start),
    ("sentence_end", "count", lambda e: e.sentence.end),
    ("sentence_number", "count", lambda e: e.sentence_number),
    ("article", "text", lambda e: e.source.article),
    ("title", "text", lambda e: e.source.title),
    ("outlet", "code", lambda e: e.source.outlet),
    ("published", "text", lambda e: e.source.published),
    ("published_utc", "moment", lambda e: timed_instant(e.source.published)),
    ("language", "code", lambda e: e.source.lang),
    ("credits", "texts", lambda e: list(e.source.credits)),
    ("origin", "code", lambda e: e.source.origin),
    ("copy_of", "text", lambda e: e.source.copy_of),
    ("story", "text", lambda e: e.source.story),
    ("url", "text", lambda e: link(e.source.url)),
    ("input", "text", lambda e: e.source.input),
)
"""The columns in order: name, type (see `_types`) and where the value comes from."""


def _types(arrow: Any) -> dict[str, Any]:
    text, number = arrow.string(), arrow.float64()
    return {
        "text": text,
        "code": arrow.dictionary(arrow.int32(), text),
        "number": number,
        "count": arrow.int64(),
        "truth": arrow.bool_(),
        "day": arrow.date32(),
        "moment": arrow.timestamp("us", tz="UTC"),
        "texts": arrow.list_(text),
        "numbers": arrow.list_(number),
        "lists": arrow.list_(arrow.list_(text)),
    }


class _Counting:
    """A stream that only writes, with the place it is at: a pipe cannot tell its own."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.at, self.closed = out, 0, False

    def write(self, data: Any) -> int:
        self.out.write(data)
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def flush(self) -> None:
        self.out.flush()

    def close(self) -> None:
        """The stream belongs to the caller, who closes it."""


def write_parquet(events: Iterable[EventAnswer], out: BinaryIO) -> int:
    """Writes the table; returns how many rows. Raises MissingExtraError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow: pip install 'sumber[parquet]'.") from error
    types, stream, written = _types(pyarrow), iter(events), 0
    schema = pyarrow.schema([(name, types[kind]) for name, kind, _ in COLUMNS])
    with ParquetWriter(pyarrow.PythonFile(_Counting(out), "w"), schema) as writer:
        while batch := list(islice(stream, BATCH)):
            writer.write_table(pyarrow.table({name: _column(batch, value) for name, _, value in COLUMNS}, schema=schema))
            written += len(batch)
    return written


def _column(batch: list[EventAnswer], value: Callable[[EventAnswer], object]) -> list[object]:
    return [value(event) for event in batch]
