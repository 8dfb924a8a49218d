"""Finding, unpacking and decoding pages."""

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.pages import files
from sumber.pages.decoding import decode, decode_named
from sumber.pages.files import find_pages, page_of, read_page
from sumber.types import Page, Refusal

HTML = "<!doctype html><html><head><title>Pasar Melati dibuka</title></head><body><p>Pasar itu dibuka.</p></body></html>"


def test_folders_are_walked_in_order_and_other_files_left_out(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt.gz", "c.pdf", "e.mhtml", "sub/d.HTM"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = list(find_pages([tmp_path, tmp_path / "c.pdf"]))
    assert [path.name for path in found if isinstance(path, Path)] == ["a.txt.gz", "b.html", "e.mhtml", "d.HTM", "c.pdf"]


def test_what_is_not_there_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reasons = [x.reason for x in find_pages([tmp_path / "nowhere", tmp_path / "empty"]) if isinstance(x, Refusal)]
    assert reasons == ["missing", "no-pages"]
    refusal = read_page(tmp_path / "nowhere")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "missing"
    assert isinstance(read_page(tmp_path), Refusal)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (refusal,) = find_pages([tmp_path / "pipe.html"])
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "unreadable"


def test_gzip_is_unpacked_and_a_bomb_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(HTML.encode()))
    page = read_page(tmp_path / "page.html.gz", "https://harian.example/1")
    assert isinstance(page, Page)
    assert (page.data.decode(), page.media_type, page.url) == (HTML, "text/html", "https://harian.example/1")
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"a" * (files.MAX_BYTES + 1000)))
    bomb = read_page(tmp_path / "bomb.html.gz")
    assert isinstance(bomb, Refusal)
    assert bomb.reason == "too-large"
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(HTML.encode() * 50)[:-30])
    cut = read_page(tmp_path / "cut.html.gz")
    assert isinstance(cut, Refusal)
    assert cut.reason == "unreadable"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "binary"),
        (b"%PDF-1.7 stream", "binary"),
        (b"{\\rtf1\\ansi Pasar dibuka}", "binary"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_no_page_is_made_of_nothing_or_of_pictures(data: bytes, reason: str) -> None:
    page = page_of(data, "x.html")
    assert isinstance(page, Refusal)
    assert page.reason == reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (HTML.encode(), "text/html"),
        (HTML.encode("utf-16"), "text/html"),
        (b"<div><p>Tanpa kepala.</p></div>", "text/html"),
        (b"Harga x < y dan y > z, kata Bu Rini.\n\nBaris kedua.", "text/plain"),
        ("Judul\n\n«Kutipan» — selesai.".encode(), "text/plain"),
        (b"Celah di aplikasi\n\nTag <script> dan <p> tidak disaring, kata Dimas.", "text/plain"),
        (b"Judul\n<p>Satu.</p><p>Dua.</p><p>Tiga.</p>", "text/html"),
    ],
)
def test_html_is_told_from_text_by_looking(data: bytes, kind: str) -> None:
    page = page_of(data, "misnamed.dat")
    assert isinstance(page, Page)
    assert page.media_type == kind


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffñandú".encode(), "ñandú"),
        ("ñandú".encode("utf-16"), "ñandú"),
        (b'<meta charset="iso-8859-1">caf\xe9 \x93x\x94', '<meta charset="iso-8859-1">café “x”'),
        ('<meta http-equiv=a content="text/html; charset=windows-1251">мир'.encode("cp1251"), "мир"),
        (b"<meta charset=utf-8>caf\xe9 tanpa label", "café tanpa label"),
        (b"<meta charset=no-such-thing>ma\xf1ana", "mañana"),
    ],
)
def test_encodings_are_found(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert decoded.endswith(text)


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "raw-unicode-escape", "utf-7", "hz", "cp037", "utf-16"]
)
def test_a_page_chooses_no_codec_that_browsers_do_not_know(charset: str) -> None:
    # Punycode takes time by the square: minutes for these bytes.
    page = f'<meta charset="{charset}">'.encode() + b"\\x1b ma\xf1ana +ADw-" + b"b9" * 50_000
    found = decode_named(page)
    assert found is not None
    assert found[0].startswith(f'<meta charset="{charset}">\\x1b mañana +ADw-b9b9')
    assert found[1] == "cp1252"


def test_a_broken_byte_does_not_cost_the_page() -> None:
    assert decode(("pagi " * 2000).encode() + b"\xff") is not None


def test_noise_has_no_encoding() -> None:
    noise = bytes((i * 37 + i // 7) % 31 + 1 for i in range(3000)) + b"\x81\x8d\x9d" * 40
    assert decode(noise) is None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    page = page_of(data, "x")
    assert isinstance(page, (Page, Refusal))
    assert decode(data) is None or isinstance(decode(data), str)
