"""Times that a relative clause or a contrasting one holds: they date what that tells, not the deed beside it."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.types import Span


def dates_relative(clause: Clause, candidate: Candidate, time: Span) -> bool:
    """Does a time date the verb right behind a relative pronoun, and not the candidate: before the candidate at any distance
    ("two engineers who were abducted near Gao in February were freed"), behind it only where it stands right behind that verb
    ("rejected the results that were announced on Sunday"; "arrested a man who carried a bomb on Sunday" leaves it open)?"""
    grammar, first = clause.grammar, clause.first_of(time)
    pronoun = next((k for k in range(first - 1, -1, -1) if _opens(clause, k)), None)
    if pronoun is None or pronoun == 0 or clause.verbs[pronoun - 1]:  # "said that"
        return False
    verb = pronoun + 1
    while verb < first and _leads(clause, verb):
        verb += 1
    if verb >= first or not clause.verbs[verb]:
        return False
    if candidate.end <= pronoun:
        between = clause.words(verb + 1, first)
        return all(w in grammar.prepositions | grammar.articles for w in between)
    after = next((k for k in range(first, len(clause.tokens)) if clause.tokens[k].start >= time.end), len(clause.tokens))
    if candidate.start < after or candidate.voice == "nominal":
        return False
    inside = range(verb + 1, candidate.start)
    joined = grammar.coordinators | grammar.contrasts | grammar.relatives
    return not any(_ends_clause(clause, k) or (k >= after and clause.tokens[k].lower in joined) for k in inside)


def dates_contrast(clause: Clause, candidate: Candidate, time: Span) -> bool:
    """Does a time stand behind a word for "but" that opens a clause with a verb of its own, the candidate before it ("signed a
    truce in 2021 but broke it ten months later")?"""
    first = clause.first_of(time)
    for k in range(first - 1, candidate.end - 1, -1):
        if clause.tokens[k].lower in clause.grammar.contrasts:
            return any(clause.verbs[k + 1 : first])
    return False


def dates_message(clause: Clause, candidate: Candidate, time: Span) -> bool:
    """Does a time behind a deed stand right behind the message that owns up to it ("claimed the abduction in a video in
    March")?"""
    grammar, first = clause.grammar, clause.first_of(time)
    if candidate.voice != "nominal" or first <= candidate.end or not grammar.owning:
        return False
    before = clause.words(0, candidate.start)
    owned = any(tuple(before[k : k + len(one)]) == one for one in grammar.owning for k in range(len(before)))
    return owned and any(word in grammar.messages for word in clause.words(candidate.end, first))


def _opens(clause: Clause, k: int) -> bool:
    return clause.tokens[k].lower in clause.grammar.relatives


def _leads(clause: Clause, k: int) -> bool:
    """Does a word between a relative pronoun and its verb only lead to that?"""
    grammar, word = clause.grammar, clause.tokens[k].lower
    return word in grammar.auxiliaries | grammar.passive_auxiliaries | grammar.modals or grammar.is_adverb(word)


def _ends_clause(clause: Clause, k: int) -> bool:
    """Is it a sign, or a word that opens a clause and is no mere preposition?"""
    grammar, word = clause.grammar, clause.tokens[k].lower
    return word in grammar.clause_signs or (clause.is_break(k) and word not in grammar.prepositions)
