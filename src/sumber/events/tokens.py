"""Sentences as tokens: words (with inner hyphens), letters of scripts that write words together, and single signs, each with
its place in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sumber.scripts import PIECE
from sumber.types import Span

# An English possessive and a number with its separators are tokens of their own; every other sign stands alone.
_TOKEN = re.compile(rf"[A-Z](?:\.[A-Z])+\.?(?!\w)|\d+(?:[.,:/]\d+)*|['’]s\b|(?:{PIECE})(?:-(?:{PIECE}))*|[^\w\s]|_")
# Longer "sentences" are tables or attacks; what stands beyond is not coded. News sentences stay below 120 tokens.
MAX_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign, `lower` its lower-case form; start and end are code points in the document."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Does it start with a letter?"""
        return self.text[0].isalpha()


def tokenize(sentence: Span) -> tuple[Token, ...]:
    """The tokens of a sentence, at most MAX_TOKENS."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence.text):
        if len(tokens) == MAX_TOKENS:
            break
        text = match.group()
        tokens.append(Token(sentence.start + match.start(), sentence.start + match.end(), text, text.lower()))
    return tuple(tokens)
