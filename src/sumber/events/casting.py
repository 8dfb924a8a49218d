"""Who did it to whom: what the model says of a trigger's roles, and where it is silent the rules over words and voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sumber.events.aims import aims_of
from sumber.events.candidates import Candidate
from sumber.events.contents import but_contents
from sumber.events.grammar import Clause
from sumber.events.joined import within_clause
from sumber.events.lists import listed
from sumber.events.phrases import Range, right_phrase
from sumber.events.predicates import subjects_of_predicates
from sumber.events.reach import (
    before_asides,
    before_joined,
    before_meanwhile,
    but_tellers,
    did_another,
    own_agents,
    own_objects,
    own_subjects,
)
from sumber.events.references import Reader
from sumber.events.roles import (
    OBJECT_IS_MEANS,
    OBJECT_IS_WORDS,
    RECIPROCAL_TYPES,
    STAGED,
    Cast,
    cast_roles,
    dative_phrase,
    owner_phrase,
    roles_of_phrase,
)
from sumber.events.wholes import whole_phrase
from sumber.knowledge.actors import is_means, is_thing
from sumber.types import Role, Span, SpanPrediction

LEAST = 0.55
"""A role's words count where the model is at least this sure of them."""
# Types that may be about another's deed.
OPINIONS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
# Types and modes whose object may name a charge behind whom it is laid on or lifted from.
CHARGING = frozenset({("ACCUSE", "allege"), ("CONCEDE", None)})
# Adjectives between a deed's noun and the preposition of whom it was done to: "el ataque aéreo israelí contra X".
ADJECTIVES = 3
# "between" stands right behind the noun or behind one adjective; further off it may tell between whom somebody mediates.
_BETWEEN_REACH = 2


