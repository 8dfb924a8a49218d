"""How alike the groups of one batch are: each pair is compared once, and what joins takes its likeness from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sumber.stories.scorer import Profile, Weights, likeness
from sumber.stories.weighed import inner_products


class Pairs:
    """Groups by number, in the order in which they were given, and the likeness of pairs of them."""

    def __init__(self, profiles: Iterable[Profile], weights: Weights) -> None:
        self.profiles = list(profiles)
        self._weights = weights
        self._known: dict[tuple[int, int], float] = {}

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
        alikes = inner_products(ours.terms, [profile.terms for profile in theirs]) + vectors
        for b, profile, alike in zip(others, theirs, alikes.tolist(), strict=True):
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
