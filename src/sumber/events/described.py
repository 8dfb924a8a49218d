"""Whose "the junta" is that the text called "Myanmar's junta" before: countries of actors that are only described."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from sumber.events.grammar import Grammar, load_grammar
from sumber.events.lexicon import language_data
from sumber.knowledge.actors import noun_trie
from sumber.knowledge.lexicon import lexicon_languages
from sumber.knowledge.match import tokenize
from sumber.types import EventMention, Inference, Mention, Role, Span

NOUNS = frozenset({"strong", "title"})
"""Of the nouns for actors those that tell a sector by themselves; "people" or "group" may be anybody's."""


Key = tuple[str, tuple[str, ...]]
"""A noun and the sectors of those whom it described."""


def with_countries(events: Sequence[EventMention], mentions: Sequence[Mention], lang: str | None) -> list[EventMention]:
    """The events of a document; a role without a name that the same noun described before as one country's, and nobody else's,
    is that country's by the inference "country". `mentions` stand in order and without overlap."""
    told = _told(events, lang)
    if not told:
        return list(events)
    grammar, starts = load_grammar(language_data(lang)), [m.span.start for m in mentions]

    def seen(role: Role) -> Role:
        if role.country or role.entity or role.inference or not role.sectors or _is_vague(role.span, grammar):
            return role
        last = bisect_left(starts, role.span.end) - 1
        if last >= 0 and mentions[last].span.overlaps(role.span):
            return role
        keys = [(noun, role.sectors) for noun in _nouns(role.span, lang)]
        before = [told[key].before(role.span.start) for key in keys if key in told]
        found = list(chain.from_iterable(before))
        if len({country for country, _ in found}) != 1:
            return role
        country, words = max(found, key=lambda one: one[1].end)
        return replace(role, country=country, inference=Inference("country", words))

    return [replace(e, actors=tuple(map(seen, e.actors)), recipients=tuple(map(seen, e.recipients))) for e in events]


@dataclass(frozen=True, slots=True)
class _Told:
    """Whom one noun described with a country, by where that ends."""

    ends: list[int] = field(default_factory=list)
    roles: list[tuple[str, Span]] = field(default_factory=list)
    firsts: dict[str, Span] = field(default_factory=dict)

    def before(self, start: int) -> list[tuple[str, Span]]:
        """Each country told before a place, with its first words, and the last that was told there."""
        found = [(country, span) for country, span in self.firsts.items() if span.end <= start]
        return [*found, self.roles[bisect_right(self.ends, start) - 1]] if found else []


def _told(events: Sequence[EventMention], lang: str | None) -> dict[Key, _Told]:
    known = {
        (r.span.end, r.country, r.sectors, r.span)
        for event in events
        for r in (*event.actors, *event.recipients)
        if r.country and r.sectors and not r.inference
    }
    told: dict[Key, _Told] = {}
    for end, country, sectors, span in sorted(known, key=lambda one: (one[0], one[3].start)):
        for noun in _nouns(span, lang):
            one = told.setdefault((noun, sectors), _Told())
            one.ends.append(end)
            one.roles.append((country, span))
            one.firsts.setdefault(country, span)
    return told


def _nouns(span: Span, lang: str | None) -> frozenset[str]:
    """The nouns and titles in a phrase that tell a sector."""
    return frozenset(chain.from_iterable(_found(span.text, one) for one in lexicon_languages(lang)))


def _found(phrase: str, lang: str) -> Iterator[str]:
    tokens, trie = tokenize(phrase), noun_trie(lang)
    at = 0
    while at < len(tokens):
        hit = trie.longest(tokens, at)
        if hit and any(kind in NOUNS for kind, _ in hit[1]):
            yield " ".join(token.key for token in tokens[at : hit[0]])
            # "The military regime" may take up "the military of X", as a single word that tells the sector.
            yield from (t.key for t in tokens[at : hit[0]] if any(kind == "strong" for kind, _ in trie.get(t.key)))
        at = hit[0] if hit else at + 1


def _is_vague(span: Span, grammar: Grammar) -> bool:
    """Does a phrase open as one that means some of them, not those spoken of: "two soldiers", "sejumlah polisi"?"""
    first = next(iter(tokenize(span.text)), None)
    return first is None or first.key in grammar.indefinites or first.key in grammar.numbers or first.text[0].isdigit()
