"""How surely a candidate is an event: the trigger's precision, weighed by what else was found."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.ontology import event_types
from sumber.events.roles import STAGED, Cast
from sumber.types import Status

# code_annotation keeps events from here on: the lowest bar at which at least three of four types are right on the fold of our
# sentences that `mine_triggers.py --without 0` leaves out (970 rows; type precision .76, recall .57, F1 .65; 14 % of the empty
# sentences are given an event). At .25 it was .73, .61 and .66, and 20 %. There, confidences of .2 to .4 are right in .45 of
# cases, of .4 to .6 in .64, of .6 to .8 in .75, above .8 in .88.
DEFAULT_CONFIDENCE = 0.35
NO_ACTOR = 0.85
NO_RECIPIENT = 0.85
NO_ROLE = 0.6
NO_ROLE_OF_NOUN = 0.45  # "after the attack": mostly told elsewhere
HEDGED = 0.9


def confidence_of(candidate: Candidate, cast: Cast, status: Status) -> float:
    """In 0..1: precision of the trigger, lowered for missing roles and for hedged status."""
    value = candidate.confidence
    if not cast.actors and not cast.recipients:
        noun = NO_ACTOR if candidate.type in STAGED else NO_ROLE_OF_NOUN
        value *= noun if candidate.voice == "nominal" else NO_ROLE
    elif not cast.actors:
        value *= NO_ACTOR
    if (event_types()[candidate.type].recipient_required or candidate.type == "REQUEST") and not cast.recipients:
        value *= NO_RECIPIENT
    return round(value * (HEDGED if status in ("requested", "hypothetical", "alleged") else 1.0), 4)
