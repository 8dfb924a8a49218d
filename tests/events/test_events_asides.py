"""What is told in passing of a subject leaves its main deed as sure as it is, and keeps its own people, day and source."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def events_of(text: str) -> dict[str, EventMention]:
    annotation = annotate_document(Document("doc", text, "en", "2024-03-15"))
    return {e.type: e for e in code_annotation(annotation).events}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A banker accused of laundering money for the cartel surrendered to police in Arica.", "RETREAT"),
        ("The general, accused of massacring villagers in 1994, was extradited to Rwanda.", "COOPERATE"),
    ],
)
def test_the_main_deed_is_told(sentence: str, kind: str) -> None:
    assert kind in events_of(sentence)


def test_days_and_places_stay_on_their_side_of_an_insertion() -> None:
    events = events_of("Omar Tessema, accused of shooting two guards, was arrested in Adama on Friday.")
    assert (events["ASSAULT"].time, events["ASSAULT"].place) == (None, None)
    arrest = events["COERCE"]
    assert (arrest.time and arrest.time.value, arrest.place and arrest.place.span.text) == ("2024-03-15", "Adama")
    assert events_of("Chad, invaded by rebels in May, closed its border with Libya.")["COERCE"].time is None


def test_whom_an_insertion_names_suffered_its_deed_alone() -> None:
    expulsion = events_of("Kigali, accused of arming the M23 rebels, expelled two Belgian diplomats.")["SANCTION"]
    assert [r.span.text for r in expulsion.recipients] == ["two Belgian diplomats"]
    attack = events_of("Police, attacked with stones by residents, arrested nine men.")["ASSAULT"]
    assert [r.span.text for r in attack.actors] == ["residents"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Omar Tessema, accused of shooting two guards, was arrested in Adama.",
        "The minister, who had condemned the coup, resigned.",
        "Turkey recalled its ambassador and Sweden expelled two Turkish diplomats.",
    ],
)
def test_who_is_spoken_of_is_no_source(sentence: str) -> None:
    assert all(e.attribution is None for e in events_of(sentence).values())


def test_a_role_ends_before_its_participle() -> None:
    arrest = events_of("Police arrested a man suspected of stabbing two nurses.")["COERCE"]
    assert [r.span.text for r in arrest.recipients] == ["a man"]


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("Three men accused of plotting to kill the king were jailed for ten years.", "SANCTION/convict"),
        ("The editor was jailed for insulting the king.", "COERCE/arrest"),
        ("The air strike hit a wedding party in Hodeidah, killing 22 guests.", "ASSAULT/aerial"),
    ],
)
def test_sentences_and_strikes(sentence: str, mode: str) -> None:
    assert mode in {f"{e.type}/{e.mode}" for e in events_of(sentence).values()}


def test_where_somebody_is_at_home_is_no_scene() -> None:
    assert events_of("The site was hacked on Friday by a group based in Belarus.")["COERCE"].place is None


def test_jets_that_scramble_are_nobody() -> None:
    alarm = events_of("Greece scrambled two fighter jets after a Turkish drone entered its airspace.")["MOBILIZE"]
    assert alarm.recipients == ()
