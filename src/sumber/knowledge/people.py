"""Known persons: heads of state and government, and others whom news names without explaining them."""

from __future__ import annotations

from functools import cache

from sumber.knowledge.lexicon import read_table, split_names
from sumber.knowledge.match import Trie, tokenize
from sumber.types import Entity


@cache
def person_trie() -> Trie[Entity]:
    """Known persons under their full and usual names; ids are `person:` and the unaccented full name, as for unknown ones."""
    trie: Trie[Entity] = Trie()
    for country, sectors, name, others in read_table("people.tsv"):
        id = "person:" + "-".join(t.key for t in tokenize(name))
        aliases = split_names(others)
        entity = Entity(id, name, "person", country or None, tuple(sectors.split()), {"mul": aliases})
        trie.update((name, *aliases), entity)
    return trie
