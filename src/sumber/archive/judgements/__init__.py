"""Judgements as rows that are only ever added, and which of them stand.

A judgement is one act of one person: its id is a hash of all it says, so that the same act carried to another archive is the
same row there. What it comes to is reckoned elsewhere (`replay`), from these rows alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, Literal, get_args

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, func, insert, select

from sumber.archive.identity import canonical, identifier
from sumber.archive.schema.judgements import JudgementRow
from sumber.archive.writing import storable
from sumber.errors import UsageError
from sumber.rows import parse_rows
from sumber.types import Refusal

JudgementKind = Literal["right", "wrong", "edit", "merge", "split", "undo"]
LONGEST = 2000  # characters of a reason
LONGEST_USER = 64


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged. `subject` is the id that was judged, `key` how the same thing is found when pages are read anew;
    `payload` holds the fields of an edit, or the `other` of a merge, or the `article` of a split. `made_at` is UTC. `stands`
    tells whether an undo took it back."""

    id: str
    made_at: str
    user: str
    kind: JudgementKind
    subject: str
    reason: str
    key: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)
    undoes: str | None = None
    stands: bool = True


def judgement_id(judgement: Judgement) -> str:
    """The id that a judgement must have, whatever it says it has."""
    said = (judgement.made_at, judgement.user, judgement.kind, judgement.subject, judgement.reason)
    return identifier("jud", *said, canonical(judgement.key), canonical(judgement.payload), judgement.undoes or "")


def append(
    connection: Connection,
    kind: JudgementKind,
    subject: str,
    user: str,
    reason: str,
    key: Mapping[str, Any],
    payload: Mapping[str, Any] | None = None,
    undoes: str | None = None,
) -> Judgement:
    """Adds a judgement made now. Raises UsageError without a user or a reason."""
    made_at, payload = _now(connection), payload or {}
    user, reason = checked_words("user", user, LONGEST_USER), checked_words("reason", reason, LONGEST)
    one = Judgement("", made_at, user, kind, subject, reason, key, payload, undoes)
    one = Judgement(judgement_id(one), made_at, user, kind, subject, reason, key, payload, undoes)
    put(connection, [one])
    return one


def checked_words(name: str, words: str, longest: int) -> str:
    """A user's name or a reason as it is kept. Raises UsageError where it is empty or too long."""
    kept = storable(words.strip())
    if not kept or len(kept) > longest:
        raise UsageError(f"A {name} of 1 to {longest:,} characters is needed.")
    return kept


def _now(connection: Connection) -> str:
    """This moment, or just after the last judgement where clocks run back: order in time is order of acting."""
    now = datetime.now(UTC)
    last = connection.execute(select(func.max(JudgementRow.made_at))).scalar()
    if last and datetime.fromisoformat(last) >= now:
        now = datetime.fromisoformat(last) + timedelta(microseconds=1)
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def put(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Adds judgements as they are; returns how many were new. Raises UsageError for one whose words do not fit its id, and for
    an undo of what is not there."""
    known = set(connection.execute(select(JudgementRow.id)).scalars())
    added = 0
    for one in judgements:
        if one.id in known:
            continue
        if one.kind not in get_args(JudgementKind) or one.id != judgement_id(one):
            raise UsageError(f"The judgement {one.id!r} was changed since it was made.")
        if (one.kind == "undo") != (one.undoes is not None) or (one.undoes is not None and one.undoes not in known):
            raise UsageError(f"The judgement {one.id} undoes none that is there.")
        names = ("id", "made_at", "user", "kind", "subject", "reason", "undoes")
        row = {name: getattr(one, name) for name in names} | {"key": canonical(one.key), "payload": canonical(one.payload)}
        connection.execute(insert(JudgementRow), row)
        known.add(one.id)
        added += 1
    return added


def all_judgements(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Judgement]:
    """Judgements in the order in which they were made, of these ids only where given; each says whether it stands."""
    rows = connection.execute(select(JudgementRow.__table__).order_by(JudgementRow.made_at, JudgementRow.id)).all()
    undone: set[str] = set()
    for row in reversed(rows):  # from the last: an undo that was itself undone takes nothing back
        if row.undoes is not None and row.id not in undone:
            undone.add(row.undoes)
    for row in rows:
        if ids is None or row.id in ids:
            key, payload = json.loads(row.key), json.loads(row.payload)
            said = (row.made_at, row.user, row.kind, row.subject, row.reason, key, payload, row.undoes)
            yield Judgement(row.id, *said, row.id not in undone)


class _Row(BaseModel):
    """A judgement as a line of JSON has it."""

    model_config = ConfigDict(extra="ignore")

    id: str
    made_at: str
    user: str
    kind: JudgementKind
    subject: str
    reason: str
    key: dict[str, Any]
    payload: dict[str, Any]
    undoes: str | None


def parse_judgements(stream: BinaryIO) -> Iterator[Judgement]:
    """The judgements that `sumber judgements --json` wrote. Raises UsageError for a line that is none."""
    for row in parse_rows(_Row, stream):
        if isinstance(row, Refusal):
            raise UsageError(f"{row.input} is no judgement: {row.detail}.")
        yield Judgement(**row.model_dump())
