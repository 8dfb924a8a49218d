"""Who is told to arm whom, with what: items and their counts."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document


def moved(text: str, lang: str) -> list[tuple[str, float | None, str | None]]:
    """Status, number and words of all materiel told."""
    found = code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15")), 0.2).events
    return [(e.status, q.value, q.item) for e in found for q in e.quantities if q.kind == "materiel"]


@pytest.mark.parametrize(
    ("lang", "sentence", "told"),
    [
        (
            "en",
            "France will supply Armenia with three air defence systems and 50 armoured personnel carriers.",
            [("planned", 3, "air defence systems"), ("planned", 50, "armoured personnel carriers")],
        ),
        (
            "es",
            "Alemania enviará a Ucrania 18 tanques y dos sistemas antiaéreos.",
            [("planned", 18, "tanques"), ("planned", 2, "sistemas antiaéreos")],
        ),
        (
            "id",
            "Jepang akan memberikan dua kapal patroli kepada Filipina tahun depan.",
            [("planned", 2, "kapal patroli")],
        ),
    ],
)
def test_what_is_to_be_delivered_is_told_as_planned(lang: str, sentence: str, told: list[tuple[str, float, str]]) -> None:
    assert moved(sentence, lang) == told


def test_what_stands_inside_the_trigger_is_told_too() -> None:
    [(status, number, item)] = moved("Indonesia membeli 42 jet tempur Rafale dari Prancis.", "id")
    assert (status, number, item) == ("asserted", 42, "jet tempur")


def test_an_agreement_that_moves_nothing_to_anybody_delivers_nothing() -> None:
    assert moved("The two sides agreed to pull back heavy artillery and tanks from the line.", "en") == []
