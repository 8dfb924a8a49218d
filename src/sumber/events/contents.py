"""What words are about is nobody they are spoken to: who a warning says will act, whose release is demanded."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.references import Reader
from sumber.knowledge.actors import is_thing
from sumber.types import Role

# Types whose words may tell what those who speak will do or not do themselves.
OWN_PLANS = frozenset({"THREATEN", "AGREE", "REJECT"})
# Letters of the shortest noun whose prefix says that it names a deed ("pembebasan").
DEED = 8


def but_contents(
    clause: Clause, candidate: Candidate, recipients: tuple[Role, ...], actors: tuple[Role, ...], reader: Reader
) -> tuple[Role, ...]:
    """The recipients without those that the words are only about."""
    return tuple(
        r
        for r in recipients
        if r.inference
        or not (
            _is_seized(candidate, r, recipients, reader)
            or _is_speaker(clause, candidate, r, actors)
            or _is_in_demand(clause, candidate, r)
            or but_nobody(clause, r) is None
        )
    )


def but_nobody(clause: Clause, role: Role) -> Role | None:
    """The role, unless it is a verb of being there and thus nobody ("tidak ada yang ditangkap")."""
    return None if role.span.text.lower() in clause.grammar.existentials else role


def _is_seized(candidate: Candidate, role: Role, recipients: tuple[Role, ...], reader: Reader) -> bool:
    """Is a role what was found on those who were arrested ("arrested two men with six pistols")?"""
    if candidate.mode != "arrest" or role is recipients[0] or role.country or role.sectors or role.entity:
        return False
    return is_thing(role.span.text, reader.lang)


def _is_speaker(clause: Clause, candidate: Candidate, role: Role, actors: tuple[Role, ...]) -> bool:
    """Does a role open what its own country says that it will do: "Iran's spokesman warned that Tehran would strike back"?"""
    if candidate.type not in OWN_PLANS or role.country is None or any(a.country != role.country for a in actors):
        return False
    first, grammar = clause.first_of(role.span), clause.grammar
    opening = grammar.complementizers | (grammar.asking if candidate.type == "REJECT" else frozenset())
    says = any(word in grammar.say_verbs for word in clause.words(candidate.start, candidate.end))
    behind = clause.words(candidate.end, first) if candidate.type == "THREATEN" else clause.words(max(0, first - 1), first)
    opens = not opening.isdisjoint(behind)
    return bool(actors) and first >= candidate.end and (opens or (says and first == candidate.end))


def _is_in_demand(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Does a role stand bare behind the deed that is demanded, and is thus to undergo it ("menuntut pembebasan X")?"""
    last = clause.tokens[candidate.end - 1].lower
    prefixes = tuple(clause.grammar.deed_prefixes)
    if candidate.type != "REQUEST" or candidate.end - candidate.start < 2 or not prefixes:
        return False
    return len(last) >= DEED and last.startswith(prefixes) and clause.tokens[clause.first_of(role.span) - 1].lower == last
