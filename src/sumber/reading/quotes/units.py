"""Sentences as the quote finder reads them: tokens of words, punctuation and whole quotations, never cut inside a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sumber.reading.quotes.marks import find_quoted
from sumber.scripts import WORD
from sumber.types import Document, Span

_TOKEN = re.compile(rf"{WORD}(?:[-'’.@/_]+{WORD})*|\w+|[^\w\s]")
# What opens an article before its first words: a place in capitals, a day or a state, an agency, a dash.
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’ -]{0,30}[A-Z\u00c0-\u00de]"
    r"(?:, (?:[A-Z\u00c0-\u00de][\w.]*|\d{1,4})(?: (?:[A-Z\u00c0-\u00de][\w.]*|\d{1,4}|\w{3}\.?|de)){0,3}){0,2}"
    r"(?: ?\([^()\n]{2,40}\))? (?:--|[-–—]) "
)
# A sentence is read so far and no farther, lest a page without any full stop be slow.
_MOST_TOKENS = 400
_LONGEST_DATELINE = 120


class Token(NamedTuple):
    """A word, a punctuation mark, or a quotation with its marks; `low` is its text in lower case ("" for a quotation);
    `width` is the length of a quotation's opening mark."""

    start: int
    end: int
    text: str
    low: str
    kind: Literal["word", "mark", "quote"]
    width: int = 0

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.text[:1].isupper()

    @property
    def named(self) -> bool:
        """Is a quotation so short and unpunctuated that it names something: a nickname, a ship?"""
        return len(self.text.split()) <= 3 and self.text.rstrip("\"“”»«'‘’`")[-1:] not in {",", ".", "?", "!", "…"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that a quotation holds together. `paragraph` counts from 0."""

    tokens: tuple[Token, ...]
    paragraph: int


def read_units(document: Document, sentences: tuple[Span, ...]) -> Iterator[Unit]:
    """The units of the document in order. Sentences only give the cuts: text outside any sentence is read too. A dateline is
    nobody's words."""
    text, offset, cuts = document.text, 0, [s.start for s in sentences]
    at = 0
    for number, paragraph in enumerate(text.split("\n")):
        start, end = offset, offset + len(paragraph)
        offset = end + 1
        if not paragraph.strip():
            continue
        here = []
        while at < len(cuts) and cuts[at] < end:
            here.append(cuts[at])
            at += 1
        dateline = _DATELINE.match(paragraph[:_LONGEST_DATELINE])
        tokens = _tokens(text, start + dateline.end() if dateline else start, end)
        for piece in _pieces(tokens, here):
            yield Unit(tuple(piece[:_MOST_TOKENS]), number)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    position = start
    for opened, closed, width in [*find_quoted(text, start, end), (end, end, 0)]:
        for match in _TOKEN.finditer(text, position, opened):
            word = match.group()
            found.append(Token(match.start(), match.end(), word, word.lower(), "word" if word[0].isalnum() else "mark"))
        if closed > opened:
            found.append(Token(opened, closed, text[opened:closed], "", "quote", width))
        position = closed
    return found


def _pieces(tokens: list[Token], cuts: list[int]) -> Iterator[list[Token]]:
    """Tokens cut where sentences start, but neither inside a quotation nor between a quotation and a small letter."""
    piece: list[Token] = []
    at = 0
    for token in tokens:
        cut = False
        while at < len(cuts) and cuts[at] <= token.start:
            cut = cut or not piece or cuts[at] >= piece[-1].end
            at += 1
        if cut and piece and not _continues(piece[-1], token):
            yield piece
            piece = []
        piece.append(token)
    if piece:
        yield piece


def _continues(last: Token, token: Token) -> bool:
    """Does `token` go on with the sentence of the quotation `last`? A full stop in it ends the sentence, a comma does not."""
    if last.kind != "quote":
        return False
    inner = last.text.rstrip("\"“”»«'’‘`")
    return (token.low[:1].islower() and not token.capital) or token.text in ",;–—―-" or inner[-1:] in {",", "?", "!", "—"}
