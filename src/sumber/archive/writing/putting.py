"""Writing what was read: many articles in one transaction, their facts in one statement a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import (
    Connection,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    select,
)

from sumber.archive.database import backend_of
from sumber.archive.identity import identifier, own_address, same_outlet
from sumber.archive.reckoned import forget_reckoned
from sumber.archive.schema import (
    ArticleRow,
    Base,
    EntityRow,
    NameRow,
    PageRow,
    RefusalRow,
    StateRow,
    VectorRow,
    VersionRow,
)
from sumber.archive.words import fold
from sumber.archive.writing import Row, VersionRows, article_row, storable
from sumber.archive.writing.entities import changed_entities
from sumber.archive.writing.versions import TABLES, Freed, elect, put_version, retake
from sumber.types import Annotation, Article, Coding, Page

_HELD = select(VersionRow.id).where(VersionRow.id == bindparam("version"))
_OUTLETS = select(VersionRow.outlet).where(VersionRow.article == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as rows: every fact was held against its text."""

    page: Page
    article: Row
    version: Row
    facts: VersionRows
    vector: Row | None


def prepare(
    page: Page, article: Article, annotation: Annotation, coding: Coding, vector: tuple[str, bytes] | None = None
) -> Prepared:
    """The rows of an article; `vector` is its story vector behind the checksum of the model it is of. Raises EvidenceError
    where a fact does not quote the text."""
    address = own_address(article.url or page.url, article.canonical)
    id = identifier("art", address or page.digest)
    version = identifier("ver", id, article.title or "", article.text)
    row = article_row(article, version, id) | {"contexts": coding.contexts}
    facts = VersionRows(version, article.text, article.published)
    facts.add(annotation, coding.events)
    known = {"version": version, "model": vector[0], "vector": vector[1]} if vector else None
    return Prepared(page, {"id": id, "address": address}, row, facts, known)


def too_long(one: Prepared, longest: int) -> bool:
    """Has an article an outlet, an address or a name of more bytes than an index takes? No honest page has."""
    rows: list[tuple[type[Base], Row]] = [(ArticleRow, one.article), (VersionRow, one.version)]
    rows += [(table, row) for table, of_table in one.facts.rows.items() for row in of_table]
    rows += [(EntityRow, row) for row in one.facts.entities.values()]
    rows += [(NameRow, {"folded": name}) for name in one.facts.names]
    return any(
        sum(len(value.encode()) for value in map(row.get, columns) if isinstance(value, str)) > longest
        for table, row in rows
        for columns in _indexed(table)
    )


@cache
def _indexed(table: type[Base]) -> tuple[tuple[str, ...], ...]:
    """The columns of each index of a table."""
    of: Table = table.__table__  # type: ignore[assignment]
    unique = [one for one in of.constraints if isinstance(one, (PrimaryKeyConstraint, UniqueConstraint))]
    return tuple(tuple(column.name for column in one.columns) for one in (*of.indexes, *unique))


def put(connection: Connection, articles: Sequence[Prepared]) -> int:
    """Writes articles in their order; returns how many pages were new. A page that is known changes nothing; other words at a
    known address become a new version, and of the same words at it the latest page's dates and names are kept."""
    inputs = [{"asked": storable(one.page.input)} for one in articles]
    connection.execute(delete(RefusalRow).where(RefusalRow.input == bindparam("asked")), inputs)
    digests = [one.page.digest for one in articles]
    known = set(connection.execute(select(PageRow.digest).where(PageRow.digest.in_(digests))).scalars())
    before = len(known)
    upsert = backend_of(connection).upsert
    worded: dict[str, Prepared] = {}
    freed, turned = Freed(), False
    for one in articles:
        if one.page.digest in known:
            continue
        known.add(one.page.digest)
        version = one.version["id"]
        if connection.execute(_HELD, {"version": version}).first():
            if retake(connection, one.page, one.version, freed):
                worded[version] = one
            turned |= elect(connection, one.page, version)
        else:
            _part_from_others(connection, one)
            connection.execute(upsert(ArticleRow).on_conflict_do_nothing(), one.article)
            put_version(connection, one.page, one.version)
            worded[version] = one
        connection.execute(insert(PageRow), _page_row(one))
    if worded or turned:
        connection.execute(delete(StateRow).where(StateRow.key == "stories"))
    if worded:
        _put_facts(connection, list(worded.values()))
        freed.drop(connection)
    return len(known) - before


def _part_from_others(connection: Connection, one: Prepared) -> None:
    """Gives a page an article of its own where it is another outlet's than the article at the address that it calls its own:
    whoever saves a page knows where it came from, but the page may claim any address."""
    held = connection.execute(_OUTLETS, {"of": one.article["id"]}).scalars().all()
    if not one.page.url and held and not any(same_outlet(one.version["outlet"], outlet) for outlet in held):
        name = fold(one.version["outlet"])
        one.article.update(id=identifier("art", one.article["address"], name), address=None)
        one.version["article"] = one.article["id"]


def _page_row(one: Prepared) -> Row:
    page = one.page
    row = {"digest": page.digest, "input": storable(page.input), "url": page.url and storable(page.url)}
    return row | {"fetched_at": page.fetched_at, "media_type": page.media_type, "version": one.version["id"]}


def _put_facts(connection: Connection, articles: Sequence[Prepared]) -> None:
    changed, backend = changed_entities(connection, [one.facts for one in articles]), backend_of(connection)
    if changed:
        statement = backend.upsert(EntityRow)
        columns = {name: statement.excluded[name] for name in ("name", "kind", "country", "sectors", "aliases", "folded")}
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=columns), changed)
        forget_reckoned(connection, [row["id"] for row in changed])
    if names := sorted({name for one in articles for name in one.facts.names}):
        connection.execute(backend.upsert(NameRow).on_conflict_do_nothing(), [{"folded": name} for name in names])
    for table in TABLES:
        rows = [row for one in articles for row in one.facts.rows.get(table, ())]
        if rows:
            connection.execute(insert(table), rows)
    put_vectors(connection, [one.vector for one in articles if one.vector])


def put_vectors(connection: Connection, rows: Iterable[Row]) -> None:
    """Writes story vectors, each instead of the one that another model gave: as a new row, so that `Meanings` sees it."""
    given = list(rows)
    if given:
        backend_of(connection).replace(connection, VectorRow, given)
