"""Known organizations: intergovernmental bodies, governments, forces, parties, armed groups, media and firms."""

from __future__ import annotations

from functools import cache

from sumber.knowledge.lexicon import DATA, lexicon_languages, read_table, split_names
from sumber.knowledge.match import Trie
from sumber.types import Entity


@cache
def _names(lang: str) -> dict[str, tuple[str, ...]]:
    """Id -> names of one language, whose file may be missing."""
    if not (DATA / "institutions" / f"names.{lang}.tsv").exists():
        return {}
    return {row[0]: split_names(row[1]) for row in read_table(f"institutions/names.{lang}.tsv")}


@cache
def small_names(lang: str | None) -> frozenset[str]:
    """Names that the languages of a text write in small letters: "talibanes"."""
    return frozenset(
        name for one in lexicon_languages(lang) for names in _names(one).values() for name in names if name.islower()
    )


@cache
def institutions() -> dict[str, Entity]:
    """Id (without the prefix "org:") -> organization; IGOs have no country."""
    table = {}
    for key, sectors, country, name, others in read_table("institutions/base.tsv"):
        aliases = {"mul": (name, *split_names(others))}
        table[key] = Entity(f"org:{key}", name, "organization", country or None, tuple(sectors.split()), aliases)
    return table


@cache
def shared_names() -> frozenset[tuple[str, str]]:
    """Ids of organizations ("org:mk") with the name that those of other countries bear as well."""
    return frozenset((f"org:{key}", name) for key, name in read_table("institutions/shared.tsv"))


@cache
def institution_trie(lang: str | None) -> Trie[Entity]:
    """All organizations under the names that texts in a language use."""
    trie: Trie[Entity] = Trie()
    for key, entity in institutions().items():
        trie.update(entity.aliases["mul"], entity)
        for one in lexicon_languages(lang):
            trie.update(_names(one).get(key, ()), entity)
    return trie
