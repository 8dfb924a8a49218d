"""What a sentence tells of its subject in passing, before it comes to what that did: "X, accused of Y, resigned"."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause


def told_aside(clause: Clause, candidate: Candidate) -> bool:
    """Does the trigger stand in an insertion, or behind a bare participle ("a man accused of Y was freed"), between the subject
    and its verb?"""
    return _is_inserted(clause, candidate) or _behind_attribute(clause, candidate)


def beyond(clause: Clause, candidate: Candidate) -> range:
    """The tokens that a sign parts from the trigger's clause where that is an insertion, or has one behind its subject: those
    tell of another deed. Empty where there is none."""
    if (own := _insertion(clause, candidate.start)) is not None:
        return range(own.stop, len(clause.tokens))
    grammar, closes = clause.grammar, candidate.start - 1
    while closes > 0 and (grammar.is_adverb(word := clause.tokens[closes].lower) or word in grammar.auxiliaries):
        closes -= 1
    if closes < 1 or clause.tokens[closes].lower not in grammar.clause_signs:
        return range(0)
    return _insertion(clause, closes - 1) or range(0)


def _is_inserted(clause: Clause, candidate: Candidate) -> bool:
    return _insertion(clause, candidate.start) is not None


def _insertion(clause: Clause, i: int) -> range | None:
    """The tokens between two signs that hold token i, behind a subject and before its verb; None where i stands in none."""
    grammar = clause.grammar
    opens = _sign(clause, range(i - 1, 0, -1))
    closes = _sign(clause, range(i + 1, len(clause.tokens) - 1))
    if opens is None or closes is None:
        return None
    verb = closes + 1
    while verb < len(clause.tokens) - 1 and grammar.is_adverb(clause.tokens[verb].lower):
        verb += 1
    before = _sign(clause, range(opens - 1, -1, -1))
    subject = range(0 if before is None else before + 1, opens)
    told = any(clause.verbs[k] or clause.is_break(k) for k in subject)
    return range(opens + 1, closes) if clause.verbs[verb] and subject and not told else None


def _behind_attribute(clause: Clause, candidate: Candidate) -> bool:
    grammar, start = clause.grammar, clause.start_of(candidate.start)
    first = next((k for k in range(start, candidate.start + 1) if is_attribute(clause, k)), None)
    if first is None or first < start + 1 or any(clause.verbs[start:first]):
        return False
    if not (grammar.relatives | grammar.prepositions - grammar.genitives - grammar.determiners).isdisjoint(
        clause.words(start, first)
    ):
        return False
    for k in range(candidate.end, len(clause.tokens)):
        if clause.is_break(k) and clause.tokens[k].lower not in grammar.infinitives:
            return False
        if clause.verbs[k]:
            before = clause.tokens[k - 1].lower
            return before not in grammar.infinitives | grammar.coordinators | grammar.prepositions - grammar.determiners
    return False


def is_attribute(clause: Clause, k: int) -> bool:
    """Is token k one of the participles that tell of a noun before them, with a preposition behind?"""
    grammar = clause.grammar
    if clause.tokens[k].lower not in grammar.verbs_with_object or clause.verbs[k]:
        return False
    return any(w in grammar.prepositions for w in clause.words(k + 1, k + 2))


def _sign(clause: Clause, tokens: range) -> int | None:
    """The first of the tokens that is a sign."""
    return next((k for k in tokens if clause.tokens[k].lower in clause.grammar.clause_signs), None)
