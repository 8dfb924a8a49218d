"""Who did it to whom: what the model says of a trigger's roles, and where it is silent the rules over words and voice."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, right_phrase
from sumber.events.references import Reader
from sumber.events.roles import RECIPROCAL_TYPES, Cast, cast_roles, roles_of_phrase
from sumber.types import Role, SpanPrediction

LEAST = 0.5
"""A role's words count where the model is at least this sure of them."""


def cast_of(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    """Actors and recipients of a candidate."""
    # Without function words the rules would take half a sentence for a phrase.
    ruled = cast_roles(clause, candidate, reader) if clause.grammar.prepositions else Cast()
    event = candidate.event
    if event is None:
        return ruled
    actors = _widened(_told(clause, _surer(event.actors, event.recipients), reader, ()), ruled.actors + ruled.recipients)
    recipients = _widened(_told(clause, event.recipients, reader, actors), ruled.actors + ruled.recipients)
    subject = tuple(r for r in ruled.actors if not _any_overlap(r, recipients))
    if not actors or (subject and _opens_relative(clause, candidate)):
        actors = subject
    recipients = recipients or tuple(r for r in ruled.recipients if not _any_overlap(r, actors))
    reciprocal = candidate.type in RECIPROCAL_TYPES and len(actors) > 1 and not recipients
    if reciprocal:
        actors, recipients = _sides(clause, candidate, actors)
    return Cast(actors, recipients, reciprocal and not recipients)


def _surer(spans: Sequence[SpanPrediction], rivals: Sequence[SpanPrediction]) -> list[SpanPrediction]:
    """The spans without those that overlap a rival that the model is surer of."""
    return [
        span
        for span in spans
        if not any(r.start < span.end and span.start < r.end and r.probability > span.probability for r in rivals)
    ]


def _widened(told: tuple[Role, ...], ruled: tuple[Role, ...]) -> tuple[Role, ...]:
    """The model's roles; one that breaks off after its first word ("Prime" Minister), or before the name that ends it ("the
    defence ministry of" Peru), as long as the rules have it."""
    whole = {role.span.start: role for role in ruled}
    return tuple(
        whole[role.span.start] if role.span.start in whole and _breaks_off(role, whole[role.span.start]) else role
        for role in told
    )


def _breaks_off(role: Role, whole: Role) -> bool:
    rest = whole.span.text[len(role.span.text) :].split()
    return bool(rest) and (" " not in role.span.text or (len(rest) == 1 and rest[0][0].isupper()))


def _sides(clause: Clause, candidate: Candidate, actors: tuple[Role, ...]) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """Of sides named on both sides of a verb ("met with", "clashed with") those behind it are whom it was done with."""
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    before, behind = (
        tuple(r for r in actors if r.span.end <= start),
        tuple(r for r in actors if r.span.start >= end),
    )
    return (before, behind) if before and behind and len(before) + len(behind) == len(actors) else (actors, ())


def _opens_relative(clause: Clause, candidate: Candidate) -> bool:
    """Does the trigger stand right behind a relative pronoun? Then its subject is the noun before that."""
    i = candidate.start - 1
    while i >= 0 and clause.tokens[i].lower in clause.grammar.auxiliaries:
        i -= 1
    return candidate.voice == "active" and i > 0 and clause.tokens[i].lower in clause.grammar.relatives


def _told(clause: Clause, spans: Sequence[SpanPrediction], reader: Reader, avoid: tuple[Role, ...]) -> tuple[Role, ...]:
    found: list[Role] = []
    for span in spans:
        phrase = _whole(clause, span, reader) if span.probability >= LEAST else None
        for role in _roles(clause, phrase, reader, avoid) if phrase else ():
            if not _any_overlap(role, found) and not _any_overlap(role, avoid):
                found.append(role)
    return tuple(found)


def _roles(clause: Clause, phrase: Range, reader: Reader, avoid: tuple[Role, ...]) -> Sequence[Role]:
    """The roles of a span: two actors would be two spans, so that a comma in one joins a name to its title."""
    lone = phrase[1] - phrase[0] == 1
    return roles_of_phrase(clause, phrase, reader, avoid) if lone else reader.roles_of(clause, *phrase, avoid)


def _whole(clause: Clause, span: SpanPrediction, reader: Reader) -> Range | None:
    """The tokens of a span without function words at its end; one that ends before its noun ("two") is drawn on to it."""
    start, end = clause.sentence.start + span.start, clause.sentence.start + span.end
    inside = [k for k, t in enumerate(clause.tokens) if t.start < end and start < t.end]
    while inside and clause.tokens[inside[-1]].lower in clause.grammar.dangling | clause.grammar.relatives:
        inside.pop()
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    if last + 1 < len(clause.tokens) and _counts(clause, last) and not clause.is_break(last + 1):
        drawn = right_phrase(clause, last, reader.timed)
        last = drawn[1] - 1 if drawn and drawn[0] <= last < drawn[1] else last
    return first, last + 1


def _counts(clause: Clause, i: int) -> bool:
    """Is token i a number or a word that opens a noun phrase?"""
    word = clause.tokens[i].lower
    return word[:1].isdigit() or word in clause.grammar.numbers or word in clause.grammar.determiners


def _any_overlap(role: Role, others: Sequence[Role]) -> bool:
    return any(role.span.overlaps(other.span) for other in others)
