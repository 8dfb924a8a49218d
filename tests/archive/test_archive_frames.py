"""Answers: asked anew each time, and as data frames of flat columns."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

import archive_world as world
import pytest

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.errors import MissingExtraError, UsageError
from sumber.export.csv import write_csv


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("frames")
    text = "Lumen met Ostra. “Stay,” said Ada Reef."
    hostile = ("", "<script>alert(1)</script>\u202e", "<b>O</b>", "2026-03-09", "en", "", text)
    read([world.write_pages(folder / "pages", world.PAGES | {"x.txt": hostile})], folder / "a.db", 0, stages=world.STAGES)
    with Archive(folder / "a.db", read_only=True) as opened:
        yield opened


def test_answers_are_asked_anew_each_time(archive: Archive) -> None:
    events = archive.events(type="ASSAULT")
    assert [event.id for event in events] == [event.id for event in events]
    assert events.first() == events.to_list()[0] == next(events)
    assert next(events) == events.to_list()[1]
    assert archive.events(actor="nobody of that name").first() is None
    with pytest.raises(UsageError):
        archive.events(type="GOSSIP")


@pytest.mark.parametrize("kind", ["events", "stories", "articles", "mentions", "quotes", "disagreements"])
def test_frames_hold_a_row_for_each_answer(archive: Archive, kind: str) -> None:
    answers = getattr(archive, kind)()
    pandas, polars = answers.to_pandas(), answers.to_polars()
    assert len(pandas) == polars.height == len(answers.to_list()) > 0
    assert list(pandas.columns) == polars.columns
    assert list(getattr(archive, kind)(limit=0).to_pandas().columns) == polars.columns


def test_frames_agree_with_the_csv(archive: Archive) -> None:
    out = io.StringIO(newline="")
    write_csv(archive.events(), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    frame = archive.events().to_pandas()
    assert list(frame.columns) == list(rows[0])
    assert list(frame["id"]) == [row["id"] for row in rows]
    assert list(frame["actors"]) == [row["actors"] for row in rows]


def test_lists_are_filtered(archive: Archive) -> None:
    assert {m.entity for m in archive.mentions("sarna", kind="place")} == {"ent_sarna"}
    assert not archive.mentions("%").to_list()
    (quote,) = archive.quotes(speaker="Reef")
    assert (quote.words.text, quote.meant, quote.direct) == ("Stay,", "Ada Reef", True)
    assert quote.sentence is not None
    assert {d.kind for d in archive.disagreements(kind="number")} == {"number"}
    assert not archive.disagreements(kind="date").to_list()


def test_a_notebook_shows_words_of_pages_as_text(archive: Archive) -> None:
    shown = archive.articles()._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in shown
    assert shown.count("<tr>") == 1 + 5


def test_a_missing_library_is_named_with_its_extra(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError, match=r"sumber\[frames\]"):
        archive.events().to_polars()
