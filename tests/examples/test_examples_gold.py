"""The invented pages under examples/ against examples/gold.json: what each page gives, or why it is refused."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from sumber.articles.extract import extract_page
from sumber.pages.files import read_page
from sumber.types import Article, Refusal, RefusalReason, Status

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD: dict[str, Any] = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))
ARTICLES = [row for row in GOLD["pages"] if "refusal" not in row]
REFUSALS = [row for row in GOLD["pages"] if "refusal" in row]
# What a terminal or a browser must never be handed raw: C0 and C1 controls, and marks that turn the direction of writing.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PER_FIELD = ("lang", "authors", "editors", "credits")


@cache
def outcome(file: str) -> Article | Refusal:
    page = read_page(EXAMPLES / "pages" / file)
    return page if isinstance(page, Refusal) else extract_page(page)


def article(file: str) -> Article:
    result = outcome(file)
    assert isinstance(result, Article), result
    return result


def name(row: dict[str, Any]) -> str:
    return str(row["file"])


@pytest.mark.parametrize("row", REFUSALS, ids=name)
def test_page_without_article_is_refused_for_its_reason(row: dict[str, Any]) -> None:
    result = outcome(row["file"])
    assert isinstance(result, Refusal)
    assert result.reason == row["refusal"]
    assert result.detail


@pytest.mark.parametrize("row", ARTICLES, ids=name)
def test_fields(row: dict[str, Any]) -> None:
    found = article(row["file"])
    values = {key: getattr(found, key) for key in PER_FIELD}
    assert {key: list(v) if isinstance(v, tuple) else v for key, v in values.items()} == {key: row[key] for key in PER_FIELD}
    assert found.outlet in row["outlet"]
    assert found.dateline in row["dateline"]


@pytest.mark.parametrize("row", ARTICLES, ids=name)
def test_title(row: dict[str, Any]) -> None:
    title = article(row["file"]).title or ""
    if row["title"] is None:
        assert title.startswith(row["title_begins"])
    else:
        assert title == row["title"]
    assert not UNSAFE.search(title)


@pytest.mark.parametrize("row", ARTICLES, ids=name)
def test_published_keeps_the_offset_of_the_page(row: dict[str, Any]) -> None:
    found, expected = (datetime.fromisoformat(value or "") for value in (article(row["file"]).published, row["published"]))
    assert (found.replace(tzinfo=None), found.utcoffset()) == (expected.replace(tzinfo=None), expected.utcoffset())


@pytest.mark.parametrize("row", ARTICLES, ids=name)
def test_body_holds_the_article_and_nothing_else(row: dict[str, Any]) -> None:
    paragraphs = article(row["file"]).paragraphs
    if paragraphs[0] == row.get("standfirst"):
        paragraphs = paragraphs[1:]
    assert len(paragraphs) == row["paragraphs"], paragraphs
    assert paragraphs[0].endswith(row["first"])
    assert row["last"] in paragraphs[-1]
    assert sum(map(len, paragraphs[1:-1])) == row["characters"]


@pytest.mark.parametrize("row", ARTICLES, ids=name)
def test_promos_are_kept_aside(row: dict[str, Any]) -> None:
    found = article(row["file"])
    assert len(found.promos) == row["promos"], found.promos
    assert list(found.promos) == row["promo_lines"]
    assert not any(line in found.text for line in row["promo_lines"])


def test_gold_names_every_page_once() -> None:
    assert sorted(row["file"] for row in GOLD["pages"]) == sorted(path.name for path in (EXAMPLES / "pages").iterdir())


def test_gold_members_origins_and_copies_agree() -> None:
    home = {row["file"]: row["story"] for row in ARTICLES}
    stories = {story["id"]: story for story in GOLD["stories"]}
    for key, story in stories.items():
        assert sorted(story["members"]) == sorted(file for file, where in home.items() if where == key)
        assert sorted(file for files in story["origins"].values() for file in files) == sorted(story["members"])
        assert set(story["not_with"]) <= set(stories) - {key}
    origin = {file: (key, who) for key, story in stories.items() for who, files in story["origins"].items() for file in files}
    assert all(origin[copy["page"]] == origin[copy["of"]] for copy in GOLD["copies"])


def test_gold_speaks_the_words_of_the_types() -> None:
    events = [event for story in GOLD["stories"] for event in story["events"]]
    assert {status for event in events for status in [event["status"], *event.get("status_also", ())]} <= set(get_args(Status))
    assert {row["refusal"] for row in REFUSALS} <= set(get_args(RefusalReason))
    pairs = [(story["members"], entry["pages"]) for story in GOLD["stories"] for entry in story["disagreements"]]
    assert all(set(pages) <= set(members) for members, pages in pairs)


@pytest.mark.parametrize("story", GOLD["stories"], ids=lambda story: story["id"])
def test_evidence_of_gold_events_stands_in_the_extracted_text(story: dict[str, Any]) -> None:
    for event in story["events"]:
        for file, words in event["evidence"].items():
            assert words in article(file).text, (event["id"], file)
    texts = [article(file).text for file in story["members"]]
    assert all(any(words in text for text in texts) for words in story.get("no_event", ()))
