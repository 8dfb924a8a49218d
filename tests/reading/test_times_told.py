"""Times whose value other words around them settle: numbers in words, lists, ranges, Islamic years, the day of a quotation."""

import pytest

from sumber.reading.sentences import split_sentences
from sumber.reading.times import find_times
from sumber.types import Document

FRIDAY = "2024-03-15"
Values = list[tuple[str, str]]


def told(text: str, lang: str, published: str | None = FRIDAY) -> Values:
    """Words and value of each time of a text."""
    times = find_times(Document("t", text, lang, published), split_sentences(text, lang))
    return [(t.span.text, t.value) for t in times]


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("id", "Bendungan itu jebol tiga puluh dua tahun lalu.", [("tiga puluh dua tahun lalu", "1992")]),
        ("id", "Patung itu dipahat seribu dua ratus tahun silam.", []),
        ("id", "Fosil itu berumur panjang: mati 3.400 tahun lalu.", []),
        (
            "id",
            "Ekspor 3 juta ton tahun lalu, naik 2 juta tahun ini.",
            [("tahun lalu", "2023"), ("tahun ini", "2024")],
        ),
        ("en", "The mill burned down forty-one years ago.", [("forty-one years ago", "1983")]),
        ("en", "The tomb was sealed a hundred and six years ago.", []),
        ("en", "The port earns a million a year.", [("a year", "P1Y")]),
        ("es", "La mina cerró hace cincuenta y tres días.", [("hace cincuenta y tres días", "2024-01-22")]),
        ("es", "La torre cayó doscientos dos años después.", []),
        ("pt", "A ponte caiu há trinta e um anos.", [("há trinta e um anos", "1993")]),
        ("id", "Ia pergi dua tahun delapan bulan lalu.", [("dua tahun", "P2Y")]),
        ("en", "She left two years and eight months ago.", [("two years", "P2Y")]),
        ("ms", "Jeti itu dibina lapan puluh lapan tahun lepas.", [("lapan puluh lapan tahun lepas", "1936")]),
    ],
)
def test_a_number_in_words_is_read_whole_or_not_at_all(lang: str, text: str, want: Values) -> None:
    assert told(text, lang) == want


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("id", "Feri berangkat setiap Selasa, Kamis, dan Sabtu.", ["XXXX-WXX-2", "XXXX-WXX-4", "XXXX-WXX-6"]),
        ("id", "Pasar buka setiap Selasa, tetapi Kamis lalu tutup.", ["XXXX-WXX-2", "2024-03-14"]),
        ("id", "Upacara rutin digelar setiap 10 November.", ["XXXX-11-10"]),
        ("en", "The ferry sails every Tuesday and Friday.", ["XXXX-WXX-2", "XXXX-WXX-5"]),
        ("en", "It sails every Tuesday; on Thursday it sank.", ["XXXX-WXX-2", "2024-03-14"]),
    ],
)
def test_weekdays_that_go_on_a_list_come_again_as_well(lang: str, text: str, want: list[str]) -> None:
    assert [value for _, value in told(text, lang)] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Puasa dimulai 1 Ramadan 1445 H.", [("1 Ramadan 1445 H", "2024-03-11")]),
        ("Jemaah berkumpul pada 27 Rajab lalu.", [("27 Rajab lalu", "2024-02-07")]),
        ("Sidang membahas Syawal 1445 Hijriah.", [("Syawal 1445 Hijriah", "2024-04")]),
        ("Kuota haji tahun 1445 H naik.", [("tahun 1445 H", "2024")]),
        ("Idulfitri 1445 H dirayakan di lapangan.", [("Idulfitri 1445 H", "2024-04-10")]),
        ("Pasar ramai pada Rabu Pon, 13 Maret 2024.", [("Rabu Pon, 13 Maret 2024", "2024-03-13")]),
    ],
)
def test_islamic_years_are_no_others(text: str, want: Values) -> None:
    assert told(text, "id") == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Gempa terjadi dini hari tadi sekitar pukul 03.10 WIB.", "2024-03-15T03:10"),
        ("Rapat digelar besok siang pukul 13.00-14.30 WITA.", "2024-03-16T13:00"),
        ("Jalan ditutup Rabu (13/3) dari pukul 22.00 hingga 02.30 WIT.", "2024-03-14T02:30"),
        ("Tadi malam, pukul 02.00 WIB, hujan turun.", "T02:00"),
        ("Pentas dimulai Rabu (13/3) pukul 7.30 malam.", "2024-03-13T19:30"),
        ("Pentas dimulai pukul 09.00 WIB tadi.", "2024-03-15T09:00"),
    ],
)
def test_a_clock_time_belongs_to_its_day(text: str, want: str) -> None:
    assert told(text, "id")[-1][1] == want


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("id", "Laporan masuk pada Selasa malam pekan lalu.", ["2024-03-05TNI"]),
        ("id", "Panitia bersidang Minggu lusa.", ["2024-03-17"]),
        ("en", "The bridge opened on June 5 last year.", ["2023-06-05"]),
        ("pt", "A ponte abriu em 5 de junho do ano passado.", ["2023-06-05"]),
        ("fr", "Il est parti 14 heures après le vote.", ["PT14H"]),
        ("ms", "Mesyuarat diadakan petang semalam jam 4.45 petang.", ["2024-03-14TEV", "2024-03-14T16:45"]),
    ],
)
def test_a_day_goes_with_the_week_or_year_told_behind_it(lang: str, text: str, want: list[str]) -> None:
    assert [value for _, value in told(text, lang)] == want


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("id", '"Kemarin banjir. Besok kami pergi," kata Marni, Rabu (13/3).', ["2024-03-12", "2024-03-14", "2024-03-13"]),
        ("en", '"They shelled us yesterday," Orla Fenn said on Wednesday.', ["2024-03-12", "2024-03-13"]),
        # the day is that of another clause, the day of publication, or too far back to be that of the words
        ("id", '"Besok kami mengungsi," kata Marni, yang terluka pada Rabu.', ["2024-03-16", "2024-03-13"]),
        ("en", '"They shelled us yesterday," said Fenn, whose house burned on Wednesday.', ["2024-03-14", "2024-03-13"]),
        ("en", '"It will open tomorrow," Fenn said of the bridge closed on 2 January.', ["2024-03-16", "2024-01-02"]),
        ("id", '"Besok kami mengungsi," kata Marni, Jumat (15/3).', ["2024-03-16", "2024-03-15"]),
    ],
)  # fmt: skip
def test_yesterday_within_a_quotation_is_that_of_its_speaker(lang: str, text: str, want: list[str]) -> None:
    assert [value for _, value in told(text, lang)] == want


def test_without_a_date_of_publication_no_quotation_is_dated() -> None:
    assert told('"Kemarin air naik," kata Marni, Rabu (13/3/2024).', "id", None)[0][1] == "XXXX-XX-XX"
