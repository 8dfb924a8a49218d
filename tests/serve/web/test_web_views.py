"""Every view answers, filters as it says, and gives the same as a file."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, quote_plus
from xml.etree import ElementTree

import archive_world as world
import pytest
from fastapi.testclient import TestClient
from rich.console import Console
from web_world import addresses

from sumber.archive.store import Archive
from sumber.articles.extract import extract_page
from sumber.chain import read
from sumber.export import FORMATS
from sumber.serve.app import create_app
from sumber.types import Document, Placement
from sumber.views.changes import article_view
from sumber.views.stories import story_view

ATOM = "{http://www.w3.org/2005/Atom}"
VOID = {"meta", "link", "input", "br", "rect", "img", "hr"}


class Balance(HTMLParser):
    """Raises where an element is closed that was not opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {"style", "onclick", "onload", "onerror"} & {name for name, _ in attrs}, attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, (tag, self.open)


def well_formed(page: str) -> None:
    parser = Balance()
    parser.feed(page)
    assert parser.open == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_view_is_a_whole_page_in_both_languages(client: TestClient, store: Archive, language: str) -> None:
    for address in addresses(store):
        answer = client.get(address, headers={"accept-language": f"{language}-XX, fr;q=0.9"})
        assert answer.status_code == 200, address
        assert f'<html lang="{language}">' in answer.text
        well_formed(answer.text)
        assert "<script>" not in answer.text


def test_the_feed_counts_articles_and_origins(client: TestClient) -> None:
    page = client.get("/").text
    assert "Sarna march ends in shots" in page
    assert "3 articles" in page
    assert ">Indonesian (id)<" in page
    assert ">Inggris (en)<" in client.get("/", headers={"accept-language": "id"}).text
    assert "2 independent origins" in page


@pytest.mark.parametrize(
    ("query", "stories"),
    [
        ("", 2), ("lang=id", 1), ("lang=fr", 0), ("type=assault", 1), ("type=CONSULT", 1), ("country=idn", 2),
        ("actor=lumen", 1), ("outlet=Suara Laut", 1), ("words=bread", 1), ("words=zzz", 0), ("words=***", 0),
        ("since=2026-03-05", 1), ("until=2026-03-03", 0), ("lang=id&type=CONSULT", 0), ("actor=100%25", 0),
    ],
)  # fmt: skip
def test_each_filter_of_the_feed(client: TestClient, query: str, stories: int) -> None:
    lines = [json.loads(line) for line in client.get(f"/?as=json&{query}").text.splitlines()]
    assert len(lines) == stories
    rows = list(csv.DictReader(io.StringIO(client.get(f"/?as=csv&{query}").text)))
    assert [row["id"] for row in rows] == [line["story"]["id"] for line in lines]
    page = client.get(f"/?{query}").text
    assert page.count('href="/stories/') == stories


def test_what_cannot_be_asked_is_said_in_a_sentence(client: TestClient) -> None:
    for address in (
        "/?since=yesterday",
        "/?type=DANCE",
        "/?page=0",
        "/?country=Atlantis",
        "/?since=2026-03-06&until=2026-03-05",
        f"/?words={'x' * 300}",
        "/relations?actor=RUS",
        "/materiel?status=x",
    ):
        answer = client.get(address)
        assert answer.status_code == 400, address
        assert "Nothing to show" in answer.text
        well_formed(answer.text)
    for address in ("/stories/story_none", "/articles/art_none", "/explain/evm_none", "/explain/x", "/actors/nobody at all"):
        assert client.get(address).status_code == 404, address


