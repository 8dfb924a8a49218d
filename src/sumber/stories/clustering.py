"""Average-link clustering of a batch of new reports together with the stories already open.

Exact average link by sums (see scorer), over pairs that are near each other: each newcomer is compared with its nearest
neighbours by story vector only, so that a batch costs about the same however many stories are open.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sumber.stories.coherence import linked, same_days, shortfall
from sumber.stories.pairing import Pairs
from sumber.stories.scorer import Profile, Weights, abroad, crowded, crowding, stale

NEIGHBOURS = 40
"""Nearest groups that a newcomer is compared with; more than the ranks that its crowd is read from."""
_TOGETHER = 128
"""Newcomers whose likeness to all groups is computed in one go: exact, and quicker than an index at these numbers, while
memory stays at so many rows."""

_SAME_DAYS, _UNTOLD = 10.0, 0.5
"""How far groups whose leads name the same days are merged before others: points of the score, and their share of those where a
group names none. Twins of two days would mix before each is a group that can be held against the other."""


@dataclass(slots=True)
class Group:
    """Reports held to be one story so far. `story` is the id of an open story, None for newcomers; `members` are indices
    into the batch."""

    profile: Profile
    story: str | None = None
    members: list[int] = field(default_factory=list)

    def bars(self, other: Group) -> bool:
        """Are both open stories, which stay two?"""
        return self.story is not None and other.story is not None

    def join(self, other: Group) -> Group:
        """Both as one. At most one of them may be an open story."""
        return Group(self.profile + other.profile, self.story or other.story, sorted(self.members + other.members))


def nearest(groups: Sequence[Group], newcomers: Sequence[int]) -> dict[int, set[int]]:
    """For each newcomer (an index into `groups`), its nearest groups by vector; the relation is made symmetric."""
    matrix = np.stack([group.profile.vector for group in groups])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    near: dict[int, set[int]] = {i: set() for i in newcomers}
    count = min(NEIGHBOURS, len(groups) - 1)
    for start in range(0, len(newcomers) if count > 0 else 0, _TOGETHER):
        rows = newcomers[start : start + _TOGETHER]
        alike = matrix[rows] @ matrix.T
        alike[np.arange(len(rows)), rows] = -2.0
        np.negative(alike, out=alike)
        for i, found in zip(rows, np.argpartition(alike, count - 1, axis=1)[:, :count].tolist(), strict=True):
            for j in found:
                near[i].add(j)
                near.setdefault(j, set()).add(i)
    return near


def _see_crowds(groups: Sequence[Group], near: Mapping[int, set[int]], pairs: Pairs) -> None:
    """Set the crowd of newcomers; stories that were open before keep that of their members."""
    crowds = []
    newcomers = [i for i in near if groups[i].story is None]
    for i in newcomers:
        found = groups[i].profile
        pairs.compare(i, sorted(near[i]))
        crowds.append(crowding([pairs.likeness(i, j) - crowded(found, groups[j].profile) for j in sorted(near[i])]))
    for i, crowd in zip(newcomers, crowds, strict=True):
        groups[i].profile.crowd = crowd * groups[i].profile.size


def cluster(groups: Sequence[Group], near: Mapping[int, set[int]], weights: Weights) -> list[Group]:
    """Merge the best-scoring pair of groups again and again, those of the same days first, until none reaches the threshold.
    Groups that hang together less than each in itself score less."""
    pairs = Pairs([group.profile for group in groups], weights)
    _see_crowds(groups, near, pairs)
    alive: dict[int, Group] = dict(enumerate(groups))
    links = {i: set(others) for i, others in near.items()}
    heap: list[tuple[float, int, int]] = []

    def offer(a: int, b: int) -> None:
        ours, theirs = alive[a].profile, alive[b].profile
        value = pairs.likeness(a, b) - crowded(ours, theirs)
        if value >= weights.threshold:
            value -= stale(ours, theirs) + abroad(ours, theirs, weights) + shortfall(ours, theirs, weights.coherence)
        if value >= weights.threshold:
            days = same_days(ours, theirs)
            rank = value + _SAME_DAYS * (_UNTOLD if days is None else days)
            heapq.heappush(heap, (-rank, min(a, b), max(a, b)))

    for a in sorted(links):
        for b in sorted(links[a]):
            if a < b and not alive[a].bars(alive[b]):
                offer(a, b)
    following = len(groups)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in alive or b not in alive:
            continue
        joined = alive.pop(a).join(alive.pop(b))
        around = {c for c in links.pop(a, set()) | links.pop(b, set()) if c in alive}
        alive[following] = joined
        pairs.profiles.append(joined.profile)
        links[following] = around
        for c in around:
            links[c].add(following)
        free = sorted(c for c in around if not joined.bars(alive[c]))
        pairs.infer(following, a, b, free)
        for c in free:
            offer(following, c)
        following += 1
    return list(alive.values())


def merge_linked(groups: Sequence[Group], pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """Join what must stay together (copies of one text), whatever the score; two open stories stay two."""
    parent = list(range(len(groups)))
    merged = list(groups)

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        x, y = sorted((root(a), root(b)))
        if x != y and not merged[x].bars(merged[y]):
            merged[x] = replace(merged[x].join(merged[y]), profile=linked(merged[x].profile, merged[y].profile))
            parent[y] = x
    return [merged[i] for i in range(len(groups)) if parent[i] == i]
