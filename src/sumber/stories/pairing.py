"""How alike the groups of one batch are: each pair is compared once, and what joins takes its likeness from its parts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from sumber.stories.scorer import Profile, Weights, likeness

Column = npt.NDArray[np.intp]
Values = npt.NDArray[np.float64]


class Pairs:
    """Groups by number, in the order in which they were given, and the likeness of pairs of them."""

    def __init__(self, profiles: Iterable[Profile], weights: Weights) -> None:
        self.profiles = list(profiles)
        self._weights = weights
        self._known: dict[tuple[int, int], float] = {}
        self._columns: dict[str, int] = {}
        self._terms: dict[int, tuple[Column, Values]] = {}
        self._row: Values = np.zeros(1 << 16)  # the terms of group `_spread`, each in its column
        self._spread: int | None = None

    def likeness(self, a: int, b: int) -> float:
        """The mean logit, over pairs of a member of each, that they report one story."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = likeness(self.profiles[a], self.profiles[b], self._weights, self._shared(a, b))
        return self._known[pair]

    def infer(self, joined: int, a: int, b: int, other: int) -> None:
        """Takes the likeness of a group and another from those of the two that it was joined of: a mean over pairs is the mean
        of the means over theirs."""
        ours, theirs = self.profiles[a].size, self.profiles[b].size
        total = ours * self.likeness(a, other) + theirs * self.likeness(b, other)
        self._known[min(joined, other), max(joined, other)] = total / (ours + theirs)

    def _shared(self, a: int, b: int) -> float:
        """The inner product of the terms of two groups. The first one's are spread out once for all that it is held against."""
        columns, values = self._sparse(b)
        self._spread_out(a)
        return float((self._row[columns] * values).sum())

    def _spread_out(self, group: int) -> None:
        columns, values = self._sparse(group)
        if self._spread == group:
            return
        if self._spread is not None:
            self._row[self._terms[self._spread][0]] = 0.0
        self._row[columns] = values
        self._spread = group

    def _sparse(self, group: int) -> tuple[Column, Values]:
        if group not in self._terms:
            terms, known = self.profiles[group].terms, self._columns
            columns = np.array([known.setdefault(term, len(known)) for term in terms], np.intp)
            if len(known) > len(self._row):
                self._row = np.concatenate([self._row, np.zeros(len(known))])
            self._terms[group] = columns, np.array(list(terms.values()), np.float64)
        return self._terms[group]
