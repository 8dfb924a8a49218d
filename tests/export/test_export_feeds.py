"""Atom and JSON Feed: well-formed whatever the words, with all that the standards want."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TextIO
from xml.etree import ElementTree

from export_world import ARTICLE, BARE, EVENT, SENTENCE, URL, acting, article_of, event_of, hostile
from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.answers import StoryLine
from sumber.export.atom import write_atom
from sumber.export.entries import Entry, article_entry, event_entry, story_entry
from sumber.export.jsonfeed import write_jsonfeed
from sumber.views.safe import safe

ATOM = "{http://www.w3.org/2005/Atom}"
STORY = StoryLine("story_x", "Nine <held>", "2025-03-01T00:00:00Z", "2025-03-02T01:30:00Z", ("en", "id"), 4, 2)


def text(write: Callable[[Iterable[Entry], TextIO, str, str], int], *entries: Entry) -> str:
    out = io.StringIO()
    assert write(entries, out, "urn:sumber:feed:x", "A & B") == len(entries)
    assert not acting(out.getvalue())
    return out.getvalue()


def atom(*entries: Entry) -> ElementTree.Element:
    return ElementTree.fromstring(text(write_atom, *entries).encode())


def feed(*entries: Entry) -> dict[str, Any]:
    return json.loads(text(write_jsonfeed, *entries))  # type: ignore[no-any-return]


def test_an_atom_feed_of_events() -> None:
    root = atom(event_entry(EVENT), event_entry(BARE))
    assert [child.tag.removeprefix(ATOM) for child in root] == [
        "id", "title", "author", "generator", "entry", "entry", "updated",
    ]  # fmt: skip
    assert (root.findtext(f"{ATOM}title"), root.findtext(f"{ATOM}updated")) == ("A & B", "2025-03-01T22:30:00-03:00")
    entry, bare = root.findall(f"{ATOM}entry")
    assert [(child.tag.removeprefix(ATOM), child.text, dict(child.attrib)) for child in entry] == [
        ("id", "urn:sumber:evm_aaaqeayeaudaocaj", {}),
        ("title", "Police -> COERCE/arrest -> nine dockers, others (alleged)", {}),
        ("updated", "2025-03-01T22:30:00-03:00", {}),
        ("published", "2025-03-01T22:30:00-03:00", {}),
        ("author", None, {}),
        ("link", None, {"rel": "alternate", "href": URL}),
        *(("category", None, {"term": term}) for term in ("COERCE", "arrest", "alleged", "legal", "economic")),
        (
            "content",
            f"“{SENTENCE}” According to Wire Ten. 2025-02-28. Reported by Gull Post / Wire Ten. "
            "(confidence 0.712; origin Wire Ten; copy_of art_first)",
            {},
        ),
    ]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert bare.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert bare.find(f"{ATOM}published") is bare.find(f"{ATOM}link") is None


def test_a_json_feed_of_articles_and_stories() -> None:
    found = feed(article_entry(ARTICLE), story_entry(STORY))
    assert (found["version"], found["title"]) == ("https://jsonfeed.org/version/1.1", "A & B")
    assert found["items"] == [
        {
            "id": "urn:sumber:art_x",
            "url": URL,
            "title": "Nine held",
            "content_text": f"PORT VELL - Ships waited. {SENTENCE} Reported by Gull Post / Wire Ten.",
            "date_published": "2025-03-01T22:30:00-03:00",
            "date_modified": "2025-03-02T00:00:00+00:00",
            "authors": [{"name": "Ada Reef"}, {"name": "Ben Shoal"}],
            "tags": ["legal"],
            "language": "en",
        },
        {
            "id": "urn:sumber:story_x",
            "title": "Nine <held>",
            "content_text": "4 articles from 2 independent origins; 2025-03-01 to 2025-03-02; en, id",
            "date_published": "2025-03-01T00:00:00+00:00",
            "date_modified": "2025-03-02T01:30:00+00:00",
            "tags": ["en", "id"],
        },
    ]


def test_a_language_is_a_tag_or_nothing() -> None:
    for lang, kept in (("pt-BR", "pt-BR"), ('en"\x1b', None), ("", None), (None, None)):
        assert event_entry(replace(EVENT, source=replace(EVENT.source, lang=lang))).lang == kept


def test_long_articles_are_cut_between_words() -> None:
    entry = article_entry(article_of("word " * 200))
    assert entry.text.startswith("word word")
    assert "word … Reported by" in entry.text


@given(st.lists(hostile, max_size=3))
def test_entries_in_are_entries_out_and_words_come_back(given: list[str]) -> None:
    entries = [event_entry(event_of(words)) for words in given] + [article_entry(article_of(words)) for words in given]
    entries += [story_entry(replace(STORY, headline=words, languages=(words,))) for words in given]
    found, items = atom(*entries).findall(f"{ATOM}entry"), feed(*entries)["items"]
    for entry, element, item in zip(entries, found, items, strict=True):
        assert (element.findtext(f"{ATOM}title") or "") == item.get("title", "") == entry.title
        assert element.findtext(f"{ATOM}content") == item["content_text"] == entry.text
    for words, item in zip(given, items, strict=False):
        assert safe(words or "x") in item["content_text"]
