"""Namesakes among places: what the text says decides (sentences are invented)."""

import pytest

from sumber.knowledge.places import place_of
from sumber.reading.annotate import annotate_document
from sumber.reading.names_known import Found
from sumber.reading.names_places import PlaceLinker
from sumber.types import Document


def linked(text: str, lang: str, *names: str) -> list[str | None]:
    """The ids of the places that names mean at their first mention in a text."""
    found = [Found(text.index(n), text.index(n) + len(n), "place", 0.9) for n in names]
    linker = PlaceLinker(text, lang)
    linker.read(found)
    places = [linker.best(n, f.end) for n, f in zip(names, found, strict=True)]
    return [p.id if p else None for p in places]


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "admin1"),
    [
        ("en", "A farm near Paris, Texas, burned.", "Paris", "USA", "TX"),
        ("en", "A farm near Paris burned.", "Paris", "FRA", "11"),
        ("en", "The mayor of Springfield, Illinois, resigned.", "Springfield", "USA", "IL"),
        ("en", "The Springfield, Ill., plant closed.", "Springfield", "USA", "IL"),
        ("en", "The Springfield, MA, plant closed.", "Springfield", "USA", "MA"),
        ("en", "Albany, New York, was cold.", "Albany", "USA", "NY"),
        ("en", "Lebanon said that Tripoli was calm.", "Tripoli", "LBN", "09"),
        ("en", "Officials said that Tripoli was calm.", "Tripoli", "LBY", "77"),
        ("es", "Llovió en Mérida (Venezuela) ayer.", "Mérida", "VEN", "14"),
        ("es", "El rey de España visitó Mérida.", "Mérida", "ESP", "57"),
        ("id", "Gempa di Santiago, Cile, terasa lama.", "Santiago", "CHL", "12"),
        ("id", "Pasukan Rusia masuk ke Donetsk.", "Donetsk", "UKR", "05"),
    ],
)
def test_what_the_text_names_decides(lang: str, text: str, name: str, country: str, admin1: str) -> None:
    (id,) = linked(text, lang, name)
    place = place_of(id or "")
    assert place is not None
    assert (place.country, place.admin1) == (country, admin1)


def test_a_state_and_a_country_of_one_name() -> None:
    assert linked("Atlanta and Savannah lie in Georgia.", "en", "Atlanta", "Savannah", "Georgia")[2] == "province:USA:georgia"
    assert linked("Armenia and Georgia agreed in Tbilisi.", "en", "Armenia", "Georgia", "Tbilisi")[1] == "country:GEO"


def test_small_places_together_say_where_they_lie() -> None:
    names = ("Paris", "Honey Grove", "Reno", "Roxton")
    ids = linked("Sheriffs from Paris, Honey Grove, Reno and Roxton met.".replace("Paris, ", "Paris and "), "en", *names)
    place = place_of(ids[1] or "")
    assert place is not None
    assert place.admin1 == "TX"


def test_parts_of_the_world_and_unknown_villages_are_no_towns() -> None:
    assert linked("Unrest in the Middle East and Europe.", "en", "Middle East", "Europe") == [None, "continent:6255148"]
    assert linked("Warga Kota Baru di Jambi mengungsi.", "id", "Kota Baru") == [None]


def test_words_for_the_kind_of_place_do_not_hide_it() -> None:
    assert linked("Banjir di Provinsi Jawa Timur.", "id", "Provinsi Jawa Timur") == ["province:IDN:jawa-timur"]
    assert linked("Fighting in southern Lebanon went on.", "en", "southern Lebanon") == ["country:LBN"]


def test_candidates_come_with_scores() -> None:
    linker = PlaceLinker("Springfield waits.", "en")
    ranked = linker.candidates("Springfield")
    assert len(ranked) > 5
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


def test_a_territory_is_not_meant_by_a_name_that_many_towns_bear() -> None:
    text = "Ecuador envió tropas a la costa. El alcalde de Santa Elena pidió calma."
    [place] = [m for m in annotate_document(Document("doc", text, "es")).mentions if m.span.text == "Santa Elena"]
    assert place.entity is not None
    assert place.entity.country in ("ECU", None)


def test_a_state_keeps_its_name_beside_other_states() -> None:
    annotation = annotate_document(Document("doc", "Granada y Barbados firmaron un acuerdo de pesca.", "es"))
    assert [m.entity and m.entity.country for m in annotation.mentions] == ["GRD", "BRB"]


@pytest.mark.parametrize(
    ("lang", "text", "name", "id"),
    [
        ("id", "Gubernur Gorontalo meresmikan dermaga.", "Gorontalo", "province:IDN:gorontalo"),
        ("id", "Warga Provinsi Gorontalo menanam jagung.", "Provinsi Gorontalo", "province:IDN:gorontalo"),
        ("id", "Wali Kota Gorontalo meresmikan dermaga.", "Gorontalo", "city:1643837"),
        ("id", "Bupati Kediri meninjau sawah.", "Kediri", "district:IDN:08:kabupaten-kediri"),
        ("es", "El gobernador de Santander visitó Colombia.", "Santander", "province:COL:santander-department"),
        ("en", "The governor of New York signed it.", "New York", "province:USA:new-york-state"),
        ("en", "The mayor of New York signed it.", "New York", "city:5128581"),
        ("en", "The head of state of Niger signed it.", "Niger", "country:NER"),
    ],
)
def test_the_word_before_a_name_tells_its_kind(lang: str, text: str, name: str, id: str) -> None:
    assert linked(text, lang, name) == [id]


def test_a_small_town_abroad_is_not_meant_in_a_language_of_one_country() -> None:
    assert linked("Banjir merendam sawah di Luwu kemarin.", "id", "Luwu") == ["district:IDN:38:kabupaten-luwu"]
    assert linked("Warga China di Luwu mengungsi.", "id", "Luwu") == ["city:8400058"]
    assert linked("Warga Aceh Tamiang dan Jakarta Pusat mengungsi.", "id", "Aceh Tamiang", "Jakarta Pusat") == [
        "district:IDN:01:kabupaten-aceh-tamiang",
        "city:1642911",
    ]
