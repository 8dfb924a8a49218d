"""What makes the server quick changes no answer: several processes, questions asked once, hits that are not weighed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import httpx2 as httpx
import pytest
from sqlalchemy import Connection

from sumber.archive.queries import searching
from sumber.archive.queries.relations import RelationFilter, RelationSums
from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.serve.kept import kept

SERVE = """
import contextlib, sys
from sumber.serve.app import serve
with contextlib.suppress(KeyboardInterrupt):
    serve(sys.argv[1], port=0, workers=2)
"""


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
