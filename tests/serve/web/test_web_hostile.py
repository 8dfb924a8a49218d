"""Pages that mean harm show as text, everywhere."""

from __future__ import annotations

import re
import unicodedata

from fastapi.testclient import TestClient
from web_world import addresses

from sumber.archive.store import Archive
from sumber.serve.web import marks


def test_no_word_of_a_page_acts(hostile_client: TestClient, hostile_store: Archive) -> None:
    shown = ""
    articles = [f"/articles/{article.article}" for article in hostile_store.articles()]
    articles += [f"{article}/{view}" for article in articles for view in ("page", "changes")]
    facts = [f"/explain/{event.id}" for event in hostile_store.events()]
    for address in (*addresses(hostile_store), *articles, *facts):
        answer = hostile_client.get(address)
        assert answer.status_code == 200, address
        assert not re.search(r"<script>|<svg onload|<i>|</title>.*</title>", answer.text, re.DOTALL), address
        assert [c for c in answer.text if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n"] == [], address
        shown += answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{7*7}}" in shown


def test_only_web_addresses_are_links(hostile_client: TestClient, hostile_store: Archive) -> None:
    outside = []
    for article in hostile_store.articles():
        page = hostile_client.get(f"/articles/{article.article}").text
        outside += [tag for tag in re.findall(r"<a [^>]*>", page) if not re.search(r'href="[/#]', tag)]
    assert len(outside) == 1
    assert 'href="https://harm.example/a?b=%3Ci%3E&amp;c=%E2%80%AE"' in outside[0]
    assert 'rel="noopener noreferrer nofollow"' in outside[0]


def test_charts_get_harmless_words(hostile_client: TestClient, hostile_store: Archive) -> None:
    for story in hostile_store.stories():
        answer = hostile_client.get(f"/stories/{story.id}?as=lineage")
        assert "\u202e" not in answer.text
        assert "\x1b" not in answer.text
        for node in answer.json()["nodes"]:
            assert node.get("href", "/").startswith("/")


def test_what_a_reader_types_is_escaped(client: TestClient) -> None:
    page = client.get("/", params={"words": '"><script>alert(1)</script>', "outlet": "\u202e'\"><b>"}).text
    assert "<script>alert" not in page
    assert "<b>&" not in page
    assert "\u202e" not in page
    assert "<script>" not in client.get("/actors/<script>alert(1)<").text


def test_a_piece_keeps_its_blanks_and_loses_its_controls() -> None:
    assert marks.piece("  a\x1b[31m<b\u202e ") == " a&lt;b "
    assert marks.piece(" \n") == " "
    assert marks.piece("\u202e") == ""
