"""Loaders of the data files under data/: tables (TSV, plain or gzip) and the lexicons of actors (TOML, one a language)."""

from __future__ import annotations

import gzip
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from sumber.knowledge.match import token_key

DATA = Path(__file__).parent / "data"


def read_bytes(name: str) -> bytes:
    """The bytes of data/NAME; files whose names end in .gz are unpacked."""
    raw = (DATA / name).read_bytes()
    return gzip.decompress(raw) if name.endswith(".gz") else raw


def read_text(name: str) -> str:
    """The text of data/NAME, unpacked."""
    return read_bytes(name).decode()


def read_table(name: str) -> Iterator[list[str]]:
    """The rows of data/NAME, comments left out."""
    for line in read_text(name).split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def split_names(cell: str) -> tuple[str, ...]:
    """The names of a cell, which stand split by |."""
    return tuple(cell.split("|")) if cell else ()


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon of actors."""
    return tuple(sorted(p.stem for p in (DATA / "actors").glob("*.toml")))


def lexicon_languages(lang: str | None) -> tuple[str, ...]:
    """The lexicons to use for a text: its own language's, or all where it has none (Malay leans on Indonesian)."""
    base = (lang or "").split("-")[0].lower()
    base = fallbacks().get(base, base)
    return (base,) if base in languages() else languages()


@cache
def home_country(lang: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of the country where most speakers of a language live (CLDR's likely subtags), or of its region."""
    try:
        locale = Locale.parse((lang or "").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    likely = get_global("likely_subtags").get(locale.language, "").split("_")
    region = locale.territory or (likely[-1] if len(likely) > 1 else "")
    return _alpha3().get(region)


@cache
def _alpha3() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {to[0]: old for old, to in aliases.items() if len(old) == 3 and old.isalpha() and len(to) == 1}


@cache
def fallbacks() -> dict[str, str]:
    """Languages without a lexicon of their own that read another's."""
    return {row[0]: row[1] for row in read_table("actors/fallbacks.tsv")}


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """A language's words for actors: see data/actors/en.toml for what each key holds. A key that its file lacks holds none."""

    head_last: bool
    suffixes: tuple[tuple[str, str], ...]
    words: dict[str, frozenset[str]]
    strong: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    titles: dict[str, tuple[str, ...]]
    organizations: dict[str, tuple[str, ...]]


@cache
def actor_lexicon(lang: str) -> ActorLexicon:
    """The lexicon of one language that has one."""
    raw = tomllib.loads((DATA / "actors" / f"{lang}.toml").read_text(encoding="utf-8"))
    groups = {k: {s: tuple(w) for s, w in raw.get(k, {}).items()} for k in ("strong", "weak", "titles", "organizations")}
    return ActorLexicon(
        head_last=raw.get("head") == "last",
        suffixes=tuple((a, b) for a, b in raw.get("suffixes", ())),
        words=defaultdict(frozenset, {k: _keys(v) for k, v in raw.items() if isinstance(v, list) and k != "suffixes"}),
        **groups,
    )


def _keys(phrases: list[str]) -> frozenset[str]:
    """Phrases as written and as texts are compared: without accents."""
    return frozenset(phrases) | {" ".join(token_key(word) for word in phrase.split()) for phrase in phrases}
