"""All parties of an archive's events, read once into arrays, so that an actor's parts are summed in a few milliseconds. Looked
up row by row, two thousand parts and those beside them take ten times as long.

A part takes eight bytes, an event thirty; the names, entities and countries that parts have in common are held once.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Integer, literal_column, select

from sumber.archive.actors.sums import (
    BOUND,
    LISTED,
    QUADS,
    WEIGHED,
    Counts,
    Other,
    Sums,
    Whom,
    counterparts,
    monday,
    most_of,
)
from sumber.archive.answers.actor import Counterpart, Week
from sumber.archive.given import as_given, given
from sumber.archive.schema import EventMentionRow
from sumber.archive.schema.judgements import judged_wrong

Mask = NDArray[np.bool_]
Codes = NDArray[np.int32]
_EVENTS = "SELECT rowid, version, quad, score, coalesce(listed, '') FROM event_mentions"
_VERSIONS = "SELECT id, outlet FROM versions WHERE current"
# Events by their number, so that no dictionary of a million ids is needed while parts are read.
_PARTS = """SELECT e.rowid, r.name, r.folded, r.entity, r.country FROM roles AS r
JOIN event_mentions AS e ON e.id = r.event_mention WHERE r.part IN ('actor', 'recipient') ORDER BY r.rowid"""

_NUMBER: ColumnElement[int] = literal_column("event_mentions.rowid", Integer)
_IDS = select(_NUMBER.label("number"), EventMentionRow.id).select_from(EventMentionRow).where(given(_NUMBER))


class _Column:
    """Words as numbers, in the order in which they first come."""

    def __init__(self) -> None:
        self.codes: dict[Any, int] = {}

    def code(self, word: Any) -> int:
        return self.codes.setdefault(word, len(self.codes))


class Parties:
    """The parts of all actors, in the order in which they were read, and the events in which they take part by their number
    (rowid); an event that is not told, in a former wording or judged wrong, has no outlet's code."""

    def __init__(self, connection: Connection) -> None:
        self._read_events(connection)
        self._read_parts(connection)

    def _read_events(self, connection: Connection) -> None:
        outlets, days = _Column(), _Column()
        told_by = {version: outlets.code(outlet) for version, outlet in _rows(connection, _VERSIONS)}
        last = connection.exec_driver_sql("SELECT max(rowid) FROM event_mentions").scalar() or 0
        self._outlet, self._day = np.full(last + 1, -1, np.int32), np.zeros(last + 1, np.int32)
        self._quad, self._score = np.zeros(last + 1, np.int8), np.zeros(last + 1, np.float64)
        for number, version, quad, score, day in _rows(connection, _EVENTS):
            self._outlet[number] = told_by.get(version, -1)
            self._day[number] = days.code(day)
            self._quad[number], self._score[number] = QUADS.index(quad), score
        wrong = connection.execute(select(_NUMBER).select_from(EventMentionRow).where(judged_wrong(EventMentionRow.id)))
        self._outlet[wrong.scalars().all()] = -1
        self._outlets, in_order = tuple(outlets.codes), sorted(days.codes)
        place = {day: place for place, day in enumerate(in_order)}
        self._day = np.array([place[day] for day in days.codes] or [0], np.int32)[self._day]
        self._mondays = tuple(map(monday, in_order))

    def _read_parts(self, connection: Connection) -> None:
        parties, entities, names, countries = (_Column() for _ in range(4))
        event, party = array("i"), array("i")
        for number, *who in _rows(connection, _PARTS):
            event.append(number)
            party.append(parties.code(tuple(who)))
        self._event, self._party = (np.array(column, np.int32) for column in (event, party))
        told = [(name, folded.partition("\n")[0], entity, country) for name, folded, entity, country in parties.codes]
        self._name = [name for name, *_ in told]
        self._country = [country for *_, country in told]
        keys = [entity or name.lower() for name, _, entity, _ in told]
        self._keys = sorted(set(keys))
        place = {key: place for place, key in enumerate(self._keys)}
        self._key = np.array([place[key] for key in keys], np.int32)
        self._of_entity = np.array([entities.code(entity) for *_, entity, _ in told], np.int32)
        self._called = np.array([names.code(called) for _, called, *_ in told], np.int32)
        self._of_country = np.array([countries.code(country) for *_, country in told], np.int32)
        self._entities, self._names, self._countries = entities.codes, names.codes, countries.codes

    def summed(self, connection: Connection, whom: Whom, counterpart: Whom | None) -> Sums:
        """What `sums.summed` tells, of the state of the archive in which they were read."""
        mine = self._means(whom)[self._party]
        parts = np.flatnonzero(mine)
        latest = parts[-BOUND:]
        latest = latest[self._outlet[self._event[latest]] >= 0]
        here = np.zeros(len(self._outlet), np.bool_)
        here[self._event[latest]] = True
        beside = np.flatnonzero(here[self._event])
        events = np.flatnonzero(here)
        shared = events
        if counterpart is not None:
            both = np.zeros_like(here)
            both[self._event[beside[self._means(counterpart)[self._party[beside]]]]] = True
            shared = np.flatnonzero(both)
        return Sums(
            len(parts), self._names_of(latest), self._outlets_of(events), self._weeks(shared),
            self._others(connection, beside[~mine[beside]]), self._latest(connection, shared),
        )  # fmt: skip

    def _means(self, whom: Whom) -> Mask:
        """Which parties mean an actor?"""
        if whom.country is not None:
            return np.equal(self._of_country, self._countries.get(whom.country, -1))
        by_name: Mask = np.equal(self._called, self._names.get(whom.called, -1))
        if whom.id is None:
            return by_name
        unknown: Mask = np.equal(self._of_entity, self._entities.get(None, -1))
        return by_name & unknown | np.equal(self._of_entity, self._entities.get(whom.id, -1))

    def _names_of(self, parts: NDArray[np.int64]) -> Counts:
        counts: Counter[str] = Counter()
        for party, number in _counted(self._party[parts]):
            counts[self._name[party]] += number
        return most_of(counts)

    def _outlets_of(self, events: NDArray[np.int64]) -> Counts:
        told = ((self._outlets[outlet], number) for outlet, number in _counted(self._outlet[events]))
        return most_of(Counter({outlet: number for outlet, number in told if outlet is not None}))

    def _weeks(self, events: NDArray[np.int64]) -> tuple[Week, ...]:
        weeks: dict[str, list[int]] = {}
        for kind, number in _counted(self._day[events] * len(QUADS) + self._quad[events]):
            day, quad = divmod(kind, len(QUADS))
            if week := self._mondays[day]:
                weeks.setdefault(week, [0] * len(QUADS))[quad] += number
        return tuple(Week(week, *weeks[week]) for week in sorted(weeks))

    def _others(self, connection: Connection, parts: NDArray[np.int64]) -> tuple[Counterpart, ...]:
        """Those whose parts these are, as counterparts."""
        events, parties = self._event[parts], self._party[parts]
        keys, at = np.unique(self._key[parties], return_inverse=True)
        number = np.bincount(at, minlength=len(keys))
        conflict = np.bincount(at, self._quad[events] >= QUADS.index("verbal_conflict"), len(keys))
        score = np.bincount(at, self._score[events], len(keys))
        first = np.lexsort((keys, -number))[:WEIGHED]
        found = {int(keys[one]): Other(int(number[one]), int(conflict[one]), float(score[one]), "", None) for one in first}
        for party in np.unique(parties).tolist():
            if other := found.get(int(self._key[party])):
                other.name = max(other.name, self._name[party])
                other.country = max(filter(None, (other.country, self._country[party])), default=None)
        return counterparts(connection, {self._keys[key]: other for key, other in found.items()})

    def _latest(self, connection: Connection, events: NDArray[np.int64]) -> tuple[str, ...]:
        """The ids of the latest of these events; of two of a day the one whose id comes first."""
        days = self._day[events]
        since = np.partition(days, -LISTED)[-LISTED] if len(days) > LISTED else 0
        rows = connection.execute(_IDS, as_given(events[days >= since].tolist())).all()
        in_order = sorted(rows, key=lambda row: (-int(self._day[row.number]), row.id))
        return tuple(row.id for row in in_order[:LISTED])


def _counted(codes: Codes) -> Iterator[tuple[int, int]]:
    found, number = np.unique(codes, return_counts=True)
    return zip(found.tolist(), number.tolist(), strict=True)


def _rows(connection: Connection, asked: str) -> Iterator[Sequence[Any]]:
    """Rows as the driver gives them, one in memory at a time: a million of them take a third of the time."""
    cursor = connection.connection.cursor()
    try:
        yield from cursor.execute(asked)
    finally:
        cursor.close()
