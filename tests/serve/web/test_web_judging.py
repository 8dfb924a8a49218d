"""Judging in the browser: forms for writers only, which no other site can send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from judged_world import archive_of

from sumber.archive.store import Archive
from sumber.archive.tokens import Tokens
from sumber.serve.app import create_app

HERE = "http://127.0.0.1"
ATTACK = "<script>alert(1)</script>"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_of(tmp_path) as opened:
        yield opened


@pytest.fixture
def reader(archive: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(archive.path), HERE) as client:
        yield client


@pytest.fixture
def writer(archive: Archive, reader: TestClient) -> TestClient:
    """A browser whose user has given a token at the form."""
    token = Tokens(archive.path).add("mina")
    client = TestClient(reader.app, HERE)
    assert client.post("/login", data={"token": token}).status_code == 200
    return client


def mark(client: TestClient, path: str) -> str:
    found = re.search(r'name="mark" value="([0-9a-f]{64})"', client.get(path).text)
    assert found, "no form"
    return found[1]


def send(client: TestClient, path: str, **fields: str) -> str:
    """Sends a form of the page; the address that it leads to."""
    answer = client.post("/judge", data={"mark": mark(client, path), **fields}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_readers_see_no_forms(reader: TestClient, archive: Archive) -> None:
    event = archive.events().first()
    story = archive.stories().first()
    assert event
    assert story
    for path in (f"/explain/{event.id}", f"/stories/{story.id}"):
        text = reader.get(path).text
        assert "/judge" not in text
        assert 'href="/login"' in text


def test_a_fact_is_judged_shown_and_taken_back(writer: TestClient, archive: Archive) -> None:
    event = archive.events(type="ASSAULT").first()
    assert event
    path, article = f"/explain/{event.id}", f"/articles/{event.source.article}"
    assert send(writer, path, act="wrong", id=event.id, reason=f"seen the film {ATTACK}") == path
    assert event.id not in [found.id for found in archive.events()]
    shown = writer.get(path).text
    assert "mina" in shown
    assert "seen the film &lt;script&gt;" in shown
    assert ATTACK not in shown
    assert f"/explain/{event.id}" not in writer.get(article).text
    assert "Left out as judged wrong" in writer.get(article).text
    assert f"/explain/{event.id}" in writer.get(f"{article}?judged=true").text
    made = next(iter(archive.judgements()))
    assert send(writer, path, act="undo", id=made.id, reason="another day") == path
    assert event.id in [found.id for found in archive.events()]
    assert "Left out as judged wrong" not in writer.get(article).text


def test_stories_are_merged_and_split(writer: TestClient, archive: Archive) -> None:
    one, other, *_ = (line for line in archive.stories())
    before = {line.id: line.articles for line in archive.stories()}
    path = f"/stories/{one.id}"
    assert send(writer, path, act="merge", id=one.id, other=other.id, reason="one march") == path
    assert archive.story(one.id).story.articles == before[one.id] + before[other.id]
    assert "one march" in writer.get(f"/stories/{other.id}").text
    article = archive.story(one.id).articles[-1].article
    send(writer, path, act="split", id=one.id, article=article, reason="of another day")
    assert article not in [source.article for source in archive.story(one.id).articles]


def test_no_other_form_is_taken(writer: TestClient, reader: TestClient, archive: Archive) -> None:
    event = archive.events().first()
    assert event
    good = mark(writer, f"/explain/{event.id}")
    fields = {"act": "wrong", "id": event.id, "reason": "no"}
    assert reader.post("/judge", data=fields | {"mark": good}).status_code == 401
    elsewhere = {"origin": "http://elsewhere.example"}
    assert writer.post("/judge", data=fields | {"mark": good}, headers=elsewhere).status_code == 403
    for other in ("", "0" * 64, good[:-1], "é"):
        assert writer.post("/judge", data=fields | {"mark": other}).status_code == 403
    assert not archive.judgements().to_list()
    for wrong in ({"act": "burn"}, {"id": "evm_none"}, {"reason": " "}):
        assert writer.post("/judge", data=fields | {"mark": good} | wrong).status_code == 400
    assert not archive.judgements().to_list()


def test_pages_on_the_net_lead_to_the_form_for_a_token(archive: Archive) -> None:
    with TestClient(create_app(archive.path, public=True), "http://news.example", follow_redirects=False) as client:
        page = client.get("/", headers={"accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/login")
        assert client.get("/v1/stories", headers={"accept": "text/html, */*"}).status_code == 401
        client.post("/login", data={"token": Tokens(archive.path).add("mina")})
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200
