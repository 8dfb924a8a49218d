"""Parquet: types that data frames know, rows in are rows out, and words exactly as they were."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from export_world import BARE, EVENT, SENTENCE, URL, event_of, hostile
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.archive.answers import EventAnswer
from sumber.errors import MissingExtraError
from sumber.export import parquet


def rows(*events: EventAnswer) -> list[dict[str, Any]]:
    reader = pytest.importorskip("pyarrow.parquet", reason="pip install 'sumber[parquet]' to read Parquet back")
    out = io.BytesIO()
    assert parquet.write_parquet(events, out) == len(events)
    return reader.read_table(io.BytesIO(out.getvalue())).to_pylist()  # type: ignore[no-any-return]


def test_a_row_of_the_table() -> None:
    full, bare = rows(EVENT, BARE)
    assert list(full) == [name for name, _, _ in parquet.COLUMNS]
    assert (round(full.pop("latitude")), round(full.pop("longitude"))) == (41, 2)
    assert full == {
        "id": EVENT.id, "event": "evt_x", "day": date(2025, 2, 28), "time": "2025-02-28", "time_basis": "publication",
        "type": "COERCE", "mode": "arrest", "quad": "material_conflict", "score": -6.0, "status": "alleged",
        "background": False, "actors": ["Police"], "actor_countries": ["ESP"], "actor_sectors": [["COP", "GOV"]],
        "actor_entities": ["org:port-police"], "recipients": ["nine dockers", "others"], "recipient_countries": [None, "FRA"],
        "recipient_sectors": [["LAB"], []], "recipient_entities": [None, None], "reciprocal": False, "place": "Barcelona",
        "place_country": "ESP", "place_entity": "city:3128760", "according_to": "Wire Ten",
        "contexts": ["legal", "economic"], "quantity_kinds": ["arrested"], "quantity_values": [9.0], "confidence": 0.71239,
        "trigger": "arrested", "trigger_start": 120, "trigger_end": 128, "sentence": SENTENCE, "sentence_start": 100,
        "sentence_end": 142, "sentence_number": 3, "article": "art_x", "title": "Nine held", "outlet": "Gull Post",
        "published": "2025-03-01T22:30:00-03:00", "published_utc": datetime(2025, 3, 2, 1, 30, tzinfo=UTC),
        "language": "en", "credits": ["Wire Ten"], "origin": "Wire Ten", "copy_of": "art_first", "story": "story_x",
        "url": URL, "input": "p.html",
    }  # fmt: skip
    assert (bare["url"], bare["day"], bare["place"], bare["actors"]) == (None, None, None, [])


def test_codes_are_dictionaries_and_moments_are_microseconds() -> None:
    reader = pytest.importorskip("pyarrow.parquet", reason="pip install 'sumber[parquet]' to read Parquet back")
    out = io.BytesIO()
    parquet.write_parquet([EVENT], out)
    schema = reader.read_schema(io.BytesIO(out.getvalue()))
    types = {name: str(schema.field(name).type) for name in ("type", "published_utc", "day", "actors")}
    assert types["published_utc"] == "timestamp[us, tz=UTC]"
    assert types["type"].startswith("dictionary<values=string")
    assert (types["day"], types["actors"].startswith("list<")) == ("date32[day]", True)


def test_events_are_held_by_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 2)
    assert [row["id"] for row in rows(EVENT, BARE, EVENT, BARE, EVENT)] == [EVENT.id, BARE.id] * 2 + [EVENT.id]
    assert rows() == []


@settings(max_examples=25)
@given(st.lists(hostile, max_size=3))
def test_words_come_back_as_they_were(given: list[str]) -> None:
    found = rows(*map(event_of, given))
    assert [(row["title"], row["sentence"]) for row in found] == [(words, words or "x") for words in given]


def test_without_pyarrow_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'sumber\[parquet\]'"):
        parquet.write_parquet([EVENT], io.BytesIO())
