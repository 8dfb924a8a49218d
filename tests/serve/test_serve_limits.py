"""Who may ask, how often and how much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

from sumber.errors import ArchiveError, UsageError
from sumber.serve import app as server
from sumber.serve.app import create_app
from sumber.serve.limits import CLIENTS, MAX_BODY, Rate, client_of
from sumber.serve.security import COOKIE, writer

HERE = "http://127.0.0.1"


class Tokens:
    """One token of one user."""

    def user_of(self, token: str) -> str | None:
        """Whose it is."""
        return "ana" if token == "good" else None

    def close(self) -> None:
        """There is nothing to let go of."""


def app_of(archive: Path, **options: Any) -> FastAPI:
    """A server with a token and a route that writes."""
    app = create_app(archive, **options)
    app.state.tokens = Tokens()

    @app.post("/v1/write")
    async def write(request: Request, user: str = Depends(writer)) -> dict[str, Any]:
        return {"user": user, "bytes": len(await request.body())}

    return app


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200), ("127.0.0.1:8137", 200), ("localhost:1", 200), ("LOCALHOST", 200), ("[::1]:8137", 200),
        ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("localhost.evil.example:8137", 400), ("", 400), ("[", 400),
        ("evil.example#@127.0.0.1", 400),
    ],
)  # fmt: skip
def test_on_loopback_only_its_own_names_are_served(client: TestClient, host: str, status: int) -> None:
    response = client.get("/v1/stories", headers={"host": host})
    assert response.status_code == status, response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_reading_needs_a_token_where_others_can_ask(archive_file: Path) -> None:
    with TestClient(app_of(archive_file, public=True), "http://news.example") as client:
        for headers in ({}, {"authorization": "Bearer bad"}, {"authorization": "Basic good"}, {"authorization": "good"}):
            refused = client.get("/v1/stories", headers=headers)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
            assert refused.headers["content-type"] == "application/problem+json"
        assert client.get("/v1/stories", headers={"authorization": "bearer good"}).status_code == 200
        assert client.get("/v1/stories", headers={"cookie": f"{COOKIE}=good"}).status_code == 200


@pytest.mark.parametrize(("address", "status"), [("127.0.0.2", 200), ("::1", 200), ("192.0.2.1", 401), ("2001:db8::1", 401)])
def test_a_request_from_elsewhere_needs_a_token_wherever_it_arrives(archive_file: Path, address: str, status: int) -> None:
    with TestClient(app_of(archive_file), HERE, client=(address, 5_000)) as client:
        assert client.get("/v1/stories").status_code == status


def test_without_tokens_nobody_has_one(archive_file: Path) -> None:
    with TestClient(create_app(archive_file, public=True), HERE) as client:
        assert client.get("/v1/stories", headers={"authorization": "Bearer good"}).status_code == 401


def test_writing_needs_a_token_and_our_own_page(archive_file: Path) -> None:
    with TestClient(app_of(archive_file), HERE) as client:
        assert client.post("/v1/write").status_code == 401
        told = client.post("/v1/write", headers={"authorization": "Bearer good"}, content=b"12345")
        assert told.json() == {"user": "ana", "bytes": 5}
        by_cookie = {"cookie": f"{COOKIE}=good"}
        assert client.post("/v1/write", headers=by_cookie | {"origin": HERE}).status_code == 200
        for origin in ("http://evil.example", "null", "http://127.0.0.1:9"):
            assert client.post("/v1/write", headers=by_cookie | {"origin": origin}).status_code == 403


def test_a_browser_keeps_a_token_by_a_form(archive_file: Path) -> None:
    with TestClient(app_of(archive_file, public=True), "http://news.example", follow_redirects=False) as client:
        form = client.get("/login")
        assert form.status_code == 200
        assert 'type="password"' in form.text
        assert client.post("/login", data={"token": "bad"}).status_code == 401
        kept = client.post("/login", data={"token": "good"})
        assert (kept.status_code, kept.headers["location"]) == (303, "/")
        cookie = kept.headers["set-cookie"]
        assert f"{COOKIE}=good" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert client.get("/v1/stories").status_code == 200


def test_large_bodies_are_refused_announced_or_not(archive_file: Path) -> None:
    with TestClient(app_of(archive_file), HERE) as client:
        token = {"authorization": "Bearer good"}
        assert client.post("/v1/write", headers=token, content=b"x" * MAX_BODY).json()["bytes"] == MAX_BODY
        chunks = (b"x" * 50_000 for _ in range(6))
        for content in (b"x" * (MAX_BODY + 1), chunks):
            refused = client.post("/v1/write", headers=token, content=content)
            assert (refused.status_code, refused.json()["title"]) == (413, "Request Entity Too Large")
        assert client.post("/v1/write", headers=token | {"content-length": "-1"}).status_code == 413


def test_who_asks_too_often_waits(archive_file: Path) -> None:
    now = [0.0]
    with TestClient(create_app(archive_file, rate=Rate(2.0, 3, lambda: now[0])), HERE) as client:
        assert [client.get("/v1/stories").status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = client.get("/v1/stories")
        assert (refused.headers["retry-after"], refused.headers["content-type"]) == ("1", "application/problem+json")
        now[0] = 0.5
        assert [client.get("/v1/stories").status_code for _ in range(2)] == [200, 429]
        now[0] = 100.0
        assert [client.get("/v1/stories").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_rates_are_counted_for_each_client_and_remembered_for_a_bounded_number() -> None:
    rate = Rate(1.0, 1, lambda: 0.0)
    assert [rate.wait(name) for name in "aab"] == [0.0, 1.0, 0.0]
    for number in range(CLIENTS + 5):
        rate.wait(str(number))
    assert len(rate._buckets) == CLIENTS
    assert rate.wait("a") == 0.0
    assert client_of({"client": ("2001:db8::1:2", 1)}) == client_of({"client": ("2001:db8::9", 1)}) == "2001:db8::/64"
    assert client_of({"client": ("192.0.2.1", 1)}) == "192.0.2.1"
    assert client_of({"client": None}) == "local"


def test_serving_says_where_and_refuses_what_it_cannot_listen_at(
    archive_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[bool, int]] = []
    shown: list[str] = []

    def run(self: Any, sockets: list[Any]) -> None:
        asked.append((self.config.app.state.public, sockets[0].getsockname()[1]))
        if len(asked) == 1:
            with pytest.raises(UsageError, match=r"Cannot listen at 127\.0\.0\.1, port"):
                server.serve(archive_file, port=asked[0][1])
        sockets[0].close()

    monkeypatch.setattr("uvicorn.Server.run", run)
    monkeypatch.setattr("webbrowser.open", shown.append)
    server.serve(archive_file, port=0, open_browser=True)
    assert shown == [f"http://127.0.0.1:{asked[0][1]}"]
    assert capsys.readouterr().out == f"{archive_file} is at {shown[0]} (Ctrl-C ends)\n"
    assert asked[0][0] is False
    server.serve(archive_file, "0.0.0.0", 0)
    assert asked[1][0] is True
    with pytest.raises(UsageError, match="Cannot listen at no such host"):
        server.serve(archive_file, "no such host", 0)
    with pytest.raises(ArchiveError, match="There is no archive at"):
        server.serve(archive_file.with_name("none.db"), port=0)


def test_without_its_libraries_the_server_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    import sumber.serve
    from sumber.errors import MissingExtraError

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "uvicorn" else object())
    with pytest.raises(MissingExtraError, match=r"pip install 'sumber\[serve\]'"):
        importlib.reload(sumber.serve)
