"""Who did it to whom: noun phrases by the trigger's voice, made into roles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, left_phrase, right_phrase, split_phrase
from sumber.events.references import Reader
from sumber.types import Role

# How far behind the trigger an agent ("by X") or a counterpart ("with X") may stand.
AGENT_WINDOW = 14
STEPS_LEFT = 3


@dataclass(frozen=True, slots=True)
class Cast:
    """The roles of one event; `reciprocal` where all are actors of one act."""

    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    reciprocal: bool = False


# Types whose direct object suffers or receives the deed, whatever it is; and those whose object is what is given or moved.
DONE_TO_OBJECT = frozenset({"ASSAULT", "COERCE", "SANCTION"})
OBJECT_IS_MEANS = frozenset({"AID", "COOPERATE", "MOBILIZE"})
RECIPROCAL_TYPES = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT", "SUPPORT"})


def cast_roles(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    """Actors and recipients of a candidate; empty where the words do not say."""
    timed, start, end = reader.timed, candidate.start, candidate.end
    if candidate.voice in ("passive", "stative"):
        patient = left_phrase(clause, start, timed) or subject(clause, start, timed)
        agent = agent_phrase(clause, end, timed) or (_bare_agent(clause, end, reader) if candidate.voice == "passive" else None)
        return _cast(clause, candidate, reader, agent, patient)
    if candidate.voice == "nominal":
        return _nominal(clause, candidate, reader)
    return _cast(clause, candidate, reader, subject(clause, start, timed), _recipient(clause, candidate, reader))


def subject(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The phrase left of the verb at i; where another verb or a purpose clause stands between, that verb's own subject."""
    for _ in range(STEPS_LEFT):
        phrase = left_phrase(clause, i, timed)
        if phrase is not None:
            return phrase
        earlier = [k for k in range(max(0, i - AGENT_WINDOW), i) if clause.verbs[k]]
        if not earlier:
            return None
        i = earlier[-1]
        while i > 0 and clause.verbs[i - 1]:
            i -= 1
    return None


