"""The words, names and numbers by which two reports are told to be of one story, in any script.

No list of words of any language stands here: names are told by their capital letters, rarity by counting. Terms stand
without case and accents, cut to a few letters, so that "Zelensky" meets "Zelenskyy" and an inflected form meets the plain one.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sumber.caseless import unaccented
from sumber.stories.vocabulary import document_share
from sumber.types import Document

TEXT_LIMIT = 4000
"""Characters of a text, and of a title, that are read for its terms: what a report is about stands at its beginning."""
_WORD_LETTERS, _NAME_LETTERS = 5, 6
_TITLE_COUNT = 2
NUMBER_SHARE = 0.01
"""The share of documents that a number is expected in: years and round numbers soon show more of themselves in a stream."""

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<!\w)[^\W_0-9a-z]\w\w+")  # what else has no case falls to the letter's own
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_JOINER = "\u200d"  # stands inside words of Indic scripts
# Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han): pairs of characters stand for words.
_UNSPACED_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
_RUNS = re.compile(f"([{_UNSPACED_LETTERS}]+)|[^{_UNSPACED_LETTERS}]+")
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
    if text.isascii():
        return _WORD.findall(text)
    mark, marked = _marked()
    words: list[str] = (marked if mark.search(text) else _WORD).findall(text)
    if not _UNSPACED.search(text):
        return words
    runs = [run for word in words for run in _RUNS.finditer(word)]
    return [piece for run in runs for piece in (_pairs(run[1]) if run[1] else (run[0],))]


@functools.cache
def _marked() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A mark that belongs to the letter before it (a vowel sign of Hindi, an accent by itself), and a word that may hold some:
    for Python they are no letters, and would end the word."""
    letters = map(chr, range(0x300, 0x10000))  # with those beyond it takes five times as long to search
    runs = (list(run) for marks, run in groupby(letters, lambda one: unicodedata.category(one)[0] == "M") if marks)
    marks = "".join(f"{run[0]}-{run[-1]}" for run in runs) + _JOINER
    return re.compile(f"[{marks}]"), re.compile(rf"\w[\w{marks}]*")


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
    title, text = (document.title or "")[:TEXT_LIMIT], document.text[:TEXT_LIMIT]
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
