"""Which reports are translations of others: told by what survives translation, and so less surely than copies are.

A reprint in another language keeps the numbers, the names and the length of what it translates, and lies near it as a vector.
Weights: data/translations.toml, fitted by tools/fit_translations.py on reports written for sumber.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from sumber.stories.scorer import Features
from sumber.stories.standing import State
from sumber.stories.vectors import Matrix, rows
from sumber.types import Document

DAYS = 2
"""A translation follows within so many days."""
KEPT = 5_000
"""Reports that a new one is held against at most, the latest of all stories."""
_OF_A_STORY = 200


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a report survives translation."""

    id: str
    language: str
    day: int | None
    vector: Matrix
    numbers: frozenset[str]
    names: frozenset[str]
    length: int


def traits_of(document: Document, features: Features) -> Traits:
    """The traits of a report whose features are known."""
    numbers, names = frozenset(features.numbers), frozenset(features.names)
    return Traits(document.id, features.language, features.day, features.vector, numbers, names, len(document.text))


def evidence(original: Traits, later: Traits) -> dict[str, float]:
    """Name and value of what speaks for a translation."""
    numbers, names = original.numbers & later.numbers, original.names & later.names
    return {
        "bias": 1.0,
        "vector": float(np.dot(original.vector, later.vector)),
        # Two reports without numbers are neither likely nor unlikely to be one.
        "numbers": (len(numbers) + 0.5) / (len(original.numbers | later.numbers) + 1),
        "names": (len(names) + 0.5) / (min(len(original.names), len(later.names)) + 1),
        "length": abs(math.log((original.length + 1) / (later.length + 1))),
    }


SURE = 3.5
"""The logit from which a translation has the origin of what it translates: nearly three in four translations of the development
sets lie above it, and no report of an outlet's own."""


class Translated(NamedTuple):
    """The id of the report that another translates, and whether that is sure enough to share its origin."""

    id: str
    sure: bool


@functools.cache
def weights() -> tuple[Mapping[str, float], float]:
    """The fitted weights, and the logit from which a report is called a translation."""
    with files("sumber.stories").joinpath("data/translations.toml").open("rb") as file:
        table = tomllib.load(file)
    return table["weights"], table["threshold"]


def may_translate(original: Traits, later: Traits) -> bool:
    """Could the later report be a translation of the other: in another language, and not long after it?"""
    if not original.language or not later.language or original.language == later.language:
        return False
    return original.day is None or later.day is None or 0 <= later.day - original.day <= DAYS


class TranslationFinder:
    """Reports of a stream by story, so that later ones can be told to translate them."""

    def __init__(self) -> None:
        self._stories: OrderedDict[str, list[Traits]] = OrderedDict()
        self._kept = 0

    def add(self, story: str, traits: Traits, copied: bool) -> Translated | None:
        """The report of the same story that this one translates, None if none is likely. A copy is kept for nothing:
        what it copies stands for it."""
        if copied:
            return None
        known = self._stories.setdefault(story, [])
        self._stories.move_to_end(story)
        found = self._original(known, traits)
        if found is None and len(known) < _OF_A_STORY:
            known.append(traits)
            self._kept += 1
        while self._kept > KEPT:
            _, dropped = self._stories.popitem(last=False)
            self._kept -= len(dropped)
        return found

    def state(self) -> State:
        """The reports that may still be translated."""
        told = [
            [story, [[one.id, one.language, one.day, sorted(one.numbers), sorted(one.names), one.length] for one in known]]
            for story, known in self._stories.items()
        ]
        return State(told, {"vectors": rows([one.vector for known in self._stories.values() for one in known])})

    def restore(self, state: State) -> None:
        """Puts the finder where `state` was taken."""
        vectors = iter(state.arrays["vectors"])
        for story, known in state.values:
            self._stories[story] = [
                Traits(id, language, day, next(vectors), frozenset(numbers), frozenset(names), length)
                for id, language, day, numbers, names, length in known
            ]
            self._kept += len(known)

    @staticmethod
    def _original(known: Sequence[Traits], traits: Traits) -> Translated | None:
        factors, threshold = weights()
        best, surest = None, threshold
        for other in known:
            if may_translate(other, traits):
                logit = sum(factors[name] * value for name, value in evidence(other, traits).items())
                if logit > surest:
                    best, surest = other.id, logit
        return None if best is None else Translated(best, surest >= SURE)
