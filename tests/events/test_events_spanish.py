"""Kinds of Spanish news that were once misread, on invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.events.grammar import load_grammar, see_clause
from sumber.events.phrases import right_phrase
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, Span


def events(text: str) -> tuple[EventMention, ...]:
    """The events of a text of 15 March 2024."""
    return code_annotation(annotate_document(Document("doc", text, "es", "2024-03-15"))).events


def one(text: str, kind: str) -> EventMention:
    """Its only event of a type."""
    (event,) = (e for e in events(text) if e.type == kind)
    return event


@pytest.mark.parametrize(
    ("sentence", "protesters"),
    [
        ("Seis activistas fueron detenidos cuando protestaban contra una planta de carbón.", "Seis activistas"),
        ("Los salvadoreños protestarán contra el tratado durante los actos del 1 de mayo.", "Los salvadoreños"),
    ],
)
def test_who_protests_is_a_protest_beside_another_deed_too(sentence: str, protesters: str) -> None:
    assert [r.span.text for r in one(sentence, "PROTEST").actors] == [protesters]


def test_where_people_protest_is_no_recipient() -> None:
    assert one("Miles de empleados manifestaron el jueves en toda Italia.", "PROTEST").recipients == ()


def test_a_gerund_ends_a_noun_phrase() -> None:
    text = "a los policías lanzando huevos"
    clause = see_clause(Span.of(text, 0, len(text)), load_grammar("es"))
    assert right_phrase(clause, 1, frozenset()) == (1, 3)


@pytest.mark.parametrize(
    ("sentence", "kind", "mode"),
    [
        ("Rusia lanzó 80 drones contra Ucrania durante la noche.", "ASSAULT", "drone"),
        ("El Ejército de Mali retomó la ciudad de Kidal.", "COERCE", "seize"),
        ("La Corte Suprema ratificó la condena contra el expresidente por corrupción.", "SANCTION", "convict"),
        ("Brasil condenó el ataque aéreo israelí contra Beirut.", "ACCUSE", "disapprove"),
    ],
)
def test_an_object_tells_what_a_verb_of_many_meanings_tells(sentence: str, kind: str, mode: str) -> None:
    assert [(e.type, e.mode) for e in events(sentence)] == [(kind, mode)]


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Un ataque israelí contra una escuela en Gaza dejó 14 muertos.", "ISR"),
        ("La ofensiva turca en el norte de Siria dejó 20 muertos.", "TUR"),
    ],
)
def test_the_adjective_of_a_nation_behind_a_deed_says_whose_it_is(sentence: str, country: str) -> None:
    assert [r.country for r in one(sentence, "ASSAULT").actors] == [country]


def test_the_adjective_of_a_nation_says_whose_words_are_rejected() -> None:
    assert [r.country for r in one("El gobierno rechazó la propuesta rusa de un alto el fuego.", "REJECT").recipients] == ["RUS"]
