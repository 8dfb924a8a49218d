"""Names in a list take part together: of "Iran, Libya and Sudan" all three or none."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.references import Reader
from sumber.types import Mention, Role, Span


def listed(
    clause: Clause, candidate: Candidate, roles: tuple[Role, ...], reader: Reader, others: tuple[Role, ...]
) -> tuple[Role, ...]:
    """The roles, each with the names that a list adds behind it; those of `others` and what the trigger holds stay out."""
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    taken = [role.span for role in (*roles, *others)]
    found = list(roles)
    for role in roles:
        for span in () if role.inference else names_behind(clause, role.span, reader.mentions):
            if (span.end <= start or span.start >= end) and not any(span.overlaps(one) for one in taken):
                found.append(reader.role(span, None))
                taken.append(span)
    return tuple(found)


def names_behind(clause: Clause, span: Span, mentions: Sequence[Mention]) -> list[Span]:
    """The names of one kind that follow a name in a list which a coordinator closes; none where a verb follows: it may be
    theirs ("attacked Iran, and Libya said")."""
    first = next((m for m in mentions if m.span.end == span.end), None)
    found: list[Span] = []
    i, closed = _token_from(clause, span.end), first is None
    while not closed:
        name_at, closed = _next_in_list(clause, i)
        name = next((m for m in mentions if name_at is not None and m.span.start == name_at), None)
        if name is None or first is None or name.kind != first.kind:
            return []
        found.append(name.span)
        i = _token_from(clause, name.span.end)
    helpers = clause.grammar.auxiliaries | clause.grammar.modals
    acts = i < len(clause.tokens) and (clause.verbs[i] or clause.tokens[i].lower in helpers)
    return [] if acts else found


def _next_in_list(clause: Clause, i: int) -> tuple[int | None, bool]:
    """Where the next member of a list begins whose sign stands at token i, None where none does, and whether it is the last."""
    coordinators, tokens = clause.grammar.coordinators, clause.tokens
    opening = i
    while i < len(tokens) and i - opening < 2 and (tokens[i].lower == "," or tokens[i].lower in coordinators):
        i += 1
    last = any(word in coordinators for word in clause.words(opening, i))
    while i < len(tokens) and tokens[i].lower in clause.grammar.determiners:
        i += 1
    return (tokens[i].start, last) if opening < i < len(tokens) else (None, last)


def _token_from(clause: Clause, position: int) -> int:
    """The first token at or behind a position in the text."""
    return next((k for k, token in enumerate(clause.tokens) if token.start >= position), len(clause.tokens))
