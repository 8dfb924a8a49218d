"""What role words stand for: names and descriptions as they are, pronouns and collectives by what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sumber.events.grammar import Clause
from sumber.knowledge.actors import ActorCode, code_actor
from sumber.knowledge.countries import country_name
from sumber.types import Inference, Mention, Role, Span, TimeExpression

MAX_PHRASE_CHARACTERS = 200
code_cached = lru_cache(maxsize=4096)(code_actor)


@dataclass(frozen=True)
class Reader:
    """The names and times of a document as one clause sees them: `named` and `timed` are the clause's tokens inside one."""

    text: str
    lang: str | None
    mentions: Sequence[Mention]
    named: frozenset[int]
    timed: frozenset[int]

    def is_actor(self, clause: Clause, start: int, end: int) -> bool:
        """Do tokens [start, end) name or describe somebody?"""
        if any(k in self.named for k in range(start, end)):
            return True
        words = clause.words(start, end)
        if any(w in clause.grammar.pronouns for w in words) or _collective(clause, start, end):
            return True
        code = self._code(self.text[clause.tokens[start].start : clause.tokens[end - 1].end])
        return bool(code.country or code.sectors)

    def is_actor_role(self, role: Role) -> bool:
        """Does a role hold a name, an inferred name, or a describable actor?"""
        if role.inference or role.country or role.sectors or role.entity:
            return True
        return any(m.span.overlaps(role.span) for m in self.mentions)

    def roles_of(self, clause: Clause, start: int, end: int) -> list[Role]:
        """The roles that tokens [start, end) stand for; none where a pronoun cannot be resolved."""
        words = Span.of(self.text, clause.tokens[start].start, clause.tokens[end - 1].end)
        if collective := _collective(clause, start, end):
            return self._resolve_collective(words, *collective)
        if end - start == 1 and words.text.lower() in clause.grammar.pronouns:
            return self._resolve_pronoun(words, words.text.lower() in clause.grammar.plural_pronouns)
        if end - start == 2 and clause.tokens[start].lower in clause.grammar.definites:
            return self._resolve_pronoun(words, False, "title") or [self._role(words, None)]
        return [self._role(words, None)]

    def _resolve_collective(self, words: Span, kind: str, count: int) -> list[Role]:
        before = [m for m in self.mentions if m.span.end <= words.start]
        found: dict[str, Mention] = {}
        for mention in reversed(before):
            country = mention.entity.country if mention.entity else None
            if kind == "countries" and not country:
                continue
            found.setdefault(country if kind == "countries" and country else mention.span.text, mention)
            if len(found) == count:
                kept = reversed(found.values())
                return [self._collected(m, Inference("collective", words), kind == "countries") for m in kept]
        return []

    def _collected(self, mention: Mention, inference: Inference, as_country: bool) -> Role:
        country = mention.entity.country if mention.entity else None
        if as_country and country:
            return Role(mention.span, country_name(country, self.lang or "en"), country, ("GOV",), None, inference)
        return self._role(mention.span, inference)

    def _resolve_pronoun(self, words: Span, plural: bool, kind: str = "pronoun") -> list[Role]:
        if plural:
            return []
        for mention in reversed(self.mentions):
            if mention.span.end <= words.start and mention.kind == "person":
                return [self._role(mention.span, Inference(kind, words))]
        return []

    def _role(self, span: Span, inference: Inference | None) -> Role:
        inner = [m for m in self.mentions if m.span.within(span) and m.entity]
        code = self._code(span.text)
        entity = code.entity or (inner[0].entity.id if len(inner) == 1 and inner[0].entity else None)
        return Role(span, code.name or span.text, code.country, code.sectors, entity, inference)

    def _code(self, phrase: str) -> ActorCode:
        return code_cached(" ".join(phrase.split())[:MAX_PHRASE_CHARACTERS], self.lang)


def _collective(clause: Clause, start: int, end: int) -> tuple[str, int] | None:
    return clause.grammar.collectives.get(tuple(clause.words(start, end)))


def tokens_within(clause: Clause, spans: Sequence[Mention] | Sequence[TimeExpression]) -> frozenset[int]:
    """Indices of the clause's tokens that stand inside one of the spans."""
    inside = [s.span for s in spans if s.span.overlaps(clause.sentence)]
    return frozenset(i for i, t in enumerate(clause.tokens) if any(s.start <= t.start and t.end <= s.end for s in inside))
