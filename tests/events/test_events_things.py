"""Things stand for whose they are in an attack, and a thing of nobody does not act."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.knowledge.actors import owner_country
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def attack(text: str, lang: str) -> EventMention:
    [event] = [
        e for e in code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events if e.type == "ASSAULT"
    ]
    return event


@pytest.mark.parametrize(
    ("lang", "sentence", "actor", "recipient"),
    [
        ("en", "China's coast guard fired water cannon at a Philippine supply boat.", "CHN", "PHL"),
        ("id", "Iran menembakkan rudal ke pangkalan militer Amerika Serikat di Irak.", "IRN", "USA"),
        ("es", "Un dron ruso mató a dos civiles en Járkov.", "RUS", None),
    ],
)
def test_a_thing_has_the_country_whose_it_is(lang: str, sentence: str, actor: str, recipient: str | None) -> None:
    event = attack(sentence, lang)
    assert ([r.country for r in event.actors], [r.country for r in event.recipients]) == ([actor], [recipient])


def test_a_clash_kills_but_does_not_act() -> None:
    event = attack("Bentrokan antarwarga di Adonara menewaskan dua orang.", "id")
    assert not event.actors
    assert [r.span.text for r in event.recipients] == ["dua orang"]


@pytest.mark.parametrize(
    ("lang", "phrase", "country"),
    [
        ("en", "a Turkish drone", "TUR"),
        ("id", "kapal ikan Vietnam", "VNM"),
        ("en", "a hospital in Sudan", None),
        ("en", "a boat", None),
    ],
)
def test_owner_of_a_thing(lang: str, phrase: str, country: str | None) -> None:
    assert owner_country(phrase, lang) == country


@pytest.mark.parametrize(
    ("sentence", "kind", "recipients"),
    [
        ("Hezbollah fired 40 rockets at Haifa on Monday.", "ASSAULT", ["Haifa"]),
        ("Russia launched 60 drones at Ukrainian cities overnight.", "ASSAULT", ["Ukrainian cities"]),
        ("Ukraine shot down 12 Russian drones.", "ASSAULT", ["12 Russian drones"]),
        ("North Korea fired two ballistic missiles into the sea on Friday.", "MOBILIZE", []),
    ],
)
def test_what_is_fired_is_no_victim(sentence: str, kind: str, recipients: list[str]) -> None:
    events = code_annotation(annotate_document(Document("doc", sentence, "en", "2024-03-15"))).events
    assert [(e.type, [r.span.text for r in e.recipients]) for e in events] == [(kind, recipients)]
