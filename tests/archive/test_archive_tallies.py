"""What matrices and sheets are made of is right whenever stories are: after reading, after judging, after a migration."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import invented

from sumber.archive.queries.materiel import AllTold, MaterielFilter, Told, delivery_page, sheet_of, told_deliveries
from sumber.archive.queries.relations import RelationFilter, related
from sumber.archive.schema import PlacementRow
from sumber.archive.store import Archive
from sumber.archive.telling.tallies import deliveries_told, relations_told

TABLES = ("relations", "deliveries")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """60 articles; a quarter of them reprint the first of their story."""
    invented.fill(tmp_path / "a.db", 60)
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as raw:
        found = {table: raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in TABLES}
    raw.close()
    return found


def deliveries(archive: Archive) -> list[Told]:
    with archive.reading() as connection:
        return list(told_deliveries(connection).told)


def test_the_migration_fills_them_as_telling_does(archive: Archive) -> None:
    archive.judge(deliveries(archive)[0].event_mention, "wrong", "no such convoy", "mina")
    archive.close()
    told = rows(archive.path)
    assert all(told.values())
    with sqlite3.connect(archive.path) as raw:
        dropped = "".join(f"DROP TABLE {table}; " for table in ("relations", "deliveries", "groupings"))
        raw.executescript(f"{dropped}UPDATE alembic_version SET version_num = '0005'")
    raw.close()
    Archive(archive.path).close()
    assert rows(archive.path) == told


@pytest.mark.parametrize("asked", [relations_told, deliveries_told])
def test_they_are_looked_up_from_their_stories_however_many(archive: Archive, asked: Callable[[], Select[Any]]) -> None:
    archive.close()
    with sqlite3.connect(archive.path) as raw:
        raw.execute("DROP TABLE sqlite_stat1")  # an archive whose first stories are told has none
    raw.close()
    with sqlite3.connect(archive.path) as raw:
        for number in (1, 2, 10, 100, 250, 300, 400, 500):
            stories = asked().where(PlacementRow.story.in_([str(at) for at in range(number)]))
            told = stories.compile(dialect=sqlite_dialect(), compile_kwargs={"render_postcompile": True})
            values = [told.params[name] for name in told.positiontup or ()]
            plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {told}", values)]
            assert plan[0].startswith("SEARCH placements USING INDEX"), number
            assert not [step for step in plan if "AUTOMATIC" in step], number
    raw.close()


def test_what_stories_were_told_of_is_counted_for_later_questions(archive: Archive) -> None:
    archive.close()
    with sqlite3.connect(archive.path) as raw:
        told = dict(raw.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'roles'").fetchall())
    raw.close()
    assert int(told["ix_roles_country"].split()[0]) > 100


def test_they_are_the_events_that_are_told(archive: Archive) -> None:
    found = {
        (event.id, a.country, r.country, event.status, event.source.copy_of is not None)
        for event in archive.events()
        for a in event.actors
        for r in event.recipients
        if a.country and r.country and a.country != r.country
    }
    told = {(row[0], row[1], row[2], row[6], bool(row[7])) for row in rows(archive.path)["relations"]}
    assert told == found
    counted = {e.id for e in archive.events() if e.type in ("AID", "COOPERATE", "AGREE") and any(q.item for q in e.quantities)}
    assert {one.event_mention for one in deliveries(archive)} == counted


def test_a_judgement_takes_its_event_out_and_an_undo_puts_it_back(archive: Archive) -> None:
    one = deliveries(archive)[0]
    archive.undo(archive.judge(one.event_mention, "right", "seen", "mina").id, "not yet told anew", "mina")
    before = rows(archive.path)
    made = archive.judge(one.event_mention, "wrong", "no such convoy", "mina")
    assert one.event_mention not in {left.event_mention for left in deliveries(archive)}
    assert one.event_mention not in {row[0] for row in rows(archive.path)["relations"]}
    archive.undo(made.id, "there was one", "mina")
    assert rows(archive.path) == before


def test_an_edit_moves_an_event_to_another_field(archive: Archive) -> None:
    event = next(e for e in archive.events(status="asserted", copies=False) if e.actors[0].country != e.recipients[0].country)
    archive.edit(event.id, "two others", "mina", actors=[f"{event.actors[0].words.text} [CHN]"])
    with archive.reading() as connection:
        recipient = str(event.recipients[0].country)
        assert event.id in related(connection, "CHN", recipient, RelationFilter())
        assert event.id not in related(connection, str(event.actors[0].country), recipient, RelationFilter())


def test_deliveries_fit_each_filter(archive: Archive) -> None:
    everything = archive.materiel().to_list()
    assert len(everything) > 3
    by = everything[1].event
    for filters, fits in (
        ({"supplier": by.actors[0].country}, lambda e: any(p.country == by.actors[0].country for p in e.actors)),
        ({"recipient": by.recipients[0].name[:4].upper()}, lambda e: by.recipients[0].name[:4] in str(e.recipients)),
        ({"status": by.status}, lambda e: e.status == by.status),
        ({"since": "2025-06-01"}, lambda e: (e.day or str(e.source.published))[:10] >= "2025-06-01"),
        ({"until": "2025-06-01"}, lambda e: (e.day or str(e.source.published))[:10] <= "2025-06-01"),
    ):
        found = archive.materiel(**filters).to_list()  # type: ignore[arg-type]
        assert all(fits(one.event) for one in found), filters
        # One that several tell may be shown by another of them, where the surest does not fit.
        assert {one.event.event for one in everything if fits(one.event)} <= {one.event.event for one in found}, filters
    assert archive.materiel(item="DRO").to_list() == everything
    assert archive.materiel(item="tank").to_list() == []
    assert archive.materiel(limit=2).to_list() == everything[:2]
    days = [(one.event.day or str(one.event.source.published))[:10] for one in everything]
    assert days == sorted(days, reverse=True)
    assert list(archive.materiel().to_pandas()["item"]) == [one.item for one in everything]


def invented_deliveries(number: int) -> list[Told]:
    """Deliveries that several tell, differing in all that a sheet looks at."""
    pick = Random(7)
    return [
        Told(
            f"qty_{at:04}", f"evm_{at}", pick.choice(["Drones", "drones", "tanks", None]), pick.choice([None, 2.0, 5.0]),
            pick.choice([0.5, 0.7, 0.9]), pick.choice(["asserted", "denied"]), f"ev_{pick.randrange(number // 4)}",
            f"art_{pick.randrange(9)}", f"art_{pick.randrange(3)}",
            pick.choice([None, "2026-03-01", "2026-03-05", "2026-03-09"]), pick.random() < 0.5,
        )
        for at in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        MaterielFilter(),
        MaterielFilter(since="2026-03-05"),
        MaterielFilter(until="2026-03-04"),
        MaterielFilter(item="DRO", status="denied", since="2026-03-01", until="2026-03-08"),
        MaterielFilter(since="2027-01-01"),
    ],
)
@pytest.mark.parametrize("number", [0, 200])
def test_a_sheet_has_a_line_for_each_delivery_of_what_fits(archive: Archive, asked: MaterielFilter, number: int) -> None:
    told = invented_deliveries(number)
    lines: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        between = (asked.since or "") <= (one.day or "") <= (asked.until or "9") and (one.day or asked == MaterielFilter())
        if between and (asked.item or "").lower() in (one.item or "").lower() and asked.status in (None, one.status):
            lines.setdefault((one.happening, one.value, (one.item or "").lower()), []).append(one)
    expected = [[max(ones, key=lambda one: (not one.copy, one.confidence)), *ones] for ones in lines.values()]
    expected.sort(key=lambda line: line[0].id)
    expected.sort(key=lambda line: max(one.day or "" for one in line), reverse=True)
    with archive.reading() as connection:
        sheet = sheet_of(connection, AllTold(told), asked)
    assert [sheet.line(AllTold(told), line) for line in range(len(sheet))] == expected
    assert bool(expected) == (number > 0 and asked.since != "2027-01-01")


def test_pages_of_deliveries_hold_each_once(archive: Archive) -> None:
    key, told = None, []
    with archive.reading() as connection:
        while True:
            page = delivery_page(connection, MaterielFilter(), key, 2)
            told += page.answers
            if (key := page.next) is None:
                break
    assert told == archive.materiel().to_list()
