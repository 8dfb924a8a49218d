"""Examinations of an archive for `sumber doctor`: is the database sound, and does every fact quote its text?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sqlalchemy import Connection, String, func, select

from sumber.archive.answers import Check
from sumber.archive.database import backend_of
from sumber.archive.schema import FACTS, Base, GroupingRow, StateRow, VersionRow


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    tables = Base.metadata.sorted_tables
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def checks(connection: Connection) -> Iterator[Check]:
    """All examinations, cheap ones first."""
    backend = backend_of(connection)
    yield from (Check(*examined) for examined in backend.examined(connection))
    indexed = backend.indexed(connection)
    versions = connection.execute(select(func.count()).select_from(VersionRow)).scalar_one()
    yield Check("search", indexed == versions, f"{indexed} of {versions} texts are indexed")
    read, wrong = _evidence(connection)
    yield Check("evidence", not wrong, f"{read} quoted spans compared with their texts, {len(wrong)} differ" + _first(wrong))
    by = connection.execute(select(StateRow.value).where(StateRow.key == "stories")).scalar()
    fresh = by is not None or not versions
    yield Check("stories", fresh, "stories are up to date" if fresh else "stories are stale: run `sumber read` again")


def _first(wrong: list[str]) -> str:
    return f", the first is {wrong[0]}" if wrong else ""


def _evidence(connection: Connection) -> tuple[int, list[str]]:
    """How many spans were compared, and the ids of facts with a span that does not quote its text."""
    read = 0
    wrong: list[str] = []
    for fact in FACTS:
        columns = cast(type[Base], fact).__table__.columns
        for prefix in [name.removesuffix("start") for name in columns.keys() if name.endswith("start")]:  # noqa: SIM118
            start, end, words = (columns[f"{prefix}{part}"] for part in ("start", "end", "text"))
            differs = func.substr(VersionRow.text, start + 1, end - start).is_distinct_from(words)
            read += connection.execute(select(func.count(start))).scalar_one()
            asked = select(columns["id"]).join(VersionRow, VersionRow.id == columns["version"])
            wrong += connection.execute(asked.where(start.is_not(None), differs)).scalars()
    return read, wrong


def dump(connection: Connection) -> Iterator[str]:
    """Every row of every table as one line, in a fixed order: two archives of the same pages dump the same lines. Where
    grouping stood is left out: it tells where further runs may begin, and nothing of the pages."""
    for table in (table for table in Base.metadata.sorted_tables if table.name != GroupingRow.__tablename__):
        order = [column.cast(String) for column in table.primary_key.columns]
        for row in connection.execute(select(table).order_by(*order)):
            yield f"{table.name}\t{tuple(row)!r}"
