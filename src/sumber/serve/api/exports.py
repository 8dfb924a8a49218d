"""Exports, written while they are read: however large, they take the memory of some hundred rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from threading import BoundedSemaphore, Thread
from typing import Annotated, Any, TextIO

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import BaseModel
from starlette.responses import Response, StreamingResponse

from sumber.export import FORMATS, export
from sumber.serve.api.answering import store_of
from sumber.serve.api.asking import ExportQuestion

router = APIRouter()
AT_ONCE = 4  # each holds a connection and a thread for as long as its client reads
MEDIA: dict[str, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "gdelt": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "gdelt-mentions": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "polecat": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "geojson": ("application/geo+json", "geojson"),
    "atom": ("application/atom+xml; charset=utf-8", "xml"),
    "jsonfeed": ("application/feed+json", "json"),
}
"""Media type and file suffix of each format; of the others, which are JSON Lines, LINES."""
LINES = ("application/jsonl", "jsonl")
SMALL = 200  # rows that are asked for at most: such an export is written whole, and leaves threads to others
_CHUNK = 64 * 1024
_running = BoundedSemaphore(AT_ONCE)
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What was asked for; an export is a file.",
        "content": {media: {} for media, _ in [*MEDIA.values(), LINES]},
    }
}


@router.get("/exports/{format}", response_class=StreamingResponse, responses=FILES)
def exports(
    request: Request,
    format: Annotated[str, Path(json_schema_extra={"enum": [*FORMATS]})],
    asked: Annotated[ExportQuestion, Query()],
) -> Response:
    """All that fits every filter, for other programs: what `sumber export` writes."""
    return exported(request, format, asked.of, asked)


def exported(request: Request, format: str, of: str | None, asked: BaseModel) -> Response:
    """What fits a question, in a format. Raises 404 for an unknown format, 503 while others write as many large exports as may
    be, and what `sumber.export.export` raises before the first row."""
    if format not in FORMATS:
        raise HTTPException(404, f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    filters = asked.model_dump(exclude={"of", "format", "cursor", "judged"})
    filters["include_wrong"] = getattr(asked, "judged", False) or None
    store = store_of(request)
    media, suffix = MEDIA.get(format, LINES)
    name = f"{of or FORMATS[format].tells[0]}.{suffix}"
    headers = {**request.state.caching, "content-disposition": f'attachment; filename="{name}"'}
    if (filters["limit"] or SMALL + 1) <= SMALL:
        return Response(whole(lambda out: export(store, format, out, of, **filters)), 200, headers, media)
    if not _running.acquire(blocking=False):
        raise HTTPException(503, "Other exports are being written; ask again soon.", {"retry-after": "5"})
    stream = piped(lambda out: export(store, format, out, of, **filters), _running.release)
    first = next(stream, b"")
    return StreamingResponse(_again(first, stream), media_type=media, headers=headers)


def whole(write: Callable[[TextIO], int]) -> bytes:
    """All that a function writes."""
    out = TextIOWrapper(BytesIO(), "utf-8", "backslashreplace", newline="")
    write(out)
    out.flush()
    out.seek(0)
    return out.buffer.read()


def piped(write: Callable[[TextIO], int], done: Callable[[], None]) -> Iterator[bytes]:
    """What a function writes, in chunks, as it writes it; it waits while nobody reads, and meets a broken pipe where the reader
    has gone. Raises what the function raises, after what it wrote. `done` is called when it has ended."""
    source, sink = os.pipe()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with os.fdopen(sink, "w", _CHUNK, encoding="utf-8", errors="backslashreplace", newline="") as out:
                write(out)
        except BaseException as error:
            failed.append(error)
        finally:
            done()

    writing = Thread(target=work, name="export", daemon=True)
    writing.start()
    try:
        while chunk := os.read(source, _CHUNK):
            yield chunk
        writing.join()
        if failed:
            raise failed[0]
    finally:
        os.close(source)


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
