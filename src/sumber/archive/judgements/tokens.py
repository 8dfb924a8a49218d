"""Tokens with which people write over the network: each is shown once, and only its digest is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy import Connection, Engine, insert, select, update

from sumber.archive.database import open_database, plain_errors
from sumber.archive.judgements import LONGEST_USER, checked_words
from sumber.archive.places import Place, place_of
from sumber.archive.schema.judgements import TokenRow
from sumber.errors import UsageError

BYTES = 32  # of randomness in a token
PREFIX = "sumber_"  # tells a token that lies about in a file for what it is


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed: whose it is, when it was made, and when it was revoked (UTC), None while it is good."""

    user: str
    made_at: str
    revoked_at: str | None


class Tokens:
    """The tokens of an archive. Raises ArchiveError where the archive cannot be used."""

    def __init__(self, path: str | Place) -> None:
        self.path = place_of(path)

    @cached_property
    def _reading(self) -> Engine:
        return open_database(self.path, read_only=True)

    def close(self) -> None:
        """Lets go of the archive."""
        self._reading.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        open_database(self.path, read_only=True).dispose()  # no archive is made in passing
        engine = open_database(self.path, read_only=False)
        try:
            with plain_errors(self.path), engine.execution_options(writes=True).begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def add(self, user: str) -> str:
        """A new token of a user, who may have several. It cannot be had again. Raises UsageError without a name."""
        token = PREFIX + secrets.token_urlsafe(BYTES)
        row = {"digest": _digest(token), "user": checked_words("user", user, LONGEST_USER), "made_at": _now()}
        with self._writing() as connection:
            connection.execute(insert(TokenRow), row)
        return token

    def user_of(self, token: str) -> str | None:
        """Whose token this is; None where it is none, or revoked."""
        digest, found = _digest(token), None
        good = select(TokenRow.digest, TokenRow.user).where(TokenRow.revoked_at.is_(None))
        with plain_errors(self.path), self._reading.begin() as connection:
            for row in connection.execute(good):  # all of them, each in constant time: how long it takes tells nothing
                if hmac.compare_digest(row.digest, digest):
                    found = row.user
        return found

    def revoke(self, user: str) -> int:
        """Makes all tokens of a user worthless; returns how many. Raises UsageError where there is none."""
        good = (TokenRow.user == user.strip(), TokenRow.revoked_at.is_(None))
        with self._writing() as connection:
            revoked = connection.execute(update(TokenRow).where(*good).values(revoked_at=_now())).rowcount
        if not revoked:
            raise UsageError(f"{user} has no token.")
        return revoked

    def list(self) -> tuple[Token, ...]:
        """All tokens ever made, in order."""
        asked = select(TokenRow.user, TokenRow.made_at, TokenRow.revoked_at).order_by(TokenRow.made_at, TokenRow.digest)
        with plain_errors(self.path), self._reading.begin() as connection:
            return tuple(Token(*row) for row in connection.execute(asked))


def _digest(token: str) -> str:
    """SHA-256 without salt and at full speed is enough here: a token is 256 random bits, which no dictionary holds and no
    search finds. Slow hashes protect what people choose, and would let strangers keep the server busy."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
