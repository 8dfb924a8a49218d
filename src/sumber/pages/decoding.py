"""Bytes to characters: byte order mark, the charset a page declares, UTF-8, and what pages mean by saying nothing."""

from __future__ import annotations

import codecs
import re

from sumber.pages.guessing import guess, is_foreign

_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|^\s{0,20}<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MARKS = tuple(mark for mark, _ in _BOMS)
"""The byte order marks that a page may begin with."""
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
            "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
            "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "iso-8859-9": "cp1254", "tis-620": "cp874"}  # fmt: skip
"""Names that browsers read as the wider code page of the same family (WHATWG Encoding Standard)."""
_KNOWN = frozenset((
    "utf-8", *(f"cp{number}" for number in (866, 874, 932, 949, *range(1250, 1259))), *(f"iso8859-{n}" for n in range(2, 17)),
    "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp",
))  # fmt: skip
"""The codecs of charsets that browsers know. Python knows more that no page is written in: with "punycode" a small page takes
minutes, with "unicode_escape" it smuggles in control characters."""

MAX_BROKEN = 0.002
"""Share of characters that may be undecodable before the encoding counts as unknown."""


def decode(data: bytes) -> str | None:
    """The page's characters, without a byte order mark; None where no encoding makes sense of the bytes."""
    found = decode_named(data)
    return found[0] if found else None


def utf8_of(data: bytes) -> bytes | None:
    """The same as UTF-8: nearly always the very bytes given, which are quicker to cut up than a string of wide characters."""
    if not data.startswith(codecs.BOM_UTF8):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data
    text = decode(data)
    return None if text is None else text.encode("utf-8", "replace")


def decode_named(data: bytes) -> tuple[str, str, int] | None:
    """The page's characters, the codec that read them, and the bytes of the byte order mark before them."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _named(_lenient(data[len(mark) :], name), name, len(mark))
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared and declared != "utf-8":
        found = _named(_lenient(data, declared), declared)
        if found:
            return found
    found = _named(_lenient(data, "utf-8"), "utf-8")
    # Broken bytes in a text that is ASCII otherwise are letters of a Western page, not broken UTF-8.
    if (found and not found[0].replace("\ufffd", "").isascii()) or _controls(data):
        return found
    if is_foreign(data):
        # As Western letters it would be read without an error, and every word of it would be wrong.
        codec = guess(data)
        return _named(_lenient(data, codec), codec) if codec else None
    return _named(_lenient(data, "cp1252"), "cp1252")


def _named(text: str | None, name: str, mark: int = 0) -> tuple[str, str, int] | None:
    return None if text is None else (text, name, mark)


def _declared(data: bytes) -> str | None:
    """The codec of the charset named in the first 4,096 bytes, where browsers know it."""
    found = _CHARSET.search(data[:4096])
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    try:
        codec = codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return None
    return codec if codec in _KNOWN else None


def _lenient(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError, AssertionError):
        return None
    return text if text.count("\ufffd") <= MAX_BROKEN * len(text) else None


def _controls(data: bytes) -> bool:
    """Are there more control bytes than any text holds?"""
    head = data[:65536]
    return sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), 127)) > len(head) * 0.005
