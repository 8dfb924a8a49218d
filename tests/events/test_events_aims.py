"""To whom a deed is done where no phrase of its own names them, on invented sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, SentencePrediction


def first(text: str, lang: str, kind: str, silent: bool = False) -> EventMention:
    """The first event of a type; with `silent` as the rules alone have it, however unsure."""
    annotation = annotate_document(Document("doc", text, lang, "2024-03-15"))
    if silent:
        annotation = replace(annotation, predictions=(SentencePrediction(),) * len(annotation.sentences))
    events = code_annotation(annotation, *((0.0,) if silent else ())).events
    return next(e for e in events if e.type == kind)


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "recipient", "country"),
    [
        (
            "en",
            "Around 90 beekeepers rallied in Graz to protest against Hungary's ban on their honey.",
            "PROTEST",
            "Hungary",
            "HUN",
        ),
        ("en", "The Kenyan trade envoy threatened to levy duties against Ugandan goods.", "THREATEN", "Ugandan", "UGA"),
        ("id", "Serikat nelayan menolak tawaran Brunei untuk membeli kapal mereka.", "REJECT", "Brunei", "BRN"),
        (
            "en",
            "Nurses marched in Lusaka to protest against a raid on their hostel by Zambian soldiers.",
            "PROTEST",
            "Zambian soldiers",
            "ZMB",
        ),
        (
            "es",
            "Los taxistas se manifestaron en Rosario contra el recorte del gobierno argentino.",
            "PROTEST",
            "gobierno argentino",
            "ARG",
        ),
    ],
)
def test_a_deed_against_a_thing_is_done_to_whose_it_is(
    lang: str, sentence: str, kind: str, recipient: str, country: str
) -> None:
    assert [(r.span.text, r.country) for r in first(sentence, lang, kind).recipients] == [(recipient, country)]


def test_a_relief_in_anothers_land_is_given_to_that_land_and_says_by_which_word_it_is_inferred() -> None:
    (land,) = (event := first("Norway eased the curfew in Iceland last week.", "en", "CONCEDE", silent=True)).recipients
    assert (land.span.text, land.country) == ("Iceland", "ISL")
    assert land.inference
    assert (land.inference.kind, land.inference.words.text) == ("place", "in")
    assert event.place
    assert event.place.span.text == "Iceland"


def test_a_relief_at_home_has_no_recipient() -> None:
    assert first("Norway eased the curfew in Bergen last week.", "en", "CONCEDE", silent=True).recipients == ()


def test_a_name_keeps_the_bracket_that_ends_it() -> None:
    text = "The Nepal Union of Nurses (NUN) condemned the Ministry of Labour (MOL) on Monday."
    event = first(text, "en", "ACCUSE")
    assert [r.span.text for r in (*event.actors, *event.recipients)] == [
        "The Nepal Union of Nurses (NUN)",
        "the Ministry of Labour (MOL)",
    ]


def test_a_collective_outweighs_the_names_it_stands_for_and_a_name_is_whole() -> None:
    text = (
        "Chile, Selandia Baru, dan Peru sama-sama bungkam soal lawatan itu, "
        "tetapi ketiganya menjatuhkan sanksi kepada Belarus sejak Maret."
    )
    event = first(text, "id", "SANCTION")
    assert [r.span.text for r in event.actors] == ["Chile", "Selandia Baru", "Peru"]
    assert {r.inference.kind for r in event.actors if r.inference} == {"collective"}
    assert [r.country for r in event.recipients] == ["BLR"]


def test_nobody_does_a_deed_by_force() -> None:
    text = "«Los coroneles que tomaron el palacio por la fuerza no son interlocutores», dijo la portavoz Odile Vasseur."
    annotated = annotate_document(Document("doc", text, "es", "2024-03-15"))
    assert all("fuerza" not in r.span.text for e in code_annotation(annotated, 0.0).events for r in e.actors)
