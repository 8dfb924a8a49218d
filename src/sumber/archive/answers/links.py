"""Addresses that pages give, made fit to stand in a link."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

_NO_URL = frozenset('<>"\\^`{|}')
_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]*")  # ASCII without those: most addresses


@lru_cache(1_000)  # the facts of an article share its address
def link(url: str | None) -> str | None:
    """An address that may stand in a link: http or https with a host, what no address may hold percent-encoded. None for any
    other, "javascript:" among them, and for one that shows a name before its own host ("https://known.example@evil.example")."""
    written = (url or "").strip()
    if not _PLAIN.fullmatch(written):
        written = "".join(quote(c, errors="replace") if _encoded(c) else c for c in written)
    try:
        parts = urlsplit(written)
        return written if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None
    except ValueError:
        return None


def _encoded(character: str) -> bool:
    return character in _NO_URL or unicodedata.category(character)[0] in "CZ"
