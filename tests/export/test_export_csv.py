"""Events as CSV: rows in are rows out, and no cell acts on a spreadsheet or a terminal."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from export_world import BARE, EVENT, SENTENCE, SOURCE
from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.answers import EventAnswer
from sumber.export.csv import COLUMNS, write_csv


def lines(*events: EventAnswer) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    assert write_csv(events, out) == len(events)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_a_row_holds_the_event_and_where_it_stands() -> None:
    (row, bare) = lines(EVENT, BARE)
    assert list(row) == [name for name, _ in COLUMNS]
    assert (row["actors"], row["actor_countries"], row["actor_sectors"]) == ("Police", "ESP", "COP GOV")
    assert (row["recipients"], row["recipient_countries"], row["recipient_sectors"]) == (
        "nine dockers;others",
        ";FRA",
        "LAB;",
    )
    assert (row["sentence"], row["outlet"], row["credits"], row["confidence"]) == (SENTENCE, "Gull Post", "Wire Ten", "0.712")
    assert (bare["time"], bare["outlet"]) == ("", "")


@given(st.lists(st.text(max_size=30), max_size=4))
def test_rows_in_are_rows_out_and_none_is_a_formula(titles: list[str]) -> None:
    rows = lines(*(replace(EVENT, source=replace(SOURCE, title=title)) for title in titles))
    assert len(rows) == len(titles)
    for row in rows:
        assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r", *"\uff1d\uff0b\uff0d\uff20"))
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in row["title"])


def test_a_full_width_formula_is_quoted_too() -> None:
    titles = [f"{sign}1+1" for sign in "=+-@\uff1d\uff0b\uff0d\uff20"]
    rows = lines(*(replace(EVENT, source=replace(SOURCE, title=title)) for title in titles))
    assert [row["title"] for row in rows] == [f"'{title}" for title in titles]
