"""Who died or was hurt in an attack did not make it."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def attack(text: str, lang: str) -> EventMention:
    [event] = [
        e
        for e in code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15")), 0.2).events
        if e.type == "ASSAULT"
    ]
    return event


@pytest.mark.parametrize(
    ("lang", "sentence", "victims"),
    [
        ("es", "Al menos dos gendarmes murieron en un ataque con explosivos contra un cuartel.", "dos gendarmes"),
        ("es", "Tres pescadores resultaron heridos en un ataque de hombres armados.", "Tres pescadores"),
        ("id", "Sedikitnya enam nelayan dan dua polisi terluka dalam serangan itu.", "dua polisi"),
        ("id", "Lima prajurit tewas dalam serangan bom terhadap pos perbatasan.", "Lima prajurit"),
        ("en", "Two nurses were killed in an attack on the clinic.", "Two nurses"),
    ],
)
def test_who_came_to_harm_is_no_actor(lang: str, sentence: str, victims: str) -> None:
    event = attack(sentence, lang)
    assert not any(victims in r.span.text for r in event.actors)
    assert any(victims in r.span.text for r in event.recipients)


@pytest.mark.parametrize(
    ("lang", "sentence", "actor"),
    [
        ("en", "Soldiers killed five herders near the border.", "Soldiers"),
        ("id", "Kelompok bersenjata menembak dua guru hingga tewas.", "Kelompok bersenjata"),
        ("es", "Los rebeldes hirieron a tres soldados.", "Los rebeldes"),
    ],
)
def test_who_kills_or_hurts_stays_the_actor(lang: str, sentence: str, actor: str) -> None:
    assert [r.span.text for r in attack(sentence, lang).actors] == [actor]


def test_how_many_died_is_nobody() -> None:
    event = attack("Rusia Serang Kyiv, 3 Tewas", "id")
    assert [r.span.text for r in event.recipients] == ["Kyiv"]
    assert [(q.kind, q.value) for q in event.quantities] == [("killed", 3.0)]


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("The bishop wrote to the families of six miners who were killed by soldiers.", ["six miners"]),
        ("Soldiers killed the families of six miners.", ["the families of six miners"]),
    ],
)
def test_kin_left_behind_suffered_no_attack(sentence: str, victims: list[str]) -> None:
    assert [r.span.text for r in attack(sentence, "en").recipients] == victims


@pytest.mark.parametrize(
    ("lang", "sentence", "fled"),
    [
        ("en", "Rebels fled after an attack by soldiers on their camp.", "Rebels"),
        ("es", "Cientos de campesinos huyeron por los enfrentamientos entre el ejército y la guerrilla.", "campesinos"),
        ("id", "Ribuan warga mengungsi akibat pertempuran di pinggiran Goma.", "warga"),
    ],
)
def test_who_fled_an_attack_did_not_make_it(lang: str, sentence: str, fled: str) -> None:
    found = code_annotation(annotate_document(Document("doc", sentence, lang, "2024-03-15")), 0.2).events
    assert not any(fled in r.span.text for e in found for r in e.actors)


def test_who_bears_arms_may_flee_from_a_deed_of_their_own() -> None:
    assert any(
        "gunmen" in r.span.text for r in attack("The gunmen fled after an attack on the police station in Zaria.", "en").actors
    )
