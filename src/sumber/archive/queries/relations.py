"""Countries and how they treat each other: a matrix of mean scores, and the sentences behind one field of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Integer, bindparam, cast, func, literal_column, select

from sumber.archive.schema.tallies import RelationRow

_NUMBER: ColumnElement[int] = literal_column("relations.rowid", Integer)
_FIELDS = ("recipient", "type", "status", "copy", "conflict", "parties")
_SCORE = cast(func.round(RelationRow.score * 1000), Integer)
_KIND = RelationRow.actor.expression
for _field in (*(getattr(RelationRow, name) for name in _FIELDS), _SCORE):
    _KIND = _KIND.concat(func.char(9)).concat(_field)
# Whole columns as two texts, which Python splits and numbers in a third of the time that it takes to fetch rows.
_DAYS = func.replace(func.coalesce(RelationRow.day, ""), func.char(10), " ")
_PART = select(*(func.group_concat(column, func.char(10)) for column in (_DAYS, _KIND))).where(
    bindparam("begin") < _NUMBER, bindparam("end") >= _NUMBER
)
TRUE = ("1", "true")  # as SQLite and PostgreSQL write it
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
        last = connection.execute(select(func.max(_NUMBER)).select_from(RelationRow)).scalar() or 0
        for begin in range(0, last, STRETCH):
            told = connection.execute(_PART, {"begin": begin, "end": begin + STRETCH}).one()
            if told[0] is None:
                continue
            day, kind = (
                np.fromiter(map(codes.__getitem__, column.split("\n")), np.int32)
                for codes, column in zip((days, kinds), told, strict=True)
            )
            coded.append((day, kind))
        self._days, told_as = tuple(days), [_Kind.of(kind) for kind in kinds]
        self._day, self._kind = (np.concatenate(column) for column in zip(*coded, strict=True))
        pairs: dict[tuple[str, str], int] = {}
        self._pair = np.array([pairs.setdefault((one.actor, one.recipient), len(pairs)) for one in told_as], np.int32)
        self._pairs = tuple(pairs)
        self._type, self._status = (np.array([getattr(one, name) for one in told_as], "U") for name in ("type", "status"))
        self._copy, self._conflict = (np.array([getattr(one, name) for one in told_as], bool) for name in ("copy", "conflict"))
        self._parties = np.array([one.parties for one in told_as], np.int64)
        self._score = np.array([one.score for one in told_as], np.float64)

    def relations(self, asked: RelationFilter) -> tuple[Relation, ...]:
        """All pairs of two countries, those with most events first."""
        since, until = asked.since or "", asked.until or "~"
        between = np.array([since <= day <= until for day in self._days], np.bool_)
        kinds = self._kind[between[self._day]] if asked.since or asked.until else self._kind
        events = np.bincount(kinds, minlength=len(self._pair)) * self._parties * self._fits(asked)
        number, score, conflict = (
            np.bincount(self._pair, weights, minlength=len(self._pairs)).tolist()
            for weights in (events, events * self._score, events * self._conflict)
        )
        sums = zip(self._pairs, number, score, conflict, strict=True)
        found = (Relation(*pair, int(n), score / n, int(conflict)) for pair, n, score, conflict in sums if n)
        return tuple(sorted(found, key=lambda one: (-one.events, one.actor, one.recipient)))

    def _fits(self, asked: RelationFilter) -> NDArray[np.bool_]:
        """Which kinds does a filter let pass, whatever the day?"""
        fits = np.ones(len(self._pair), np.bool_)
        for column, wanted in ((self._type, asked.type), (self._status, asked.status)):
            if wanted is not None:
                fits &= column == wanted
        return fits if asked.copies else fits & ~self._copy


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
        return cls(actor, recipient, type, status, copy in TRUE, conflict in TRUE, int(parties), int(score) / 1000)


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
