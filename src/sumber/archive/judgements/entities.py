"""Entities that people judged to be one, or one that they judged to be two."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from sumber.archive.judgements.machine import APART, keep
from sumber.archive.schema import EntityRow, MentionRow, RoleRow, VersionRow
from sumber.archive.schema.judgements import VerdictRow


def merged(connection: Connection, id: str, other: str) -> tuple[str, str] | None:
    """Makes all names and roles of the entity `other` those of `id`, each taken for what it was merged into before; returns
    which of them went into which. None where one of them is not known, or both are one already."""
    there = connection.execute(select(EntityRow.id).where(EntityRow.id.in_([id, other]))).scalars().all()
    into, gone = entity_now(connection, id), entity_now(connection, other)
    if len(set(there)) < 2 or into == gone:
        return None
    _relink(connection, gone, into, None)
    return gone, into


def apart(connection: Connection, id: str, article: str) -> str | None:
    """Gives the names and roles of an entity in one article to an entity of their own, and returns its id; None where the
    article does not name it. What was merged into another is split as that."""
    table, id = EntityRow.__table__, entity_now(connection, id)
    row = connection.execute(select(table).where(EntityRow.id == id)).one_or_none()
    named = select(MentionRow.id).join(VersionRow, VersionRow.id == MentionRow.version)
    if row is None or not connection.execute(named.where(VersionRow.article == article, MentionRow.entity == id)).first():
        return None
    made = f"{id}{APART}{article}"
    if not connection.execute(select(EntityRow.id).where(EntityRow.id == made)).first():
        connection.execute(insert(EntityRow), dict(row._mapping) | {"id": made})
    _relink(connection, id, made, article)
    return made


def _relink(connection: Connection, id: str, to: str, article: str | None) -> None:
    for table in (MentionRow, RoleRow):
        asked = select(table.id).where(table.entity == id)
        if article is not None:
            asked = asked.join(VersionRow, VersionRow.id == table.version).where(VersionRow.article == article)
        for fact in connection.execute(asked.order_by(table.id)).scalars().all():
            keep(connection, fact)
            connection.execute(update(table).where(table.id == fact).values(entity=to))


def merged_away() -> Select[Any]:
    """The entities that were merged into others, under which nothing is known any more."""
    return select(VerdictRow.subject).where(VerdictRow.into.is_not(None), VerdictRow.stands)


_INTO = select(VerdictRow.into).where(VerdictRow.into.is_not(None), VerdictRow.stands, VerdictRow.subject == bindparam("id"))


def entity_now(connection: Connection, id: str) -> str:
    """The entity that this one was merged into in the end; itself where it was not."""
    seen = {id}
    while (into := connection.execute(_INTO, {"id": id}).scalar()) and into not in seen:
        seen.add(into)
        id = into
    return id
