"""Whom a person acts for, by the words around the name: country and PLOVER sectors of office, nationality, organization."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sumber.knowledge.actors import IGO, code_actor, noun_trie
from sumber.knowledge.countries import country_trie
from sumber.knowledge.institutions import institution_trie
from sumber.knowledge.lexicon import actor_lexicon, lexicon_languages
from sumber.knowledge.match import Token, tokenize
from sumber.reading.names_lexicon import name_lexicon

BEFORE_CHARS = 90
AFTER_CHARS = 70
LONGEST_SHORT = 5  # letters of a title that a full stop shortens
BREAK = re.compile(r"[,;:.!?\"“”()\n]")
Part = Literal["role", "people", "name", "joint", "other"]
Role = tuple[str | None, tuple[str, ...]]
UNTOLD: Role = (None, ())


def read_role(text: str, lang: str | None, start: int, end: int) -> Role:
    """Country and sectors of the person named by text[start:end], by the words before the name ("Jenderal Myanmar ...") or
    after it ("..., presiden Chile"); None and () where they tell nothing."""
    country, sectors = _before(text, lang, start, end)
    if country is None or not sectors:
        behind = _behind(text, lang, end)
        country, sectors = country or behind[0], sectors or behind[1]
    return country, sectors


def _coded(phrase: str, lang: str | None) -> Role:
    """What words that describe a person tell; whoever serves a body of many countries is of none by that."""
    code = code_actor(phrase, lang)
    return (None if IGO in code.sectors else code.country), code.sectors


def _behind(text: str, lang: str | None, end: int) -> Role:
    """What follows the name between commas tells, where it begins with an office."""
    tail = text[end : end + AFTER_CHARS]
    if not tail.lstrip().startswith(","):
        return UNTOLD
    tail = tail.lstrip()[1:]
    stop = BREAK.search(tail)
    phrase = tail[: stop.start()] if stop else tail
    tokens = tokenize(phrase)
    titles = name_lexicon(lang).titles
    if not any(titles.longest(tokens, i) for i in range(min(3, len(tokens)))):
        return UNTOLD
    return _coded(phrase.strip(), lang)


def _before(text: str, lang: str | None, start: int, end: int) -> Role:
    """What the description right before the name tells, or one before a comma that is all its clause has."""
    lead = text[max(0, start - BEFORE_CHARS) : start].rstrip()
    if lead.endswith(".") and not _shortened(lead, lang):
        return UNTOLD  # what stands before ended its sentence
    lead = lead.rstrip(". ")
    aside = lead.endswith(",") and text[end : end + 1] == ","
    lead = lead.removesuffix(",") if aside else lead
    lead = lead[max((m.end() for m in BREAK.finditer(lead)), default=0) :]
    tokens = tokenize(lead)
    parts = _parts(tokens, lang)
    first = _reach(parts)
    opening = next((i for i in range(first, len(tokens)) if parts[i] in ("role", "people")), None)
    conjunctions = {w for one in lexicon_languages(lang) for w in actor_lexicon(one).words["conjunctions"]}
    if opening is None or (aside and any(t.key not in conjunctions for t in tokens[:first])):
        return UNTOLD
    return _coded(lead[tokens[opening].start :].strip(), lang)


def _shortened(lead: str, lang: str | None) -> bool:
    """Does the full stop that ends the words shorten a title ("Gov.", "dr.") or an initial?"""
    tokens = tokenize(lead)
    if not tokens or len(tokens[-1].text) > LONGEST_SHORT:
        return False
    titles = name_lexicon(lang).titles
    return len(tokens[-1].text) == 1 or any(
        (hit := titles.longest(tokens, i)) is not None and hit[0] == len(tokens) for i in range(len(tokens))
    )


def _reach(parts: Sequence[Part]) -> int:
    """How far back the description goes that ends a clause. A word that may be a verb stands in it only behind an office, as
    its field does ("menteri kehakiman Ceko"), and never right before the name."""
    i = len(parts)
    while i > 0:
        if parts[i - 1] == "other" and not (i < len(parts) and i > 1 and parts[i - 2] == "role" and parts[i] != "role"):
            break
        if parts[i - 1] == "joint" and i < len(parts) and parts[i] == "role" and not (i == 1 or parts[i - 2] == "role"):
            break
        i -= 1
    return i


def _parts(tokens: Sequence[Token], lang: str | None) -> list[Part]:
    """What each word is to a description: an office or kind of person, a nationality before it, some name, what joins them."""
    lexicons = [actor_lexicon(one) for one in lexicon_languages(lang)]
    joints = frozenset(w for a in lexicons for k in ("belongs", "determiners") for w in a.words[k])
    parts: list[Part] = []
    while len(parts) < len(tokens):
        i = len(parts)
        end, part = max(_known(tokens, i, lang), default=(i + 1, "other"), key=lambda known: known[0])
        if part == "other" and tokens[i].key in joints:
            part = "joint"
        elif part == "other" and not tokens[i].text[0].islower():
            part = "name"
        parts += [part] * (end - i)
    return parts


def _known(tokens: Sequence[Token], i: int, lang: str | None) -> Iterator[tuple[int, Part]]:
    """The known phrases that begin at token i: where they end, and what they are; offices first."""
    lexicon = name_lexicon(lang)
    if title := lexicon.titles.longest(tokens, i):
        yield title[0], "role"
    for one in lexicon_languages(lang):
        if noun := noun_trie(one).longest(tokens, i):
            yield noun[0], "role"
    if country := country_trie(lang).longest(tokens, i):
        yield country[0], "people" if country[1][0][1] == "demonym" and lexicon.head_last else "name"
    if not tokens[i].text[0].islower() and (known := institution_trie(lang).longest(tokens, i)):
        yield known[0], "name"
