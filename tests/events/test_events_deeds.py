"""A noun may name another's deed: not theirs who condemn or investigate it, nor whoever another clause tells of."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def told(text: str, lang: str, kind: str) -> EventMention:
    [event] = [
        e for e in code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events if e.type == kind
    ]
    return event


def names(event: EventMention) -> tuple[list[str], list[str]]:
    return [r.span.text for r in event.actors], [r.span.text for r in event.recipients]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "victim"),
    [
        ("id", "Indonesia mengecam pembunuhan jurnalis di Gaza.", "ASSAULT", "jurnalis"),
        ("id", "Polisi menyelidiki penculikan seorang pengusaha di Medan.", "ASSAULT", "seorang pengusaha"),
        ("id", "Uni Eropa memuji penangkapan mantan presiden itu.", "COERCE", "mantan presiden itu"),
        ("id", "Menteri itu menyerukan pembunuhan para pemimpin milisi.", "ASSAULT", "para pemimpin milisi"),
        ("id", "Australia memanggil duta besar Iran menyusul penangkapan seorang akademisi.", "COERCE", "seorang akademisi"),
    ],
)
def test_who_judges_a_deed_did_not_do_it(lang: str, sentence: str, kind: str, victim: str) -> None:
    assert names(told(sentence, lang, kind)) == ([], [victim])


def test_who_hunts_the_doer_of_a_deed_did_not_do_it() -> None:
    sentence = "Polisi masih memburu pelaku penusukan yang menewaskan seorang mahasiswa di Yogyakarta."
    assert names(told(sentence, "id", "ASSAULT")) == ([], ["seorang mahasiswa"])


def test_who_did_what_is_condemned_stays_its_actor() -> None:
    sentence = "Serikat jurnalis memprotes penahanan dua wartawan oleh polisi Kamboja."
    assert names(told(sentence, "id", "COERCE")) == (["polisi Kamboja"], ["dua wartawan"])
    assert names(told(sentence, "id", "ACCUSE")) == (["Serikat jurnalis"], ["polisi Kamboja"])


@pytest.mark.parametrize(
    ("lang", "sentence", "judge"),
    [
        ("id", "Indonesia mengecam pembunuhan jurnalis di Gaza.", "Indonesia"),
        ("id", "Polisi menyelidiki penculikan seorang pengusaha di Medan.", "Polisi"),
        ("en", "France condemned the abduction of three monks in Burkina Faso.", "France"),
        ("en", "Police are investigating the killing of a shopkeeper in Leeds.", "Police"),
        ("es", "La fiscalía investiga el asesinato de un periodista en Morelia.", "La fiscalía"),
    ],
)
def test_who_suffered_a_deed_is_not_accused_of_it(lang: str, sentence: str, judge: str) -> None:
    assert names(told(sentence, lang, "ACCUSE")) == ([judge], [])


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        ("id", "Serangan itu terjadi sehari setelah Washington mengumumkan bantuan militer baru untuk Kyiv.", "ASSAULT"),
        ("id", "Pemerintah Kuba memblokir akses internet setelah demonstrasi pecah di Santiago.", "PROTEST"),
        ("en", "The attack occurred a day after Washington announced a new package of aid.", "ASSAULT"),
        ("es", "El ataque ocurrió un día después de que Washington anunciara ayuda militar.", "ASSAULT"),
    ],
)
def test_what_took_place_is_told_and_not_done_by_those_of_another_clause(lang: str, sentence: str, kind: str) -> None:
    assert names(told(sentence, lang, kind)) == ([], [])


def test_the_sides_of_what_took_place_stay() -> None:
    sentence = "Bentrokan terjadi di kota Jenin, Tepi Barat, antara pasukan Israel dan militan Palestina."
    assert names(told(sentence, "id", "ASSAULT")) == (["pasukan Israel", "militan Palestina"], [])


@pytest.mark.parametrize(
    ("lang", "sentence", "accuser", "accused"),
    [
        ("id", "Ketua DPRD dilaporkan ke polisi atas dugaan penganiayaan terhadap stafnya.", [], ["Ketua DPRD"]),
        ("id", "LSM Suara Rakyat melaporkan gubernur ke KPK.", ["LSM Suara Rakyat"], ["gubernur"]),
        ("id", "Israel diadukan ke Mahkamah Internasional oleh Afrika Selatan.", ["Afrika Selatan"], ["Israel"]),
    ],
)
def test_to_whom_an_accusation_is_brought_has_no_part_in_it(
    lang: str, sentence: str, accuser: list[str], accused: list[str]
) -> None:
    assert names(told(sentence, lang, "ACCUSE")) == (accuser, accused)
