"""What names point to: known entities, and persons and organizations that the document itself introduces.

A later mention by a part of a full name ("Jenderal Min", "Shoigu") is the person introduced before it. A person's country
comes from the words around the name: nationality, title, organization, apposition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sumber.knowledge.actors import code_actor
from sumber.knowledge.countries import capital_of, country_name, country_trie
from sumber.knowledge.lexicon import actor_lexicon, lexicon_languages
from sumber.knowledge.match import Token, fold, tokenize
from sumber.knowledge.places import Place, find_places
from sumber.reading.names_lexicon import name_lexicon
from sumber.reading.names_spans import Found
from sumber.types import Entity, Mention, Span

BEFORE_CHARS = 90
AFTER_CHARS = 70
# Of persons who share a word of their names only so many are looked at, the latest first.
MAX_NAMESAKES = 20
# A town smaller than this, in a country that the text names nowhere, is no likelier than an unknown village of the same name.
SMALL_TOWN = 200_000
BREAK = re.compile(r"[,;:.!?\"“”()\n]")
IGO = "IGO"


@dataclass(slots=True, eq=False)
class _Person:
    """A person of this document, gathered mention by mention."""

    name: str
    words: tuple[str, ...]
    country: str | None = None
    sectors: tuple[str, ...] = ()
    known: Entity | None = None

    def entity(self) -> Entity:
        """The person as an entity: what the text says of office is believed over what is known."""
        if self.known:
            return replace(self.known, sectors=self.sectors or self.known.sectors)
        return Entity(f"person:{slug(self.name)}", self.name, "person", self.country, self.sectors)


@dataclass(slots=True)
class Linker:
    """Links the names of one document; `country` is the country that its names speak of most."""

    text: str
    lang: str | None
    country: str | None = None
    countries: frozenset[str] = frozenset()
    people: dict[str, list[_Person]] = field(default_factory=dict)  # by each word of the name, and by id

    def link(self, found: Sequence[Found]) -> tuple[Mention, ...]:
        """Mentions with entities. All persons are gathered first, so that a surname before its full name links too."""
        self.country = self._main_country(found)
        owners = {f: self._person(f) for f in found if f.kind == "person"}
        mentions = [self._mention(f, owners.get(f)) for f in found]
        return self._acronyms(mentions)

    def _acronyms(self, mentions: list[Mention]) -> tuple[Mention, ...]:
        """An acronym in parentheses after an organization's name is that organization, here and later on."""
        meant: dict[str, Entity] = {}
        for a, b in pairwise(mentions):
            gap = self.text[a.span.end : b.span.start].replace(" ", "")
            if gap == "(" and a.kind == b.kind == "organization" and a.entity and b.span.text.isupper():
                meant[b.span.text] = a.entity
        linked = (replace(m, entity=meant.get(m.span.text, m.entity)) if m.kind == "organization" else m for m in mentions)
        return tuple(linked)

    def _main_country(self, found: Sequence[Found]) -> str | None:
        counts = Counter(f.entity.country for f in found if f.entity and f.entity.country and f.kind == "place")
        self.countries = frozenset(counts)
        return max(counts, key=lambda c: counts[c]) if counts else None

    def _mention(self, f: Found, person: _Person | None) -> Mention:
        span = Span.of(self.text, f.start, f.end)
        if person:
            entity: Entity | None = person.entity()
        elif f.kind == "place":
            entity = self._place(f)
        elif f.kind == "organization":
            entity = f.entity if f.entity and f.entity.kind == "organization" else self._organization(span.text)
        else:
            entity = None
        return Mention(span, f.kind, entity, f.confidence)

    def _place(self, f: Found) -> Entity | None:
        name = self.text[f.start : f.end]
        if f.entity and f.entity.id.startswith("country:"):
            return replace(f.entity, name=country_name(f.entity.country or "", self.lang))
        places = find_places(name, capital_of(name, self.lang) or self.country)
        if places and not self._is_stray(places[0]):
            return places[0].entity()
        seat = capital_of(name, self.lang)
        return Entity(f"place:{slug(name)}", name, "place", seat)

    def _is_stray(self, place: Place) -> bool:
        """Is a place too small to be meant in a text about other countries?"""
        return (
            bool(self.countries)
            and place.country not in self.countries
            and place.kind == "city"
            and place.population < SMALL_TOWN
        )

    def _organization(self, name: str) -> Entity:
        code = code_actor(name, self.lang)
        if code.entity and code.entity.startswith("org:"):
            return Entity(code.entity, code.name, "organization", code.country, code.sectors)
        return Entity(f"org:{slug(name)}", name, "organization", code.country, code.sectors)

    def _person(self, f: Found) -> _Person:
        """The person a mention belongs to: the latest with all its words, else a new one."""
        words = tuple(t.key for t in tokenize(self.text, f.start, f.end))
        known = f.entity if f.entity and f.entity.kind == "person" else None
        near = self.people.get(known.id if known else words[0], [])[: -MAX_NAMESAKES - 1 : -1]
        person = next((p for p in near if contains(p.words, words) or (known and p.known == known)), None)
        if person is None:
            shorter = (p for w in words for p in reversed(self.people.get(w, [])[-MAX_NAMESAKES:]) if len(p.words) == 1)
            person = next(shorter, None) if len(words) > 1 else None
            if person is not None:
                person.name, person.words = self.text[f.start : f.end], words
        if person is None:
            person = _Person(self.text[f.start : f.end], words)
        person.known = person.known or known
        for key in (*words, *([known.id] if known else [])):
            if person not in (listed := self.people.setdefault(key, []))[-MAX_NAMESAKES:]:
                listed.append(person)
        country, sectors = self._role(f)
        person.country = person.country or country
        person.sectors = person.sectors or sectors
        return person

    def _role(self, f: Found) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors by the words before the name ("Jenderal Myanmar ...") or after it ("..., presiden Chile")."""
        start = max(0, f.start - BEFORE_CHARS)
        lead = self.text[start : f.start]
        lead = lead[max((m.end() for m in BREAK.finditer(lead.rstrip(". "))), default=0) :]
        phrase = self._noun_phrase(tokenize(lead), lead)
        if phrase:
            code = code_actor(phrase, self.lang)
            if code.country or code.sectors:
                return (None if IGO in code.sectors else code.country), code.sectors or f.sectors
        return self._apposition(f)[0], f.sectors or self._apposition(f)[1]

    def _noun_phrase(self, tokens: Sequence[Token], lead: str) -> str:
        """The words that describe the person: from the first title or actor noun that nothing interrupts up to the name."""
        lexicon = name_lexicon(self.lang)
        first: int | None = None
        i = 0
        while i < len(tokens):
            title = lexicon.titles.longest(tokens, i)
            demonym = country_trie(self.lang).longest(tokens, i)
            adjective = demonym is not None and demonym[1][0][1] == "demonym" and lexicon.head_last
            if title or adjective:
                first = i if first is None else first
                i = title[0] if title else i + 1
                continue
            if first is not None and self._interrupts(tokens[i]):
                first = None
            i += 1
        return lead[tokens[first].start :].strip() if first is not None else ""

    def _interrupts(self, token: Token) -> bool:
        """Does this word end a noun phrase: a pronoun, or a preposition that does not say to whom something belongs?"""
        for one in lexicon_languages(self.lang):
            words = actor_lexicon(one).words
            if (
                token.key in words["pronouns"]
                or token.key in words["conjunctions"]
                or (token.key in words["elsewhere"] and token.key not in words["belongs"])
            ):
                return True
        return False

    def _apposition(self, f: Found) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of what follows the name between commas, where that begins with an office."""
        tail = self.text[f.end : f.end + AFTER_CHARS]
        if not tail.lstrip().startswith(","):
            return None, ()
        tail = tail.lstrip()[1:]
        end = BREAK.search(tail)
        phrase = tail[: end.start()] if end else tail
        tokens = tokenize(phrase)
        titles = name_lexicon(self.lang).titles
        if not any(titles.longest(tokens, i) for i in range(min(3, len(tokens)))):
            return None, ()
        code = code_actor(phrase.strip(), self.lang)
        return (None if IGO in code.sectors else code.country), code.sectors


def contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """Do the words of `part` stand in `words` in the same order, next to each other?"""
    return any(tuple(words[i : i + len(part)]) == tuple(part) for i in range(len(words) - len(part) + 1))


def slug(name: str) -> str:
    """The name as part of an id: folded, words joined by hyphens."""
    return "-".join(fold(t.text) for t in tokenize(name)) or "-"
