"""An archive in PostgreSQL answers whatever an archive in a file answers: the same pages, read into both."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import invented
from fastapi.testclient import TestClient

from sumber.archive.actors.parties import Parties
from sumber.archive.actors.profile import actor_profile
from sumber.archive.queries.dossier import dossier
from sumber.archive.store import Archive
from sumber.chain import Stages, Vectors, read
from sumber.errors import UsageError
from sumber.export import FORMATS, export
from sumber.serve.app import create_app

PAGES = Path(__file__).parents[2] / "examples" / "pages"
# A general's visit in three languages, with disagreements; an earthquake; two pages that are no articles.
NAMES = (
    "correodelistmo-niger-drones.html", "kabarselat-junta-niger-moskow.txt", "northgatecourier-russia-niger-pact.txt",
    "jurnaltimur-gempa-seram.txt", "suaratanjung-gempa-seram.txt", "empty.html", "harbourledger-paywall.html",
)  # fmt: skip
ARTICLES = 60
HERE = "http://127.0.0.1"
Given, Found = TypeVar("Given"), TypeVar("Found")


def once(work: Callable[[Given], Found], key: Callable[[Given], Hashable]) -> Callable[[Given], Found]:
    """The work, done once for each key: what both archives are given is read once."""
    done: dict[Hashable, Found] = {}

    @wraps(work)
    def again(given: Given) -> Found:
        if key(given) not in done:
            done[key(given)] = work(given)
        return done[key(given)]

    return again


@pytest.fixture(scope="module")
def both(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Archive]]:
    """The example pages in a file and in PostgreSQL."""
    real = Stages.real()
    assert real.vectors is not None
    stages = replace(
        real, extract=once(real.extract, lambda page: page.digest), annotate=once(real.annotate, lambda document: document.id),
        code=once(real.code, lambda annotation: annotation.document.id),
        vectors=Vectors(once(real.vectors.of, lambda document: document.id), real.vectors.model),
    )  # fmt: skip
    pages = [PAGES / name for name in NAMES]
    places = (tmp_path_factory.mktemp("both") / "a.db", new_database())
    reports = [read(pages, place, 0, stages=stages) for place in places]
    assert reports[0] == reports[1]
    assert reports[0].stories > 1
    with Archive(places[0], read_only=True) as file, Archive(places[1], read_only=True) as database:
        yield file, database


@pytest.fixture(scope="module")
def many(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Two archives of 60 invented articles: 300 event mentions, 120 quotes, 1,080 names."""
    places = (tmp_path_factory.mktemp("many") / "many.db", new_database())
    for place in places:
        invented.fill(place, ARTICLES)
    return places


def answer(archive: Archive, name: str, *asked: Any, **filters: Any) -> Any:
    """What a method gives, whole; the error where it raises one."""
    try:
        found = getattr(archive, name)(*asked, **filters)
        return list(found) if isinstance(found, Iterator) else found
    except UsageError as error:
        return repr(error)


