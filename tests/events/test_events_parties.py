"""Countries that share a noun are parties of their own, coded with it, and the noun's words are kept."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, Role


def coded(text: str, lang: str) -> tuple[EventMention, ...]:
    return code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events


def told(role: Role) -> tuple[str, str | None, tuple[str, ...], str | None]:
    return role.span.text, role.country, role.sectors[:1], role.inference.words.text if role.inference else None


@pytest.mark.parametrize(
    ("lang", "sentence", "parties"),
    [
        (
            "en",
            "The foreign ministers of Peru and Chile met in Quito.",
            [("The foreign ministers of Peru", "PER", ("GOV",), None), ("Chile", "CHL", ("GOV",), "The foreign ministers of")],
        ),
        (
            "en",
            "Peruvian and Chilean officials held talks in Quito.",
            [("Peruvian", "PER", ("GOV",), "officials"), ("Chilean officials", "CHL", ("GOV",), None)],
        ),
        (
            "id",
            "Menteri luar negeri Filipina dan Malaysia bertemu di Bangkok.",
            [("Menteri luar negeri Filipina", "PHL", ("GOV",), None), ("Malaysia", "MYS", ("GOV",), "Menteri luar negeri")],
        ),
        (
            "es",
            "Los cancilleres de Bolivia, Ecuador y Chile se reunieron en Lima.",
            [
                ("Los cancilleres de Bolivia", "BOL", ("GOV",), None),
                ("Ecuador", "ECU", ("GOV",), "Los cancilleres de"),
                ("Chile", "CHL", ("GOV",), "Los cancilleres de"),
            ],
        ),
    ],
)
def test_each_country_that_shares_a_noun_takes_part(
    lang: str, sentence: str, parties: list[tuple[str, str | None, tuple[str, ...], str | None]]
) -> None:
    [event] = [e for e in coded(sentence, lang) if e.type == "CONSULT"]
    assert [told(r) for r in event.actors] == parties
    assert event.reciprocal


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The police of Bosnia and Herzegovina arrested two smugglers."),
        ("en", "The president of Chile, who came from Peru, arrested nobody, but police in Lima detained two smugglers."),
        ("id", "Polisi Papua Nugini menangkap dua penyelundup."),
    ],
)
def test_one_country_or_an_unlisted_one_stays_whole(lang: str, sentence: str) -> None:
    assert not [
        r for e in coded(sentence, lang) for r in e.actors + e.recipients if r.inference and r.inference.kind == "shared"
    ]
