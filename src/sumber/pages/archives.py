"""Pages that browsers saved: out of an archive with their pictures (MHTML, RFC 2557), and the address that they note."""

from __future__ import annotations

import codecs
import re
from base64 import b64decode
from email.message import Message
from email.parser import BytesHeaderParser
from quopri import decodestring

_OPENS = re.compile(
    rb"\s{0,20}(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location|Content-Type|Content-Location):[ \t]", re.I
)
_END = re.compile(rb"\r?\n\r?\n")

_SAVED = re.compile(rb"<!--\s{0,3}saved from url=\(\d{4}\)(https?://[^\s<>\"]{4,2000}?)\s{0,3}-->", re.I)

MAX_HEAD = 16_384
"""Bytes of the longest head of an archive, or of a part of it, that is read."""

MAX_PARTS = 20
"""Parts that are looked through for the page, which comes first or right behind its styles."""


def unpack(data: bytes) -> tuple[bytes, str | None] | None:
    """The page in a saved archive, in UTF-8 where the archive names another charset, and its address; None where the bytes
    are no archive or hold no page."""
    if not _OPENS.match(data):
        return None
    head = _headers(data, 0)
    boundary = head[0].get_boundary() if head and head[0].get_content_type() == "multipart/related" else None
    if not head or not boundary:
        return None
    mark = b"--" + boundary.encode("ascii", "ignore")
    at = data.find(mark, head[1])
    for _ in range(MAX_PARTS):
        part = _headers(data, at + len(mark)) if at >= 0 else None
        if not part:
            return None
        end = data.find(mark, part[1])
        if part[0].get_content_type() == "text/html":
            address = head[0]["Snapshot-Content-Location"] or part[0]["Content-Location"] or ""
            return _page(part[0], data[part[1] : end if end >= 0 else None]), _web(str(address))
        at = end
    return None


def saved_from(data: bytes) -> str | None:
    """The address that a browser notes in a comment at the head of a page it saves (the "Mark of the Web")."""
    found = _SAVED.search(data, 0, MAX_HEAD) if b"saved from url" in data[:MAX_HEAD] else None
    return found[1].decode("ascii", "ignore") if found else None


def _headers(data: bytes, start: int) -> tuple[Message, int] | None:
    """The headers that begin at a place, and where what they head begins."""
    found = _END.search(data, start, start + MAX_HEAD)
    if not found:
        return None
    return BytesHeaderParser().parsebytes(data[start : found.start()].lstrip()), found.end()


def _page(head: Message, body: bytes) -> bytes:
    coding = str(head["Content-Transfer-Encoding"] or "").strip().lower()
    if coding == "quoted-printable":
        body = decodestring(body)
    elif coding == "base64":
        # Padded anew, since the archive may be cut off in its midst.
        signs = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        signs = signs[: len(signs) - (len(signs) % 4 == 1)]
        body = b64decode(signs + b"=" * (-len(signs) % 4))
    return _recoded(body, head.get_content_charset())


def _recoded(body: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, where the archive alone says that it is in a code page of one byte a sign."""
    if not charset or not charset.startswith(("windows-125", "iso-8859-", "koi8-")):
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return body.decode(codecs.lookup(charset).name, "replace").encode("utf-8")
        except (LookupError, ValueError):
            return body
    return body


def _web(address: str) -> str | None:
    address = "".join(address.split())
    return address if address.startswith(("http://", "https://")) else None