def agent_phrase(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The phrase behind "by" in the clause."""
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        if clause.tokens[k].lower in clause.grammar.agents:
            return right_phrase(clause, k + 1, timed)
        if clause.tokens[k].lower in clause.grammar.clause_signs or clause.tokens[k].lower in clause.grammar.complementizers:
            return None
    return None


def _bare_agent(clause: Clause, i: int, reader: Reader) -> Range | None:
    """The agent right behind a passive verb, in languages whose passive is an affix."""
    if clause.grammar.passive_auxiliaries:
        return None
    phrase = right_phrase(clause, i, reader.timed)
    return phrase if phrase and phrase[0] == i and reader.is_actor(clause, *phrase) else None


def _recipient(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    """The direct object where the type's deed is done to its object, else an object that is somebody, else who stands behind a
    preposition that marks recipients."""
    found = _object(clause, candidate.end, reader.timed)
    if candidate.type in DONE_TO_OBJECT:
        return found
    person = found if found and candidate.type != "MOBILIZE" and reader.is_actor(clause, *found) else None
    dative = dative_phrase(clause, candidate.end, reader, candidate.type == "AID")
    return (dative or person) if candidate.type in OBJECT_IS_MEANS else (person or dative)


def dative_phrase(clause: Clause, i: int, reader: Reader, means: bool) -> Range | None:
    """The first phrase that names somebody behind a preposition that marks recipients, before any sign. With `means`, "with"
    does not mark them: it names what is given."""
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        word = clause.tokens[k].lower
        if word in clause.grammar.clause_signs or word in clause.grammar.complementizers:
            return None
        if word in clause.grammar.datives and not (means and word in clause.grammar.counterparts):
            phrase = right_phrase(clause, k + 1, reader.timed)
            if phrase and phrase[0] <= k + 2 and reader.is_actor(clause, *phrase) and not _is_infinitive(clause, k):
                return phrase
    return None


def _is_infinitive(clause: Clause, k: int) -> bool:
    """May a verb follow the word at k: no article, name or number does?"""
    if (
        clause.tokens[k].lower not in clause.grammar.infinitives
        or k + 1 >= len(clause.tokens)
        or clause.grammar.deed_prefixes - {""}
    ):
        return False
    follower = clause.tokens[k + 1]
    return not (follower.text[0].isupper() or follower.text[0].isdigit() or follower.lower in clause.grammar.determiners)


def _object(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The direct object, or the phrase behind a preposition that marks recipients."""
    grammar = clause.grammar
    while i < len(clause.tokens) and grammar.is_adverb(clause.tokens[i].lower):
        i += 1
    if i >= len(clause.tokens):
        return None
    word = clause.tokens[i].lower
    if word in grammar.prepositions and word not in grammar.recipient_prepositions and word not in grammar.counterparts:
        return marked_phrase(clause, i, timed)
    return right_phrase(clause, i + (word in grammar.prepositions), timed)


def marked_phrase(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The first phrase in the clause behind a preposition that marks recipients."""
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        word = clause.tokens[k].lower
        if word in clause.grammar.clause_signs or clause.verbs[k]:
            return None
        if word in clause.grammar.recipient_prepositions and word not in clause.grammar.place_prepositions:
            return right_phrase(clause, k + 1, timed)
    return None


def _nominal(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    timed, end = reader.timed, candidate.end
    agent = agent_phrase(clause, end, timed)
    patient = None
    if end < len(clause.tokens):
        word = clause.tokens[end].lower
        if word in clause.grammar.genitives or not clause.grammar.passive_auxiliaries:
            patient = right_phrase(clause, end + (word in clause.grammar.genitives), timed)
            if patient and not reader.is_actor(clause, *patient):
                patient = None
    if patient and not _takes_patient(clause, candidate):
        agent, patient = agent or patient, None
    patient = marked_phrase(clause, end, timed) or patient
    if sides := _sides(clause, end, reader):
        return Cast(sides, (), len(sides) > 1)
    verb = _governing_verb(clause, candidate)
    if verb is not None and clause.tokens[verb].lower in clause.grammar.undergoing:
        return _cast(clause, candidate, reader, agent or source_phrase(clause, end, timed), subject(clause, verb, timed))
    if agent is None:
        agent = subject(clause, verb, timed) if verb is not None else _left_actor(clause, candidate, reader)
    return _cast(clause, candidate, reader, agent, patient)


def _takes_patient(clause: Clause, candidate: Candidate) -> bool:
    """Does the noun right behind the deed's noun suffer it ("arrest of X"), rather than do it ("visit of X")?"""
    prefixes = clause.grammar.deed_prefixes - {""}
    word = clause.tokens[candidate.start].lower
    return candidate.type in DONE_TO_OBJECT | {"RETREAT"} and (not prefixes or word.startswith(tuple(prefixes)))


def _sides(clause: Clause, i: int, reader: Reader) -> tuple[Role, ...]:
    """Both sides of a meeting or a clash: the names behind "between"."""
    for k in range(i, min(i + 4, len(clause.tokens))):
        if clause.tokens[k].lower in clause.grammar.between:
            phrase = right_phrase(clause, k + 1, reader.timed)
            return tuple(r for r in _roles(clause, phrase, reader) if reader.is_actor_role(r))
    return ()


def _governing_verb(clause: Clause, candidate: Candidate) -> int | None:
    """The verb whose subject stages, holds or undergoes the act that a noun names: the first of the clause before it."""
    return next((k for k in range(clause.start_of(candidate.start), candidate.start) if clause.verbs[k]), None)


def _left_actor(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    phrase = left_phrase(clause, candidate.start, reader.timed)
    return phrase if phrase and reader.is_actor(clause, *phrase) else None


def source_phrase(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The phrase behind "from" in the clause."""
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        if clause.tokens[k].lower in clause.grammar.sources:
            return right_phrase(clause, k + 1, timed)
        if clause.tokens[k].lower in clause.grammar.clause_signs or clause.verbs[k]:
            return None
    return None


def _cast(clause: Clause, candidate: Candidate, reader: Reader, agent: Range | None, patient: Range | None) -> Cast:
    if agent and patient and agent[0] < patient[1] and patient[0] < agent[1]:
        patient = None
    actors = tuple(r for r in _roles(clause, agent, reader) if _may_act(clause, r, reader))
    recipients = tuple(r for r in _roles(clause, patient, reader) if r.span not in [a.span for a in actors])
    if patient and candidate.type not in DONE_TO_OBJECT and not any(reader.is_actor_role(r) for r in recipients):
        recipients = ()
    reciprocal = candidate.type in RECIPROCAL_TYPES and len(actors) > 1 and not recipients
    return Cast(actors, recipients, reciprocal)


def _may_act(clause: Clause, role: Role, reader: Reader) -> bool:
    """Names and described actors may; of other words only those that bear a capital which no sentence start explains."""
    capitals = role.span.text[1:] if role.span.start == clause.sentence.start else role.span.text
    return reader.is_actor_role(role) or any(c.isupper() for c in capitals)


def _roles(clause: Clause, phrase: Range | None, reader: Reader) -> tuple[Role, ...]:
    if phrase is None:
        return ()
    out: list[Role] = []
    for part in split_phrase(clause, *phrase, partial(reader.is_actor, clause)):
        out += reader.roles_of(clause, *part)
    return tuple(out)
