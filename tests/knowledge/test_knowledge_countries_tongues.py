"""Countries as other languages call them: abbreviations, cases, particles; and what stands in parentheses in CLDR."""

from __future__ import annotations

import pytest

from sumber.knowledge.countries import country_name, country_trie
from sumber.reading.annotate import annotate_document
from sumber.types import Document


def codes(lang: str, name: str) -> set[str]:
    return {code for code, use in country_trie(lang).get(name) if use != "capital"}


@pytest.mark.parametrize(
    ("lang", "name", "code"),
    [
        ("ru", "США", "USA"),
        ("uk", "США", "USA"),
        ("ja", "米国", "USA"),
        ("fa", "آمریکا", "USA"),
        ("tr", "ABD", "USA"),
        ("ru", "России", "RUS"),
        ("ru", "Польшей", "POL"),
        ("ru", "Китаем", "CHN"),
        ("ru", "Израиля", "ISR"),
        ("ru", "Азербайджаном", "AZE"),
        ("uk", "Польщі", "POL"),
        ("uk", "Україною", "UKR"),
        ("ko", "북한은", "PRK"),
        ("ko", "미국의", "USA"),
        ("ko", "일본에서", "JPN"),
        ("de", "Grönlands", "GRL"),
        ("en", "Burma", "MMR"),
    ],
)
def test_countries_are_told_by_the_forms_of_their_names(lang: str, name: str, code: str) -> None:
    assert codes(lang, name) == {code}


@pytest.mark.parametrize(
    ("lang", "word"),
    [("ru", "САР"), ("zh", "金"), ("zh", "布"), ("en", "Islands"), ("tr", "Adaları"), ("ko", "특별행정구")],
)
def test_what_parentheses_say_of_a_country_is_no_name_of_it(lang: str, word: str) -> None:
    assert codes(lang, word) == set()


def test_a_country_is_called_by_its_plain_name_whatever_its_case() -> None:
    text = "Посол Казахстана вернулся в Оттаву."
    annotation = annotate_document(Document("d", text, "ru", "2026-03-18"))
    linked = {m.span.text: m.entity for m in annotation.mentions}
    entity = linked["Казахстана"]
    assert entity is not None
    assert (entity.name, entity.country) == (country_name("KAZ", "ru"), "KAZ")
