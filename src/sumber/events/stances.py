"""Feelings and hopes: what somebody mourns or hopes for is told elsewhere or not done. The words are data (data/grammar)."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause

SPEAKER_REACH = 8
"""Who put a question stands at most this many tokens wide between it and the verb that says so."""
OPENING = frozenset('"“«:')
"""Signs behind which a question may begin within a sentence."""
FELT_REACH = 18
"""What is felt about stands at most this many tokens behind the word of feeling."""
VOICED_REACH = 4
"""A feeling stands at most this many tokens behind the verb that voices it: "expressed her deep concern"."""


def is_felt(clause: Clause, candidate: Candidate) -> bool:
    """Does the trigger voice a feeling ("expressed concern"), or name a deed that somebody only feels about ("condolences over
    an attack")? Neither tells an event."""
    grammar, start = clause.grammar, candidate.start
    if _voices(clause, start) or clause.tokens[start].lower in grammar.feelings:
        return True
    if candidate.voice != "nominal":
        return False
    place = _behind(clause, start, grammar.feelings | grammar.commenting, grammar.afterwards)
    return place is not None and not any(clause.verbs[place + 1 : start])


def is_hoped(clause: Clause, candidate: Candidate) -> bool:
    """Is the deed only hoped for, feared or doubted: "hopes that Lima will lift the ban"? Who did not doubt did it."""
    at = _behind(clause, candidate.start, clause.grammar.hoping)
    return at is not None and clause.grammar.negation.isdisjoint(clause.words(at - 1, at))


def is_asked(clause: Clause, candidate: Candidate) -> bool:
    """Does a question that yes or no would answer ask whether it is so: "Is Lima breaking the truce?"?"""
    grammar, tokens = clause.grammar, clause.tokens
    if not any(t.text == "?" for t in tokens[candidate.end :]):
        return False
    opens = next((k for k in range(candidate.start, 0, -1) if tokens[k - 1].text in OPENING), 0)
    while opens < candidate.start and not tokens[opens].is_word:
        opens += 1
    return tokens[opens].lower in grammar.polar


def asks_whether(clause: Clause, candidate: Candidate) -> bool:
    """Does it only tell that somebody put a question ("Will it rain?" a farmer asked)? Nothing is asked of anybody."""
    if candidate.type != "REQUEST":
        return False
    put = next((k for k in range(candidate.start - 1, -1, -1) if clause.tokens[k].text == "?"), None)
    return put is not None and candidate.start - put <= SPEAKER_REACH and not any(clause.verbs[put : candidate.start])


def is_uncommented(clause: Clause, candidate: Candidate) -> bool:
    """Does somebody only speak of it, or decline to: "declined to comment on reports that X had fled"?"""
    return _behind(clause, candidate.start, clause.grammar.commenting) is not None


def is_caution(clause: Clause, candidate: Candidate) -> bool:
    """Does it warn of what is so already, and not of what somebody will do: "warned that agents were harassing exiles"?"""
    grammar, end = clause.grammar, candidate.end
    if candidate.type != "THREATEN" or grammar.warning.isdisjoint(clause.words(candidate.start, end)):
        return False
    opens = next((k for k in range(candidate.start + 1, end + 1) if k < len(clause.tokens) and _opens_clause(clause, k)), None)
    if opens is None or clause.words(opens + 1, opens + 2) == [] or clause.words(opens + 1, opens + 2)[0] in grammar.pronouns:
        return False
    ahead = clause.words(opens + 1, opens + FELT_REACH)
    if grammar.future_endings:
        unreal = grammar.modals | grammar.hypothetical | grammar.future
        return not any(word in unreal or word.endswith(grammar.future_endings) for word in ahead)
    present = grammar.auxiliaries - grammar.modals - grammar.hypothetical - grammar.future
    helpers = (word for word in ahead if word in grammar.auxiliaries)
    return next(helpers, "") in present


def _opens_clause(clause: Clause, k: int) -> bool:
    return clause.tokens[k].lower in clause.grammar.complementizers


def _voices(clause: Clause, i: int) -> bool:
    """Is token i a verb of voicing, with a feeling as the head of its object?"""
    grammar = clause.grammar
    if clause.tokens[i].lower not in grammar.voicing:
        return False
    for word in clause.words(i + 1, i + 1 + VOICED_REACH):
        if word in grammar.feelings:
            return True
        if word in grammar.prepositions | grammar.coordinators | grammar.clause_signs:
            return False
    return False


def _behind(clause: Clause, i: int, words: frozenset[str], linking: frozenset[str] = frozenset()) -> int | None:
    """The nearest of the words before token i in its clause, to which those of `linking` belong; None where it stands right
    before i, as an adjective would."""
    grammar = clause.grammar
    stops = grammar.clause_signs | (grammar.subordinators - grammar.complementizers - grammar.infinitives - linking)
    joining = grammar.coordinators | grammar.contrasts
    for k in range(i - 1, max(i - 1 - FELT_REACH, -1), -1):
        word = clause.tokens[k].lower
        if word in words and clause.tokens[k].text.islower():
            return k if k + 1 < i else None
        if word in stops or (word in joining and clause.verbs[k + 1]):
            return None
    return None
