"""How alike the groups of one batch are: each pair is compared once, and what joins takes its likeness from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from sumber.stories.scorer import Profile, Weights, likeness

Column = npt.NDArray[np.intp]
Values = npt.NDArray[np.float64]
MOST_TERMS = 500_000
"""Terms that are kept in a table; a stream that shows more begins a new one."""


class Columns:
    """The place of each term in the table that groups are compared in. A group that stays as it is keeps its row from batch to
    batch."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._rows: dict[int, tuple[Profile, Column, Values]] = {}

    def row(self, profile: Profile) -> tuple[Column, Values]:
        """The terms of a group by their places, and what each weighs."""
        found = self._rows.get(id(profile))
        if found is None or found[0] is not profile:
            found = self._rows[id(profile)] = (profile, *self._read(profile.terms))
        return found[1], found[2]

    def keep(self, profiles: Iterable[Profile]) -> None:
        """Forget the rows of all but these groups, and all where there are too many terms."""
        if len(self._places) > MOST_TERMS:
            self._places, self._rows = {}, {}
        rows = self._rows
        self._rows = {key: rows[key] for profile in profiles if (key := id(profile)) in rows}

    def __len__(self) -> int:
        return len(self._places)

    def _read(self, terms: dict[str, float]) -> tuple[Column, Values]:
        places = self._places
        columns = [places.setdefault(term, len(places)) for term in terms]
        return np.array(columns, np.intp), np.array(list(terms.values()), np.float64)


class Pairs:
    """Groups by number, in the order in which they were given, and the likeness of pairs of them."""

    def __init__(self, profiles: Iterable[Profile], weights: Weights, columns: Columns | None = None) -> None:
        self.profiles = list(profiles)
        self._weights = weights
        self._columns = Columns() if columns is None else columns
        self._known: dict[tuple[int, int], float] = {}
        self._row: Values = np.zeros(1 << 16)  # the terms of the group at hand, each in its place

    def likeness(self, a: int, b: int) -> float:
        """The mean logit, over pairs of a member of each, that they report one story."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self.compare(a, [b])
        return self._known[pair]

    def compare(self, a: int, others: Sequence[int]) -> None:
        """Reckons the likeness of a group and several others at once, for those that are not known."""
        others = [b for b in others if ((a, b) if a < b else (b, a)) not in self._known]
        if not others:
            return
        ours = self.profiles[a]
        theirs = [self.profiles[b] for b in others]
        vectors = np.stack([profile.vector for profile in theirs]) @ ours.vector
        for b, profile, alike in zip(others, theirs, (self._shared(ours, theirs) + vectors).tolist(), strict=True):
            self._known[(a, b) if a < b else (b, a)] = likeness(ours, profile, self._weights, alike)

    def infer(self, joined: int, a: int, b: int, others: Sequence[int]) -> None:
        """Takes the likeness of a group and others from those of the two that it was joined of: a mean over pairs is the mean
        of the means over theirs."""
        self.compare(a, others)
        self.compare(b, others)
        ours, theirs = self.profiles[a].size, self.profiles[b].size
        for other in others:
            total = ours * self.likeness(a, other) + theirs * self.likeness(b, other)
            self._known[min(joined, other), max(joined, other)] = total / (ours + theirs)

    def _shared(self, one: Profile, others: Sequence[Profile]) -> Values:
        """The inner products of the terms of one group and of others. The one's are spread out for all that it is held
        against."""
        columns, values = self._columns.row(one)
        rows = [self._columns.row(other) for other in others]
        if len(self._columns) > len(self._row):
            self._row = np.zeros(2 * len(self._columns))
        self._row[columns] = values
        found = self._row[np.concatenate([row for row, _ in rows])] * np.concatenate([row for _, row in rows])
        self._row[columns] = 0.0
        ends = np.cumsum([len(row) for row, _ in rows])
        sums = np.concatenate([[0.0], np.cumsum(found)])
        return np.asarray(sums[ends] - sums[np.concatenate([[0], ends[:-1]])])
