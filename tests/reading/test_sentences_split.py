import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.reading.sentences import split_sentences

CASES = [
    ("id", "Jend. Budi Rahmat, S.H., M.Si. hadir di Jl. Melati No. 5.| Ia pulang pukul 06.40 WIB."),
    ("id", "Harganya Rp. 2.500 per kg.| Kenaikan mencapai 3.5 persen."),
    ("id", '"Kami menolak.| Kami akan melawan." kata Dr. Sari Wulan di Kab. Bogor.| Rapat usai.'),
    ("id", '"Kami akan hadir." Ujar Sari.| Ia lalu pergi.'),
    ("id", '"Siapa mereka?" tanya hakim.| "Saya lupa!"| Sidang ditunda.'),
    ("id", "Warga, petani, dll. ikut hadir.| PT. Karya Lestari Tbk. Bandung tutup."),
    ("id", "Mereka pergi.|Ia tinggal di rumah.| Situs lumbung.go.id tetap dibuka."),
    ("en", "Gen. Alan Roe of the U.S. Army left at 5 p.m. on Jan. 5.| He came back."),
    ("en", "He lives in the U.S.| He works for Acme Inc. in St. Louis."),
    ("en", '"Really?" she asked.| “We will go.”| The talks ended (see p. 5).| J. K. Doe agreed.'),
    ("en", "Wait...| What happened?!| Nobody knows"),
    ("es", "El Sr. Pérez viajó a EE.UU. en enero.| ¿Qué pasó?| ¡Nadie lo sabe!| El art. 5 lo prohíbe."),
    ("es", "EE. UU., Chile y Perú firmaron.| Las FF. AA. de EE. UU., según él, ayudan.| Viajó a EE. UU.| El canciller volvió."),
    ("es", "«No iremos.» dijo la Dra. Gil.| Se fue."),
    ("de", "Am 3. Oktober feierte Dr. Lenz in Berlin.| Es regnete."),
    ("zh", "部长说：“谈判将恢复。”|会议结束。|"),
    (None, "One thing. |Another thing."),
]


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_sentences_end_where_a_reader_ends_them(lang: str | None, marked: str) -> None:
    want = [part.strip() for part in marked.split("|") if part.strip()]
    assert [s.text for s in split_sentences(marked.replace("|", ""), lang)] == want


def test_newline_ends_a_sentence() -> None:
    assert [s.text for s in split_sentences("Judul berita\n\n  Isi berita ini\r\nakhir. ", "id")] == [
        "Judul berita",
        "Isi berita ini",
        "akhir.",
    ]


def test_numbered_lists_keep_their_numbers() -> None:
    assert [s.text for s in split_sentences("1. Ayah\n2. Ibu", "id")] == ["1. Ayah", "2. Ibu"]


@pytest.mark.parametrize("piece", [". ", "a.", '."', "Dr. ", "» . ", "x" * 50, "1. ", "。", "! ? "])
def test_long_hostile_text_takes_linear_time(piece: str) -> None:
    begun = time.perf_counter()
    split_sentences(piece * (600_000 // len(piece)), "id")
    assert time.perf_counter() - begun < 6


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .!?\"'”»\nAaDr1")), max_size=200),
    st.sampled_from(["id", "en", "de", None, "xx-Y"]),
)
def test_every_character_but_space_lies_in_one_sentence(text: str, lang: str | None) -> None:
    spans = split_sentences(text, lang)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end] == s.text == s.text.strip() for s in spans)
    held = "".join(s.text for s in spans)
    assert "".join(held.split()) == "".join(text.split())
    assert not any("\n" in s.text for s in spans)
