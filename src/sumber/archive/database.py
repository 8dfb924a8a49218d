"""The door to archives of both kinds: files of SQLite, and databases of a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from sumber.archive.backend import Backend
from sumber.archive.places import Place
from sumber.archive.sqlite import SQLite

_SQLITE = SQLite()


def backend_of(where: Connection | Place) -> Backend:
    """What does things as the database of a connection, or at a place, does them. Raises MissingExtraError for PostgreSQL where
    its driver is not installed."""
    if isinstance(where, Path) or (isinstance(where, Connection) and where.dialect.name == "sqlite"):
        return _SQLITE
    from sumber.archive.postgres.server import PostgreSQL  # its dialect is slow to import, and few need it

    return PostgreSQL()


@contextmanager
def plain_errors(place: Place) -> Iterator[None]:
    """Turns what the database raises into an ArchiveError of one plain sentence; a UsageError where none can be asked that."""
    try:
        yield
    except Exception as error:
        told = backend_of(place).plainly(place, error)
        if told is None:
            raise
        raise told from error


def open_database(place: Place, read_only: bool) -> Engine:
    """The engine of an archive, as `Backend.open` gives it, with errors in plain sentences."""
    with plain_errors(place):
        return backend_of(place).open(place, read_only)
