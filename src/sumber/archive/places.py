"""Where an archive is: in a file, or in a database of a PostgreSQL server. A server's password is never told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, exc, make_url

from sumber.errors import UsageError

SCHEMES = ("postgresql://", "postgres://")
TOLD = ("host", "port", "dbname")  # what an address may say behind its "?" that tells one database from another


@dataclass(frozen=True, slots=True, repr=False)
class Server:
    """A database of a PostgreSQL server; as a string its address without the password and options."""

    url: URL

    def __str__(self) -> str:
        told = {name: value for name, value in self.url.query.items() if name in TOLD}
        named = (self.url.drivername, self.url.username, None, self.url.host, self.url.port, self.url.database)
        return URL.create(*named, query=told).render_as_string()

    __repr__ = __str__


Place = Path | Server


def place_of(archive: str | Place) -> Place:
    """Where an archive is: `postgresql://user@host/database`, or else a file. Raises UsageError for an address that is none."""
    if isinstance(archive, Server) or not str(archive).startswith(SCHEMES):
        return Path(archive) if isinstance(archive, str) else archive
    try:
        return Server(make_url(str(archive)).set(drivername="postgresql"))
    except (exc.ArgumentError, ValueError):  # their words may hold the password
        raise UsageError("This is no address of PostgreSQL; write it as postgresql://user@host/database.") from None
