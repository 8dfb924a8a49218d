"""Which reports copy which: exact copies, and copies that were cut, edited, retitled or updated.

Compared is prose alone: quoted words, photo captions, short lines and lines that a site repeats under many texts make no
copy. A text is a copy of an earlier one where most of the shorter one's sentences derive from the longer one, and the
longer one is shared as much, or from its beginning on: a digest that holds another text among its items is no copy.
Streamed, with a window: the last `window` texts can be copied, memory is bounded by them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sumber.caseless import unaccented
from sumber.stories.shingles import Hashes, ShingleIndex
from sumber.stories.standing import State, joined, parted
from sumber.stories.terms import split_words
from sumber.stories.weighed import word_hash
from sumber.types import Document

WINDOW = 20_000
"""Texts that a new one is compared with."""
_TEXT_LIMIT = 40_000
_SHINGLE = 3
_SAMPLE = 4  # one shingle in four is indexed: two shared ones find a pair that shares eight
_SHARED = 2
_CROWDED = 400  # a shingle that stands in more texts than this, most of which copy no other, is furniture and finds nobody
_UNIT_WORDS = 5
_FURNITURE_TEXTS = 6  # texts of different origin under which a line must stand to be furniture
# A sentence derives from a text that holds this share of its shingles: of twenty words, six or seven in a row.
_DERIVED = 0.25
# A copy: this share of the shorter text derives from the longer one, and either
_MOST = 0.5
# as much of the longer one is shared too (an update), or
_UPDATE = 0.35
# the longer one is shared from its beginning on, and the shorter one to its end (a cut): a digest holds another text's
# beginning somewhere in its middle. Positions are shares of a text's words.
_BEGINNING, _END = 0.20, 0.70
_CANDIDATES = 16  # texts compared in full, those that share most first

_PIECES = re.compile(r"[^.!?。！？\n]+[.!?。！？]*")
_QUOTED = re.compile(r'"[^"\n]{1,600}"|“[^”\n]{1,600}”|«[^»\n]{1,600}»|「[^」\n]{1,600}」')
_CODE = re.compile(r"[{}<>;=|]")
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


@functools.cache
def _caption_marks() -> re.Pattern[str]:
    """Matches a photo credit in a line without capitals; the marks stand in data/captions.toml."""
    with files("sumber.stories").joinpath("data/captions.toml").open("rb") as file:
        marks = tomllib.load(file)["marks"]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted({re.escape(mark.lower()) for mark in marks})) + r")(?!\w)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it is kept: shingle hashes in reading order, how many each of its sentences holds, a hash of each sentence, and
    how many shingles differ."""

    shingles: Hashes
    sizes: npt.NDArray[np.int64]
    sentences: npt.NDArray[np.uint64]
    distinct: int

    def ordered(self) -> Hashes:
        """Its shingles, sorted, each once."""
        return np.unique(self.shingles)


def _sentences(text: str) -> Iterator[list[str]]:
    marks = _caption_marks()
    for line in text[:_TEXT_LIMIT].split("\n"):
        if marks.search(line.lower()) or 20 * len(_CODE.findall(line)) > len(line):
            continue
        for match in _PIECES.finditer(_QUOTED.sub(" ", line)):
            words = [unaccented(word) for word in split_words(match.group())]
            if len(words) >= _UNIT_WORDS:
                yield words


def read_prose(text: str) -> Prose:
    """The prose of a text, hashed."""
    parts, sentences = [], []
    for words in _sentences(text):
        hashes = np.array([word_hash(word) for word in words], np.uint64)
        count = len(words) - _SHINGLE + 1
        mixed = sum((hashes[k : k + count] * _MULTIPLIERS[k] for k in range(_SHINGLE)), np.zeros(count, np.uint64))
        parts.append((mixed ^ (mixed >> np.uint64(29))).astype(np.uint32))
        sentences.append(word_hash(" ".join(words)))
    sizes = np.array([len(part) for part in parts], np.int64)
    return _prose(np.concatenate(parts) if parts else np.zeros(0, np.uint32), sizes, np.array(sentences, np.uint64))


def _prose(shingles: Hashes, sizes: npt.NDArray[np.int64], sentences: npt.NDArray[np.uint64]) -> Prose:
    return Prose(shingles, sizes, sentences, len(np.unique(shingles)))


def derived(text: Prose, ordered: Hashes) -> npt.NDArray[np.bool_]:
    """Which sentences of `text` derive from the text of which these are the shingles, sorted."""
    if not len(text.shingles) or not len(ordered):
        return np.zeros(len(text.sizes), np.bool_)
    at = np.minimum(np.searchsorted(ordered, text.shingles), len(ordered) - 1)
    held = (ordered[at] == text.shingles).astype(np.float64)
    starts = np.concatenate(([0], np.cumsum(text.sizes)[:-1]))
    return np.asarray(np.add.reduceat(held, starts) / text.sizes >= _DERIVED)


def _reached(weights: npt.NDArray[np.int64], part: npt.NDArray[np.int64], share: float) -> float:
    """How far into a text, 0..1 of its words, the given share of `part` of them has been passed."""
    at = int(np.searchsorted(np.cumsum(part), share * part.sum()))
    return float((np.cumsum(weights)[at] - weights[at] / 2) / weights.sum())


