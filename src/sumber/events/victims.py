"""Who came to harm did not do it: the subjects of dying and of being hurt, told beside an attack, suffered it."""

from __future__ import annotations

from dataclasses import replace

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, left_phrase
from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, Cast, roles_of_phrase
from sumber.types import Role

# Who bears arms may well flee from a deed of their own: "the gunmen fled after the attack".
ARMED = frozenset({"COP", "CRM", "MIL", "PRM", "REB", "UAF", "UNK"})


def with_victims(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast of an attack, those who died or were hurt among the recipients whatever the model made of them, and so are those
    inside the trigger ("pelted X with stones"); that of an arrest without those who were hurt."""
    if candidate.type == "COERCE":
        return _without_hurt(clause, cast)
    if candidate.type != "ASSAULT":
        return cast
    cast = replace(cast, recipients=tuple(r for r in cast.recipients if not _mere_count(clause, r)))
    cast = _without_fleeing(clause, candidate, cast)
    cast = _with_fallen(clause, candidate, cast, reader)
    if not cast.actors:
        return cast
    named = cast.actors + cast.recipients
    harmed = tuple(
        r
        for r in cast.actors
        if _harmed(clause, r, named) or _inside(clause, candidate, r) or _befallen(clause, candidate, cast, r)
    )
    if not harmed:
        return cast
    actors = tuple(r for r in cast.actors if r not in harmed)
    if not actors:
        actors = tuple(r for r in cast.recipients if _fought(clause, r))
    recipients = tuple(sorted((*harmed, *(r for r in cast.recipients if r not in actors)), key=lambda r: r.span.start))
    return replace(cast, actors=actors, recipients=recipients, reciprocal=False)


def _with_fallen(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast of a clash, those among the recipients of whom the words before it say that they died or were hurt "in" it, and
    among the actors those "with" whom it was."""
    grammar = clause.grammar
    clash = next((k for k in range(candidate.start, candidate.end) if clause.tokens[k].lower in grammar.clashes), None)
    if clash is None or clash == 0 or clause.tokens[clash - 1].lower not in grammar.scenes:
        return cast
    fallen: list[Role] = []
    for k in range(clause.start_of(clash), clash):
        helped = not grammar.passive_auxiliaries.isdisjoint(clause.words(k - 1, k))
        hurt = helped and any(clause.tokens[k].lower in grammar.quantities.get(kind, ()) for kind in ("killed", "injured"))
        if hurt or clause.tokens[k].lower in grammar.dying:
            found = roles_of_phrase(clause, left_phrase(clause, k, reader.timed), reader)
            fallen += [r for r in found if reader.is_actor_role(r) and not any(r.span.overlaps(o.span) for o in fallen)]
    if not fallen:
        return cast
    told = [r for r in cast.actors + cast.recipients if not any(r.span.overlaps(o.span) for o in fallen)]
    actors = tuple(r for r in told if _fought(clause, r) or r in cast.actors)
    others = [r for r in told if r not in actors]
    return Cast(actors, tuple(sorted((*fallen, *others), key=lambda r: r.span.start)))


def but_kin(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast; where a relative clause tells the deed of somebody's kin ("the families of six miners who were killed"), those
    whose kin they are suffered it."""
    if candidate.type not in DONE_TO_OBJECT or candidate.voice != "passive":
        return cast
    recipients: list[Role] = []
    for role in cast.recipients:
        bereft = _whose_kin(clause, candidate, role)
        taken = [r.span for r in (*cast.actors, *recipients)]
        found = roles_of_phrase(clause, bereft, reader) if bereft else (role,)
        recipients += [r for r in found if not any(r.span.overlaps(span) for span in taken)]
    return replace(cast, recipients=tuple(recipients))


def _whose_kin(clause: Clause, candidate: Candidate, role: Role) -> Range | None:
    """The tokens behind the genitive of a role that names kin, where the relative clause of the deed follows it."""
    grammar, end = clause.grammar, _last(clause, role) + 1
    behind = next((k for k in range(clause.first_of(role.span), end) if clause.tokens[k].lower in grammar.genitives), end)
    relative = clause.words(end, end + 1)
    if behind + 1 >= end or end >= candidate.start or not any(word in grammar.relatives for word in relative):
        return None
    return (behind + 1, end) if clause.tokens[behind - 1].lower in grammar.kin else None


def _mere_count(clause: Clause, role: Role) -> bool:
    """Is a role only how many died, as headlines count them ("Rusia Serang Kyiv, 3 Tewas")?"""
    grammar = clause.grammar
    words = clause.words(clause.first_of(role.span), _last(clause, role) + 1)
    return words[-1:] != [] and words[-1] in grammar.dying and all(w.isdecimal() or w in grammar.numbers for w in words[:-1])


def _without_hurt(clause: Clause, cast: Cast) -> Cast:
    """The cast without those beside the arrested who were only hurt: "37 people had been detained and four officers hurt"."""
    hurt = clause.grammar.quantities.get("injured", frozenset()) | clause.grammar.quantities.get("killed", frozenset())
    left = tuple(r for r in cast.recipients if not hurt & set(clause.words(_last(clause, r), _last(clause, r) + 2)))
    return replace(cast, recipients=left) if left else cast


def _without_fleeing(clause: Clause, candidate: Candidate, cast: Cast) -> Cast:
    """The cast of an attack told by a noun, without actors who fled from it: those who bear no arms, and all where somebody
    stands behind its "by"."""
    if candidate.voice != "nominal":
        return cast
    fled = [r for r in cast.actors if _is_followed(clause, r, clause.grammar.fleeing)]
    agents = tuple(r for r in cast.recipients if _led_by_agent(clause, candidate, r)) if fled else ()
    gone = [r for r in fled if agents or ARMED.isdisjoint(r.sectors)]
    actors = tuple(r for r in cast.actors if r not in gone) + agents
    recipients = tuple(r for r in cast.recipients if r not in agents)
    return replace(cast, actors=actors, recipients=recipients, reciprocal=cast.reciprocal and not gone) if gone else cast


def _led_by_agent(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Does a role stand behind the "by" of a deed's noun?"""
    return clause.first_of(role.span) > candidate.end and _led(clause, role) in clause.grammar.agents


def _is_followed(clause: Clause, role: Role, words: frozenset[str]) -> bool:
    """Does one of these words follow the role, behind auxiliaries, adverbs and pronouns at most?"""
    k = _last(clause, role) + 1
    while k < len(clause.tokens) and (_helps(clause, k) or clause.tokens[k].lower in clause.grammar.pronouns):
        k += 1
    return any(word in words for word in clause.words(k, k + 1))


def _inside(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Does the role stand between the words of an active trigger, where its object does?"""
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    return candidate.voice == "active" and start < role.span.start and role.span.end < end


def _fought(clause: Clause, role: Role) -> bool:
    """Does "with" stand before the role: "died in clashes with X"?"""
    return _led(clause, role) in clause.grammar.counterparts


def _led(clause: Clause, role: Role) -> str:
    """The word before a role and its determiner; "" where none is."""
    first = clause.first_of(role.span)
    before = first - 1 - any(word in clause.grammar.determiners for word in clause.words(first - 1, first))
    return "".join(clause.words(before, before + 1))


def _befallen(clause: Clause, candidate: Candidate, cast: Cast, role: Role) -> bool:
    """Does the role stand before a form that tells what befell it ("tertembak"), where nobody else suffered it?"""
    return candidate.voice == "stative" and not cast.recipients and role.span.end <= clause.tokens[candidate.start].start


def _harmed(clause: Clause, role: Role, named: tuple[Role, ...]) -> bool:
    """Does a word of dying, or a passive of killing or hurting, follow the role, or the one that a coordinator joins to it?"""
    grammar, k = clause.grammar, _last(clause, role) + 1
    passive = False
    while k < len(clause.tokens) and _helps(clause, k):
        passive = passive or clause.tokens[k].lower in grammar.passive_auxiliaries
        k += 1
    word = clause.tokens[k].lower if k < len(clause.tokens) else ""
    if word in grammar.dying:
        return True
    if passive and any(word in grammar.quantities.get(kind, ()) for kind in ("killed", "injured")):
        return True
    if word not in grammar.coordinators:
        return False
    joined = next((r for r in named if r.span.start == _start(clause, k + 1)), None)
    return joined is not None and joined != role and _harmed(clause, joined, named)


def _helps(clause: Clause, k: int) -> bool:
    word = clause.tokens[k].lower
    return word in clause.grammar.auxiliaries | clause.grammar.passive_auxiliaries or clause.grammar.is_adverb(word)


def _last(clause: Clause, role: Role) -> int:
    """The last token of a role's words."""
    return max((k for k, t in enumerate(clause.tokens) if t.start < role.span.end), default=0)


def _start(clause: Clause, k: int) -> int | None:
    return clause.tokens[k].start if k < len(clause.tokens) else None
