"""At whom a deed is aimed where no phrase of its own says it: whose thing it is against, or the land it is done in."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, right_phrase
from sumber.events.references import Reader
from sumber.events.roles import AGENT_WINDOW, OBJECT_IS_WORDS, STAGED, owner_phrase, roles_of_phrase
from sumber.knowledge.actors import IGO
from sumber.types import Inference, Mention, Role, Span

# Types that, done in a land not the actor's own, are done to that land: "will withdraw its observers from X".
DONE_TO_LAND = frozenset({"THREATEN", "CONCEDE", "MOBILIZE", "AID", "SANCTION", "RETREAT"})
# Measures that lie on a place, the actor's own land too: "imposed a curfew in X", "eased the siege of X".
LIES_ON_LAND = frozenset({"curfew", "martial-law", "restrict", "CONCEDE"})
LAND_REACH = 12


def aims_of(clause: Clause, candidate: Candidate, actors: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The recipients of a candidate that names none; empty where the words do not say."""
    if candidate.type in OBJECT_IS_WORDS | STAGED:
        owners = roles_of_phrase(clause, _owner_behind(clause, candidate.end, reader), reader, actors)
        apart = tuple(r for r in owners if not any(r.span.overlaps(a.span) for a in actors))
        apart = tuple(r for r in apart if candidate.type not in STAGED or not reader.is_site(r))
        if apart:
            return apart
    land = candidate.type in DONE_TO_LAND or candidate.mode in LIES_ON_LAND
    return _land(clause, candidate, actors, reader) if land else ()


def _owner_behind(clause: Clause, i: int, reader: Reader) -> Range | None:
    """Whose the first thing is that stands behind a preposition that marks recipients: "against Hungary's ban"."""
    grammar = clause.grammar
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        word = clause.tokens[k].lower
        if word in grammar.clause_signs or word in grammar.complementizers:
            return None
        if word in grammar.recipient_prepositions and word not in grammar.place_prepositions:
            phrase = right_phrase(clause, k + 1, reader.timed)
            told = phrase and phrase[0] <= k + 2 and not reader.is_nobody(clause, *phrase)
            if phrase and told and reader.is_thing(clause, *phrase):
                return owner_phrase(clause, *phrase, reader)
    return None


def _land(clause: Clause, candidate: Candidate, actors: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The place in another's land that follows soon, with the preposition before it as what tells."""
    own = {a.country for a in actors if a.country}
    lies = candidate.mode in LIES_ON_LAND or candidate.type in LIES_ON_LAND
    if not lies and not own and not any(IGO in a.sectors for a in actors):
        return ()
    grammar = clause.grammar
    for k in range(candidate.end, min(candidate.end + LAND_REACH, len(clause.tokens) - 1)):
        word = clause.tokens[k].lower
        if word in grammar.clause_signs or word in grammar.subordinators:
            return ()
        if word in grammar.place_prepositions | grammar.sources:
            place = _place_at(clause, k + 1, reader)
            if place and place.entity and place.entity.country and (lies or place.entity.country not in own):
                leading = Span.of(reader.text, clause.tokens[k].start, clause.tokens[k].end)
                return (reader.role(place.span, Inference("place", leading)),)
    return ()


def _place_at(clause: Clause, i: int, reader: Reader) -> Mention | None:
    """The first place named in the phrase at token i: "the besieged town of X"."""
    phrase = right_phrase(clause, i, reader.timed)
    if phrase is None or phrase[0] > i + 1:
        return None
    start, end = clause.tokens[phrase[0]].start, clause.tokens[phrase[1] - 1].end
    return next((m for m in reader.mentions if m.kind == "place" and start <= m.span.start and m.span.end <= end), None)