class CopyFinder:
    """Finds, for each text of a stream, the earlier text that it copies."""

    def __init__(self, window: int = WINDOW) -> None:
        self.window = window
        self._texts: OrderedDict[int, tuple[str, Prose]] = OrderedDict()
        self._root: dict[int, int] = {}
        self._index = ShingleIndex()
        # The last texts under which a line stands, none a copy of another; nearly always one, which then stands by itself.
        self._lines: dict[int, int | tuple[int, ...]] = {}
        self._latest: dict[str, int] = {}
        self._count = 0

    def add(self, document: Document) -> str | None:
        """The id of the text in the window that `document` copies, None if none. The document joins the window."""
        prose = read_prose(document.text)
        key, self._count = self._count, self._count + 1
        best, source = 0.0, None
        ordered = prose.ordered()
        for candidate in self._candidates(ordered):
            value = self._copied(prose, self._texts[candidate][1], ordered)
            if value > best:
                best, source = value, candidate
        self._root[key] = key if source is None else self._root[source]
        copied = None if source is None else self._told(source, document.id)
        self._remember(key, document.id, prose)
        self._index.add(key, self._sample(ordered), self._oldest())
        return copied

    def state(self) -> State:
        """The texts that may still be copied, and the lines that are known."""
        known = [prose for _, prose in self._texts.values()]
        texts = [[key, self._root[key], id] for key, (id, _) in self._texts.items()]
        under = [self._under(line) for line in self._lines]
        arrays = {
            "shingles": joined([prose.shingles for prose in known], np.uint32),
            "shingle_counts": np.array([len(prose.shingles) for prose in known], np.int64),
            "sizes": joined([prose.sizes for prose in known], np.int64),
            "sentences": joined([prose.sentences for prose in known], np.uint64),
            "sentence_counts": np.array([len(prose.sentences) for prose in known], np.int64),
            "lines": np.array(list(self._lines), np.uint64),
            "line_texts": np.array([key for keys in under for key in keys], np.int64),
            "line_counts": np.array([len(keys) for keys in under], np.int64),
        }
        return State([self._count, texts], arrays)

    def restore(self, state: State) -> None:
        """Puts the finder where `state` was taken."""
        self._count, texts = state.values
        held = state.arrays
        shingles = parted(held["shingles"], held["shingle_counts"])
        sizes, sentences = (parted(held[name], held["sentence_counts"]) for name in ("sizes", "sentences"))
        for (key, root, id), *parts in zip(texts, shingles, sizes, sentences, strict=True):
            prose = _prose(*parts)
            self._texts[key], self._root[key], self._latest[id] = (id, prose), root, key
            self._index.add(key, self._sample(prose.ordered()), self._oldest())
        under = parted(held["line_texts"], held["line_counts"])
        for line, keys in zip(held["lines"].tolist(), under, strict=True):
            self._put_under(line, keys.tolist())

    def _oldest(self) -> int:
        """The number of the first text in the window."""
        return next(iter(self._texts), self._count)

    def _under(self, line: int) -> tuple[int, ...]:
        """The texts under which a line is known to stand."""
        found = self._lines.get(line, ())
        return (found,) if isinstance(found, int) else found

    def _put_under(self, line: int, texts: Sequence[int]) -> None:
        self._lines[line] = texts[0] if len(texts) == 1 else tuple(texts)

    def _told(self, source: int, id: str) -> str | None:
        """The document of which `id` is told to be a copy. One that is given again copies neither itself nor what copies it."""
        found = self._texts.get(self._root[source] if id in self._latest else source)
        return None if found is None or found[0] == id else found[0]

    def _candidates(self, ordered: Hashes) -> list[int]:
        shared = self._index.shared(self._sample(ordered), self._oldest(), _CROWDED, self._root)
        size = len(ordered)
        ranked = sorted(
            (-count / min(size, self._texts[key][1].distinct), key) for key, count in shared.items() if count >= _SHARED
        )
        return [key for _, key in ranked[:_CANDIDATES]]

    def _copied(self, a: Prose, b: Prose, ordered: Hashes) -> float:
        """How much of the shorter text derives from the other, 0 where that makes no copy. `ordered`: shingles of `a`."""
        from_a, from_b = derived(b, ordered), derived(a, b.ordered())
        if a.sizes.sum() <= b.sizes.sum():
            short, long, takes, gives = a, b, from_b, from_a
        else:
            short, long, takes, gives = b, a, from_a, from_b
        weights, others = self._own(short), self._own(long)
        took, gave = weights * takes, others * gives
        if not took.any() or not gave.any():
            return 0.0
        share, back = float(took.sum() / weights.sum()), float(gave.sum() / others.sum())
        cut = _reached(others, gave, 0.1) <= _BEGINNING and _reached(weights, took, 0.9) >= _END
        return share + back / 10 if share >= _MOST and (back >= _UPDATE or cut) else 0.0

    def _own(self, prose: Prose) -> npt.NDArray[np.int64]:
        """Sizes of a text's sentences, furniture counted as nothing."""
        furniture = [len(self._under(line)) >= _FURNITURE_TEXTS for line in prose.sentences.tolist()]
        return np.where(np.array(furniture, np.bool_), 0, prose.sizes)

    @staticmethod
    def _sample(ordered: Hashes) -> Hashes:
        return np.asarray(ordered[ordered % np.uint32(_SAMPLE) == 0])

    def _remember(self, key: int, id: str, prose: Prose) -> None:
        self._texts[key], self._latest[id] = (id, prose), key
        root = self._root[key]
        for line in prose.sentences.tolist():
            others = [text for text in self._under(line) if self._root[text] != root]
            self._put_under(line, [*others, key][-_FURNITURE_TEXTS:])
        while len(self._texts) > self.window:
            self._forget(*self._texts.popitem(last=False))

    def _forget(self, key: int, text: tuple[str, Prose]) -> None:
        id, prose = text
        del self._root[key]
        if self._latest[id] == key:
            del self._latest[id]
        for line in set(prose.sentences.tolist()):
            if kept := [other for other in self._under(line) if other != key]:
                self._put_under(line, kept)
            else:
                del self._lines[line]
