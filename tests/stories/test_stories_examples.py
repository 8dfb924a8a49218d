"""The whole library over examples/pages, held against examples/gold.json.

Stories, copies and origins are exact. Events told by several pages and disagreements rest on what the coder finds, so floors
pin how many of those in the gold file are reached.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from sumber.articles.extract import extract_page
from sumber.events.code import code_annotation
from sumber.pages.files import find_pages, read_page
from sumber.reading.annotate import annotate_document
from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events
from sumber.stories.group import group
from sumber.types import Article, Coding, Disagreement, Document, Event, Page, Placement

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD: dict[str, Any] = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))
STORIES = [pytest.param(story, id=story["id"]) for story in GOLD["stories"]]

EVENT_PAIRS = 28
"""Of the pairs of pages that tell one event and where the coder found it on both, so many meet in one event (30 of 43)."""
DISAGREEMENTS = 8
"""Of the disagreements that must be found, so many are (9 of 10)."""


@dataclass(frozen=True)
class Told:
    """The stories as the library tells them."""

    codings: dict[str, Coding]
    placements: dict[str, Placement]
    events: list[Event]
    disagreements: list[Disagreement]

    def root(self, page: str) -> str:
        """The page that a page copies in the end."""
        while (above := self.placements[page].copy_of) is not None:
            page = above
        return page


def _document(path: Path) -> Document | None:
    page = read_page(path)
    article = extract_page(page) if isinstance(page, Page) else page
    return article.document(path.name) if isinstance(article, Article) else None


@pytest.fixture(scope="session")
def told() -> Told:
    paths = [path for path in find_pages([EXAMPLES / "pages"]) if isinstance(path, Path)]
    documents = [document for path in paths if (document := _document(path)) is not None]
    documents.sort(key=lambda document: document.date or "")
    codings = [code_annotation(annotate_document(document)) for document in documents]
    placements = list(group(documents))
    events = same_events(codings, placements)
    return Told(
        {coding.annotation.document.id: coding for coding in codings},
        {placement.id: placement for placement in placements},
        events,
        find_disagreements(codings, placements, events),
    )


@pytest.mark.parametrize("story", STORIES)
def test_a_story_holds_its_reports_and_no_others(told: Told, story: dict[str, Any]) -> None:
    wanted = set(story["members"])
    placed = {told.placements[page].story for page in wanted}
    assert len(placed) == 1
    assert {page for page, placement in told.placements.items() if placement.story in placed} & _members() == wanted


def _members() -> set[str]:
    return {page for story in GOLD["stories"] for page in story["members"]}


def test_neighbours_stay_apart(told: Told) -> None:
    first = {story["id"]: told.placements[story["members"][0]].story for story in GOLD["stories"]}
    pairs = [(story["id"], other) for story in GOLD["stories"] for other in story["not_with"]]
    assert pairs
    assert all(first[a] != first[b] for a, b in pairs)


def test_copies_are_found_and_nothing_else_is_one(told: Told) -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for copy in GOLD["copies"]:
        wanted[copy["of"]] |= {copy["of"], copy["page"]}
    families: dict[str, set[str]] = defaultdict(set)
    for page in _members():
        families[told.root(page)].add(page)
    assert sorted(map(sorted, wanted.values())) == sorted(sorted(one) for one in families.values() if len(one) > 1)


@pytest.mark.parametrize("story", STORIES)
def test_origins_are_told_apart(told: Told, story: dict[str, Any]) -> None:
    """A text that credits nobody is its outlet's own; where its outlet is not known either, it is its own origin."""
    for origin, pages in story["origins"].items():
        for page in pages:
            document = told.codings[page].annotation.document
            own = document.outlet is None and not document.credits and pages[0] == page
            found = told.placements[page].origin
            assert found in ({origin, page} if own else {origin})


def _evidence(told: Told, event: dict[str, Any]) -> list[set[str]]:
    """For each page on which the coder finds the event: the ids of the events its mentions belong to."""
    event_of = {mention: one.id for one in told.events for mention in one.mentions}
    found = []
    for page, quote in event["evidence"].items():
        coding = told.codings[page]
        start = coding.annotation.document.text.find(quote)
        inside = {
            event_of[page, k]
            for k, mention in enumerate(coding.events)
            if mention.type in event["type"] and start <= mention.trigger.start and mention.trigger.end <= start + len(quote)
        }
        if start >= 0 and inside:
            found.append(inside)
    return found


def test_reports_of_one_happening_meet(told: Told) -> None:
    pairs = [
        bool(a & b)
        for story in GOLD["stories"]
        for event in story["events"]
        for a, b in combinations(_evidence(told, event), 2)
    ]
    assert sum(pairs) >= EVENT_PAIRS


def test_a_copied_mention_is_the_originals(told: Told) -> None:
    """Sentences taken over word for word tell the same events."""
    event_of = {mention: one.id for one in told.events for mention in one.mentions}
    compared = 0
    for copy in GOLD["copies"]:
        original = told.root(copy["page"])
        theirs = {
            (mention.sentence.text, mention.type): event_of[original, k]
            for k, mention in reversed(list(enumerate(told.codings[original].events)))
        }
        for page in (copy["page"], copy["of"]):
            for k, mention in enumerate(told.codings[page].events):
                key = mention.sentence.text, mention.type
                if page != original and key in theirs:
                    same_kind = [m for m in told.codings[page].events if (m.sentence.text, m.type) == key]
                    compared += 1
                    assert len(same_kind) > 1 or event_of[page, k] == theirs[key]
    assert compared > 10


def test_a_day_that_a_mention_gives_is_the_events(told: Told) -> None:
    for event in told.events:
        times = [told.codings[id].events[k].time for id, k in event.mentions]
        days = {time.begin for time in times if time and time.begin and time.begin == time.end}
        assert event.day in days if days else event.day is None


def _found(told: Told, wanted: dict[str, Any]) -> bool:
    pages = {told.root(page) for page in wanted["pages"]}
    return any(
        one.kind == wanted["kind"]
        and one.update == wanted.get("update", False)
        and {told.root(claim.document) for claim in (one.a, one.b) if claim} == pages
        for one in told.disagreements
    )


def test_disagreements_are_found(told: Told) -> None:
    wanted = [one for story in GOLD["stories"] for one in story["disagreements"] if not one.get("optional")]
    assert sum(_found(told, one) for one in wanted) >= DISAGREEMENTS


def test_stories_that_agree_have_no_figures_in_dispute(told: Told) -> None:
    """No number or amount but those of the gold file: each names the same two texts, or texts that repeat them."""
    for story in GOLD["stories"]:
        values = {frozenset(one["values"]) for one in story["disagreements"] if one["kind"] in ("number", "amount")}
        for one in told.disagreements:
            if one.kind in ("number", "amount") and one.a.document in story["members"] and one.b:
                assert frozenset((one.a.value, one.b.value)) in values


def test_every_claim_stands_in_its_page(told: Told) -> None:
    claims = [claim for one in told.disagreements for claim in (one.a, one.b) if claim]
    assert claims
    for claim in claims:
        text = told.codings[claim.document].annotation.document.text
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