def test_errors_are_told_in_the_readers_language(client: TestClient) -> None:
    asked = {"accept": "text/html", "accept-language": "id"}
    for path, status, words in (
        ("/?since=kemarin", 400, "bukan tanggal"), ("/?type=DANCE", 400, "Tidak ada DANCE"), ("/?page=0", 400, "Halaman mulai"),
        ("/stories/x", 404, "tidak memuat apa pun bernama x"), ("/relations?actor=RUS", 400, "dua negara"),
        ("/stories/x\u202e<b>", 404, "bernama x&lt;b&gt;"), ("/nowhere", 404, "Tidak ada halaman"),
        ("/judge", 405, "tidak dapat diminta"),
    ):  # fmt: skip
        answer = client.get(path, headers=asked)
        assert (answer.status_code, words in answer.text) == (status, True), (path, answer.text)
        assert answer.headers["content-type"].startswith("text/html")
        well_formed(answer.text)
    refused = client.post("/judge", headers=asked, data={"act": "wrong"})
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert "diperlukan token" in refused.text
    plain = client.get("/nowhere")
    assert (plain.status_code, plain.headers["content-type"]) == (404, "application/problem+json")


def test_values_of_facts_are_told_in_the_readers_language(client: TestClient, store: Archive) -> None:
    event = next(event for event in store.events(type="ASSAULT") if event.quantities)
    told = {tag: client.get(f"/explain/{event.id}", headers={"accept-language": tag}).text for tag in ("en", "id")}
    assert ">no<" in told["en"]
    assert ">killed<" in told["en"]
    assert ">tidak<" in told["id"]
    assert ">tewas<" in told["id"]
    assert ">konflik dalam tindakan<" in told["id"]
    assert 'title="melukai, membunuh' in told["id"]
    name = next(mention for mention in store.mentions() if mention.entity is None)
    assert "0.75<" in client.get(f"/explain/{name.id}").text
    sarna = next(store.mentions(who="ent_sarna"))
    assert "Port Sarna, CHL (ent_other) 10 %" in client.get(f"/explain/{sarna.id}").text
    for mention in store.mentions():
        assert "[]" not in client.get(f"/explain/{mention.id}").text


def test_a_story_shows_both_sides_of_a_disagreement_and_its_lineage(client: TestClient, store: Archive) -> None:
    id = next(line.id for line in store.stories() if line.articles == 3)
    page = client.get(f"/stories/{id}").text
    sides = page[page.index('id="disagreements"') : page.index('id="events"')]
    assert ">12<" in sides
    assert ">15<" in sides
    assert "fired at marchers" in sides
    assert "menembak demonstran" in sides
    chart = client.get(f"/stories/{id}?as=lineage").json()
    assert [node["kind"] for node in chart["nodes"]].count("copy") == 1
    known = {node["id"] for node in chart["nodes"]}
    assert all(edge["source"] in known and edge["target"] in known for edge in chart["edges"])
    assert {edge["target"] for edge in chart["edges"]} == {node["id"] for node in chart["nodes"] if node["kind"] != "origin"}
    assert '/changes">retitled</a>' in page


def test_a_storys_files_have_the_events_of_the_story_and_no_other(client: TestClient, store: Archive) -> None:
    for line in store.stories():
        rows = list(csv.DictReader(io.StringIO(client.get(f"/stories/{line.id}?as=csv").text)))
        assert [row["id"] for row in rows] == [event.id for event in store.events(story=line.id)]
        assert client.get(f"/stories/{line.id}?as=nothing").status_code == 400


