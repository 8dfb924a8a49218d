"""Judging over REST: only with a token, by the user of the token, and by the same calls as everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from judged_world import archive_of

from sumber.archive.judgements.tokens import Tokens
from sumber.archive.store import Archive
from sumber.serve.app import create_app


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    archive_of(tmp_path).close()
    token = Tokens(tmp_path / "a.db").add("mina")
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1", headers={"Authorization": f"Bearer {token}"}) as asked:
        yield asked


def store_of(client: TestClient) -> Archive:
    store: Archive = client.app.state.store  # type: ignore[attr-defined]
    return store


def test_a_judgement_is_made_by_the_user_of_the_token_and_undone(client: TestClient) -> None:
    store = store_of(client)
    event = store.events(type="ASSAULT").first()
    made = client.post("/v1/judgements", json={"kind": "wrong", "id": event.id, "reason": "seen the film"})
    assert (made.status_code, made.json()["user"], made.json()["subject"]) == (201, "mina", event.id)
    assert event.id not in [found.id for found in store.events()]
    assert client.get("/v1/judgements", params={"of": event.id}).json() == {"items": [made.json()], "next": None}
    assert event.id not in [row["id"] for row in client.get("/v1/events").json()["items"]]
    assert event.id in [row["id"] for row in client.get("/v1/events?judged=true").json()["items"]]
    assert event.id not in client.get("/v1/exports/csv").text
    assert event.id in client.get("/v1/exports/csv?judged=true").text
    undone = client.post(f"/v1/judgements/{made.json()['id']}/undo", json={"reason": "another day"})
    assert (undone.status_code, undone.json()["undoes"]) == (201, made.json()["id"])
    assert event.id in [found.id for found in store.events()]


def test_edits_merges_and_splits(client: TestClient) -> None:
    store = store_of(client)
    event = store.events(type="ASSAULT").first()
    one, other = [line.id for line in store.stories(limit=2)]
    article = store.story(one).articles[-1].article
    for row in (
        {"kind": "edit", "id": event.id, "type": "COERCE", "actors": ["none"]},
        {"kind": "merge", "id": one, "other": other},
        {"kind": "split", "id": one, "article": article},
    ):
        assert client.post("/v1/judgements", json=row | {"reason": "so it is"}).status_code == 201, row
    assert store.events(type="COERCE").first().actors == ()
    pages = client.get("/v1/judgements?limit=2").json()
    pages["items"] += client.get("/v1/judgements", params={"limit": 2, "cursor": pages["next"]}).json()["items"]
    assert [row["kind"] for row in pages["items"]] == ["edit", "merge", "split"]


def test_without_a_good_token_nothing_is_written(client: TestClient) -> None:
    event = store_of(client).events().first()
    row = {"kind": "wrong", "id": event.id, "reason": "no"}
    for token in ("", "sumber_none"):
        headers = {"Authorization": f"Bearer {token}"}
        assert client.post("/v1/judgements", json=row, headers=headers).status_code == 401
        assert client.post("/v1/judgements/x/undo", json={"reason": "no"}, headers=headers).status_code == 401
    assert client.get("/v1/judgements").json()["items"] == []


def test_wrong_calls_are_told_so(client: TestClient) -> None:
    for row in ({"kind": "wrong"}, {"kind": "maybe", "id": "x", "reason": "y"}, {"kind": "right", "id": "x", "reason": ""}):
        assert client.post("/v1/judgements", json=row).status_code == 422
    told = client.post("/v1/judgements", json={"kind": "wrong", "id": "evm_none", "reason": "no"})
    assert (told.status_code, told.json()["detail"][:11]) == (400, "The archive")


def test_lists_follow_what_was_edited_and_judged(client: TestClient) -> None:
    event = store_of(client).events(type="ASSAULT").first()
    word = event.trigger.text  # no name of anybody
    row = {"kind": "edit", "id": event.id, "day": "2025-01-02", "actors": [word], "reason": "so it is"}
    edit = client.post("/v1/judgements", json=row).json()
    asked = {"since": "2025-01-01", "until": "2025-01-31"}
    assert [found["id"] for found in client.get("/v1/events", params=asked).json()["items"]] == [event.id]
    assert event.id in [found["id"] for found in client.get("/v1/events", params={"actor": word}).json()["items"]]
    client.post(f"/v1/judgements/{edit['id']}/undo", json={"reason": "it is not so"})
    assert client.get("/v1/events", params=asked).json()["items"] == []
    assert client.get("/v1/events", params={"actor": word}).json()["items"] == []
    for kind, found in (("mentions", store_of(client).mentions("Mina")), ("quotes", store_of(client).quotes())):
        fact = found.to_list()[0].id
        client.post("/v1/judgements", json={"kind": "wrong", "id": fact, "reason": "no"})
        for judged, there in ((False, False), (True, True)):
            listed = client.get(f"/v1/{kind}", params={"judged": judged, "limit": 500}).json()["items"]
            assert (fact in [one["id"] for one in listed]) == there


def test_another_sites_page_cannot_write_with_a_cookie(client: TestClient) -> None:
    event = store_of(client).events().first()
    client.cookies.set("sumber_token", client.headers.pop("authorization").removeprefix("Bearer "))
    row = {"kind": "wrong", "id": event.id, "reason": "no"}
    assert client.post("/v1/judgements", json=row, headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert client.post("/v1/judgements", json=row, headers={"origin": "http://127.0.0.1"}).status_code == 201
