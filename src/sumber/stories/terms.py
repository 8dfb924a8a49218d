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
_NAME = re.compile(r"(?<!\w)[^\W_0-9a-z]\w\w+")  # what else has no case falls to the letter's own
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


@functools.lru_cache(maxsize=65_536)
def _term(word: str) -> tuple[str, float]:
    """The term of a word, and the share of documents that may hold the word."""
    return unaccented(word)[:_WORD_LETTERS], document_share(word)


def split_words(text: str) -> list[str]:
    """The words of `text`; character pairs where a script knows no spaces."""
    words: list[str] = _WORD.findall(text)
    if text.isascii() or not _UNSPACED.search(text):
        return words
    return [piece for word in words for piece in (_pairs(word) if _UNSPACED.match(word) else (word,))]


def _pairs(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(max(1, len(word) - 1))]


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        word = match.group()
        if word[0] == word[0].lower():
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
    words: dict[str, int] = {}
    names: dict[str, int] = {}
    shares: dict[str, float] = {}
    for part, weight in ((title, _TITLE_COUNT), (text, 1)):
        for word, times in Counter(split_words(part)).items():
            term, share = _term(word)
            words[term] = words.get(term, 0) + weight * times
            if share > shares.get(term, 0.0):
                shares[term] = share
        for name, times in Counter(_names(part)).items():
            term = "^" + unaccented(name)[:_NAME_LETTERS]
            names[term] = names.get(term, 0) + times
            shares[term] = max(shares.get(term, 0.0), document_share(name))
    numbers = Counter(_numbers(f"{title}\n{text}"))
    return Terms(words, names, numbers, {**shares, **dict.fromkeys(numbers, NUMBER_SHARE)})
