"""Countries by name, short form, demonym and capital."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.knowledge.countries import alpha3_of, capital_of, country_name, country_trie


def country_of(name: str, lang: str | None) -> str | None:
    """The one country that the words name; None where they name none or several, or only a capital."""
    found = {code for code, use in country_trie(lang).get(name) if use != "capital"}
    return found.pop() if len(found) == 1 else None


@pytest.mark.parametrize(
    ("name", "lang", "code"),
    [
        ("AS", "id", "USA"),
        ("RI", "id", "IDN"),
        ("RRT", "id", "CHN"),
        ("Korsel", "id", "KOR"),
        ("Korut", "id", "PRK"),
        ("Inggris", "id", "GBR"),
        ("Belanda", "id", "NLD"),
        ("Jerman", "id", "DEU"),
        ("EE.UU.", "es", "USA"),
        ("EE. UU.", "es", "USA"),
        ("U.S.", "en", "USA"),
        ("Georgia", "en", "GEO"),
        ("Turkey", "en", "TUR"),
        ("Türkei", "de", "TUR"),
        ("Chad", "en", "TCD"),
        ("Filipino", "en", "PHL"),
        ("rusas", "es", "RUS"),
        ("China's", "en", "CHN"),
        ("Россия", "ru", "RUS"),
    ],
)
def test_names(name: str, lang: str, code: str) -> None:
    assert country_of(name, lang) == code


@pytest.mark.parametrize(
    ("name", "lang"), [("as", "en"), ("us", "en"), ("ri", "id"), ("Jakarta", "id"), ("", "id"), ("Atlantis", "en")]
)
def test_words_that_name_no_country(name: str, lang: str) -> None:
    assert country_of(name, lang) is None


def test_capitals_stand_for_their_country() -> None:
    assert capital_of("Moskow", "id") == "RUS"
    assert capital_of("Pekín", "es") == "CHN"
    assert capital_of("Surabaya", "id") is None


def test_names_by_language_and_back() -> None:
    assert country_name("MMR", "id") == "Myanmar"
    assert country_name("DEU", "es") == "Alemania"
    assert country_name("QQQ", "en") == "QQQ"
    for lang in ("id", "en", "es"):
        for code in ("IDN", "USA", "RUS", "COD", "PRK", "KOR", "GIN", "NER", "NGA", "SDN", "SSD", "DOM", "DMA"):
            assert country_of(country_name(code, lang), lang) == code


@given(st.text(max_size=80), st.sampled_from(["id", "en", "es", "de", "zz", None]))
def test_any_text_is_answered(name: str, lang: str | None) -> None:
    code = country_of(name, lang)
    assert code is None or len(code) == 3


def test_a_country_is_asked_for_by_code_or_name() -> None:
    for asked in ("IRN", "irn", " Iran ", "Irán"):
        assert alpha3_of(asked) == "IRN"
    assert alpha3_of("Rusia") == alpha3_of("Russland") == "RUS"
    assert alpha3_of("Atlantis") is None
    assert alpha3_of("Congo") is None, "the name of two"
