"""Verbs of receiving tell a delivery from its far end: whoever "received tanks from X" is the recipient, and X the actor. Who
"got nine years in prison" was sentenced by others."""

from __future__ import annotations

from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.details import number_at
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, right_phrase
from sumber.events.references import Reader
from sumber.events.roles import AGENT_WINDOW, Cast, roles_of_phrase, subject
from sumber.types import Role


def turned(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast, turned round where the trigger is a verb of receiving: from whom something came gave it, its subject got it."""
    if not _receives(clause, candidate):
        return cast
    if candidate.mode == "convict" and candidate.voice == "active":
        phrase = subject(clause, candidate.start, reader.timed)
        found = tuple(r for r in roles_of_phrase(clause, phrase, reader) if reader.is_actor_role(r))
        return replace(cast, actors=(), recipients=found or cast.recipients)
    if candidate.type != "AID":
        return cast
    source = _source(clause, candidate.end, reader)
    givers = tuple(r for r in roles_of_phrase(clause, source, reader) if reader.is_actor_role(r)) if source else ()
    receivers = tuple(r for r in cast.actors + cast.recipients if not _within(clause, r, source))
    if candidate.voice == "active":
        trigger = clause.tokens[candidate.start].start
        receivers = tuple(r for r in receivers if r.span.start < trigger) or _subjects(clause, candidate, givers, reader)
    elif not givers:
        return cast  # "bought by X" alone: the patient may be a thing
    return replace(cast, actors=givers, recipients=receivers, reciprocal=False) if receivers else cast


def _subjects(clause: Clause, candidate: Candidate, givers: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """Who stands before the verb, where the giver is known and nobody else said who received."""
    if not givers:
        return ()
    phrase = subject(clause, candidate.start, reader.timed)
    if phrase and clause.tokens[phrase[1] - 1].lower in clause.grammar.impersonal | clause.grammar.pronouns:
        phrase = phrase[1] - 1, phrase[1]  # "denied that it had received"
    found = roles_of_phrase(clause, phrase, reader, givers)
    return tuple(r for r in found if reader.is_actor_role(r))


def _receives(clause: Clause, candidate: Candidate) -> bool:
    return any(word in clause.grammar.receiving for word in clause.words(candidate.start, candidate.end))


def _source(clause: Clause, i: int, reader: Reader) -> Range | None:
    """Who stands behind "from" in the clause: the first phrase there that names or describes somebody."""
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        if clause.is_break(k):
            return None
        if clause.tokens[k].lower in clause.grammar.sources:
            phrase = right_phrase(clause, k + 1, reader.timed)
            if phrase and phrase[0] <= k + 2 and reader.is_actor(clause, *phrase):
                return phrase[0], _named_end(clause, phrase, reader)
    return None


def _named_end(clause: Clause, phrase: Range, reader: Reader) -> int:
    """One past the last token of the phrase, or before the number of what came ("de Irán cuatro lanchas")."""
    start, end = phrase
    numbers = (k for k in range(start + 1, end) if number_at(clause, k) and not {start, k} <= reader.named)
    return next((k for k in numbers if any(m in reader.named for m in range(start, k))), end)


def _within(clause: Clause, role: Role, phrase: Range | None) -> bool:
    """Does the role overlap the tokens of the phrase?"""
    if phrase is None:
        return False
    return role.span.start < clause.tokens[phrase[1] - 1].end and clause.tokens[phrase[0]].start < role.span.end
