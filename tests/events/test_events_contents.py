"""What words are about is nobody they are spoken to, and what stands beside somebody is no part of him."""

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
    ("lang", "sentence", "kind", "recipients"),
    [
        ("id", "Juru bicara pemerintah Iran memperingatkan bahwa Teheran akan membalas.", "THREATEN", []),
        ("id", "Menteri memperingatkan bahwa Iran akan diserang.", "THREATEN", ["Iran"]),
        ("id", "Kementerian Luar Negeri Rusia menyatakan Presiden Rusia siap menjadi penengah.", "AGREE", []),
        ("id", "Kelompok itu menuntut pembebasan enam anggotanya.", "REQUEST", []),
        ("id", "Serikat buruh menuntut pembatalan undang-undang itu kepada pemerintah.", "REQUEST", ["pemerintah"]),
        ("id", "Presiden Chad menolak usul agar Chad menutup perbatasannya.", "REJECT", []),
        ("id", "Presiden Chad menolak usul agar Sudan menutup perbatasannya.", "REJECT", ["Sudan"]),
        ("id", "Tidak ada yang ditangkap.", "COERCE", []),
        ("id", "Hakim itu mendenda terdakwa Rp 300 juta.", "SANCTION", ["terdakwa"]),
        ("ms", "Polis menahan lima lelaki bersama enam laras pistol di Tumpat.", "COERCE", ["lima lelaki"]),
        ("id", "Gerilyawan membalas dengan meledakkan bom di depan kantor polisi.", "ASSAULT", []),
        ("id", "Milisi meledakkan jembatan di Manado.", "ASSAULT", ["jembatan di Manado"]),
        (
            "id",
            "Oposisi menolak hasil pemilihan presiden yang diumumkan Minggu (10/3) dan menyerukan pendukungnya turun ke jalan.",
            "REJECT",
            [],
        ),
    ],
)
def test_who_is_only_told_of_is_no_recipient(lang: str, sentence: str, kind: str, recipients: list[str]) -> None:
    assert [r.span.text for r in event(sentence, lang, kind).recipients] == recipients


def test_what_is_seized_with_those_arrested_is_not_counted_among_them() -> None:
    found = event("Polis menahan lima lelaki bersama enam laras pistol di Tumpat.", "ms", "COERCE")
    assert [(q.kind, q.value) for q in found.quantities] == [("arrested", 5.0)]


def test_whoever_demands_a_release_does_not_release() -> None:
    text = "Dalam video tersebut, kelompok itu menuntut pembebasan enam anggotanya yang ditahan di Bamako."
    coded = code_annotation(annotate_document(Document("doc", text, "id", "2024-03-15")), min_confidence=0).events
    assert [(e.status, e.actors) for e in coded if e.type == "RETREAT"] == [("requested", ())]


@pytest.mark.parametrize(
    ("lang", "sentence", "reciprocal"),
    [
        ("id", "Jepang dan Australia menawarkan bantuan.", False),
        ("en", "Japan and Australia offered help.", False),
        ("id", "Jepang dan Australia sepakat bekerja sama.", True),
    ],
)
def test_what_several_offer_they_do_not_offer_each_other(lang: str, sentence: str, reciprocal: bool) -> None:
    assert event(sentence, lang, "AGREE").reciprocal is reciprocal


@pytest.mark.parametrize(
    ("lang", "sentence", "types"),
    [
        ("id", "Menteri Lucía Ferrand menolak tuntutan itu dan menuduh serikat menyandera perekonomian.", {"REJECT", "ACCUSE"}),
        ("id", "Departemen Keuangan AS memasukkan dua warga negara Yunani ke dalam daftar hitam.", {"SANCTION"}),
        ("id", "Sejak itu, Washington menjatuhkan ratusan sanksi.", {"SANCTION"}),
        ("ms", "Hakim Rozana Mansor turut mendenda tertuduh RM5 juta.", {"SANCTION"}),
        ("ms", "Lima puluh bekas pekerja syarikat itu mengadakan bantahan kerana gaji mereka belum dibayar.", {"PROTEST"}),
        ("ms", "Menteri Pengangkutan menyatakan kerajaan akan menyiasat syarikat lain dalam sektor sama.", {"ACCUSE"}),
        ("ms", "Polis mengarahkan mereka bersurai.", {"COERCE"}),
    ],
)  # fmt: skip
def test_deeds_of_ordinary_reports(lang: str, sentence: str, types: set[str]) -> None:
    coded = code_annotation(annotate_document(Document("doc", sentence, lang, "2024-03-15"))).events
    assert {e.type for e in coded} == types


def test_what_is_only_scheduled_is_planned() -> None:
    found = event("Presiden Panama dijadwalkan membahas masalah itu dengan duta besar Fiji pekan depan.", "id", "AGREE")
    assert (found.status, found.time and found.time.value) == ("planned", "2024-W12")
