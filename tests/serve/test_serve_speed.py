"""What makes the server quick changes no answer: several processes, questions asked once, hits that are not weighed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from threading import Barrier

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection

from sumber.archive.queries import searching
from sumber.archive.queries.relations import RelationFilter, RelationSums
from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.serve import wholes
from sumber.serve.app import create_app
from sumber.serve.freshness import FileWatch
from sumber.serve.kept import SIZE, kept

SERVE = """
import contextlib, sys
from sumber.serve.app import serve
with contextlib.suppress(KeyboardInterrupt):
    serve(sys.argv[1], port=0, workers=2)
"""


def judge_one(store: Archive) -> None:
    """Changes an archive."""
    store.judge(next(iter(store.events())).id, "right", "I was there", "mina")


def test_two_processes_share_a_port_and_end_together(many_file: Path) -> None:
    command = [sys.executable, "-c", SERVE, str(many_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        address = server.stdout.readline().split()[-3]
        tags = {httpx.get(f"{address}/v1/stories", timeout=60).headers["etag"] for _ in range(8)}
        server.send_signal(signal.SIGINT)
        said = server.stderr.read()
        server.wait(60)
    assert len(tags) == 1
    assert said == ""
    with pytest.raises(httpx.ConnectError):  # nobody holds the port any more
        httpx.get(address)


def test_who_asks_the_same_at_once_waits_for_one_answer(store: Archive) -> None:
    asked, together = [], Barrier(6)

    def ask(connection: Connection) -> int:
        asked.append(connection)
        return len(asked)

    def reader(_: int) -> int:
        together.wait()
        return kept(store, "once", ask)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(reader, range(6))) == [1] * 6


def test_a_question_that_failed_is_asked_again(store: Archive) -> None:
    def fails(_: Connection) -> int:
        raise UsageError("no")

    with pytest.raises(UsageError):
        kept(store, "fails", fails)
    assert kept(store, "fails", lambda _: 1) == 1


def test_an_answer_about_the_whole_archive_outlasts_hundreds_of_others(store: Archive) -> None:
    kept(store, "many stories", lambda _: 1, whole=True)
    kept(store, "one story", lambda _: 1)
    for number in range(SIZE):
        kept(store, ("story", number), lambda _: 1)
    assert kept(store, "many stories", lambda _: 2, whole=True) == 1
    assert kept(store, "one story", lambda _: 2) == 2


def test_a_changed_archive_is_asked_again(many_file: Path, tmp_path: Path) -> None:
    shutil.copy(many_file, tmp_path / "a.db")
    with Archive(tmp_path / "a.db") as store:
        for whole in (False, True):
            assert kept(store, "articles", lambda _: 1, whole) == 1
        judge_one(store)
        for whole in (False, True):
            assert kept(store, "articles", lambda _: 2, whole) == 2


def test_what_views_rest_on_is_reckoned_before_it_is_asked_for(
    many_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(many_file, tmp_path / "a.db")
    monkeypatch.setattr(wholes, "LOOKED", 0.01)
    monkeypatch.setattr(wholes, "QUIET", 0.0)
    reckoned: Queue[int] = Queue()
    monkeypatch.setattr(wholes, "WHOLES", (lambda store: reckoned.put(len(tuple(store.judgements()))),))
    with Archive(tmp_path / "a.db") as store:
        ahead = wholes.Ahead(store, FileWatch(tmp_path / "a.db"))
        ahead.begin()
        assert reckoned.get(timeout=30) == 0
        judge_one(store)
        while reckoned.get(timeout=30) != 1:
            pass
        time.sleep(0.1)
        ahead.end()
    assert reckoned.empty()  # without a change nothing is reckoned again


def test_parties_are_taken_as_long_as_the_archive_is_as_they_were_read(many_file: Path, tmp_path: Path) -> None:
    shutil.copy(many_file, tmp_path / "a.db")
    with Archive(tmp_path / "a.db") as store:
        with store.reading() as connection:
            assert wholes.parties_ready(store, connection) is None
            read = wholes.all_parties(store)
            assert wholes.parties_ready(store, connection) is read
        judge_one(store)
        with store.reading() as connection:
            assert wholes.parties_ready(store, connection) is None


def test_a_server_reckons_what_views_rest_on_when_it_begins(many_file: Path, tmp_path: Path) -> None:
    shutil.copy(many_file, tmp_path / "a.db")
    app = create_app(tmp_path / "a.db")
    until = time.monotonic() + 30
    with TestClient(app, "http://127.0.0.1"), app.state.store.reading() as connection:
        while wholes.parties_ready(app.state.store, connection) is None:  # the last of all
            assert time.monotonic() < until
            time.sleep(0.01)
    assert kept(app.state.store, "feed", lambda _: None, whole=True) is not None


def test_hits_that_are_not_weighed_come_behind_the_others(store: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [hit.source.article for hit in store.search("bertemu", limit=None)]
    monkeypatch.setattr(searching, "WEIGHED", 7)
    some = [hit.source.article for hit in store.search("bertemu", limit=None)]
    assert sorted(some) == sorted(whole)
    assert sorted(some[:7], key=whole.index) == some[:7]
    paged = [hit.source.article for at in range(0, len(some), 5) for hit in store.search("bertemu", limit=5, offset=at)]
    assert paged == some


def test_relations_are_the_sums_of_events(store: Archive) -> None:
    expected: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for event in store.events(status="asserted", copies=False, since="2025-03-01", until="2025-12-31"):
        day = event.day or (event.source.published or "")[:10]
        for actor in event.actors:
            for recipient in event.recipients:
                if actor.country and recipient.country and actor.country != recipient.country and day >= "2025-03-01":
                    expected[actor.country, recipient.country].append(event.score)
    with store.reading() as connection:
        found = RelationSums(connection).relations(RelationFilter("2025-03-01", "2025-12-31"))
    assert {(one.actor, one.recipient): one.events for one in found} == {pair: len(scores) for pair, scores in expected.items()}
    assert all(one.score == pytest.approx(sum(of := expected[one.actor, one.recipient]) / len(of)) for one in found)
