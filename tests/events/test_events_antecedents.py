"""Whom pronouns, titles alone and words for two mean, over the borders of sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def last_event(text: str, lang: str) -> EventMention:
    return code_annotation(annotate_document(Document("doc", text, lang, "2024-03-15"))).events[-1]


@pytest.mark.parametrize(
    ("lang", "text", "actor"),
    [
        (
            "id",
            "Barista Matteo Ferrucci kalah dari Dewi Kartinah. Bupati Garut membuka acara itu. Ia menyerahkan bantuan mesin "
            "giling kepada kelompok tani.",
            "Bupati Garut",
        ),
        (
            "en",
            "Matteo Ferrucci lost to Dewi Kartinah. The governor of Lampung opened the fair. He handed over aid to farmers.",
            "governor of Lampung",
        ),
        (
            "id",
            "Presiden Kelvin Sakala bertemu dengan Menteri Dalam Negeri Joseph Lungwebungu. Presiden menolak tuntutan itu. Ia "
            "juga mengecam oposisi.",
            "Kelvin Sakala",
        ),
        (
            "id",
            "Wali Kota Palu memuji Anjani Prawira. Ia mengecam polisi.",
            "Anjani Prawira",
        ),
    ],
)
def test_a_pronoun_means_the_office_that_the_sentence_before_began_with(lang: str, text: str, actor: str) -> None:
    assert [r.span.text for r in last_event(text, lang).actors] == [actor]


def test_a_title_alone_means_its_bearer_who_was_named_last() -> None:
    text = (
        "Menteri Luar Negeri Wibawa Sasmita bertemu Menteri Luar Negeri Peru Pedro Salas. Lalu Sasmita pergi ke Kairo. Juru "
        "bicara Ratih Anggraeni membantah kabar bahwa sang menteri juga akan bertemu dengan wakil milisi."
    )
    assert [r.span.text for r in last_event(text, "id").actors] == ["Sasmita"]


CLASH = "Bentrokan pecah antara tentara Kirgizstan dan Tajikistan. Rusia menyerukan agar kedua negara menghentikan permusuhan. "


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (CLASH + "Saat itu, kedua pihak menyepakati gencatan senjata.", {"KGZ", "TJK"}),
        (CLASH + 'Pengamat Sekar Wulandari prihatin. "Kedua pemimpin bertemu bulan lalu," kata dia.', {"KGZ", "TJK"}),
        (CLASH + "Rusia juga bertemu Tajikistan di Moskow. Kedua negara sepakat memperkuat kerja sama.", {"RUS", "TJK"}),
        (
            "Presiden Kenya William Otieno bertemu Perdana Menteri Fiji Jone Vakatale. Kedua pemimpin sepakat bekerja sama.",
            {"KEN", "FJI"},
        ),
    ],
)
def test_words_for_two_mean_those_told_of_together(text: str, sides: set[str]) -> None:
    event = last_event(text, "id")
    assert {r.country for r in event.actors} == sides
    assert all(r.inference and r.inference.kind == "collective" for r in event.actors)


def test_malay_words_for_two_countries() -> None:
    text = "Menteri Luar Malaysia bertemu dengan Menteri Luar Thailand. Kedua-dua negara bersetuju untuk meningkatkan kawalan."
    assert {r.country for r in last_event(text, "ms").actors} == {"MYS", "THA"}


def test_two_countries_may_be_those_of_their_ministers() -> None:
    text = (
        "Menteri Luar Malaysia Datuk Seri Rahman Idrus bertemu dengan Menteri Luar Thailand Somchai Rattanakul pada Rabu. "
        "Kedua-dua negara bersetuju untuk meningkatkan kawalan di sempadan."
    )
    assert {r.country for r in last_event(text, "ms").actors} == {"MYS", "THA"}


def test_a_court_abroad_is_not_the_one_at_home() -> None:
    event = last_event("Presiden Zambia berpidato. Mahkamah Konstitusi menolak gugatan itu.", "id")
    assert [(r.name, r.country) for r in event.actors] == [("Mahkamah Konstitusi", None)]
