"""Events in the 40 columns of POLECAT's weekly files: tab-separated, with a header line, a row an event mention.

Several values in a cell are split by semicolons. POLECAT has no place for status, attribution, confidence and evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from sumber.archive.answers import EventAnswer, Party
from sumber.archive.answers.columns import SEPARATOR, names
from sumber.export.cells import tab_line, write_tabbed
from sumber.export.fields import coder, day_of, event_day, place_with_coordinates
from sumber.knowledge.countries import country_name
from sumber.knowledge.places import province_of

Value = Callable[[EventAnswer], object]
QUAD_NAMES = {
    "verbal_coop": "VERBAL COOPERATION", "material_coop": "MATERIAL COOPERATION", "verbal_conflict": "VERBAL CONFLICT",
    "material_conflict": "MATERIAL CONFLICT",
}  # fmt: skip


def _nothing(_: EventAnswer) -> None:
    return None


def _each(parties: Iterable[Party], value: Callable[[Party], str | None]) -> str | None:
    """A value of each party; empty where none has it, else with a place for each, so that the columns stay parallel."""
    found = [value(party) or "" for party in parties]
    return SEPARATOR.join(found) if any(found) else None


def _side(name: str, side: str) -> list[tuple[str, Value]]:
    """The eight columns of one side; `side` is "actors" or "recipients"."""

    def of(value: Callable[[tuple[Party, ...]], object]) -> Value:
        return lambda event: value(getattr(event, side))

    return [
        (f"{name} Name", of(names)),
        (f"{name} Country", of(lambda parties: _each(parties, lambda p: p.country))),
        (f"{name} COW", _nothing),
        (f"Primary {name} Sector", of(lambda parties: _each(parties, lambda p: next(iter(p.sectors), None)))),
        (f"{name} Sectors", of(lambda parties: _each(parties, lambda p: " ".join(p.sectors)))),
        (f"{name} Title", _nothing),
        (f"{name} Name Raw", of(lambda parties: _each(parties, lambda p: p.words.text))),
        (f"Wikipedia {name} ID", _nothing),
    ]


def _located(kind: str) -> Value:
    """The name of the event's place, where it is of this kind."""

    def value(event: EventAnswer) -> str | None:
        place = place_with_coordinates(event)
        return place.name if place and place.kind == kind else None

    return value


def _province(event: EventAnswer) -> str | None:
    place = place_with_coordinates(event)
    around = place and province_of(place)
    return around.name if around else _located("province")(event)  # type: ignore[return-value]


def _of_place(attribute: str) -> Value:
    return lambda event: getattr(place_with_coordinates(event), attribute, None)


COLUMNS: tuple[tuple[str, Value], ...] = (
    ("Event ID", lambda e: e.id),
    ("Event Date", lambda e: (day := event_day(e)) and day.isoformat()),
    ("Event Type", lambda e: e.type),
    ("Event Mode", lambda e: e.mode),
    ("Intensity", lambda e: e.score),
    ("Quad Code", lambda e: QUAD_NAMES.get(e.quad)),
    ("Contexts", lambda e: SEPARATOR.join(e.contexts)),
    *_side("Actor", "actors"),
    *_side("Recipient", "recipients"),
    ("Placename", lambda e: e.place and e.place.name),
    ("City", _located("city")),
    ("District", _located("district")),
    ("Province", _province),
    ("Country", lambda e: country_name(e.place.country) if e.place and e.place.country else None),
    ("Latitude", _of_place("latitude")),
    ("Longitude", _of_place("longitude")),
    ("GeoNames ID", _of_place("geonames")),
    ("Raw Placename", lambda e: e.place and e.place.words.text),
    ("Feature Type", _of_place("kind")),
    ("Source", lambda e: e.source.outlet),
    ("Publication Date", lambda e: (day := day_of(e.source.published)) and day.isoformat()),
    ("Story People", _nothing),
    ("Story Organizations", _nothing),
    ("Story Locations", _nothing),
    ("Language", lambda e: e.source.lang),
    ("Version", lambda _: coder()),
)
"""The columns in POLECAT's order."""


def write_polecat(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes the header and a line an event mention; returns how many mentions."""
    out.write(tab_line(name for name, _ in COLUMNS))
    return write_tabbed(events, (value for _, value in COLUMNS), out)
