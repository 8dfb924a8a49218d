"""What became of a text in a later wording of it: a reprint that was cut or edited, a page that was changed.

Compared are sentences. One that stands in both, wherever, was kept; of the others those most alike are one sentence edited;
the rest was added or dropped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sumber.caseless import unaccented
from sumber.stories.terms import split_words
from sumber.types import Span

EDITED = 0.5
"""An edited sentence shares this much of the words of both: less is another sentence."""
_NEAREST = 300
"""Changed sentences that one is compared with at most, which no article has: a page of thousands would take hours."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`added` stand in the later text, `dropped` in the earlier one, `edited` are pairs of both. `kept` is the share of the
    earlier text's words, 0..1, that the later one still has; 1 where the earlier one holds no words."""

    kept: float
    added: tuple[Span, ...]
    dropped: tuple[Span, ...]
    edited: tuple[tuple[Span, Span], ...]


def changes_between(before: Sequence[Span], after: Sequence[Span]) -> Changes:
    """The changes from the sentences of one text to those of another. Case, marks and blanks count for nothing."""
    ours, theirs = [_compared(one.text) for one in before], [_compared(one.text) for one in after]
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for k in reversed(range(len(theirs))):
        waiting[theirs[k]].append(k)
    same = {i: waiting[words].pop() for i, words in enumerate(ours) if waiting.get(words)}
    left = [i for i in range(len(ours)) if i not in same]
    right = sorted(set(range(len(theirs))) - set(same.values()))
    edited = _edited(ours, theirs, left, right)
    whole = sum(map(len, ours))
    kept = sum(len(ours[i]) for i in same) + sum(_shared(ours[i], theirs[k]) for i, k in edited.items())
    taken = set(edited.values())
    return Changes(
        kept / whole if whole else 1.0,
        tuple(after[k] for k in right if k not in taken and theirs[k]),
        tuple(before[i] for i in left if i not in edited and ours[i]),
        tuple((before[i], after[k]) for i, k in sorted(edited.items())),
    )


def same_words(one: str | None, other: str | None) -> bool:
    """Are both the same words, whatever their case, marks and blanks?"""
    return _compared(one or "") == _compared(other or "")


@lru_cache(maxsize=4_096)  # the sentences of an original stand in each of its reprints
def _compared(text: str) -> tuple[str, ...]:
    return tuple(unaccented(word) for word in split_words(text))


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    return (Counter(a) & Counter(b)).total()


def _edited(
    ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    """Pairs of sentences that are one edited, the most alike first, each sentence once. Each is compared with the nearest."""
    counted = {k: Counter(theirs[k]) for k in right}
    ranked = []
    for i in left:
        words, own = Counter(ours[i]), len(ours[i])
        start = max(0, min(bisect_left(right, i) - _NEAREST // 2, len(right) - _NEAREST))
        for k in right[start : start + _NEAREST]:
            needed = EDITED * (own + len(theirs[k])) / 2
            if 0 < needed <= min(own, len(theirs[k])) and (shared := (words & counted[k]).total()) >= needed:
                ranked.append((-2 * shared / (own + len(theirs[k])), abs(i - k), i, k))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, k in sorted(ranked):
        if i not in pairs and k not in taken:
            pairs[i] = k
            taken.add(k)
    return pairs
