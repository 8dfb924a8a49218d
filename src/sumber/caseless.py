"""Forms under which texts are compared whatever their case: without accents, or with their letters and digits alone.

Names in word lists have a key of their own (`knowledge.match.token_key`), and so has the search index (`archive.words.fold`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALPHANUMERIC = re.compile(r"[^\W_]+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


@lru_cache(maxsize=200_000)
def unaccented(word: str) -> str:
    """`word` casefolded and without accents: its compatibility decomposition (NFKD) less the combining marks of any script; a
    word of nothing else stays as it is."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)) or word


def alphanumeric(text: str) -> str:
    """The letters and digits of `text`, casefolded, all else left out: for comparing names and titles however they are set."""
    return text.translate(_ASCII) if text.isascii() else "".join(_ALPHANUMERIC.findall(text.casefold()))
