"""Whom "they" means at the head of a sentence."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document


@pytest.mark.parametrize(
    ("text", "type", "actor"),
    [
        ("The attackers opened fire on traders. They seized a shipment of rice.", "COERCE", "The attackers"),
        ("Prosecutors asked for fourteen years. They accuse the firm of paying officials.", "ACCUSE", "Prosecutors"),
        ("Gunmen killed three nurses. They burned the clinic. They threatened to kill more.", "THREATEN", "Gunmen"),
        ("Protesters threw stones at police. They fired tear gas.", "ASSAULT", None),
        ("Police arrested four men. They were later released.", "RETREAT", None),
        ("Villagers said soldiers had fled. They looted three shops.", "PROTEST", None),
        ("The union met the minister. They agreed to end the strike.", "AGREE", None),
    ],
)
def test_they_are_who_opened_the_sentence_before(text: str, type: str, actor: str | None) -> None:
    annotation = annotate_document(Document("doc", text, "en", "2024-03-15"))
    last = annotation.sentences[-1]
    [event] = [e for e in code_annotation(annotation, 0.2).events if e.type == type and e.sentence == last]
    assert [r.span.text for r in event.actors] == ([actor] if actor else [])
    assert all(r.inference and r.inference.words.text == "They" for r in event.actors)
