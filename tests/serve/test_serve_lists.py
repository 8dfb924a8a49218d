"""Lists in pages: what the commands tell, every row once, whatever comes in between."""

from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import archive_world as world
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.cli import app
from sumber.serve.app import create_app


def rows(client: TestClient, path: str, limit: int = 500, **asked: Any) -> list[dict[str, Any]]:
    """All rows of a list, page by page, by the cursors in the answers."""
    found: list[dict[str, Any]] = []
    asked = {name: value for name, value in asked.items() if value is not None}
    page = client.get(path, params={"limit": limit, **asked})
    while True:
        assert page.status_code == 200, page.text
        body = page.json()
        assert len(body["items"]) <= limit
        found += body["items"]
        if body["next"] is None:
            assert "link" not in page.headers
            return found
        assert len(body["items"]) == limit
        assert page.links["next"]["url"].startswith(f"http://127.0.0.1{path}?")
        page = client.get(page.links["next"]["url"])


def plain(answer: Any) -> Any:
    """An answer as JSON brings it."""
    if isinstance(answer, dict):
        return {key: plain(value) for key, value in answer.items()}
    return [plain(value) for value in answer] if isinstance(answer, list | tuple) else answer


def day_of(event: dict[str, Any]) -> str:
    """The day that lists order an event by."""
    return str(event["day"] or (event["source"]["published"] or "")[:10])


DAYS = ((None, None), ("2025-06-01", None), (None, "2025-06-01"), ("2025-03-01", "2025-09-01"), ("2030-01-01", "2031-01-01"))
CHOSEN: tuple[dict[str, Any], ...] = (
    {}, {"actor": "a"}, {"actor": "RUS"}, {"recipient": "BA"}, {"type": "protest"}, {"country": "idn"}, {"status": "denied"},
    {"copies": False}, {"actor": "n", "recipient": "i", "copies": False, "status": "asserted"}, {"actor": "nobody at all"},
    {"actor": "a", "country": "rus"}, {"actor": "RUS", "recipient": "a", "country": "idn"},
)  # fmt: skip


STORIES: tuple[dict[str, Any], ...] = (
    *({"lang": lang} for lang in (None, "sw", "en%", "_")), {"actor": "RUS"}, {"country": "idn", "type": "protest"},
    {"outlet": "nobody"}, {"words": "bertemu"},
)  # fmt: skip


