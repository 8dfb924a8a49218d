"""The words that say what a number counts: data/quantities/, one file a language, as `quantities` reads them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sumber.stories.data_files import Table, language_table
from sumber.stories.numerals import Numerals

_SETS = (
    "about",
    "over",
    "not_counts",
    "elsewhere",
    "update",
    "former",
    "contrast",
    "since",
    "revised",
    "claims",
    "none",
    "fillers",
    "casualties",
    "heads",
    "people",
    "with_people",
    "others",
    "part_before",
    "part_after",
    "of",
    "becomes",
    "articles",
    "compounds",
)


@dataclass(frozen=True, slots=True)
class Countables:
    """A language's words, those of several words joined by spaces. `kinds`, `items` and `states` map a word to what is counted,
    `currencies` to the currency, `purposes` to what money is for, `units` to a measure's dimension and its size in the basic
    unit, `measures` (by dimension) to what is measured."""

    numerals: Numerals
    kinds: Mapping[str, str]
    items: Mapping[str, str]
    states: Mapping[str, str]
    currencies: Mapping[str, str]
    purposes: Mapping[str, str]
    units: Mapping[str, tuple[str, float]]
    measures: Mapping[str, Mapping[str, str]]
    fractions: Mapping[str, float]
    ratios: Mapping[str, float]
    suffixes: tuple[str, ...]
    amounts: frozenset[str]
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    known: frozenset[str]

    def says(self, part: str, word: str) -> bool:
        """Does `word` stand in a set of words of the file ("about", "update", ...)?"""
        return word in self.words[part]

    def join(self, low: list[str]) -> list[str]:
        """The words of a sentence, each phrase as one word in its first place, the words of a compound blanked: a "rumah sakit"
        is no house. The number of words stays."""
        joined = [self._plain(word) for word in low]
        for k, word in enumerate(joined):
            phrase = next((p for p in self.phrases.get(word, ()) if tuple(joined[k : k + len(p)]) == p), None)
            if phrase is not None:
                whole = " ".join(phrase)
                joined[k : k + len(phrase)] = ["-" if self.says("compounds", whole) else whole, *["-"] * (len(phrase) - 1)]
        return joined

    def _plain(self, word: str) -> str:
        """A word without a suffix that only says whose it is ("penggunanya"), where the rest is known."""
        for suffix in self.suffixes:
            if word.endswith(suffix) and word not in self.known and word[: -len(suffix)] in self.known:
                return word[: -len(suffix)]
        return word


@functools.cache
def load_countables(lang: str) -> Countables | None:
    """The words of a primary language; None where it has no file."""
    table = language_table("quantities", lang)
    if table is None:
        return None
    kinds, items, states, materiel, currencies, purposes = (
        _by_word(table[part]) for part in ("kinds", "items", "states", "materiel", "currencies", "purposes")
    )
    measures = {dimension: _by_word(kinds) for dimension, kinds in table["measures"].items()}
    words = {part: frozenset(table[part]) for part in _SETS}
    units = {word: (dimension, size) for dimension, sizes in table["sizes"].items() for word, size in sizes.items()}
    known = {*kinds, *items, *states, *materiel, *currencies, *purposes, *units, *table["fractions"], *table["ratios"]}
    known.update(*words.values(), *measures.values())
    return Countables(
        numerals=_numerals(table),
        kinds=kinds,
        items=items | materiel,
        states=states,
        currencies=currencies,
        purposes=purposes,
        units=units,
        measures=measures,
        fractions=table["fractions"],
        ratios=table["ratios"],
        suffixes=tuple(table["suffixes"]),
        amounts=frozenset([*materiel.values(), *currencies.values()]),
        words=words,
        phrases=_phrases(known),
        known=frozenset(known),
    )


def _numerals(table: Table) -> Numerals:
    return Numerals(
        decimal=table.get("decimal", "."),
        units=table["units"],
        plus=table["plus"],
        times=table["times"],
        round=table["round"],
        alone=frozenset(table["alone"]),
        joins=frozenset(table["and"]),
    )


@functools.cache
def kinds_that(quality: str) -> frozenset[str]:
    """The kinds of counts of one quality ("people", "totals", ...), in any language: data/kinds.toml."""
    table = tomllib.loads(files("sumber.stories").joinpath("data/kinds.toml").read_text("utf-8"))
    return frozenset(table[quality])


def _by_word(table: Mapping[str, Any]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words}


def _phrases(words: set[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Words of several words by their first, the longest first."""
    split = sorted((tuple(word.split()) for word in words if " " in word), key=lambda phrase: (-len(phrase), phrase))
    return {first: tuple(phrase for phrase in split if phrase[0] == first) for first in {phrase[0] for phrase in split}}
