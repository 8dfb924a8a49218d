"""Cities and provinces with their coordinates (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from sumber.knowledge.lexicon import read_text
from sumber.knowledge.match import tokenize
from sumber.types import Entity

# A city of the text's own country wins over a namesake elsewhere that has up to this many times its people.
HOME_FACTOR = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A city or province. `latitude` and `longitude` are degrees, None where unknown; a province has its seat's.
    `geonames` is the GeoNames id; provinces have none, and no `population`."""

    id: str
    name: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    geonames: str | None

    def entity(self) -> Entity:
        """The place as reading links to it."""
        return Entity(self.id, self.name, "place", self.country)


def _key(name: str) -> str:
    return " ".join(t.key for t in tokenize(name))


@cache
def _rows() -> tuple[list[str], dict[str, list[int]]]:
    """The lines of the table, and an index of folded names into them; a line is split only when it is asked for."""
    text = read_text("places/cities.tsv.gz")
    lines = text.split("\n")
    index: dict[str, list[int]] = {}
    for i, line in enumerate(text.casefold().split("\n")):
        if line and not line.startswith("#"):
            _, name, others = line.rsplit("\t", 2)
            for one in (name, *others.split("|")) if others else (name,):
                index.setdefault(one, []).append(i)
    return lines, index


def _place(row: list[str]) -> Place:
    kind, geonames, country, _, population, latitude, longitude, name, _ = row
    id = f"city:{geonames}" if geonames else f"province:{country}:{_key(name).replace(' ', '-')}"
    lat, lon = (float(x) if x else None for x in (latitude, longitude))
    return Place(id, name, kind, country, lat, lon, int(population), geonames or None)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(line for line in read_text("places/not_places.txt").split("\n") if line and not line.startswith("#"))


@lru_cache(maxsize=50_000)
def find_places(name: str, country: str | None = None) -> tuple[Place, ...]:
    """All places of this name in Latin script, the likeliest first: provinces, then by population, where a place in
    `country` (ISO 3166-1 alpha-3, the context's) counts for more. Empty where none is known."""
    rows, index = _rows()
    key = name.casefold().strip()
    if key in _not_places():
        return ()
    places = [_place(rows[i].split("\t")) for i in index.get(key, ())] if key else []

    def weight(p: Place) -> tuple[float, str]:
        size = float(p.population or 3_000_000)
        alias = 1.0 if p.name.casefold() == key else 0.1
        return (-size * alias * (HOME_FACTOR if p.country == country else 1), p.id)

    return tuple(sorted(places, key=weight))
