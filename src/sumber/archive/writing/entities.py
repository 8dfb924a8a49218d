"""Whom names point to, as the archive tells it: texts differ about somebody's office, and the latest of them is believed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table, select

from sumber.archive.identity import canonical
from sumber.archive.reckoned import chunks
from sumber.archive.schema import EntityRow, MentionRow, VersionRow
from sumber.archive.schema.judgements import MachineRow
from sumber.archive.writing import Row, VersionRows, moment

_ENTITIES = cast(Table, EntityRow.__table__)
_Key = tuple[str, str]
"""When a wording was published, and its id: the greatest of all that name an entity tells it, whichever was read last."""


def changed_entities(connection: Connection, facts: Iterable[VersionRows]) -> list[Row]:
    """The entities of these wordings, which the archive does not hold yet, that are new or to be told otherwise than it has
    them."""
    told: dict[str, tuple[_Key, Row]] = {}
    for one in facts:
        key = (moment(one.published) or "", one.version)
        for id, row in one.entities.items():
            if id not in told or told[id][0] < key:
                told[id] = (key, row)
    known: dict[str, Row] = {}
    for ids in chunks(sorted(told)):
        asked = select(_ENTITIES).where(_ENTITIES.c.id.in_(ids))
        known |= {row.id: dict(row._mapping) for row in connection.execute(asked)}
    latest = _latest(connection, [id for id, (_, row) in told.items() if row != known.get(id, row)])
    return [row for id, (key, row) in sorted(told.items()) if row != known.get(id) and latest.get(id, key) <= key]


def _latest(connection: Connection, entities: Sequence[str]) -> dict[str, _Key]:
    """By entity, the greatest key of the wordings that name it as the machine read them, whatever people judged."""
    found: dict[str, _Key] = {}
    for ids in chunks(entities):
        for id, published, version in _naming(connection, ids):
            found[id] = max(found.get(id, ("", "")), (published or "", version))
    return found


def _naming(connection: Connection, entities: Collection[str]) -> Iterable[tuple[str, str | None, str]]:
    """Each of these entities with moment and id of a wording that names it."""
    by = {canonical({"columns": {"entity": id}}): id for id in entities}  # as `machine.keep` writes it
    columns: tuple[Any, ...] = (MentionRow.entity, VersionRow.moment, VersionRow.id)
    named = select(*columns).join(VersionRow, VersionRow.id == MentionRow.version)
    judged = select(MachineRow.subject)
    read = named.where(MentionRow.entity.in_(entities), MentionRow.id.not_in(judged)).distinct()
    yield from ((row[0], row[1], row[2]) for row in connection.execute(read))
    moved = named.with_only_columns(MachineRow.values, VersionRow.moment, VersionRow.id)
    moved = moved.join(MachineRow, MachineRow.subject == MentionRow.id).where(MachineRow.values.in_(by))
    yield from ((by[row[0]], row[1], row[2]) for row in connection.execute(moved))
