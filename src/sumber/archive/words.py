"""Words for the search index: the same character folding for what is indexed, what is asked, and what is shown as found.

Case and accents do not count. Scripts written without spaces (Han, kana, Thai, Lao, Burmese, Khmer) are indexed as pairs of
characters, so that a word of any length is found inside a run of them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_ACCENT = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")


@cache
def _word() -> re.Pattern[str]:
    """One run of letters, digits and their marks; runs of unspaced scripts stand by themselves (in group 1)."""
    marks = "".join(c for c in map(chr, range(0x300, sys.maxunicode)) if unicodedata.category(c) in ("Mn", "Mc"))
    # Most characters are plain letters, taken in one step, or blanks, kept from a slow search of all marks.
    mark = f"(?=[\u0300-\U0010ffff])[{marks}]"
    spaced = f"(?:[0-9A-Za-z]+|(?![{UNSPACED}])(?:[^\\W_]|{mark}))"
    return re.compile(f"{spaced}+|((?:(?=[{UNSPACED}])(?:[^\\W_]|{mark}))+)")


def fold(text: str) -> str:
    """The text folded for search (Unicode's draft report 30): without case and accents, compatibility forms (full width,
    ligatures) made plain. Marks that spell vowels in their script stay."""
    if text.isascii():
        return text.lower()
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare.casefold())


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """The index words of a text with the span of each; a run of an unspaced script gives its pairs, then its last character."""
    for match in _word().finditer(text):
        if match[1] is None:
            yield match.start(), match.end(), fold(match[0])
            continue
        for at in range(match.start(), match.end()):
            end = min(at + 2, match.end())
            yield at, end, fold(text[at:end])


def index_form(text: str | None) -> str:
    """What the index is given for a text."""
    return " ".join(word for _, _, word in words(text or ""))


def _phrase(text: str, prefix: bool) -> tuple[tuple[str, ...], bool]:
    found = list(words(text))
    if found and found[-1][1] - found[-1][0] == 1 and re.match(f"[{UNSPACED}]", text[found[-1][0]]):
        if len(found) == 1:
            return (found[0][2],), True
        found.pop()  # the last character alone is the index's sign of a run's end, which a query must not ask for
    return tuple(word for _, _, word in found), prefix


def phrases(query: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """What a person asks for, as phrases that all must be found: "words in quotes" are one phrase, any other word is one by
    itself; the flag says that the last word may go on (`menembak*`, or a single character of an unspaced script)."""
    asked = (
        _phrase(quoted or plain, bool(plain) and plain.endswith("*"))
        for quoted, plain in re.findall(r'"([^"]*)"?|([^\s"]+)', query)
    )
    return tuple(phrase for phrase in asked if phrase[0])


def match_query(query: str) -> str | None:
    """The query in FTS5's syntax, every word quoted, so that no input is syntax; None where it holds no word."""
    asked = [f'"{" ".join(parts)}"' + ("*" if prefix else "") for parts, prefix in phrases(query)]
    return " ".join(dict.fromkeys(asked)) or None  # a word asked for twice would only cost time


class Sought:
    """The words that a query asks for, to be found in many texts."""

    def __init__(self, query: str) -> None:
        asked = phrases(query)
        self._whole = {word for parts, prefix in asked for word in (parts[:-1] if prefix else parts)}
        self._starts = tuple(parts[-1] for parts, prefix in asked if prefix)

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of a text's words that are asked for, in order, found as they are gone through."""
        for start, end, word in words(text):
            if word in self._whole or (self._starts and word.startswith(self._starts)):
                yield start, end
