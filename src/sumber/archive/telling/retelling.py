"""What a new judgement changes, done at once: the facts it bears on, and the stories of these facts told anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from sumber.archive import reckoned
from sumber.archive.judgements.regrouping import by_machine
from sumber.archive.judgements.replay import bearings, left_out, replay_disagreements, replay_facts, replay_placements
from sumber.archive.schema import PlacementRow, VersionRow
from sumber.archive.schema.judgements import MachineRow
from sumber.archive.telling import Teller, state
from sumber.archive.telling.loading import current_codings
from sumber.archive.telling.tallies import put_tallies
from sumber.types import Placement


def replay(connection: Connection, before: set[tuple[object, ...]], teller: Teller) -> None:
    """Replays all judgements and tells those stories anew whose articles, or facts, they changed; `before` are the bearings
    that lay over the archive until now. Equal to reckoning all stories anew."""
    replay_facts(connection)
    articles = _touched(connection, before)
    old = list(placements_of(connection))
    new = replay_placements(connection, map(by_machine, old))
    ours, theirs = _members(old), _members(new)
    stories = {p.story for p in (*old, *new) if p.id in articles}
    stories |= {story for story in ours.keys() | theirs.keys() if _ids(ours.get(story)) != _ids(theirs.get(story))}
    state.forget(connection, sorted(stories))
    again = [placement for placement in new if placement.story in stories]
    state.put_placements(connection, again)
    for story in sorted(stories & theirs.keys()):
        members = theirs[story]
        ids = [placement.id for placement in members]
        codings = current_codings(connection, ids)
        state.put_telling(connection, teller.tell(story, members, codings, left_out(connection, ids)))
    put_tallies(connection, sorted(stories & theirs.keys()))
    if by := reckoned.reckoned_by(connection):
        reckoned.put_digests(connection, reckoned.digests(connection, again, by))
    replay_disagreements(connection)


def _touched(connection: Connection, before: set[tuple[object, ...]]) -> set[object]:
    """The articles of facts that are judged otherwise than before. An entity that is judged otherwise may be named in any
    article whose machine values are kept."""
    after = bearings(connection)
    changed = {row[-1] for row in before ^ after}
    if None in changed:
        changed |= {row[-1] for row in before | after}
        changed |= set(connection.execute(select(MachineRow.article)).scalars())
    return changed - {None}


def placements_of(connection: Connection) -> Iterable[Placement]:
    """The placements as they are, in the order in which grouping takes articles."""
    asked = select(PlacementRow.__table__).join(VersionRow, VersionRow.article == PlacementRow.article)
    for row in connection.execute(asked.where(VersionRow.current.is_(True)).order_by(*reckoned.IN_ORDER)):
        yield Placement(row.article, row.story, row.copy_of, row.origin, row.translation_of, row.grouped)


def _members(placements: Iterable[Placement]) -> dict[str, list[Placement]]:
    found: dict[str, list[Placement]] = {}
    for placement in placements:
        found.setdefault(placement.story, []).append(placement)
    return found


def _ids(placements: Sequence[Placement] | None) -> list[str]:
    return [placement.id for placement in placements or ()]
