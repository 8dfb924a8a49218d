"""Names in sentences (all invented): spans, kinds, entities."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.names import find_mentions
from sumber.types import Document, Mention, Span


def mentions(text: str, lang: str | None = "id") -> tuple[Mention, ...]:
    sentences, at = [], 0
    for line in text.split("\n"):
        if line:
            sentences.append(Span.of(text, at, at + len(line)))
        at += len(line) + 1
    return find_mentions(Document("d", text, lang), tuple(sentences))


def kinds(text: str, lang: str | None = "id") -> list[tuple[str, str]]:
    return [(m.span.text, m.kind) for m in mentions(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("id", "Menteri Luar Negeri Belanda Joost Terbruggen tiba di Surabaya pada Selasa.",
         [("Belanda", "place"), ("Joost Terbruggen", "person"), ("Surabaya", "place")]),
        ("id", "Kementerian Perdagangan Jepang menolak usul AS dan RRT itu.",
         [("Kementerian Perdagangan Jepang", "organization"), ("AS", "place"), ("RRT", "place")]),
        ("id", "Banjir melanda Kabupaten Wonolelo dan Sungai Kedawung, kata Bupati Sutarjo Winoto.",
         [("Kabupaten Wonolelo", "place"), ("Sungai Kedawung", "place"), ("Sutarjo Winoto", "person")]),
        ("en", "Georgian President Nino Kvaratse met Jordan Whitlock of Reuters in Amman on Monday.",
         [("Nino Kvaratse", "person"), ("Jordan Whitlock", "person"), ("Reuters", "organization"), ("Amman", "place")]),
        ("en", "The University of Northbridge and Pellworth Bank asked us as soon as it was May.",
         [("University of Northbridge", "organization"), ("Pellworth Bank", "organization")]),
        ("es", "El ministro Hernando Quijarro viajó a EE.UU. y Francia en enero.",
         [("Hernando Quijarro", "person"), ("EE.UU.", "place"), ("Francia", "place")]),
    ],
)  # fmt: skip
def test_sentences(lang: str, text: str, names: list[tuple[str, str]]) -> None:
    assert kinds(text, lang) == names


@pytest.mark.parametrize("text", ["Pada Senin pagi warga berkumpul.", "Namun demikian hujan turun.", "Pertemuan itu batal."])
def test_sentence_starts_and_weekdays_are_no_names(text: str) -> None:
    assert kinds(text) == []


def test_later_mentions_are_the_same_person() -> None:
    found = mentions("Jenderal Filipina Ramil Bautisto tiba di Manila.\nJenderal Bautisto lalu menemui wartawan, kata Ramil.")
    people = [m.entity for m in found if m.kind == "person"]
    assert len(people) == 3
    assert {p.id for p in people if p} == {"person:ramil-bautisto"}
    assert {p.country for p in people if p} == {"PHL"}
    assert {p.sectors for p in people if p} == {("MIL",)}


def test_an_apposition_tells_the_country() -> None:
    found = mentions("Hal itu ditolak Ondrej Vackar, menteri kehakiman Ceko, pada Rabu.")
    assert [m.entity.country for m in found if m.kind == "person" and m.entity] == ["CZE"]


def test_who_works_for_the_un_in_a_country_is_not_of_it() -> None:
    found = mentions("Hal itu dikatakan pakar PBB di Kamboja Willem Aardenburg kemarin.")
    person = next(m for m in found if m.kind == "person")
    assert person.span.text == "Willem Aardenburg"
    assert person.entity is not None
    assert person.entity.country is None


def test_acronym_after_a_name_is_the_same_organization() -> None:
    found = mentions("Aliansi Nelayan Pesisir (ANP) berunding di Tegal.\nANP lalu pulang.")
    assert [m.span.text for m in found if m.kind == "organization"] == ["Aliansi Nelayan Pesisir", "ANP", "ANP"]
    assert len({m.entity.id for m in found if m.kind == "organization" and m.entity}) == 1


def test_countries_and_cities_have_ids() -> None:
    found = mentions("Delegasi Myanmar terbang dari Moskow ke Jakarta.")
    assert [m.entity.id for m in found if m.entity] == ["country:MMR", "city:524901", "city:1642911"]


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["id", "en", "es", "ar", "de", None]))
def test_any_text_gives_ordered_mentions(text: str, lang: str | None) -> None:
    found = mentions(text, lang)
    assert found == mentions(text, lang)
    for m in found:
        assert text[m.span.start : m.span.end] == m.span.text
        assert m.entity is None or m.entity.id
    for a, b in pairwise(found):
        assert a.span.end <= b.span.start


@pytest.mark.parametrize("unit", ["Aa Bb ", "(A) ", "Kementerian ", "Budi Santoso, ", "A.", "dan Kota-", "x"])
def test_long_input_ends(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    mentions(text)
