"""Every format over an archive: as many out as the archive tells, by its filters; and the docs know each column."""

from __future__ import annotations

import importlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from export_world import EVENT
from typer.testing import CliRunner

from sumber.archive.answers import EventAnswer
from sumber.archive.store import Archive
from sumber.cli import app
from sumber.errors import UsageError
from sumber.export import ENTRIES, FORMATS, export

DOCS = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
TABLES = {
    "annotation": ("FIELDS", "BODY", "SOURCE"), "atom": ("FIELDS",), "csv": ("COLUMNS",), "ftm": ("EVENT", "ARTICLE", "PARTY"),
    "gdelt": ("COLUMNS",), "gdelt_mentions": ("COLUMNS",), "geojson": ("PROPERTIES", "PLACE", "NAMED"), "jsonfeed": ("FIELDS",),
    "newsarticle": ("FIELDS",), "ninjs": ("FIELDS",), "parquet": ("COLUMNS",), "plover": ("FIELDS", "ENTITY", "CITATION"),
    "polecat": ("COLUMNS",),
}  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(archive: Archive, format: str, **asked: Any) -> tuple[int, str]:
    if FORMATS[format].binary:
        pytest.importorskip("pyarrow", reason="pip install 'sumber[parquet]'")
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    count = export(archive, format, out, **asked)
    out.flush()
    return count, raw.getvalue().decode("utf-8", "replace")


@pytest.mark.parametrize("format", FORMATS)
def test_as_many_out_as_the_archive_tells_and_always_the_same(archive: Archive, format: str) -> None:
    expected = {"events": 6, "articles": 4, "stories": 2}
    for of in FORMATS[format].tells:
        count, text = told(archive, format, of=of)
        assert count == expected[of]
        assert told(archive, format, of=of) == (count, text)
        # None of this world's places is in the gazetteer.
        assert format != "geojson" or '"without_coordinates":6' in text


@pytest.mark.parametrize("format", FORMATS)
def test_filters_choose(archive: Archive, format: str) -> None:
    of = FORMATS[format].tells[0]
    asked = {"type": "assault", "copies": False, "since": "2026-03-05"}
    expected = len(list(archive.events(**asked) if of == "events" else archive.whole_articles(**asked)))  # type: ignore[arg-type]
    assert expected == 1
    assert told(archive, format, **asked)[0] == expected
    with pytest.raises(UsageError, match="is no day"):
        told(archive, format, since="soon")


def test_wrong_questions_are_usage_errors(archive: Archive) -> None:
    for format, asked in (
        ("word", {}),
        ("csv", {"of": "articles"}),
        ("csv", {"lang": "en"}),
        ("atom", {"of": "stories", "recipient": "IDN"}),
        ("atom", {"of": "events", "outlet": "Wire"}),
        ("atom", {"of": "stories", "copies": False}),
        ("atom", {"of": "gossip"}),
    ):
        with pytest.raises(UsageError):
            export(archive, format, io.StringIO(), **asked)
    with pytest.raises(UsageError, match="no text"):
        export(archive, "parquet", Terminal())


def test_the_command_writes_text_and_bytes(archive: Archive) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(app, ["export", *words, "--archive", str(archive.path)])

    lines = run("plover", "--type", "ASSAULT", "--no-copies").stdout.splitlines()
    assert [json.loads(line)["event"] for line in lines] == [["ASSAULT"]] * 2
    assert run("atom", "--of", "articles", "--lang", "id").stdout.count("<entry") == 1
    pytest.importorskip("pyarrow", reason="pip install 'sumber[parquet]'")
    assert run("parquet").stdout_bytes.startswith(b"PAR1")


def test_a_feeds_id_tells_its_question(archive: Archive) -> None:
    plain, narrow = (told(archive, "atom", of="articles", lang=lang)[1] for lang in (None, "id"))
    assert "<id>urn:sumber:feed:articles:</id>" in plain
    assert "<id>urn:sumber:feed:articles:lang%3Did</id>" in narrow
    assert "<title>sumber: articles lang=id</title>" in narrow


def test_whole_articles(archive: Archive) -> None:
    found = list(archive.whole_articles())
    assert [article.source.outlet for article in found] == ["Harbour Post", "Suara Laut", "Kabar Teluk", "Ostra Daily"]
    copy = found[0]
    assert copy.copied_url == "https://kabarteluk.example/sarna/1?utm_source=x"
    assert copy.text.startswith("Police in Port Sarna")
    assert copy.contexts == ("human_rights",)
    assert [(named.name, named.kind, named.entity) for named in copy.named][1] == ("Port Sarna", "place", "ent_sarna")
    assert [article.source.outlet for article in archive.whole_articles(lang="id")] == ["Suara Laut"]
    assert [article.source.outlet for article in archive.whole_articles(actor="lumen")] == ["Ostra Daily"]
    assert len(list(archive.whole_articles(copies=False, limit=2))) == 2
    with pytest.raises(UsageError):
        list(archive.whole_articles(type="GOSSIP"))


def test_events_tell_which_sentence_and_entity(archive: Archive) -> None:
    asked = next(archive.events(type="REQUEST"))
    assert asked.sentence_number == 3
    assert all(party.entity is None for party in asked.actors)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "parquet"])
def test_memory_stays_flat(format: str) -> None:
    chosen = FORMATS[format]
    if chosen.tells[0] != "events":
        pytest.skip("articles go the same way as events")

    def many(count: int) -> Iterator[EventAnswer]:
        for _ in range(count):
            yield EVENT

    class Nowhere(io.StringIO):
        def write(self, text: str, /) -> int:
            return len(text)

    def peak(count: int) -> int:
        tracemalloc.start()
        rows: Any = map(ENTRIES["events"], many(count)) if chosen.feed else many(count)
        chosen.write(rows, Nowhere(), *(("urn:x", "x") if chosen.feed else ()))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1)
    assert peak(400) < peak(40) + 50_000


def test_each_format_has_a_table_and_the_docs_know_each_of_its_columns() -> None:
    assert {name.replace("_", "-") for name in TABLES} == set(FORMATS)
    for module, tables in TABLES.items():
        assert f"## {module.replace('_', '-')}\n" in DOCS, module
        part = DOCS.partition(f"## {module.replace('_', '-')}\n")[2].partition("\n## ")[0]
        for table in tables:
            for name, *_ in getattr(importlib.import_module(f"sumber.export.{module}"), table):
                assert f"`{name}`" in part, f"docs/exports.md says nothing of {module}'s {name}"
