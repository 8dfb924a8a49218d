"""The archive: what is put in comes out again, every fact quotes its text, and no query and no file breaks it."""

from __future__ import annotations

import dataclasses
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import archive_world as world
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import CheckConstraint, inspect

from sumber.archive.migrations import HEAD
from sumber.archive.queries.event_pages import event_page
from sumber.archive.queries.feed import feed_order
from sumber.archive.queries.filtering import EventFilters
from sumber.archive.queries.story_filters import StoryFilter
from sumber.archive.schema import Base
from sumber.archive.store import Archive
from sumber.archive.words import Sought, match_query, words
from sumber.archive.writing.putting import prepare
from sumber.chain import read
from sumber.errors import ArchiveError, EvidenceError, UsageError
from sumber.pages.files import page_of
from sumber.stories.identity import story_id
from sumber.types import Annotation, Coding, Page, Placement, Refusal, Span


def page(text: str, input: str = "x.txt", **fields: str) -> Page:
    head = {"url": "", "title": "T", "outlet": "O", "published": "", "lang": "en", "credit": ""} | fields
    lines = "\n".join(f"{key}: {value}" for key, value in head.items())
    found = page_of(f"{lines}\n\n{text}".encode(), input)
    assert isinstance(found, Page)
    return found


def put(archive: Archive, given: Page) -> tuple[str, Coding]:
    article = world.extract(given)
    assert not isinstance(article, Refusal)
    coding = world.code(world.annotate(article.document("d")))
    prepared = prepare(given, article, coding.annotation, coding)
    archive.put_articles([prepared])
    return str(prepared.article["id"]), coding


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("filled")
    read([world.write_pages(folder / "pages")], folder / "a.db", 0, stages=world.STAGES)
    with Archive(folder / "a.db", read_only=True) as archive:
        yield archive


