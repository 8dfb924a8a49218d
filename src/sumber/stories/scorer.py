"""How surely two reports, or two groups of reports, are about one story: one setting for all languages.

The score is the logit of a logistic regression over inner products (story vectors, words, names, numbers), whether both are in
one language, and the days between them. As inner products are linear, the mean score over all pairs of two groups follows from
the sums of their members: a group costs no more to compare than a report. Weights: data/scorer.toml, fitted by
tools/fit_story_scorer.py.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from importlib.resources import files

import numpy as np

from sumber.stories.leads import lead_days
from sumber.stories.scenes import lead_countries
from sumber.stories.standing import State, joined, parted
from sumber.stories.terms import Terms, find_terms
from sumber.stories.vectors import DIMENSIONS, Encoder, Matrix, primary_language, rows, unit
from sumber.stories.weighed import Weighed
from sumber.types import Document

MAX_GAP = 30
"""Days; reports further apart, up to a season, count as this far: pages are often dated when they were changed or saved."""
SEASON = 90
"""Days from which two reports count as of two times."""
# The training stories last days: that reports of two seasons are of two stories, however like, is set here by hand. It is part
# of the likeness, by which neighbours crowd a place, and is taken off once more where groups are compared: neighbours of
# another season crowd a place half as much less as they are less likely to be joined.
_STALE = 4.0
_WORD_TERMS, _NAME_TERMS, _NUMBER_TERMS = 64, 32, 32  # the heaviest of each kind are kept
# What a stream shows counts for more the longer it is: a document frequency as if PRIOR documents of text at large had
# gone before, a centre as if CENTRE_PRIOR documents had lain on the language's mean.
_PRIOR, _CENTRE_PRIOR, _LANGUAGE_PRIOR = 50.0, 30.0, 20.0
_MOST_TERMS = 500_000
# Local scaling: which neighbours are looked at, the score that reports of different stories usually have, and how much of
# the difference is taken off: half of it brings the thresholds that suit different streams nearest to each other.
_RANKS, _USUAL, _LOCAL = slice(10, 30), -5.0, 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of the score; `threshold` is the logit from which two groups are one story, `coherence` how well they must
    hang together (see `coherence.coherence`), `abroad` what reports in two languages lose that name no country in common."""

    vector: float
    words: float
    names: float
    numbers: float
    same_language: float
    dated: float
    gap: float
    intercept: float
    threshold: float
    coherence: float = 0.0
    abroad: float = 0.0


@functools.cache
def load_weights() -> Weights:
    """The fitted weights."""
    with files("sumber.stories").joinpath("data/scorer.toml").open("rb") as file:
        table = tomllib.load(file)
    return Weights(**table["weights"], **{name: table[name] for name in ("threshold", "coherence", "abroad")})


@dataclass(frozen=True, slots=True)
class Trivial:
    """What in the sums of a group says nothing of how its members hang together: the inner products of each with itself, and
    those of pairs of which one copies the other, with the number of such pairs, and of those in one language."""

    own_terms: float = 0.0
    own_vectors: float = 0.0
    copied_terms: float = 0.0
    copied_vectors: float = 0.0
    copies: int = 0
    copies_in_language: int = 0

    def __add__(self, other: Trivial) -> Trivial:
        return Trivial(
            self.own_terms + other.own_terms,
            self.own_vectors + other.own_vectors,
            self.copied_terms + other.copied_terms,
            self.copied_vectors + other.copied_vectors,
            self.copies + other.copies,
            self.copies_in_language + other.copies_in_language,
        )


@dataclass(slots=True)
class Profile:
    """What the scorer knows of a group of reports: sums over its members, times their weights. `crowd` is how much closer than
    usual its members' neighbours are (see `crowding`). `told` are the days that their leads name, those of a report of length 1
    together; `tellers` the reports whose leads name one. `countries` are those that leads name, `located` the reports whose
    leads name any."""

    vector: Matrix
    terms: Weighed
    size: int = 1
    languages: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    crowd: float = 0.0
    trivial: Trivial = Trivial()
    told: dict[int, float] = field(default_factory=dict)
    tellers: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    located: int = 0

    def __add__(self, other: Profile) -> Profile:
        return Profile(
            self.vector + other.vector,
            self.terms + other.terms,
            self.size + other.size,
            self.languages + other.languages,
            self.days + other.days,
            self.crowd + other.crowd,
            self.trivial + other.trivial,
            _summed(self.told, other.told),
            self.tellers + other.tellers,
            self.countries + other.countries,
            self.located + other.located,
        )


def _summed(ours: dict[int, float], theirs: dict[int, float]) -> dict[int, float]:
    small, big = sorted((ours, theirs), key=len)
    total = dict(big)
    for key, value in small.items():
        total[key] = total.get(key, 0.0) + value
    return total


