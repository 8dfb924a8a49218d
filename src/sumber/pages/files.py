"""Pages from files: finding them, unpacking them within limits, and telling HTML from text by looking at the bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from sumber.pages.archives import saved_from, unpack
from sumber.types import Page, Refusal

MAX_BYTES = 20 * 1024 * 1024
"""Unpacked size beyond which a page is refused: the longest of 800 news pages measured was 3 MB."""

SUFFIXES = (".html", ".htm", ".txt", ".html.gz", ".htm.gz", ".txt.gz", ".mhtml", ".mht")

_LOOK = 4096
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x7fELF", b"bplist00", b"{\\rtf", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32)))
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|!--|html|head|body|meta|title|div|p|article|section|script|table|span|h1)\b", re.I)
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.I)

MANY_TAGS = 5
"""Tags that a text which does not begin with one may mention and still be a text: a report on a script that was let through."""


def find_pages(paths: Iterable[str | Path]) -> Iterator[Path | Refusal]:
    """The files that `paths` name, folders walked in sorted order. A path that is missing, or a folder that holds no page, is a
    Refusal; a file named outright is given whatever its suffix."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = sorted(x for x in path.rglob("*") if x.name.lower().endswith(SUFFIXES) and x.is_file())
            if found:
                yield from found
            else:
                yield Refusal(str(given), "no-pages", f"no {', '.join(SUFFIXES[:3])} (or .gz of these) in this folder")
        elif path.is_file():
            yield path
        elif path.exists():
            # A pipe or device may never end, or never begin: no page is kept in one.
            yield Refusal(str(given), "unreadable", "neither a file nor a folder")
        else:
            yield Refusal(str(given), "missing", "no such file or folder")


def read_page(path: str | Path, url: str | None = None) -> Page | Refusal:
    """The page in one file, unpacked if gzipped; a Refusal where it is missing, empty, binary or larger than MAX_BYTES."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Refusal(str(path), "missing", "no such file or folder")
    except OSError as error:
        return Refusal(str(path), "unreadable", error.strerror or "the file cannot be read")
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as unpacked:
                data = unpacked.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            return Refusal(str(path), "unreadable", "the gzip file is damaged or cut off")
    return page_of(data, str(path), url)


def page_of(data: bytes, input: str, url: str | None = None) -> Page | Refusal:
    """Bytes from anywhere as a Page named `input`, with the page in a browser's archive in place of the archive; a Refusal
    where they are empty, binary or more than MAX_BYTES. A browser's note gives an address that is not given."""
    if len(data) > MAX_BYTES:
        return Refusal(input, "too-large", f"more than {MAX_BYTES // 1024 // 1024} MB unpacked")
    saved = unpack(data)
    if saved:
        data, address = saved
        url = url or address
    if not data.strip():
        return Refusal(input, "empty", "no bytes but white space")
    if _is_binary(data):
        return Refusal(input, "binary", "neither HTML nor text")
    return Page(input, url or saved_from(data), data, hashlib.sha256(data).hexdigest(), _media_type(data))


def _is_binary(data: bytes) -> bool:
    """Magic numbers, or control bytes that no text holds."""
    if data.startswith(_BOMS):
        return False
    head = data[:_LOOK]
    return head.startswith(_MAGIC) or len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 50


def _media_type(data: bytes) -> Literal["text/html", "text/plain"]:
    head = data[:_LOOK]
    if head.startswith(_BOMS):
        head = head.replace(b"\x00", b"")
    if _OPENING.match(head) and _MARKUP.search(head):
        return "text/html"
    tags = len(_MARKUP.findall(head)) + len(re.findall(rb"</[a-zA-Z]", data[: 16 * _LOOK]))
    return "text/html" if tags > MANY_TAGS else "text/plain"
