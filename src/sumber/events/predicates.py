"""Who acts where a noun only says what somebody is: "X is one of the states that arm Y" tells that X does."""

from __future__ import annotations

from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.references import Reader
from sumber.events.roles import roles_of_phrase, subject
from sumber.types import Inference, Role


def subjects_of_predicates(clause: Clause, candidate: Candidate, roles: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The roles; for "one of ..." behind a copula, whose relative clause holds the trigger, whoever it is said of, with those
    words as what tells."""
    found: list[Role] = []
    for role in roles:
        said_of = () if role.inference else _said_of(clause, candidate, role, reader)
        found += [r for r in said_of or (role,) if not any(r.span.overlaps(other.span) for other in found)]
    return tuple(found)


def _said_of(clause: Clause, candidate: Candidate, role: Role, reader: Reader) -> tuple[Role, ...]:
    first = next((k for k, token in enumerate(clause.tokens) if token.start >= role.span.start), 0)
    grammar = clause.grammar
    if clause.tokens[first].lower in grammar.copulas:
        first += 1
    if not any(tuple(clause.words(first, first + len(words))) == words for words in grammar.partitives):
        return ()
    if first == 0 or clause.tokens[first - 1].lower not in grammar.copulas:
        return ()
    # Behind a comma the clause may be about what stands nearest to it, not about the one.
    if any(clause.tokens[k].lower in grammar.clause_signs for k in range(first, candidate.start)):
        return ()
    before = first - 1
    while before > 1 and before - 1 in reader.timed:  # "X until now is one of ..."
        before -= 1
    if before > 1 and before < first - 1 and clause.tokens[before - 1].lower in grammar.prepositions | grammar.subordinators:
        before -= 1
    phrase = subject(clause, before, reader.timed)
    if phrase is None or not reader.is_actor(clause, *phrase):
        return ()
    return tuple(
        replace(r, inference=Inference("predicate", role.span))
        for r in roles_of_phrase(clause, phrase, reader)
        if r.inference is None and reader.is_actor_role(r)
    )
