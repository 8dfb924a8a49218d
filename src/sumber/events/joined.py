"""Clauses that a coordinator joins, each with a subject and an object of its own: "X bombed A and Y shelled B" is two deeds."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import joined_verb, left_phrase
from sumber.events.references import Reader
from sumber.events.roles import roles_of_phrase
from sumber.types import Role


def within_clause(
    clause: Clause, candidate: Candidate, actors: tuple[Role, ...], recipients: tuple[Role, ...], reader: Reader
) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """Actors and recipients of an active verb, those of its own clause where a coordinator joins it to another one."""
    other = elsewhere(clause, candidate, reader)
    if not other:
        return actors, recipients
    recipients = tuple(r for r in recipients if r.inference or clause.first_of(r.span) not in other)
    if other.stop < candidate.start:
        subject = left_phrase(clause, candidate.start, reader.timed)
        own = tuple(r for r in roles_of_phrase(clause, subject, reader, recipients) if reader.is_actor_role(r))
    else:
        own = tuple(r for r in actors if clause.first_of(r.span) not in other)
    return own or actors, recipients


def elsewhere(clause: Clause, candidate: Candidate, reader: Reader) -> range:
    """The tokens that tell of another deed, where a coordinator joins the clause of an active verb to that one's: from the
    earlier verb up to the coordinator, or from it on to the sentence's end. Empty where nothing is joined so."""
    if candidate.voice != "active":
        return range(0)
    if before := _before(clause, candidate.start, reader):
        return before
    for k in range(candidate.end, len(clause.tokens)):
        if _ends(clause, k):
            return range(0)
        if clause.verbs[k]:
            before = _before(clause, k, reader)
            return range(before.stop, len(clause.tokens)) if before.stop >= candidate.end else range(0)
    return range(0)


def beyond_semicolon(clause: Clause, candidate: Candidate) -> range:
    """The tokens on the other side of the one semicolon of a sentence that has a verb on both."""
    signs = [k for k, token in enumerate(clause.tokens) if token.text == ";"]
    if len(signs) != 1 or not (any(clause.verbs[: signs[0]]) and any(clause.verbs[signs[0] :])):
        return range(0)
    return range(signs[0]) if candidate.start > signs[0] else range(signs[0], len(clause.tokens))


def _before(clause: Clause, verb: int, reader: Reader) -> range:
    """From an earlier verb up to the coordinator behind which the verb's own subject stands. Empty where the words before are
    no clause with an object, so that two nouns may be joined, or where the verb has no object to tell it from a participle
    ("shot a nurse and a guard employed by X")."""
    grammar, phrase = clause.grammar, left_phrase(clause, verb, reader.timed)
    if phrase is None or phrase[0] < 3 or not reader.is_actor(clause, *phrase) or not _has_object(clause, verb):
        return range(0)
    opens = phrase[0] - 1
    parted = any(clause.is_break(k) for k in range(phrase[1], verb))
    if parted or clause.tokens[opens].lower not in grammar.coordinators | grammar.contrasts:
        return range(0)
    for k in range(opens - 1, 0, -1):
        if _ends(clause, k) or clause.tokens[k].lower in grammar.relatives | grammar.agents:
            return range(0)
        if clause.verbs[k]:
            return range(k, opens) if _has_object(clause, k) and opens - k > 1 and not _in_relative(clause, k) else range(0)
    return range(0)


def series(clause: Clause, candidates: Sequence[Candidate]) -> frozenset[int]:
    """The first tokens of verbs that a coordinator joins to one another, so that one subject did both: "released X and withdrew
    from Y". Neither is told in passing. Who only says something, or is told more of by a relative clause, did none of them."""
    verbs = {c.start for c in candidates if c.voice != "nominal" and _tells(clause, c)}
    pairs = [(start, joined_verb(clause, start)) for start in verbs]
    last = {other for _, other in pairs}
    pairs += [(start, listed_before(clause, start)) for start in verbs if start in last]
    return frozenset(k for start, other in pairs if other in verbs for k in (start, other) if k is not None)


def listed_before(clause: Clause, i: int) -> int | None:
    """The verb before the comma at which the verb at token i begins, in a list that a coordinator goes on with: "beat three
    men, robbed two and fled"."""
    if i < 2 or clause.tokens[i - 1].lower != ",":
        return None
    for k in range(i - 2, -1, -1):
        if clause.is_break(k):
            return None
        if clause.verbs[k] and clause.tokens[k].lower not in clause.grammar.auxiliaries:
            return k
    return None


def _tells(clause: Clause, candidate: Candidate) -> bool:
    """Is the trigger a verb of doing in a main clause?"""
    grammar, words = clause.grammar, clause.words(candidate.start, candidate.start + 1)
    idle = grammar.say_verbs | grammar.modals | grammar.auxiliaries
    return clause.verbs[candidate.start] and idle.isdisjoint(words) and not _in_relative(clause, candidate.start)


def has_object(clause: Clause, candidate: Candidate) -> bool:
    """Has an active verb an object of its own, in its trigger ("menarik diri") or right behind?"""
    return candidate.end - candidate.start > 1 or _has_object(clause, candidate.start)


def _in_relative(clause: Clause, verb: int) -> bool:
    """Does a relative pronoun lead to the verb: "the man who stabbed a nurse and a doctor"?"""
    for k in range(verb - 1, -1, -1):
        if clause.tokens[k].lower in clause.grammar.relatives:
            return True
        if clause.is_break(k):
            return False
    return False


def _ends(clause: Clause, k: int) -> bool:
    """Does token k end a clause? A preposition that may open one ("to") does not."""
    return clause.is_break(k) and clause.tokens[k].lower not in clause.grammar.datives


def _has_object(clause: Clause, verb: int) -> bool:
    """Does a noun phrase stand right behind the verb, adverbs and the particle of objects ("a") aside?"""
    grammar, k = clause.grammar, verb + 1
    while k < len(clause.tokens) and grammar.is_adverb(clause.tokens[k].lower):
        k += 1
    k += k < len(clause.tokens) and clause.tokens[k].lower in grammar.object_markers
    if k >= len(clause.tokens) or clause.is_break(k) or clause.verbs[k] or clause.tokens[verb].lower in grammar.auxiliaries:
        return False
    return clause.tokens[k].lower not in (grammar.prepositions | grammar.coordinators) - grammar.determiners
