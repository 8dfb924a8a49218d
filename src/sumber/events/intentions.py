"""Deeds that are not done, only weighed, shared as a view or promised. The words that tell it are data (data/grammar)."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.ontology import event_types

# A verb of weighing stands at most this many tokens before what is weighed, a promise before what is promised.
WEIGHED_REACH = 4
PROMISE_REACH = 5
# What two agree to do is looked for this many tokens behind "agreed with".
OPINION_REACH = 14


def is_weighed(clause: Clause, candidate: Candidate) -> bool:
    """Does somebody only consider the deed: "is considering sending", "mulls sanctions"? What is done by words is not weighed,
    and weighing what would harm another may be a threat."""
    grammar, start, end = clause.grammar, candidate.start, candidate.end
    if candidate.type == "THREATEN":
        return False
    if not grammar.weighing.isdisjoint(clause.words(start, end)):
        return True
    near = range(max(start - WEIGHED_REACH, 0), start)
    place = next((k for k in near if clause.tokens[k].lower in grammar.weighing), None)
    between = clause.words(place + 1, start) if place is not None else []
    if place is None or any(clause.verbs[place + 1 : start]) or not grammar.clause_signs.isdisjoint(between):
        return False
    leading = grammar.determiners | grammar.infinitives | grammar.prepositions
    if grammar.verb_endings and between and not (between[-1] in leading or grammar.is_adverb(between[-1])):
        return False  # "considering a resolution demanding": the resolution is weighed, not what it demands
    definite = not grammar.articles.isdisjoint(between)
    material = event_types()[candidate.type].quad.startswith("material")
    verbal = candidate.voice != "nominal" or _is_gerund(clause, start)
    return verbal or (material and not definite)


def _is_gerund(clause: Clause, i: int) -> bool:
    """Does token i end like a gerund, where those end like no infinitive?"""
    grammar = clause.grammar
    return (
        bool(grammar.verbal_endings)
        and not grammar.infinitive_endings
        and clause.tokens[i].lower.endswith(grammar.verbal_endings)
    )


def promises_protest(clause: Clause, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Does it agree or promise to protest: "agreed to strike"? That is a protest to come, no cooperation; to end one is."""
    return candidate.type == "AGREE" and any(
        other.type == "PROTEST" and _agreed_upon(clause, candidate.end, other) for other in candidates
    )


def _agreed_upon(clause: Clause, start: int, protest: Candidate) -> bool:
    """Do only the words that a promise puts before what it promises stand between token `start` and the protest?"""
    grammar, end = clause.grammar, protest.start
    between = clause.words(start, end)
    if not 0 <= end - start <= PROMISE_REACH or any(clause.is_break(k) for k in range(start, end)):
        return False
    if not grammar.ending.isdisjoint(between) or any(w in grammar.prepositions - grammar.infinitives for w in between):
        return False
    return protest.voice != "nominal" or not between or any(w not in grammar.determiners | grammar.articles for w in between)


def is_own_duty(clause: Clause, candidate: Candidate) -> bool:
    """Does it only say what the speaker and his hearers ought to do ("we must not forget them")? That asks it of nobody."""
    grammar, start = clause.grammar, candidate.start
    obliging = grammar.modals | grammar.negation
    if candidate.type != "REQUEST" or any(word not in obliging for word in clause.words(start, candidate.end)):
        return False
    return start > 0 and clause.tokens[start - 1].lower in grammar.addressing


def is_opinion(clause: Clause, candidate: Candidate) -> bool:
    """Does it only share a view: "agrees with the mayor that the square is loud"? Who agrees with somebody to do something, or
    on something, is bound by it."""
    grammar, i = clause.grammar, candidate.end
    if candidate.type not in ("AGREE", "SUPPORT") or grammar.concurring.isdisjoint(clause.words(candidate.start, i)):
        return False
    if clause.tokens[i - 1].lower not in grammar.counterparts:
        if i == len(clause.tokens) or clause.tokens[i].lower not in grammar.counterparts:
            return False
        i += 1
    for token in clause.tokens[i : i + OPINION_REACH]:
        if token.lower in grammar.complementizers | grammar.relatives:
            return True
        if token.lower in grammar.binding:
            return False
    return True