def test_a_coding_comes_back_as_it_was_put(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        id, coding = put(archive, page(world.WIRE, credit="Wire Nine", published="2026-03-04T18:00:00+07:00"))
        (loaded,) = archive.codings([id])
    assert loaded == replace(coding, annotation=replace(coding.annotation, document=replace(coding.annotation.document, id=id)))
    assert loaded.events


def test_every_stored_span_quotes_its_text(filled: Archive) -> None:
    checks = {check.name: check for check in filled.healthy()}
    assert all(check.ok for check in checks.values()), checks
    assert checks["evidence"].detail.startswith("61 ")


def test_doctor_sees_a_quote_that_was_tampered_with(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        put(archive, page(world.WIRE))
    with sqlite3.connect(tmp_path / "a.db") as raw:
        raw.execute("UPDATE quotes SET text = replace(text, 'one', 'two')")
    raw.close()
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert [check.name for check in archive.healthy() if not check.ok] == ["evidence", "stories"]


@pytest.mark.parametrize("values", ["1, 3, 'abc'", "1, 1, ''", "-1, 0, 'a'", "1, 2, NULL"])
def test_the_database_itself_refuses_facts_without_their_words(tmp_path: Path, values: str) -> None:
    with Archive(tmp_path / "a.db") as archive:
        put(archive, page(world.WIRE))
    raw = sqlite3.connect(tmp_path / "a.db")
    (version,) = raw.execute("SELECT id FROM versions").fetchone()
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(
            f"INSERT INTO sentences (id, version, ordinal, start, \"end\", text) VALUES ('s', '{version}', 99, {values})"
        )
    raw.close()


def test_a_fact_that_quotes_other_words_is_never_stored(tmp_path: Path) -> None:
    given = page("Abc def.")
    article = world.extract(given)
    assert not isinstance(article, Refusal)
    false = Annotation(article.document("d"), (Span(0, 3, "Xyz"),), (), (), ())
    with Archive(tmp_path / "a.db") as archive:
        with pytest.raises(EvidenceError):
            archive.put_articles([prepare(given, article, false, Coding(false, ()))])
        assert not any(archive.counts().values())


def test_an_edited_page_is_a_new_version_of_one_article(tmp_path: Path) -> None:
    url = "https://kabarteluk.example/sarna/1"
    with Archive(tmp_path / "a.db") as archive:
        first, _ = put(archive, page("Five fell.", url=url + "?utm_source=feed", published="2026-03-04"))
        second, _ = put(archive, page("Six fell.", url="http://www.kabarteluk.example/sarna/1/#top", published="2026-03-04"))
        older, _ = put(archive, page("Four fell.", url=url, published="2026-03-03"))
        counts = archive.counts()
        assert first == second == older
        assert (counts["articles"], counts["versions"], counts["pages"]) == (1, 3, 3)
        assert [document.text for document in archive.documents()] == ["Six fell."]
        assert [hit.snippet.text for hit in archive.search("fell")] == ["Six fell."]


def test_front_pages_given_as_address_do_not_make_one_article_of_many(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        one, _ = put(archive, page("Five fell.", url="https://kabarteluk.example/"))
        two, _ = put(archive, page("Six sang.", url="https://kabarteluk.example/"))
    assert one != two


def test_two_archives_of_the_same_pages_are_equal(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")
    dumps = []
    for name, order in (("a.db", sorted(folder.iterdir())), ("b.db", sorted(folder.iterdir()))):
        read(order, tmp_path / name, 0, stages=world.STAGES)
        with Archive(tmp_path / name, read_only=True) as archive:
            dumps.append(list(archive.dump()))
    assert dumps[0] == dumps[1]


def test_stories_are_the_same_in_whatever_order_pages_came(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")
    answers = []
    for name, order in (("a.db", sorted(folder.iterdir())), ("b.db", sorted(folder.iterdir(), reverse=True))):
        for path in order:
            read([path], tmp_path / name, 0, stages=world.STAGES)
        with Archive(tmp_path / name, read_only=True) as archive:
            answers.append([archive.story(line.id) for line in archive.stories()])
    assert answers[0] == answers[1]


def test_the_id_of_a_story_that_another_took_in_leads_there(filled: Archive) -> None:
    for line in filled.stories():
        for source in filled.story(line.id).articles:
            assert filled.story(story_id(source.article)).story.id == line.id


def test_an_archive_of_the_first_form_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    import sumber.archive
    from sumber.archive.sqlite import APPLICATION_ID, engine_for

    config = Config()
    config.set_main_option("script_location", str(Path(sumber.archive.__file__).parent / "migrations"))
    engine = engine_for(tmp_path / "old.db", read_only=False)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("INSERT INTO articles (id) VALUES ('art_one')")
        connection.exec_driver_sql(
            "INSERT INTO versions (id, article, current, text, authors, editors, credits, captions, promos) "
            "VALUES ('ver_one', 'art_one', 1, 'Lumen met Ostra.', '[]', '[]', '[]', '[]', '[]')"
        )
        connection.exec_driver_sql(
            "INSERT INTO stories (id, headline, languages, articles, origins) VALUES ('story_now', 'art_one', '[]', 1, 1)"
        )
        connection.exec_driver_sql("INSERT INTO placements (article, story, origin) VALUES ('art_one', 'story_now', 'O')")
    engine.dispose()
    with Archive(tmp_path / "old.db") as archive:
        assert archive.story(story_id("art_one")).story.id == "story_now"
        (coding,) = archive.codings(["art_one"])
        assert coding.contexts == ()


def test_a_story_counts_independent_origins(filled: Archive) -> None:
    line = next(filled.stories(limit=1))
    assert (line.headline, line.articles, line.origins, line.languages) == ("Sarna march ends in shots", 3, 2, ("en", "id"))
    story = filled.story(line.id)
    assert [article.outlet for article in story.articles] == ["Kabar Teluk", "Suara Laut", "Harbour Post"]
    assert story.articles[2].copy_of == story.articles[0].article
    assert {happening.type: len(happening.mentions) for happening in story.happenings} == {"ASSAULT": 3, "REQUEST": 2}
    (disagreement,) = story.disagreements
    assert disagreement.b is not None
    assert {disagreement.a.value, disagreement.b.value} == {"12", "15"}
    assert "15 orang" in (disagreement.a.sentence.text + disagreement.b.sentence.text)
    json.dumps(dataclasses.asdict(story))


def test_the_most_central_original_stands_for_its_story(tmp_path: Path) -> None:
    told = {"First report": (1, 0), "Middle report": (1, 1), "Reprint": (1, 1.1), "Last report": (0, 1)}
    with Archive(tmp_path / "a.db") as archive:
        days = enumerate(told, start=1)
        ids = {
            title: put(archive, page(f"{title} of what was said.", f"{day}.txt", title=title, published=f"2026-03-0{day}"))[0]
            for day, title in days
        }
        copied = {"Reprint": ids["Middle report"]}
        placements = [Placement(id, "story_one", copied.get(title), title) for title, id in ids.items()]
        archive.set_stories(placements, [], "0")
        assert archive.story("story_one").story.headline == "First report"  # no vectors yet
        archive.put_vectors("model", {ids[title]: np.asarray(vector, "<f4").tobytes() for title, vector in told.items()})
        archive.set_stories(placements, [], "0")
        story = archive.story("story_one")
    assert story.story.headline == "Middle report"
    assert story.lead is None or story.lead.text.startswith("Middle report")


def test_stories_by_day_and_language(filled: Archive) -> None:
    def found(**asked: str) -> list[str]:
        return [line.id for line in filled.stories(**asked)]  # type: ignore[arg-type]

    assert found(since="2026-03-05") == found(until="2026-03-04") == found(lang="id") == ["story_sarna"]
    assert found(since="2026-03-06") == found(until="2026-03-03") == found(lang="es") == []


def test_events_by_each_filter(filled: Archive) -> None:
    def found(**asked: object) -> int:
        return len(list(filled.events(**asked)))  # type: ignore[arg-type]

    assert found() == 6
    assert found(actor="POLI") == 3
    assert found(actor="polisi") == found(recipient="demonstran") == 1
    assert found(actor="IDN") == 4
    assert found(recipient="polisi") == found(actor="%") == found(actor="_olisi") == 0
    assert found(type="assault") == 3
    assert found(type="assault", copies=False) == 2
    assert found(country="idn") == 4
    assert found(since="2026-03-05", type="ASSAULT") == 1
    assert found(until="2026-02-28") == 1
    assert found(status="denied") == 0
    assert found(limit=2) == 2
    assert [event.id for event in filled.events(offset=2, limit=2)] == [event.id for event in filled.events()][2:4]


def test_three_capitals_are_a_country_or_else_a_piece_of_a_name(filled: Archive) -> None:
    def stories(who: str) -> int:
        with filled.reading() as connection:
            return len(feed_order(connection, StoryFilter(actor=who)))

    def events(who: str) -> set[str]:
        found = {event.id for event in [*filled.events(actor=who), *filled.events(recipient=who)]}
        with filled.reading() as connection:
            asked = [EventFilters(actor=who), EventFilters(recipient=who)]
            assert {one.id for each in asked for one in event_page(connection, each, None, 50).answers} == found
        return found

    assert events("march")
    assert stories("march") == 1
    assert not events("MAR")  # Morocco, whatever the marchers
    assert stories("MAR") == 0
    assert events("LIC")  # no country: the police
    assert stories("LIC") == 1


def test_wrong_questions_are_usage_errors(filled: Archive) -> None:
    for ask in (
        lambda: list(filled.events(since="soon")),
        lambda: list(filled.events(status="sure")),
        lambda: list(filled.stories(until="2026-13-01")),
        lambda: list(filled.stories(since="20260301")),
        lambda: list(filled.events(type="GOSSIP")),
        lambda: list(filled.events(country="Atlantis")),
        lambda: list(filled.stories(since="2026-03-06", until="2026-03-05")),
        lambda: filled.story("story_\udcff"),
        lambda: list(filled.stories(limit=10**20)),
        lambda: filled.story("story_none"),
        lambda: filled.explain("evm_none"),
        lambda: list(filled.codings(["art_none"])),
        lambda: filled.put_refusal(Refusal("x", "empty", "")),
    ):
        with pytest.raises(UsageError):
            ask()


def test_explain_leads_from_a_fact_to_its_page(filled: Archive) -> None:
    event = next(filled.events(type="REQUEST"))
    (chain,) = filled.explain(event.id)
    assert (chain.kind, chain.words.text, chain.event) == ("event", "asked", event)
    assert chain.sentence is not None
    assert chain.sentence.text == "They had asked for bread."
    assert ("actor by pronoun", "They") in [(name, part.text) for name, part in chain.parts]
    assert chain.source.outlet == "Harbour Post"
    assert chain.source.credits == ("Wire Nine",)
    assert Path(chain.source.input).name == "sarna-2.txt"
    assert len(chain.digest) == 64
    assert event.event is not None
    assert {link.source.outlet for link in filled.explain(event.event)} == {"Harbour Post", "Kabar Teluk"}


def test_explain_leads_from_a_disagreement_to_the_words_of_both_sides(filled: Archive) -> None:
    (found,) = filled.disagreements()
    assert found.b is not None
    chains = filled.explain(found.id)
    assert [(chain.kind, chain.words, chain.source) for chain in chains] == [
        ("claim", side.sentence, side.source) for side in (found.a, found.b)
    ]
    assert {chain.source.outlet for chain in chains} == {"Kabar Teluk", "Suara Laut"}


def test_every_fact_of_every_kind_can_be_explained(filled: Archive) -> None:
    kinds = set()
    ids = {id for line in filled.dump() for id in re.findall(r"\b(?:sent|men|time|quo|evm|role|qty|clm)_[a-z2-7]{16}", line)}
    for id in ids:
        (chain,) = filled.explain(id)
        kinds.add(chain.kind)
        assert chain.sentence is not None
        assert chain.words.text in chain.sentence.text or chain.kind == "quote"
    assert kinds == {"sentence", "name", "time", "quote", "event", "role", "quantity", "claim"}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("MARCHERS", 2), ("sarna march*", 2), ('"fired at marchers"', 2), ('"marchers fired"', 0), ("demonstran", 1),
        ("東京", 1), ("東京都", 1), ("京都", 1), ("都", 1), ("北京", 0), ("lumen OSTRA", 1),
        ("sarna ostra", 0), ("", 0), ('"', 0), ("AND", 1), ("OR", 0),
    ],
)  # fmt: skip
def test_search_finds_words_phrases_and_unspaced_scripts(filled: Archive, query: str, titles: int) -> None:
    hits = list(filled.search(query))
    assert len(hits) == titles
    assert all(hit.found or hit.title_found for hit in hits)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from('"*^:(){}-+NEAROD都กา é'), st.characters(codec="utf-8"))))
