"""Values that several formats need: days, moments, links, places with their coordinates, an event in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.metadata import version
from urllib.parse import quote

from sumber.archive.answers import EventAnswer, Party, Source
from sumber.archive.answers.links import link as link
from sumber.events.ontology import event_types
from sumber.knowledge.places import Place, place_of
from sumber.views.safe import safe

QUADS = {"verbal_coop": 1, "material_coop": 2, "verbal_conflict": 3, "material_conflict": 4}
"""The number of each quad class, as GDELT and PLOVER count them."""


@cache
def coder() -> str:
    """The program and its version, which formats name as what made the data."""
    return f"sumber {version('sumber')}"


def urn(id: str) -> str:
    """An id of the archive as an absolute name, for formats that identify things by URI."""
    return f"urn:sumber:{quote(id, safe=':_-.')}"


def day_of(written: str | None) -> date | None:
    """The day that a date or moment begins with; None where it begins with none."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def event_day(event: EventAnswer) -> date | None:
    """The first day of the event's time, or of the report where the sentence gives none: as the filters take it."""
    return day_of(event.day) or day_of(event.source.published)


def instant(written: str | None) -> datetime | None:
    """A moment with the offset that the page gives, UTC where it gives none, midnight where it gives only a day; None where it
    cannot be read."""
    try:
        when = datetime.fromisoformat(written or "")
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).replace(microsecond=0)
    except ValueError:
        return None


def timed_instant(written: str | None) -> datetime | None:
    """A moment in UTC; None where the page gives no time of the day."""
    when = instant(written) if written and len(written) > len("2026-03-05") else None
    try:
        return when.astimezone(UTC) if when else None
    except OverflowError:
        return None


def rfc3339(written: str | None) -> str | None:
    """A moment as RFC 3339 wants it, whole with its offset; see `instant`. RFC 3339 knows offsets of whole minutes only."""
    when = instant(written)
    offset = when.utcoffset() if when else None
    return when.isoformat() if when and offset is not None and not offset.seconds % 60 else None


@lru_cache(maxsize=10_000)
def _place(entity: str) -> Place | None:
    return place_of(entity)


def place_with_coordinates(event: EventAnswer) -> Place | None:
    """The place of the event as the gazetteer has it; None where there is none or it is not known."""
    return _place(event.place.entity) if event.place and event.place.entity else None


def first(parties: tuple[Party, ...]) -> Party | None:
    """The first of several parties, for formats that have a place for one."""
    return parties[0] if parties else None


def cameo_root(event: EventAnswer) -> str | None:
    """The root code of CAMEO under which events of this type are mostly filed."""
    known = event_types().get(event.type)
    return known.cameo if known else None


def deed(event: EventAnswer) -> str:
    """Who did what to whom in one line: "Police -> ASSAULT/firearms -> Marchers (asserted)"."""
    what = f"{event.type}/{event.mode}" if event.mode else event.type
    sides = [", ".join(party.name for party in side) for side in (event.actors, event.recipients)]
    arrow = "<->" if event.reciprocal else "->"
    told = f" {arrow} ".join(filter(None, (sides[0], what, sides[1])))
    return safe(f"{told} ({event.status})")


def caveats(event: EventAnswer) -> dict[str, str]:
    """What must not get lost of an event: its id, happening, status, whose word it is, and how sure the coding is."""
    known = {
        "id": event.id,
        "happening": event.event,
        "status": event.status,
        "background": str(event.background).lower(),
        "according_to": event.attribution,
        "confidence": f"{event.confidence:.3f}",
        "outlet": event.source.outlet,
        "origin": event.source.origin,
        "copy_of": event.source.copy_of,
        "story": event.source.story,
    }
    return {name: value for name, value in known.items() if value}


def credit_line(source: Source) -> str | None:
    """The outlet and the agencies that it credits; None where the page names neither."""
    credits = ", ".join(source.credits)
    return " / ".join(filter(None, (source.outlet, credits))) or None
