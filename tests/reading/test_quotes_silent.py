"""Whose words those are whose speaker is not named beside them, and what stands beside words and is none of them."""

from __future__ import annotations

import pytest

from sumber.reading.annotate import annotate_document
from sumber.types import Document


def told(text: str, lang: str) -> list[tuple[str, str | None]]:
    annotation = annotate_document(Document("doc", text, lang, "2024-03-15"))
    return [(quote.span.text, quote.speaker.text if quote.speaker else None) for quote in annotation.quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«No vi nada», dijo la abogada Karla Bonilla. Añadió que el juez mintió a la prensa.", "la abogada Karla Bonilla"),
        ("«No vi nada», dijo Karla Bonilla. Horas después, Ramón Zelaya salió libre. «Volveré», prometió.", "Ramón Zelaya"),
        (
            "Todo ardió, según Karla Bonilla.\nEl ministro, Hernán Solarte, culpó a Luis Paz. «Pagará», declaró.",
            "Hernán Solarte",
        ),
        ("«No vi nada», dijo Karla Bonilla. Criticó a Ramón Zelaya. «Volveré», prometió.", "Karla Bonilla"),
    ],
)
def test_a_verb_without_subject_goes_on_with_the_last_one(text: str, speaker: str) -> None:
    assert told(text, "es")[-1][1] == speaker


@pytest.mark.parametrize(
    ("lang", "text", "quotes"),
    [
        (
            "en",
            "PARAKOU, May 14 (Coastline Press) - The bridge fell at noon, the prefect said.",
            [("The bridge fell at noon", "the prefect")],
        ),
        (
            "es",
            "LIMA, 14 may (Agencia Sur) - El puente cayó el lunes, dijo el alcalde.",
            [("El puente cayó el lunes", "el alcalde")],
        ),
        ("en", "The bridge fell at noon, a diplomat told the Bosporus Gazette.", [("The bridge fell at noon", "a diplomat")]),
        ("en", "The mine made a loss, Ann Bell told investors in Santiago.", [("The mine made a loss", "Ann Bell")]),
        (
            "en",
            "Nine people were hurt, the union said; police said that only two had been treated.",
            [("Nine people were hurt", "the union"), ("only two had been treated", "police")],
        ),
    ],
)
def test_datelines_addressees_and_others_are_no_part_of_the_words(lang: str, text: str, quotes: list[tuple[str, str]]) -> None:
    assert told(text, lang) == quotes


def test_a_quotation_that_tells_of_telling_goes_on_with_its_speaker() -> None:
    [(words, speaker)] = told('"We fought," the coach Phil Draper said. "I told them that it was not over."', "en")
    assert words.endswith("it was not over.")
    assert speaker == "the coach Phil Draper"


def test_a_medium_ends_before_who_spoke_to_it() -> None:
    annotation = annotate_document(
        Document("doc", "La médica llegó tarde, dijo a Radio Cumbre la vocera Ana Ruiz.", "es", None)
    )
    assert [quote.via for quote in annotation.quotes] == [("Radio Cumbre",)]


def test_a_warning_of_what_may_come_begins_behind_its_that() -> None:
    assert told("El cónsul advirtió de que el río podría crecer.", "es") == [("el río podría crecer", "El cónsul")]
