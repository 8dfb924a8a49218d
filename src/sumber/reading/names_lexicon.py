"""Loaders of the words around names: data/names, one file a language, and the lexicons of sumber.knowledge."""

from __future__ import annotations

import gzip
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError

from sumber.knowledge.lexicon import actor_lexicon, languages, lexicon_languages
from sumber.knowledge.match import Trie, fold

DATA = Path(__file__).parent / "data" / "names"
Cue = Literal["organization", "place"]


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """What the name reader knows of a language: sets hold folded words. `capitals_name` is False for languages without a
    lexicon: there a capital alone is no sign of a name, for nobody has looked how that language uses capitals. `lone_cues` says
    whether an organization's cue with a capital is a name by itself ("la Fiscalía"). `closing` are cues that end a name, from
    languages whose head stands last: such names ("... University") occur in texts of every language."""

    capitals_name: bool
    head_last: bool
    place_before: frozenset[str]
    said: frozenset[str]
    joints: frozenset[str]
    particles: frozenset[str]
    also_given_names: frozenset[str]
    never: frozenset[str]
    calendar_short: frozenset[str]
    place_maybe_before: frozenset[str]
    directions: frozenset[str]
    lone_cues: bool
    places: frozenset[str]
    titles: Trie[tuple[str, ...]]
    organizations: Trie[tuple[str, ...]]
    closing: Trie[tuple[str, ...]]
    regions: Trie[str]


@cache
def small_words() -> frozenset[str]:
    """Words of any language that are mostly written small, unfolded lower case."""
    text = gzip.decompress((DATA / "small_words.txt.gz").read_bytes()).decode()
    return frozenset(w for w in text.split("\n") if w and not w.startswith("#"))


@cache
def calendar_words(lang: str, width: Literal["wide", "abbreviated"]) -> frozenset[str]:
    """The names of months and weekdays (CLDR), folded."""
    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    tables = [t[c][width] for t in (locale.months, locale.days) for c in ("format", "stand-alone")]
    return frozenset(fold(v) for t in tables for v in t.values())


@cache
def name_lexicon(lang: str | None) -> NameLexicon:
    """The words around names for texts in a language; those of all lexicons together where it has none or is unknown."""
    used = lexicon_languages(lang)
    raws = [tomllib.loads((DATA / f"{one}.toml").read_text(encoding="utf-8")) for one in used]
    actors = [actor_lexicon(one) for one in used]

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(w) for raw in raws for w in raw[key])

    titles: Trie[tuple[str, ...]] = Trie()
    organizations: Trie[tuple[str, ...]] = Trie()
    closing: Trie[tuple[str, ...]] = Trie()
    for a in (actor_lexicon(one) for one in languages()):
        for sectors, names in a.organizations.items() if a.head_last else ():
            closing.update(names, tuple(sectors.split()))
    regions: Trie[str] = Trie()
    for a in actors:
        for sectors, names in a.titles.items():
            titles.update(names, tuple(s for s in sectors.split() if s != "EMPTY"))
        titles.update(a.words["heads_of"], ())
        for sectors, names in a.organizations.items():
            organizations.update(names, tuple(sectors.split()))
    for raw in raws:
        for region in raw["regions"]:
            regions.add(region, region)
    spoken = {*used, *([lang] if lang else [])}
    wide, short = (frozenset(w for one in spoken for w in calendar_words(one, width)) for width in ("wide", "abbreviated"))
    return NameLexicon(
        capitals_name=len(used) < len(languages()) or lang is None,
        head_last=len(used) == 1 and actors[0].head_last,
        place_before=words("place_before"),
        said=words("said"),
        joints=words("joints"),
        particles=words("particles"),
        also_given_names=words("also_given_names"),
        never=words("never") | wide,
        calendar_short=short,
        place_maybe_before=words("place_maybe_before"),
        directions=words("directions"),
        lone_cues=any(raw["lone_cues"] for raw in raws),
        places=frozenset(fold(w) for a in actors for w in a.words["places"]),
        titles=titles,
        organizations=organizations,
        closing=closing,
        regions=regions,
    )
