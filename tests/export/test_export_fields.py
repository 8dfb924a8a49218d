"""Links, moments and places: nothing but what may stand there."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from export_world import hostile
from hypothesis import given

from sumber.export.fields import day_of, link, rfc3339, timed_instant
from sumber.knowledge.country_codes import country_codes
from sumber.knowledge.extent import radius_km
from sumber.knowledge.places import place_of, province_of


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/x?y=1&z=%20#t", "https://a.example/x?y=1&z=%20#t"),
        (" http://a.example/é ", "http://a.example/é"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/\u202egpj.exe", "https://a.example/%E2%80%AEgpj.exe"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//a.example/x", None),
        ("https://known.example@evil.example/x", None),
        ("https://a.example/@writer/x", "https://a.example/@writer/x"),
        ("https:///x", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_links_are_of_the_web(url: str | None, written: str | None) -> None:
    assert link(url) == written


@given(hostile)
def test_links_hold_nothing_that_ends_an_attribute(words: str) -> None:
    for url in (link(words), link(f"https://a.example/{words}")):
        assert url is None or not set(url) & set('<>"\n\r\t \0\x1b')
        assert url is None or urlsplit(url).scheme in ("http", "https")


def test_moments_keep_the_offset_of_the_page() -> None:
    assert rfc3339("2025-03-01T22:30:00-03:00") == "2025-03-01T22:30:00-03:00"
    assert rfc3339("2025-03-01T22:30:00.25Z") == "2025-03-01T22:30:00+00:00"
    assert rfc3339("2025-03-01") == "2025-03-01T00:00:00+00:00"
    assert rfc3339("soon") is rfc3339(None) is rfc3339("2025-03-01T22:30:00+07:07:12") is None
    assert timed_instant("2025-03-01T22:30:00-03:00") == datetime(2025, 3, 2, 1, 30, tzinfo=UTC)
    assert timed_instant("2025-03-01") is timed_instant("0001-01-01T00:00:00+14:00") is None
    assert day_of("2025-03") is None


def test_codes_of_countries_and_provinces_of_cities() -> None:
    spain, city = country_codes("ESP"), place_of("city:3128760")
    assert spain is not None
    assert (spain.alpha2, spain.fips) == ("ES", "SP")
    assert country_codes("XXX") is country_codes(None) is None
    assert city is not None
    province = province_of(city)
    assert province is not None
    assert (province.kind, province.country) == ("province", "ESP")
    assert province_of(province) is None


def test_countries_and_provinces_reach_as_far_as_their_people() -> None:
    reach = {id: radius_km(place) for id in ("country:IDN", "country:SGP", "city:3128760") if (place := place_of(id))}
    assert reach["city:3128760"] is None
    assert reach["country:SGP"] is not None
    assert reach["country:IDN"] is not None
    assert 5 < reach["country:SGP"] < 50 < 1000 < reach["country:IDN"] < 3000
