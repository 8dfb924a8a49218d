"""The machine's own values, kept beside where a judgement puts others in their place, and put back before each replay."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Connection, Table, delete, insert, select, update

from sumber.archive.identity import canonical
from sumber.archive.schema import EntityRow, EventMentionRow, MentionRow, RoleRow, VersionRow
from sumber.archive.schema.judgements import MachineRow
from sumber.archive.writing.versions import drop_names

APART = "~"  # in the id of an entity made by a split: "person:ID~art_ID"; no entity that is read holds one
EVENT = ("type", "mode", "quad", "score", "status", "time", "day", "listed", "last")
TABLES: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "evm": (cast(Table, EventMentionRow.__table__), EVENT),
    "men": (cast(Table, MentionRow.__table__), ("entity",)),
    "role": (cast(Table, RoleRow.__table__), ("entity",)),
}


def keep(connection: Connection, id: str) -> None:
    """Keeps what the machine read of an event mention (with its roles), a name or a role, unless that is kept already."""
    if connection.execute(select(MachineRow.subject).where(MachineRow.subject == id)).first():
        return
    prefix = id.partition("_")[0]
    table, names = TABLES[prefix]
    asked = select(*(table.c[name] for name in names), VersionRow.article).join(VersionRow, VersionRow.id == table.c.version)
    row = connection.execute(asked.where(table.c.id == id)).one()
    values: dict[str, Any] = {"columns": {name: row._mapping[name] for name in names}}
    if prefix == "evm":
        roles = select(RoleRow.__table__).where(RoleRow.event_mention == id).order_by(RoleRow.ordinal)
        values["roles"] = [dict(role._mapping) for role in connection.execute(roles)]
    connection.execute(insert(MachineRow), {"subject": id, "article": row.article, "values": canonical(values)})


def restore(connection: Connection) -> None:
    """Puts the machine's values back everywhere, and takes away the entities that splits made."""
    rows = connection.execute(select(MachineRow.subject, MachineRow.values)).all()
    edited = RoleRow.event_mention.in_([row.subject for row in rows])
    names = connection.execute(select(RoleRow.folded).where(edited).distinct()).scalars().all()
    # All before any is put back: what an edit put in may stand where another event's role stood.
    connection.execute(delete(RoleRow).where(edited))
    # Events last: they hold their roles as they were before any other judgement touched them.
    for row in sorted(rows, key=lambda row: row.subject.startswith("evm")):
        values = json.loads(row.values)
        table, _ = TABLES[row.subject.partition("_")[0]]
        connection.execute(update(table).where(table.c.id == row.subject).values(values["columns"]))
        if values.get("roles"):
            connection.execute(insert(RoleRow), values["roles"])
    drop_names(connection, names)  # those that only edits gave
    connection.execute(delete(MachineRow))
    connection.execute(delete(EntityRow).where(EntityRow.id.contains(APART)))
