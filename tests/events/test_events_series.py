"""Two deeds of one subject in one sentence are two events, each with its own people and neither less sure for the other."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention

Told = tuple[str, str | None, str, str]


def events_of(text: str, lang: str) -> list[EventMention]:
    return list(code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events)


@pytest.mark.parametrize(
    ("lang", "sentence", "told"),
    [
        (
            "id",
            "Milisi Nakai membebaskan dua belas tawanan dan menarik diri dari kota Raman.",
            [("RETREAT", "release", "Milisi Nakai", "dua belas tawanan"), ("RETREAT", "withdraw", "Milisi Nakai", "")],
        ),
        (
            "id",
            "Polisi menangkap lima mahasiswa dan menyita spanduk mereka.",
            [("COERCE", "arrest", "Polisi", "lima mahasiswa"), ("COERCE", "seize", "Polisi", "spanduk mereka")],
        ),
        (
            "id",
            "Polisi menembakkan gas air mata untuk membubarkan demonstran dan menangkap 15 orang.",
            [("ASSAULT", "crowd-control", "Polisi", "demonstran"), ("COERCE", "arrest", "Polisi", "15 orang")],
        ),
        (
            "en",
            "Cambodia recalled its ambassador and banned fruit imports from Thailand.",
            [("SANCTION", "withdraw", "Cambodia", "Thailand"), ("SANCTION", "discontinue", "Cambodia", "Thailand")],
        ),
        (
            "en",
            "Canada froze arms sales to Israel and pledged 50 million dollars for Gaza.",
            [("SANCTION", "discontinue", "Canada", "Israel"), ("AGREE", None, "Canada", "Gaza")],
        ),
        (
            "es",
            "Las autoridades tunecinas arrestaron al líder opositor y clausuraron la sede de su partido.",
            [
                ("COERCE", "arrest", "Las autoridades tunecinas", "líder opositor"),
                ("COERCE", "restrict", "Las autoridades tunecinas", "la sede de su partido"),
            ],
        ),
        (
            "id",
            "Presiden Kolombia memecat panglima militer, mengumumkan gencatan senjata, dan mengundang ELN berunding.",
            [
                ("SANCTION", "expel", "Presiden Kolombia", "panglima militer"),
                ("CONCEDE", None, "Presiden Kolombia", ""),
                ("AGREE", None, "Presiden Kolombia", "ELN"),
            ],
        ),
        (
            "id",
            "Warga Desa Wadas menolak tambang batu dan berunjuk rasa di depan kantor gubernur.",
            [("REJECT", None, "Warga Desa Wadas", ""), ("PROTEST", "demo", "Warga Desa Wadas", "")],
        ),
    ],
)
def test_joined_verbs_tell_a_deed_each(lang: str, sentence: str, told: list[Told]) -> None:
    found = [
        (e.type, e.mode, "; ".join(r.span.text for r in e.actors), "; ".join(r.span.text for r in e.recipients))
        for e in events_of(sentence, lang)
    ]
    assert found == told


@pytest.mark.parametrize(
    ("lang", "sentence", "type"),
    [
        ("id", "Belarus menolak tuduhan itu dan mengancam akan menutup perbatasan dengan Polandia.", "THREATEN"),
        ("id", "Rwanda membantah terlibat dan menuduh Kinshasa melindungi milisi Hutu.", "ACCUSE"),
        ("en", "Belarus rejected the accusations and threatened to close its border with Poland.", "THREATEN"),
        ("es", "Bielorrusia rechazó las acusaciones y amenazó con cerrar su frontera con Polonia.", "THREATEN"),
    ],
)
def test_what_is_joined_to_a_denial_is_told(lang: str, sentence: str, type: str) -> None:
    assert [e.status for e in events_of(sentence, lang) if e.type == type] == ["asserted"]


def test_what_is_joined_to_a_denied_verb_is_denied() -> None:
    (event,) = [e for e in events_of("Sang bupati membantah menyuap jaksa dan mengancam saksi.", "id") if e.type == "THREATEN"]
    assert event.status == "denied"


@pytest.mark.parametrize(
    ("lang", "sentence", "freed"),
    [
        ("id", "Empat sandera diserahkan kepada Palang Merah pada Sabtu pagi.", "Empat sandera"),
        ("id", "Tiga polisi yang disandera kelompok itu akhirnya dikembalikan kepada keluarganya.", "Tiga polisi"),
        ("en", "Four hostages were handed over to the Red Cross on Saturday.", "Four hostages"),
        ("es", "Cuatro rehenes fueron entregados a la Cruz Roja el sábado.", "Cuatro rehenes"),
    ],
)
def test_handing_over_captives_releases_them(lang: str, sentence: str, freed: str) -> None:
    (event,) = [e for e in events_of(sentence, lang) if e.type == "RETREAT"]
    assert event.mode == "release"
    assert not event.actors
    assert event.recipients[0].span.text.startswith(freed)


def test_who_is_caught_and_then_handed_over_is_one_and_the_same() -> None:
    found = events_of("Dua pencuri sapi ditangkap warga lalu diserahkan kepada polisi.", "id")
    assert [([r.span.text for r in e.actors], [r.span.text for r in e.recipients]) for e in found] == [
        (["warga"], ["Dua pencuri sapi"])
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "id",
            "Rusia menembakkan 40 rudal ke Kyiv dan menewaskan sembilan warga; Ukraina menyerang kilang minyak di Ryazan.",
        ),
        ("es", "Rusia disparó 40 misiles contra Kiev y mató a nueve civiles; Ucrania respondió atacando una refinería."),
    ],
)
def test_a_semicolon_parts_who_was_killed_by_whom(lang: str, sentence: str) -> None:
    found = [(e.actors[0].country, [q.value for q in e.quantities if q.kind == "killed"]) for e in events_of(sentence, lang)]
    assert found == [("RUS", [9.0]), ("UKR", [])]


def test_vessels_are_nobody_who_was_arrested() -> None:
    (event,) = [
        e
        for e in events_of("Penjaga pantai Malaysia menahan dua kapal ikan Vietnam beserta 21 awaknya di Kuching.", "id")
        if e.mode == "arrest"
    ]
    assert not event.quantities
