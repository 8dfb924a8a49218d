"""Which countries a report says, in its title and first words, that it is about.

What tells unlike happenings of one kind apart in any two languages: a vector knows a strike of nurses from a flood, but hardly
one in Kenya from one in Portugal, and their words share no letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sumber.caseless import unaccented
from sumber.knowledge.countries import country_trie
from sumber.knowledge.match import Token, tokenize
from sumber.knowledge.places import find_places
from sumber.stories.countables import load_countables
from sumber.stories.vectors import HEAD, primary_language
from sumber.types import Document

_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"[A-Z]\.[A-Z]")


def lead_countries(document: Document) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 of the countries that the title and the beginning of the text name, by their names, their people or
    their capitals, in order of the codes."""
    text = f"{(document.title or '')[:HEAD]}\n{document.text[:HEAD]}"
    return tuple(sorted(set(_countries(text, document.lang))))


def _countries(text: str, lang: str | None) -> Iterator[str]:
    trie = country_trie(lang)
    # Most words begin no name, which is soon told of all at once.
    words = _WORD.findall(text.lower()) if text.isascii() else map(unaccented, _WORD.findall(text))
    if trie.firsts().isdisjoint(words) and not _INITIALS.search(text):
        return
    tokens, i = tokenize(text), 0
    while i < len(tokens):
        hit = trie.longest(tokens, i)
        if hit is not None:
            name = tokens[i : hit[0]]
            yield from (code for code, use in hit[1] if use == "demonym" or _is_name(name, code, lang, use == "capital"))
        i = i + 1 if hit is None else hit[0]


def _is_name(words: Sequence[Token], code: str, lang: str | None, capital: bool) -> bool:
    """Are the words written as a name, and if a capital's, as no number and no larger town's ("Lima" is five in Indonesian)?"""
    first = words[0].text[0]
    if first == first.lower() != first.upper():
        return False
    return not capital or _is_capital(" ".join(word.text for word in words), code, primary_language(lang))


@lru_cache(maxsize=1000)
def _is_capital(name: str, code: str, language: str) -> bool:
    places, words = find_places(name), load_countables(language)
    return (words is None or name.lower() not in words.numerals.units) and (not places or places[0].country == code)
