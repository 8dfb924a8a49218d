"""A noun may name another's deed: who condemns or investigates it did not do it, nor did those of whom another clause tells
than the one in which it took place; and who suffered it is not the one accused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, Cast, agent_phrase, roles_of_phrase
from sumber.types import EventMention, Role

# Verbs of these types speak of another's deed: their subject has no part in it, and they are aimed at whoever does it, not at
# whom it is done to.
SPEAK_OF = frozenset({"ACCUSE", "SUPPORT", "REQUEST"})
# Deeds of these modes name right behind them whom they were done to: "the arrest of X", never X's arrests.
SUFFERED = frozenset({"abduct", "sexual", "targeted", "torture", "arrest", "deport"})


def without_judges(clause: Clause, candidate: Candidate, event: EventMention, earlier: Sequence[EventMention]) -> EventMention:
    """The event; one that a noun names without whoever condemns, welcomes or asks for it in the `earlier` events of its
    sentence, or hunts those whom it is about ("pelaku penusukan"). It is as sure as with them: nobody else was to be told."""
    if candidate.voice != "nominal" or candidate.type not in DONE_TO_OBJECT:
        return event
    before = clause.tokens[candidate.start - 1] if candidate.start else None
    if before and before.lower in clause.grammar.concerned:
        return replace(event, actors=tuple(r for r in event.actors if r.inference or r.span.end >= before.start))
    judge = next((e for e in reversed(earlier) if e.type in SPEAK_OF and e.trigger.end <= event.trigger.start), None)
    if judge is None or _parted(clause, judge.trigger.end, candidate.start):
        return event
    judges = [r.span for r in judge.actors if r.span.end <= judge.trigger.start]
    return replace(event, actors=tuple(r for r in event.actors if r.span not in judges))


def without_bystanders(clause: Clause, candidate: Candidate, cast: Cast) -> Cast:
    """The cast of a deed whose noun is the subject of "took place", without those who stand before its clause, or behind an
    "after" or "before": "the attack occurred a day after Washington sent aid" is not Washington's."""
    verb = taking_place(clause, candidate)
    if verb is None:
        return cast
    start = clause.start_of(candidate.start)
    end = next((k for k in range(verb, len(clause.tokens)) if clause.tokens[k].lower in clause.grammar.afterwards), None)
    first, last = clause.tokens[start].start, clause.tokens[end].start if end else clause.sentence.end
    actors, recipients = (
        tuple(r for r in roles if r.inference or first <= r.span.start < last) for roles in (cast.actors, cast.recipients)
    )
    return replace(cast, actors=actors, recipients=recipients)


def taking_place(clause: Clause, candidate: Candidate) -> int | None:
    """The token of a verb of taking place whose subject is the deed's noun: the first verb of its clause, and behind it."""
    start = clause.start_of(candidate.start)
    if any(clause.verbs[start : candidate.start + 1]):
        return None
    for k in range(candidate.end, len(clause.tokens)):
        if clause.tokens[k].lower in clause.grammar.existentials:
            return k
        if clause.is_break(k) or (clause.verbs[k] and clause.tokens[k].lower not in clause.grammar.auxiliaries):
            return None
    return None


def told_with_verb(clause: Clause, candidate: Candidate) -> bool:
    """Does a listed trigger hold its noun's verb ("shells fell on the market")? The deed is told there, not in passing."""
    inside = clause.verbs[candidate.start + 1 : candidate.end]
    return bool(candidate.entry.elements) and candidate.voice == "nominal" and any(inside)


def _parted(clause: Clause, end: int, at: int) -> bool:
    """Does a verb or a sign stand between character `end` and token `at`?"""
    between = [k for k in range(at) if clause.tokens[k].start >= end]
    return any(clause.verbs[k] or clause.tokens[k].lower in clause.grammar.clause_signs for k in between)


def without_authorities(clause: Clause, candidate: Candidate, cast: Cast) -> Cast:
    """The cast of an accusation without those to whom it is brought: "reported the chief to the police" accuses no police."""
    if (candidate.type, candidate.mode) != ("ACCUSE", "allege"):
        return cast
    goals = {t.end for t in clause.tokens if t.lower in clause.grammar.goal_prepositions | clause.grammar.hearing}
    actors, recipients = (
        tuple(r for r in roles if not any(r.span.start - 1 == end for end in goals)) for roles in (cast.actors, cast.recipients)
    )
    return replace(cast, actors=actors, recipients=recipients)


def aimed_at_doers(clause: Clause, candidate: Candidate, cast: Cast, possible: Sequence[Candidate], reader: Reader) -> Cast:
    """The cast of a verb of words without deeds among its recipients, and without who suffered one: "condemned the abduction
    of three monks" accuses no monk. A deed gives its place to who did it ("by X")."""
    lays = any(word in clause.grammar.laying for word in clause.words(candidate.start, candidate.end))
    if candidate.type not in SPEAK_OF or not cast.recipients or lays:  # "laid the attack on X": X is whom it is laid on
        return cast
    deeds = [c for c in possible if c.voice == "nominal" and c.type in DONE_TO_OBJECT and c.start >= candidate.end]
    recipients: list[Role] = []
    for role in cast.recipients:
        first = _first_noun(clause, role)
        if role.inference or first is None or not any(_of_deed(clause, d, first) for d in deeds):
            recipients.append(role)
        else:
            doer = agent_phrase(clause, first, reader.timed)
            taken = [r.span for r in (*cast.actors, *recipients)]
            found = roles_of_phrase(clause, doer, reader, cast.actors)
            recipients += [r for r in found if not any(r.span.overlaps(span) for span in taken)]
    return replace(cast, recipients=tuple(recipients))


def _first_noun(clause: Clause, role: Role) -> int | None:
    """The first token of a role's words that is no determiner."""
    inside = [k for k, t in enumerate(clause.tokens) if role.span.start <= t.start and t.end <= role.span.end]
    return next((k for k in inside if clause.tokens[k].lower not in clause.grammar.determiners), None)


def _of_deed(clause: Clause, deed: Candidate, first: int) -> bool:
    """Is the noun at token `first` the deed itself, or whom it was done to: right behind "against", or behind "of"?"""
    grammar = clause.grammar
    if deed.start <= first < deed.end:
        return True
    between = clause.words(deed.end, first)
    if first < deed.end or any(w not in grammar.prepositions | grammar.determiners for w in between):
        return False
    marked = any(w in grammar.recipient_prepositions | grammar.goal_prepositions for w in between)
    return marked or deed.mode in SUFFERED
