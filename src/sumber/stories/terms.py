"""The words, names and numbers by which two reports are told to be of one story, in any script.

No list of words of any language stands here: names are told by their capital letters, rarity by counting. Terms stand
without case and accents, cut to a few letters, so that "Zelensky" meets "Zelenskyy" and an inflected form meets the plain one.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sumber.caseless import unaccented
from sumber.stories.vocabulary import document_share
from sumber.types import Document

TEXT_LIMIT = 4000
"""Characters of a text that are read for its terms: what a report is about stands at its beginning."""
_WORD_LETTERS, _NAME_LETTERS = 5, 6
_TITLE_COUNT = 2
NUMBER_SHARE = 0.01
"""The share of documents that a number is expected in: years and round numbers soon show more of themselves in a stream."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han): pairs of characters stand for words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
# A capital after one of these opens a sentence or a quote and tells no name.
_OPENERS = frozenset(".!?:\n\"'“”‘’«»—–-¿¡(")


@dataclass(frozen=True, slots=True)
class Terms:
    """How often each term stands in a document, by kind, and how common it is in text at large (`shares`, 0..1). Names begin
    with "^", numbers with "#", so that terms of several kinds may share one table."""

    words: dict[str, int]
    names: dict[str, int]
    numbers: dict[str, int]
    shares: dict[str, float]


@functools.lru_cache(maxsize=200_000)
def _term(word: str) -> tuple[str, float]:
    """The term of a word, and the share of documents that may hold the word."""
    return unaccented(word)[:_WORD_LETTERS], document_share(word)


def split_words(text: str) -> Iterator[str]:
    """The words of `text`; character pairs where a script knows no spaces."""
    for match in _WORD.finditer(text):
        word = match.group()
        if _UNSPACED.match(word):
            yield from (word[i : i + 2] for i in range(max(1, len(word) - 1)))
        else:
            yield word


def _names(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) < 3 or word[0] == word[0].lower():
            continue
        before = text[max(0, match.start() - 2) : match.start()].rstrip(" ")
        if match.start() and (not before or before[-1] not in _OPENERS):
            yield word


def _numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        digits = match.group().replace(".", "").replace(",", "")
        if len(digits) >= 2:
            yield f"#{digits}"


def find_terms(document: Document) -> Terms:
    """The terms of a document's title and of the beginning of its text."""
    title, text = document.title or "", document.text[:TEXT_LIMIT]
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    shares: dict[str, float] = {}
    for part, count in ((title, _TITLE_COUNT), (text, 1)):
        for word in split_words(part):
            term, share = _term(word)
            words[term] += count
            if share > shares.get(term, 0.0):
                shares[term] = share
        for name in _names(part):
            term = "^" + unaccented(name)[:_NAME_LETTERS]
            names[term] += 1
            shares[term] = max(shares.get(term, 0.0), document_share(name))
    numbers = Counter(_numbers(f"{title}\n{text}"))
    return Terms(words, names, numbers, {**shares, **dict.fromkeys(numbers, NUMBER_SHARE)})
