"""Whose a deed is that somebody claims or prevents: who "claimed responsibility" did it, who "foiled" it did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, Cast, roles_of_phrase, subject
from sumber.events.status import owned_at, prevented_at


def owned(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast, acted by who claims the deed where nobody else is told, and not by who prevents it."""
    if _done_to_pronoun(clause, candidate):
        cast = replace(cast, recipients=tuple(r for r in cast.recipients if r.inference and r.inference.kind == "pronoun"))
    if (verb := prevented_at(clause, candidate)) is not None:
        return replace(cast, actors=tuple(a for a in cast.actors if a.span.start > clause.tokens[verb].start))
    claim = None if cast.actors else owned_at(clause, candidate.start)
    if claim is None:
        return cast
    found = roles_of_phrase(clause, subject(clause, claim, reader.timed), reader, cast.recipients)
    taken = [r.span for r in cast.recipients]
    actors = tuple(r for r in found if reader.is_actor_role(r) and not any(r.span.overlaps(t) for t in taken))
    return replace(cast, actors=actors)


def _done_to_pronoun(clause: Clause, candidate: Candidate) -> bool:
    """Does a pronoun stand right behind the verb as its object: "shot him dead"? Then nobody named elsewhere suffered it."""
    behind = clause.words(candidate.start + 1, candidate.start + 2)
    return candidate.type in DONE_TO_OBJECT and candidate.voice == "active" and not clause.grammar.objects.isdisjoint(behind)


def is_prevention(clause: Clause, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Does it only prevent a deed that is told as denied, by a verb that no lexicon lists ("blocked the deportation")?"""
    return not candidate.entry.elements and any(prevented_at(clause, c) == candidate.start for c in candidates)
