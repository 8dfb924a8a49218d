"""Countries, provinces, districts and towns with their coordinates (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

import numpy as np

from sumber.knowledge.lexicon import read_bytes, read_text
from sumber.knowledge.match import tokenize
from sumber.types import Entity

# A city of the text's own country wins over a namesake elsewhere that has up to this many times its people.
HOME_FACTOR = 100
# A name that is not the place's main one counts as if so much of its people bore it.
ALIAS_SHARE = 0.1
# So likely is a province where its large city bears the same name.
LARGE_CITY = 100_000
SEAT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Place:
    """A continent, country, province, district or city. `latitude` and `longitude` are degrees; a division's are the middle of
    its towns, its `population` is the sum over them. `geonames` is the GeoNames id, which provinces and districts lack;
    `admin1` is GeoNames' code of the province that a place is or lies in."""

    id: str
    name: str
    kind: str
    country: str  # empty of a continent
    latitude: float
    longitude: float
    population: int
    geonames: str | None
    admin1: str = ""

    def entity(self) -> Entity:
        """The place as reading links to it."""
        return Entity(self.id, self.name, "place", self.country or None)


def _key(name: str) -> str:
    return " ".join(t.key for t in tokenize(name))


class _Lines:
    """The lines of a table as bytes, split only when one is asked for: a dictionary of them takes too long to build."""

    def __init__(self, name: str) -> None:
        data = read_bytes(name)
        start = 0
        while data.startswith(b"#", start):
            start = data.index(b"\n", start) + 1
        self.data = data[start:]
        ends = np.flatnonzero(np.frombuffer(self.data, np.uint8) == ord("\n"))
        self.starts = np.concatenate(([0], ends[:-1] + 1)).tolist()
        self.ends = ends.tolist()

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, i: int) -> bytes:
        return self.data[self.starts[i] : self.ends[i]]

    def split(self, i: int) -> list[str]:
        """The fields of a line."""
        return self[i].decode().split("\t")

    def first_field(self, i: int) -> bytes:
        """What stands before the first tab."""
        return self[i].partition(b"\t")[0]


@cache
def _table() -> _Lines:
    return _Lines("places/cities.tsv.gz")


@cache
def _names() -> _Lines:
    return _Lines("places/names.tsv.gz")


def _named(key: str) -> list[int]:
    """The rows of the places of a casefolded name."""
    names = _names()
    wanted = key.encode("utf-8", "replace")
    at = bisect_left(range(len(names)), wanted, key=names.first_field)
    if at == len(names) or names.first_field(at) != wanted:
        return []
    return [int(i) for i in names.split(at)[1].split(",")]


def _place(i: int) -> Place:
    kind, geonames, country, admin1, population, latitude, longitude, name = _table().split(i)
    slug = _key(name).replace(" ", "-") if kind in ("province", "district") else ""
    ids = {"country": country, "province": f"{country}:{slug}", "district": f"{country}:{admin1}:{slug}"}
    id = f"{kind}:{ids.get(kind, geonames)}"
    return Place(id, name, kind, country, float(latitude), float(longitude), int(population), geonames or None, admin1)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(line for line in read_text("places/not_places.txt").split("\n") if line and not line.startswith("#"))


@lru_cache(maxsize=50_000)
def find_places(name: str, country: str | None = None, least: int = 0) -> tuple[Place, ...]:
    """All provinces, districts and cities of this name in Latin script that have at least `least` people, the likeliest
    first: by population, where a place in `country` (ISO 3166-1 alpha-3, the context's) counts for more. A city comes before
    the province of its name. Empty where none is known."""
    key = name.casefold().strip()
    if not key or key in _not_places():
        return ()
    known = (_place(i) for i in _named(key) or _named(key.rstrip(".")))
    places = [p for p in known if p.population >= least]
    cities = {(p.country, p.admin1) for p in places if p.kind == "city" and p.population >= LARGE_CITY}

    def weight(p: Place) -> tuple[float, str]:
        share = 1.0 if p.name.casefold() == key else ALIAS_SHARE
        if p.kind != "city" and (p.country, p.admin1) in cities:
            share *= SEAT_SHARE
        return (-p.population * share * (HOME_FACTOR if p.country == country else 1), p.id)

    return tuple(sorted(places, key=weight))


def place_of(id: str) -> Place | None:
    """The place that an entity's id names: `country:MMR`, `city:1642911`, `province:IDN:jawa-timur`; None for any other."""
    kind = id.partition(":")[0]
    if kind not in ("continent", "country", "province", "district", "city"):
        return None
    if kind == "city":
        line = _cities().get(id.removeprefix("city:").encode())
        return None if line is None else _place(line)
    return _divisions().get(id)


@cache
def _cities() -> dict[bytes, int]:
    """The row of each city by its GeoNames id."""
    rows = ((i, _table()[i]) for i in range(len(_table())))
    return {line.split(b"\t", 2)[1]: i for i, line in rows if line.startswith(b"city")}


@cache
def _divisions() -> dict[str, Place]:
    """Continents, countries, provinces and districts by id; they stand before the cities."""
    table = _table()
    rows = takewhile(lambda i: not table[i].startswith(b"city"), range(len(table)))
    return {p.id: p for p in map(_place, rows)}


def province_of(place: Place) -> Place | None:
    """The province that a city or district lies in; None where the table has none."""
    return _provinces().get((place.country, place.admin1)) if place.kind in ("city", "district") else None


@cache
def _provinces() -> dict[tuple[str, str], Place]:
    return {(p.country, p.admin1): p for p in _divisions().values() if p.kind == "province" and p.admin1}


@cache
def _coded() -> dict[str, Place]:
    known = [p for p in _divisions().values() if p.kind == "province" and p.admin1.isalpha() and len(p.admin1) == 2]
    by_size = sorted(known, key=lambda p: p.population)
    return {p.admin1: p for p in by_size}


def province_of_code(code: str) -> Place | None:
    """The province that addresses name by two capitals ("TX"); of several with that code the one with most people."""
    return _coded().get(code)
