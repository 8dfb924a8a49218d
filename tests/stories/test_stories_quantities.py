"""Counts in invented sentences."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.stories.quantities import Count, find_counts
from sumber.types import Span


def sentences(text: str) -> tuple[Span, ...]:
    """A sentence a line."""
    return tuple(Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))


def only(lang: str, text: str, kind: str) -> Count:
    """The one count of a kind that holds."""
    (count,) = (count for count in find_counts(sentences(text), lang) if count.kind == kind and not count.former)
    return count


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("id", "Banjir menewaskan dua puluh tiga orang dan 1.250 warga mengungsi.", {("killed", 23), ("displaced", 1250)}),
        ("id", "Lima nelayan tewas, termasuk dua bersaudara.", {("killed", 5)}),
        ("en", "Police detained two hundred and twelve farmers.", {("arrested", 212)}),
        ("id", "Banjir itu memaksa 910 jiwa mengungsi.", {("displaced", 910)}),
        ("id", "Gempa berkekuatan 5,7 mengguncang Tual.", {("magnitude", 5.7)}),
        ("id", "Polisi menahan sekitar 20 pengunjuk rasa di Kendari.", {("arrested", 20)}),
        ("en", "Fourteen demonstrators were detained.", {("arrested", 14)}),
        ("en", "Some 300 protesters killed a guard.", {("participants", 300)}),
        ("en", "The blast killed two, 300 supporters gathered at the gate.", {("killed", 2), ("participants", 300)}),
        ("es", "La policía detuvo a 14 manifestantes en Loja.", {("arrested", 14)}),
        ("en", "Three of the dead were sailors.", set()),
        ("en", "Two of his fishermen drowned.", {("killed", 2)}),
        ("en", "The army took over 14 drones in May.", {("drones", 14)}),
        ("en", "Divers found more bodies, bringing the number of dead in the harbour fire to 11.", {("killed", 11)}),
        ("id", "Pemerintah mengirim dua kapal rumah sakit.", {("boats", 2)}),
        ("id", "Jumlah korban tewas akibat longsor di Kabupaten Sukarame bertambah menjadi 19 orang.", {("killed", 19)}),
        ("id", "Petugas meralat jumlah warga yang ditangkap.\nJumlahnya bukan 7, melainkan 12 orang.", {("arrested", 12)}),
        ("en", "He died at 83 years of age.", set()),
        ("en", "Last year 40 people were killed there.", set()),
        ("en", "The quay cost 3.5 million dollars.", {("USD", 3_500_000)}),
        ("es", "Treinta y un heridos, dijo el alcalde.", {("injured", 31)}),
        ("es", "Murieron al menos siete personas y hubo 31 heridos.", {("killed", 7), ("injured", 31)}),
        ("ms", "Dua belas orang cedera.", {("injured", 12)}),
        ("en", "Forty-two passengers were aboard.", {("aboard", 42)}),
        ("en", "Five potters, including two apprentices, were killed on Friday.", {("killed", 5)}),
        ("en", "Nobody was hurt and no arrests were made.", {("injured", 0), ("arrested", 0)}),
        ("en", "Nine cooks died and 12 others were injured.", {("killed", 9), ("injured", 12)}),
        ("en", "The ferry carried 71 people.", {("aboard", 71)}),
        ("en", "The firm put the number of accounts stolen at 2.3 million.", {("users", 2_300_000)}),
        ("en", "A third of its customers had left.", {("share of users", 0.333)}),
        ("en", "Mia Vance, 34, said the quake struck at a depth of 12 km.", {("age of Vance", 34), ("depth", 12_000)}),
        ("en", "Curfews hold in seven of the country's 18 provinces.", set()),
        ("en", "The mill will lay off 560 workers.", {("laid_off", 560)}),
        ("es", "Una treintena de heridos y mil cien viviendas anegadas.", {("injured", 30), ("houses", 1100)}),
        ("es", "Robaron 3,5 millones de dólares, aunque sin causar muertos.", {("USD", 3_500_000)}),
        ("id", "LIMA – Sembilan penambang terjebak di terowongan.", {("trapped", 9)}),
        ("id", "Tidak ada korban jiwa, tetapi 60 rumah rusak.", {("killed", 0), ("houses", 60)}),
        ("id", "Asap keluar di pintu dua Pelabuhan Makmur.", set()),
        ("id", "Kekuatannya 6,1 pada kedalaman 10 kilometer.", {("depth", 10_000)}),
        ("ms", "Feri itu membawa hampir 90 orang.", {("aboard", 90)}),
        ("xx", "12 killed", set()),
        (None, "12 killed", set()),
    ],
)
def test_counts_are_read(lang: str | None, text: str, found: set[tuple[str, float]]) -> None:
    counts = find_counts(sentences(text), lang)
    assert {(count.kind, count.value) for count in counts if not count.former} == found
    assert all(text[count.span.start : count.span.end] == count.span.text for count in counts)


@given(st.text(alphabet="0123456789., duaratusbelastewas\n%", max_size=120))
def test_counts_of_any_text(text: str) -> None:
    for count in find_counts(sentences(text), "id"):
        assert text[count.span.start : count.span.end] == count.span.text
        assert count.value >= 0


def test_what_a_count_says_of_itself() -> None:
    assert only("en", "More than 300 people marched.", "participants").over
    assert only("id", "Sekitar 300 orang berunjuk rasa.", "participants").about
    assert only("en", "That is 40 houses, twice the official figure.", "houses").ratio == 2
    assert only("en", "The clerk was fined 700 pesos.", "PHP").purpose == "fine"
    assert only("es", "Pagó una fianza de 900 euros.", "EUR").purpose == "bail"
    assert only("id", "Polisi menahan 15 buruh.", "arrested").noun == "workers"
    assert only("en", "The union claimed 900 strikers.", "participants").claimed


def test_an_outdated_figure_is_told_from_the_new_one() -> None:
    counts = find_counts(sentences("That cuts the number of missing from 14 to five."), "en")
    assert [(count.value, count.former) for count in counts] == [(14, True), (5, False)]
    assert all(count.revised for count in counts)
