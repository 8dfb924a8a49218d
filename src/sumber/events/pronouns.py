"""Who "they" are at the head of a sentence: the people who are the subject of the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import left_phrase
from sumber.events.references import Reader
from sumber.events.roles import Cast, roles_of_phrase, subject
from sumber.events.victims import ARMED
from sumber.types import EventMention, Inference, Role, Span


def they_of(clause: Clause, reader: Reader, coded: Sequence[EventMention], last: Role | None) -> Role | None:
    """Whom "they" may mean in the sentence behind this one: its subject, where that opens it, names several and reports nobody
    else's deeds, and where nobody of those to whom its events were done may act next; `last` is whom it may mean in this one,
    which goes on where "they" opens it."""
    if _opens_with_they(clause):
        return last
    verb = next((k for k, is_verb in enumerate(clause.verbs) if is_verb), None)
    phrase = left_phrase(clause, verb, reader.timed) if verb else None
    if verb is None or phrase is None or clause.tokens[verb].lower in clause.grammar.say_verbs:
        return None
    if any(word not in clause.grammar.determiners for word in clause.words(0, phrase[0])):
        return None
    roles = roles_of_phrase(clause, phrase, reader)
    if len(roles) != 1 or roles[0].inference or not reader.is_actor_role(roles[0]) or not _is_plural(clause, roles[0]):
        return None
    return None if any(_may_act(clause, e, r) for e in coded for r in e.recipients) else roles[0]


def _may_act(clause: Clause, event: EventMention, role: Role) -> bool:
    """May those to whom an event was done be who acts next: several, and no unarmed victims?"""
    return _is_plural(clause, role) and (event.type != "ASSAULT" or not ARMED.isdisjoint(role.sectors))


def _is_plural(clause: Clause, role: Role) -> bool:
    """Does the head of a role's words, or where it ends with its place what stands before that, name several?"""
    grammar, words = clause.grammar, role.span.text.lower().split()
    end = next((k for k, word in enumerate(words) if k and word in grammar.prepositions | grammar.relatives), len(words))
    return words[end - 1] in grammar.plurals or words[end - 1].endswith(grammar.plural_endings or ("\0",))


def of_them(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader, they: Role | None) -> Cast:
    """The cast of an active verb whose subject is the "they" that opens its sentence, done by whom that means."""
    if they is None or cast.actors or candidate.voice != "active" or not _opens_with_they(clause):
        return cast
    if subject(clause, candidate.start, reader.timed) != (0, 1) or any(r.span.overlaps(they.span) for r in cast.recipients):
        return cast
    pronoun = Span.of(reader.text, clause.tokens[0].start, clause.tokens[0].end)
    return replace(cast, actors=(replace(they, inference=Inference("pronoun", pronoun)),))


def _opens_with_they(clause: Clause) -> bool:
    grammar = clause.grammar
    return any(word in grammar.speaking & grammar.plural_pronouns for word in clause.words(0, 1))