def score(a: Profile, b: Profile, weights: Weights) -> float:
    """The mean logit, over pairs of a member of each, that they report one story, less what a crowded place accounts for and
    what a long time between them and other countries take off."""
    return likeness(a, b, weights) - crowded(a, b) - stale(a, b) - abroad(a, b, weights)


def crowded(a: Profile, b: Profile) -> float:
    """What of the likeness of two groups the crowds around them account for."""
    return _LOCAL * (a.crowd / a.size + b.crowd / b.size) / 2


def stale(a: Profile, b: Profile) -> float:
    """What the score of two groups loses besides because a season or more lies between their reports, or some of them."""
    if not a.days or not b.days or max(max(a.days) - min(b.days), max(b.days) - min(a.days)) < SEASON:
        return 0.0
    pairs = ((count * times, abs(day - other)) for day, count in a.days.items() for other, times in b.days.items())
    return _STALE * sum(count for count, gap in pairs if gap >= SEASON) / (a.size * b.size)


def common_country(a: Profile, b: Profile) -> float | None:
    """The greatest share of the reports of both groups that name one country, 0..1, over reports whose leads name any; None
    where those of a group name none."""
    if not a.located or not b.located:
        return None
    return max(min(count / a.located, b.countries[country] / b.located) for country, count in a.countries.items())


def abroad(a: Profile, b: Profile, weights: Weights) -> float:
    """What the score of two groups loses because their leads tell of other countries. Only over pairs of two languages: in one,
    words and names tell it better."""
    common = common_country(a, b)
    if common is None or common == 1.0:
        return 0.0
    located = a.located * b.located / (a.size * b.size)
    return weights.abroad * (1.0 - common) * located * across_languages(a, b)


def across_languages(a: Profile, b: Profile) -> float:
    """The share of the pairs of a report of each that are in two languages."""
    same = sum(count * b.languages[lang] for lang, count in a.languages.items())
    return 1.0 - same / (a.size * b.size)


def likeness(a: Profile, b: Profile, weights: Weights, alike: float | None = None) -> float:
    """The mean logit, over pairs of a member of each, that they report one story; `alike` is the inner product of their vectors
    and their terms, where it is known."""
    total = float(a.vector @ b.vector) + a.terms.inner(b.terms) if alike is None else alike
    for lang, count in a.languages.items():
        total += weights.same_language * count * b.languages.get(lang, 0)
    if a.days and b.days:
        near, far = _apart(weights)
        for day, count in a.days.items():
            for other, times in b.days.items():
                total += count * times * near.get(day - other, far)
    return total / (a.size * b.size) + weights.intercept


@functools.cache
def _apart(weights: Weights) -> tuple[dict[int, float], float]:
    """What so many days from one report to another, back or forth, add to the score, and what a season or more."""
    near = {gap: weights.dated + weights.gap * math.log1p(min(abs(gap), MAX_GAP)) for gap in range(1 - SEASON, SEASON)}
    return near, near[SEASON - 1] - _STALE


def crowding(scores: Sequence[float]) -> float:
    """How much closer than usual a report's neighbours lie, from its scores with them: where a stream holds many stories of
    one kind, likeness proves less. Local scaling as in CSLS (Conneau et al. 2018), over neighbours far enough down the list to
    be of other stories; places that are missing count as usual."""
    ranked = sorted(scores, reverse=True)[_RANKS]
    return sum(value - _USUAL for value in ranked) / (_RANKS.stop - _RANKS.start)


def day_number(moment: str | None) -> int | None:
    """The day of an ISO 8601 date or moment, counted from year 1; None where it cannot be read."""
    try:
        return date.fromisoformat((moment or "")[:10]).toordinal()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Features:
    """A report as the scorer sees it, each part of length 1, before weights."""

    vector: Matrix
    words: dict[str, float]
    names: dict[str, float]
    numbers: dict[str, float]
    language: str
    day: int | None
    told: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()

    def profile(self, weights: Weights) -> Profile:
        """The report as a group of one."""
        terms: dict[str, float] = {}
        for part, weight in ((self.words, weights.words), (self.names, weights.names), (self.numbers, weights.numbers)):
            if weight > 0:
                terms.update((term, math.sqrt(weight) * value) for term, value in part.items())
        days = Counter() if self.day is None else Counter([self.day])
        vector = math.sqrt(weights.vector) * self.vector
        weighed = Weighed.of(terms)
        told = weighed.told()
        trivial = Trivial(own_terms=told.inner(told), own_vectors=float(vector @ vector))
        days_told = dict.fromkeys(self.told, 1 / math.sqrt(len(self.told) or 1))
        return Profile(
            vector,
            weighed,
            1,
            Counter([self.language]),
            days,
            0.0,
            trivial,
            days_told,
            int(bool(self.told)),
            Counter(self.countries),
            int(bool(self.countries)),
        )


