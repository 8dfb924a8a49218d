"""What role words stand for: names and descriptions as they are, pronouns and collectives by what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sumber.events.antecedents import Bearers, told_again
from sumber.events.grammar import Clause
from sumber.knowledge.actors import ActorCode, code_actor, is_means, is_thing
from sumber.knowledge.countries import capital_of, country_name
from sumber.types import Inference, Mention, Quote, Role, Span, TimeExpression

MAX_PHRASE_CHARACTERS = 200
# A pronoun stands for somebody named at most this many characters before it.
PRONOUN_REACH = 300
COLLECTIVE_REACH = 800
# "Both leaders" are two persons named at most this many characters before.
LEADERS_REACH = 400
code_cached = lru_cache(maxsize=4096)(code_actor)


@dataclass(frozen=True)
class Reader:
    """The names and times of a document as one clause sees them: `named` and `timed` are the clause's tokens inside one,
    `earlier` are the roles of events told before, `office` the office that the sentence before begins with; `mentions` are
    those near, `bearers` all whom the document gives a title."""

    text: str
    lang: str | None
    mentions: Sequence[Mention]
    named: frozenset[int]
    timed: frozenset[int]
    bearers: Bearers
    quotes: Sequence[Quote] = ()
    earlier: Sequence[Role] = ()
    office: Span | None = None

    def is_actor(self, clause: Clause, start: int, end: int) -> bool:
        """Do tokens [start, end) name or describe somebody?"""
        if self.is_thing(clause, start, end):
            return False
        if any(k in self.named for k in range(start, end)):
            return True
        words = clause.words(start, end)
        if any(w in clause.grammar.pronouns for w in words) or _collective(clause, start, end):
            return True
        code = self.code(self.text[clause.tokens[start].start : clause.tokens[end - 1].end])
        return bool(code.country or code.sectors)

    def is_thing(self, clause: Clause, start: int, end: int) -> bool:
        """Is the head of tokens [start, end) a deed or an object? A phrase that is wholly a name is none."""
        if all(k in self.named for k in range(start, end)):
            return False
        return is_thing(self._words(clause, start, end).text, self.lang)

    def is_nobody(self, clause: Clause, start: int, end: int) -> bool:
        """Do tokens [start, end) stand where somebody would and mean nobody ("crimes against humanity")?"""
        return is_means(self._words(clause, start, end).text, self.lang)

    def is_actor_role(self, role: Role) -> bool:
        """Does a role hold a name, an inferred name, or a describable actor?"""
        if role.inference or role.country or role.sectors or role.entity:
            return True
        inside = [m for m in self.mentions if m.span.overlaps(role.span)]
        return bool(inside) and (any(role.span.within(m.span) for m in inside) or not is_thing(role.span.text, self.lang))

    def is_site(self, role: Role) -> bool:
        """Is a role's span the name of a place that stands for no country's government: where a march was, not against whom?"""
        own = [m for m in self.mentions if m.kind == "place" and role.span.within(m.span)]
        return bool(own) and not role.inference and not any(self._is_country(m) for m in own)

    def before_bare_verb(self, clause: Clause, start: int, end: int) -> tuple[int, int]:
        """Tokens [start, end) up to the name of a person or a country that begins them, where a small word follows: "that Roe
        resign", whose verb no ending tells."""
        opens = clause.tokens[start].start
        name = next((m for m in self.mentions if m.span.start == opens and (m.kind == "person" or self._is_country(m))), None)
        if name is None:
            return start, end
        behind = next((k for k in range(start, end) if clause.tokens[k].start >= name.span.end), end)
        word = clause.tokens[behind].text if behind < end else ""
        bare = word.isalpha() and word.islower() and word not in clause.grammar.dangling
        return (start, behind) if bare else (start, end)

    def _words(self, clause: Clause, start: int, end: int) -> Span:
        return Span.of(self.text, clause.tokens[start].start, clause.tokens[end - 1].end)

    def roles_of(self, clause: Clause, start: int, end: int, avoid: tuple[Role, ...] = ()) -> list[Role]:
        """The roles that tokens [start, end) stand for; none where a pronoun cannot be resolved. Collectives do not stand for
        those in `avoid`."""
        words = self._words(clause, start, end)
        if clause.tokens[start].lower in clause.grammar.negation and _counts_only(clause, start + 1, end):
            return []  # "nobody", "no one"
        if collective := _collective(clause, start, end):
            return self._resolve_collective(words, *collective, avoid)
        if end - start == 1 and words.text.lower() in clause.grammar.impersonal:
            return []
        if end - start == 1 and words.text.lower() in clause.grammar.pronouns:
            return self._resolve_pronoun(words, words.text.lower() in clause.grammar.plural_pronouns)
        if end - start == 2 and clause.tokens[start].lower in clause.grammar.definites:
            return self._resolve_title(words, clause.tokens[start + 1].text) or [self.role(words, None)]
        return [self.role(words, None)]

    def _resolve_collective(self, words: Span, kind: str, count: int, avoid: tuple[Role, ...]) -> list[Role]:
        before = [m for m in self.mentions if m.span.end <= words.start and not any(m.span.overlaps(r.span) for r in avoid)]
        before = [m for m in before if not self._speaks(m, words)]
        again = () if avoid else told_again(words, count, self.earlier, self.mentions)
        if again and (kind != "countries" or all(r.country for r in again)):
            return [replace(r, inference=Inference("collective", words)) for r in again]
        if kind == "leaders":
            near = [m for m in before if m.kind == "person" and words.start - m.span.end <= LEADERS_REACH]
            return self._last_of(words, "names", count, near, avoid)
        last = next((m for m in reversed(before) if m.kind != "place" or self._is_country(m)), None)
        if kind == "names" and last and last.kind == "person":  # "the envoy of Peru, X": the envoy is one, Peru is none
            people = self._last_of(words, kind, count, [m for m in before if m.kind == "person"], avoid)
            return people or self._last_of(words, kind, count, before, avoid)
        return self._last_of(words, kind, count, before, avoid)

    def _speaks(self, mention: Mention, words: Span) -> bool:
        """Is a mention who says the words between quotation marks, and thus nobody of whom they tell?"""
        speakers = (
            q.meant for q in self.quotes if q.direct and q.meant and q.span.start <= words.start and words.end <= q.span.end
        )
        return any(s.span == mention.span or (s.entity and s.entity == mention.entity) for s in speakers)

    def _last_of(self, words: Span, kind: str, count: int, before: Sequence[Mention], avoid: tuple[Role, ...]) -> list[Role]:
        """The last so many different ones of the mentions, as roles; none where there are not as many."""
        others, taken = {r.country for r in avoid}, {r.entity for r in avoid if r.entity}
        found: dict[str, Mention] = {}
        for mention in reversed(before):
            country = mention.entity.country if mention.entity else None
            if words.start - mention.span.end > COLLECTIVE_REACH:
                break
            if mention.entity and mention.entity.id in taken:
                continue
            if kind == "names" and mention.kind == "place" and not self._is_country(mention):
                continue
            if kind == "countries" and (not country or country in others or not self._speaks_for_country(mention)):
                continue
            found.setdefault(country if kind == "countries" and country else mention.span.text, mention)
            if len(found) == count:
                kept = reversed(found.values())
                return [self._collected(m, Inference("collective", words), kind == "countries") for m in kept]
        return []

    def _speaks_for_country(self, mention: Mention) -> bool:
        """Is a mention a country's name, its capital's, or somebody's who governs it?"""
        entity = mention.entity
        governs = entity is not None and mention.kind == "person" and entity.sectors[:1] == ("GOV",)
        return governs or self._is_country(mention)

    def _is_country(self, mention: Mention) -> bool:
        """Is a mention a country's name or its capital's?"""
        entity = mention.entity
        if entity is None or mention.kind != "place":
            return False
        return entity.id.startswith("country:") or capital_of(mention.span.text, self.lang) == entity.country

    def _collected(self, mention: Mention, inference: Inference, as_country: bool) -> Role:
        country = mention.entity.country if mention.entity else None
        if as_country and country:
            return Role(mention.span, country_name(country, self.lang or "en"), country, ("GOV",), None, inference)
        return self.role(mention.span, inference)

    def _resolve_title(self, words: Span, title: str) -> list[Role]:
        """The bearer of a title, or whoever was named last where it is not known who bears it."""
        _, known = self.bearers.of(title, words.start)
        if known is None:
            return self._resolve_pronoun(words, False, "title")
        return [replace(self, mentions=(known,)).role(known.span, Inference("title", words))]

    def _resolve_pronoun(self, words: Span, plural: bool, kind: str = "pronoun") -> list[Role]:
        if plural:
            return []
        if self.office and kind == "pronoun":
            return [self.role(self.office, Inference(kind, words))]
        for mention in reversed(self.mentions):
            if words.start - mention.span.end > PRONOUN_REACH:
                break
            if mention.span.end <= words.start and mention.kind == "person":
                return [self.role(mention.span, Inference(kind, words))]
        return []

    def role(self, span: Span, inference: Inference | None) -> Role:
        """The role that a span names, coded. A person's name tells no country by itself: towns are called like persons."""
        inner = [m for m in self.mentions if m.span.within(span) and m.entity]
        person = next((m for m in inner if m.kind == "person" and m.span.end == span.end), None)
        code = self.code(span.text)
        own = next((m.entity for m in inner if m.kind == "organization" and m.span == span), None)
        if own and code.entity and own.id != code.entity and own.country is None:  # another country's court of that name
            code = replace(code, country=None, sectors=own.sectors, entity=own.id)
        if person and person.entity and not code.entity:
            office = self.code(self.text[span.start : person.span.start]) if person.span.start > span.start else None
            country, sectors = (office.country, office.sectors) if office else (None, ())
            told = ActorCode(
                person.entity.name, country or person.entity.country, sectors or person.entity.sectors or code.sectors
            )
            return Role(span, told.name, self._country(told, inner), told.sectors, person.entity.id, inference)
        entity = code.entity or (inner[0].entity.id if len(inner) == 1 and inner[0].entity else None)
        return Role(span, self._called(span, code), self._country(code, inner), code.sectors, entity, inference)

    def _country(self, code: ActorCode, inner: Sequence[Mention]) -> str | None:
        """The country of a role: where it is that of a place in it, that lies where the document's reading puts it, not where
        its biggest namesake does, and nowhere where that leaves it open. Other words keep theirs ("the Omani consul in X")."""
        places = [(m.entity.country, m.span.text) for m in inner if m.entity and m.kind == "place"]
        countries = [country for country, _ in places if country]
        if code.country is None or code.country in countries:
            return code.country
        placed = [country for country, words in places if self.code(words).country == code.country]
        return (countries[0] if countries else None) if placed else code.country

    def _called(self, span: Span, code: ActorCode) -> str:
        """What a role is called; words in which no person's name stands are told whole ("Western states", not "Western")."""
        named = code.entity or any(m.kind == "person" and m.span.overlaps(span) for m in self.mentions)
        return (code.name if named else code.words) or code.name or span.text

    def code(self, phrase: str) -> ActorCode:
        """What is known of words that name or describe somebody."""
        return code_cached(" ".join(phrase.split())[:MAX_PHRASE_CHARACTERS], self.lang)


def _counts_only(clause: Clause, start: int, end: int) -> bool:
    """Are tokens [start, end) numbers, or none at all?"""
    return all(word in clause.grammar.numbers for word in clause.words(start, end))


def _collective(clause: Clause, start: int, end: int) -> tuple[str, int] | None:
    return clause.grammar.collectives.get(tuple(clause.words(start, end)))


def tokens_within(clause: Clause, spans: Sequence[Mention] | Sequence[TimeExpression]) -> frozenset[int]:
    """Indices of the clause's tokens that stand inside one of the spans."""
    inside = [s.span for s in spans if s.span.overlaps(clause.sentence)]
    return frozenset(i for i, t in enumerate(clause.tokens) if any(s.start <= t.start and t.end <= s.end for s in inside))


def tokens_inside(clause: Clause, names: Sequence[Mention]) -> frozenset[int]:
    """Indices of the clause's tokens that are part of a longer name: the "Arms" of the "Lake Basin Arms Monitor"."""
    longer = [m.span for m in names if m.span.overlaps(clause.sentence)]
    return frozenset(
        i
        for i, t in enumerate(clause.tokens)
        if any(s.start <= t.start and t.end <= s.end and len(s.text) > len(t.text) for s in longer)
    )