def questions(archive: Archive) -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Every method that asks, with what it is asked."""
    for name in ("dump", "counts", "refusals", "documents", "articles", "stories_by", "judgements"):
        yield name, (), {}
    days: tuple[dict[str, Any], ...] = ({"since": "2025-03-12"}, {"until": "2025-03-12"})
    told: tuple[dict[str, Any], ...] = (
        {}, {"actor": "RUS"}, {"actor": "niger"}, {"actor": "%"}, {"country": "NER"}, {"type": "CONSULT"}, {"limit": 3},
        {"actor": "RUS", "country": "NER", "limit": 2}, *days,
    )  # fmt: skip
    also: tuple[dict[str, Any], ...] = (
        {"recipient": "IDN"},
        {"status": "planned"},
        {"copies": False},
        {"limit": 4, "offset": 3},
    )
    for filters in (*told, *also):
        yield "events", (), filters
    words = ("junta", "gempa", "niger rusia", '"gempa bumi"', "mos*", "NIGER", "Seram", "di", "nobody", "'\\%", "é", "🙂")
    written: tuple[dict[str, Any], ...] = ({"lang": "id"}, {"lang": "ID"}, {"outlet": "Kabar Selat"})
    for filters in (*told, *written, *({"words": one} for one in words)):
        yield "stories", (), filters
        yield "whole_articles", (), filters
    for one in words:
        yield "search", (one,), {}
        yield "search", (one,), {"meaning": False, "limit": 2, "offset": 1}
    for filters in ({}, {"who": "niger"}, {"kind": "person", "limit": 4}, {"who": "country:RUS"}):
        yield "mentions", (), filters
    for filters in ({}, {"speaker": "jenderal"}, {"limit": 2}):
        yield "quotes", (), filters
    for filters in ({}, {"kind": "weekday"}):
        yield "disagreements", (), filters
    for filters in ({}, {"supplier": "RUS"}, {"item": "drone"}):
        yield "materiel", (), filters
    for who in ("RUS", "IDN", "moskow", "country:NER", "jenderal", "nobody"):
        yield "actor", (who,), {"limit": 2}
        yield "actor", (who,), {"limit": None}
    for story in archive.stories():
        yield "story", (story.id,), {}
    for source in archive.articles():
        yield "article", (source.article,), {}
    facts = (archive.events(limit=9), archive.mentions(limit=9), archive.quotes(limit=9), archive.disagreements())
    for fact in chain.from_iterable(facts):
        yield "explain", (fact.id,), {}


def test_every_question_is_answered_the_same(both: tuple[Archive, Archive]) -> None:
    file, database = both
    asked = list(questions(file))
    answers = [(name, given, filters, answer(file, name, *given, **filters)) for name, given, filters in asked]
    for name, given, filters, expected in answers:
        assert answer(database, name, *given, **filters) == expected, (name, given, filters)
    found = [name for name, _, _, expected in answers if expected and "Error" not in str(expected)[:20]]
    assert {name for name, _, _ in asked} - set(found) == {"judgements"}  # what is compared is not nothing
    assert len(found) > 80


def test_actors_and_stories_at_a_glance_are_the_same(both: tuple[Archive, Archive]) -> None:
    def told(archive: Archive) -> Iterator[Any]:
        with archive.reading() as connection:
            for who in ("RUS", "country:NER", "jenderal"):
                yield actor_profile(connection, who)
                yield actor_profile(connection, who, "NER", Parties(connection))
            for story in both[0].stories():
                yield dossier(connection, story.id, 3, 2, 3)

    file, database = map(list, map(told, both))
    assert file == database
    assert sum(one is not None for one in file) > 3


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_exports_are_the_same_to_the_byte(name: str, both: tuple[Archive, Archive]) -> None:
    written = []
    for archive in both:
        with io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") as out:
            number = export(archive, name, out)
            out.flush()
            written.append((number, out.buffer.getvalue()))  # type: ignore[attr-defined]
    assert written[0] == written[1]
    assert written[0][0]


LISTS = (
    "stories?", "stories?country=IDN&", "articles?", "articles?type=AID&copies=false&", "events?", "events?actor=RUS&",
    "events?since=2025-06-01&", "quotes?", "mentions?", "entities?name=a&", "disagreements?", "materiel?", "search?words=di&",
)  # fmt: skip
VIEWS = ("/", "/?country=IDN", "/?words=bertemu", "/relations", "/materiel", "/actors/RUS", "/search?words=bertemu+di")


def test_the_server_answers_the_same_page_by_page(many: tuple[Path, str]) -> None:
    with TestClient(create_app(many[0]), HERE) as file, TestClient(create_app(many[1]), HERE) as database:
        for asked in LISTS:
            cursor, items = "", 0
            for _ in range(4):
                page, other = (client.get(f"/v1/{asked}limit=7{cursor}") for client in (file, database))
                assert (page.status_code, page.text) == (other.status_code, other.text), asked
                items += len(page.json()["items"])
                if page.json()["next"] is None:
                    break
                cursor = f"&cursor={page.json()['next']}"
            assert items, asked
        for view in VIEWS:
            assert file.get(view).text == database.get(view).text, view


def test_who_asks_again_is_told_when_something_changed(many: tuple[Path, str]) -> None:
    with TestClient(create_app(many[1]), HERE) as client, closing(Archive(many[1])) as archive:
        event = client.get("/v1/events?limit=1").json()["items"][0]["id"]
        first = client.get("/v1/events?limit=2")
        again = {"if-none-match": first.headers["etag"]}
        assert client.get("/v1/events?limit=2", headers=again).status_code == 304
        judged = archive.judge(event, "wrong", "it was not", "Mina")
        after = client.get("/v1/events?limit=2", headers=again)
        assert after.status_code == 200
        assert event not in after.text
        archive.undo(judged.id, "it was", "Mina")
        assert client.get("/v1/events?limit=2").json()["items"][0]["id"] == event
