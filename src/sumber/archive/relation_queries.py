"""Countries and how they treat each other: a matrix of mean scores, and the sentences behind one field of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.orm import aliased

from sumber.archive.judgement_schema import judged_wrong
from sumber.archive.schema import EventMentionRow, PlacementRow, RoleRow, VersionRow

_actor, _recipient = aliased(RoleRow), aliased(RoleRow)
_placed = PlacementRow.article == VersionRow.article


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
    """What countries are told to do to each other, by day, type and status, read once: any filter is summed in milliseconds.
    Some 60 bytes for each event mention between two countries."""

    def __init__(self, connection: Connection) -> None:
        columns = (_actor.country, _recipient.country, _day(), EventMentionRow.type, EventMentionRow.status)
        values = (EventMentionRow.score, EventMentionRow.quad.like("%conflict"), PlacementRow.copy_of.is_not(None))
        every = _pairs(RelationFilter(status=None, copies=True)).outerjoin(PlacementRow, _placed)
        asked = every.with_only_columns(*columns, *values, maintain_column_froms=True).execution_options(yield_per=10_000)
        pairs: defaultdict[tuple[Any, Any], int] = defaultdict(lambda: len(pairs))
        codes: tuple[defaultdict[str | None, int], ...] = tuple(_numbering() for _ in range(3))
        parts: list[NDArray[np.float64]] = []
        for part in connection.execute(asked).partitions():
            actors, recipients, *coded, scores, conflicts, copies = zip(
                *part, strict=True
            )  # by columns: rows take thrice as long
            numbers = [list(map(pairs.__getitem__, zip(actors, recipients, strict=True)))]
            numbers += [list(map(code.__getitem__, values)) for code, values in zip(codes, coded, strict=True)]
            parts.append(np.array([*numbers, scores, conflicts, copies], np.float64).T)
        self._table = np.concatenate(parts) if parts else np.zeros((0, 7), np.float64)
        self._pairs, self._days, self._types, self._statuses = tuple(pairs), *map(dict, codes)

    def relations(self, asked: RelationFilter) -> tuple[Relation, ...]:
        """All pairs of two countries, those with most events first."""
        table = self._table[self._chosen(asked)]
        pair, number = table[:, 0].astype(np.intp), len(self._pairs)
        events, score, conflict = (np.bincount(pair, weights, number) for weights in (None, table[:, 4], table[:, 5]))
        found = (
            Relation(*names, int(events[at]), float(score[at] / events[at]), int(conflict[at]))
            for at, names in enumerate(self._pairs)
            if events[at]
        )
        return tuple(sorted(found, key=lambda one: (-one.events, one.actor, one.recipient)))

    def _chosen(self, asked: RelationFilter) -> NDArray[np.bool_]:
        """The rows that fit every filter."""
        _, day, type, status, _, _, copy = self._table.T
        chosen = np.ones(len(self._table), np.bool_)
        if asked.since or asked.until:
            since, until = asked.since or "", asked.until or "~"
            chosen &= np.isin(day, [code for of, code in self._days.items() if of is not None and since <= of <= until])
        for column, codes, wanted in ((type, self._types, asked.type), (status, self._statuses, asked.status)):
            if wanted:
                chosen &= column == codes.get(wanted, -1)
        return chosen if asked.copies else chosen & (copy == 0)


def _numbering() -> defaultdict[str | None, int]:
    codes: defaultdict[str | None, int] = defaultdict(lambda: len(codes))
    return codes


def related(connection: Connection, actor: str, recipient: str, asked: RelationFilter) -> tuple[str, ...]:
    """The ids of the event mentions behind one field, latest first."""
    day = _day()
    there = _pairs(asked).where(_actor.country == actor, _recipient.country == recipient)
    ids = there.with_only_columns(EventMentionRow.id, day, maintain_column_froms=True).distinct()
    return tuple(connection.execute(ids.order_by(day.is_(None), day.desc(), EventMentionRow.id)).scalars())


def _day() -> ColumnElement[str]:
    return func.coalesce(EventMentionRow.day, func.substr(VersionRow.published, 1, 10))


def _pairs(asked: RelationFilter) -> Select[Any]:
    day = _day()
    conditions: Sequence[ColumnElement[bool]] = [
        _actor.part == "actor",
        _recipient.part == "recipient",
        _actor.country != _recipient.country,
        VersionRow.current.is_(True),
        ~judged_wrong(EventMentionRow.id),
        *([EventMentionRow.type == asked.type] if asked.type else []),
        *([EventMentionRow.status == asked.status] if asked.status else []),
        *([day >= asked.since] if asked.since else []),
        *([day <= asked.until] if asked.until else []),
        *([PlacementRow.copy_of.is_(None)] if not asked.copies else []),
    ]
    found = (
        select(EventMentionRow.id)
        .select_from(_actor)
        .join(_recipient, _recipient.event_mention == _actor.event_mention)
        .join(EventMentionRow, EventMentionRow.id == _actor.event_mention)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
    )
    placed = found.outerjoin(PlacementRow, _placed) if not asked.copies else found
    return placed.where(*conditions)
