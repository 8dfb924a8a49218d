"""How well names are linked: places by distance, actor phrases by country and PLOVER sector.

usage: python benchmarks/links.py [BENCH_FOLDER] [-v]

BENCH_FOLDER holds links/. A place of the gold set is found where a place is told on the very same characters; it is right where
its coordinates lie within 161 km (100 miles) of the gold's, or where it is the country that the gold names by its GeoNames id.
`linked` is the share of the found that point to a known place, `a161` the share of the linked that are right, `strict` that of
all found. Of the actors only phrases that the set gives in full are asked, and a sector is right where it is among those
told. Codes of the set for intergovernmental bodies count as no country. -v prints what is wrong. One JSON line a set.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sumber.knowledge.actors import code_actor
from sumber.knowledge.places import place_of
from sumber.reading.annotate import annotate_document
from sumber.types import Document, Entity

SHARED = Path(__file__).parents[2] / "shared/bench"
PLACES = ("en-geoparse-geowebnews", "en-geoparse-lgl")
ACTORS = "ngec_actors_odd"
NEAR_KM = 161.0
NO_STATE = {"IGO", "UNO", "EUR"}
Row = dict[str, Any]


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points in degrees, on a sphere."""
    (la, oa), (lb, ob) = ([math.radians(x) for x in point] for point in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((ob - oa) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def is_right(entity: Entity | None, gold: Row) -> bool | None:
    """Does the entity lie where the gold says? None where it points to no known place."""
    place = place_of(entity.id) if entity else None
    if place is None:
        return None
    if place.geonames and place.geonames == str(gold["geonameid"]):
        return True
    if place.latitude is None or place.longitude is None or place.kind == "country":
        return False
    return distance((place.latitude, place.longitude), (gold["lat"], gold["lon"])) <= NEAR_KM


def places(rows: list[Row], verbose: bool) -> Row:
    """Figures of one set of articles with places."""
    asked, answers = 0, []
    for row in rows:
        mentions = annotate_document(Document(row["id"], row["text"], "en", row["date"] or None, row["title"])).mentions
        told = {(m.span.start, m.span.end): m for m in mentions if m.kind == "place"}
        gold = {(t["start"], t["end"]): t for t in row["toponyms"] if t["lat"] is not None}
        asked += len(gold)
        for at, one in gold.items():
            if at in told:
                answers.append(is_right(told[at].entity, one))
                if verbose and not answers[-1]:
                    print(row["id"], repr(one["text"]), one["lat"], one["lon"], told[at].entity)
    right, linked = sum(a is True for a in answers), sum(a is not None for a in answers)
    return {
        "gold": asked,
        "found": len(answers),
        "linked": round(linked / max(1, len(answers)), 3),
        "a161": round(right / max(1, linked), 3),
        "strict": round(right / max(1, len(answers)), 3),
    }


def expectations(row: Row) -> Iterator[tuple[str, str]]:
    """(field, value) that the set expects of a phrase's code."""
    for one in row["expect"]:
        if one == "code is None":
            yield from (("country", ""), ("code_1", ""))
        elif met := re.fullmatch(r"code\['(country|code_1|code_2)'\] == '(\w*)'", one):
            yield met.group(1), met.group(2)


def actors(rows: list[Row], verbose: bool) -> Row:
    """Figures of the actor phrases."""
    right, asked = {"country": 0, "sector": 0}, {"country": 0, "sector": 0}
    for row in rows:
        phrase = next((c["args"][0] for c in row["calls"] if c["method"] in ("agent_to_code", "short_text_to_agent")), "")
        if not phrase or phrase.startswith("d[") or row["commented"]:
            continue
        code = code_actor(phrase, "en")
        for field, value in expectations(row):
            part = "country" if field == "country" else "sector"
            if part == "country":
                good = (code.country or "") == ("" if value in NO_STATE else value)
            else:
                good = value in code.sectors if value else not code.sectors
            asked[part] += 1
            right[part] += good
            if verbose and not good:
                print(row["id"], repr(phrase), field, value, code)
    return {"phrases": asked, **{part: round(right[part] / max(1, asked[part]), 3) for part in asked}}


def main(folder: Path, verbose: bool) -> None:
    """Print a line a set."""
    for name in (ACTORS, *PLACES):
        rows = [json.loads(line) for line in (folder / f"links/{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
        figures = actors(rows, verbose) if name == ACTORS else places(rows, verbose)
        print(json.dumps({"set": name, **figures}), flush=True)


if __name__ == "__main__":
    names = [argument for argument in sys.argv[1:] if argument != "-v"]
    main(Path(names[0]) if names else SHARED, "-v" in sys.argv)
