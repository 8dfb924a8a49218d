"""Addresses that pages give, made fit to stand in a link."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, urlsplit

_NO_URL = frozenset('<>"\\^`{|}')


def link(url: str | None) -> str | None:
    """An address that may stand in a link: http or https with a host, what no address may hold percent-encoded. None for any
    other, "javascript:" among them, and for one that shows a name before its own host ("https://known.example@evil.example")."""
    written = "".join(quote(c, errors="replace") if _encoded(c) else c for c in (url or "").strip())
    try:
        parts = urlsplit(written)
        return written if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None
    except ValueError:
        return None


def _encoded(character: str) -> bool:
    return character in _NO_URL or unicodedata.category(character)[0] in "CZ"