def profiles_state(profiles: Mapping[str, Profile]) -> State:
    """The profiles of stories, in their order."""
    told = [
        [
            story,
            one.size,
            list(one.languages.items()),
            list(one.days.items()),
            one.crowd,
            list(astuple(one.trivial)),
            list(one.told.items()),
            one.tellers,
            list(one.countries.items()),
            one.located,
        ]
        for story, one in profiles.items()
    ]
    terms = [one.terms for one in profiles.values()]
    arrays = {
        "vectors": rows([one.vector for one in profiles.values()]),
        "keys": joined([one.keys for one in terms], np.uint64),
        "values": joined([one.values for one in terms], np.float64),
        "counts": np.array([len(one) for one in terms], np.int64),
    }
    return State(told, arrays)


def profiles_of(state: State) -> Iterator[tuple[str, Profile]]:
    """The stories and profiles of which `profiles_state` was taken."""
    held = state.arrays
    keys, values = (parted(held[name], held["counts"]) for name in ("keys", "values"))
    for (story, size, languages, days, crowd, trivial, told, tellers, countries, located), vector, *terms in zip(
        state.values, held["vectors"], keys, values, strict=True
    ):
        counters = Counter(dict(languages)), Counter(dict(days))
        named = Counter(dict(countries))
        yield (
            story,
            Profile(vector, Weighed(*terms), size, *counters, crowd, Trivial(*trivial), dict(told), tellers, named, located),
        )


class Profiler:
    """Turns documents into features. It learns from the stream it sees how common terms are and where the middle of the
    stream lies; with `learn=False` it knows only text at large, so that a document's features depend on nothing else."""

    def __init__(self, encoder: Encoder | None = None, learn: bool = True) -> None:
        self._encoder = encoder or Encoder()
        self._learn = learn
        self._documents = 0.0
        self._frequency: Counter[str] = Counter()
        self._sums: dict[str, Matrix] = {}
        self._counts: Counter[str] = Counter()

    def features(self, documents: Sequence[Document]) -> list[Features]:
        """Features of a batch, which is learned from first."""
        terms = [find_terms(document) for document in documents]
        vectors = self._encoder.encode(documents)
        languages = [primary_language(document.lang) for document in documents]
        if self._learn:
            self._observe(terms, vectors, languages)
        centred = unit(vectors - np.stack([self._centre(lang) for lang in languages])) if documents else vectors
        return [
            Features(
                vector,
                self._weigh(found.words, found.shares, _WORD_TERMS),
                self._weigh(found.names, found.shares, _NAME_TERMS),
                self._weigh(found.numbers, found.shares, _NUMBER_TERMS),
                language,
                day_number(document.date),
                tuple(day for told in lead_days(document) if (day := day_number(told)) is not None),
                lead_countries(document),
            )
            for vector, found, language, document in zip(centred, terms, languages, documents, strict=True)
        ]

    def state(self) -> State:
        """What the stream has shown so far."""
        told = [self._documents, list(self._frequency.items()), list(self._sums), list(self._counts.items())]
        return State(told, {"sums": rows(list(self._sums.values()))})

    def restore(self, state: State) -> None:
        """Puts the profiler where `state` was taken."""
        self._documents, frequency, languages, counts = state.values
        self._frequency, self._counts = Counter(dict(frequency)), Counter(dict(counts))
        self._sums = dict(zip(languages, state.arrays["sums"], strict=True))

    def _observe(self, terms: Sequence[Terms], vectors: Matrix, languages: Sequence[str]) -> None:
        for found in terms:
            self._frequency.update(dict.fromkeys([*found.words, *found.names, *found.numbers], 1))
        self._documents += len(terms)
        for vector, language in zip(vectors, languages, strict=True):
            self._counts[language] += 1
            self._sums[language] = self._sums.get(language, np.zeros_like(vector)) + vector
        while len(self._frequency) > _MOST_TERMS:
            self._frequency = Counter({term: n // 2 for term, n in self._frequency.items() if n > 1})
            self._documents /= 2

    def _centre(self, language: str) -> Matrix:
        if not self._sums:
            return np.zeros(DIMENSIONS, np.float32)
        total = sum(self._counts.values())
        everywhere = np.sum(list(self._sums.values()), axis=0) / (total + _CENTRE_PRIOR)
        own = self._sums.get(language, np.zeros_like(everywhere))
        return np.asarray((own + _LANGUAGE_PRIOR * everywhere) / (self._counts[language] + _LANGUAGE_PRIOR), np.float32)

    def _weigh(self, counts: Mapping[str, int], shares: Mapping[str, float], most: int) -> dict[str, float]:
        seen, known = self._documents + _PRIOR, self._frequency
        weighed = {
            term: rarity if count == 1 else (1.0 + math.log(count)) * rarity
            for term, count in counts.items()
            if (rarity := math.log(seen / (known[term] + _PRIOR * shares[term]))) > 0.0
        }
        kept = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:most]
        length = math.sqrt(sum(value * value for _, value in kept)) or 1.0
        return {term: value / length for term, value in kept}
