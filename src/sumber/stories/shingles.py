"""Which of the last texts of a stream hold a shingle: sorted arrays take far less memory than a table of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]
_MERGED = 500
"""Texts after which what came since the last time is sorted in among the rest."""
_FAMILY = 4
"""Texts of a family at least, on average, where they crowd a shingle because one was copied often."""


class ShingleIndex:
    """The texts, by ascending numbers, that hold each shingle."""

    def __init__(self) -> None:
        self._shingles: Hashes = np.zeros(0, np.uint32)
        self._texts = np.zeros(0, np.int64)
        self._recent: dict[int, list[int]] = {}
        self._pending: list[tuple[int, Hashes]] = []

    def add(self, text: int, shingles: Hashes, oldest: int) -> None:
        """Enter the shingles of a text, each once. Its number is above all before; texts below `oldest` may be forgotten."""
        self._pending.append((text, shingles))
        for shingle in shingles.tolist():
            self._recent.setdefault(shingle, []).append(text)
        if len(self._pending) >= _MERGED:
            self._merge(oldest)

    def shared(self, shingles: Hashes, oldest: int, crowded: int, root: Mapping[int, int]) -> Counter[int]:
        """How many of the shingles each text from `oldest` on holds; `root` tells which of them are of one family. A shingle of
        more than `crowded` texts counts for the first text of each family where those are few, else for none."""
        found: Counter[int] = Counter()
        begins = np.searchsorted(self._shingles, shingles, "left")
        ends = np.searchsorted(self._shingles, shingles, "right")
        for shingle, begin, end in zip(shingles.tolist(), begins.tolist(), ends.tolist(), strict=True):
            recent = self._recent.get(shingle, [])
            if begin == end and not recent:
                continue  # most are found nowhere
            if begin < end and self._texts[begin] < oldest:
                begin += int(np.searchsorted(self._texts[begin:end], oldest))
            recent = [text for text in recent if text >= oldest]
            texts = [*self._texts[begin : min(end, begin + crowded + 1)].tolist(), *recent]
            found.update(texts if len(texts) <= crowded else _firsts(texts[:crowded], root))
        return found

    def _merge(self, oldest: int) -> None:
        alive = self._texts >= oldest
        shingles, texts = self._shingles[alive], self._texts[alive]
        new = np.concatenate([part for _, part in self._pending])
        order = np.argsort(new, kind="stable")  # within a shingle the texts stay in their order
        numbers = np.concatenate([np.full(len(part), text) for text, part in self._pending])[order]
        at = np.searchsorted(shingles, new[order], "right")
        self._shingles, self._texts = np.insert(shingles, at, new[order]), np.insert(texts, at, numbers)
        self._recent, self._pending = {}, []


def _firsts(texts: Sequence[int], root: Mapping[int, int]) -> list[int]:
    """The first text of each family; nothing where the families are many."""
    families: dict[int, int] = {}
    for text in texts:
        families.setdefault(root[text], text)
    return list(families.values()) if _FAMILY * len(families) <= len(texts) else []
