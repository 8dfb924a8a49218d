"""Pages of many makes, each told as a careful reader would tell it."""

from __future__ import annotations

import pytest

from sumber.articles.dates import find_moment
from sumber.articles.extract import extract_page
from sumber.articles.lines import agencies_in, bare_names, beside_names, unlabelled_author
from sumber.articles.people import split_names
from sumber.pages.files import page_of
from sumber.types import Article, Page

LONG = (
    "Pemerintah Kota Teluk Dalam menutup dermaga lama pada Selasa (4/3/2025) setelah papan lantainya ambruk tertimpa muatan.",
    "Kepala dinas perhubungan, Yohanes Baruna, mengatakan perbaikan dermaga itu akan memakan waktu paling lama tiga bulan.",
    "Selama perbaikan, kapal penumpang dialihkan ke dermaga di sisi timur teluk yang lebih sempit dan lebih dangkal.",
)


def article(text: str) -> Article:
    page = page_of(text.encode(), "x")
    assert isinstance(page, Page)
    found = extract_page(page)
    assert isinstance(found, Article), found
    return found


def html(body: str, head: str = "", lang: str = "id", title: str = "Dermaga Lama Ditutup Tiga Bulan") -> Article:
    text = "".join(f"<p>{line}</p>" for line in LONG)
    top = f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head>'
    return article(f"{top}<body>{body.replace('TEXT', text)}</body></html>")


@pytest.mark.parametrize("mark", ["ADVERTISEMENT", "Advertisement", "Bagikan", "PUBLICIDAD", "Anzeige"])
def test_an_advertisement_ends_no_text_dump(mark: str) -> None:
    found = article(
        "\n".join(
            ["Dermaga Lama Ditutup Tiga Bulan", "4 Maret 2025", LONG[0], mark, "Tak ada korban.", LONG[1], "Komentar", LONG[2]]
        )
    )
    assert found.text.split("\n") == [LONG[0], "Tak ada korban.", LONG[1]]


def test_what_follows_the_last_paragraph_of_a_dump_stays_away() -> None:
    found = article(
        "\n".join(["Dermaga Lama Ditutup Tiga Bulan", *LONG, "Bagikan", "Kapal Tenggelam di Selat", "Harga Ikan Naik"])
    )
    assert found.text.split("\n") == list(LONG)


def test_a_list_of_other_pieces_in_a_dump_ends_where_a_sentence_does() -> None:
    lines = [
        "Dermaga Lama Ditutup Tiga Bulan",
        *LONG[:2],
        "Baca Juga",
        "Harga Ikan Naik",
        "Nelayan Mengeluh",
        "Tak ada korban.",
        LONG[2],
    ]
    found = article("\n".join(lines))
    assert found.text.split("\n") == [*LONG[:2], "Tak ada korban.", LONG[2]]
    assert found.promos == ("Baca Juga", "Harga Ikan Naik", "Nelayan Mengeluh")


def test_a_byline_is_no_headline_and_helpers_are_no_authors() -> None:
    found = article(
        "Harbour closes for three months\n\nBy Olive Trask and Ben Lowry\nThe Quay Herald\n4 March 2025, 9:10 am GMT\n\n"
        "QUAYTON — The old harbour closed on Tuesday after its planks gave way under a load of timber, the mayor said.\n\n"
        "Repairs will take three months, and ferries will leave from the eastern pier until then, he told reporters.\n\n"
        "Additional reporting by Uma Finch\n"
    )
    assert (found.title, found.authors) == ("Harbour closes for three months", ("Olive Trask", "Ben Lowry"))


def test_a_headline_stands_above_its_longer_deck() -> None:
    found = article(
        "El Faro de Poniente\nPortada\nEl puerto viejo cierra tres meses por obras\n"
        "Los barcos de pasajeros saldrán desde el muelle de levante hasta junio\n"
        "Poniente, 4 mar 2025 - 10:30\n"
        "El puerto viejo de Poniente cerró este martes después de que cediera el suelo del muelle bajo la carga.\n"
        "Las obras durarán tres meses y costarán dos millones de euros, según explicó el alcalde a los periodistas.\n"
    )
    assert (found.title, found.published) == ("El puerto viejo cierra tres meses por obras", "2025-03-04T10:30:00")


