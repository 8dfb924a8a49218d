"""Deliveries of materiel: what is told to go from whom to whom, by whose word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
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
    told alone."""

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


class AllTold:
    """All counted materiel in events that deliver some, in order of their ids, and in arrays what sheets are made by: the days
    ("" for none) and things (without case) by their number, which delivery each tells (one happening, thing and number), and
    its rank among all, the surest first and an original before a reprint."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.told = told
        written = [one.day or "" for one in told]
        self.days = sorted(set(written))
        place = {day: number for number, day in enumerate(self.days)}
        self.day = np.array([place[day] for day in written], np.int32)
        things: dict[str | None, int] = {}
        self.thing = np.array([things.setdefault(one.item and one.item.lower(), len(things)) for one in told], np.int32)
        self.things = tuple(things)
        of: dict[tuple[str, float | None, int], int] = {}
        keys = ((one.happening, one.value, thing) for one, thing in zip(told, self.thing.tolist(), strict=True))
        self.delivery = np.array([of.setdefault(key, len(of)) for key in keys], np.int32)
        self.status = np.array([one.status for one in told], "U")
        surest = sorted(range(len(told)), key=lambda at: (told[at].copy, -told[at].confidence, at))
        self.rank = np.empty(len(told), np.int32)
        self.rank[surest] = np.arange(len(told))


def told_deliveries(connection: Connection) -> AllTold:
    """All counted materiel in events that deliver some, whatever is asked for later."""
    names = ("id", "event_mention", "item", "value", "confidence", "status", "happening", "article", "origin", "day", "copy")
    asked = select(*(getattr(DeliveryRow, name) for name in names)).order_by(DeliveryRow.id)
    return AllTold([Told(**row._mapping) for row in connection.execute(asked)])


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Lines of deliveries, latest first, small enough to be kept: line n is `places[starts[n] : starts[n + 1]]`, places in what
    `told_deliveries` gave, of the surest that tells a delivery and then of all that tell it. Its day is the latest of these."""

    starts: NDArray[np.int64]
    places: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def line(self, told: AllTold, number: int) -> list[Told]:
        """A line: the surest, then all."""
        return [told.told[place] for place in self.places[self.starts[number] : self.starts[number + 1]].tolist()]


def sheet_of(connection: Connection, told: AllTold, asked: MaterielFilter) -> Sheet:
    """What fits every filter of all that `told_deliveries` gives, a delivery a line."""
    fitting = np.flatnonzero(_fits(connection, told, asked))
    by_rank = fitting[np.lexsort((told.rank[fitting], told.delivery[fitting]))]
    by_place = fitting[np.argsort(told.delivery[fitting], kind="stable")]
    begins = np.flatnonzero(np.diff(told.delivery[by_place], prepend=-1))  # where the next delivery's begin
    if not len(begins):
        return Sheet(np.zeros(1, np.int64), fitting)
    surest, day = by_rank[begins], np.maximum.reduceat(told.day[by_place], begins)
    number = np.diff(begins, append=len(by_place))
    lines = np.lexsort((surest, -day))
    starts = np.concatenate(([0], np.cumsum(number[lines] + 1)))
    places = np.empty(starts[-1], np.int64)
    places[starts[:-1]] = surest[lines]
    others = np.ones(starts[-1], np.bool_)
    others[starts[:-1]] = False
    within = np.arange(len(by_place)) - np.repeat(np.cumsum(number[lines]) - number[lines], number[lines])
    places[others] = by_place[np.repeat(begins[lines], number[lines]) + within]
    return Sheet(starts, places)


def deliveries(connection: Connection, told: AllTold, sheet: Sheet, limit: int, offset: int) -> Deliveries:
    """A part of a sheet that `sheet_of` made of `told`."""
    shown = range(min(offset, len(sheet)), min(offset + limit, len(sheet)))
    return Deliveries(_shown(connection, [sheet.line(told, number) for number in shown]), len(sheet))


def all_deliveries(connection: Connection, asked: MaterielFilter, limit: int | None) -> Iterator[Delivery]:
    """What fits every filter, or the first `limit` of it; read as it is gone through."""
    told = told_deliveries(connection)
    sheet = sheet_of(connection, told, asked)
    for part in chunks(range(len(sheet))[:limit]):
        yield from _shown(connection, [sheet.line(told, number) for number in part])


def delivery_page(connection: Connection, asked: MaterielFilter, after: Key | None, limit: int) -> Slice[Delivery]:
    """The deliveries that fit every filter, behind a key."""
    told = told_deliveries(connection)
    sheet = sheet_of(connection, told, asked)

    def key(number: int) -> tuple[str, str]:
        surest, *ones = sheet.line(told, number)
        return max(one.day or "" for one in ones), surest.id

    def is_behind(number: int) -> bool:
        (day, id), (last, surest) = key(number), (str(after[0] or ""), str(after[1])) if after else ("", "")
        return after is None or day < last or (day == last and id > surest)

    first = bisect_left(range(len(sheet)), True, key=is_behind)
    shown = range(first, min(first + limit, len(sheet)))
    answers = _shown(connection, [sheet.line(told, number) for number in shown])
    return Slice(answers, key(shown[-1]) if first + limit < len(sheet) else None)


def _shown(connection: Connection, lines: Sequence[Sequence[Told]]) -> tuple[Delivery, ...]:
    answers = {answer.id: answer for answer in answers_of(connection, [surest.event_mention for surest, *_ in lines])}
    return tuple(
        Delivery(
            surest.id, surest.item, surest.value, len({one.article for one in ones}), len({one.origin for one in ones}),
            answers[surest.event_mention],
        )
        for surest, *ones in lines
    )  # fmt: skip


def _fits(connection: Connection, told: AllTold, asked: MaterielFilter) -> NDArray[np.bool_]:
    """Which of all fit every filter?"""
    fits = np.ones(len(told.told), np.bool_)
    if asked.item:
        item = asked.item.lower()
        fits &= np.array([item in (thing or "") for thing in told.things], np.bool_)[told.thing]
    if asked.status is not None:
        fits &= told.status == asked.status
    if asked.since is not None:  # what has no day is of none
        fits &= told.day >= bisect_left(told.days, asked.since or "\0")
    if asked.until is not None:
        fits &= (told.day < bisect_right(told.days, asked.until)) & (told.day >= bisect_left(told.days, "\0"))
    for part, who in (("actor", asked.supplier), ("recipient", asked.recipient)):
        if who:
            of = select(RoleRow.event_mention).join(DeliveryRow, DeliveryRow.event_mention == RoleRow.event_mention)
            of = of.where(RoleRow.part == part, or_(*means_one(connection, who)))
            ids = set(connection.execute(of).scalars())
            fits &= np.array([one.event_mention in ids for one in told.told], np.bool_)
    return fits
