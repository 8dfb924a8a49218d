"""Routes to one thing, what they say to a wrong request, and hostile words."""

from __future__ import annotations

import base64
import shutil
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

import archive_world as world
import orjson
import pytest
from fastapi.testclient import TestClient

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.serve.app import create_app

HOSTILE = "<script>alert(1)</script> \u202egnp.exe \x1b[31m' OR 1=1 --"


def first(client: TestClient, path: str) -> str:
    """The id of a list's first row."""
    row = client.get(path).json()["items"][0]
    return str(row.get("id") or row["article"])


def test_one_article_and_its_wordings(client: TestClient, archive_file: Path) -> None:
    id = first(client, "/v1/articles")
    body = client.get(f"/v1/articles/{id}").json()
    assert body["source"]["article"] == id
    assert body["text"] == world.WIRE
    (wording,) = client.get(f"/v1/articles/{id}/versions").json()["items"]
    assert (wording["text"], wording["current"], wording["published"]) == (world.WIRE, True, "2026-03-05T01:30:00+00:00")
    with Archive(archive_file, read_only=True) as store:
        assert body["named"] == [asdict(one) for a in store.whole_articles() if a.source.article == id for one in a.named]


def test_an_edited_article_tells_both_wordings_and_lists_the_later(archive_file: Path, tmp_path: Path) -> None:
    shutil.copy(archive_file, tmp_path / "a.db")
    url, title, outlet, _, lang, credit, _ = world.PAGES["sarna-3.txt"]
    page = (url, title, outlet, "2026-03-06", lang, credit, "Wali kota mundur pada 2026-03-06.")
    read([world.write_pages(tmp_path / "more", {"again.txt": page})], tmp_path / "a.db", 0, stages=world.STAGES)
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1") as client:
        id = first(client, "/v1/articles?lang=id")
        wordings = client.get(f"/v1/articles/{id}/versions").json()["items"]
        assert [wording["current"] for wording in wordings] == [False, True]
        assert client.get("/v1/articles?lang=id").json()["items"][0]["published"] == "2026-03-06"
        assert client.get("/v1/events?actor=polisi&since=2026-03-05").json()["items"] == []


def test_one_story_one_event_and_a_happening(client: TestClient, archive_file: Path) -> None:
    story = client.get("/v1/stories/story_sarna").json()
    assert [len(story[part]) for part in ("articles", "happenings", "disagreements")] == [3, 2, 1]
    happening = story["happenings"][0]
    told = client.get(f"/v1/events/{happening['id']}").json()
    assert sorted(event["id"] for event in told["mentions"]) == sorted(event["id"] for event in happening["mentions"])
    event = told["mentions"][0]
    assert client.get(f"/v1/events/{event['id']}").json() == event
    (chain,) = client.get(f"/v1/explain/{event['id']}").json()["items"]
    assert chain["event"] == event
    assert chain["sentence"]["text"] == event["sentence"]["text"]
    assert len(client.get(f"/v1/explain/{happening['id']}").json()["items"]) == len(told["mentions"])
    assert not {name for name, _ in chain["facts"]} & {"listed", "last"}


@pytest.mark.parametrize(
    "path", ["articles/x", "articles/x/versions", "stories/x", "events/x", "entities/x", "explain/x", "exports/x", "x", ""]
)
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    problem(client, f"/v1/{path}", 404)


def problem(client: TestClient, path: str, status: int, **headers: str) -> dict[str, object]:
    """The problem that a request meets."""
    response = client.get(path, headers=headers)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    body: dict[str, object] = response.json()
    assert set(body) == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    assert "Traceback" not in response.text
    return body


@pytest.mark.parametrize(
    "query",
    [
        "actr=x",
        "type=RUN",
        "status=maybe",
        "since=2026-3-5",
        "until=2026-02-31",
        "limit=0",
        "limit=501",
        "limit=x",
        "copies=2",
        "country=Atlantis",
    ],
)
def test_a_wrong_filter_is_told_by_name(client: TestClient, query: str) -> None:
    (error,) = problem(client, f"/v1/events?{query}", 422)["errors"]  # type: ignore[misc, attr-defined]
    assert error.startswith(query.split("=")[0] + ": ")


def test_what_can_never_fit_is_refused_and_not_answered_with_nothing(client: TestClient) -> None:
    (error,) = problem(client, "/v1/events?since=2026-03-06&until=2026-03-05", 422)["errors"]  # type: ignore[misc, attr-defined]
    assert error == "No day lies between 2026-03-06 and 2026-03-05: the first is the later one."
    problem(client, "/v1/disagreements?kind=gossip", 422)
    problem(client, "/v1/entities?country=Atlantis", 422)


