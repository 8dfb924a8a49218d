"""How surely a candidate is an event: the trigger's precision, weighed by what else was found."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.ontology import event_types
from sumber.events.roles import STAGED, Cast
from sumber.types import EventMention, Span, Status

# code_annotation keeps events from here on. On 1,106 development sentences that neither lexicon nor model knew, types are
# right in .82 of cases, .78 of them are found, and 6 % of the sentences without an event are given one; F1 is flat from .25 to
# .4 (tools/fit_fusion.py --shipped). What is said beside a surer event (BESIDE) and what lacks its roles is lowered further.
DEFAULT_CONFIDENCE = 0.32
NO_ACTOR = 0.85
NO_RECIPIENT = 0.85
NO_ROLE = 0.6
NO_ROLE_OF_NOUN = 0.45  # "after the attack": mostly told elsewhere
HEDGED = 0.9
# A sentence mostly tells one deed and names others in passing: what this takes from the log odds of an event beside a surer
# one of another type. Chosen on real sentences, where it raises precision; on sentences written to tell several, F1 of types
# falls by .01.
BESIDE = 2.0


def confidence_of(candidate: Candidate, cast: Cast, status: Status, takes_place: bool = False) -> float:
    """In 0..1: precision of the trigger, lowered for missing roles and for hedged status. That a deed took place is told
    whoever did it."""
    value = candidate.confidence
    if not (cast.actors or cast.recipients or takes_place):
        noun = NO_ACTOR if candidate.type in STAGED else NO_ROLE_OF_NOUN
        value *= noun if candidate.voice == "nominal" else NO_ROLE
    elif not (cast.actors or takes_place):
        value *= NO_ACTOR
    if (event_types()[candidate.type].recipient_required or candidate.type == "REQUEST") and not cast.recipients:
        value *= NO_RECIPIENT
    return round(value * (HEDGED if status in ("requested", "hypothetical", "alleged") else 1.0), 4)


def beside_surer(
    events: Iterable[EventMention], joined: Collection[Span] = (), aside: Collection[Span] = ()
) -> list[EventMention]:
    """The events of one sentence, those beside a surer one of another type with lower confidence: but for those whose triggers
    `joined` holds, which are told in clauses of their own. What is told in passing (the triggers `aside`) lowers nothing else.
    A deed that is asked for makes its asking as sure."""
    events = list(events)
    asked = max((e.confidence for e in events if e.status == "requested" and e.type != "REQUEST"), default=0.0)
    events = [replace(e, confidence=max(e.confidence, asked)) if _asks(e) else e for e in events]
    told = [e for e in events if e.trigger not in aside] or events
    kept = [
        e.type == (surest := _foremost(told, e)).type or e.trigger in joined or e.confidence > surest.confidence for e in events
    ]
    return [e if stays else replace(e, confidence=_lowered(e.confidence)) for e, stays in zip(events, kept, strict=True)]


def _foremost(told: list[EventMention], event: EventMention) -> EventMention:
    """The surest of the events that are held against one. What somebody is charged with is not held against the arrest."""
    against = [o for o in told if o.status != "alleged" or event.status == "alleged"]
    return max(against, key=lambda o: (o.confidence, _asks(o)), default=event)


def _asks(event: EventMention) -> bool:
    return event.type == "REQUEST" and event.status == "asserted"


def _lowered(value: float) -> float:
    return round(value / (value + (1 - value) * math.exp(BESIDE)), 4)
