"""Places: look-up by name, likeliest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.knowledge.match import Trie, tokenize
from sumber.knowledge.places import Place, _cities, _divisions, _place, find_places, place_of


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


@pytest.mark.parametrize(
    ("id", "longitude"), [("country:FJI", 178), ("country:KIR", -173), ("country:NZL", 177), ("country:IDN", 118)]
)
def test_the_middle_of_a_country_across_the_date_line_is_not_beyond_the_world(id: str, longitude: float) -> None:
    place = place_of(id)
    assert place is not None
    assert abs((place.longitude - longitude + 180) % 360 - 180) < 8


def divisions() -> list[Place]:
    """All provinces and districts."""
    found = (place_of(id) for id in _divisions())
    return [p for p in found if p and p.kind in ("province", "district")]


def east_of(country: str, longitude: float) -> float:
    """Degrees east of the country's middle, -180 to 180: some countries lie across the date line."""
    middle = place_of(f"country:{country}")
    return (longitude - (middle.longitude if middle else 0) + 180) % 360 - 180


def test_every_division_lies_within_its_country() -> None:
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for i in _cities().values():
        c = _place(i)
        east = east_of(c.country, c.longitude)
        south, north, first, last = boxes.get(c.country, (90.0, -90.0, 180.0, -180.0))
        boxes[c.country] = min(south, c.latitude), max(north, c.latitude), min(first, east), max(last, east)
    for d in divisions():
        south, north, first, last = boxes[d.country]
        assert south <= d.latitude <= north, d
        assert first - 0.001 <= east_of(d.country, d.longitude) <= last + 0.001, d


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [("Helmand", "AFG", 31, 64), ("Maine", "USA", 45, -69), ("Illinois", "USA", 40, -89), ("Jawa Barat", "IDN", -7, 107.5),
     ("Papua Tengah", "IDN", -4, 136), ("Castilla y León", "ESP", 42, -5), ("Antioquia", "COL", 7, -75.5)],
)  # fmt: skip
def test_provinces_lie_where_they_are(name: str, country: str, latitude: float, longitude: float) -> None:
    place = next(p for p in find_places(name, country) if p.kind == "province")
    assert place.country == country
    assert abs(place.latitude - latitude) < 1.5
    assert abs(place.longitude - longitude) < 1.5


def test_a_place_is_found_by_its_id() -> None:
    for id in ("country:MMR", "city:1642911", "province:IDN:jawa-timur", "continent:6255148"):
        place = place_of(id)
        assert place is not None
        assert place.id == id
    assert place_of("city:0") is None
    assert place_of("person:x") is None


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
