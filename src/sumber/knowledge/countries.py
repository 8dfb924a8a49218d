"""Countries by any of their names: CLDR's in every language, short forms, demonyms and capitals."""

from __future__ import annotations

from functools import cache
from typing import Literal

from sumber.knowledge.country_codes import country_codes
from sumber.knowledge.lexicon import DATA, lexicon_languages, read_table, read_text, split_names
from sumber.knowledge.match import Trie, token_key

NameUse = Literal["name", "demonym", "capital"]


@cache
def _cldr_text() -> str:
    return "\n" + read_text("countries/cldr.tsv.gz")


@cache
def _cldr(lang: str) -> dict[str, tuple[str, ...]]:
    """Alpha-3 -> names in one language; its rows stand together in the file. Empty for a language that CLDR lacks."""
    text, names = _cldr_text(), {}
    at = text.find(f"\n{lang}\t") if lang else -1
    while at >= 0 and text.startswith(f"\n{lang}\t", at):
        end = text.find("\n", at + 1)
        _, code, cell = text[at + 1 : end if end > 0 else len(text)].split("\t")
        names[code] = split_names(cell)
        at = end
    return names


@cache
def _own(lang: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Alpha-3 -> names and demonyms of one language's own file, which may be missing."""
    if not lang.isalpha() or not (DATA / "countries" / f"{lang}.tsv").exists():
        return {}
    return {row[0]: (split_names(row[1]), split_names(row[2])) for row in read_table(f"countries/{lang}.tsv")}


@cache
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Language -> endings that names take in a sentence, each with what the name has in its place."""
    endings: dict[str, tuple[tuple[str, str], ...]] = {}
    for lang, ending, instead in read_table("countries/endings.tsv"):
        endings[lang] = (*endings.get(lang, ()), (token_key(ending), token_key(instead)))
    return endings


@cache
def capitals() -> dict[str, tuple[str, ...]]:
    """Alpha-3 -> names of the seat of government."""
    return {code: split_names(names) for code, names in read_table("countries/capitals.tsv")}


@cache
def territories() -> frozenset[str]:
    """Alpha-3 of lands that belong to another state."""
    return frozenset(row[0] for row in read_table("countries/territories.tsv"))


@cache
def country_trie(lang: str | None) -> Trie[tuple[str, NameUse]]:
    """Names, demonyms and capitals for texts in a language; a text of an unknown language gets those of all lexicons."""
    base = (lang or "").split("-")[0].lower()
    trie: Trie[tuple[str, NameUse]] = Trie(_endings().get(base, ()))
    for one in dict.fromkeys((base, *lexicon_languages(lang))):
        for code, names in _cldr(one).items():
            trie.update(names, (code, "name"))
        for code, (names, demonyms) in _own(one).items():
            trie.update(names, (code, "name"))
            trie.update(demonyms, (code, "demonym"))
    for code, names in capitals().items():
        trie.update(names, (code, "capital"))
    return trie


def capital_of(name: str, lang: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of the country whose seat of government has this name; None where it is no capital."""
    return next((code for code, use in country_trie(lang).get(name) if use == "capital"), None)


def alpha3_of(asked: str) -> str | None:
    """ISO 3166-1 alpha-3 of the country that somebody asks for, by this code in any case or by its name in any language of the
    lexicons; None where it is no country's, or several countries'."""
    code = asked.strip().upper()
    if country_codes(code):
        return code
    named = {one for one, use in country_trie(None).get(asked.strip()) if use == "name"}
    return named.pop() if len(named) == 1 else None


def country_name(alpha3: str, lang: str | None = None) -> str:
    """The country's usual name in a language, in English where CLDR has none, or the code itself where it is unknown."""
    base = (lang or "en").split("-")[0].lower()
    for one in (base, "en"):
        names = _cldr(one).get(alpha3)
        if names:
            return names[0]
    return alpha3
