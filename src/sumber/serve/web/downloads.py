"""What a view shows, as a file: exactly as filtered, whole, in flat memory."""

from __future__ import annotations

import csv
import dataclasses
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from fastapi import Request
from fastapi.responses import StreamingResponse

from sumber import rows
from sumber.export import FORMATS
from sumber.export.cells import cell
from sumber.export.entries import ENTRIES
from sumber.export.fields import urn
from sumber.serve.api.exports import LINES, MEDIA
from sumber.serve.web.asking import AskedError, here
from sumber.views.safe import safe

MEMORY = 1 << 20  # bytes of an export kept in memory before it goes to a file
CHUNK = 1 << 16

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

    return _file(lines(), MEDIA["csv"][0], f"{name}.csv")


def as_export(request: Request, answers: Iterable[Any], of: str, format: str, name: str) -> StreamingResponse:
    """Answers of this kind ("events", "articles") in an export format; a feed's id is the view's own address. Raises AskedError
    for a format that cannot tell them."""
    known = formats_of(of)
    if format not in known:
        raise AskedError("error_none", name=format, known=", ".join(("json", *known)))
    chosen = FORMATS[format]
    file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115 closed by the stream, which outlives this call
    if chosen.binary:
        chosen.write(answers, file)
    else:
        text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="")
        view = here(request, **{"as": None})
        feed = (urn(f"feed:{view}"), safe(f"sumber: {view}")) if chosen.feed else ()
        chosen.write(map(ENTRIES[of], answers) if chosen.feed else answers, text, *feed)
        text.flush()
        text.detach()
    file.seek(0)
    media, suffix = MEDIA.get(format, LINES)
    return _file(_chunks(file), media, f"{name}.{suffix}")


def formats_of(of: str) -> tuple[str, ...]:
    """The export formats that tell "events", or "articles"."""
    return tuple(name for name, format in FORMATS.items() if of in format.tells)


def links_to(request: Request, *names: str) -> list[tuple[str, str]]:
    """The view as a file under each of these names: its address with ?as=."""
    return [(name, here(request, **{"as": name})) for name in names]


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _file(content: Iterator[str] | Iterator[bytes], media: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(content, media_type=media, headers=headers)
