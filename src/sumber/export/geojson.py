"""Events on a map as GeoJSON (RFC 7946): a feature for each event mention, a point where the gazetteer has coordinates for its
place.

A point is the middle of its place: `place.kind` says whether that is a city or a country, and `place.radius_km` how far a
country or a province reaches. What has no such place is an unlocated feature, whose geometry is null (RFC 7946, 3.2): no event
is lost, and the number of these is told at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from sumber.archive.answers import EventAnswer, Party
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

NAMED: Fields[Party] = (("name", lambda p: p.name), ("country", lambda p: p.country))
"""The same of a place that the gazetteer has no coordinates for."""


def _evidence(event: EventAnswer) -> list[Row]:
    span = {"start": event.sentence.start, "end": event.sentence.end}
    url, article = link(event.source.url), event.source.article
    return [{"quote": event.sentence.text, **span, "article": article, **({"url": url} if url else {})}]


PROPERTIES: Fields[EventAnswer] = (
    ("day", lambda e: e.day),
    ("time", lambda e: e.time.value if e.time else None),
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


def _geometry(place: Place | None) -> Row | None:
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place else None


def _place(event: EventAnswer, place: Place | None) -> Row:
    if place:
        return {"place": filled(place, PLACE)}
    return {"place": filled(event.place, NAMED)} if event.place else {}


def _feature(event: EventAnswer, place: Place | None) -> Row:
    told = {key: value for key, value in caveats(event).items() if key != "id"}
    told |= {"background": event.background, "confidence": round(event.confidence, 3)}  # type: ignore[dict-item]
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(place),
        "properties": {**_place(event, place), **filled(event, PROPERTIES), **told},
    }


def write_geojson(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes a collection with a feature for each event; returns how many. Its last key counts those without coordinates."""
    placeless = 0

    def features() -> Iterator[Row]:
        nonlocal placeless
        for event in events:
            place = place_with_coordinates(event)
            placeless += place is None
            yield _feature(event, place)

    head = {"type": "FeatureCollection"}
    return write_document(head, "features", features(), out, lambda: {"without_coordinates": placeless})
