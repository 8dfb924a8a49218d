"""How far a country or a province reaches around its middle, reckoned from the towns of the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sumber.knowledge.lexicon import read_text
from sumber.knowledge.places import Place

SHARE = 0.9  # of the people in its towns: all of them would reach to overseas islands
EARTH_KM = 6371.0
_FIELDS = {"admin1": 3, "people": 4, "latitude": 5, "longitude": 6}  # columns of cities.tsv.gz


@cache
def _lines() -> dict[str, list[str]]:
    """The lines of each country's towns."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in read_text("places/cities.tsv.gz").split("\n"):
        if line.startswith("city\t"):
            found[line.split("\t", 3)[2]].append(line)
    return dict(found)


@lru_cache(maxsize=1000)
def radius_km(place: Place) -> int | None:
    """Within how many kilometres of its middle nine in ten of a country's or a province's townspeople live. None for a place of
    another kind, whose towns the gazetteer does not tell, and where it has no towns."""
    if place.kind not in ("country", "province"):
        return None
    rows = [line.split("\t") for line in _lines().get(place.country, ())]
    towns = [row for row in rows if place.kind == "country" or row[_FIELDS["admin1"]] == place.admin1]
    people, latitudes, longitudes = (
        np.array([float(row[_FIELDS[name]]) for row in towns]) for name in ("people", "latitude", "longitude")
    )
    if not people.sum():
        return None
    distances = _distances(place, np.radians(latitudes), np.radians(longitudes))
    order = np.argsort(distances, kind="stable")
    reached = int(np.searchsorted(np.cumsum(people[order]), SHARE * people.sum()))
    return max(1, round(float(distances[order][min(reached, len(order) - 1)])))


def _distances(place: Place, latitudes: NDArray[Any], longitudes: NDArray[Any]) -> NDArray[Any]:
    """Great-circle distances in kilometres (haversine)."""
    latitude, longitude = np.radians(place.latitude), np.radians(place.longitude)
    across = np.sin((longitudes - longitude) / 2) ** 2
    squared = np.sin((latitudes - latitude) / 2) ** 2 + np.cos(latitude) * np.cos(latitudes) * across
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(squared, 0, 1))))