def test_no_query_breaks_the_search(filled: Archive, query: str) -> None:
    list(filled.search(query))
    list(filled.events(actor=query, recipient=query))
    with suppress(UsageError):  # no country's name
        list(filled.events(country=query))


def test_a_word_asked_for_many_times_is_asked_once(filled: Archive) -> None:
    once = [hit.source.article for hit in filled.search("police")]
    assert once
    assert [hit.source.article for hit in filled.search("police " * 60_000)] == once


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_index_words_stand_where_they_say_and_find_themselves(text: str) -> None:
    for start, end, _ in words(text):
        assert 0 <= start < end <= len(text)
    if match_query(text.replace('"', " ").replace("*", " ")):
        assert list(Sought(text.replace('"', " ").replace("*", " ")).found_in(text))


def test_search_ignores_accents_and_case(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        put(archive, page("El cañón cayó en Bogotá. น้ำท่วมหนักในเมือง"))
        for query in ("CANON", "cayó", "bogota", "น้ำท่วม", "หนัก"):
            assert len(list(archive.search(query))) == 1, query
        assert not list(archive.search("หนักมาก"))


def test_what_sqlite_cannot_keep_is_refused_or_marked(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.put_refusal(Refusal("bad\udcff\0name.txt", "unreadable", "x\0y"))
        (refusal,) = archive.refusals()
        assert (refusal.input, refusal.detail) == ("bad\\udcff\ufffdname.txt", "x\ufffdy")
        given = page("Abc.")
        article = world.extract(given)
        assert not isinstance(article, Refusal)
        for text in ("a\0b", "a\ud800b"):
            broken = replace(article, text=text)
            empty = Annotation(broken.document("d"), (), (), (), ())
            with pytest.raises(EvidenceError):
                archive.put_articles([prepare(given, broken, empty, Coding(empty, ()))])


def test_a_refusal_gives_way_to_an_article(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.put_refusal(Refusal("x.txt", "paywall", "once"))
        archive.put_refusal(Refusal("x.txt", "paywall", "again"))
        assert [refusal.detail for refusal in archive.refusals()] == ["again"]
        put(archive, page("Abc."))
        assert not list(archive.refusals())


# The file


def test_the_migrations_make_the_schema(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Archive(tmp_path / "a.db") as archive, archive._engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name.startswith("search")]
        options = {"include_name": lambda name, kind, parents: kind != "table" or name not in tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
        created = dict(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all())
        checks = [c for table in Base.metadata.tables.values() for c in table.constraints if isinstance(c, CheckConstraint)]
        assert checks
        for check in checks:
            assert f"CONSTRAINT {check.name} CHECK ({check.sqltext})" in created[check.table.name]


def test_the_newest_migration_is_the_one_expected() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import sumber.archive

    config = Config()
    config.set_main_option("script_location", str(Path(sumber.archive.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_files_that_are_no_archive_are_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database at all, but long enough to be looked at as one" * 20)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE recipes (id INTEGER)")
    other.close()
    (tmp_path / "cut.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 500)
    (tmp_path / "empty.db").touch()
    for name, read_only in (
        ("text.db", False),
        ("other.db", False),
        ("cut.db", True),
        ("empty.db", True),
        ("none.db", True),
        ("no/where.db", False),
        (".", True),
    ):
        with pytest.raises(ArchiveError) as caught:
            Archive(tmp_path / name, read_only)
        assert "\n" not in str(caught.value)
        assert str(caught.value).endswith(".")
    assert not (tmp_path / "empty.db").stat().st_size


def test_an_archive_of_a_newer_sumber_is_left_alone(tmp_path: Path) -> None:
    Archive(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    for read_only in (True, False):
        with pytest.raises(ArchiveError, match="newer sumber"):
            Archive(tmp_path / "a.db", read_only)


def test_names_of_files_are_no_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a #1?mode=memory&%41.db"
    with Archive(path) as archive:
        archive.put_refusal(Refusal("x", "empty", "nothing"))
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    with Archive(path, read_only=True) as archive:
        assert archive.counts()["refusals"] == 1


def test_readers_are_not_held_up_by_a_writer(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as writer, Archive(tmp_path / "a.db", read_only=True) as reader:
        put(writer, page("Abc."))
        documents = reader.documents()
        assert next(documents).text == "Abc."
        put(writer, page("Def.", title="Other"))
        assert list(documents) == []
        assert reader.counts()["articles"] == 2
