"""Whose "the junta" is that the text called "Myanmar's junta" before: countries of actors that are only described."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from sumber.events.grammar import Grammar, load_grammar
from sumber.events.lexicon import language_data
from sumber.knowledge.actors import noun_trie
from sumber.knowledge.lexicon import lexicon_languages
from sumber.knowledge.match import tokenize
from sumber.types import EventMention, Inference, Mention, Role, Span

NOUNS = frozenset({"strong", "title"})
"""Of the nouns for actors those that tell a sector by themselves; "people" or "group" may be anybody's."""


def with_countries(events: Sequence[EventMention], mentions: Sequence[Mention], lang: str | None) -> list[EventMention]:
    """The events of a document; a role without a name that the same noun described before as one country's, and nobody else's,
    is that country's by the inference "country"."""
    known = [r for event in events for r in (*event.actors, *event.recipients) if r.country and r.sectors and not r.inference]
    if not known:
        return list(events)
    grammar = load_grammar(language_data(lang))
    told = {role: _nouns(role.span, lang) for role in known}
    named = [m.span for m in mentions]

    def seen(role: Role) -> Role:
        if role.country or role.entity or role.inference or not role.sectors or _is_vague(role.span, grammar):
            return role
        if any(span.overlaps(role.span) for span in named):
            return role
        nouns = _nouns(role.span, lang)
        before = [r for r in known if r.span.end <= role.span.start and r.sectors == role.sectors and told[r] & nouns]
        if len({r.country for r in before}) != 1:
            return role
        return replace(role, country=before[-1].country, inference=Inference("country", before[-1].span))

    return [replace(e, actors=tuple(map(seen, e.actors)), recipients=tuple(map(seen, e.recipients))) for e in events]


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
