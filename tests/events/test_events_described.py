"""What a reader resolves beyond one phrase: whose "the junta" is, who travels, when it was."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention, Inference, Role


def coded(text: str, lang: str) -> tuple[EventMention, ...]:
    return code_annotation(annotate_document(Document("d", text, lang, "2024-03-15"))).events


def actor(events: tuple[EventMention, ...], kind: str) -> Role:
    return next(e.actors[0] for e in events if e.type == kind)


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "Kenyan police arrested three students in Nairobi. Police later released the students.", "RETREAT"),
        ("es", "La policía peruana detuvo a tres estudiantes en Lima. La policía liberó a los estudiantes.", "RETREAT"),
        ("id", "Polisi Peru menangkap tiga mahasiswa. Polisi kemudian membebaskan para mahasiswa.", "RETREAT"),
    ],
)
def test_a_noun_keeps_the_country_that_it_was_told_with(lang: str, text: str, kind: str) -> None:
    events = coded(text, lang)
    first, later = actor(events, "COERCE"), actor(events, kind)
    assert (first.country is not None, first.inference) == (True, None)
    assert later.country == first.country
    assert later.inference == Inference("country", first.span)


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan police arrested three students. Ugandan police arrested two more. Police later released the students.",
        "Kenyan police arrested three students. Some officers released the students.",
        "Police released the students. Kenyan police arrested two drivers.",
    ],
)
def test_what_may_be_anothers_keeps_no_country(text: str) -> None:
    assert actor(coded(text, "en"), "RETREAT").country is None


def test_two_soldiers_are_not_the_army_spoken_of() -> None:
    events = coded("Soldiers of Mali shelled the town of Kidal. Two soldiers killed a driver.", "en")
    assert [r.country for e in events for r in e.actors] == ["MLI", None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Jenderal Sado Okoro Htet tiba di Minsk. Televisi Laos menayangkan kunjungan Jenderal Okoro ke Belarus."),
        ("en", "General Sado Okoro Htet spoke in Minsk. State radio reported on the visit of General Okoro to Belarus."),
    ],
)
def test_a_visit_is_made_by_whose_it_is_not_by_who_announces_it(lang: str, text: str) -> None:
    visit = next(e for e in coded(text, lang) if e.mode == "visit" and "Belarus" in e.sentence.text)
    assert ([r.name for r in visit.actors], [r.country for r in visit.recipients]) == (["Sado Okoro Htet"], ["BLR"])


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "Belarus has supported the army of Mali since the coup of August 2021.", None),
        ("en", "Belarus has supported the army of Mali since the 2021 coup.", None),
        ("en", "Belarus has supported the army of Mali since 2021.", "2021"),
        ("id", "Belarus mendukung militer Mali sejak kudeta Agustus 2021.", None),
        ("id", "Belarus mendukung militer Mali sejak Agustus 2021.", "2021-08"),
        ("es", "Perú apoya al gobierno de Haití desde el golpe de febrero de 2021.", None),
        ("es", "El presidente viajó a Lima desde la capital el lunes.", "2024-03-11"),
        ("en", "Troops shelled the town of Derna this month, opening fire on 4 March.", "2024-03-04"),
        ("id", "Pertemuan bulan ini akan digelar oleh Peru dan Cile dan dimulai di Lima pada 20 Maret.", "2024-03-20"),
    ],
)
def test_a_deed_has_its_own_time_and_the_finest(lang: str, text: str, day: str | None) -> None:
    times = {e.time.value if e.time else None for e in coded(text, lang)}
    assert times == {day}


def test_western_states_are_no_person_called_western() -> None:
    (event,) = coded("Banyak negara Barat menjatuhkan sanksi kepada Belarus.", "id")
    assert [r.name for r in event.actors] == ["negara Barat"]


def test_a_general_is_not_of_the_town_that_bears_his_name() -> None:
    events = coded("General Sado Lin Htet spoke in Minsk. Tonga criticised General Lin on Monday.", "en")
    assert [r.country for e in events if e.type == "ACCUSE" for r in e.recipients] == [None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Kementerian Pertahanan Peru juga menegaskan kembali bahwa Peru dan Chile akan memperdalam kerja sama militer."),
        ("id", "Kementerian Luar Negeri Peru menegaskan bahwa Peru dan Chile akan memperkuat kerja sama."),
    ],
)
def test_who_stresses_that_two_will_cooperate_is_none_of_them(lang: str, text: str) -> None:
    agreed = [e for e in coded(text, lang) if e.type == "AGREE"]
    assert [[r.country for r in e.actors] for e in agreed] == [["PER", "CHL"]]
    assert [e.status for e in agreed] == ["planned"]
