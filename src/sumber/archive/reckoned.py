"""What stories were reckoned from, so that those of which nothing changed are not reckoned again."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select

from sumber.archive.schema import (
    ClaimRow,
    DisagreementRow,
    EntityRow,
    EventMemberRow,
    EventRow,
    MentionRow,
    PlacementRow,
    ReckonedRow,
    RoleRow,
    StateRow,
    VersionRow,
)
from sumber.archive.schema.judgements import MachineRow, VerdictRow
from sumber.archive.schema.tallies import DeliveryRow, RelationRow
from sumber.types import Placement

TOLD = (DisagreementRow, EventRow, ReckonedRow, RelationRow, DeliveryRow)
"""What is told of stories, a table each, but for claims and members."""
CHUNK = 500  # rows of one statement
Item = TypeVar("Item")
IN_ORDER = (VersionRow.moment.is_(None), VersionRow.moment, VersionRow.article)
"""The order in which grouping takes articles, and in which they are told: by publication, those without a date last."""


def chunks(values: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """The values in stretches that one statement can hold, or of another size."""
    return (values[at : at + size] for at in range(0, len(values), size))


def digests(connection: Connection, placements: Iterable[Placement], by: str) -> dict[str, str]:
    """By story, a digest of all that its happenings and disagreements follow from: its placements in their order, the wording
    of each article, what people judged of the facts in it, and the version of sumber. The rows of a wording change by
    judgements alone; for entities see `forget_reckoned`."""
    current = select(VersionRow.article, VersionRow.id).where(VersionRow.current.is_(True))
    versions = {row.article: row.id for row in connection.execute(current)}
    judged = _judged(connection)
    found: defaultdict[str, Any] = defaultdict(lambda: hashlib.blake2b(by.encode(), digest_size=16))
    for placement in placements:
        grouped = replace(placement, grouped=placement.grouped or placement.story)
        told = json.dumps([*astuple(grouped), versions.get(placement.id), *judged.get(placement.id, ())])
        found[placement.story].update(told.encode())
    return {story: digest.hexdigest() for story, digest in found.items()}


def _judged(connection: Connection) -> dict[str, list[list[Any]]]:
    """By article, the judgements that stand on its facts, and whom its names and parties mean where people changed it."""
    stand = select(VerdictRow.article, VerdictRow.subject, VerdictRow.judgement)
    stand = stand.where(VerdictRow.stands, VerdictRow.article.is_not(None), VerdictRow.kind.in_(("wrong", "edit")))
    asked = [stand.order_by(VerdictRow.subject, VerdictRow.judgement)]
    whom = [getattr(EntityRow, name) for name in ("id", "name", "kind", "country", "aliases", "sectors")]
    for table in (MentionRow, RoleRow):
        meant = select(MachineRow.article, table.id, table.entity, *whom).join(table, table.id == MachineRow.subject)
        asked.append(meant.outerjoin(EntityRow, EntityRow.id == table.entity).order_by(table.id))
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for row in (row for one in asked for row in connection.execute(one)):
        found[row.article].append(list(row))
    return found


def reckoned_by(connection: Connection) -> str | None:
    """The version of sumber that reckoned the stories; None while an article has come since."""
    return connection.execute(select(StateRow.value).where(StateRow.key == "stories")).scalar()


def unchanged(connection: Connection, digests: Mapping[str, str]) -> set[str]:
    """The stories whose digest is that of their last reckoning."""
    known = connection.execute(select(ReckonedRow.story, ReckonedRow.digest))
    return {story for story, digest in known if digests.get(story) == digest}


def put_digests(connection: Connection, digests: Mapping[str, str]) -> None:
    """Notes what stories were reckoned from."""
    if digests:
        connection.execute(insert(ReckonedRow), [{"story": story, "digest": digest} for story, digest in digests.items()])


def forget_reckoned(connection: Connection, entities: Sequence[str]) -> None:
    """Stories that name one of these entities, which are told otherwise now, are reckoned again."""
    for ids in chunks(entities):
        naming = select(PlacementRow.story).join(VersionRow, VersionRow.article == PlacementRow.article)
        naming = naming.join(MentionRow, MentionRow.version == VersionRow.id).where(MentionRow.entity.in_(ids))
        connection.execute(delete(ReckonedRow).where(ReckonedRow.story.in_(naming)))


def forget_told(connection: Connection, stories: Sequence[str]) -> None:
    """Takes away what was told of some stories: all but themselves and the places of their articles."""
    for ids in chunks(stories):
        disagreements = select(DisagreementRow.id).where(DisagreementRow.story.in_(ids))
        connection.execute(delete(ClaimRow).where(ClaimRow.disagreement.in_(disagreements)))
        events = select(EventRow.id).where(EventRow.story.in_(ids))
        connection.execute(delete(EventMemberRow).where(EventMemberRow.event.in_(events)))
        for told in TOLD:
            connection.execute(delete(told).where(told.story.in_(ids)))
