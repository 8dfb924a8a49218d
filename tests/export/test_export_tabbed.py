"""GDELT and POLECAT: their columns in their order, and one line an event whatever its words and whichever the reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TextIO

import pytest
from export_world import BARE, EVENT, SENTENCE, URL, acting, event_of, hostile
from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.answers import EventAnswer
from sumber.export import gdelt, gdelt_mentions, polecat
from sumber.views.safe import safe

Writer = Callable[[list[EventAnswer], TextIO], int]


def table(write: Writer, *events: EventAnswer, quoting: int = csv.QUOTE_NONE) -> list[list[str]]:
    out = io.StringIO(newline="")
    assert write(list(events), out) == len(events)
    assert not acting(out.getvalue())
    return list(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter="\t", quoting=quoting))


def named(columns: tuple[tuple[str, object], ...], row: list[str]) -> dict[str, str]:
    return {name: value for (name, _), value in zip(columns, row, strict=True) if value}


def test_a_row_of_gdelt() -> None:
    full, bare = table(gdelt.write_gdelt, EVENT, BARE)
    assert len(full) == len(bare) == 61
    assert named(gdelt.COLUMNS, full) == {
        "GLOBALEVENTID": "141843476153091",
        "SQLDATE": "20250228",
        "MonthYear": "202502",
        "Year": "2025",
        "FractionDate": "2025.2411",
        "Actor1Code": "ESPCOPGOV",
        "Actor1Name": "Police",
        "Actor1CountryCode": "ESP",
        "Actor1Type1Code": "COP",
        "Actor1Type2Code": "GOV",
        "Actor2Code": "LAB",
        "Actor2Name": "nine dockers",
        "Actor2Type1Code": "LAB",
        "EventCode": "170",
        "EventBaseCode": "170",
        "EventRootCode": "17",
        "QuadClass": "4",
        "GoldsteinScale": "-6.0",
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_Type": "4",
        "ActionGeo_Fullname": "Barcelona",
        "ActionGeo_CountryCode": "SP",
        "ActionGeo_Lat": full[56],
        "ActionGeo_Long": full[57],
        "SOURCEURL": URL,
    }
    assert (round(float(full[56])), round(float(full[57]))) == (41, 2)
    assert not {"SQLDATE", "SOURCEURL", "Actor1Code"} & set(named(gdelt.COLUMNS, bare))


def test_gdelts_columns_stand_where_its_readers_look() -> None:
    names = [name for name, _ in gdelt.COLUMNS]
    where = {5: "Actor1Code", 12: "Actor1Type1Code", 15: "Actor2Code", 25: "IsRootEvent", 29: "QuadClass", 34: "AvgTone"}
    where |= {35: "Actor1Geo_Type", 43: "Actor2Geo_Type", 51: "ActionGeo_Type", 58: "ActionGeo_FeatureID", 59: "DATEADDED"}
    assert {place: names[place] for place in where} == where
    assert len(set(names)) == 61


def test_a_row_of_gdelts_mentions() -> None:
    full, bare = table(gdelt_mentions.write_gdelt_mentions, EVENT, BARE)
    assert len(full) == len(bare) == 16
    extras = (
        "id:evm_aaaqeayeaudaocaj;happening:evt_x;status:alleged;background:false;according_to:Wire Ten;confidence:0.712;"
        "outlet:Gull Post;origin:Wire Ten;copy_of:art_first;story:story_x;lang:en;offsets:code points of the original;"
        f"sentence_start:100;sentence_end:142;trigger:arrested;sentence:{SENTENCE}"
    )
    assert named(gdelt_mentions.COLUMNS, full) == {
        "GlobalEventID": "141843476153091",
        "MentionTimeDate": "20250302013000",
        "MentionType": "1",
        "MentionSourceName": "gullpost.example",
        "MentionIdentifier": URL,
        "SentenceID": "3",
        "InRawText": "1",
        "Confidence": "71",
        "Extras": extras,
    }
    assert (bare[3], bare[5], bare[2]) == ("2", "art_b", "")


def test_a_row_of_polecat() -> None:
    head, full, bare = table(lambda events, out: polecat.write_polecat(events, out), EVENT, BARE)
    assert head == [name for name, _ in polecat.COLUMNS]
    assert len(head) == len(full) == len(bare) == 40
    row = named(polecat.COLUMNS, full)
    assert (round(float(row.pop("Latitude"))), round(float(row.pop("Longitude")))) == (41, 2)
    assert row.pop("Version").startswith("sumber ")
    assert row == {
        "Event ID": "evm_aaaqeayeaudaocaj",
        "Event Date": "2025-02-28",
        "Event Type": "COERCE",
        "Event Mode": "arrest",
        "Intensity": "-6.0",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "legal;economic",
        "Actor Name": "Police",
        "Actor Country": "ESP",
        "Primary Actor Sector": "COP",
        "Actor Sectors": "COP GOV",
        "Actor Name Raw": "Police",
        "Recipient Name": "nine dockers;others",
        "Recipient Country": ";FRA",
        "Primary Recipient Sector": "LAB;",
        "Recipient Sectors": "LAB;",
        "Recipient Name Raw": "nine dockers;Police",
        "Placename": "Barcelona",
        "City": "Barcelona",
        "Province": row["Province"],
        "Country": "Spain",
        "GeoNames ID": "3128760",
        "Raw Placename": "Port Vell",
        "Feature Type": "city",
        "Source": "Gull Post",
        "Publication Date": "2025-03-01",
        "Language": "en",
    }
    assert row["Province"].startswith("Catal")


@pytest.mark.parametrize(
    ("write", "width", "name"),
    [(gdelt.write_gdelt, 61, 6), (gdelt_mentions.write_gdelt_mentions, 16, 15), (polecat.write_polecat, 40, 7)],
    ids=["gdelt", "gdelt-mentions", "polecat"],
)
@given(given=st.lists(hostile, max_size=3))
def test_rows_in_are_rows_out_for_every_reader(write: Writer, width: int, name: int, given: list[str]) -> None:
    events = [event_of(words) for words in given]
    rows = table(write, *events)[-len(events) or 99 :]
    assert len(rows) == len(events)
    assert table(write, *events, quoting=csv.QUOTE_MINIMAL)[-len(events) or 99 :] == rows
    for words, row in zip(given, rows, strict=True):
        assert len(row) == width
        assert safe(words).replace(";", ",") in row[name].replace(";", ",")
        for value in row:
            assert not value.startswith(("=", "+", "@", '"'))
            assert not value.startswith("-") or float(value) < 0


def test_ids_are_numbers_that_fit_64_bits() -> None:
    assert 0 <= gdelt.global_event_id(BARE) < 2**63
    assert gdelt.global_event_id(BARE) != gdelt.global_event_id(EVENT)