def test_a_country_may_be_named(client: TestClient) -> None:
    by_code = client.get("/v1/events?country=IDN").json()
    assert by_code["items"]
    assert client.get("/v1/events?country=Indonesien").json() == by_code


def test_cursors_of_other_lists_and_forged_ones_are_refused(many: TestClient) -> None:
    cursor = many.get("/v1/events?limit=1").json()["next"]
    mark, *key = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_"))
    assert many.get(f"/v1/events?limit=3&cursor={cursor}").status_code == 200
    for path in ("/v1/events?type=AID&", "/v1/articles?", "/v1/quotes?"):
        problem(many, f"{path}cursor={cursor}", 400)
    for forged in ([mark], [mark, *key, 1], [mark, 1, 2, 3], [mark, None, None, 1], [mark, *key[:2], True], "x", {}, 7, []):
        code = base64.urlsafe_b64encode(orjson.dumps(forged)).decode()
        problem(many, f"/v1/events?cursor={code}", 400)
    for noise in ("x", "%00", "é", "=", "//////", "A" * 1999):
        problem(many, f"/v1/events?cursor={noise}", 400)
    huge = base64.urlsafe_b64encode(orjson.dumps([mark, *key[:2], 2**63])).decode()
    problem(many, f"/v1/events?cursor={huge}", 400)


def test_only_json_is_told_but_for_exports(client: TestClient) -> None:
    problem(client, "/v1/events", 406, accept="text/html")
    assert client.get("/v1/events", headers={"accept": "text/html, */*;q=0.1"}).status_code == 200
    assert client.get("/v1/events?format=csv", headers={"accept": "text/csv"}).status_code == 200
    assert client.get("/v1/exports/csv", headers={"accept": "text/csv"}).status_code == 200


def test_other_methods_are_refused(client: TestClient) -> None:
    response = client.post("/v1/events")
    assert (response.status_code, response.json()["status"]) == (405, 405)


def test_hostile_words_are_text_everywhere(tmp_path: Path) -> None:
    page = ("javascript:alert(1)", HOSTILE, HOSTILE, "2026-03-04", "en", HOSTILE, f"Lumen met Ostra {HOSTILE}.")
    read([world.write_pages(tmp_path / "p", {"x.txt": page})], tmp_path / "a.db", 0, stages=world.STAGES)
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1") as client:
        for path in ("articles", "events", "stories", "mentions", "search?words=lumen"):
            response = client.get(f"/v1/{path}")
            assert response.headers["content-type"] == "application/json"
            assert response.headers["x-content-type-options"] == "nosniff"
            assert not {"\x1b", "\u202e"} & set(response.text)
        assert client.get("/v1/articles").json()["items"][0]["title"] == HOSTILE
        for asked in (HOSTILE, "\0", "%", "'", "\ud7ff\ue000", "😀" * 500):
            for path, name in (("events", "actor"), ("quotes", "speaker"), ("entities", "name"), ("search", "words")):
                assert client.get(f"/v1/{path}", params={name: asked}).status_code == 200
            for path in ("articles", "stories", "events", "entities", "explain"):
                told = client.get(f"/v1/{path}/{quote(asked)}")
                assert told.status_code == 404
                assert not {"\x1b", "\u202e"} & set(told.text)


def test_a_fault_is_told_without_its_traceback(archive_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("sumber.serve.api.stories.story_answer", broken)
    with TestClient(create_app(archive_file), "http://127.0.0.1", raise_server_exceptions=False) as client:
        assert "secret" not in str(problem(client, "/v1/stories/x", 500))


def test_an_answer_is_new_only_after_the_archive_changed(archive_file: Path, tmp_path: Path) -> None:
    shutil.copy(archive_file, tmp_path / "a.db")
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1") as client:
        answer = client.get("/v1/articles")
        tag = answer.headers["etag"]
        assert tag.startswith('W/"')
        assert answer.headers["cache-control"] == "no-cache"
        for held in (tag, f'"x", {tag}', tag.removeprefix("W/")):
            same = client.get("/v1/articles", headers={"if-none-match": held})
            assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
            assert "content-security-policy" in same.headers
        assert client.get("/v1/articles?limit=1", headers={"if-none-match": tag}).status_code == 200
        page = ("https://new.example/1", "News", "Paper", "2027-01-01", "en", "", "Lumen met Ostra on 2027-01-01.")
        read([world.write_pages(tmp_path / "more", {"new.txt": page})], tmp_path / "a.db", 0, stages=world.STAGES)
        fresh = client.get("/v1/articles", headers={"if-none-match": tag})
        assert fresh.status_code == 200
        assert len(fresh.json()["items"]) == 5
