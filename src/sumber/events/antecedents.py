"""Whom words mean that name nobody: the office that opened the sentence before, the bearer of a title, two told of before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sumber.events.grammar import Clause, see_clause
from sumber.knowledge.actors import leading_title
from sumber.types import Annotation, Mention, Role, Span

# How far before a name, in characters, its title stands ("Minister of Public Works Jane Roe").
TITLE_REACH = 60
# Those told of together are meant again at most this many characters later.
AGAIN_REACH = 1200
_ENDS = re.compile(r"[\n.;:!?,]")


def office_before(annotation: Annotation, here: Clause, bearers: Bearers) -> Span | None:
    """The office that the sentence before one with a pronoun begins with, where that names no person ("The governor of Lampung
    opened the fair. He handed over"); the name of its bearer, where it stands alone and one of all `bearers` is known."""
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
    known, bearer = bearers.of(title, phrase.start)
    one = bearer if known == 1 and title == phrase.text else None
    return one.span if one else None if known else phrase


class Bearers:
    """The persons of a text by the titles that stand before their names; each title is looked up once."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._people = [m for m in mentions if m.kind == "person"]
        self._ends = [m.span.end for m in self._people]
        self._by_word: dict[str, list[int]] = {}
        self._by_who: dict[str, list[int]] = {}
        self._found: dict[frozenset[str], tuple[list[int], list[int]]] = {}
        self._titles = [_titles(text, m.span, start) for m, start in zip(self._people, [0, *self._ends], strict=False)]
        for i, (mention, words) in enumerate(zip(self._people, self._titles, strict=True)):
            self._by_who.setdefault(_who(mention), []).append(i)
            for word in words:
                self._by_word.setdefault(word, []).append(i)

    def of(self, title: str, before: int) -> tuple[int, Mention | None]:
        """How many persons bore a title before a place of the text, and the last mention there of any of them."""
        words = frozenset(title.lower().split())
        if words not in self._found:
            self._found[words] = self._look_up(words)
        begun, meant = self._found[words]
        seen = bisect_right(self._ends, before)
        known, last = bisect_left(begun, seen), bisect_left(meant, seen)
        return known, self._people[meant[last - 1]] if last else None

    def _look_up(self, words: frozenset[str]) -> tuple[list[int], list[int]]:
        """Where each person is first called by all of the words, and where those persons are named from there on."""
        rarest = min((self._by_word.get(word, []) for word in words), key=len, default=range(len(self._people)))
        first: dict[str, int] = {}
        for i in rarest:
            if words <= self._titles[i]:
                first.setdefault(_who(self._people[i]), i)
        meant = (i for who, begin in first.items() for i in self._by_who[who] if i >= begin)
        return sorted(first.values()), sorted(meant)


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


def _titles(text: str, name: Span, start: int) -> set[str]:
    """The words right before a name, up to what ends a clause, and not before `start`."""
    return set(_ENDS.split(text[max(start, name.start - TITLE_REACH) : name.start])[-1].lower().split())


def _who(mention: Mention) -> str:
    return mention.entity.id if mention.entity else mention.span.text
