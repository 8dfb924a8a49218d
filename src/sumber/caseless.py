"""Forms under which texts are compared whatever their case: without accents, or with their letters and digits alone.

Names in word lists have a key of their own (`knowledge.match.token_key`), and so has the search index (`archive.words.fold`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ODD = re.compile(r"[^\x00-\x7f\w]")
_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
LONG = 1_000
"""Characters from which a text is too long to be remembered."""


@lru_cache(maxsize=65_536)
def unaccented(word: str) -> str:
    """`word` casefolded and without accents: its compatibility decomposition (NFKD) less the combining marks of any script; a
    word of nothing else stays as it is."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)) or word


def alphanumeric(text: str) -> str:
    """The letters and digits of `text`, casefolded, all else left out: for comparing names and titles however they are set."""
    return _remembered(text) if len(text) < LONG else _alphanumeric(text)


def _alphanumeric(text: str) -> str:
    # Bytes lose their marks of ASCII, which most are, many times as fast as characters.
    kept = text.casefold().encode("utf-8", "surrogatepass").translate(None, _MARKS).decode("utf-8", "surrogatepass")
    return kept if kept.isascii() or kept.isalnum() else _ODD.sub("", kept)


_remembered = lru_cache(maxsize=256)(_alphanumeric)
"""The same, remembered: one title or name is compared with several."""
