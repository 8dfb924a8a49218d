"""Archives in databases of a PostgreSQL server. Needs the extra `postgres`; importing it without raises MissingExtraError."""

from __future__ import annotations

from importlib.util import find_spec

from sumber.errors import MissingExtraError

if not find_spec("psycopg"):
    raise MissingExtraError("An archive in PostgreSQL needs psycopg: pip install 'sumber[postgres]'.")
