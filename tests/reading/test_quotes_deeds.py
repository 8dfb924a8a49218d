"""Verbs that report words and do deeds too: an object alone is no quotation."""

from __future__ import annotations

import pytest

from sumber.reading.annotate import annotate_document
from sumber.types import Document


def quoted(text: str, lang: str) -> list[str]:
    return [quote.span.text for quote in annotate_document(Document("doc", text, lang, "2024-03-15")).quotes]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Rebels attacked the village of Doro after soldiers left the hills."),
        ("en", "Chad recalled its ambassador from Berlin after Germany expelled the Chadian envoy."),
        ("en", "The two sides concluded a three-day meeting in Doha."),
        ("es", "El juez sentenció al exalcalde a cuatro años de prisión."),
        ("id", "Polisi mengungkap kasus narkoba di Medan."),
        ("fr", "La police poursuit les suspects dans le nord du pays."),
        ("pt", "O exército defendeu a aldeia de Doro."),
    ],
)
def test_a_deed_is_no_quotation(lang: str, sentence: str) -> None:
    assert quoted(sentence, lang) == []


@pytest.mark.parametrize(
    ("lang", "sentence", "words"),
    [
        ("en", "Otim recalled that soldiers had burned the clinic.", "soldiers had burned the clinic"),
        ("en", "“We were cold,” recalled Mary Otim, a nurse.", "We were cold"),
        ("es", "«No habrá acuerdo», sentenció Laura Méndez.", "No habrá acuerdo"),
        ("id", "Polisi mengungkap bahwa pelaku berasal dari Medan.", "pelaku berasal dari Medan"),
    ],
)
def test_the_same_verbs_report_words(lang: str, sentence: str, words: str) -> None:
    assert quoted(sentence, lang) == [words]
