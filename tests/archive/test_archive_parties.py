"""An actor is told alike whether its parts are looked up row by row or summed out of all parties, read at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import invented

from sumber.archive.actors import parties, sums
from sumber.archive.actors.parties import Parties
from sumber.archive.actors.profile import actor_profile
from sumber.archive.answers.actor import ActorProfile
from sumber.archive.schema import RoleRow
from sumber.archive.store import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """60 articles, 300 event mentions."""
    invented.fill(tmp_path / "a.db", 60)
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def actors(connection: Connection) -> list[str]:
    """Some whom roles name, by name, entity and country."""
    asked = [select(column).distinct().where(column.is_not(None)) for column in (RoleRow.name, RoleRow.entity, RoleRow.country)]
    asked = [one.where(RoleRow.part != "place") for one in asked]
    return [str(who) for one in asked for who in connection.execute(one.limit(25)).scalars()]


def rounded(told: ActorProfile | None) -> ActorProfile | None:
    """The order of a sum's terms shows in its last digit."""
    return told and replace(told, counterparts=tuple(replace(one, score=round(one.score, 9)) for one in told.counterparts))


def same_told(archive: Archive) -> int:
    """How many actors are compared, each alone and with the one it meets most."""
    with archive.reading() as connection:
        read, found = Parties(connection), actors(connection)
        for who in found:
            alone = actor_profile(connection, who)
            assert alone is not None
            assert rounded(actor_profile(connection, who, None, read)) == rounded(alone)
            for beside in [one.who for one in alone.counterparts[:1]]:
                both = actor_profile(connection, who, beside)
                assert both is not None
                assert both.events
                assert rounded(actor_profile(connection, who, beside, read)) == rounded(both)
    return len(found)


def test_every_actor_is_told_alike(archive: Archive) -> None:
    assert same_told(archive) > 50


def test_so_are_the_latest_parts_of_one_that_has_many(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sums, parties):
        monkeypatch.setattr(module, "BOUND", 7)
        monkeypatch.setattr(module, "LISTED", 3)
    assert same_told(archive) > 50
    with archive.reading() as connection:
        told = actor_profile(connection, "IDN", None, Parties(connection))
    assert told is not None
    assert told.parts > 7
    assert sum(number for _, number in told.aliases) <= 7
    assert len(told.events) == 3


def test_what_people_judged_counts_alike(archive: Archive) -> None:
    first, second, third = list(archive.events())[:3]
    archive.judge(first.id, "wrong", "nobody met", "mina")
    archive.edit(second.id, "the sentence says so", "mina", actors=["none"], type="PROTEST")
    assert third.actors[0].entity is not None
    archive.split(third.actors[0].entity, third.source.article, "a namesake", "mina")
    assert same_told(archive) > 50


def test_an_archive_without_events_has_no_actors(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive, archive.reading() as connection:
        assert actor_profile(connection, "IDN", None, Parties(connection)) is None
        assert actor_profile(connection, "Mina Harrow", "IDN", Parties(connection)) is None
