"""Deliveries of materiel: what is told to go from whom to whom, by whose word."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from sumber.archive.answers import EventAnswer
from sumber.archive.queries import answers_of
from sumber.archive.queries.filtering import means_one
from sumber.archive.queries.keyset import Key, Slice
from sumber.archive.reckoned import chunks
from sumber.archive.schema import RoleRow
from sumber.archive.schema.tallies import DeliveryRow


@dataclass(frozen=True, slots=True)
class MaterielFilter:
    """Which deliveries. `supplier` and `recipient` are a piece of a name, an alpha-3 country or an entity's id; `item` a piece
    of its words; days are ISO 8601."""

    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Counted materiel in one event mention, with what filters ask of it; `happening` is the mention itself where it is
    told alone. `place` is its own among all that are told, in order of their ids, and `thing` its item without case."""

    id: str
    event_mention: str
    item: str | None
    value: float | None
    confidence: float
    status: str
    happening: str
    article: str
    origin: str
    day: str | None
    copy: bool
    place: int
    thing: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery as it is told: the surest event mention of it (an original before a reprint), the thing, its number where
    the words give one, and how many articles and independent origins tell the same."""

    id: str
    item: str | None
    amount: float | None
    articles: int
    origins: int
    event: EventAnswer


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Deliveries, latest first, and how many there are in all."""

    shown: tuple[Delivery, ...]
    total: int


def told_deliveries(connection: Connection) -> tuple[Told, ...]:
    """All counted materiel in events that deliver some, whatever is asked for later."""
    names = ("id", "event_mention", "item", "value", "confidence", "status", "happening", "article", "origin", "day", "copy")
    asked = select(*(getattr(DeliveryRow, name) for name in names)).order_by(DeliveryRow.id)
    rows = connection.execute(asked).all()
    return tuple(Told(**row._mapping, place=place, thing=row.item and row.item.lower()) for place, row in enumerate(rows))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of deliveries, small enough to be kept: line n is `places[starts[n] : starts[n + 1]]`, places in what
    `told_deliveries` gave, of the surest that tells a delivery and then of all that tell it."""

    starts: Sequence[int]
    places: Sequence[int]


def sheet_of(connection: Connection, told: Sequence[Told], asked: MaterielFilter) -> Sheet:
    """What fits every filter of all that `told_deliveries` gives, a delivery a line, latest first."""
    starts, places = array("l", [0]), array("l")
    for line in _sheet(connection, told, asked):
        places.append(line.surest.place)
        places.fromlist([one.place for one in line.told])
        starts.append(len(places))
    return Sheet(starts, places)


def deliveries(connection: Connection, told: Sequence[Told], sheet: Sheet, limit: int, offset: int) -> Deliveries:
    """A part of a sheet that `sheet_of` made of `told`."""
    total = len(sheet.starts) - 1
    shown = range(min(offset, total), min(offset + limit, total))
    lines = [[told[place] for place in sheet.places[sheet.starts[n] : sheet.starts[n + 1]]] for n in shown]
    return Deliveries(_shown(connection, [_Line(surest, ones, surest.day or "") for surest, *ones in lines]), total)


def all_deliveries(connection: Connection, asked: MaterielFilter, limit: int | None) -> Iterator[Delivery]:
    """What fits every filter, or the first `limit` of it; read as it is gone through."""
    for part in chunks(_sheet(connection, told_deliveries(connection), asked)[:limit]):
        yield from _shown(connection, part)


def delivery_page(connection: Connection, asked: MaterielFilter, after: Key | None, limit: int) -> Slice[Delivery]:
    """The deliveries that fit every filter, behind a key."""
    sheet = _sheet(connection, told_deliveries(connection), asked)
    if after is not None:
        day, id = str(after[0] or ""), str(after[1])
        sheet = [line for line in sheet if line.day < day or (line.day == day and line.surest.id > id)]
    part = sheet[:limit]
    return Slice(_shown(connection, part), (part[-1].day, part[-1].surest.id) if len(sheet) > limit else None)


@dataclass(frozen=True, slots=True)
class _Line:
    """A delivery of the sheet: all that tell it, the surest of them, and their latest day ("" for none)."""

    surest: Told
    told: Sequence[Told]
    day: str


def _sheet(connection: Connection, told: Sequence[Told], asked: MaterielFilter) -> list[_Line]:
    """One line for each happening, thing and number, latest first."""
    grouped: dict[tuple[str, float | None, str | None], list[Told]] = {}
    for one in _fitting(connection, told, asked):
        grouped.setdefault((one.happening, one.value, one.thing), []).append(one)
    lines = [_line(ones) for ones in grouped.values()]
    lines.sort(key=lambda line: line.surest.place)
    lines.sort(key=lambda line: line.day, reverse=True)
    return lines


def _line(ones: Sequence[Told]) -> _Line:
    if len(ones) == 1:  # most are: a whole archive has thousands of lines
        return _Line(ones[0], ones, ones[0].day or "")
    surest = max(ones, key=lambda one: (not one.copy, one.confidence))
    return _Line(surest, ones, max(one.day or "" for one in ones))


def _shown(connection: Connection, lines: Sequence[_Line]) -> tuple[Delivery, ...]:
    answers = {answer.id: answer for answer in answers_of(connection, [line.surest.event_mention for line in lines])}
    return tuple(
        Delivery(
            line.surest.id, line.surest.item, line.surest.value, len({one.article for one in line.told}),
            len({one.origin for one in line.told}), answers[line.surest.event_mention],
        )
        for line in lines
    )  # fmt: skip


def _fitting(connection: Connection, told: Sequence[Told], asked: MaterielFilter) -> Sequence[Told]:
    item = (asked.item or "").lower()
    found = [
        one
        for one in told
        if (not item or item in (one.thing or ""))
        and asked.status in (None, one.status)
        and (asked.since is None or (one.day is not None and one.day >= asked.since))
        and (asked.until is None or (one.day is not None and one.day <= asked.until))
    ]
    for part, who in (("actor", asked.supplier), ("recipient", asked.recipient)):
        if who:
            of = select(RoleRow.event_mention).join(DeliveryRow, DeliveryRow.event_mention == RoleRow.event_mention)
            of = of.where(RoleRow.part == part, or_(*means_one(connection, who)))
            ids = set(connection.execute(of).scalars())
            found = [one for one in found if one.event_mention in ids]
    return found
