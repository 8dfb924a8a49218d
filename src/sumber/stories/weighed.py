"""Terms and what each weighs, in little memory: thousands of stories stay open, each with hundreds of terms."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Values = npt.NDArray[np.float64]
_NUMBER = np.uint64(1)
"""The bit of a key that says that its term is a number."""


@functools.lru_cache(maxsize=65_536)
def word_hash(word: str) -> int:
    """64 bits of a word, the same in every process."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The terms of a group of reports: `keys`, sorted, are hashes of them, `values` what each weighs. That two of 500,000 terms
    share a key has odds of one in 70 million."""

    keys: Keys
    values: Values

    @classmethod
    def of(cls, terms: Mapping[str, float]) -> Weighed:
        """Terms as `terms.find_terms` writes them, numbers with "#"."""
        keys = np.array([word_hash(term) | 1 if term[0] == "#" else word_hash(term) & ~1 for term in terms], np.uint64)
        order = np.argsort(keys)
        return cls(keys[order], np.array(list(terms.values()), np.float64)[order])

    def __len__(self) -> int:
        return len(self.keys)

    def __add__(self, other: Weighed) -> Weighed:
        """Both, added up term by term."""
        keys = np.concatenate((self.keys, other.keys))
        if not len(keys):
            return self
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        return Weighed(keys[first], np.add.reduceat(np.concatenate((self.values, other.values))[order], first))

    def told(self) -> Weighed:
        """The words and names alone."""
        kept = self.keys & _NUMBER == 0
        return Weighed(self.keys[kept], self.values[kept])

    def inner(self, other: Weighed) -> float:
        """The inner product of both."""
        return float(inner_products(self, [other])[0])


def inner_products(one: Weighed, others: Sequence[Weighed]) -> Values:
    """The inner products of one and each of the others."""
    if not others or not len(one):
        return np.zeros(len(others))
    keys = np.concatenate([other.keys for other in others])
    # Hardly a term of the others is one of ours: 16 bits tell that of nearly all, far sooner than a search.
    marked = np.zeros(1 << 16, np.bool_)
    marked[one.keys.astype(np.uint16)] = True
    held = np.flatnonzero(marked[keys.astype(np.uint16)])
    found = keys[held]
    at = np.minimum(np.searchsorted(one.keys, found), len(one) - 1)
    values = np.concatenate([other.values for other in others])[held]
    products = np.where(one.keys[at] == found, one.values[at] * values, 0.0)
    owners = np.searchsorted(np.cumsum([len(other) for other in others]), held, "right")
    return np.asarray(np.bincount(owners, products, len(others)))