def test_people_come_before_the_agency_that_a_tag_names() -> None:
    head = '<meta name="author" content="dpa">'
    found = html(
        '<h1>Dermaga Lama Ditutup Tiga Bulan</h1><div>Von: Maike Trost, Jan Oldig</div><div class="text">TEXT</div>', head
    )
    assert found.authors == ("Maike Trost", "Jan Oldig")
    assert html('<h1>Dermaga Lama Ditutup Tiga Bulan</h1><div class="text">TEXT</div>', head).authors == ("dpa",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Par Odile Marchand avec AFP", ["Odile Marchand"]),
        ("By Mina Harrow with Reuters", ["Mina Harrow"]),
        ("By Mina Harrow with Joe Tarn", ["Mina Harrow", "Joe Tarn"]),
    ],
)
def test_a_byline_parts_people_from_the_agency_they_drew_on(line: str, names: list[str]) -> None:
    assert unlabelled_author(line) == names
    assert bool(beside_names(line)) == (len(names) == 1)
    assert agencies_in(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Pewawancara: Bayu Sagala", ["Bayu Sagala"]),
        ("كتب: سليم الحداد", ["سليم الحداد"]),
        ("김민수 기자", ["김민수"]),
        ("Texte : Odile Marchand", ["Odile Marchand"]),
    ],
)
def test_a_label_or_a_role_clings_to_no_name(line: str, names: list[str]) -> None:
    assert bare_names(line) == names


def test_a_post_behind_a_degree_is_no_author() -> None:
    assert split_names("Dr. Rini Sagala, M.Si. Dosen Universitas Teluk") == ["Dr. Rini Sagala, M.Si."]
    assert split_names("Rini Sagala, S.H., M.H. dan Ari Malo") == ["Rini Sagala, S.H., M.H.", "Ari Malo"]


@pytest.mark.parametrize(
    ("text", "lang", "moment"),
    [
        ("입력 2025.04.07. 오후 3:25", "ko", "2025-04-07T15:25:00"),
        ("입력 2025.04.07. 오전 9:05", "ko", "2025-04-07T09:05:00"),
        ("2025年3月4日 下午2:30", "zh", "2025-03-04T14:30:00"),
        ("2025年3月4日 午後0時15分", "ja", "2025-03-04T12:15:00"),
        ("Poniente | 23·10·24 | 17:35", "es", "2024-10-23T17:35:00"),
        ("الثلاثاء 8 أبريل 2025 - 14:30", "ar", "2025-04-08T14:30:00"),
    ],
)
def test_moments_as_they_are_written_elsewhere(text: str, lang: str, moment: str) -> None:
    assert find_moment(text, lang) == moment


def test_a_day_in_a_dateline_is_no_place_and_a_town_no_outlet() -> None:
    site = '<meta property="og:site_name" content="The Quayton Times">'
    body = (
        "<h1>Old harbour closes for three months</h1><p>{} The old harbour closed on Tuesday after its planks gave way.</p>TEXT"
    )
    for opening, credits in (("QUAYTON, June 10 (AFP) —", ("AFP",)), ("Quayton (dpa/lno) -", ("dpa",))):
        found = html(body.format(opening), site, title="Old harbour closes for three months")
        assert (found.dateline.title() if found.dateline else None, found.credits) == ("Quayton", credits)
        assert found.text.startswith(opening)


def test_a_place_in_the_line_above_the_text_is_the_dateline() -> None:
    found = html(
        '<h1>Dermaga Lama Ditutup Tiga Bulan</h1><div class="detail__body-text"><strong>Teluk Dalam</strong> - TEXT</div>'
    )
    assert found.dateline == "Teluk Dalam"
    assert found.text.split("\n") == list(LONG)


