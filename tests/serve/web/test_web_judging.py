"""Judging in the browser: forms for writers only, which no other site can send."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from judged_world import archive_of

from sumber.archive.judgements.tokens import Tokens
from sumber.archive.store import Archive
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
    assert f'hx-get="/explain/{event.id}' not in writer.get(article).text
    assert "Left out as judged wrong" in writer.get(article).text
    assert "seen the film &lt;script&gt;" in writer.get(article).text
    of_article = writer.get("/v1/judgements", params={"of": event.source.article}).json()["items"]
    assert [one["subject"] for one in of_article] == [event.id]
    assert f'hx-get="/explain/{event.id}' in writer.get(f"{article}?judged=true").text
    made = next(iter(archive.judgements()))
    assert send(writer, path, act="undo", id=made.id, reason="another day") == path
    assert event.id in [found.id for found in archive.events()]
    assert "Left out as judged wrong" not in writer.get(article).text


def edit_form(client: TestClient, path: str) -> dict[str, str]:
    """The fields of the edit form as a browser would send it untouched."""
    text = client.get(path).text
    form = next(part for part in re.findall(r"<form.*?</form>", text, re.DOTALL) if 'value="edit"' in part)
    fields = {name: html.unescape(value) for name, value in re.findall(r'<input[^>]* name="(\w+)"[^>]*? value="([^"]*)"', form)}
    fields |= {
        name: html.unescape(text) for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    }
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="(\w+)" selected', options)
        assert chosen
        fields[name] = chosen[1]
    return fields | {"act": "edit", "reason": "the sentence says so"}


def test_an_event_is_edited_by_its_form(writer: TestClient, reader: TestClient, archive: Archive) -> None:
    event = archive.events(type="ASSAULT").first()
    assert event
    for path in (f"/explain/{event.id}", f"/stories/{event.source.story}"):
        assert 'value="edit"' in writer.get(path).text
        assert 'value="edit"' not in reader.get(path).text
    path = f"/explain/{event.id}"
    untouched = edit_form(writer, path)
    assert (untouched["mode"], untouched["day"]) == (event.mode, event.day)
    assert writer.post("/judge", data=untouched).status_code == 400
    assert not archive.judgements().to_list()
    changed = untouched | {"type": "PROTEST", "status": "alleged", "actors": "Port Sarna [IDN COP]\r\n\r\n", "place": ""}
    assert writer.post("/judge", data=changed, follow_redirects=False).headers["location"] == path
    (made,) = archive.judgements()
    assert made.payload.keys() == {"type", "mode", "status", "actors", "place"}
    (now,) = [found for found in archive.events(type="PROTEST") if found.id == event.id]
    assert (now.status, now.place, [p.name for p in now.actors]) == ("alleged", None, ["Port Sarna"])
    assert now.recipients == event.recipients
    shown = writer.get(path).text
    assert "edited: type was ASSAULT" in shown
    again = edit_form(writer, path) | {"mode": "riot", "day": "2026-03-01"}
    assert writer.post("/judge", data=again, follow_redirects=False).status_code == 303
    (now,) = [found for found in archive.events(type="PROTEST") if found.id == event.id]
    assert (now.mode, now.day) == ("riot", "2026-03-01")
    again = edit_form(writer, path)
    assert (again["type"], again["actors"], again.get("place", "")) == ("PROTEST", "Port Sarna [IDN COP]", "")


def test_an_edit_keeps_what_others_changed_meanwhile(writer: TestClient, archive: Archive) -> None:
    event = archive.events(type="ASSAULT").first()
    assert event
    open_form = edit_form(writer, f"/explain/{event.id}")
    archive.edit(event.id, "of another kind", "budi", type="PROTEST")
    assert writer.post("/judge", data=open_form | {"status": "denied"}, follow_redirects=False).status_code == 303
    (now,) = [found for found in archive.events(status="denied") if found.id == event.id]
    assert (now.type, now.status) == ("PROTEST", "denied")


@pytest.mark.parametrize(
    "wrong", [{"mark": "0" * 64}, {"actors": "Nobody Whom It Names"}, {"type": "DANCE"}, {"status": "sung"}]
)
def test_no_other_edit_is_taken(writer: TestClient, archive: Archive, wrong: dict[str, str]) -> None:
    event = archive.events().first()
    assert event
    sent = edit_form(writer, f"/explain/{event.id}") | wrong
    assert writer.post("/judge", data=sent).status_code in (400, 403)
    assert not archive.judgements().to_list()


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


def test_entities_are_merged_split_and_show_who_judged(writer: TestClient, reader: TestClient, archive: Archive) -> None:
    path = "/actors/ent_sarna"
    assert 'name="mark"' not in reader.get(path).text
    article = next(mention.source.article for mention in archive.mentions(who="ent_sarna"))
    assert f'<option value="{article}">' in writer.get(path).text
    send(writer, path, act="split", id="ent_sarna", article=article, reason="the other Sarna")
    assert article not in {mention.source.article for mention in archive.mentions(who="ent_sarna")}
    other = next(m.entity for m in archive.mentions() if m.entity not in (None, "ent_sarna") and m.source.article == article)
    assert send(writer, path, act="merge", id="ent_sarna", other=other, reason="the same Sarna") == path
    assert article in {mention.source.article for mention in archive.mentions(who="ent_sarna")}
    for page in (reader.get(path).text, reader.get("/actors/ent_sarna?ui=id").text):
        assert "the other Sarna" in page
        assert "the same Sarna" in page
    assert "Gabungkan" in reader.get("/actors/ent_sarna?ui=id").text
    made = next(iter(archive.judgements()))
    assert send(writer, path, act="undo", id=made.id, reason="no") == path


def test_a_disagreement_is_judged_in_its_story(writer: TestClient, reader: TestClient, archive: Archive) -> None:
    disagreement = archive.disagreements().first()
    assert disagreement
    path = next(f"/stories/{line.id}" for line in archive.stories() if archive.disagreements(story=line.id).first())
    assert send(writer, path, act="wrong", id=disagreement.id, reason="a later count") == path
    assert disagreement.id not in [one.id for one in archive.disagreements()]
    assert "a later count" in reader.get(path).text
    assert "a later count" in [one.reason for one in archive.story(path.rpartition("/")[2]).judgements]
    made = next(iter(archive.judgements()))
    assert send(writer, path, act="undo", id=made.id, reason="of another day") == path
    assert disagreement.id in [one.id for one in archive.disagreements()]


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
