"""Who confirms a deed did not do it, who is fined for an insult is fined alone, and other deeds have their own places."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def events_of(text: str, lang: str) -> list[EventMention]:
    return list(code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Police spokeswoman Ruth Banda confirmed the arrest of two students."),
        ("es", "La alcaldesa confirmó la detención de tres pescadores."),
        ("id", "Kepala polisi membenarkan penangkapan dua petani itu."),
    ],
)
def test_who_confirms_a_deed_did_not_do_it(lang: str, sentence: str) -> None:
    [event] = [e for e in events_of(sentence, lang) if e.type == "COERCE"]
    assert not event.actors
    assert event.recipients


def test_who_is_fined_for_an_insult_is_fined_alone() -> None:
    [event] = [e for e in events_of("The station was fined for insulting a bishop.", "en") if e.type == "SANCTION"]
    assert [r.span.text for r in event.recipients] == ["The station"]


@pytest.mark.parametrize(
    ("lang", "sentence", "type"),
    [
        ("en", "The general denied this and said militiamen had attacked first.", "ASSAULT"),
        ("es", "El general negó esto y dijo que los milicianos atacaron primero.", "ASSAULT"),
    ],
)
def test_what_is_said_instead_is_not_denied(lang: str, sentence: str, type: str) -> None:
    assert {e.status for e in events_of(sentence, lang) if e.type == type} <= {"asserted", "alleged"}
    assert [e for e in events_of(sentence, lang) if e.type == type]


def test_both_means_the_persons_who_met_and_not_the_country_of_one() -> None:
    text = "Menteri Pertanian Sari Utomo bertemu mitranya dari Timor Leste, Joao Pinto. "
    text += "Keduanya sepakat membuka pasar yang ditutup sejak Mei."
    [event] = [e for e in events_of(text, "id") if e.type == "AGREE"]
    assert [r.span.text for r in event.actors] == ["Sari Utomo", "Joao Pinto"]
    assert event.time is None


def test_the_place_of_another_deed_is_its_own() -> None:
    events = {e.type: e for e in events_of("Rebels freed two nurses who were abducted in Beni.", "en")}
    assert events["RETREAT"].place is None
    assert events["RETREAT"].recipients[0].span.text == "two nurses"
