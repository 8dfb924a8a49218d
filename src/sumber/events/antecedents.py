"""Whom words mean that name nobody: the office that opened the sentence before, the bearer of a title, two told of before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sumber.events.grammar import Clause, see_clause
from sumber.knowledge.actors import leading_title
from sumber.types import Annotation, Mention, Role, Span

# How far before a name, in characters, its title stands ("Minister of Public Works Jane Roe").
TITLE_REACH = 60
# Those told of together are meant again at most this many characters later.
AGAIN_REACH = 1200
_ENDS = re.compile(r"[\n.;:!?,]")


def office_before(annotation: Annotation, here: Clause) -> Span | None:
    """The office that the sentence before one with a pronoun begins with, where that names no person ("The governor of Lampung
    opened the fair. He handed over"); the name of its bearer, where it stands alone and one is known."""
    sentence, grammar = here.sentence, here.grammar
    pronoun = next((t.start for t in here.tokens if t.lower in grammar.pronouns), None)
    if pronoun is None:
        return None
    people = [m.span for m in annotation.mentions if m.kind == "person"]
    if any(sentence.start <= person.start < pronoun for person in people):
        return None
    last = max((s for s in annotation.sentences if s.end <= sentence.start), key=lambda s: s.end, default=None)
    if last is None or any(person.overlaps(last) for person in people):
        return None
    text, clause = annotation.document.text, see_clause(last, grammar)
    tokens = clause.tokens
    start = next((k for k, t in enumerate(tokens) if t.lower not in grammar.determiners), len(tokens))
    ends = (k for k in range(start, len(tokens)) if clause.verbs[k] or clause.is_break(k))
    end = next(ends, len(tokens))
    while end > start and tokens[end - 1].lower in grammar.auxiliaries | grammar.dangling:
        end -= 1
    if end <= start or end == len(tokens):
        return None
    phrase = Span.of(text, tokens[start].start, tokens[end - 1].end)
    title = leading_title(phrase.text, annotation.document.lang)
    if title is None:
        return None
    known = _bearers(text, annotation.mentions, title, phrase.start)
    one = bearer(text, annotation.mentions, title, phrase.start) if len(known) == 1 and title == phrase.text else None
    return one.span if one else None if known else phrase


def bearer(text: str, mentions: Sequence[Mention], title: str, before: int) -> Mention | None:
    """Whoever bore a title was mentioned last before a place of the text; None where nobody bore it."""
    known = _bearers(text, mentions, title, before)
    same = (m for m in mentions if m.kind == "person" and m.span.end <= before and _who(m) in known)
    return max(same, key=lambda m: m.span.end, default=None)


def told_again(words: Span, count: int, earlier: Sequence[Role], mentions: Sequence[Mention]) -> tuple[Role, ...]:
    """Those that the last words for so many stood for, where `words` mean them again: since then nobody else was named but one
    that has no part in it ("both countries ... Moscow ... both sides"), and after persons no other person."""
    told = [r for r in earlier if r.inference and r.inference.kind == "collective" and r.inference.words.end <= words.start]
    if not told:
        return ()
    at = max(r.inference.words.start for r in told if r.inference)
    members = {r.span: r for r in told if r.inference and r.inference.words.start == at}
    if len(members) != count or words.start - at > AGAIN_REACH:
        return ()
    countries = {r.country for r in members.values()} - {None}
    persons = {r.entity for r in members.values() if r.entity} - countries
    since = [m for m in mentions if at < m.span.start < words.start and m.kind != "organization" and m.entity]
    states = {m.entity.country for m in since if m.entity and m.entity.id.startswith("country:")}
    people = {_who(m) for m in since if m.kind == "person"}
    alone = states <= countries or (len(states) == 1 and not states & countries)
    others = people - persons
    settled = not others if persons else len(others) < count
    return tuple(members.values()) if alone and settled else ()


def _bearers(text: str, mentions: Sequence[Mention], title: str, before: int) -> set[str]:
    wanted = set(title.lower().split())
    people = sorted((m for m in mentions if m.kind == "person" and m.span.end <= before), key=lambda m: m.span.start)
    starts = [0, *(m.span.end for m in people)]
    return {_who(m) for m, start in zip(people, starts, strict=False) if wanted <= _titles(text, m.span, start)}


def _titles(text: str, name: Span, start: int) -> set[str]:
    """The words right before a name, up to what ends a clause, and not before `start`."""
    return set(_ENDS.split(text[max(start, name.start - TITLE_REACH) : name.start])[-1].lower().split())


def _who(mention: Mention) -> str:
    return mention.entity.id if mention.entity else mention.span.text
