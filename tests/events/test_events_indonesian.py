"""Kinds of Indonesian news that were once misread, on invented sentences."""

from __future__ import annotations

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document, EventMention


def events(text: str) -> tuple[EventMention, ...]:
    """The events of a text of 15 March 2024."""
    return code_annotation(annotate_document(Document("doc", text, "id", "2024-03-15"))).events


def one(text: str, kind: str) -> EventMention:
    """Its only event of a type."""
    (event,) = (e for e in events(text) if e.type == kind)
    return event


def parties(event: EventMention) -> tuple[list[str], list[str]]:
    """The words of its actors and of its recipients."""
    return [r.span.text for r in event.actors], [r.span.text for r in event.recipients]


@pytest.mark.parametrize(
    ("sentence", "kind", "mode"),
    [
        ("Kanada menerapkan bea masuk 100 persen atas mobil listrik asal Tiongkok.", "SANCTION", "discontinue"),
        ("Junta militer memperpanjang masa darurat enam bulan lagi.", "COERCE", "martial-law"),
        ("Thailand menutup seluruh pos lintas batas dengan Kamboja mulai Sabtu.", "COERCE", "restrict"),
        ("Densus 88 menyergap tiga terduga teroris di Poso Pesisir.", "COERCE", "arrest"),
        ("Hakim memvonis bebas dua polisi terdakwa tragedi stadion.", "CONCEDE", None),
        ("Pengadilan Tinggi memangkas hukuman mantan gubernur itu menjadi enam tahun.", "CONCEDE", None),
        ("Jepang menghibahkan kapal patroli ke Bakamla pada Rabu.", "AID", None),
        ("Presiden melepas bantuan kemanusiaan untuk rakyat Palestina dari Lanud Halim.", "AID", None),
        ("Indonesia memborong 42 jet Rafale dari Prancis.", "COOPERATE", None),
        ("Hamas menyerahkan tiga sandera kepada Palang Merah di Khan Younis.", "RETREAT", "release"),
        ("Egianus Kogama menyandera pilot Susi Air sejak Februari tahun lalu.", "ASSAULT", "abduct"),
        ("Partai oposisi tidak mengakui hasil pemilu yang memenangkan petahana.", "REJECT", None),
        ("Serangan di pasar itu menewaskan enam pedagang sayur.", "ASSAULT", None),
    ],
)
def test_ordinary_verbs_tell_their_type(sentence: str, kind: str, mode: str | None) -> None:
    event = one(sentence, kind)
    assert (len(events(sentence)), event.mode) == (1, mode)


