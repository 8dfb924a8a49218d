"""Events as CSV: rows in are rows out, and no cell acts on a spreadsheet or a terminal."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.answers import EventAnswer, Party, Source, Words
from sumber.export.csv import COLUMNS, write_csv

SENTENCE = "Police in Port Vell arrested nine dockers."
SOURCE = Source(
    "art_x", "Nine held", "Gull Post", "2025-03-01", "en", ("Wire Ten",), None, "p.html", "story_x", "Wire Ten", None
)
POLICE = Party("Police", "ESP", ("COP",), Words(0, 6, "Police"))
DOCKERS = Party("nine dockers", None, ("LAB",), Words(29, 41, "nine dockers"))
OTHERS = Party("others", "FRA", (), Words(0, 6, "Police"))
EVENT = EventAnswer(
    id="evm_x",
    event=None,
    type="COERCE",
    mode="arrest",
    quad="material_conflict",
    score=-7.0,
    status="asserted",
    background=False,
    day="2025-03-01",
    time=None,
    actors=(POLICE,),
    recipients=(DOCKERS, OTHERS),
    reciprocal=False,
    place=None,
    attribution=None,
    contexts=("legal", "economic"),
    quantities=(),
    confidence=0.71239,
    trigger=Words(20, 28, "arrested"),
    sentence=Words(0, len(SENTENCE), SENTENCE),
    source=SOURCE,
)


def lines(*events: EventAnswer) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    assert write_csv(events, out) == len(events)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_a_row_holds_the_event_and_where_it_stands() -> None:
    (row,) = lines(EVENT)
    assert list(row) == [name for name, _ in COLUMNS]
    assert (row["actors"], row["actor_countries"], row["actor_sectors"]) == ("Police", "ESP", "COP")
    assert (row["recipients"], row["recipient_countries"], row["recipient_sectors"]) == (
        "nine dockers;others",
        ";FRA",
        "LAB;",
    )
    assert (row["sentence"], row["outlet"], row["credits"], row["confidence"]) == (SENTENCE, "Gull Post", "Wire Ten", "0.712")
    assert (row["time"], row["url"]) == ("", "")


@given(st.lists(st.text(max_size=30), max_size=4))
def test_rows_in_are_rows_out_and_none_is_a_formula(titles: list[str]) -> None:
    rows = lines(*(replace(EVENT, source=replace(SOURCE, title=title)) for title in titles))
    assert len(rows) == len(titles)
    for row in rows:
        assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in row["title"])