@pytest.mark.parametrize(("broad", "wide"), [(2_000, 8_000), (0, 0), (5, 8_000)], ids=["by index", "row by row", "together"])
def test_events_are_those_of_the_command_with_the_same_filters(
    many: TestClient, store: Archive, broad: int, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for bound in ("FEW", "BROAD"):
        monkeypatch.setattr(f"sumber.archive.queries.filtering.{bound}", broad)
    monkeypatch.setattr("sumber.archive.queries.filtering.WIDE", wide)
    met = 0
    for (since, until), chosen in itertools.product(DAYS, CHOSEN):
        told = rows(many, "/v1/events", since=since, until=until, **chosen)
        want = [plain(asdict(event)) for event in store.events(since=since, until=until, **chosen)]
        assert sorted(told, key=lambda e: e["id"]) == sorted(want, key=lambda e: e["id"]), (since, until, chosen)
        first = store.events(since=since, until=until, limit=7, offset=2, **chosen)
        assert [plain(asdict(event)) for event in first] == want[2:9]
        in_order = sorted(want, key=lambda e: str(e["source"]["article"]))
        assert [e["id"] for e in want] == [e["id"] for e in sorted(in_order, key=day_of, reverse=True)]
        days = [day_of(event) for event in told]
        inside = [day for day in days if not since or day >= since]
        assert days == sorted(inside, reverse=True) + days[len(inside) :]
        met += len(want)
    assert met > 1_000


@pytest.mark.parametrize("few", [True, False], ids=["by index", "row by row"])
def test_articles_are_those_that_exports_tell(
    many: TestClient, store: Archive, few: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sumber.archive.queries.filtering.BROAD", 2_000 if few else 0)
    monkeypatch.setattr("sumber.archive.queries.article_pages.BROAD", 2_000 if few else 0)
    met = 0
    for (since, until), chosen, lang in itertools.product(DAYS, CHOSEN, (None, "id")):
        told = rows(many, "/v1/articles", since=since, until=until, lang=lang, **chosen)
        want = [plain(asdict(a.source)) for a in store.whole_articles(since=since, until=until, lang=lang, **chosen)]
        assert sorted(a["article"] for a in told) == sorted(a["article"] for a in want), (since, until, chosen, lang)
        assert [a["published"] for a in told] == [a["published"] for a in want]
        met += len(want)
    assert met > 500
    first = next(store.articles())
    for chosen in ({"words": f'"{first.title}"'}, {"outlet": first.outlet}, {"words": "bertemu", "lang": first.lang}):
        told = [article["article"] for article in rows(many, "/v1/articles", **chosen)]
        want = [article.source.article for article in store.whole_articles(**chosen)]  # type: ignore[arg-type]
        assert sorted(told) == sorted(want)
        assert 0 < len(want) < 60
        feed = many.get("/v1/articles", params={**chosen, "format": "jsonfeed"}).json()["items"]
        assert [item["id"] for item in feed] == [f"urn:sumber:{id}" for id in want]
    found = {hit.source.article for hit in store.search("bertemu", limit=None)}
    assert found == {article.source.article for article in store.whole_articles(words="bertemu")}


def test_stories_are_those_of_the_command(many: TestClient, store: Archive) -> None:
    for (since, until), chosen in itertools.product(DAYS, STORIES):
        told = rows(many, "/v1/stories", since=since, until=until, **chosen)
        want = [plain(asdict(line)) for line in store.stories(since=since, until=until, **chosen)]
        assert sorted(told, key=lambda s: s["id"]) == sorted(want, key=lambda s: s["id"])
        assert [s["last"] for s in told] == [s["last"] for s in want]


@pytest.mark.parametrize(
    ("asked", "stories"),
    [
        ("lang=id", ["sarna"]), ("outlet=Ostra Daily", ["lumen"]), ("outlet=Ostra", []), ("words=bread", ["sarna"]),
        ("words=zzz", []), ("actor=lumen", ["lumen"]), ("type=assault", ["sarna"]), ("type=consult&lang=id", []),
        ("country=idn", ["lumen", "sarna"]), ("country=CHL", []),
    ],
)  # fmt: skip
def test_each_filter_of_stories_in_every_face(client: TestClient, archive_file: Path, asked: str, stories: list[str]) -> None:
    ids = [f"story_{name}" for name in stories]
    assert sorted(line["id"] for line in client.get(f"/v1/stories?{asked}").json()["items"]) == ids
    feed = client.get(f"/v1/exports/jsonfeed?of=stories&{asked}").json()["items"]
    assert sorted(item["id"] for item in feed) == [f"urn:sumber:{id}" for id in ids]
    options = [f"--{name}={value}" for name, value in parse_qsl(asked)]
    shown = CliRunner().invoke(app, ["stories", "--json", "--archive", str(archive_file), *options])
    assert sorted(json.loads(line)["id"] for line in shown.stdout.splitlines()) == ids


@pytest.mark.parametrize(
    "path", ["articles", "stories", "events", "mentions", "entities", "quotes", "disagreements", "search?words=bertemu"]
)
def test_small_pages_tell_what_one_large_page_tells(many: TestClient, path: str) -> None:
    path, _, words = path.partition("?words=")
    asked = {"words": words} if words else {}
    whole = rows(many, f"/v1/{path}", 500, **asked)
    assert len(whole) > 3
    assert rows(many, f"/v1/{path}", 1 if len(whole) < 20 else 13 if len(whole) < 200 else 91, **asked) == whole
    assert len({str(row) for row in whole}) == len(whole)


def test_new_articles_move_no_row_from_page_to_page(archive_file: Path, tmp_path: Path) -> None:
    shutil.copy(archive_file, tmp_path / "a.db")
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1") as client:
        before = rows(client, "/v1/articles", 1)
        first = client.get("/v1/articles?limit=2").json()
        page = ("https://new.example/1", "News", "Paper", "2027-01-01T00:00:00Z", "en", "", "Lumen met Ostra on 2027-01-01.")
        read([world.write_pages(tmp_path / "more", {"new.txt": page})], tmp_path / "a.db", 0, stages=world.STAGES)
        second = client.get("/v1/articles", params={"cursor": first["next"]}).json()
        assert [row["article"] for row in first["items"] + second["items"]] == [row["article"] for row in before]
        assert len(rows(client, "/v1/articles")) == len(before) + 1


def test_facts_are_found_by_their_article_their_entity_and_their_speaker(client: TestClient) -> None:
    sarna = rows(client, "/v1/entities", name="SÁRNA")
    assert [(one["id"], one["aliases"]) for one in sarna] == [("ent_sarna", {"en": ["Sarna"]})]
    assert client.get("/v1/entities/ent_sarna").json() == sarna[0]
    assert rows(client, "/v1/entities", country="CHL") == []
    named = rows(client, "/v1/mentions", entity="ent_sarna")
    assert {(one["words"]["text"], one["kind"], one["country"]) for one in named} == {
        ("Police in Port Sarna"[10:], "place", "IDN"), ("Polisi Port Sarna", "place", "IDN"),
    }  # fmt: skip
    in_one = rows(client, "/v1/mentions", article=named[0]["source"]["article"])
    assert named[0] in in_one
    assert {one["source"]["article"] for one in in_one} == {named[0]["source"]["article"]}
    assert rows(client, "/v1/mentions", entity="ent_sarna", kind="person") == []
    said = rows(client, "/v1/quotes", speaker="harrow")
    assert [one["words"]["text"] for one in said] == ["We counted every one of them,"] * 2
    assert rows(client, "/v1/quotes", speaker="harrow", copies=False) == said[1:]
    assert rows(client, "/v1/quotes", speaker="mina sarna") == []
    assert rows(client, "/v1/quotes", lang="id") == []


def test_quotes_are_found_by_the_entity_that_spoke(many: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    entity = rows(many, "/v1/quotes")[0]["entity"]
    by_index = rows(many, "/v1/quotes", speaker=entity)
    assert {one["entity"] for one in by_index} == {entity}
    name = by_index[0]["meant"]
    found = rows(many, "/v1/quotes", speaker=name.upper())
    monkeypatch.setattr("sumber.archive.queries.filtering.BROAD", 0)
    assert rows(many, "/v1/quotes", speaker=name.upper()) == found == by_index


def test_disagreements_come_with_their_story_and_both_sentences(client: TestClient) -> None:
    (one,) = rows(client, "/v1/disagreements", kind="number", story="story_sarna")
    assert (one["story"], one["disagreement"]["a"]["value"], one["disagreement"]["b"]["value"]) == ("story_sarna", "12", "15")
    assert rows(client, "/v1/disagreements", kind="place") == []
    assert rows(client, "/v1/disagreements", story="story_lumen") == []


def test_events_of_a_story(client: TestClient) -> None:
    assert {event["source"]["story"] for event in rows(client, "/v1/events", story="story_sarna")} == {"story_sarna"}
    assert len(rows(client, "/v1/events", story="story_sarna")) == 5
    assert rows(client, "/v1/events", story="story_none") == []
