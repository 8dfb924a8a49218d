"""How many came to harm: those who did it are not counted, and those who are joined are counted together."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.events.counts import quantities_of
from sumber.events.grammar import load_grammar, see_clause
from sumber.events.roles import Cast
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, Span


def events(text: str, lang: str) -> list[EventMention]:
    return list(code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15")), 0.2).events)


def counted(text: str, lang: str, kind: str = "killed") -> set[float | None]:
    return {q.value for e in events(text, lang) for q in e.quantities if q.kind == kind}


@pytest.mark.parametrize(
    ("lang", "sentence", "value"),
    [
        ("en", "Three gunmen killed a policeman in Karachi.", 1),
        ("en", "Four raiders killed eleven herders near Bor.", 11),
        ("es", "Tres hombres armados mataron a cinco soldados en Arauca.", 5),
        ("id", "Tiga pria bersenjata membunuh lima tentara di Puncak.", 5),
    ],
)
def test_who_killed_is_not_counted_among_the_dead(lang: str, sentence: str, value: float) -> None:
    assert counted(sentence, lang) == {value}


def test_a_number_behind_the_verb_counts_without_a_role_too() -> None:
    text = "Three bombers killed 19 people late on Friday."
    clause = see_clause(Span.of(text, 0, len(text)), load_grammar("en"))
    [killed] = quantities_of(clause, text, "ASSAULT", None, Cast())
    assert killed.value == 19


def test_bombs_are_no_dead() -> None:
    assert counted("Two bombs killed dozens of people in Kandahar on Monday.", "en") == set()


@pytest.mark.parametrize(
    ("lang", "sentence", "value"),
    [
        ("en", "A soldier and two nurses were killed in the attack on Gao.", 3),
        ("en", "Gunmen killed five soldiers and two civilians in Kidal.", 7),
        ("es", "Un soldado y dos enfermeras fueron asesinados en Arauca.", 3),
        ("es", "Dos bombas mataron a un policía y tres civiles en Arauca.", 4),
        ("id", "Seorang tentara dan dua warga sipil tewas dalam serangan di Gao.", 3),
    ],
)
def test_victims_that_are_joined_are_counted_together(lang: str, sentence: str, value: float) -> None:
    assert counted(sentence, lang) == {value}


def test_a_part_of_the_victims_is_no_count_of_them() -> None:
    assert counted("Soldiers and two civilians were killed in the raid on Gao.", "en") == set()


@pytest.mark.parametrize(
    ("lang", "sentence", "value"),
    [
        ("en", "A policeman was killed by rebels in Gao.", 1),
        ("es", "Un policía fue asesinado por la guerrilla en Arauca.", 1),
    ],
)
def test_one_victim_is_one(lang: str, sentence: str, value: float) -> None:
    assert counted(sentence, lang) == {value}


def test_a_group_is_not_one() -> None:
    assert counted("A group of herders was killed by rebels near Bor.", "en") == set()


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "Hakim memvonis mantan bupati itu 4 tahun penjara karena suap."),
        ("es", "El juez condenó al exalcalde a cuatro años de prisión por soborno."),
    ],
)
def test_years_in_prison_are_part_of_the_verdict(lang: str, sentence: str) -> None:
    assert [e.type for e in events(sentence, lang)] == ["SANCTION"]


def test_where_nobody_may_go_does_not_forbid_it() -> None:
    found = events("Dua warga Iran dilarang masuk Australia.", "id")
    assert not any(r.country == "AUS" for e in found for r in e.actors)


@pytest.mark.parametrize(
    ("lang", "sentence", "value"),
    [
        ("en", "Police arrested two men and a woman over the bombing in Bunia.", 3),
        ("en", "Police detained more than 40 protesters, among them six reporters, in Bunia.", 40),
        ("es", "La policía detuvo a más de 40 manifestantes, entre ellos seis periodistas, en Bunia.", 40),
        ("id", "Polisi menahan lebih dari 40 demonstran, di antaranya enam wartawan, di Bunia.", 40),
        ("id", "Polisi menangkap dua pria dan seorang perempuan terkait pengeboman di Bunia.", 3),
    ],
)
def test_the_arrested_are_those_who_are_named_first_and_those_joined_to_them(lang: str, sentence: str, value: float) -> None:
    assert counted(sentence, lang, "arrested") == {value}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Between 10 and 15 villagers were killed in the raid on Bunia."),
        ("es", "Entre 10 y 15 aldeanos murieron en el ataque de los rebeldes a Bunia."),
        ("id", "Antara 10 dan 15 warga desa tewas dalam serangan pemberontak di Bunia."),
        ("en", "Nobody was killed when two rockets hit the base near Bunia."),
        ("id", "Pemberontak menyerang konvoi di Bunia dan menewaskan tujuh tentara serta tiga sopir."),
    ],
)
def test_no_count_is_given_where_none_is_sure(lang: str, sentence: str) -> None:
    assert counted(sentence, lang) == set()


def test_of_two_counts_that_are_joined_neither_stands_for_both() -> None:
    found = counted(
        "The army said that 14 soldiers and more than 60 insurgents had died in days of fighting around Marib.", "en"
    )
    assert found <= {74.0}


def test_the_wounded_are_not_counted_among_the_dead() -> None:
    sentence = "The attack on the market in Bunia left five people dead and twelve wounded."
    assert counted(sentence, "en") == {5}
    assert counted(sentence, "en", "injured") == {12}
