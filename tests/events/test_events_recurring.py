"""Who arms whom, and protests that break out or go on: told by verbs whose type the model is unsure of."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def events_of(text: str, lang: str) -> list[EventMention]:
    return list(code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events)


@pytest.mark.parametrize(
    ("lang", "sentence", "actors", "recipient"),
    [
        ("id", "Serbia dan Turki tetap mempersenjatai tentara Mali.", {"SRB", "TUR"}, "MLI"),
        ("en", "Belarus and Iran continue to arm the Sudanese army.", {"BLR", "IRN"}, "SDN"),
        ("es", "Turquía sigue armando a las milicias libias.", {"TUR"}, "LBY"),
    ],
)
def test_who_arms_whom_is_aid(lang: str, sentence: str, actors: set[str], recipient: str) -> None:
    [event] = [e for e in events_of(sentence, lang) if e.type == "AID"]
    assert {r.country for r in event.actors} == actors
    assert {r.country for r in event.recipients} == {recipient}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Protes massal pecah di Lusaka setelah harga beras naik."),
        ("en", "Protests erupted across Zambia after the price of maize rose."),
        ("es", "Las protestas se extendieron a cuatro provincias tras el alza del pasaje."),
    ],
)
def test_a_protest_that_breaks_out_is_one(lang: str, sentence: str) -> None:
    assert [e.type for e in events_of(sentence, lang)] == ["PROTEST"]


def test_the_town_of_a_march_is_not_whom_it_is_against() -> None:
    [event] = events_of("Miles de jubilados se han echado a las calles de Rosario.", "es")
    assert (event.type, event.recipients) == ("PROTEST", ())


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Anti-government protests erupted in Dakar."),
        ("id", "Aksi unjuk rasa antipemerintah pecah di Dakar."),
        ("es", "Las protestas antigubernamentales se extendieron a tres barrios."),
    ],
)
def test_what_a_march_is_against_does_not_march(lang: str, sentence: str) -> None:
    [event] = events_of(sentence, lang)
    assert (event.type, event.actors) == ("PROTEST", ())


def test_a_crowd_ends_before_what_it_does() -> None:
    [event] = events_of("Thousands marched in Quito against the government.", "en")
    assert [r.span.text for r in event.actors] == ["Thousands"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The armed men of the film arm a bomb in the last scene."),
        ("es", "El niño armó un escándalo en la tienda."),
        ("id", "Pameran persenjataan itu dibuka untuk umum."),
    ],
)
def test_arms_alone_are_no_aid(lang: str, sentence: str) -> None:
    assert not [e for e in events_of(sentence, lang) if e.type == "AID"]
