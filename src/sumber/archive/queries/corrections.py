"""What people judged of some facts, as their answers tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Text, bindparam, or_, select

from sumber.archive.answers import Correction
from sumber.archive.given import as_given, given
from sumber.archive.judgements import Judgement, all_judgements
from sumber.archive.schema import DisagreementRow, PlacementRow
from sumber.archive.schema.judgements import MachineRow, VerdictRow

PARTS = ("actor", "recipient", "place")


_JUDGED = select(VerdictRow.subject, VerdictRow.kind).where(given(VerdictRow.subject), VerdictRow.stands)
_JUDGED = _JUDGED.where(VerdictRow.kind.in_(("right", "wrong")))
_MACHINE = select(MachineRow.subject, MachineRow.values).where(given(MachineRow.subject))


def judged(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The standing verdict, "right" or "wrong", on those of some facts that have one."""
    return {row.subject: row.kind for row in connection.execute(_JUDGED, as_given(ids))}


def corrected(
    connection: Connection, events: Iterable[Row[Any]], roles: Mapping[str, Sequence[Row[Any]]]
) -> dict[str, tuple[Correction, ...]]:
    """What the machine had read in those fields of some events that people changed."""
    rows = {row.id: row for row in events}
    kept = {row.subject: json.loads(row.values) for row in connection.execute(_MACHINE, as_given(rows))}
    return {id: tuple(_changes(rows[id], roles.get(id, ()), values)) for id, values in kept.items()}


def _changes(now: Row[Any], roles: Sequence[Row[Any]], machine: Mapping[str, Any]) -> Iterator[Correction]:
    for name in ("type", "mode", "status", "day"):
        was = machine["columns"][name]
        if was != now._mapping[name]:
            yield Correction(name, was or "")
    for part in PARTS:
        was = [(role["name"], role["country"], tuple(role["sectors"])) for role in machine["roles"] if role["part"] == part]
        if was != [(role.name, role.country, role.sectors) for role in roles if role.part == part]:
            yield Correction(part, " and ".join(_party(*party) for party in was))


def _party(name: str, country: str | None, sectors: Sequence[str]) -> str:
    codes = " ".join(filter(None, (country, *sectors)))
    return f"{name} [{codes}]" if codes else name


_ID: BindParameter[str] = bindparam("id", type_=Text)
_TOLD = select(PlacementRow.article).where(PlacementRow.story == _ID)
_DISPUTES = select(DisagreementRow.id).where(DisagreementRow.story == _ID)
_OF_STORY = (VerdictRow.article.in_(_TOLD), VerdictRow.subject.in_(_TOLD), VerdictRow.subject.in_(_DISPUTES))
_BEARING = select(VerdictRow.judgement).where(or_(VerdictRow.subject == _ID, VerdictRow.article == _ID, *_OF_STORY)).distinct()


def judgements_of(connection: Connection, id: str) -> tuple[Judgement, ...]:
    """What people judged of something, in order; of an article what they judged of facts in it, of a story also
    of its articles, of facts in these, and of its disagreements."""
    ids = connection.execute(_BEARING, {"id": id}).scalars().all()
    return tuple(all_judgements(connection, ids)) if ids else ()
