"""Protests that only say when something else was done: who was arrested "while marching" marched, what happened "at a rally" is
told beside it, and who did it "amid protests" need not have protested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, left_phrase
from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, STAGED, Cast, roles_of_phrase
from sumber.types import EventMention, Span

# Adjectives and nouns between "amid" or "during" and the noun of a protest: "amid weeks of angry street protests".
NOUN_REACH = 6


def is_meanwhile(clause: Clause, candidate: Candidate) -> bool:
    """Is a protest told by a clause of its own without a subject, or with a pronoun, that says when something else was done:
    "were detained while protesting", "while taking part in a march"?"""
    opened = _opener(clause, candidate) if candidate.type in STAGED else None
    return opened is not None and any(clause.verbs[:opened])


def as_told(clause: Clause, candidate: Candidate, gate: float) -> Candidate:
    """The candidate; a verb of protesting in a clause that only says when is at least half as sure as the word and the
    sentence's `gate` (0..1), as the model mostly marks the main deed alone."""
    noun = clause.tokens[candidate.start].lower in clause.grammar.gatherings
    if noun or not candidate.entry.elements or not is_meanwhile(clause, candidate):
        return candidate
    return replace(candidate, confidence=max(candidate.confidence, gate * candidate.entry.precision / 2))


def caught(
    clause: Clause, candidate: Candidate, events: list[EventMention], cast: Cast, reader: Reader
) -> tuple[list[EventMention], Cast]:
    """The events, and the cast of a protest that only says when: those who protested are whom the last deed was done to, which
    was not done to whom they marched on; where no deed is told, they are the subject of what happened ("fell ill while")."""
    start = clause.tokens[candidate.start].start
    last = events[-1] if events else None
    suffered = tuple(r for r in last.recipients if r.span.start < start) if last and last.type in DONE_TO_OBJECT else ()
    if last is None or not suffered:
        verb = clause.verbs.index(True)
        before = None if cast.actors else left_phrase(clause, verb, reader.timed)
        return events, replace(cast, actors=roles_of_phrase(clause, before, reader, cast.recipients)) if before else cast
    spans = [r.span for r in suffered]
    aims = tuple(r for r in (*cast.recipients, *cast.actors) if r.span.start > start and r.span not in spans)
    return [*events[:-1], replace(last, recipients=suffered)], Cast(suffered, aims)


def is_purpose(clause: Clause, candidate: Candidate) -> bool:
    """Does the noun of a protest say what something was done for: "burned tyres in protest"?"""
    end = candidate.start + 1
    return any(tuple(clause.words(end - len(one), end)) == one for one in clause.grammar.protesting)


def is_scene(clause: Clause, candidate: Candidate) -> bool:
    """Does the noun of a protest only say when or where the verb before it was done: "were arrested during a march"?"""
    grammar, start = clause.grammar, candidate.start
    if candidate.type not in STAGED or grammar.gatherings.isdisjoint(clause.words(start, candidate.end)):
        return False
    if is_purpose(clause, candidate):
        return False
    for k in range(start - 1, max(start - 1 - NOUN_REACH, 0), -1):
        word = clause.tokens[k].lower
        if word in grammar.scenes:
            verb = next((m for m in range(k - 1, -1, -1) if clause.verbs[m]), None)
            return verb is not None and clause.tokens[verb].lower not in grammar.light_verbs | grammar.staging
        if clause.verbs[k] or clause.is_break(k) or word in grammar.prepositions - grammar.genitives - grammar.determiners:
            return False
    return False


def is_amid(clause: Clause, candidate: Candidate) -> bool:
    """Does a protest stand behind "amid"?"""
    return candidate.type in STAGED and amid(clause, candidate) is not None


def sets_scene(clause: Clause, candidate: Candidate) -> bool:
    """Does a protest only say when or where something else was done, so that this is no less sure beside it?"""
    return is_meanwhile(clause, candidate) or is_amid(clause, candidate) or is_scene(clause, candidate)


def of_suffered(clause: Clause, events: Sequence[EventMention]) -> frozenset[Span]:
    """The triggers of protests that tell by a verb of whom the sentence's main deed was done to ("dispersed farmers blocking a
    bridge"): that is no less sure beside them."""
    suffered = [r.span for e in events if e.type in DONE_TO_OBJECT for r in e.recipients]
    nouns = clause.grammar.gatherings
    staged = (e for e in events if e.type in STAGED and nouns.isdisjoint(e.trigger.text.lower().split()))
    return frozenset(e.trigger for e in staged if any(r.span.overlaps(span) for r in e.actors for span in suffered))


def amid(clause: Clause, candidate: Candidate) -> Range | None:
    """The tokens of what stands behind "amid" where the noun of a protest does, up to the next verb or sign; else None."""
    grammar = clause.grammar
    for k in range(candidate.start - 1, max(candidate.start - 1 - NOUN_REACH, -1), -1):
        if any(tuple(clause.words(k + 1 - len(one), k + 1)) == one for one in grammar.amidst):
            ends = (m for m in range(candidate.end, len(clause.tokens)) if clause.verbs[m] or clause.is_break(m))
            return k + 1, next(ends, len(clause.tokens))
        if clause.verbs[k] or clause.is_break(k):
            return None
    return None


def _opener(clause: Clause, candidate: Candidate) -> int | None:
    """The "while" or "when" before a protest, nothing between but who did it as a pronoun and how."""
    grammar, k = clause.grammar, candidate.start - 1
    noun = clause.tokens[candidate.start].lower in grammar.gatherings
    helpers = grammar.auxiliaries | grammar.pronouns
    if noun:
        helpers |= grammar.staging | grammar.light_verbs | grammar.prepositions | grammar.determiners
    helpers -= grammar.meanwhile
    while k > 0 and (clause.tokens[k].lower in helpers or grammar.is_adverb(clause.tokens[k].lower)):
        k -= 1
    joints = grammar.staging | grammar.light_verbs | grammar.prepositions
    led = not noun or not joints.isdisjoint(clause.words(k + 1, candidate.start))
    return k if k > 0 and led and clause.tokens[k].lower in grammar.meanwhile else None
