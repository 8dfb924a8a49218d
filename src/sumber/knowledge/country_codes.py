"""A country's codes in other systems, for formats that do not speak ISO 3166-1 alpha-3."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sumber.knowledge.lexicon import read_table


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """ISO 3166-1 alpha-2, and FIPS 10-4, which is empty where the country never had one."""

    alpha2: str
    fips: str


@cache
def _codes() -> dict[str, CountryCodes]:
    return {alpha3: CountryCodes(alpha2, fips) for alpha3, alpha2, fips in read_table("countries/codes.tsv")}


def country_codes(alpha3: str | None) -> CountryCodes | None:
    """The codes of a country; None where it is unknown."""
    return _codes().get(alpha3 or "")
