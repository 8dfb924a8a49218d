"""Which of its namesakes a place's name means: by what is named beside it, by the other places of the text, and by size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import log10

from sumber.knowledge.countries import capital_of, country_name, country_trie, territories
from sumber.knowledge.lexicon import home_country
from sumber.knowledge.match import token_key, tokenize
from sumber.knowledge.places import LARGE_CITY, Place, find_places, place_of, province_of_code
from sumber.reading.names_known import Found
from sumber.reading.names_lexicon import name_lexicon

# Weights in powers of ten of population, set by reason and checked on the sets that measure: what stands next to a name says
# more than any size, a text's main country outweighs a namesake fifteen times as large.
BESIDE = 5.0
COUNTRY_SHARE = 1.2
SAME_PROVINCE = 1.0
SEAT = 0.5
STATE = 1.0
KIND = 3.0  # what the word before a name tells: "Gubernur Gorontalo" governs the province, not the city
NEAR = 2.5
MAX_NEAR = 1.5
OUTSHONE = -1.5  # a province whose large city bears its name
HOME = 0.3
ALIAS = -0.7
CLEARLY = 1.0
# A place smaller than this, in a country that the text names nowhere, is no likelier than an unknown village of the same name.
SMALL_TOWN = 200_000
METROPOLIS = 1_000_000
# A territory is called like so many towns ("San Martín", "Guadalupe") that its name alone says nothing for it.
MANY_TOWNS = 8
# A name with more bearers means nothing without a hint.
MAX_NAMESAKES = 60
MAX_NAMES = 60
# Namesakes told beside the likeliest, and the share of all weight that one must have.
MAX_CANDIDATES = 4
LEAST_SHARE = 0.01
MAX_WORDS = 4
MAX_CODE = 3
MAX_KIND_CHARS = 30
BESIDE_GAP = re.compile(r" ?[,(] ?| ([^\W\d_]+) ")


@dataclass(slots=True)
class PlaceLinker:
    """Links the place names of one document."""

    text: str
    lang: str | None
    countries: Counter[str] = field(default_factory=Counter)  # how often the text names them, by name or adjective
    provinces: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # (country, admin1) -> names that lie there
    beside: dict[str, Place] = field(default_factory=dict)  # name -> what the text names it to lie in
    named: dict[str, list[Place]] = field(default_factory=dict)  # name -> its bearers
    cells: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict)  # squares of one degree -> names borne there

    def read(self, found: Sequence[Found]) -> None:
        """Take in the countries and places of the document before any is linked."""
        self._count_countries()
        names = Counter(self.text[f.start : f.end] for f in found if f.kind == "place")
        for f in found:
            if f.kind == "place" and (outer := self._outer(f.end)):
                self.beside.setdefault(self.text[f.start : f.end], outer)
                self.countries[outer.country] += 1
        firm = {name: place for name, _ in names.most_common() if (place := self._firm(name))}
        for name, place in firm.items():
            self.countries[place.country] += names[name] if place.kind != "country" else 0
            if place.admin1:
                self.provinces.setdefault((place.country, place.admin1), set()).add(name)
        self._note_neighbours(names)

    def _note_neighbours(self, names: Counter[str]) -> None:
        """Share each name out over the places where its bearers lie: rare names say most of where a text plays."""
        for name, _ in names.most_common(MAX_NAMES):
            bearers = [p for p in self._named(name) if p.kind in ("city", "district")]
            cells = {(round(p.latitude), round(p.longitude)) for p in bearers}
            for cell in cells:
                self.cells.setdefault(cell, {})[name] = 1 / len(cells)

    def _neighbours(self, name: str, place: Place) -> float:
        """How many of the text's other names have a bearer near the place."""
        near: dict[str, float] = {}
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                near |= self.cells.get((round(place.latitude) + north, round(place.longitude) + east), {})
        near.pop(name, None)
        return sum(near.values())

    def _count_countries(self) -> None:
        trie = country_trie(self.lang)
        tokens = tokenize(self.text)
        i = 0
        while i < len(tokens):
            hit = trie.longest(tokens, i) if tokens[i].text[0].isupper() or not tokens[i].text.isascii() else None
            if hit and hit[1][0][1] != "capital":
                self.countries[hit[1][0][0]] += 1
            i = hit[0] if hit else i + 1

    def _firm(self, name: str) -> Place | None:
        """The place of a name that may say where others lie: large, and far likelier than its namesakes abroad."""
        place = self.best(name)
        if place is None or (place.kind in ("city", "district") and place.population < SMALL_TOWN and name not in self.beside):
            return None
        ranked = self.candidates(name)
        abroad = next((score for p, score in ranked if p.country != place.country), None)
        return place if abroad is None or ranked[0][1] - abroad >= CLEARLY else None

    def _outer(self, end: int) -> Place | None:
        """The province, district or country named right behind a name: after a comma, in parentheses, or as what it lies in."""
        gap = BESIDE_GAP.match(self.text, end)
        if not gap or (gap.group(1) and gap.group(1) not in name_lexicon(self.lang).within):
            return None
        tokens = tokenize(self.text, gap.end(), gap.end() + 60)[:MAX_WORDS]
        for j in range(len(tokens), 0, -1):
            if tokens[0].start != gap.end() or not tokens[j - 1].text[0].isupper():
                continue
            end = tokens[j - 1].end + (self.text[tokens[j - 1].end : tokens[j - 1].end + 1] == ".")
            words = self.text[tokens[0].start : end]
            code = next((c for c, use in country_trie(self.lang).get(words) if use == "name"), None)
            if code and (country := place_of(f"country:{code}")):
                return country
            wider = next((p for p in find_places(words) if p.kind in ("province", "district")), None)
            if wider:
                return wider
            if len(words) == 2 and words.isupper() and (coded := province_of_code(words)):
                return coded
        return None

    def candidates(self, name: str, outer: Place | None = None, kind: str | None = None) -> list[tuple[Place, float]]:
        """The places that a name may mean, the likeliest first, each with its score: comparable within a name only. `outer` is
        what this mention is said to lie in; what another mention says counts for those that say nothing. `kind` is the
        kind of place that the words before it tell."""
        places = (self._districts(name) if kind == "district" else []) or self._named(name)
        outer = outer or self.beside.get(name)
        scored = [
            (
                p,
                self._score(name, p, places)
                + (BESIDE if outer and _lies_in(p, outer) else 0)
                + (KIND if p.kind == kind else 0),
            )
            for p in places
        ]
        return sorted(scored, key=lambda s: (-s[1], s[0].id))

    def _named(self, name: str) -> list[Place]:
        """All that bear a name, or what is left of it without the word for its kind or a point of the compass."""
        if name not in self.named:
            lexicon = name_lexicon(self.lang)
            shorter = (self._without(name, kinds) for kinds in (lexicon.settled, lexicon.settled | lexicon.directions))
            whole = self._bearers(name)
            abroad = bool(self.countries) and not self.countries[home_country(self.lang) or ""]
            at_home = self._districts(name) if not abroad and all(self._is_abroad(p) for p in whole) else []
            self.named[name] = at_home or whole or next((found for one in shorter if one and (found := self._bearers(one))), [])
        return self.named[name]

    def _districts(self, name: str) -> list[Place]:
        """The districts whose full name is the name behind the word for them ("Luwu": "Kabupaten Luwu")."""
        return [p for word in name_lexicon(self.lang).districts for p in find_places(f"{word} {name}") if p.kind == "district"]

    def _is_abroad(self, place: Place) -> bool:
        """Is it a small town of another country than that of the language?"""
        small = place.kind == "city" and place.population < SMALL_TOWN
        return small and name_lexicon(self.lang).one_country and home_country(self.lang) != place.country

    def _bearers(self, name: str) -> list[Place]:
        """All that bear a name; a country is left out where the name is its part's ("England")."""
        if token_key(name) in name_lexicon(self.lang).areas:
            return [p for p in find_places(name) if p.kind == "continent"]
        short = name.isupper() and len(name) <= MAX_CODE
        places = [p for p in find_places(name)[:MAX_NAMESAKES] if not short or p.kind == "province"]
        for code in dict.fromkeys(code for code, use in country_trie(self.lang).get(name) if use != "capital"):
            part = any(p.kind == "province" and p.country == code and p.name.casefold() == name.casefold() for p in places)
            country = place_of(f"country:{code}")
            if country and not (part and country_name(code, self.lang).casefold() != name.casefold()):
                places.append(country)
        return places

    def _without(self, name: str, kinds: frozenset[str]) -> str:
        """The name without such words at its ends; empty where it has none."""
        joints = name_lexicon(self.lang).joints
        tokens = tokenize(name)
        first, last = 0, len(tokens)
        while last - first > 1 and (tokens[first].key in kinds or (first and tokens[first].key in joints)):
            first += 1
        while last - first > 1 and tokens[last - 1].key in kinds:
            last -= 1
        return name[tokens[first].start : tokens[last - 1].end] if last - first < len(tokens) else ""

    def best(self, name: str, end: int | None = None) -> Place | None:
        """The place that a name means in the text, or at the mention that ends at `end`; None where none is known or likely."""
        outer = self._told(name, end)
        ranked = self.candidates(name, outer, self._kind_told(name, end))
        return ranked[0][0] if ranked and not self._is_stray(name, ranked[0][0], outer) else None

    def shares(self, name: str, end: int | None = None) -> list[tuple[Place, float]]:
        """The likeliest places of that name, at most MAX_CANDIDATES, each with its share of what speaks for all of them; such
        as have too little for them to matter are left out."""
        ranked = self.candidates(name, self._told(name, end), self._kind_told(name, end))
        weights = [10.0 ** (score - ranked[0][1]) for _, score in ranked]
        shared = ((place, weight / sum(weights)) for (place, _), weight in zip(ranked, weights, strict=True))
        return [(place, share) for place, share in islice(shared, MAX_CANDIDATES) if share >= LEAST_SHARE]

    def _told(self, name: str, end: int | None) -> Place | None:
        """What the mention that ends at `end`, or else another of that name, is said to lie in."""
        return (self._outer(end) if end is not None else None) or self.beside.get(name)

    def _kind_told(self, name: str, end: int | None) -> str | None:
        """The kind of place that the mention's first word tells, or the word before it: "Gubernur", "Provinsi", "state of"."""
        lexicon = name_lexicon(self.lang)
        if end is None or not lexicon.kinds:
            return None
        own = tokenize(name)
        if len(own) > 1 and own[0].key in lexicon.kinds:
            return lexicon.kinds[own[0].key]
        start = end - len(name)
        before = tokenize(self.text, max(0, start - MAX_KIND_CHARS), start)
        while before and before[-1].key in lexicon.belongs:
            before.pop()
        near = bool(before) and all(c.isalpha() or c == " " for c in self.text[before[-1].end : start])
        return lexicon.kinds.get(before[-1].key) if near else None

    def _is_stray(self, name: str, place: Place, outer: Place | None) -> bool:
        """Is a place too small to be meant in a text about other countries, or where the text says it lies in another?"""
        if place.kind == "country":
            return self._is_common(place, self._named(name)) and not self._supported(name, place) and bool(self.countries)
        if place.kind not in ("city", "district"):
            return False
        if outer and outer.country != place.country:
            return place.population < METROPOLIS
        return bool(self.countries) and not self.countries[place.country] and place.population < SMALL_TOWN

    def _is_common(self, place: Place, namesakes: Sequence[Place]) -> bool:
        """Is it a territory of another state that many towns are called like?"""
        territory = place.kind == "country" and place.country in territories()
        return territory and sum(p.kind in ("city", "district") for p in namesakes) >= MANY_TOWNS

    def _supported(self, name: str, place: Place) -> bool:
        """Does the text name the country by other words than this name, too?"""
        return self.countries[place.country] > self.text.count(name)

    def _score(self, name: str, place: Place, namesakes: Sequence[Place]) -> float:
        score = log10(place.population + 500)
        common = self._is_common(place, namesakes)
        if place.kind in ("country", "continent"):
            score += 0 if common else STATE
        elif place.name.casefold() != name.casefold():
            score += ALIAS
        if place.kind in ("province", "district") and any(_is_seat(p, place) for p in namesakes):
            score += OUTSHONE
        total = self.countries.total()
        if total and (not common or self._supported(name, place)):
            score += COUNTRY_SHARE * self.countries[place.country] / total
        if self.provinces.get((place.country, place.admin1), set()) - {name}:
            score += SAME_PROVINCE
        if place.kind in ("city", "district"):
            score += min(NEAR * self._neighbours(name, place), MAX_NEAR)
        told = not total or self.countries[place.country]
        if told and place.kind == "city" and place.population >= LARGE_CITY and capital_of(name, self.lang) == place.country:
            score += SEAT
        if home_country(self.lang) == place.country:
            score += HOME
        return score


def _is_seat(city: Place, division: Place) -> bool:
    """Is it a large city in the division?"""
    same = (city.country, city.admin1) == (division.country, division.admin1)
    return same and city.kind == "city" and city.population >= LARGE_CITY


def _lies_in(place: Place, outer: Place) -> bool:
    """Can the place lie in the other?"""
    if place.id == outer.id or place.country != outer.country or place.kind == "country":
        return False
    return outer.kind == "country" or not outer.admin1 or place.admin1 == outer.admin1
