"""Which reports copy which: exact copies, and copies that were cut, edited, retitled or updated.

Compared is prose alone: quoted words, photo captions, short lines and lines that a site repeats under many texts make no
copy. A text is a copy of an earlier one where most of the shorter one's sentences derive from the longer one, and the
longer one is shared as much, or from its beginning on: a digest that holds another text among its items is no copy.
Streamed, with a window: the last `window` texts can be copied, memory is bounded by them.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sumber.caseless import unaccented
from sumber.stories.standing import State, joined, parted
from sumber.stories.terms import split_words
from sumber.types import Document

Hashes = npt.NDArray[np.uint64]

WINDOW = 20_000
"""Texts that a new one is compared with."""
_TEXT_LIMIT = 40_000
_SHINGLE = 3
_SAMPLE = 4  # one shingle in four is indexed: two shared ones find a pair that shares eight
_SHARED = 2
_CROWDED = 400  # a shingle that stands in more texts than this is furniture and finds nobody
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


@functools.lru_cache(maxsize=100_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it is compared: shingle hashes in reading order, where its sentences begin among them, how many shingles each
    holds, a hash of each sentence, and all shingles sorted."""

    shingles: Hashes
    starts: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    sentences: Hashes
    ordered: Hashes


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
        hashes = np.array([_word_hash(word) for word in words], np.uint64)
        count = len(words) - _SHINGLE + 1
        mixed = sum((hashes[k : k + count] * _MULTIPLIERS[k] for k in range(_SHINGLE)), np.zeros(count, np.uint64))
        parts.append(mixed ^ (mixed >> np.uint64(29)))
        sentences.append(_word_hash(" ".join(words)))
    sizes = np.array([len(part) for part in parts], np.int64)
    return _prose(np.concatenate(parts) if parts else np.zeros(0, np.uint64), sizes, np.array(sentences, np.uint64))


def _prose(shingles: Hashes, sizes: npt.NDArray[np.int64], sentences: Hashes) -> Prose:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if len(sizes) else np.zeros(0, np.int64)
    return Prose(shingles, starts, sizes, sentences, np.unique(shingles))


def derived(text: Prose, source: Prose) -> npt.NDArray[np.bool_]:
    """Which sentences of `text` derive from `source`."""
    if not len(text.shingles) or not len(source.ordered):
        return np.zeros(len(text.sizes), np.bool_)
    at = np.minimum(np.searchsorted(source.ordered, text.shingles), len(source.ordered) - 1)
    held = (source.ordered[at] == text.shingles).astype(np.float64)
    return np.asarray(np.add.reduceat(held, text.starts) / text.sizes >= _DERIVED)


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
        self._index: dict[int, list[int]] = {}
        self._lines: dict[int, set[int]] = {}
        self._count = 0

    def add(self, document: Document) -> str | None:
        """The id of the text in the window that `document` copies, None if none. The document joins the window."""
        prose = read_prose(document.text)
        key, self._count = self._count, self._count + 1
        best, source = 0.0, None
        for candidate in self._candidates(prose):
            value = self._copied(prose, self._texts[candidate][1])
            if value > best:
                best, source = value, candidate
        self._root[key] = key if source is None else self._root[source]
        self._remember(key, document.id, prose)
        return None if source is None else self._texts[source][0]

    def state(self) -> State:
        """The texts that may still be copied, and the lines that are known."""
        known = [prose for _, prose in self._texts.values()]
        texts = [[key, self._root[key], id] for key, (id, _) in self._texts.items()]
        rooted = [sorted(roots) for roots in self._lines.values()]
        arrays = {
            "shingles": joined([prose.shingles for prose in known], np.uint64),
            "shingle_counts": np.array([len(prose.shingles) for prose in known], np.int64),
            "sizes": joined([prose.sizes for prose in known], np.int64),
            "sentences": joined([prose.sentences for prose in known], np.uint64),
            "sentence_counts": np.array([len(prose.sentences) for prose in known], np.int64),
            "lines": np.array(list(self._lines), np.uint64),
            "line_roots": np.array([root for roots in rooted for root in roots], np.int64),
            "line_counts": np.array([len(roots) for roots in rooted], np.int64),
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
            self._texts[key], self._root[key] = (id, prose), root
            for shingle in self._sample(prose):
                self._index.setdefault(shingle, []).append(key)
        roots = parted(held["line_roots"], held["line_counts"])
        self._lines = {line: set(known.tolist()) for line, known in zip(held["lines"].tolist(), roots, strict=True)}

    def _candidates(self, prose: Prose) -> list[int]:
        shared: Counter[int] = Counter()
        for shingle in self._sample(prose):
            found = self._index.get(shingle, ())
            if len(found) <= _CROWDED:
                shared.update(found)
        size = len(prose.ordered)
        ranked = sorted(
            (-count / min(size, len(self._texts[key][1].ordered)), key) for key, count in shared.items() if count >= _SHARED
        )
        return [key for _, key in ranked[:_CANDIDATES]]

    def _copied(self, a: Prose, b: Prose) -> float:
        """How much of the shorter text derives from the other, 0 where that makes no copy."""
        short, long = (a, b) if a.sizes.sum() <= b.sizes.sum() else (b, a)
        weights, others = self._own(short), self._own(long)
        took, gave = weights * derived(short, long), others * derived(long, short)
        if not took.any() or not gave.any():
            return 0.0
        share, back = float(took.sum() / weights.sum()), float(gave.sum() / others.sum())
        cut = _reached(others, gave, 0.1) <= _BEGINNING and _reached(weights, took, 0.9) >= _END
        return share + back / 10 if share >= _MOST and (back >= _UPDATE or cut) else 0.0

    def _own(self, prose: Prose) -> npt.NDArray[np.int64]:
        """Sizes of a text's sentences, furniture counted as nothing."""
        furniture = [len(self._lines.get(line, ())) >= _FURNITURE_TEXTS for line in prose.sentences.tolist()]
        return np.where(np.array(furniture, np.bool_), 0, prose.sizes)

    @staticmethod
    def _sample(prose: Prose) -> list[int]:
        sampled: list[int] = prose.ordered[prose.ordered % np.uint64(_SAMPLE) == 0].tolist()
        return sampled

    def _remember(self, key: int, id: str, prose: Prose) -> None:
        self._texts[key] = (id, prose)
        for shingle in self._sample(prose):
            self._index.setdefault(shingle, []).append(key)
        for line in prose.sentences.tolist():
            origins = self._lines.setdefault(line, set())
            if len(origins) < _FURNITURE_TEXTS:
                origins.add(self._root[key])
        while len(self._texts) > self.window:
            old, (_, gone) = self._texts.popitem(last=False)
            del self._root[old]
            self._forget(old, gone)

    def _forget(self, key: int, prose: Prose) -> None:
        for shingle in self._sample(prose):
            found = self._index[shingle]
            found.remove(key)
            if not found:
                del self._index[shingle]
        for line in prose.sentences.tolist():
            self._lines.pop(line, None)