@pytest.mark.parametrize(
    "sentence",
    [
        "Serangan wereng menghancurkan ratusan hektare sawah di Indramayu.",
        "Serangan ubur-ubur melukai puluhan wisatawan di Pantai Parangtritis.",
        "Pemerintah menaikkan tarif impor gula mulai April.",
        "Ketua RT menyambangi rumah warga untuk pendataan pemilih.",
        "Serangan jantung menewaskan mantan menteri itu di rumahnya.",
        "PT Tol menaikkan tarif tol Jakarta-Cikampek mulai Senin.",
        "Indonesia menyatakan keprihatinan atas penangkapan aktivis di Myanmar.",
    ],
)
def test_pests_prices_and_concern_are_no_events(sentence: str) -> None:
    assert events(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        # an adverb ends whom somebody asks
        ("Hakim meminta jaksa cepat menghadirkan saksi.", "REQUEST", ["Hakim"], ["jaksa"]),
        # who finds or records a deed did not do it
        ("Komnas HAM menemukan indikasi pelanggaran dalam penembakan warga di Kampung Sorewai.", "ASSAULT", [], ["warga"]),
        # what is fired is hit by nobody
        ("Turki melepaskan rudal jelajah buatan sendiri ke gudang senjata itu.", "ASSAULT", ["Turki"], ["gudang senjata itu"]),
        # whose a request is that a noun names
        ("Permintaan Kepala BNPB itu ditujukan kepada Gubernur Banten.", "REQUEST", ["Kepala BNPB itu"], ["Gubernur Banten"]),
        # where somebody was rescued from
        ("Sebanyak 57 WNI telah dievakuasi dari Lebanon, kata Menlu.", "AID", [], ["Sebanyak 57 WNI"]),
        # the survey of a survey ship is nobody
        ("Malaysia memprotes masuknya kapal survei Tiongkok ke perairannya.", "ACCUSE", ["Malaysia"], ["Tiongkok"]),
        # who claims an attack made it
        (
            "Kelompok itu menyatakan bertanggung jawab atas serangan di Kabul yang menewaskan sembilan orang.",
            "ASSAULT",
            ["Kelompok itu"],
            ["sembilan orang"],
        ),
        # who fell, and against whom
        ("Dua anggota Brimob gugur dalam kontak tembak dengan milisi.", "ASSAULT", ["milisi"], ["Dua anggota Brimob"]),
        ("Pangdam Sinar Jaya menjenguk prajurit yang tertembak di Nduga.", "ASSAULT", [], ["prajurit"]),
        ("Serangan di pasar itu menewaskan enam pedagang sayur.", "ASSAULT", [], ["enam pedagang sayur"]),
        # of whom only a later clause tells
        (
            "Warga Lantang menolak direlokasi meskipun aparat gabungan telah mengepung kampung mereka sejak subuh.",
            "REJECT",
            ["Warga Lantang"],
            [],
        ),
        # a pronoun behind a verb of saying is who says it
        (
            "Menteri Dalam Negeri Malaysia mengatakan pihaknya telah memulangkan 127 pekerja migran.",
            "COERCE",
            ["Menteri Dalam Negeri Malaysia"],
            ["127 pekerja migran"],
        ),
        ("PBB menarik sebagian stafnya dari Darfur karena situasi memburuk.", "RETREAT", ["PBB"], ["Darfur"]),
        # a noun phrase ends before a word of negation
        ("Mahasiswa batal berunjuk rasa setelah rektor memenuhi tuntutan mereka.", "CONCEDE", ["rektor"], ["Mahasiswa"]),
        ("Sri Lanka memperoleh pinjaman 2,9 miliar dolar dari IMF.", "AID", ["IMF"], ["Sri Lanka"]),
        # who stands bare behind a passive did it
        ("Pulau Marore dikunjungi Menteri Pertahanan, Jumat.", "CONSULT", ["Menteri Pertahanan"], ["Pulau Marore"]),
    ],
)
def test_who_did_it_to_whom(sentence: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    assert parties(one(sentence, kind)) == (actors, recipients)


def test_a_deed_that_is_prevented_was_not_done() -> None:
    event = one("Polisi menggagalkan upaya penculikan seorang pengusaha di Medan.", "ASSAULT")
    assert (event.status, parties(event)) == ("denied", ([], ["seorang pengusaha"]))


def test_a_road_that_soldiers_block_is_closed() -> None:
    assert one("Tentara memblokir jalan menuju istana presiden.", "COERCE").mode == "restrict"
    assert one("Warga dan mahasiswa memblokir jalan menuju istana.", "PROTEST").mode == "obstruct"


def test_an_age_counts_nobody() -> None:
    assert one("Polisi menangkap pria berinisial RS (32) di Bekasi atas dugaan terorisme.", "COERCE").quantities == ()
    assert one("Pria berusia 40 tahun ditangkap polisi di Medan.", "COERCE").quantities == ()


def test_initials_and_common_nouns_name_no_country() -> None:
    event = one("Polisi menangkap pria berinisial AS di Bekasi.", "COERCE")
    assert [r.country for r in event.recipients] == [None]
    assert [r.country for r in one("Kota itu diserang pasukan pemberontak sejak Senin.", "ASSAULT").recipients] == [None]


@pytest.mark.parametrize(
    ("sentence", "medium"),
    [
        ("Seperti dilansir Lontar Pos, tentara Israel menyerang kamp Jenin.", "Lontar Pos"),
        ("Pemberontak menyerbu pangkalan militer di Burkina Faso, dikutip dari kantor berita AFP.", "kantor berita AFP"),
    ],
)
def test_the_medium_that_a_sentence_cites_is_its_source(sentence: str, medium: str) -> None:
    source = one(sentence, "ASSAULT").attribution
    assert source is not None
    assert source.name == medium


def test_a_sentence_to_prison_is_one_event() -> None:
    text = (
        "Gubernur nonaktif itu dijatuhi hukuman delapan tahun penjara dan denda Rp 500 juta oleh Pengadilan Tipikor Makassar."
    )
    assert [(e.type, e.mode) for e in events(text)] == [("SANCTION", "convict")]