def cast_of(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    """Actors and recipients of a candidate."""
    # Without function words the rules would take half a sentence for a phrase.
    ruled = cast_roles(clause, candidate, reader) if clause.grammar.prepositions else Cast()
    event = candidate.event
    if event is None or (clause.grammar.topics and candidate.entry.elements and (ruled.actors or ruled.recipients)):
        return replace(ruled, recipients=aims_of(clause, candidate, ruled.actors, reader)) if _aimless(ruled) else ruled
    if _named_sides(clause, candidate, ruled):
        return ruled
    if journey := _journey(clause, candidate, reader):
        return journey
    askers = _askers(clause, candidate, ruled)
    actors = _widened(
        clause,
        _told(clause, candidate, _surer(event.actors, event.recipients), reader, ()),
        ruled.actors + ruled.recipients,
        reader,
    )
    recipients = _widened(
        clause, _told(clause, candidate, event.recipients, reader, actors), ruled.actors + ruled.recipients, reader
    )
    if _crossed(clause, candidate, actors, recipients, ruled):
        actors, recipients = recipients, actors
    recipients = _patients(clause, candidate, recipients, ruled)
    recipients = tuple(_uncharged(clause, candidate, role, reader) for role in recipients)
    recipients = _owned(clause, candidate, recipients, reader, actors)
    recipients = _apart_from_sites(clause, listed(clause, candidate, recipients, reader, actors))
    recipients = _but_relative_subject(clause, candidate, own_objects(clause, candidate, recipients))
    actors = _persons(listed(clause, candidate, _agents(clause, candidate, actors, ruled), reader, recipients), reader)
    actors = tuple(a for a in before_joined(clause, candidate, actors) if not did_another(clause, candidate, a))
    subject = tuple(r for r in ruled.actors if not _any_overlap(r, recipients))
    collective = any(r.inference and r.inference.kind == "collective" for r in subject)
    if not actors or collective or (subject and _opens_relative(clause, candidate)) or _own(clause, candidate, subject, actors):
        actors = subject
    if askers:
        actors, recipients = askers, tuple(r for r in recipients if not _any_overlap(r, askers))
    recipients = recipients or tuple(r for r in ruled.recipients if not _any_overlap(r, actors))
    recipients = _but_victims(clause, candidate, before_meanwhile(clause, candidate, recipients), reader)
    if candidate.type in STAGED:
        recipients = tuple(r for r in recipients if not reader.is_site(r))
    if candidate.voice == "active":
        actors = before_asides(clause, candidate, own_subjects(clause, candidate, actors, reader))
    else:
        recipients = own_subjects(clause, candidate, recipients, reader)
    actors, recipients = within_clause(clause, candidate, actors, recipients, reader)
    actors = own_agents(clause, candidate, actors)
    recipients = _but_moved(clause, candidate, _but_own_envoys(clause, candidate, recipients))
    actors, recipients = _delivered(clause, candidate, actors, recipients, reader)
    actors = but_tellers(clause, candidate, subjects_of_predicates(clause, candidate, actors, reader))
    actors = tuple(a for a in actors if not _is_stance(clause, a))
    recipients = tuple(r for r in recipients if not _any_overlap(r, actors))
    recipients = but_contents(clause, candidate, recipients, actors, reader)
    reciprocal = candidate.type in RECIPROCAL_TYPES and len(actors) > 1 and not recipients
    if reciprocal:
        actors, recipients = _sides(clause, candidate, actors)
    cast = Cast(actors, recipients, reciprocal and not recipients and not _is_given(clause, candidate))
    return replace(cast, recipients=aims_of(clause, candidate, actors, reader)) if _aimless(cast) else cast


def _is_given(clause: Clause, candidate: Candidate) -> bool:
    """Is it an offer or a promise, which several make to somebody else ("Japan and Australia offered help")?"""
    return any(word in clause.grammar.offering for word in clause.words(candidate.start, candidate.end))


def _named_sides(clause: Clause, candidate: Candidate, ruled: Cast) -> bool:
    """Does "between" name both sides right behind the noun of a meeting or a clash? Nobody else takes part then, least of all
    who reports it."""
    behind = clause.words(candidate.end, candidate.end + _BETWEEN_REACH)
    meets = candidate.voice == "nominal" and candidate.type in RECIPROCAL_TYPES and ruled.reciprocal
    return meets and any(word in clause.grammar.between for word in behind)


def _journey(clause: Clause, candidate: Candidate, reader: Reader) -> Cast | None:
    """Whose visit a noun names and where to: "the visit of General X to Y" is his, not theirs who announced it. None where not
    both are told right behind the noun."""
    if candidate.voice != "nominal" or candidate.mode != "visit":
        return None
    grammar = clause.grammar
    start = candidate.end + any(w in grammar.genitives | grammar.agents for w in clause.words(candidate.end, candidate.end + 1))
    traveller = right_phrase(clause, start, reader.timed)
    if traveller is None or traveller[0] > start + 1 or not reader.is_actor(clause, *traveller):
        return None
    goal = clause.words(traveller[1], traveller[1] + 1)
    if not any(w in grammar.goal_prepositions | grammar.datives for w in goal):
        return None
    host = right_phrase(clause, traveller[1] + 1, reader.timed)
    actors = tuple(r for r in roles_of_phrase(clause, traveller, reader) if reader.is_actor_role(r))
    hosts = tuple(r for r in roles_of_phrase(clause, host, reader, actors) if reader.is_actor_role(r))
    return Cast(actors, hosts) if actors and hosts else None


def _askers(clause: Clause, candidate: Candidate, ruled: Cast) -> tuple[Role, ...]:
    """Whose the request or the threat is that a noun names, where they stand bare behind it ("permintaan menteri")."""
    if candidate.voice != "nominal" or candidate.type not in ("REQUEST", "THREATEN") or candidate.end >= len(clause.tokens):
        return ()
    beside = clause.tokens[candidate.end].start
    return ruled.actors if any(r.span.start == beside for r in ruled.actors) else ()


def _aimless(cast: Cast) -> bool:
    return not cast.recipients and not cast.reciprocal


def _owned(
    clause: Clause, candidate: Candidate, recipients: tuple[Role, ...], reader: Reader, actors: tuple[Role, ...]
) -> tuple[Role, ...]:
    """The recipients; instead of words and deeds ("an Omani plan", "a raid by X") those whose they are."""
    if candidate.type not in OBJECT_IS_WORDS:
        return recipients
    found: list[Role] = []
    for role in recipients:
        inside = [k for k, t in enumerate(clause.tokens) if t.start < role.span.end and role.span.start < t.end]
        if inside and not role.inference and reader.is_thing(clause, inside[0], inside[-1] + 1):
            owner = owner_phrase(clause, inside[0], inside[-1] + 1, reader)
            if owner is None:
                continue
            found += [r for r in roles_of_phrase(clause, owner, reader, actors) if not _any_overlap(r, actors)]
        else:
            found.append(role)
    return tuple(found)


def _apart_from_sites(clause: Clause, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients without those that only say where it was done to the others ("burnt a bus at the university")."""
    grammar = clause.grammar
    leading = grammar.place_prepositions - grammar.recipient_prepositions
    found: list[Role] = []
    for role in sorted(recipients, key=lambda r: r.span.start):
        before = clause.first_of(role.span) - 1
        while before >= 0 and clause.tokens[before].lower in grammar.determiners:
            before -= 1
        if not (found and before >= 0 and not role.inference and clause.tokens[before].lower in leading):
            found.append(role)
    return tuple(r for r in recipients if r in found)


def _but_victims(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The recipients of an opinion; who suffered the deed that it is about is none ("condemned the Omani raid on X"), whose
    deed it was is."""
    if candidate.type not in OPINIONS:
        return recipients
    suffered = {r: deed for r in recipients if not r.inference and (deed := _deed_before(clause, candidate, r)) is not None}
    if not suffered or len(suffered) < len(recipients):
        return tuple(r for r in recipients if r not in suffered)
    deed = next(iter(suffered.values()))
    phrase = right_phrase(clause, deed, reader.timed)
    return roles_of_phrase(clause, owner_phrase(clause, *phrase, reader) if phrase else None, reader)


def _deed_before(clause: Clause, candidate: Candidate, role: Role) -> int | None:
    """The noun of a deed behind the trigger's start, before the preposition that leads the role, at most some adjectives
    between."""
    grammar, tokens = clause.grammar, clause.tokens
    k = clause.first_of(role.span) - 1
    while k > 0 and tokens[k].lower in grammar.determiners - grammar.genitives:
        k -= 1
    if k < 0 or tokens[k].lower not in grammar.genitives | grammar.against:
        return None
    deeds = grammar.suffered if tokens[k].lower in grammar.genitives else grammar.struck
    for i in range(k - 1, max(k - 1 - ADJECTIVES, candidate.start), -1):
        if tokens[i].lower in deeds:
            return i
        if clause.verbs[i] or clause.is_break(i) or tokens[i].lower in grammar.prepositions:
            return None
    return None


def _surer(spans: Sequence[SpanPrediction], rivals: Sequence[SpanPrediction]) -> list[SpanPrediction]:
    """The spans without those that overlap a rival that the model is surer of."""
    return [
        span
        for span in spans
        if not any(r.start < span.end and span.start < r.end and r.probability > span.probability for r in rivals)
    ]


def _agents(clause: Clause, candidate: Candidate, actors: tuple[Role, ...], ruled: Cast) -> tuple[Role, ...]:
    """The actors; those behind the "by" of a passive alone ("schoolgirls abducted by gunmen")."""
    if candidate.voice == "passive" and candidate.type == "AID":
        actors = tuple(a for a in actors if not _is_whence(clause, candidate, a))
    if candidate.voice == "passive":
        actors = tuple(a for a in actors if not _is_goal(clause, candidate, a))
    if candidate.voice != "passive" or not ruled.actors:
        return actors
    for k in range(candidate.end, len(clause.tokens)):
        if clause.tokens[k].lower in clause.grammar.agents:
            start = clause.tokens[k].end
            named = (a for a in actors if a.span.start >= start and (_any_overlap(a, ruled.actors) or _is_joined(clause, a)))
            return tuple(named) or actors
        if clause.is_break(k) or clause.verbs[k]:
            break
    return actors


def _is_joined(clause: Clause, role: Role) -> bool:
    """Does a coordinator stand right before a role: "signed by X and the commander Y"?"""
    first = clause.first_of(role.span)
    return first > 0 and clause.tokens[first - 1].lower in clause.grammar.coordinators


def _is_goal(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Is it to whom somebody was given or sent ("handed over to X"), and nobody who did it: right behind the trigger's "to"?"""
    grammar, goals = clause.grammar, clause.grammar.goal_prepositions | clause.grammar.datives
    k = candidate.end
    if not any(word in goals - grammar.agents for word in clause.words(k, k + 1)):
        return False
    k += 1 + any(word in grammar.determiners for word in clause.words(k + 1, k + 2))
    return clause.first_of(role.span) in (candidate.end + 1, k)


def _is_whence(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Is it where somebody was rescued from ("evacuated from X"), and nobody from whom aid was received?"""
    grammar, first = clause.grammar, clause.first_of(role.span)
    from_it = any(word in grammar.sources for word in clause.words(first - 1, first))
    return from_it and grammar.receiving.isdisjoint(clause.words(candidate.start, candidate.end))


def _crossed(clause: Clause, candidate: Candidate, actors: tuple[Role, ...], recipients: tuple[Role, ...], ruled: Cast) -> bool:
    """Has the model taken who stands bare behind a passive, and thus did it, for whom it was done to, and the reverse?"""
    if candidate.voice != "passive" or clause.grammar.passive_auxiliaries or candidate.end >= len(clause.tokens):
        return False
    beside, start = clause.tokens[candidate.end].start, clause.tokens[candidate.start].start
    behind = [r for r in recipients if r.span.start == beside and _any_overlap(r, ruled.actors)]
    return bool(actors) and len(behind) == len(recipients) == 1 and all(a.span.end <= start for a in actors)


def _patients(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...], ruled: Cast) -> tuple[Role, ...]:
    """The recipients without who stands bare behind a passive and thus did it ("dipecat presiden"), where another is left, and
    without who stands behind its "by"."""
    if candidate.voice != "passive" or candidate.end >= len(clause.tokens):
        return recipients
    if clause.grammar.passive_auxiliaries:
        return tuple(r for r in recipients if not (_is_led_by_agent(clause, r) and _any_overlap(r, ruled.actors)))
    beside = clause.tokens[candidate.end].start
    left = tuple(r for r in recipients if not (r.span.start == beside and _any_overlap(r, ruled.actors)))
    return left or recipients


def _is_led_by_agent(clause: Clause, role: Role) -> bool:
    """Does "by" stand before the role?"""
    first = clause.first_of(role.span)
    led = first - 1 - any(word in clause.grammar.determiners for word in clause.words(first - 1, first))
    return any(word in clause.grammar.agents for word in clause.words(led, led + 1))


def _uncharged(clause: Clause, candidate: Candidate, role: Role, reader: Reader) -> Role:
    """The accused without the charge, where one word tells whose and of what ("acusó al gobierno de fraude")."""
    if (candidate.type, candidate.mode) not in CHARGING or role.inference:
        return role
    inside = [k for k, t in enumerate(clause.tokens) if role.span.start <= t.start and t.end <= role.span.end]
    for k in inside[1:-1]:
        rest = [clause.tokens[m].text for m in range(k + 1, inside[-1] + 1)]
        if clause.tokens[k].lower not in clause.grammar.genitives or any(word[0].isupper() for word in rest):
            continue
        accused = Span.of(reader.text, role.span.start, clause.tokens[k - 1].end)
        known = reader.code(accused.text)
        same = known.sectors == role.sectors and known.country in (None, role.country)
        if (known.country or known.sectors) and same and not reader.is_actor(clause, k + 1, inside[-1] + 1):
            return reader.role(accused, None)
    return role


def _persons(actors: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The actors without the things that they used ("blocked the road with tractors")."""
    left = tuple(a for a in actors if reader.is_actor_role(a) or not is_thing(a.span.text, reader.lang))
    return left or actors


def _widened(clause: Clause, told: tuple[Role, ...], ruled: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The model's roles; one that breaks off after its first word ("Prime" Minister), or before the name that ends it ("the
    defence ministry of" Peru), as long as the rules have it. What it then holds is no role beside it."""
    found: list[Role] = []
    for role in told:
        whole = next((one for one in ruled if _breaks_off(clause, role, one, reader)), role)
        if whole is role or not _any_overlap(whole, found):
            found.append(whole)
    return tuple(r for r in found if not any(r is not o and r.span != o.span and r.span.within(o.span) for o in found))


def _breaks_off(clause: Clause, role: Role, whole: Role, reader: Reader) -> bool:
    rest = whole.span.text[len(role.span.text) :].split()
    if whole.span.start != role.span.start or not rest or rest[0].lower() in clause.grammar.coordinators:
        return False
    if " " in role.span.text:
        return len(rest) == 1 and rest[0][0].isupper()
    # "the former president of": of what he is accused stands there as well as whose president he was.
    owned = rest[0].lower() in clause.grammar.genitives and bool(role.sectors)
    return not owned or bool(reader.code(" ".join(rest[1:])).country or rest[-1][0].isupper())


def _sides(clause: Clause, candidate: Candidate, actors: tuple[Role, ...]) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """Of sides named on both sides of a verb ("met with", "clashed with") those behind it are whom it was done with."""
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    before, behind = (
        tuple(r for r in actors if r.span.end <= start),
        tuple(r for r in actors if r.span.start >= end),
    )
    return (before, behind) if before and behind and len(before) + len(behind) == len(actors) else (actors, ())


def _opens_relative(clause: Clause, candidate: Candidate) -> bool:
    """Does the trigger stand right behind a relative pronoun? Then its subject is the noun before that."""
    i = candidate.start - 1
    while i >= 0 and clause.tokens[i].lower in clause.grammar.auxiliaries:
        i -= 1
    return candidate.voice == "active" and i > 0 and clause.tokens[i].lower in clause.grammar.relatives


def _but_relative_subject(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients without whom a relative pronoun before the verb takes up as its subject: by the pronoun's own form
    ("quien criticó"), or as the object stands marked behind the verb ("que criticó a X")."""
    if not _opens_relative(clause, candidate):
        return recipients
    grammar, i = clause.grammar, candidate.start - 1
    while clause.tokens[i].lower in grammar.auxiliaries:
        i -= 1
    led = i > 0 and clause.tokens[i - 1].lower in grammar.prepositions
    marked = not grammar.possessives and any(w in grammar.datives for w in clause.words(candidate.end, candidate.end + 1))
    if led or not (marked or clause.tokens[i].lower in grammar.subject_relatives):
        return recipients
    return tuple(r for r in recipients if r.span.start > clause.tokens[i].start)


def _but_own_envoys(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients of a withdrawal without those who are withdrawn: "recalled its ambassador in X"."""
    if (candidate.type, candidate.mode) != ("SANCTION", "withdraw"):
        return recipients
    return tuple(r for r in recipients if r.inference or clause.tokens[clause.first_of(r.span)].lower not in clause.grammar.own)


def _but_moved(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients of a mobilization without those whom it moves: "deployed the guard"."""
    moved = candidate.entry.needs or frozenset[str]()
    if candidate.type != "MOBILIZE" or candidate.voice != "active" or not moved:
        return recipients
    k, led = candidate.end, clause.grammar.determiners | clause.grammar.object_markers
    while k < len(clause.tokens) and clause.tokens[k].lower in led:
        k += 1
    start = clause.tokens[k].start if k < len(clause.tokens) else clause.sentence.end
    beside = (r for r in recipients if r.span.start <= start < r.span.end and not r.inference)
    forces = [r for r in beside if moved & set(r.span.text.lower().split())]
    return tuple(r for r in recipients if r not in forces)


def _delivered(
    clause: Clause, candidate: Candidate, actors: tuple[Role, ...], recipients: tuple[Role, ...], reader: Reader
) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """The roles of a passive of giving: to whom it was is the recipient, and neither who did it nor what was given is ("three
    men were extradited to X")."""
    verb = any((e.lemmas | e.words) & clause.grammar.transfers for e in candidate.entry.elements[:1])
    if candidate.voice != "passive" or candidate.type not in OBJECT_IS_MEANS or not verb:
        return actors, recipients
    goal = roles_of_phrase(clause, dative_phrase(clause, candidate.end, reader, True), reader)
    return (tuple(a for a in actors if not _any_overlap(a, goal)), goal) if goal else (actors, recipients)


def _own(clause: Clause, candidate: Candidate, subject: tuple[Role, ...], actors: tuple[Role, ...]) -> bool:
    """Does the trigger stand in a subordinate clause with this subject, while some actor told stands outside of it: "while many
    states imposed sanctions, X went on"?"""
    grammar = clause.grammar
    for k in range(candidate.start - 1, -1, -1):
        if clause.tokens[k].lower in grammar.clause_signs:
            return False
        if clause.tokens[k].lower in grammar.subordinators:
            start, end = clause.tokens[k].start, clause.tokens[candidate.start].start
            inside = [start < r.span.start and r.span.end <= end for r in subject]
            outside = any(not start < a.span.start < end and not _any_overlap(a, subject) for a in actors)
            return candidate.voice == "active" and bool(inside) and all(inside) and outside
    return False


def _told(
    clause: Clause, candidate: Candidate, spans: Sequence[SpanPrediction], reader: Reader, avoid: tuple[Role, ...]
) -> tuple[Role, ...]:
    found: list[Role] = []
    for span in spans:
        phrase = _before_aside(clause, whole_phrase(clause, span, reader)) if span.probability >= LEAST else None
        if phrase and phrase[0] and clause.tokens[phrase[0] - 1].lower in clause.grammar.currencies:
            continue  # "two million Australian dollars", where the currency stands first
        if phrase and (_only_joined(clause, phrase, reader) or _marched_against(clause, candidate, phrase)):
            continue
        if phrase and phrase[0] < candidate.start < phrase[1]:
            # "Thousands" was drawn on to "thousands rallied".
            phrase = phrase[0], candidate.start + _names_doer(clause, candidate, phrase[0])
        for role in _roles(clause, phrase, reader, avoid) if phrase else ():
            if not (_any_overlap(role, found) or _any_overlap(role, avoid) or is_means(role.span.text, reader.lang)):
                found.append(role)
    return tuple(found)


def _before_aside(clause: Clause, phrase: Range | None) -> Range | None:
    """The phrase up to the comma behind which a relative pronoun tells more of it: "el expresidente, que enfrenta cargos"."""
    if phrase is None:
        return None
    signs = (k for k in range(phrase[0] + 1, phrase[1] - 1) if clause.tokens[k].lower in clause.grammar.clause_signs)
    end = next((k for k in signs if clause.tokens[k + 1].lower in clause.grammar.relatives), phrase[1])
    return phrase[0], end


def _names_doer(clause: Clause, candidate: Candidate, start: int) -> int:
    """With how many words the trigger begins that name its doer ("jets bombed", "union's strike"), whose phrase begins at
    `start`."""
    elements = candidate.entry.elements
    opens_alone = all(word in clause.grammar.articles for word in clause.words(start, candidate.start))
    if not opens_alone and (len(elements) < 2 or elements[0].lemmas or clause.verbs[candidate.start]):
        return 0
    return next((k for k, element in enumerate(elements) if element.gap and k), 1)


def _marched_against(clause: Clause, candidate: Candidate, phrase: Range) -> bool:
    """Does a word for what a march is for or against open the phrase that the trigger ends ("anti-government protests")?"""
    inside = phrase[0] < candidate.start < phrase[1]
    return inside and clause.tokens[phrase[0]].lower.startswith(tuple(clause.grammar.stances))


def _is_stance(clause: Clause, role: Role) -> bool:
    """Is it a lone word for what a march is for or against, and thus nobody?"""
    return " " not in role.span.text and role.span.text.lower().startswith(tuple(clause.grammar.stances))


def _only_joined(clause: Clause, phrase: Range, reader: Reader) -> bool:
    """Does a noun that only joins, with a genitive, lead the phrase: "a cambio de X"?"""
    led = phrase[0] > 1 and clause.tokens[phrase[0] - 1].lower in clause.grammar.genitives
    return led and reader.is_nobody(clause, phrase[0] - 2, phrase[1])


def _roles(clause: Clause, phrase: Range, reader: Reader, avoid: tuple[Role, ...]) -> Sequence[Role]:
    """The roles of a span: two actors would be two spans, so that a comma in one joins a name to its title."""
    lone = phrase[1] - phrase[0] == 1
    return roles_of_phrase(clause, phrase, reader, avoid) if lone else reader.roles_of(clause, *phrase, avoid)


def _any_overlap(role: Role, others: Sequence[Role]) -> bool:
    return any(role.span.overlaps(other.span) for other in others)
