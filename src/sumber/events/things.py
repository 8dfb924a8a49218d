"""Things in the place of somebody: a struck boat or base tells whose it was, a drone whose it is; a blast is nobody, and what
is fired is no victim."""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile

from sumber.events.candidates import Candidate
from sumber.events.details import number_at
from sumber.events.grammar import Clause
from sumber.events.phrases import right_phrase
from sumber.events.references import Reader
from sumber.events.roles import AGENT_WINDOW, DONE_TO_OBJECT, Cast, roles_of_phrase
from sumber.knowledge.actors import is_thing, owner_country
from sumber.types import Role

# A word for a weapon is a phrase of so many words.
WEAPON_WORDS = (1, 2, 3)


def with_owners(type_name: str, cast: Cast, reader: Reader) -> Cast:
    """The cast of a deed that is done to its object, things with the country whose they are; a thing of nobody does not act."""
    if type_name not in DONE_TO_OBJECT:
        return cast
    actors = tuple(_owned(r, reader) for r in cast.actors)
    actors = tuple(r for r in actors if r.country or r.sectors or r.entity or not is_thing(r.span.text, reader.lang))
    return replace(cast, actors=actors, recipients=tuple(_owned(r, reader) for r in cast.recipients))


def without_fired(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast of an attack without the weapons that it fires; where only those are named, done to what they are fired at."""
    if candidate.type != "ASSAULT":
        return cast
    fires = clause.tokens[candidate.start].lower in clause.grammar.firing
    left = tuple(r for r in cast.recipients if not ((fires or _follows_firing(clause, r)) and _is_weapon(clause, r)))
    if left == cast.recipients:
        return cast
    taken = [r.span for r in cast.actors]
    aimed = tuple(r for r in _targets(clause, candidate.end, reader) if not any(r.span.overlaps(t) for t in taken))
    return replace(cast, recipients=left or aimed)


def _follows_firing(clause: Clause, role: Role) -> bool:
    """Does a verb of firing stand right before the role ("struck back by setting off a bomb")?"""
    k = clause.first_of(role.span) - 1
    while k >= 0 and clause.tokens[k].lower in clause.grammar.determiners:
        k -= 1
    return k >= 0 and clause.tokens[k].lower in clause.grammar.firing


def without_sent(clause: Clause, candidate: Candidate, cast: Cast) -> Cast:
    """The cast of a mobilization without the forces that its noun's genitive counts: "the dispatch of 600 soldiers" is no deed
    of theirs."""
    at = candidate.end + 1
    genitive = any(word in clause.grammar.genitives for word in clause.words(candidate.end, at))
    if candidate.type != "MOBILIZE" or not genitive or at >= len(clause.tokens) or number_at(clause, at) is None:
        return cast
    start = clause.tokens[at].start
    return replace(cast, actors=tuple(a for a in cast.actors if not a.span.start <= start < a.span.end))


def _is_weapon(clause: Clause, role: Role) -> bool:
    """Does the role end with a word for a weapon, or begin with one where nouns lead their phrase ("rudal balistik")?"""
    grammar = clause.grammar
    inside = [t.lower for t in clause.tokens if role.span.start <= t.start < role.span.end]
    bare = list(dropwhile(lambda word: word in grammar.determiners or word.isdecimal(), inside))
    ends = [tuple(inside[-n:]) for n in WEAPON_WORDS]
    begins = [] if grammar.possessives else [tuple(bare[:n]) for n in WEAPON_WORDS]
    return any(words in grammar.materiel for words in ends + begins)


def _targets(clause: Clause, i: int, reader: Reader) -> tuple[Role, ...]:
    """Who or what stands behind the first preposition that tells where to, in the clause behind token i."""
    grammar = clause.grammar
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        if clause.is_break(k) and clause.tokens[k].lower not in grammar.goal_prepositions:
            return ()
        if clause.tokens[k].lower in grammar.goal_prepositions | grammar.recipient_prepositions and k + 1 not in reader.timed:
            phrase = right_phrase(clause, k + 1, reader.timed)
            return roles_of_phrase(clause, phrase, reader) if phrase and phrase[0] <= k + 2 else ()
    return ()


def _owned(role: Role, reader: Reader) -> Role:
    if role.country or role.sectors or role.inference or not is_thing(role.span.text, reader.lang):
        return role
    return replace(role, country=owner_country(role.span.text, reader.lang))