def test_whatever_a_view_offers_as_a_file_is_there_as_filtered(client: TestClient, store: Archive) -> None:
    names: dict[str, set[str]] = {}
    for address in (*addresses(store), "/relations?actor=IDN&recipient=RUS&status=any", "/?words=bread&type=ASSAULT"):
        page = client.get(address).text
        files = [html.unescape(href) for href in re.findall(r'<a href="([^"]+)" download>', page)]
        feeds = [html.unescape(href) for href in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', page)]
        assert files, address
        for href in (*files, *feeds):
            answer = client.get(href)
            assert answer.status_code == 200, href
            assert answer.headers["content-disposition"].startswith("attachment"), href
            assert "<html" not in answer.text, href
        assert set(feeds) <= set(files), address
        names[address.partition("?")[0].split("/")[1]] = set(map(format_of, files))
    assert {"", "stories", "articles", "actors", "relations", "materiel", "search"} <= {
        view for view, formats in names.items() if {"json", "atom", "jsonfeed"} & formats
    }
    for view in ("stories", "articles"):
        assert set(FORMATS) <= names[view], view


def format_of(href: str) -> str:
    """The format that an address of a file asks for."""
    path, _, asked = href.partition("?")
    return dict(parse_qsl(asked)).get("as") or path.rpartition("/")[2]


def test_each_question_is_a_feed_of_its_own(client: TestClient, store: Archive) -> None:
    story, article = next(store.stories()).id, next(store.articles()).article
    views = (f"/stories/{story}?as=", f"/articles/{article}?as=", "/search?words=Sarna&as=", "/materiel?as=")
    ids = {ElementTree.fromstring(client.get(f"{view}atom").text).findtext(f"{ATOM}id") for view in views}
    assert len(ids) == len(views)
    assert f"urn:sumber:feed:%2Fstories%2F{story}" in ids
    items = client.get(f"/stories/{story}?as=jsonfeed").json()["items"]
    assert [item["id"] for item in items] == [f"urn:sumber:{event.id}" for event in store.events(story=story)]
    found = [json.loads(line)["altIds"][0]["value"] for line in client.get("/search?words=Sarna&as=ninjs").text.splitlines()]
    assert found == [hit.source.article for hit in store.search("Sarna")]
    assert client.get(f"/articles/{article}?as=word").status_code == 400


def test_an_articles_text_stands_whole_between_its_marks(client: TestClient, store: Archive) -> None:
    for article in store.whole_articles():
        page = client.get(f"/articles/{article.source.article}").text
        body = page[page.index('id="text"') :]
        shown = re.sub(r"<[^>]+>", "", body[body.index(">") + 1 : body.index("</div>")])
        assert shown.split() == article.text.replace("&", "&amp;").split()
        for href in re.findall(r'hx-get="([^"]+)"', body):
            assert client.get(href.replace("&amp;", "&"), headers={"hx-request": "true"}).status_code == 200


def test_an_unknown_wording_is_not_found(client: TestClient, store: Archive) -> None:
    article = next(store.articles()).article
    assert client.get(f"/articles/{article}?version=ver_none").status_code == 404


def test_the_whole_page_is_shown_as_text_while_its_file_is_what_was_read(tmp_path: Path) -> None:
    told = "Nine dockers were held in Port Vell on Monday after a march that closed the harbour for six hours, police said."
    more = "They will be heard on Friday, a court said, and until then nobody may visit them but their lawyers and their kin."
    last = "The union of the dockers called the arrests unlawful and said that it would stop work until all of them were free."
    around = "<div class=related><a href=/a>Ferry to Ostra runs again</a></div><script>alert(1)</script>"
    article = f"<article><h1>Nine held</h1><p>{told}</p><p>{more}</p><p>{last}</p></article>"
    written = f"<!doctype html><title>Nine held</title>{article}{around}"
    (tmp_path / "p.html").write_text(written, encoding="utf-8")
    extracting = replace(world.STAGES, extract=extract_page)
    read([tmp_path / "p.html"], tmp_path / "a.db", 0, stages=extracting)
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1") as client, Archive(tmp_path / "a.db") as store:
        path = f"/articles/{next(store.articles()).article}"
        assert f'href="{path}/page"' in client.get(path).text
        page = client.get(f"{path}/page", headers={"accept-language": "id"}).text
        well_formed(page)
        assert f'<p class="is-body">{told}</p>' in page
        assert re.search(r'class="is-promo around"><span[^>]*>menuju halaman lain</span> Ferry to Ostra', page)
        assert "alert(1)" not in page
        lines = list(csv.DictReader(io.StringIO(client.get(f"{path}/page?as=csv").text)))
        assert [(line["is"], line["text"]) for line in lines] == [
            ("title", "Nine held"), ("body", told), ("body", more), ("body", last), ("promo", "Ferry to Ostra runs again"),
        ]  # fmt: skip
        (tmp_path / "p.html").write_text(written.replace("Nine", "Ten"), encoding="utf-8")
        gone = client.get(f"{path}/page")
        assert (gone.status_code, "Ten" in gone.text) == (404, False)
        (tmp_path / "p.html").unlink()
        assert client.get(f"{path}/page").status_code == 404
        assert client.get("/articles/art_none/page").status_code == 404


def test_what_a_reprint_and_an_edit_changed_is_shown(tmp_path: Path, store: Archive, client: TestClient) -> None:
    copy = next(article for article in store.articles() if article.copy_of)
    page = client.get(f"/articles/{copy.article}/changes").text
    assert "title before" in page
    assert f'href="/articles/{copy.copy_of}"' in page
    assert f'href="/articles/{copy.article}"' in client.get(f"/articles/{copy.copy_of}/changes").text
    assert f'href="/articles/{copy.article}/changes"' in client.get(f"/stories/{copy.story}").text
    assert client.get("/articles/art_none/changes").status_code == 404
    shutil.copy(store.path, tmp_path / "a.db")
    url, title, outlet, _, lang, credit, text = world.PAGES["sarna-3.txt"]
    again = (url, title, outlet, "2026-03-06", lang, credit, f"{text.splitlines()[0]}\nKapal-kapal menunggu <b>lama</b>.")
    read([world.write_pages(tmp_path / "more", {"again.txt": again})], tmp_path / "a.db", 0, stages=world.STAGES)
    with TestClient(create_app(tmp_path / "a.db"), "http://127.0.0.1") as edited:
        path = f"/articles/{edited.get('/v1/articles?lang=id').json()['items'][0]['article']}"
        assert f'href="{path}/changes"' in edited.get(path).text
        told = edited.get(f"{path}/changes", headers={"accept-language": "id"}).text
        well_formed(told)
        assert "<ins><q>Kapal-kapal menunggu &lt;b&gt;lama&lt;/b&gt;.</q></ins>" in told
        assert "ditambahkan:" in told
        whole = json.loads(edited.get(f"{path}/changes?as=json").text)
        assert len(whole["wordings"]) == 2


def _credited(documents: Iterable[Document]) -> Iterator[Placement]:
    """One story; whoever credits somebody reprints him who credits nobody."""
    held = list(documents)
    (original,) = (document.id for document in held if not document.credits)
    for document in held:
        yield Placement(document.id, "story_sarna", original if document.credits else None, "Tide Post")


def test_a_reprint_changed_as_much_on_the_web_as_on_the_terminal(tmp_path: Path) -> None:
    held, late, sorry = (
        "Police in Sarna held nine men on 2026-03-04.",
        "The ferry to Ostra was late.",
        "Mayor Brandt apologised.",
    )
    edited = "Police in Sarna held nine young men on 2026-03-04."
    # Cut, edited, added, another title; the original was edited since, and nothing is held against its last wording.
    pages = {
        "1.txt": ("https://tide.example/1", "Nine held", "Tide", "2026-03-04", "en", "", f"{held}\n{late}\n{sorry}"),
        "2.txt": (
            "https://quay.example/2",
            "Held",
            "Quay",
            "2026-03-05",
            "en",
            "Tide",
            f"{sorry}\n{edited}\nA march is called.",
        ),
        "3.txt": ("https://tide.example/1", "Nine free", "Tide", "2026-03-06", "en", "", "They are free.\nNobody apologised."),
    }
    stages = replace(world.STAGES, group=partial(world.Grouping, _credited))
    read([world.write_pages(tmp_path / "pages", pages)], tmp_path / "a.db", 0, stages=stages)
    with Archive(tmp_path / "a.db", read_only=True) as archive, TestClient(create_app(archive.path), "http://127.0.0.1") as web:
        story = archive.story("story_sarna")
        (found,) = (one for one in story.rewordings if one.earlier)
        told = "retitled; 1 sentence cut, 1 added, 1 edited"
        shown = io.StringIO()
        Console(width=300, file=shown).print(story_view(story))
        assert f"reprinted by Quay (credit: Tide), 2026-03-05: {told}\n" in shown.getvalue()
        assert f'<a href="/articles/{found.article}/changes">{told}</a>' in web.get("/stories/story_sarna").text
        page = web.get(f"/articles/{found.article}/changes").text
        assert f"{told}; {100 * found.changes.kept:.0f} % of the words kept" in page
        whole = io.StringIO()
        Console(width=300, file=whole).print(article_view(archive.article(found.article)))
        assert f"{told}; {found.changes.kept:.0%} of the words kept" in whole.getvalue()


def test_the_panel_is_a_part_of_a_page_and_the_address_a_whole_one(client: TestClient, store: Archive) -> None:
    event = next(store.events())
    whole, part = (
        client.get(f"/explain/{event.id}").text,
        client.get(f"/explain/{event.id}", headers={"hx-request": "true"}).text,
    )
    assert "<html" in whole
    assert "<html" not in part
    assert event.trigger.text in part
    well_formed(part)


def test_an_actor_is_found_by_name_country_and_entity(client: TestClient) -> None:
    assert json.loads(client.get("/actors/IDN?as=json").text)["kind"] == "country"
    by_name = json.loads(client.get("/actors/POLICE?as=json").text)
    assert by_name["kind"] == "name"
    assert by_name["parts"] == 2
    weeks = client.get("/actors/Police?as=weeks").json()["weeks"]
    assert weeks == [
        {"monday": "2026-03-02", "verbal_coop": 0, "material_coop": 0, "verbal_conflict": 0, "material_conflict": 2}
    ]
    assert "Port Sarna" in client.get("/actors/ent_sarna").text


def test_a_dyad_is_told_by_week(client: TestClient) -> None:
    whole = json.loads(client.get("/actors/Police?as=json").text)
    for other in whole["counterparts"]:
        told = client.get("/actors/Police", params={"with": other["who"], "as": "weeks"}).json()["weeks"]
        conflict = sum(week["verbal_conflict"] + week["material_conflict"] for week in told)
        assert (conflict > 0) == (other["conflict"] > 0), other
        table = list(csv.DictReader(io.StringIO(client.get("/actors/Police", params={"with": other["who"], "as": "csv"}).text)))
        assert [{name: row[name] if name == "monday" else int(row[name]) for name in row} for row in table] == told
        page = client.get("/actors/Police", params={"with": other["who"]}).text
        well_formed(page)
        assert f"/v1/exports/csv?actor=Police&amp;recipient={quote_plus(other['who'])}" in page
    assert whole["counterparts"]
    alone = client.get("/actors/Lumen?with=Police&as=json")
    assert (alone.status_code, json.loads(alone.text)["weeks"], json.loads(alone.text)["events"]) == (200, [], [])
    both = json.loads(client.get("/actors/Lumen?with=OSTRA&as=json").text)
    assert {event["type"] for event in both["events"]} == {"CONSULT"}
    assert len(both["weeks"]) == 1
    assert client.get("/actors/Lumen", params={"with": "x" * 300}).status_code == 400


def test_a_language_asked_for_is_remembered(client: TestClient) -> None:
    fresh = TestClient(client.app, "http://127.0.0.1")
    assert "Berita" in fresh.get("/?ui=id").text
    assert "Berita" in fresh.get("/").text
    assert '<html lang="en">' in TestClient(client.app, "http://127.0.0.1").get("/?ui=xx").text


def test_deliveries_as_a_table_tell_time_history_and_page(client: TestClient) -> None:
    columns = next(csv.reader(io.StringIO(client.get("/materiel?as=csv").text)))
    assert {"event", "day", "time", "status", "background", "origins", "url", "input", "story"} <= set(columns)
