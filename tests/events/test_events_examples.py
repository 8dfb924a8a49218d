"""The example pages, read and coded: what examples/gold.json expects is found, and sentences without an event hold none."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sumber.articles.extract import extract_page
from sumber.events.code import code_annotation
from sumber.knowledge.actors import code_actor
from sumber.pages.files import read_page
from sumber.reading.annotate import annotate_document
from sumber.types import Article, EventMention, Page, Role

EXAMPLES = Path(__file__).parents[2] / "examples"
# Floors of today's figures: raise them when the coder gets better, lower them only on purpose.
RECALL_FLOOR = 0.80
PRECISION_FLOOR = 0.90
ROLE_FLOOR = 0.90
COUNTRY_FLOOR = 0.95
# The manual files the signing of a formal agreement (CAMEO 057) under SUPPORT, an accord itself under AGREE; a denial is an
# ACCUSE or REJECT by its wording, and a ceasefire agreed on also a CONCEDE.
NEIGHBOURS = {"AGREE": {"SUPPORT", "CONCEDE"}, "COERCE": {"ASSAULT"}, "RETREAT": {"CONCEDE"}}


@cache
def coded(name: str) -> tuple[str, tuple[EventMention, ...]]:
    """Text and events of an example page."""
    page = read_page(EXAMPLES / "pages" / name)
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article)
    document = article.document(name)
    return document.text, code_annotation(annotate_document(document)).events


@cache
def gold() -> Any:
    return json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))


def expected() -> list[tuple[str, str, dict[str, Any]]]:
    """(page, evidence, event) of every event that gold.json asks for."""
    return [
        (page, evidence, event)
        for story in gold()["stories"]
        for event in story["events"]
        if not event.get("optional")
        for page, evidence in event["evidence"].items()
    ]


def told(page: str, evidence: str, event: dict[str, Any]) -> EventMention | None:
    """The coded event of one of the gold event's types in the sentence that the evidence stands in."""
    text, events = coded(page)
    at = text.find(evidence)
    assert at >= 0, (page, evidence)
    types = set(event["type"]).union(*(NEIGHBOURS.get(t, set()) for t in event["type"]))
    here = [e for e in events if e.sentence.start < at + len(evidence) and at < e.sentence.end and e.type in types]
    inside = [e for e in here if at <= e.trigger.start < at + len(evidence)]
    return max(inside or here, key=lambda e: e.confidence, default=None)


def test_expected_events_are_found() -> None:
    rows = expected()
    missed = [(page, evidence) for page, evidence, event in rows if told(page, evidence, event) is None]
    assert 1 - len(missed) / len(rows) >= RECALL_FLOOR, missed


def test_statuses_are_those_expected() -> None:
    found = [(told(*row), row[2]) for row in expected()]
    wrong = [(e.sentence.text, e.status) for e, g in found if e and e.status not in {g["status"], *g.get("status_also", [])}]
    assert len(wrong) <= 0.1 * len(found), wrong


def test_found_events_name_the_actors_countries() -> None:
    pairs = [(e, g) for e, g in ((told(*row), row[2]) for row in expected()) if e is not None]
    named = [
        (r, g) for e, g in pairs for r in e.actors if r.country and any(a["country"] for a in g["actors"] + g["recipients"])
    ]
    right = [r for r, g in named if r.country in {a["country"] for a in g["actors"] + g["recipients"]}]
    assert len(right) / len(named) >= COUNTRY_FLOOR, [(r, g["id"]) for r, g in named if r not in right]


def test_events_that_have_actors_get_them() -> None:
    pairs = [(e, g) for e, g in ((told(*row), row[2]) for row in expected()) if e is not None and g["actors"]]
    assert sum(bool(e.actors) for e, _ in pairs) / len(pairs) >= ROLE_FLOOR, [e.sentence.text for e, _ in pairs if not e.actors]


def test_roles_are_whole_phrases() -> None:
    """No role is a function word or begins or ends with one: what is cut off misleads."""
    bare = {"that", "que", "yang", "it", "of", "de", "dan", "and", "y", "to", "with", "dengan", "oleh", "by", "por"}
    cut: list[tuple[str, Role]] = []
    for page in (p["file"] for p in gold()["pages"] if not p.get("refusal")):
        for event in coded(page)[1]:
            for role in event.actors + event.recipients:
                words = role.span.text.lower().split()
                if role.inference is None and (words[0] in bare or words[-1] in bare):
                    cut.append((page, role))
    assert cut == []


def quiet_pages() -> list[str]:
    return [page for story in gold()["stories"] if not story["events"] for page in story["members"]]


@pytest.mark.parametrize("page", quiet_pages())
def test_pages_without_events_have_none(page: str) -> None:
    assert [(e.type, e.sentence.text) for e in coded(page)[1]] == []


def test_sentences_without_an_event_have_none() -> None:
    for story in gold()["stories"]:
        for sentence in story.get("no_event", []):
            held = [page for page in story["members"] if sentence in coded(page)[0]]
            assert held, sentence
            for page in held:
                text, events = coded(page)
                at = text.find(sentence)
                assert [e.type for e in events if e.sentence.start <= at < e.sentence.end] == [], sentence


def test_triggers_inside_evidence_tell_its_type() -> None:
    """What is asserted inside gold evidence is of a gold event's type: the share of coded triggers that are."""
    right = wrong = 0
    for page, evidence, _ in expected():
        text, events = coded(page)
        at = text.find(evidence)
        types = {t for _, other, e in expected() if other == evidence for t in e["type"]}
        types = types.union(*(NEIGHBOURS.get(t, set()) for t in types))
        inside = [e for e in events if at <= e.trigger.start < at + len(evidence) and e.status == "asserted"]
        right += sum(e.type in types for e in inside)
        wrong += sum(e.type not in types for e in inside)
    assert right / (right + wrong) >= PRECISION_FLOOR, (right, wrong)


def test_things_are_no_actors() -> None:
    for phrase, lang in (("a military trade agreement", "en"), ("un acuerdo militar", "es"), ("mogok kerja itu", "id")):
        code = code_actor(phrase, lang)
        assert (code.country, code.sectors) == (None, ())
