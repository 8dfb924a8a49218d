"""Events in the 61 columns of GDELT 2.0's event file: tab-separated, no header, a row an event mention.

The columns follow GDELT's codebook (GDELT Event Database, Data Format Codebook V2.0) as py-gdelt reads them. What GDELT wants
and sumber does not know stays empty. GoldsteinScale holds PLOVER's score, which is of the same kind but is not Goldstein's.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import TextIO

from sumber.archive.answers import EventAnswer, Party
from sumber.export.cells import write_tabbed
from sumber.export.fields import QUADS, cameo_root, event_day, first, link, place_with_coordinates
from sumber.knowledge.country_codes import country_codes
from sumber.knowledge.places import Place

Value = Callable[[EventAnswer], object]

# PLOVER's sectors that CAMEO has too; two changed their letters: CAMEO's MED is the press, and medicine is HLH. CAMEO has no
# type for PRM, PTY, UNK, PRE, REL (which it splits by religion) and SOC.
SECTORS = {
    "COP": "COP", "GOV": "GOV", "JUD": "JUD", "LEG": "LEG", "MIL": "MIL", "REB": "REB", "SPY": "SPY", "UAF": "UAF",
    "AGR": "AGR", "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "JRN": "MED", "LAB": "LAB",
    "MED": "HLH", "REF": "REF", "OPP": "OPP", "IGO": "IGO",
}  # fmt: skip
_TYPES = 3  # columns for an actor's types
# GDELT's kinds of places: in the USA by state and city, elsewhere by province and city. It has none for districts.
_GEO = {
    ("country", False): 1,
    ("country", True): 1,
    ("province", True): 2,
    ("city", True): 3,
    ("city", False): 4,
    ("province", False): 5,
}


def global_event_id(event: EventAnswer) -> int:
    """The mention's id as the whole number that GDELT's readers expect: 63 bits of it, the same on every machine."""
    _, _, letters = event.id.rpartition("_")
    try:
        bits = base64.b32decode(letters.upper())
    except ValueError:
        bits = b""
    bits = bits if len(bits) >= 8 else hashlib.sha256(event.id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(bits[:8]) >> 1


def cameo_types(party: Party | None) -> tuple[str, ...]:
    """The CAMEO types of a party's sectors."""
    return tuple(dict.fromkeys(SECTORS[sector] for sector in party.sectors if sector in SECTORS)) if party else ()


def cameo_code(party: Party | None) -> str | None:
    """The party's CAMEO code: its country (alpha-3), then its types: "IDNCOP"."""
    return "".join(((party.country or ""), *cameo_types(party)[:_TYPES])) or None if party else None


def _day(form: Callable[[date], object]) -> Value:
    def value(event: EventAnswer) -> object:
        day = event_day(event)
        return None if day is None else form(day)

    return value


def _party(side: str) -> list[tuple[str, Value]]:
    """The ten columns of an actor; `side` is "actors" for Actor1, "recipients" for Actor2."""
    name = {"actors": "Actor1", "recipients": "Actor2"}[side]

    def of(value: Callable[[Party | None], object]) -> Value:
        return lambda event: value(first(getattr(event, side)))

    def type_at(place: int) -> Callable[[Party | None], object]:
        return lambda party: next(iter(cameo_types(party)[place : place + 1]), None)

    known = [("Code", of(cameo_code)), ("Name", of(lambda p: p and p.name)), ("CountryCode", of(lambda p: p and p.country))]
    unknown = [(part, _nothing) for part in ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")]
    types = [(f"Type{n + 1}Code", of(type_at(n))) for n in range(_TYPES)]
    return [(name + part, value) for part, value in (*known, *unknown, *types)]


def _nothing(_: EventAnswer) -> None:
    return None


def _geo(name: str, values: dict[str, Value]) -> list[tuple[str, Value]]:
    """The eight columns of a place."""
    parts = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return [(f"{name}Geo_{part}", values.get(part, _nothing)) for part in parts]


def _place(value: Callable[[Place], object]) -> Value:
    def of(event: EventAnswer) -> object:
        place = place_with_coordinates(event)
        return None if place is None else value(place)

    return of


def _fips(event: EventAnswer) -> str | None:
    codes = country_codes(event.place.country) if event.place else None
    return codes.fips if codes else None


ACTION: dict[str, Value] = {
    "Type": _place(lambda place: _GEO.get((place.kind, place.country == "USA"))),
    "Fullname": lambda e: e.place and e.place.name,
    "CountryCode": _fips,
    "Lat": _place(lambda place: place.latitude),
    "Long": _place(lambda place: place.longitude),
}

COLUMNS: tuple[tuple[str, Value], ...] = (
    ("GLOBALEVENTID", global_event_id),
    ("SQLDATE", _day(lambda day: f"{day:%Y%m%d}".rjust(8, "0"))),
    ("MonthYear", _day(lambda day: f"{day:%Y%m}".rjust(6, "0"))),
    ("Year", _day(lambda day: f"{day.year:04d}")),
    ("FractionDate", _day(lambda day: f"{day.year + (day.month * 30 + day.day) / 365:.4f}")),
    *_party("actors"),
    *_party("recipients"),
    ("IsRootEvent", _nothing),
    ("EventCode", lambda e: (root := cameo_root(e)) and f"{root}0"),
    ("EventBaseCode", lambda e: (root := cameo_root(e)) and f"{root}0"),
    ("EventRootCode", cameo_root),
    ("QuadClass", lambda e: QUADS.get(e.quad)),
    ("GoldsteinScale", lambda e: e.score),
    ("NumMentions", lambda _: 1),
    ("NumSources", lambda _: 1),
    ("NumArticles", lambda _: 1),
    ("AvgTone", _nothing),
    *_geo("Actor1", {}),
    *_geo("Actor2", {}),
    *_geo("Action", ACTION),
    ("DATEADDED", _nothing),
    ("SOURCEURL", lambda e: link(e.source.url)),
)
"""The columns in GDELT's order. A CAMEO code ending in 0 means "of this root, not specified below"."""


def write_gdelt(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes a line an event mention; returns how many."""
    return write_tabbed(events, (value for _, value in COLUMNS), out)
