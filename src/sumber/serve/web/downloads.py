"""What a view shows, as a file: exactly as filtered, whole, in flat memory."""

from __future__ import annotations

import csv
import dataclasses
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from fastapi.responses import StreamingResponse

from sumber import rows
from sumber.archive.answers import EventAnswer
from sumber.errors import UsageError
from sumber.export import FORMATS
from sumber.export.cells import cell

MEMORY = 1 << 20  # bytes of an export kept in memory before it goes to a file
CHUNK = 1 << 16
MEDIA = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}
EVENT_FORMATS = tuple(name for name, format in FORMATS.items() if format.tells == ("events",))
"""Formats that events of a view are given in."""

Columns = dict[str, Callable[[Any], object]]


def as_json(answers: Iterable[Any], name: str) -> StreamingResponse:
    """Answers (dataclasses) as JSON Lines, as the archive has them."""
    lines = (rows.dump(dataclasses.asdict(answer)) + "\n" for answer in answers)
    return _file(lines, "application/jsonl; charset=utf-8", f"{name}.jsonl")


def as_csv(answers: Iterable[Any], columns: Columns, name: str) -> StreamingResponse:
    """Answers as RFC 4180 with a header; words lose controls and cannot act as formulas."""

    def lines() -> Iterator[str]:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(columns)
        for answer in answers:
            writer.writerow([cell(value(answer)) for value in columns.values()])
            yield out.getvalue()
            out.seek(0)
            out.truncate()
        yield out.getvalue()

    return _file(lines(), MEDIA["csv"], f"{name}.csv")


def as_events(events: Iterable[EventAnswer], format: str, name: str) -> StreamingResponse:
    """Events in one of EVENT_FORMATS. Raises UsageError for any other."""
    if format not in EVENT_FORMATS:
        raise UsageError(f"There is no format {format!r} here; there are {', '.join(EVENT_FORMATS)}.")
    chosen = FORMATS[format]
    file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115 closed by the stream, which outlives this call
    if chosen.binary:
        chosen.write(events, file)
    else:
        text = io.TextIOWrapper(file, "utf-8", newline="")
        chosen.write(events, text)
        text.flush()
        text.detach()
    file.seek(0)
    return _file(_chunks(file), MEDIA.get(format, "text/plain; charset=utf-8"), f"{name}.{format}")


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _file(content: Iterator[str] | Iterator[bytes], media: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(content, media_type=media, headers=headers)
