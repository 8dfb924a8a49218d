"""What names point to: known entities, and persons and organizations that the document itself introduces.

A later mention by a part of a full name ("Jenderal Min", "Shoigu") is the person introduced before it. A person's country
comes from the words around the name: nationality, title, organization, apposition.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sumber.knowledge.actors import code_actor
from sumber.knowledge.countries import capital_of, country_name, country_trie
from sumber.knowledge.institutions import institutions, shared_names
from sumber.knowledge.lexicon import actor_lexicon, lexicon_languages
from sumber.knowledge.match import token_key, tokenize
from sumber.knowledge.people import person_trie
from sumber.knowledge.places import Place
from sumber.reading.names_known import Found
from sumber.reading.names_lexicon import name_lexicon
from sumber.reading.names_places import PlaceLinker
from sumber.reading.names_roles import BREAK, read_role
from sumber.types import Entity, Mention, Span

# Of persons who share a word of their names only so many are looked at, the latest first.
MAX_NAMESAKES = 20
# So near before an organization's name, in characters and words, stands who heads it.
OFFICE_CHARS = 40
# Words that an acronym spells stand this near before it; small words among them ("of the") are no longer.
SPELLED_CHARS = 120
SMALL_WORD = 4
OFFICE_WORDS = 2


@dataclass(slots=True, eq=False)
class _Person:
    """A person of this document, gathered mention by mention."""

    name: str
    words: tuple[str, ...]
    country: str | None = None
    sectors: tuple[str, ...] = ()
    known: Entity | None = None
    aliases: tuple[tuple[str, ...], ...] = ()

    def entity(self) -> Entity:
        """The person as an entity: what the text says of office is believed over what is known."""
        if self.known:
            return replace(self.known, sectors=self.sectors or self.known.sectors)
        where = f"{self.country}:" if self.country else ""
        return Entity(f"person:{where}{slug(self.name)}", self.name, "person", self.country, self.sectors)


@dataclass(slots=True)
class Linker:
    """Links the names of one document."""

    text: str
    lang: str | None
    places: PlaceLinker = field(init=False)
    people: dict[str, list[_Person]] = field(default_factory=dict)  # by each word of the name, and by id
    other_names: dict[Found, Found] = field(default_factory=dict)  # a name told as another's alias -> that other
    sites: list[Found] = field(default_factory=list)  # the names of places, in order
    bodies: list[Found] = field(default_factory=list)  # those of organizations

    def __post_init__(self) -> None:
        self.places = PlaceLinker(self.text, self.lang)

    def link(self, found: Sequence[Found]) -> tuple[Mention, ...]:
        """Mentions with entities. All persons are gathered first, so that a surname before its full name links too."""
        found = [f for f in found if tokenize(self.text, f.start, f.end)]
        self.places.read(found)
        found = self._aliased(found)
        self.sites = [f for f in found if f.kind == "place"]
        self.bodies = [f for f in found if f.kind == "organization"]
        owners: dict[Found, _Person] = {}
        for f in found:
            if f.kind == "person":
                owners[f] = self._person(f, owners)
        mentions = [self._mention(f, owners.get(f)) for f in found]
        return self._abroad(self._acronyms(mentions))

    def _aliased(self, found: Sequence[Found]) -> list[Found]:
        """The names; what stands behind a person's name and "alias" is that person's, wherever it stands alone again."""
        lexicon, others = name_lexicon(self.lang), set()
        for a, b in pairwise(found):
            if a.kind == "person" and token_key(self.text[a.end : b.start].strip()) in lexicon.aliases:
                self.other_names[b if b.kind == "person" else replace(b, kind="person")] = a
                others.add(self.text[b.start : b.end])
        return [replace(f, kind="person") if self.text[f.start : f.end] in others else f for f in found]

    def _where(self, country: str | None, start: int) -> str | None:
        """The country that the words before a person's name tell; that of the place meant where they name one that a country
        is called like as well: the Georgia of "Governor of Georgia"."""
        at = bisect_left(self.sites, start, key=lambda f: f.start) - 1
        near = self.sites[at] if country and at >= 0 else None
        if (
            near is None
            or start - near.end > 1
            or country not in dict(country_trie(self.lang).get(self.text[near.start : near.end]))
        ):
            return country
        place = self.places.best(self.text[near.start : near.end], near.end)
        return place.country if place and place.kind != "country" else country

    def _office(self, sectors: tuple[str, ...], f: Found) -> tuple[str, ...]:
        """The sectors that the words around a person's name tell; none where they only say that he heads or speaks for an
        organization ("Ketua Garda Nusa", ", chairwoman of Blue Line") of which nothing is known."""
        at = bisect_left(self.bodies, f.start, key=lambda b: b.start)
        before = [b for b in self.bodies[max(0, at - 1) : at] if self.text[b.end : f.start].strip(" ") in ("", ",")]
        behind = [b for b in self.bodies[at : at + 1] if self.text[f.end : b.start].startswith(",")]
        for body in before or behind:
            start = max(0, body.start - OFFICE_CHARS) if before else f.end + 1
            words = [t.key for t in tokenize(self.text, start, body.start)]
            words = words[-OFFICE_WORDS:] if before else words[: OFFICE_WORDS + 1] if len(words) <= 2 * OFFICE_WORDS else []
            heads = {w for one in lexicon_languages(self.lang) for w in actor_lexicon(one).words["heads_of"]}
            told = heads.intersection(words) or heads.intersection(map(" ".join, pairwise(words)))
            if told and not code_actor(self.text[body.start : body.end], self.lang).sectors:
                return ()
        return sectors

    def _acronyms(self, mentions: list[Mention]) -> tuple[Mention, ...]:
        """An acronym in parentheses after an organization's name, or after words in capitals whose initials it is, means those,
        here and later on."""
        meant: dict[str, list[tuple[int, Entity]]] = {}
        for a, b in pairwise([None, *mentions]):
            if b is None or b.kind != "organization":
                continue
            words = self._spelled_out(b.span)
            gap = self.text[a.span.end : b.span.start].replace(" ", "") if a else ""
            beside = a.entity if a and gap == "(" and a.kind == "organization" and b.span.text.isupper() else None
            if entity := self._organization(words) if words else beside:
                meant.setdefault(b.span.text, []).append((b.span.start, entity))
        return tuple(
            replace(m, entity=_latest(told, m.span.start))
            if m.kind == "organization" and (told := meant.get(m.span.text))
            else m
            for m in mentions
        )

    def _spelled_out(self, acronym: Span) -> str:
        """The words in capitals right before an acronym in parentheses that begin with its letters, small words between them
        aside: "Inflation Reduction Act (IRA)"; "" where there are none."""
        opened = self.text[: acronym.start].rstrip(" ")
        if not (opened.endswith("(") and acronym.text.isalpha() and acronym.text.isupper() and len(acronym.text) > 1):
            return ""
        near = max(0, len(opened) - 1 - SPELLED_CHARS)
        tokens, letters = tokenize(opened[:-1], near), list(acronym.text.lower())
        first = len(tokens)
        while letters and first > 0:
            first -= 1
            if not tokens[first].text[0].islower():
                if tokens[first].key[0] != letters.pop():
                    return ""
            elif len(tokens[first].text) > SMALL_WORD or first == len(tokens) - 1:
                return ""
        words = opened[tokens[first].start : -1].rstrip() if tokens and not letters else ""
        return "" if BREAK.search(words) else words

    def _abroad(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """A court or an office whose name those of other countries bear as well is of no known country where the document tells
        of other countries and of nothing else in its own."""
        told = [m.entity for m in mentions if m.entity and (m.entity.id, m.span.text) not in shared_names()]
        countries = {entity.country for entity in told if entity.country}
        return tuple(
            replace(m, entity=Entity(f"org:{slug(m.span.text)}", m.span.text, "organization", None, m.entity.sectors))
            if countries and m.entity and (m.entity.id, m.span.text) in shared_names() and m.entity.country not in countries
            else m
            for m in mentions
        )

    def _mention(self, f: Found, person: _Person | None) -> Mention:
        span = Span.of(self.text, f.start, f.end)
        candidates: tuple[tuple[Entity, float], ...] = ()
        if person:
            entity: Entity | None = person.entity()
        elif f.kind == "place":
            entity = self._place(f)
            candidates = self._candidates(f)
        elif f.kind == "organization":
            entity = self._organization(span.text)
        else:
            entity = None
        return Mention(span, f.kind, entity, f.confidence, candidates)

    def _place(self, f: Found) -> Entity:
        name = self.text[f.start : f.end]
        place = self.places.best(name, f.end)
        if place is None:
            country = capital_of(name, self.lang) or _seat_of(name, self.lang)
            return Entity(f"place:{slug(name)}", name, "place", country)
        return self._entity(place)

    def _entity(self, place: Place) -> Entity:
        if place.kind == "country":
            return Entity(place.id, country_name(place.country, self.lang), "place", place.country)
        return place.entity()

    def _candidates(self, f: Found) -> tuple[tuple[Entity, float], ...]:
        """The likeliest bearers of a place's name, where there are several that matter."""
        shares = self.places.shares(self.text[f.start : f.end], f.end)
        return tuple((self._entity(place), share) for place, share in shares) if len(shares) > 1 else ()

    def _organization(self, name: str) -> Entity:
        code = code_actor(name, self.lang)
        if code.entity and code.entity.startswith("org:"):
            return Entity(code.entity, code.name, "organization", code.country, code.sectors)
        key = slug(name)
        # An acronym that elsewhere is a known organization's id ("MK") must not pass for it.
        id = f"org:{key}" if key not in institutions() else f"org:{self.lang or 'und'}:{key}"
        return Entity(id, name, "organization", code.country, code.sectors)

    def _person(self, f: Found, owners: Mapping[Found, _Person]) -> _Person:
        """The person a mention belongs to: the latest with all its words, else a new one. `owners` are those of the mentions
        before."""
        words = tuple(t.key for t in tokenize(self.text, f.start, f.end))
        known = next(iter(person_trie().get(self.text[f.start : f.end])), None)
        near = self.people.get(known.id if known else words[0], [])[: -MAX_NAMESAKES - 1 : -1]
        if (other := owners.get(self.other_names.get(f, f))) is not None:
            other.aliases += (words,)
            self.people.setdefault(words[0], []).append(other)
            return other
        person = next((p for p in near if contains(p.words, words) or words in p.aliases or (known and p.known == known)), None)
        if person is None and (titled := self._untitled(f)):
            near = self.people.get(titled[0], [])[: -MAX_NAMESAKES - 1 : -1]
            person = next((p for p in near if len(p.words) > len(titled) and contains(p.words, titled)), None)
        if person is None:
            shorter = (p for w in words for p in reversed(self.people.get(w, [])[-MAX_NAMESAKES:]) if len(p.words) == 1)
            person = next(shorter, None) if len(words) > 1 else None
            if person is not None:
                person.name, person.words = self.text[f.start : f.end], words
        if person is None:
            person = _Person(self.text[f.start : f.end], words)
        for key in (*words, *([known.id] if known else [])):
            if person not in (listed := self.people.setdefault(key, []))[-MAX_NAMESAKES:]:
                listed.append(person)
        country, sectors = read_role(self.text, self.lang, f.start, f.end)
        country, sectors = self._where(country, f.start), self._office(sectors, f)
        told = person.country or country
        if known and (told is None or known.country in (None, told)):
            person.known = known  # of two namesakes from different countries the text means the other
        person.country = person.country or country
        person.sectors = person.sectors or sectors
        return person

    def _untitled(self, f: Found) -> tuple[str, ...]:
        """The words of a name that took its title in ("General Lin"), without it; none for a name without title."""
        tokens = tokenize(self.text, f.start, f.end)
        hit = name_lexicon(self.lang).titles.longest(tokens, 0)
        return tuple(t.key for t in tokens[hit[0] :]) if hit else ()


def _seat_of(name: str, lang: str | None) -> str | None:
    """The country whose institution a name is that the text has for a place: "Kremlin"."""
    code = code_actor(name, lang)
    return code.country if code.entity and code.entity.startswith("org:") else None


def _latest(told: Sequence[tuple[int, Entity]], start: int) -> Entity:
    """What a name means at a character: what was told of it last, or else first."""
    return next((entity for at, entity in reversed(told) if at <= start), told[0][1])


def contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """Do the words of `part` stand in `words` in the same order, next to each other?"""
    return any(tuple(words[i : i + len(part)]) == tuple(part) for i in range(len(words) - len(part) + 1))


def slug(name: str) -> str:
    """The name as part of an id: the keys of its words, joined by hyphens."""
    return "-".join(token.key for token in tokenize(name)) or "-"
