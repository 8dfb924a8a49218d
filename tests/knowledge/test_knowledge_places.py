"""Places: look-up by name, likeliest first."""

from hypothesis import given
from hypothesis import strategies as st

from sumber.knowledge.match import Trie, tokenize
from sumber.knowledge.places import find_places


def test_the_largest_namesake_comes_first() -> None:
    london = find_places("London")
    assert london[0].country == "GBR"
    assert {p.country for p in london} >= {"GBR", "CAN"}


def test_the_context_country_counts() -> None:
    assert find_places("Santiago")[0].country == "CHL"
    assert find_places("Córdoba", "ESP")[0].country == "ESP"
    assert find_places("Cordoba", "ARG")[0].country == "ARG"


def test_coordinates_ids_and_provinces() -> None:
    jakarta = find_places("Yakarta")[0]
    assert (jakarta.id, jakarta.name) == ("city:1642911", "Jakarta")
    assert jakarta.latitude is not None
    assert abs(jakarta.latitude + 6.2) < 0.2
    province = find_places("Jawa Timur")[0]
    assert (province.kind, province.country, province.geonames) == ("province", "IDN", None)
    assert province.latitude is not None


@given(st.text(max_size=60))
def test_unknown_names_find_nothing_and_nothing_fails(name: str) -> None:
    assert all(p.id for p in find_places(name))
    assert find_places("Xyzzyplugh") == ()


def test_acronyms_match_only_in_capitals() -> None:
    trie: Trie[str] = Trie()
    trie.add("AS", "usa")
    trie.add("Amerika Serikat", "usa")
    assert trie.get("AS") == ["usa"]
    assert trie.get("as") == []
    assert trie.get("amerika serikat") == ["usa"]
    assert trie.longest(tokenize("di Amerika Serikat kini"), 1) == (3, ["usa"])


@given(st.text(max_size=300))
def test_tokens_stand_where_they_say(text: str) -> None:
    for t in tokenize(text):
        assert text[t.start : t.end] == t.text
