"""Loaders of the words around names: data/names, one file a language, and the lexicons of sumber.knowledge."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sumber.knowledge.lexicon import actor_lexicon, lexicon_languages
from sumber.knowledge.match import Trie, token_key

KINDS = {"provincial": "province", "municipal": "city", "regional": "district"}
"""Keys of the files that list words by the kind of place that they tell."""

DATA = Path(__file__).parent / "data" / "names"


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """What is known of the words around names in a language: sets hold keys of words. `places` are kinds of places, `settled`
    those of them that lie where the place without the word lies. `within` says what a place lies in, `areas` are parts of the
    world by which no town is meant. `kinds` says which kind of place the word before a name tells, `districts` with which words
    the full names of districts begin, `aliases` what stands between two names of one person; texts without a country are about
    one where `one_country`. With `bare_countries` a country stands bare behind a title ("Presiden Peru"). Titles and
    organizations' opening words come with their PLOVER sectors."""

    head_last: bool
    bare_countries: bool
    joints: frozenset[str]
    directions: frozenset[str]
    places: frozenset[str]
    settled: frozenset[str]
    within: frozenset[str]
    kinds: dict[str, str]
    districts: tuple[str, ...]
    belongs: frozenset[str]
    aliases: frozenset[str]
    one_country: bool
    areas: frozenset[str]
    titles: Trie[tuple[str, ...]]
    organizations: Trie[tuple[str, ...]]
    regions: Trie[str]


@cache
def name_lexicon(lang: str | None) -> NameLexicon:
    """The words around names for texts in a language; those of all lexicons together where it has none or is unknown."""
    used = lexicon_languages(lang)
    raws = [tomllib.loads(path.read_text(encoding="utf-8")) for one in used if (path := DATA / f"{one}.toml").is_file()]
    actors = [actor_lexicon(one) for one in used]

    def words(key: str) -> frozenset[str]:
        return frozenset(token_key(w) for raw in raws for w in raw.get(key, ()))

    titles: Trie[tuple[str, ...]] = Trie()
    organizations: Trie[tuple[str, ...]] = Trie()
    regions: Trie[str] = Trie()
    for a in actors:
        for sectors, names in a.titles.items():
            titles.update(names, tuple(s for s in sectors.split() if s != "EMPTY"))
        titles.update(a.words["heads_of"], ())
        for sectors, names in a.organizations.items():
            organizations.update(names, tuple(sectors.split()))
    for raw in raws:
        for region in raw.get("regions", ()):
            regions.add(region, region)
    return NameLexicon(
        head_last=len(used) == 1 and actors[0].head_last,
        bare_countries=len(used) == 1 and any(raw.get("bare_countries") for raw in raws),
        joints=words("joints"),
        directions=words("directions"),
        places=frozenset(token_key(w) for a in actors for w in a.words["places"]),
        settled=words("settled"),
        within=words("within"),
        kinds={word: kind for key, kind in KINDS.items() for word in words(key)},
        districts=tuple(sorted(words("districts"))),
        belongs=frozenset(token_key(w) for a in actors for w in a.words["belongs"]),
        aliases=words("aliases"),
        one_country=len(used) == 1 and any(raw.get("one_country") for raw in raws),
        areas=words("regions"),
        titles=titles,
        organizations=organizations,
        regions=regions,
    )


@cache
def particles(lang: str | None) -> tuple[str, ...]:
    """Particles that a language writes to the end of names, the longest first."""
    rows = (line.split("\t") for line in (DATA / "particles.tsv").read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    base = (lang or "").split("-")[0].lower()
    return tuple(sorted((p for one, words in rows if one == base for p in words.split()), key=len, reverse=True))
