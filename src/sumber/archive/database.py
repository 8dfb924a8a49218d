"""Opening an archive file: one SQLite database, brought up to date by its migrations; what is no archive is refused."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, exc, text

from sumber.errors import ArchiveError, UsageError

APPLICATION_ID = 0x53554D42  # "SUMB" in the file's header: tells an archive from any other SQLite database
BUSY_SECONDS = 30.0
SAMPLED = 1_000  # rows of an index that are looked at for each of its columns
HEAD = "0009"  # the newest migration; a test compares it with the folder


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turns what the database raises into an ArchiveError of one plain sentence."""
    try:
        yield
    except exc.IntegrityError as error:
        raise ArchiveError(f"{path} refuses a row that breaks its rules ({error.orig}); please report this.") from error
    except (exc.DBAPIError, exc.TimeoutError, sqlite3.Error) as error:
        reason = str(getattr(error, "orig", None) or error)
        if "locked" in reason:
            raise ArchiveError(f"{path} is being written by another program; wait for it to finish.") from error
        if "not a database" in reason:
            raise ArchiveError(f"{path} is no archive: it is not a database.") from error
        if "malformed" in reason or "corrupt" in reason:
            raise ArchiveError(f"{path} is damaged ({reason}); read the pages into a new archive.") from error
        if "readonly" in reason or "read-only" in reason:
            raise ArchiveError(f"{path} cannot be written: it is read-only.") from error
        raise ArchiveError(f"{path} cannot be used: {reason}.") from error
    except (UnicodeEncodeError, OverflowError) as error:  # a question that SQLite cannot be asked; rows were made storable
        raise UsageError(f"No archive can be asked that: {error}.") from error


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


def learn_statistics(connection: Connection) -> None:
    """Counts how many rows share a value of each index, by samples of some thousands: without that SQLite takes every index for
    as good as any, and walks all events of a type to find those of one article."""
    connection.exec_driver_sql(f"PRAGMA analysis_limit = {SAMPLED}")
    connection.exec_driver_sql("ANALYZE")


def open_database(path: Path, read_only: bool) -> Engine:
    """The engine of an archive that is of this sumber's form; a missing file is made, unless only reading was asked for.

    Raises ArchiveError: missing, a folder, no database, another program's database, damaged, or of a newer sumber.
    """
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder; an archive is one file.")
    if not path.exists() and (read_only or not path.parent.is_dir()):
        raise (
            ArchiveError(f"There is no archive at {path}.") if read_only else ArchiveError(f"There is no folder {path.parent}.")
        )
    with plain_errors(path):
        if read_only and path.stat().st_size == 0 and not path.is_char_device():
            raise ArchiveError(f"{path} is no archive: it is empty.")
        stands_at = _revision(path)
        if stands_at != HEAD:
            _migrate(path, stands_at)
        return engine_for(path, read_only)


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
    """Brings an archive to HEAD. Alembic is imported only here: most openings do not need it."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stands_at is not None and stands_at not in known:
        raise ArchiveError(f"{path} was written by a newer sumber; install that version to open it.")
    engine = engine_for(path, read_only=False)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()
