"""A PostgreSQL server for the tests, from the wheel of pgserver: one for all processes of a run, gone when the last ends."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

PASSWORD = "let-nobody-see-this"  # it is checked by nobody: a server of tests trusts whoever reaches its socket


@pytest.fixture(scope="session")
def server(testrun_uid: str) -> Iterator[str]:
    """Where the server listens: the folder of its socket."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of folders of the desktop that a server has not
            import pgserver
    except ImportError as error:
        pytest.skip(f"no PostgreSQL server can be started here: {error}")
    folder = Path(tempfile.gettempdir()) / f"sumber-postgres-{testrun_uid}"
    try:
        started = pgserver.get_server(folder, cleanup_mode="delete")
    except (OSError, RuntimeError, AssertionError) as error:
        pytest.skip(f"no PostgreSQL server can be started here: {error}")
    started.psql("ALTER SYSTEM SET fsync = off;")  # nothing here outlives the machine
    started.psql("SELECT pg_reload_conf();")
    yield str(folder)
    started.cleanup()


@pytest.fixture(scope="session")
def new_database(server: str) -> Callable[[], str]:
    """Makes a database, and tells its address."""
    numbers = count()

    def make() -> str:
        import psycopg

        name = f"test_{os.getpid()}_{next(numbers)}"
        with psycopg.connect(f"host={server} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} LC_COLLATE 'C.UTF-8' TEMPLATE template0")
        return f"postgresql://postgres:{PASSWORD}@/{name}?host={server}"

    return make
