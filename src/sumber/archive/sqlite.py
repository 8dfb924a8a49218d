"""Archives in files: one SQLite database each, with its full-text index (FTS5)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    QueuePool,
    Select,
    TextualSelect,
    bindparam,
    create_engine,
    event,
    exc,
    insert,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from sumber.archive.backend import BUSY_SECONDS, WEIGHTS, Backend
from sumber.archive.migrations import HEAD, is_known, upgrade
from sumber.archive.places import Place
from sumber.archive.schema import Base
from sumber.archive.words import match_query
from sumber.errors import ArchiveError, SumberError, UsageError

APPLICATION_ID = 0x53554D42  # "SUMB" in the file's header: tells an archive from any other SQLite database
SAMPLED = 1_000  # rows of an index that are looked at for each of its columns

_SEARCH = text("INSERT INTO search (rowid, title, text) VALUES (:number, :title, :text)")
_HITS = text("SELECT rowid FROM search WHERE search MATCH :match")
_HOLDING = text("SELECT rowid FROM search WHERE search MATCH :match AND rowid IN :numbers").bindparams(
    bindparam("numbers", expanding=True)
)
# Each hit that is weighed takes 5 to 10 microseconds.
_LATEST = "SELECT rowid AS found{weight} FROM search WHERE search MATCH :match ORDER BY rowid DESC LIMIT :limit OFFSET :offset"
_CURRENT = "SELECT found FROM ({of}) JOIN versions ON number = found WHERE current ORDER BY {order}"
_WEIGHT = f", bm25(search, {', '.join(map(str, WEIGHTS))}) AS weight"
_BEST = text(_CURRENT.format(of=_LATEST.format(weight=_WEIGHT), order="weight, versions.id"))
_OTHERS = text(_CURRENT.format(of=_LATEST.format(weight=""), order="found DESC"))
_CHANGES = text(
    "SELECT (SELECT max(number) FROM versions), (SELECT max(rowid) FROM pages), (SELECT group_concat(value) FROM state), "
    "(SELECT count(*) FROM judgements)"
)


def engine_for(path: Path, read_only: bool) -> Engine:
    """An engine whose connections enforce foreign keys, wait for locks, and begin transactions when asked to."""
    mode = "rw" if not read_only else "ro"
    address = f"file:{quote(str(path.absolute()))}?mode={mode if path.exists() else 'rwc'}"
    if read_only and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        address += "&immutable=1"  # on read-only media SQLite cannot make the files that WAL wants beside the database

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, BUSY_SECONDS, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = FILE")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class SQLite(Backend):
    """Archives in files."""

    longest = None

    def open(self, place: Place, read_only: bool) -> Engine:
        """As told in `Backend`; a folder, and a file in a folder that is not there, are refused too."""
        path = Path(str(place))
        if path.is_dir():
            raise ArchiveError(f"{path} is a folder; an archive is one file.")
        if not path.exists() and (read_only or not path.parent.is_dir()):
            missing = f"There is no archive at {path}." if read_only else f"There is no folder {path.parent}."
            raise ArchiveError(missing)
        if read_only and path.stat().st_size == 0 and not path.is_char_device():
            raise ArchiveError(f"{path} is no archive: it is empty.")
        stands_at = _revision(path)
        if stands_at != HEAD:
            _migrate(path, stands_at)
        return engine_for(path, read_only)

    def plainly(self, place: Place, error: Exception) -> SumberError | None:
        """By what SQLite says: its codes are too few."""
        if isinstance(error, (UnicodeEncodeError, OverflowError)):  # a question; rows were made storable
            return UsageError(f"No archive can be asked that: {error}.")
        if not isinstance(error, (exc.DBAPIError, exc.TimeoutError, sqlite3.Error)):
            return None
        reason = str(getattr(error, "orig", None) or error)
        if isinstance(error, exc.IntegrityError):
            return ArchiveError(f"{place} refuses a row that breaks its rules ({reason}); please report this.")
        if "locked" in reason:
            return ArchiveError(f"{place} is being written by another program; wait for it to finish.")
        if "not a database" in reason:
            return ArchiveError(f"{place} is no archive: it is not a database.")
        if "malformed" in reason or "corrupt" in reason:
            return ArchiveError(f"{place} is damaged ({reason}); read the pages into a new archive.")
        if "readonly" in reason or "read-only" in reason:
            return ArchiveError(f"{place} cannot be written: it is read-only.")
        return ArchiveError(f"{place} cannot be used: {reason}.")

    def upsert(self, table: type[Base]) -> Any:
        return upsert(table)

    def replace(self, connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        connection.execute(insert(table).prefix_with("OR REPLACE"), rows)

    def walk(self, ordered: Select[Any]) -> tuple[Select[Any], Any]:
        found = ordered.limit(-1).subquery()  # with a limit, SQLite neither flattens it nor drops its order
        return select(*found.c), found.c

    def learn_statistics(self, connection: Connection) -> None:
        """Without them SQLite takes every index for as good as any, and walks all events of a type to find those of one
        article."""
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {SAMPLED}")
        connection.exec_driver_sql("ANALYZE")

    def examined(self, connection: Connection) -> Iterator[tuple[str, bool, str]]:
        problems = list(connection.execute(text("PRAGMA integrity_check(5)")).scalars())
        yield "file", problems == ["ok"], "the database file is sound" if problems == ["ok"] else "; ".join(problems)
        dangling = len(connection.execute(text("PRAGMA foreign_key_check")).all())
        yield "references", not dangling, f"{dangling} rows point to what is not there"

    def changes(self, connection: Connection) -> tuple[Any, ...]:
        return tuple(connection.execute(_CHANGES).one())

    def put_words(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        connection.execute(_SEARCH, rows)

    def indexed(self, connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM search_docsize")).scalar_one())

    def holding(self, query: str, among: Sequence[int] | None = None) -> TextualSelect:
        asked = _HITS if among is None else _HOLDING.bindparams(numbers=among)
        return asked.bindparams(match=match_query(query)).columns(literal_column("rowid"))

    def best(self, connection: Connection, query: str, weighed: int) -> Sequence[int]:
        bound = {"match": match_query(query), "limit": weighed, "offset": 0}
        return connection.execute(_BEST, bound).scalars().all()

    def others(self, connection: Connection, query: str, weighed: int) -> Iterator[int]:
        bound = {"match": match_query(query), "limit": -1, "offset": weighed}
        yield from connection.execute(_OTHERS, bound).scalars()


def _revision(path: Path) -> str | None:
    """The migration an archive stands at; None for a file that is still empty or missing."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    engine = engine_for(path, read_only=True)
    try:
        with engine.connect() as connection:
            tables = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
            application = connection.execute(text("PRAGMA application_id")).scalar_one()
            if tables and (application != APPLICATION_ID or "alembic_version" not in tables):
                raise ArchiveError(f"{path} is a database of another program, not an archive of sumber.")
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if tables else None
    finally:
        engine.dispose()


def _migrate(path: Path, stands_at: str | None) -> None:
    if not is_known(stands_at):
        raise ArchiveError(f"{path} was written by a newer sumber; install that version to open it.")
    engine = engine_for(path, read_only=False)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection)
    finally:
        engine.dispose()
