"""Inflection and derivation read backwards: which lemmas (or roots) a word may be a form of, and what its form tells.

All rules are data: data/morphology/xx.toml lists prefixes, suffixes, clitics and irregular forms. An analysis is a guess; it
counts where the lexicon knows its lemma.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from sumber.events.data_files import read_data

Analysis = tuple[str, str]  # lemma, feature
MIN_LEMMA = 2
MAX_WORD = 40  # longer strings are no words
_CACHE_SIZE = 60_000


@dataclass(frozen=True)
class Morphology:
    """The rules of one language; `analyze` gives every (lemma, feature) a lower-case word may have, itself as "base" first."""

    prefixes: tuple[tuple[str, str, str], ...]
    suffixes: tuple[tuple[str, str, str], ...]
    clitics: tuple[str, ...]
    unrelated: frozenset[str]
    combined: Mapping[str, str]
    irregular: Mapping[str, tuple[Analysis, ...]]
    _known: dict[str, tuple[Analysis, ...]] = field(default_factory=dict, compare=False, repr=False)

    def analyze(self, word: str) -> tuple[Analysis, ...]:
        """Guesses for a lower-case word, without repeats; a doubled word ("serangan-serangan") counts as its first half."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _CACHE_SIZE:
                self._known.clear()
            found = self._known[word] = self._analyze(word)
        return found

    def _analyze(self, word: str) -> tuple[Analysis, ...]:
        if len(word) > MAX_WORD:
            return ()
        out: dict[Analysis, None] = {(word, "base"): None}
        if word in self.unrelated:
            return tuple(out)
        first, _, second = word.partition("-")
        stems = [word]
        if second and (second.startswith(first) or first.endswith(second)):
            out[(first, "base")] = None
            stems.append(first)
        stems += [s[: -len(c)] for s in stems for c in self.clitics if s.endswith(c) and len(s) > len(c) + MIN_LEMMA]
        for stem in stems:
            out.update(dict.fromkeys(self.irregular.get(stem, ())))
            out[(stem, "base")] = None
            for bare, feature in self._off_suffix(stem):
                if feature or bare != stem:
                    out[(bare, feature or "base")] = None
                out.update(dict.fromkeys(self._off_prefix(bare, feature)))
        return tuple(out)

    def _off_suffix(self, word: str) -> list[Analysis]:
        out = [(word, "")]
        for ending, lemma, feature in self.suffixes:
            if word.endswith(ending) and len(word) - len(ending) + len(lemma) >= MIN_LEMMA and len(word) > len(ending):
                out.append((word[: -len(ending)] + lemma, feature))
        return out

    def _off_prefix(self, word: str, suffix_feature: str) -> list[Analysis]:
        out: list[Analysis] = []
        for prefix, letter, feature in self.prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) > MIN_LEMMA:
                whole = self.combined.get(f"{feature} {suffix_feature}", feature)
                out.append((letter + word[len(prefix) :], whole))
        return out


@cache
def load_morphology(lang: str) -> Morphology:
    """The rules of data/morphology/LANG.toml."""
    data = read_data("morphology", lang)
    irregular: dict[str, list[Analysis]] = {}
    for lemma, forms in data.get("irregular", {}).items():
        plain, _, participles = forms.partition("|")
        words = plain.split()
        for place, form in enumerate(words):
            feature = "past" if "|" not in forms and (len(words) == 1 or place == 0) else "participle"
            irregular.setdefault(form, []).append((lemma, "finite" if "|" in forms else feature))
        for form in participles.split():
            irregular.setdefault(form, []).append((lemma, "participle"))
    return Morphology(
        tuple((p, r, f) for p, r, f in data.get("prefixes", ())),
        tuple((e, r, f) for e, r, f in data.get("suffixes", ())),
        tuple(data.get("clitics", ())),
        frozenset(data.get("unrelated", "").split()),
        data.get("combined", {}),
        {form: tuple(found) for form, found in irregular.items()},
    )
