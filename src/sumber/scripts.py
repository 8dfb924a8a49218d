"""What makes up a word in any script: letters, the marks that combine with them, and letters that are written without blanks.

The constants are the inside of a regular expression's brackets: `[{MARKS}]`, `[^\\W_{TOGETHER}]`.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

WRITTEN_TOGETHER = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""First and last code points of the scripts that part no words by blanks: Thai, Lao, Burmese, Khmer, Kana, Han."""


_LAST_MARK = 0x12000
"""Beyond lie the marks of musical notes, signed languages and emoji."""


def _marks() -> str:
    """Vowel signs, viramas, accents and the joiners within words (zero-width joiner and non-joiner)."""
    found = [point for point in range(0x300, _LAST_MARK) if unicodedata.category(chr(point)) in ("Mn", "Mc")]
    runs = groupby(enumerate([*found, 0x200C, 0x200D]), key=lambda pair: pair[1] - pair[0])
    ends = [[point for _, point in run] for _, run in runs]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in ends)


MARKS = _marks()
"""Characters that `\\w` does not take for parts of words, though a word goes on with them: Hindi "रूस" has one in its middle."""

TOGETHER = "".join(f"{chr(first)}-{chr(last)}" for first, last in WRITTEN_TOGETHER)
"""Letters of scripts that part no words by blanks: where a word ends in them no rule of characters can tell."""

APOSTROPHE = "(?:(?<=[\u0400-\u04ff])['’](?=[\u0400-\u04ff]))"
"""A pattern, not of brackets: an apostrophe between two Cyrillic letters is a part of the word (Ukrainian "прем'єр")."""

WORD = f"[^\\W_]+(?:(?:[{MARKS}]+|{APOSTROPHE})[^\\W_]*)*"
"""A pattern: a word of letters, marks and digits. Of letters that are written together it is all up to the next sign."""

PIECE = f"[\u30a1-\u30fa\u30fc]+|[{TOGETHER}][{MARKS}]*|[^\\W_{TOGETHER}]+(?:(?:[{MARKS}]+|{APOSTROPHE})[^\\W_{TOGETHER}]*)*"
"""A pattern: a word, a run of Katakana, or a single one of the other letters that are written together."""


def in_word(character: str) -> bool:
    """Is it a letter, a digit, or a mark that combines with one?"""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def written_together(character: str) -> bool:
    """Is it of a script that parts no words by blanks?"""
    return any(low <= ord(character) <= high for low, high in WRITTEN_TOGETHER)
