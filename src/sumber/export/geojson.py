"""Events on a map as GeoJSON (RFC 7946): a point for each event mention whose place the gazetteer has coordinates for.

A point is the middle of its place: `place.kind` says whether that is a city or a country, and `place.radius_km` how far a
country or a province reaches.
The number of events that have no such place is told at the end, so that none is lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from sumber.archive.answers import EventAnswer
from sumber.export.fields import caveats, link, place_with_coordinates
from sumber.export.lines import Fields, filled, write_document
from sumber.knowledge.extent import radius_km
from sumber.knowledge.places import Place
from sumber.rows import Row

PLACE: Fields[Place] = (
    ("name", lambda p: p.name),
    ("kind", lambda p: p.kind),
    ("country", lambda p: p.country),
    ("geonames", lambda p: p.geonames),
    ("radius_km", radius_km),
)
"""Keys of `properties.place`."""


def _evidence(event: EventAnswer) -> list[Row]:
    span = {"start": event.sentence.start, "end": event.sentence.end}
    url, article = link(event.source.url), event.source.article
    return [{"quote": event.sentence.text, **span, "article": article, **({"url": url} if url else {})}]


PROPERTIES: Fields[EventAnswer] = (
    ("day", lambda e: e.day),
    ("type", lambda e: e.type),
    ("mode", lambda e: e.mode),
    ("quad", lambda e: e.quad),
    ("score", lambda e: e.score),
    ("actors", lambda e: [party.name for party in e.actors]),
    ("recipients", lambda e: [party.name for party in e.recipients]),
    ("reciprocal", lambda e: e.reciprocal),
    ("contexts", lambda e: list(e.contexts)),
    ("title", lambda e: e.source.title),
    ("published", lambda e: e.source.published),
    ("language", lambda e: e.source.lang),
    ("credits", lambda e: list(e.source.credits)),
    ("evidence", _evidence),
)
"""Keys of a feature's `properties`; `status`, `background`, `according_to`, `confidence` and lineage come with them."""


def _feature(event: EventAnswer, place: Place) -> Row:
    told = {key: value for key, value in caveats(event).items() if key != "id"}
    told |= {"background": event.background, "confidence": round(event.confidence, 3)}  # type: ignore[dict-item]
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {"place": filled(place, PLACE), **filled(event, PROPERTIES), **told},
    }


def write_geojson(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes a collection of features; returns how many. Its last key counts the events left out for want of coordinates."""
    placeless = 0

    def located() -> Iterator[Row]:
        nonlocal placeless
        for event in events:
            place = place_with_coordinates(event)
            if place is None:
                placeless += 1
            else:
                yield _feature(event, place)

    head = {"type": "FeatureCollection"}
    return write_document(head, "features", located(), out, lambda: {"without_coordinates": placeless})
