"""Roles in languages whose verb stands first: a particle marks the phrase spoken of, and the verb's affix tells its role.

Tagalog: "Inaresto ng pulis ang drayber" (arrested BY police TOPIC driver), "Nagprotesta ang mga guro" (protested TOPIC
teachers).
"""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, left_phrase, right_phrase
from sumber.events.references import Reader


def topic_of(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    """The phrase behind the first particle of topics in the trigger's clause; where none stands there, the phrase left of it,
    as headlines have it."""
    at = _particle(clause, candidate.end)
    if at is not None:
        return cut(clause, right_phrase(clause, at + 1, reader.timed), reader)
    return left_phrase(clause, candidate.start, reader.timed) if candidate.start > clause.start_of(candidate.start) else None


def agent_behind(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    """Who did it, where a particle of agents stands right behind the verb: farther off it may mark an owner."""
    i, grammar = candidate.end, clause.grammar
    while i < len(clause.tokens) and (grammar.is_adverb(clause.tokens[i].lower) or i in reader.timed):
        i += 1
    if i >= len(clause.tokens) or clause.tokens[i].lower not in grammar.agents:
        return None
    return cut(clause, right_phrase(clause, i + 1, reader.timed), reader)


def _particle(clause: Clause, i: int) -> int | None:
    """The first particle of topics at or behind token i, before the next verb or the clause's end."""
    for k in range(i, len(clause.tokens)):
        if clause.tokens[k].lower in clause.grammar.topics:
            return k
        if clause.is_break(k) or clause.verbs[k]:
            return None
    return None


def cut(clause: Clause, phrase: Range | None, reader: Reader) -> Range | None:
    """The phrase up to the next topic, or up to what is no owner behind a particle of agents: a number of things, a deed.
    A name that explains a linked noun ("alkalde na si Reyes") belongs to it."""
    if phrase is None:
        return None
    (start, end), grammar = phrase, clause.grammar
    for k in range(start + 1, end):
        word = clause.tokens[k].lower
        if word in grammar.topics and clause.tokens[k - 1].lower not in grammar.linkers:
            return start, k
        linked = word in grammar.linkers and k + 1 < end and clause.tokens[k + 1].lower not in grammar.topics
        if linked and reader.is_actor(clause, start, k):  # "the army LINKER will go": no modifier of a noun
            return start, k
        if word in grammar.agents and k + 1 < end and _is_no_owner(clause, k + 1):
            return start, k
    return phrase


def _is_no_owner(clause: Clause, k: int) -> bool:
    token, deeds = clause.tokens[k], clause.grammar.deed_prefixes
    if token.lower[:1].isdigit() or token.lower in clause.grammar.numbers:
        return True
    return token.text[:1].islower() and bool(deeds) and token.lower.startswith(tuple(deeds))