def test_a_page_without_a_main_heading_has_its_title_without_the_site() -> None:
    title = "Dermaga Lama Ditutup Tiga Bulan - Portal Resmi Kota Teluk Dalam"
    found = html("<h2>Dermaga Lama Ditutup Tiga Bulan</h2><ul><li>4 Maret 2025</li></ul><div>TEXT</div>", title=title)
    assert found.title == "Dermaga Lama Ditutup Tiga Bulan"


@pytest.mark.parametrize("joint", ["｜", "_", " | "])
def test_a_short_headline_is_parted_from_the_outlet(joint: str) -> None:
    body = "<h1>北浜の港が閉鎖、再開は三か月後</h1><div>TEXT</div>"
    assert html(body, title=f"北浜の港が閉鎖、再開は三か月後{joint}北浜新報").title == "北浜の港が閉鎖、再開は三か月後"


@pytest.mark.parametrize(
    "line",
    [
        "Halaman 2 dari 3",
        "[Gambas:Video Teluk]",
        "(mhb/rsa)",
        "Baca berita lainnya di Google News",
        "*) Tulisan ini merupakan tanggung jawab penulis.",
        "View this post on Instagram",
        'Simak Video "Detik-detik Dermaga Ambruk":',
    ],
)
def test_lines_of_the_site_among_the_paragraphs_are_no_text(line: str) -> None:
    found = html(f"<h1>Dermaga Lama Ditutup Tiga Bulan</h1><div class='isi'><p>{LONG[0]}</p><p>{line}</p>TEXT</div>")
    assert line not in found.text.split("\n")


def test_sentences_that_begin_like_such_lines_are_text() -> None:
    lines = ("Halaman sekolah itu terendam.", "(Ia menolak berkomentar.)", "Page 3 was blank.", "Foto itu disita.")
    told = "".join(f"<p>{line}</p>" for line in (LONG[0], *lines))
    found = html(f"<h1>Dermaga Lama Ditutup Tiga Bulan</h1><div class='isi'>{told}TEXT</div>")
    assert set(lines) <= set(found.text.split("\n"))


def test_a_dated_brief_on_a_page_that_declares_nothing_is_an_article() -> None:
    brief = "<p>Gempa bermagnitudo 4,1 mengguncang Teluk Dalam, Selasa pagi, tanpa merusak.</p>"
    brief += "<p>Warga sempat keluar dari rumah, kata kepala desa Yohanes Baruna.</p>"
    found = article(
        "<html><head><title>Gempa Guncang Teluk Dalam</title></head>"
        f"<body><h1>Gempa Guncang Teluk Dalam</h1><div>4 Maret 2025</div>{brief}</body></html>"
    )
    assert len(found.text.split("\n")) == 2
    page = page_of(f"<html><head><title>Toko</title></head><body><h1>Toko</h1>{brief}</body></html>".encode(), "x")
    assert isinstance(page, Page)
    assert not isinstance(extract_page(page), Article)


def test_a_short_page_keeps_byline_and_captions() -> None:
    found = article(
        "<html lang=id><head><title>Pawai Perahu Hias</title><meta property='og:type' content='article'></head>"
        "<body><h1>Pawai Perahu Hias</h1>"
        "<div class='author'>I Made Sudarma</div><p>Ratusan perahu hias berlayar di teluk dalam pawai tahunan, Ahad.</p>"
        "<figure><figcaption>Perahu naga di garis depan. (Foto: I Made Sudarma)</figcaption></figure></body></html>"
    )
    assert (found.authors, found.lang) == (("I Made Sudarma",), "id")
    assert found.captions == ("Perahu naga di garis depan. (Foto: I Made Sudarma)",)


def test_an_agency_that_is_named_twice_is_one_credit() -> None:
    body = "<h1>Dermaga Lama Ditutup Tiga Bulan</h1><div>By Mina Harrow with REUTERS</div>"
    body += "<p>QUAYTON, March 4 (Reuters) - The pier in the old harbour has closed.</p>TEXT"
    assert html(body).credits == ("Reuters",)
