"""Search by meaning: across languages, fused with words in one stable order, and never in the way of a search by words.

Outlets, persons and happenings are invented. The encoder is sumber's own; vectors of a chosen shape stand in where only
numbers matter.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import archive_world as world
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sumber.archive.answers import SearchHit
from sumber.archive.queries import meaning, searching
from sumber.archive.queries.meaning import Meanings
from sumber.archive.queries.searching import fuse
from sumber.archive.store import Archive
from sumber.archive.writing.putting import prepare
from sumber.cli import app
from sumber.errors import MissingExtraError
from sumber.reading.encoder.session import model_checksum
from sumber.stories.vectors import vector_of
from sumber.types import Article, Coding, Document, Page, Placement

REPORTS = {
    "quake": (
        "id", "Gempa Guncang Pulau Karang, Dua Warga Tewas",
        "Gempa magnitudo 6,1 mengguncang Pulau Karang pada Selasa dini hari. Warga lari ke bukit karena takut tsunami.",
    ),
    "strike": (
        "en", "Dockers walk out at Port Verrin",
        "Dockers at Port Verrin began a strike over pay on Monday. Forty ships wait outside the harbour.",
    ),
    "walkout": (
        "es", "Paro de estibadores en Puerto Verrin",
        "Los estibadores de Puerto Verrin dejaron de trabajar el lunes para exigir mejores salarios. Cuarenta buques esperan.",
    ),
    "match": (
        "en", "Ostra beat Lumen in five sets",
        "The women of Ostra won the volleyball final on Sunday. A strike by their captain ended it.",
    ),
}  # fmt: skip


def put(
    archive: Archive, id: str, lang: str, title: str, text: str, vector: tuple[str, bytes] | None, digest: str = ""
) -> None:
    page = Page(f"{id}.txt", f"https://outlet.example/{id}", b"", digest or id, "text/plain")
    article = Article(page.input, page.digest, text, lang, page.url, title)
    annotation = world.annotate(article.document(id))
    archive.put_articles([prepare(page, article, annotation, Coding(annotation, ()), vector)])


def fill(path: Path, vector: Callable[[Document], tuple[str, bytes] | None]) -> Path:
    with Archive(path) as archive:
        for id, (lang, title, text) in REPORTS.items():
            put(archive, id, lang, title, text, vector(Document(id, text, lang, None, title)))
    return path


def own(document: Document) -> tuple[str, bytes]:
    return model_checksum(), vector_of(document)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = fill(tmp_path_factory.mktemp("meaning") / "a.db", own)
    with Archive(path, read_only=True) as archive:
        yield archive


@pytest.fixture
def wordless(tmp_path: Path) -> Path:
    return fill(tmp_path / "b.db", lambda _: None)


def names(hits: Iterator[SearchHit]) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.source.input.removesuffix(".txt"), hit.found_by) for hit in hits]


@pytest.mark.parametrize("query", ["earthquake on an island kills villagers", "terremoto con muertos en una isla"])
def test_a_query_finds_what_is_told_in_another_language(filled: Archive, query: str) -> None:
    (hit,) = filled.search(query)
    text = REPORTS["quake"][2]
    assert (hit.source.lang, hit.found_by, hit.found, hit.title_found) == ("id", ("meaning",), (), ())
    assert (
        hit.snippet.text
        == text[hit.snippet.start : hit.snippet.end]
        == "Gempa magnitudo 6,1 mengguncang Pulau Karang pada Selasa dini hari."
    )


def test_what_words_and_meaning_find_comes_before_what_one_of_them_finds(filled: Archive) -> None:
    found = names(filled.search("dockers strike Port Verrin"))
    assert found == [("strike", ("words", "meaning")), ("walkout", ("meaning",))]


@pytest.mark.parametrize(
    ("words", "stories"),
    [
        ("dockers strike Port Verrin", ["harbour"]),
        ("earthquake on an island kills villagers", ["quake"]),
        ('"strike"', ["harbour", "match"]),
    ],
)
def test_stories_are_found_by_a_report_that_is_found(tmp_path: Path, words: str, stories: list[str]) -> None:
    story = {"quake": "quake", "strike": "harbour", "walkout": "harbour", "match": "match"}
    with Archive(fill(tmp_path / "a.db", own)) as archive:
        placements = [
            Placement(one.article, story[one.input.removesuffix(".txt")], None, one.input) for one in archive.articles()
        ]
        archive.set_stories(placements, [], "0")
        assert sorted(line.id for line in archive.stories(words=words)) == stories
        assert archive.stories(words=words, lang="id").to_list() == [s for s in archive.stories(lang="id") if s.id in stories]


@pytest.mark.parametrize("query", ['"strike"', "strik*", "strike *"])
def test_quotes_and_stars_ask_for_the_words_alone(filled: Archive, query: str) -> None:
    assert sorted(names(filled.search(query))) == [("match", ("words",)), ("strike", ("words",))]
    assert filled.search_hint(query) is None


def test_meaning_can_be_left_out(filled: Archive) -> None:
    assert names(filled.search("dockers strike", meaning=False)) == [("strike", ("words",))]
    assert not list(filled.search("earthquake on an island kills villagers", meaning=False))


@pytest.mark.parametrize(
    "query", ["", "   ", "?!", "—", "\u200b", "🙂", "qwrtz xkcdv bnmpf", "resep kue cokelat untuk ulang tahun"]
)
def test_a_query_that_nothing_answers_finds_nothing(filled: Archive, query: str) -> None:
    assert not list(filled.search(query))
    assert filled.search_hint(query) is None


@settings(max_examples=30)
@given(st.text(max_size=80))
@example("gempa \ud800 bumi")
@example("gempa " * 50_000)
@example("x" * 100_000)
@example("gempa\0bumi' OR 1=1 --")
@example("NEAR(gempa bumi) AND title:gempa")
@example("\u202egempa\u2066 \x1b[31mbumi")
def test_no_query_breaks_the_search(filled: Archive, query: str) -> None:
    hits = list(filled.search(query))
    assert hits == list(filled.search(query))
    assert all(hit.found_by for hit in hits)


def test_without_vectors_words_are_searched_and_a_hint_says_so(wordless: Path) -> None:
    with Archive(wordless, read_only=True) as archive:
        assert names(archive.search("dockers strike")) == [("strike", ("words",))]
        assert not list(archive.search("earthquake on an island kills villagers"))
        hint = archive.search_hint("dockers strike")
    assert hint == "4 of the articles can be found by their words only; `sumber read` computes what they are about."


def test_vectors_that_come_later_are_seen_and_those_of_another_model_are_not(wordless: Path) -> None:
    query = "earthquake on an island kills villagers"
    with Archive(wordless) as archive, Archive(wordless, read_only=True) as reader:
        documents = list(archive.documents())
        archive.put_vectors("another model", {document.id: vector_of(document) for document in documents})
        assert not list(reader.search(query))
        archive.put_vectors(model_checksum(), {document.id: vector_of(document) for document in documents[:2]})
        assert "2 of the articles" in str(reader.search_hint(query))
        archive.put_vectors(model_checksum(), {document.id: vector_of(document) for document in documents})
        assert names(reader.search(query)) == [("quake", ("meaning",))]
        assert reader.search_hint(query) is None


def test_an_earlier_wording_is_found_no_more(wordless: Path) -> None:
    with Archive(wordless) as archive:
        archive.put_vectors(model_checksum(), {document.id: vector_of(document) for document in archive.documents()})
        assert names(archive.search("earthquake on an island kills villagers")) == [("quake", ("meaning",))]
        put(archive, "quake", "en", "Page withdrawn", "The page was withdrawn by its editors.", None, "withdrawn")
        assert not list(archive.search("earthquake on an island kills villagers"))


def test_vectors_that_were_numbered_anew_are_read_anew(wordless: Path) -> None:
    with Archive(wordless) as archive:
        archive.put_vectors(model_checksum(), {document.id: vector_of(document) for document in archive.documents()})
    with Archive(wordless, read_only=True) as reader:
        assert reader.search_hint("strike") is None
        with sqlite3.connect(wordless) as raw:
            raw.execute("DELETE FROM vectors WHERE rowid > 1")
        raw.execute("VACUUM")
        raw.close()
        assert "3 of the articles" in str(reader.search_hint("strike"))


def test_without_a_model_words_are_searched(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(self: Meanings, connection: object) -> int:
        raise MissingExtraError("the reader's model is missing")

    monkeypatch.setattr(Meanings, "refresh", missing)
    assert names(filled.search("dockers strike")) == [("strike", ("words",))]
    assert filled.search_hint("dockers strike") == "Articles were found by their words only: the reader's model is missing."


def test_vectors_that_are_damaged_find_nothing_and_break_nothing(wordless: Path) -> None:
    with Archive(wordless) as archive:
        archive.put_vectors(model_checksum(), {document.id: vector_of(document) for document in archive.documents()})
    with sqlite3.connect(wordless) as raw:
        for rowid, vector in enumerate((b"", b"\xff" * 1536, b"\0" * 1536, b"\0" * 1535), 1):
            raw.execute("UPDATE vectors SET vector = ? WHERE rowid = ?", (vector, rowid))
    raw.close()
    with Archive(wordless, read_only=True) as archive:
        assert names(archive.search("dockers strike")) == [("strike", ("words",))]


@pytest.mark.parametrize(
    ("words", "near", "order"),
    [
        ([], [], []),
        ([1, 2], [], [1, 2]),
        ([], [2, 1], [2, 1]),
        ([1, 2, 3], [3, 4], [3, 1, 2, 4]),
        ([1, 2], [3, 4], [1, 3, 2, 4]),
        ([1, 2], [2, 1], [1, 2]),
    ],
)
def test_rankings_are_fused_by_reciprocal_rank(words: list[int], near: list[int], order: list[int]) -> None:
    assert [number for number, _ in fuse(words, near)] == order


rankings = st.lists(st.integers(0, 30), unique=True)


@given(rankings, rankings)
def test_a_fused_ranking_holds_each_once_and_keeps_what_both_agree_on(words: list[int], near: list[int]) -> None:
    fused = fuse(words, near)
    order = [number for number, _ in fused]
    assert sorted(order) == sorted({*words, *near})
    for number, found_by in fused:
        assert found_by == ("words",) * (number in words) + ("meaning",) * (number in near)
    both = [number for number in words if number in near]
    for first in both:
        for second in both:
            if words.index(first) < words.index(second) and near.index(first) < near.index(second):
                assert order.index(first) < order.index(second)


def test_pages_of_hits_make_up_the_whole_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "POOL", 3)
    near = meaning.query_vector("marchers")
    random = np.random.default_rng(0)
    with Archive(tmp_path / "c.db") as archive:
        for n in range(12):
            vector = (near * (n % 2) + random.normal(scale=0.02, size=384)).astype("<f4").tobytes()
            put(
                archive,
                f"{n:02}",
                "en",
                "",
                f"Marchers met in town {n}." if n < 9 else "Nobody came.",
                (model_checksum(), vector),
            )
        whole = names(archive.search("marchers", None))
        assert {name for name, found_by in whole if "words" in found_by} == {f"{n:02}" for n in range(9)}
        assert len([name for name, found_by in whole if "meaning" in found_by]) == 6
        assert len(whole) == len(dict(whole)) == 11
        assert [hit for at in range(0, 12, 2) for hit in names(archive.search("marchers", 2, at))] == whole


def test_cosines_of_the_packed_vectors_are_true(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    rows = random.normal(size=(200, 384)) * random.exponential(size=(200, 1)) + random.normal(size=384)
    with Archive(tmp_path / "d.db") as archive:
        for n, row in enumerate(rows):
            put(archive, f"{n:03}", "en", "", f"Town {n}.", (model_checksum(), row.astype("<f4").tobytes()))
        meanings = Meanings()
        with archive._transaction() as connection:
            assert meanings.refresh(connection) == len(rows)
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    asked = unit[17].astype(np.float32)
    found = meanings.nearest(asked, 50)
    assert found[0][0] == 18
    assert len(found) == 50
    for number, cosine in found:
        assert cosine == pytest.approx(float(unit[number - 1] @ asked), abs=0.002)
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)


def test_the_command_tells_how_each_was_found(filled: Archive, wordless: Path) -> None:
    def said(*arguments: str, archive: Path = filled.path) -> str:
        result = CliRunner().invoke(app, ["search", *arguments, "--archive", str(archive)])
        assert result.exit_code == 0, result.output
        return result.output

    rows = [json.loads(line) for line in said("dockers", "strike", "Verrin", "--json").splitlines()]
    assert [row["found_by"] for row in rows] == [["words", "meaning"], ["meaning"]]
    assert [json.loads(line)["found_by"] for line in said("dockers", "strike", "--words", "--json").splitlines()] == [["words"]]
    assert "found by words and meaning" in said("dockers strike")
    assert "found by their words only" in said("dockers strike", archive=wordless)
    assert "found by their words only" not in said("dockers strike", "--words", archive=wordless)
