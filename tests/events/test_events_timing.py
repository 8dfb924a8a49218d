"""Which time of a sentence dates an event, and which dates another deed."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def event(text: str, lang: str, kind: str) -> EventMention:
    [found] = [
        e for e in code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events if e.type == kind
    ]
    return found


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        ("en", "Ghana offered to host the talks next week.", "AGREE"),
        ("en", "The rebels freed four engineers who had been abducted in January.", "RETREAT"),
        ("id", "Kelompok itu membebaskan empat insinyur yang diculiknya pada Januari.", "RETREAT"),
        ("es", "La guerrilla liberó a cuatro ingenieros secuestrados en enero.", "RETREAT"),
        (
            "es",
            "La fundación Río Claro, cuya oficina fue allanada por la policía en 2021, pidió justicia al Congreso.",
            "REQUEST",
        ),
    ],
)
def test_what_dates_another_deed_or_is_yet_to_come_does_not_date_this_one(lang: str, sentence: str, kind: str) -> None:
    assert event(sentence, lang, kind).time is None


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        (
            "en",
            '"Two of our drivers were shot at near the bridge," the union leader told reporters in Lusaka on Monday.',
            "ASSAULT",
        ),
        ("id", '"Tiga nelayan kami ditangkap," kata ketua koperasi di Manado, Senin (11/3).', "COERCE"),
        ("es", "La policía detuvo a tres pescadores, informó el martes en Asunción el jefe de la cooperativa.", "COERCE"),
        ("es", "El grupo negó el jueves ser el autor de la emboscada en la que murieron trece policías.", "ASSAULT"),
    ],
)
def test_where_and_when_it_was_said_is_not_where_and_when_it_happened(lang: str, sentence: str, kind: str) -> None:
    found = event(sentence, lang, kind)
    assert (found.place, found.time) == (None, None)


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "value"),
    [
        ("en", "The rebels freed four engineers on Monday.", "RETREAT", "2024-03-11"),
        ("en", "Police arrested a man who lives near the port on Monday.", "COERCE", "2024-03-11"),
        ("id", "Polisi menangkap empat nelayan pada Senin.", "COERCE", "2024-03-11"),
        ("id", "Polisi menangkap empat nelayan usai rapat pada Senin.", "COERCE", "2024-03-11"),
        ("es", "Dos soldados murieron este lunes en un ataque contra un cuartel.", "ASSAULT", "2024-03-11"),
        ("en", "Ghana will send doctors to Benin on Monday.", "AGREE", "2024-03-18"),
        ("es", "El ejército desmintió este martes haber bombardeado la aldea el lunes.", "ASSAULT", "2024-03-11"),
    ],
)
def test_its_own_time_dates_it(lang: str, sentence: str, kind: str, value: str) -> None:
    time = event(sentence, lang, kind).time
    assert time is not None
    assert time.value == value


@pytest.mark.parametrize(
    ("lang", "sentence", "kind", "value"),
    [
        ("id", "Dua insinyur yang diculik milisi di Gao pada Januari dibebaskan pada Senin (11/3).", "RETREAT", "2024-03-11"),
        ("en", "Two engineers who were abducted near Gao in February were freed on Monday.", "RETREAT", "2024-03-11"),
        ("id", "Oposisi menolak hasil pemilihan yang diumumkan Minggu (10/3).", "REJECT", None),
        ("id", "Polisi menangkap tiga orang yang membawa bom di Kediri pada Senin (11/3).", "COERCE", "2024-03-11"),
        ("en", "The army bombed the camp in 2021 but the rebels restored it ten months later.", "ASSAULT", "2021"),
        ("id", "Kelompok Nusrat mengaku bertanggung jawab atas penculikan itu dalam video pada Januari.", "ASSAULT", None),
        ("en", "The group claimed responsibility for the attack in a video on Monday.", "ASSAULT", None),
        ("en", "The group claimed responsibility for the attack on a convoy on Monday.", "ASSAULT", "2024-03-11"),
    ],
)  # fmt: skip
def test_a_relative_clause_a_but_and_a_message_keep_their_times(lang: str, sentence: str, kind: str, value: str | None) -> None:
    time = event(sentence, lang, kind).time
    assert (time.value if time else None) == value


def test_at_that_time_is_the_time_told_before() -> None:
    text = "Pada September 2021, seratus orang tewas dalam pertempuran. Saat itu, Chad dan Niger menyepakati gencatan senjata."
    found = event(text, "id", "AGREE")
    assert (found.time and found.time.value, found.background) == ("2021-09", True)
