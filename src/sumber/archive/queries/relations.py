"""Countries and how they treat each other: a matrix of mean scores, and the sentences behind one field of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, select

from sumber.archive.schema.tallies import RelationRow

_KIND = " || char(9) || ".join(
    ("actor", "recipient", "type", "status", "copy", "conflict", "parties", "CAST(round(score * 1000) AS INTEGER)")
)
# Whole columns as two texts, which Python splits and numbers in a third of the time that it takes to fetch rows.
_DAYS = "group_concat(replace(coalesce(day, ''), char(10), ' '), char(10))"
_PART = f"SELECT {_DAYS}, group_concat({_KIND}, char(10)) FROM relations WHERE rowid > ? AND rowid <= ?"  # noqa: S608
STRETCH = 200_000  # rows of one such text: some 10 MB


@dataclass(frozen=True, slots=True)
class RelationFilter:
    """Which events count. Days are ISO 8601; `type` is PLOVER's, `status` how they are told; `copies` counts reprints too."""

    since: str | None = None
    until: str | None = None
    type: str | None = None
    status: str | None = "asserted"
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What one country is told to do to another: event mentions, their mean score (-10 to 10), and those of conflict."""

    actor: str
    recipient: str
    events: int
    score: float
    conflict: int


class RelationSums:
    """What countries are told to do to each other, by day and kind, read once: any filter is summed in milliseconds. Some 12
    bytes for each event mention between two countries."""

    def __init__(self, connection: Connection) -> None:
        days: defaultdict[str, int] = defaultdict(lambda: len(days))
        kinds: defaultdict[str, int] = defaultdict(lambda: len(kinds))
        coded: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = [(np.zeros(0, np.int32), np.zeros(0, np.int32))]
        last = connection.exec_driver_sql("SELECT max(rowid) FROM relations").scalar() or 0
        for begin in range(0, last, STRETCH):
            told = connection.exec_driver_sql(_PART, (begin, begin + STRETCH)).one()
            if told[0] is None:
                continue
            day, kind = (
                np.fromiter(map(codes.__getitem__, column.split("\n")), np.int32)
                for codes, column in zip((days, kinds), told, strict=True)
            )
            coded.append((day, kind))
        self._days, self._kinds = tuple(days), tuple(_Kind.of(kind) for kind in kinds)
        self._day, self._kind = (np.concatenate(column) for column in zip(*coded, strict=True))

    def relations(self, asked: RelationFilter) -> tuple[Relation, ...]:
        """All pairs of two countries, those with most events first."""
        since, until = asked.since or "", asked.until or "~"
        between = np.array([since <= day <= until for day in self._days], np.bool_)
        kinds = self._kind[between[self._day]] if asked.since or asked.until else self._kind
        number = np.bincount(kinds, minlength=len(self._kinds)).tolist()
        sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0, 0])
        for kind, times in zip(self._kinds, number, strict=True):
            if times and kind.fits(asked):
                of = sums[kind.actor, kind.recipient]
                events = times * kind.parties
                of[0] += events
                of[1] += events * kind.score
                of[2] += events * kind.conflict
        found = (Relation(*pair, int(n), score / n, int(conflict)) for pair, (n, score, conflict) in sums.items())
        return tuple(sorted(found, key=lambda one: (-one.events, one.actor, one.recipient)))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What many rows of `RelationRow` have in common: all but their day."""

    actor: str
    recipient: str
    type: str
    status: str
    copy: bool
    conflict: bool
    parties: int
    score: float

    @classmethod
    def of(cls, told: str) -> _Kind:
        """A kind as `_KIND` writes it."""
        actor, recipient, type, status, copy, conflict, parties, score = told.split("\t")
        return cls(actor, recipient, type, status, copy == "1", conflict == "1", int(parties), int(score) / 1000)

    def fits(self, asked: RelationFilter) -> bool:
        """Does a filter let it pass, whatever the day?"""
        return asked.type in (None, self.type) and asked.status in (None, self.status) and (asked.copies or not self.copy)


def related(connection: Connection, actor: str, recipient: str, asked: RelationFilter) -> tuple[str, ...]:
    """The ids of the event mentions behind one field, latest first."""
    conditions: Sequence[ColumnElement[bool]] = [
        RelationRow.actor == actor,
        RelationRow.recipient == recipient,
        *([RelationRow.type == asked.type] if asked.type else []),
        *([RelationRow.status == asked.status] if asked.status else []),
        *([RelationRow.day >= asked.since] if asked.since else []),
        *([RelationRow.day <= asked.until] if asked.until else []),
        *([RelationRow.copy.is_(False)] if not asked.copies else []),
    ]
    order = (RelationRow.day.is_(None), RelationRow.day.desc(), RelationRow.event_mention)
    return tuple(connection.execute(select(RelationRow.event_mention).where(*conditions).order_by(*order)).scalars())
