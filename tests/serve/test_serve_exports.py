"""Exports over the network: what `sumber export` writes, written while it is read."""

from __future__ import annotations

import gc
import io
import threading
from typing import TextIO

import pytest
from fastapi.testclient import TestClient

from sumber.archive.store import Archive
from sumber.export import FORMATS, export
from sumber.serve.api import exports


class Both(io.TextIOWrapper):
    """A stream of text whose bytes can be read back."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def written(self) -> bytes:
        """What has been written so far."""
        self.flush()
        return self.buffer.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("small", [0, 20])
def test_an_export_is_what_the_command_writes(
    many: TestClient, store: Archive, format: str, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "SMALL", small)
    for of in FORMATS[format].tells:
        asked = {"since": "2025-03-01", "limit": 20} | ({"copies": False} if of != "stories" else {})
        out = Both()
        export(store, format, out, of, **asked)
        params = {name: str(value).lower() for name, value in asked.items()} | {"of": of}
        response = many.get(f"/v1/exports/{format}", params=params)
        assert response.status_code == 200, response.text
        assert response.content == out.written()
        media, suffix = exports.MEDIA.get(format, exports.LINES)
        assert response.headers["content-type"] == media
        assert response.headers["content-disposition"] == f'attachment; filename="{of}.{suffix}"'
        del params["of"]
        assert many.get(f"/v1/{of}", params=params | {"format": format}).content == response.content


def test_without_a_limit_everything_is_told(many: TestClient) -> None:
    assert many.get("/v1/events?format=plover").text.count("\n") == 300
    assert many.get("/v1/exports/csv?type=AID&story=story_1").text.count("\r\n") >= 1


def test_what_cannot_be_exported_is_told_before_anything_is(many: TestClient) -> None:
    for path in ("exports/gdelt?of=stories", "exports/atom?of=stories&recipient=x", "stories?format=csv"):
        refused = many.get(f"/v1/{path}")
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


def test_only_so_many_exports_run_at_once(many: TestClient) -> None:
    for _ in range(exports.AT_ONCE):
        assert exports._running.acquire(blocking=False)
    try:
        refused = many.get("/v1/exports/csv")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert many.get("/v1/exports/csv?limit=1").status_code == 200  # a small one waits for nobody
    finally:
        exports._running.release(exports.AT_ONCE)
    for _ in range(exports.AT_ONCE + 1):
        assert many.get(f"/v1/exports/csv?limit={exports.SMALL + 1}").status_code == 200


def test_a_writer_waits_for_its_reader_and_ends_when_that_has_gone() -> None:
    written, ended = [0], threading.Event()

    def write(out: TextIO) -> int:
        while True:
            written[0] += out.write("x" * 1_000)

    stream = exports.piped(write, ended.set)
    assert next(stream).startswith(b"xxx")
    assert not ended.wait(0.2)
    assert written[0] < 1_000_000
    del stream
    gc.collect()
    assert ended.wait(10)


def test_an_export_that_fails_on_the_way_breaks_off() -> None:
    def write(out: TextIO) -> int:
        out.write("half")
        raise ValueError("boom")

    stream = exports.piped(write, lambda: None)
    assert next(stream) == b"half"
    with pytest.raises(ValueError, match="boom"):
        next(stream)
