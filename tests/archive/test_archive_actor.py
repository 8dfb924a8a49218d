"""An actor out of an archive: whom a name means, deeds by day, partners, quotes and who reports. All is invented."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import archive_world as world
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.archive.actors.names import holds
from sumber.archive.queries.dossier import dossier
from sumber.archive.store import Archive
from sumber.chain import read
from sumber.errors import UsageError


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("filled")
    read([world.write_pages(folder / "pages")], folder / "a.db", 0, stages=world.STAGES)
    with Archive(folder / "a.db", read_only=True) as archive:
        yield archive


def test_an_actor_known_by_name_alone_is_found_with_its_deeds(filled: Archive) -> None:
    answer = filled.actor("POLICE")
    assert (answer.who.ids, answer.who.name, answer.who.mentions) == ((), "Police", 2)
    assert (answer.acted, answer.received, answer.articles, answer.independent) == (1, 0, 2, 1)
    (day,) = answer.days
    (deed,) = day.deeds
    assert (day.day, deed.part, deed.articles, deed.origins, deed.event.type) == ("2026-03-04", "actor", 2, 1, "ASSAULT")
    assert deed.event.source.copy_of is None
    assert [(one.name, one.to, one.by, one.score) for one in answer.partners] == [("Marchers", 1, 0, -9.0)]
    assert [(one.name, one.articles) for one in answer.outlets] == [("Harbour Post", 1), ("Kabar Teluk", 1)]
    assert [(one.name, one.articles) for one in answer.origins] == [("Wire Nine", 2)]
    json.dumps(dataclasses.asdict(answer))


def test_a_month_is_told_as_a_month_and_not_as_its_first_day(tmp_path: Path) -> None:
    read([world.write_pages(tmp_path / "pages")], tmp_path / "a.db", 0, stages=world.STAGES)
    with Archive(tmp_path / "a.db") as archive:
        with archive._transaction(writes=True) as connection:
            assert connection.exec_driver_sql("UPDATE event_mentions SET day = '2026-03-01' WHERE time IS NOT NULL").rowcount
            connection.exec_driver_sql("UPDATE times SET value = '2026-03'")
            connection.exec_driver_sql("UPDATE events SET day = NULL")
        assert "2026-03" in [day.day for day in archive.actor("police").days]
        with archive.reading() as connection:
            told = dossier(connection, next(iter(archive.stories(actor="Police"))).id, 9, 9, 9)
        assert told is not None
        assert "2026-03" in [stop.day for stop in told.timeline]


def test_a_place_that_one_report_links_and_another_does_not_is_told_once(tmp_path: Path) -> None:
    read([world.write_pages(tmp_path / "pages")], tmp_path / "a.db", 0, stages=world.STAGES)
    with Archive(tmp_path / "a.db") as archive:
        story = next(iter(archive.stories(actor="Police"))).id
        with archive._transaction(writes=True) as connection:
            roles = connection.exec_driver_sql("SELECT id FROM roles WHERE part = 'recipient' ORDER BY id").scalars().all()
            connection.exec_driver_sql("UPDATE roles SET part = 'place', name = 'Quay', folded = 'quay', entity = NULL")
            connection.exec_driver_sql("UPDATE roles SET entity = 'ent_sarna' WHERE id = ?", (roles[0],))
        with archive.reading() as connection:
            told = dossier(connection, story, 9, 9, 9)
    assert told is not None
    (spot,) = told.spots
    assert (spot.name, spot.entity, spot.mentions > 1) == ("Quay", "ent_sarna", True)


def test_a_happening_names_who_told_it_first(filled: Archive) -> None:
    with filled.reading() as connection:
        told = dossier(connection, next(iter(filled.stories(actor="Police"))).id, 9, 9, 9)
    assert told is not None
    for happening in told.tellings:
        moments = {event.source.article: event.source for event in filled.events() if event.event == happening.id}
        assert (happening.first is not None) == (len(moments) > 1)
        if happening.first is not None:
            assert happening.first == next(source for source in filled.articles() if source.article in moments)
    assert any(happening.first for happening in told.tellings)


def test_the_same_deed_seen_from_the_other_side(filled: Archive) -> None:
    answer = filled.actor("marchers")
    assert (answer.acted, answer.received) == (1, 1)  # they asked for bread, and were fired at
    assert [deed.part for day in answer.days for deed in day.deeds] == ["recipient", "actor"]
    assert [(one.name, one.to, one.by) for one in answer.partners] == [("Police", 0, 1)]


def test_an_entity_is_found_by_its_id_its_name_and_a_part_of_it(filled: Archive) -> None:
    by_id = filled.actor("ent_sarna")
    assert by_id == filled.actor("port sarna") == filled.actor("Sarna")
    assert (by_id.who.ids, by_id.who.country, by_id.who.sectors) == (("ent_sarna",), "IDN", ("GOV",))
    assert {(one.lang, one.name, one.articles) for one in by_id.names} == {
        ("en", "Port Sarna", 2), ("id", "Polisi Port Sarna", 1),
    }  # fmt: skip
    assert (by_id.articles, by_id.independent, by_id.first) == (3, 2, "2026-03-04T11:00:00Z")


def test_own_words_are_told_once_however_many_reprint_them(filled: Archive) -> None:
    answer = filled.actor("mina harrow")
    assert (answer.who.ids, answer.who.mentions, answer.articles, answer.acted) == ((), 2, 2, 0)
    (said,) = answer.quotes_by
    assert (answer.quotes, said.words.text, said.source.outlet) == (1, "We counted every one of them,", "Kabar Teluk")
    assert answer.quotes_about == ()


def test_days_bound_events_and_articles(filled: Archive) -> None:
    assert filled.actor("police", until="2026-03-03").articles == 0
    assert filled.actor("police", since="2026-03-05", until="2026-03-05").articles == 1
    assert filled.actor("police", since="2026-03-05").days == ()
    with pytest.raises(UsageError):
        filled.actor("police", since="soon")


def test_lists_are_bounded_and_counts_are_not(filled: Archive) -> None:
    answer = filled.actor("marchers", limit=1)
    assert sum(len(day.deeds) for day in answer.days) == 1
    assert (answer.acted, answer.received) == (1, 1)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_any_name_is_answered_or_refused(filled: Archive, asked: str) -> None:
    with suppress(UsageError):
        assert filled.actor(asked).who.name


def test_a_part_of_a_name_is_whole_words() -> None:
    assert holds("moussa kader alzouma", "kader alzouma")
    assert not holds("moussa kader alzouma", "kad")
    assert not holds("moussa kader alzouma", "")
