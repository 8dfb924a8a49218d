"""To whom a deed is done where no phrase of its own names them, on invented sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sumber.events.code import code_annotation
from sumber.events.grammar import load_grammar, see_clause
from sumber.events.lists import names_behind
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


@pytest.mark.parametrize(
    ("sentence", "kind", "place"),
    [
        ("Norway eased the curfew in Bergen last week.", "CONCEDE", "Bergen"),
        ("Norway imposed a curfew in Bergen last week.", "COERCE", "Bergen"),
        ("Norway deployed troops in Iceland last week.", "MOBILIZE", "Iceland"),
    ],
)
def test_a_measure_that_lies_on_a_place_is_taken_against_it(sentence: str, kind: str, place: str) -> None:
    (land,) = first(sentence, "en", kind, silent=True).recipients
    assert land.span.text == place
    assert land.inference
    assert land.inference.kind == "place"


def test_troops_that_move_at_home_move_against_nobody() -> None:
    assert first("Norway deployed troops in Bergen last week.", "en", "MOBILIZE", silent=True).recipients == ()


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


@pytest.mark.parametrize(
    ("lang", "text", "behind"),
    [
        ("en", "Chile warned Iran, Libya and Sudan on Monday.", ["Libya", "Sudan"]),
        ("en", "Chile warned Iran, Libya, and the Netherlands.", ["Libya", "Netherlands"]),
        ("id", "Chile memperingatkan Iran, Libya, dan Sudan.", ["Libya", "Sudan"]),
        ("es", "Chile advirtió a Irán y a Libia.", []),
        ("es", "Chile advirtió a Irán, Libia y Sudán.", ["Libia", "Sudán"]),
        ("en", "Chile warned Iran, and Libya said nothing.", []),
        ("en", "Chile warned Iran, Libya said on Monday.", []),
        ("en", "Chile warned Iran and ministers.", []),
    ],
)
def test_names_in_a_list_take_part_together(lang: str, text: str, behind: list[str]) -> None:
    annotation = annotate_document(Document("doc", text, lang, "2024-03-15"))
    clause = see_clause(annotation.sentences[0], load_grammar(lang))
    first_name = next(m.span for m in annotation.mentions if m.span.text in ("Iran", "Irán"))
    assert [span.text for span in names_behind(clause, first_name, annotation.mentions)] == behind


def test_nobody_does_a_deed_by_force() -> None:
    text = "«Los coroneles que tomaron el palacio por la fuerza no son interlocutores», dijo la portavoz Odile Vasseur."
    annotated = annotate_document(Document("doc", text, "es", "2024-03-15"))
    assert all("fuerza" not in r.span.text for e in code_annotation(annotated, 0.0).events for r in e.actors)
