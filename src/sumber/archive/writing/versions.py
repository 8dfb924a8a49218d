"""Wordings of articles: which of them is current, and what the pages with one wording say of themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select, update

from sumber.archive.database import backend_of
from sumber.archive.identity import canonical, same_outlet
from sumber.archive.reckoned import forget_told
from sumber.archive.schema import (
    EntityRow,
    EventMentionRow,
    GroupingRow,
    MentionRow,
    NameRow,
    PageRow,
    PlacementRow,
    QuantityRow,
    QuoteRow,
    RoleRow,
    SentenceRow,
    TimeRow,
    VersionRow,
)
from sumber.archive.schema.judgements import MachineRow
from sumber.archive.words import index_form
from sumber.archive.writing import Row, moment
from sumber.types import Page

# What a row points to comes before it.
TABLES: tuple[type[SentenceRow | MentionRow | TimeRow | QuoteRow | EventMentionRow | RoleRow | QuantityRow], ...] = (
    SentenceRow, MentionRow, TimeRow, QuoteRow, EventMentionRow, RoleRow, QuantityRow,
)  # fmt: skip
_JUDGED = (MentionRow, EventMentionRow, RoleRow)  # whose machine values may be kept
_SAID = (
    "lang", "url", "published", "modified", "moment", "outlet", "dateline", "authors", "editors", "credits", "captions",
    "promos", "contexts",
)  # fmt: skip
_FETCHED = select(func.max(PageRow.fetched_at)).where(PageRow.version == VersionRow.id).scalar_subquery()
_COLUMNS: tuple[Any, ...] = tuple(getattr(VersionRow, name) for name in ("id", "article", "current", *_SAID))
_VERSION = select(*_COLUMNS, _FETCHED.label("fetched"))
_CURRENT = _VERSION.where(VersionRow.article == bindparam("of"), VersionRow.current.is_(True))
_OF_ID = _VERSION.where(VersionRow.id == bindparam("of"))
_PUT_VERSION = insert(VersionRow).returning(VersionRow.number)


@dataclass(frozen=True, slots=True)
class Freed:
    """Entities and names that facts which went had, and that may be nobody's now."""

    entities: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def drop(self, connection: Connection) -> None:
        """Takes away those that nothing has any more."""
        judged = connection.execute(select(MachineRow.values)).scalars() if self.entities else ()
        kept = {values["columns"].get("entity") for values in map(json.loads, judged)}
        for id in sorted(self.entities - kept):
            connection.execute(delete(EntityRow).where(EntityRow.id == id, ~exists().where(MentionRow.entity == id)))
        drop_names(connection, self.names)


def drop_names(connection: Connection, names: Iterable[str]) -> None:
    """Takes away names that no role or quote has any more."""
    for folded in sorted(names):
        held = or_(*(exists().where(table.folded == folded) for table in (RoleRow, QuoteRow)))
        connection.execute(delete(NameRow).where(NameRow.folded == folded, ~held))


def _when(said: Any, fetched: str | None) -> tuple[str, str]:
    """What tells the later of two wordings, but for when they were read: the dates of the page, then when it was fetched."""
    return moment(said["modified"] or said["published"]) or "", fetched or ""


def put_version(connection: Connection, page: Page, row: Row) -> None:
    """A new wording. The later of two is current: by what the page says of itself, then when it was fetched, then when read."""
    before = connection.execute(_CURRENT, {"of": row["article"]}).one_or_none()
    later = before is None or _when(row, page.fetched_at) >= _when(before._mapping, before.fetched)
    if before is not None and later:
        connection.execute(update(VersionRow).where(VersionRow.id == before.id).values(current=False))
    number = connection.execute(_PUT_VERSION, row | {"current": later}).scalar_one()
    words = {"number": number, "title": index_form(row["title"]), "text": index_form(row["text"])}
    backend_of(connection).put_words(connection, [words])


def elect(connection: Connection, page: Page, version: str) -> bool:
    """Makes a wording that was read again current if no other of its article is later; was it not?"""
    one = connection.execute(_OF_ID, {"of": version}).one()
    before = connection.execute(_CURRENT, {"of": one.article}).one()
    read = max(one.fetched or "", page.fetched_at or "")
    if one.current or _when(one._mapping, read) < _when(before._mapping, before.fetched):
        return False
    connection.execute(update(VersionRow).where(VersionRow.id == before.id).values(current=False))
    connection.execute(update(VersionRow).where(VersionRow.id == version).values(current=True))
    return True


def retake(connection: Connection, page: Page, row: Row, freed: Freed) -> bool:
    """Takes what a page says of itself for a wording that the archive holds, where it is the latest that says so (of two of one
    moment any, but always the same): in whatever order pages are read, it is the same one's. Its facts, which are then to be
    put anew, are taken away. Pages of other outlets say nothing here."""
    held = connection.execute(_OF_ID, {"of": row["id"]}).one()
    row["article"] = held.article
    if _rank(row, page.fetched_at) <= _rank(held._mapping, held.fetched):
        return False
    if not (page.url or same_outlet(row["outlet"], held.outlet)):
        return False
    told = select(PlacementRow.story).where(PlacementRow.article == held.article)
    forget_told(connection, connection.execute(told).scalars().all())
    _take_facts(connection, row["id"], freed)
    _forget_stands(connection, held.moment)
    connection.execute(update(VersionRow).where(VersionRow.id == row["id"]).values({name: row[name] for name in _SAID}))
    return True


def _rank(said: Any, fetched: str | None) -> tuple[str, str, str]:
    return (*_when(said, fetched), canonical([said[name] for name in _SAID]))


def _take_facts(connection: Connection, version: str, freed: Freed) -> None:
    """Deletes the facts of a version."""
    named = select(MentionRow.entity).where(MentionRow.version == version, MentionRow.entity.is_not(None)).distinct()
    freed.entities.update(id for id in connection.execute(named).scalars() if id)
    for table in (RoleRow, QuoteRow):
        freed.names.update(connection.execute(select(table.folded).where(table.version == version)).scalars())
    for judged in _JUDGED:
        of = select(judged.id).where(judged.version == version)
        values = connection.execute(select(MachineRow.values).where(MachineRow.subject.in_(of))).scalars()
        freed.entities.update(told["columns"].get("entity") or "" for told in map(json.loads, values))
        connection.execute(delete(MachineRow).where(MachineRow.subject.in_(of)))
    for facts in reversed(TABLES):
        connection.execute(delete(facts).where(facts.version == version))


def _forget_stands(connection: Connection, since: str | None) -> None:
    """Where grouping stood behind articles of this moment: it knew what they said of themselves."""
    before = VersionRow.moment.is_not(None) if since is None else VersionRow.moment < since
    count = select(func.count()).select_from(VersionRow).where(VersionRow.current.is_(True), before)
    connection.execute(delete(GroupingRow).where(GroupingRow.documents > count.scalar_subquery()))
