"""Opening an archive in PostgreSQL, and what that does in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import (
    Connection,
    Engine,
    Select,
    TextualSelect,
    bindparam,
    create_engine,
    delete,
    event,
    exc,
    exists,
    func,
    insert,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import insert as upsert

from sumber.archive.backend import BUSY_SECONDS, Backend
from sumber.archive.migrations import HEAD, is_known, upgrade
from sumber.archive.places import Place, Server
from sumber.archive.postgres import index
from sumber.archive.postgres.making import SCHEMA, make
from sumber.archive.schema import Base
from sumber.errors import ArchiveError, SumberError, UsageError

registry.register("postgresql.sumber", "sumber.archive.postgres.dialect", "Dialect")
WRITER = 0x53554D42  # the advisory lock that whoever writes holds, one in each database
CONNECTING = 10  # seconds in which a server must answer
# Nothing that is asked is worth what PostgreSQL's compiler takes before it begins; questions look up some hundred rows here and
# there, which costs little where disks do not turn.
SETTINGS = (f"search_path={SCHEMA}", "jit=off", "random_page_cost=1.1", r"default_transaction_isolation=repeatable\ read")
BUSY = ("55P03",)  # lock_not_available


class PostgreSQL(Backend):
    """Archives in databases of a server. All that an archive holds is in the schema `sumber`, so that a database is one archive
    at most and may hold other things too."""

    longest = 2_600  # of the 2,704 that a page of an index has for a row

    def open(self, place: Place, read_only: bool) -> Engine:
        """As told in `Backend`; the database itself must be there."""
        engine = _engine(place, read_only)
        try:
            with engine.connect() as connection:
                stands_at = _revision(connection, place)
            if stands_at is None and read_only:
                raise ArchiveError(f"There is no archive at {place}.")
            if stands_at != HEAD:
                _bring_up_to_date(place)
        except BaseException:
            engine.dispose()
            raise
        return engine

    def plainly(self, place: Place, error: Exception) -> SumberError | None:
        """By the server's codes (SQLSTATE), and in its own words where there are none."""
        if isinstance(error, UnicodeEncodeError):
            return UsageError(f"No archive can be asked that: {error}.")
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        if isinstance(error, exc.TimeoutError):
            return ArchiveError(f"{place} cannot be used: {error}.")
        if not isinstance(cause, psycopg.Error):
            return None
        reason = (cause.diag.message_primary or str(cause).strip()).split("\n")[0].rstrip(".")
        if isinstance(cause, psycopg.IntegrityError):
            return ArchiveError(f"{place} refuses a row that breaks its rules ({reason}); please report this.")
        if isinstance(cause, psycopg.DataError):
            return UsageError(f"No archive can be asked that: {reason}.")
        if cause.sqlstate in BUSY:
            return ArchiveError(f"{place} is being written by another program; wait for it to finish.")
        if isinstance(cause, psycopg.errors.ReadOnlySqlTransaction):
            return ArchiveError(f"{place} cannot be written: it is read-only.")
        return ArchiveError(f"{place} cannot be used: {reason}.")

    def upsert(self, table: type[Base]) -> Any:
        return upsert(table)

    def replace(self, connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """An upsert would leave the old number (rowid) to a row."""
        keys = list(table.__table__.primary_key)
        same = (column == bindparam(f"old_{column.name}") for column in keys)
        old = [{f"old_{column.name}": row[column.name] for column in keys} for row in rows]
        connection.execute(delete(table).where(*same), old)
        connection.execute(insert(table), rows)

    def walk(self, ordered: Select[Any]) -> tuple[Select[Any], Any]:
        return ordered, ordered.selected_columns

    def learn_statistics(self, connection: Connection) -> None:
        """Without them the planner takes new rows for none until the server comes round to counting them."""
        tables = (*(table.name for table in Base.metadata.sorted_tables), "search")
        connection.exec_driver_sql(f"ANALYZE {', '.join(tables)}")

    def examined(self, connection: Connection) -> Iterator[tuple[str, bool, str]]:
        version, encoding = (
            connection.exec_driver_sql(f"SHOW {name}").scalar() for name in ("server_version", "server_encoding")
        )
        yield "server", encoding == "UTF8", f"PostgreSQL {version}, {encoding}"
        dangling = sum(_dangling(connection))
        yield "references", not dangling, f"{dangling} rows point to what is not there"

    def changes(self, connection: Connection) -> tuple[Any, ...]:
        return tuple(connection.execute(_CHANGES).one())

    def put_words(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        index.put(connection, rows)

    def indexed(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql("SELECT count(*) FROM search").scalar_one())

    def holding(self, query: str, among: Sequence[int] | None = None) -> TextualSelect:
        return index.holding(query, among).columns(literal_column("rowid"))

    def best(self, connection: Connection, query: str, weighed: int) -> Sequence[int]:
        return index.best(connection, query, weighed)

    def others(self, connection: Connection, query: str, weighed: int) -> Iterator[int]:
        return index.others(connection, query, weighed)


_CHANGES = text("SELECT number FROM changes")
_CHANGE = "UPDATE changes SET number = number + 1"


def _engine(place: Place, read_only: bool) -> Engine:
    """One snapshot a transaction for who reads; who writes sees what others wrote up to when the lock was got."""
    if not isinstance(place, Server):
        raise TypeError(place)
    given = dict(place.url.query)
    settings = [*SETTINGS, *(["default_transaction_read_only=on"] if read_only else [])]
    options = " ".join([str(given.pop("options", "")), *(f"-c {one}" for one in settings)]).strip()
    url = place.url.set(drivername="postgresql+sumber", query=given)
    asked = {"options": options, "application_name": "sumber", "connect_timeout": CONNECTING}
    engine = create_engine(url, connect_args=asked, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
            if connection.get_execution_options().get("counted", True):
                connection.exec_driver_sql(_CHANGE)

    return engine


def _revision(connection: Connection, place: Place) -> str | None:
    """The migration an archive stands at; None where there is no schema of sumber."""
    schema, versions = connection.execute(
        select(func.to_regnamespace(SCHEMA), func.to_regclass(f"{SCHEMA}.alembic_version"))
    ).one()
    if schema is not None and versions is None:
        raise ArchiveError(f"{place} has a schema {SCHEMA} of another program, not an archive of sumber.")
    if versions is None:
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _bring_up_to_date(place: Place) -> None:
    """Makes the archive, or takes the migrations that it lacks, unless another process did so meanwhile."""
    engine = _engine(place, read_only=False)
    try:
        with engine.execution_options(writes=True, counted=False).begin() as connection:
            stands_at = _revision(connection, place)
            if not is_known(stands_at):
                raise ArchiveError(f"{place} was written by a newer sumber; install that version to open it.")
            if stands_at is None:
                if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
                    raise ArchiveError(f"{place} cannot be an archive: its encoding is not UTF8.")
                make(connection)
            elif stands_at != HEAD:
                upgrade(connection)
    finally:
        engine.dispose()


def _dangling(connection: Connection) -> Iterator[int]:
    """How many rows point to what is not there, by reference: the server sees to it that there are none, unless it was told not
    to."""
    for table in Base.metadata.sorted_tables:
        for column in (key.parent for key in table.foreign_keys):
            (key,) = column.foreign_keys
            target = key.column.table.alias()
            there = exists().where(target.c[key.column.name] == column)
            pointing = select(func.count()).select_from(table).where(column.is_not(None), ~there)
            yield connection.execute(pointing).scalar_one()
