"""Pages that browsers saved: in one file with their pictures, or with a note of their address."""

from __future__ import annotations

from base64 import encodebytes
from quopri import encodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.pages.archives import saved_from, unpack
from sumber.pages.files import page_of
from sumber.types import Page

HTML = (
    "<!DOCTYPE html><html><head><title>Dermaga</title></head><body><p>“Dermaga ini milik warga,” kata lurah.</p></body></html>"
)
ADDRESS = "https://kabarulu.example/2025/05/17/dermaga"


def archive(html: bytes, coding: str = "quoted-printable", charset: str = "", first: str = "") -> bytes:
    body = encodestring(html) if coding == "quoted-printable" else encodebytes(html) if coding == "base64" else html
    kind = f"text/html{f'; charset={charset}' if charset else ''}"
    head = (
        "From: <Saved by a browser>\r\nSubject: Dermaga\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--Batas--9--"\r\n\r\n\r\n'
        f"{first}----Batas--9--\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n"
        f"Content-Location: {ADDRESS}\r\n\r\n"
    )
    tail = (
        "\r\n----Batas--9--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----Batas--9----\r\n"
    )
    return head.encode() + body + tail.encode()


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_the_page_in_an_archive_is_read_with_its_address(coding: str) -> None:
    page = page_of(archive(HTML.encode(), coding), "simpan.mhtml")
    assert isinstance(page, Page)
    assert page.data.decode().strip() == HTML
    assert (page.url, page.media_type) == (ADDRESS, "text/html")


def test_styles_may_come_before_the_page() -> None:
    first = "----Batas--9--\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n"
    page = page_of(archive(HTML.encode(), first=first), "simpan.mht")
    assert isinstance(page, Page)
    assert page.data.decode().strip() == HTML


def test_the_archive_may_name_the_charset() -> None:
    found = unpack(archive("<p>Жители улицы Садовой</p>".encode("cp1251"), charset="windows-1251"))
    assert found is not None
    assert found[0].decode().strip() == "<p>Жители улицы Садовой</p>"


def test_an_address_that_is_given_stands() -> None:
    page = page_of(archive(HTML.encode()), "simpan.mhtml", "https://lain.example/1")
    assert isinstance(page, Page)
    assert page.url == "https://lain.example/1"


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: Undangan\r\n\r\nDatanglah ke balai desa.",
        b"Date: besok\n\nContent-Type: multipart/related; boundary=x\n\n--x\n",
        b"From: a\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nsaja\r\n",
        HTML.encode(),
    ],
)
def test_other_texts_are_left_as_they_are(data: bytes) -> None:
    assert unpack(data) is None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 500))
def test_no_damage_makes_unpacking_fail(noise: bytes, at: int) -> None:
    whole = archive(HTML.encode(), "base64")
    unpack(whole[:at] + noise + whole[at:])
    unpack(whole[:at])


def test_a_browser_s_note_gives_the_address() -> None:
    noted = b"<!DOCTYPE html>\n<!-- saved from url=(0043)" + ADDRESS.encode() + b" -->\n" + HTML.encode()
    page = page_of(noted, "Dermaga.html")
    assert isinstance(page, Page)
    assert page.url == ADDRESS
    assert saved_from(b"<!-- saved from url=(0014)about:internet -->") is None
    assert saved_from(HTML.encode()) is None
