"""Pages that are edited and reprints that change what they took, from the page on through the real chain. All is invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sumber.archive.identity import own_address, same_outlet
from sumber.archive.store import Archive
from sumber.chain import read
from sumber.errors import UsageError

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{canonical}">
<meta property="og:url" content="{url}"><meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{published}">
<meta property="article:modified_time" content="{modified}"></head><body><article><h1>{title}</h1>{body}</article></body></html>
"""
LEAD = "Police in Port Sarna detained four dockers on Tuesday after a blockade of the grain terminal, the harbour office said."
SHIPS = "Twelve ships laden with wheat have been waiting outside the breakwater since the weekend, the harbour office added."
UNION = "The dockers' union of Port Sarna rejected the charges and called a march for Friday in front of the customs house."
MAYOR = "Mayor Elena Brandt said on the radio that she would meet the union leaders in the town hall on Thursday morning."
GRAIN = "Grain exports from the province fell by a third last year, according to figures that the ministry published in May."
FREED = (
    "Police in Port Sarna released four dockers on Wednesday after a blockade of the grain terminal, the harbour office said."
)
URL = "https://harbourledger.example/2026/03/sarna-dockers"


def page(folder: Path, name: str, body: list[str], **given: str) -> Path:
    fields = {"title": "Four dockers held after blockade in Port Sarna", "url": URL, "canonical": URL} | given
    fields = {"outlet": "The Harbour Ledger", "published": "2026-03-03T18:00:00+00:00", "modified": ""} | fields
    path = folder / name
    path.write_text(PAGE.format(body="".join(f"<p>{line}</p>" for line in body), **fields), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An article, its address for telephones, its edited page, and a reprint of the first wording, each read in its turn."""
    folder = tmp_path_factory.mktemp("edited")
    archive = folder / "a.db"
    first = [LEAD, SHIPS, UNION, MAYOR, GRAIN]
    later = [FREED, SHIPS, UNION, MAYOR, GRAIN]
    title = "Dockers of Port Sarna released"
    taken = {"url": "https://kabarteluk.example/9", "canonical": "https://kabarteluk.example/9", "outlet": "Kabar Teluk"}
    for path in (
        page(folder, "1.html", first),
        page(folder, "2.html", first, url="https://amp.harbourledger.example/2026/03/sarna-dockers?utm_source=feed"),
        page(folder, "3.html", later, title=title, modified="2026-03-04T09:00:00+00:00"),
        page(folder, "4.html", first[:4], title="Sarna: four in custody", published="2026-03-04T02:00:00+00:00", **taken),
    ):
        assert read([path], archive, 0).refused == ()
    with Archive(archive, read_only=True) as opened:
        yield opened


def test_an_edited_page_is_one_article_with_two_wordings(edited: Archive) -> None:
    assert [edited.counts()[name] for name in ("articles", "versions", "pages")] == [2, 3, 4]
    (ledger,) = (source.article for source in edited.articles() if source.outlet == "The Harbour Ledger")
    history = edited.article(ledger)
    assert [(wording.current, wording.changes is None) for wording in history.wordings] == [(False, True), (True, False)]
    changes = history.wordings[1].changes
    assert changes is not None
    assert changes.retitled == "Four dockers held after blockade in Port Sarna"
    assert [(edit.before.text, edit.after.text) for edit in changes.edited] == [(LEAD, FREED)]
    assert (changes.added, changes.dropped) == ((), ())
    assert history.text.startswith(FREED)
    assert history.text[changes.edited[0].after.start : changes.edited[0].after.end] == FREED


def test_a_reprint_is_held_against_the_wording_that_it_took(edited: Archive) -> None:
    (line,) = edited.stories()
    story = edited.story(line.id)
    assert (line.articles, line.origins) == (2, 1)
    own, copied = sorted(story.rewordings, key=lambda found: found.earlier is not None)
    assert (own.earlier, own.wordings, copied.wordings) == (None, 2, 1)
    assert copied.earlier == own.article
    assert copied.changes.retitled == "Four dockers held after blockade in Port Sarna"
    assert [words.text for words in copied.changes.dropped] == [GRAIN]
    assert (copied.changes.added, copied.changes.edited) == ((), ())
    (reprint,) = edited.article(own.article).reprints
    assert reprint.changes == copied.changes == edited.article(copied.article).changes


def test_facts_of_an_earlier_wording_are_kept_but_count_no_more(edited: Archive) -> None:
    assert not list(edited.search('"detained four dockers" harbourledger'))
    hits = [hit.source.outlet for hit in edited.search('"detained four dockers"')]
    assert hits == ["Kabar Teluk"]
    sentences = {event.sentence.text for event in edited.events() if event.source.outlet == "The Harbour Ledger"}
    assert FREED in sentences
    assert LEAD not in sentences
    rows = (row.split("'") for row in edited.dump() if row.startswith("event_mentions"))
    links = [link for row in rows for link in edited.explain(row[1])]
    earlier = [
        link for link in links if link.source.outlet == "The Harbour Ledger" and (link.sentence or link.words).text == LEAD
    ]
    assert earlier
    assert not any(link.current for link in earlier)
    assert all(link.current for link in links if link.source.outlet == "Kabar Teluk")
    assert all(check.ok for check in edited.healthy())


def test_an_unknown_article_is_a_wrong_question(edited: Archive) -> None:
    with pytest.raises(UsageError, match="no article"):
        edited.article("art_none")


@pytest.mark.parametrize(
    ("url", "canonical", "known"),
    [
        ("https://m.x.example/a?utm_source=1&gclid=2", "https://www.x.example/a", "x.example/a"),
        ("https://x.example/amp/a", "https://x.example/a", "x.example/a"),
        ("https://www-my--x-example.cdn.ampproject.org/c/s/my-x.example/a", "https://my-x.example/a", "my-x.example/a"),
        ("https://y.example/b", "https://x.example/a", "y.example/b"),
        ("https://x.example/a?page=2", "https://x.example/a", "x.example/a?page=2"),
        ("https://x.example/a?page=all", "https://x.example/a", "x.example/a"),
        ("https://x.example/a", "https://x.example/", "x.example/a"),
        (None, "https://x.example/a", "x.example/a"),
        ("https://[::1/", "http://[", None),
    ],
)
def test_a_page_is_known_by_the_address_that_it_calls_its_own(url: str | None, canonical: str, known: str | None) -> None:
    assert own_address(url, canonical) == known


def test_a_page_of_another_outlet_takes_no_articles_place(tmp_path: Path) -> None:
    archive, first = tmp_path / "a.db", [LEAD, SHIPS, UNION, MAYOR, GRAIN]
    forged, later = {"outlet": "Gull Post", "published": "2026-03-05T00:00:00+00:00"}, "2026-03-06T00:00:00+00:00"
    pages = (
        page(tmp_path, "1.html", first),
        page(tmp_path, "2.html", [LEAD.replace("four", "ninety"), *first[1:]], **forged),
        page(tmp_path, "3.html", [LEAD.replace("four", "nine hundred"), *first[1:]], **forged | {"modified": later}),
        page(tmp_path, "4.html", [LEAD.replace("four", "five"), *first[1:]], outlet="Harbour Ledger", modified=later),
    )
    for path in pages:
        assert read([path], archive, 0).refused == ()
    with Archive(archive, read_only=True) as opened:
        told = {source.outlet: opened.article(source.article) for source in (item.source for item in opened.events())}
        assert {outlet: len(article.wordings) for outlet, article in told.items()} == {"Harbour Ledger": 2, "Gull Post": 2}
        assert "detained five dockers" in told["Harbour Ledger"].text
        assert "detained nine hundred dockers" in told["Gull Post"].text
        assert all(check.ok for check in opened.healthy())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Harbour Ledger", "Harbour Ledger", True),
        ("KabarSelat.example", "Kabar Selat", True),
        ("Kabar Selat", None, True),
        ("Kabar Selat", "Gull Post", False),
        ("Kabar Selat", "\u041aabar Selat", False),
    ],
)
def test_an_outlet_is_known_by_its_name(one: str | None, other: str | None, same: bool) -> None:
    assert same_outlet(one, other) is same
    assert same_outlet(other, one) is same
