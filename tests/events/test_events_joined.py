"""Clauses that a coordinator joins, each with a subject and an object of its own, tell deeds of their own."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention

Told = tuple[str, str, str, str | None]


def events_of(text: str, lang: str) -> list[EventMention]:
    return list(code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events)


@pytest.mark.parametrize(
    ("lang", "sentence", "told"),
    [
        (
            "en",
            "Police detained a beekeeper in Lusaka and soldiers detained two bakers in Ndola.",
            [("COERCE", "Police", "a beekeeper", "Lusaka"), ("COERCE", "soldiers", "two bakers", "Ndola")],
        ),
        (
            "en",
            "Chad sent rice to Niger and Ghana sent medicine to Togo.",
            [("AID", "Chad", "Niger", None), ("AID", "Ghana", "Togo", None)],
        ),
        (
            "en",
            "Rebels killed six soldiers near Bria and the government declared a curfew.",
            [("ASSAULT", "Rebels", "six soldiers", "Bria"), ("COERCE", "the government", "", None)],
        ),
        (
            "id",
            "Polisi menangkap dua nelayan di Ambon dan tentara menangkap tiga petani di Ternate.",
            [("COERCE", "Polisi", "dua nelayan", "Ambon"), ("COERCE", "tentara", "tiga petani", "Ternate")],
        ),
        (
            "es",
            "Pistoleros mataron a un pescador en Tumaco y soldados detuvieron a tres sospechosos.",
            [("ASSAULT", "Pistoleros", "un pescador", "Tumaco"), ("COERCE", "soldados", "tres sospechosos", None)],
        ),
    ],
)
def test_joined_clauses_keep_their_people_and_places(lang: str, sentence: str, told: list[Told]) -> None:
    found = [
        (e.type, " ".join(r.span.text for r in e.actors), " ".join(r.span.text for r in e.recipients), e.place)
        for e in events_of(sentence, lang)
    ]
    assert [(kind, actor, whom, place and place.span.text) for kind, actor, whom, place in found] == told


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        ("The police arrested a teacher and a student accused of arson.", {"The police"}),
        ("The gunmen shot a soldier and wounded two policemen.", {"The gunmen"}),
        ("The man who stabbed a nurse and a doctor attacked a guard.", {"The man"}),
    ],
)
def test_a_coordinator_between_nouns_opens_no_clause(sentence: str, doers: set[str]) -> None:
    assert {r.span.text for e in events_of(sentence, "en") for r in e.actors} == doers


def test_counts_are_those_of_the_deed_itself() -> None:
    first, second = events_of("Rebels killed nine soldiers and the army bombed two villages.", "en")
    assert [(q.kind, q.value) for q in first.quantities] == [("killed", 9.0)]
    assert second.quantities == ()
