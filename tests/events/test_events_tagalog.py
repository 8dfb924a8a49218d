"""Tagalog: the verb stands first and its affix tells what the topic does or suffers; on invented sentences, and what a language
needs of files to be read at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sumber.events.code import code_annotation
from sumber.events.data_files import read_data
from sumber.events.morphology import load_morphology
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, SentencePrediction


def ruled(text: str, lang: str = "tl") -> tuple[EventMention, ...]:
    """What lexicon and rules tell where the model is silent."""
    annotation = annotate_document(Document("doc", text, lang, "2026-03-16"))
    silent = replace(annotation, predictions=(SentencePrediction(),) * len(annotation.sentences))
    return code_annotation(silent).events


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        ("Inaresto ng pulisya ang apat na mangingisda sa Batangas.", "COERCE", ["pulisya"], ["apat na mangingisda"]),
        ("Dinakip ng mga pulis noong Martes ang tatlong guro.", "COERCE", ["mga pulis"], ["tatlong guro"]),
        ("Binaril ng mga armadong lalaki ang alkalde ng Lucena.", "ASSAULT", ["mga armadong lalaki"], ["alkalde ng Lucena"]),
        ("Sinalakay ng mga rebelde ang himpilan ng pulisya.", "ASSAULT", ["mga rebelde"], ["himpilan ng pulisya"]),
        ("Sumalakay ang mga rebelde sa mga sundalo.", "ASSAULT", ["mga rebelde"], ["mga sundalo"]),
        ("Nagprotesta ang mga guro sa Maynila noong Lunes.", "PROTEST", ["mga guro"], []),
        ("Nagpoprotesta ang mga guro.", "PROTEST", ["mga guro"], []),
        ("Nag-aklas ang mga manggagawa kahapon.", "PROTEST", ["mga manggagawa"], []),
        ("Kinondena ng mga obispo ang hukbo.", "ACCUSE", ["mga obispo"], ["hukbo"]),
        ("Inakusahan ng militar ang mga rebelde ng pagpatay.", "ACCUSE", ["militar"], ["mga rebelde"]),
        ("Nilagdaan ng Pilipinas at Hapon ang kasunduan.", "SUPPORT", ["Pilipinas", "Hapon"], []),
        ("Nanawagan ang unyon sa pulisya na palayain sila.", "REQUEST", ["unyon"], ["pulisya"]),
        ("Nagpadala ang hukbo ng 200 sundalo sa Samar.", "MOBILIZE", ["hukbo"], []),
        ("Nagbanta ang hukbo na aalis ito.", "THREATEN", ["hukbo"], []),
    ],
)
def test_particles_and_voice_tell_the_roles(sentence: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    event = ruled(sentence)[0]
    assert (event.type, [r.span.text for r in event.actors], [r.span.text for r in event.recipients]) == (
        kind,
        actors,
        recipients,
    )


def test_an_infix_is_a_prefix_with_its_consonant() -> None:
    forms = {"binaril": "baril", "kinondena": "kondena", "binabaril": "baril", "tinanggihan": "tanggi", "inaresto": "aresto"}
    for form, root in forms.items():
        assert (root, "passive") in load_morphology("tl").analyze(form), form


def test_filipino_is_read_as_tagalog() -> None:
    assert [e.type for e in ruled("Inaresto ng pulisya ang apat na mangingisda kahapon.", "fil")] == ["COERCE"]


@pytest.mark.parametrize("kind", ["morphology", "grammar", "contexts"])
def test_what_a_language_has_no_file_of_is_read_as_in_any(kind: str) -> None:
    assert read_data(kind, "xx") == read_data(kind, "und") != read_data(kind, "tl")
