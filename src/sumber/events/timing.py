"""When it happened: the time of a sentence that dates the trigger, and none that dates another deed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sumber.events.attribution import of_saying
from sumber.events.candidates import Candidate
from sumber.events.details import distance, tells_of_other
from sumber.events.grammar import Clause
from sumber.events.roles import OBJECT_IS_WORDS
from sumber.events.status import disclaimed
from sumber.events.timed_aside import dates_contrast, dates_message, dates_relative
from sumber.knowledge.actors import is_thing
from sumber.types import Annotation, Span, TimeExpression

# A time belongs to the trigger's clause, or stands at most this far from it in the same sentence (characters).
TIME_REACH = 120
# Modes of what is done for a deed that another day saw, and the length of a year's value.
CHARGED = frozenset({"convict", "arrest"})
YEAR = 4
# How many tokens may stand between a participle of taking place and the time: "ocurrida en la capital en mayo".
BEFALLEN_REACH = 8
_DATELINE = re.compile(r"[A-Z'’][^\n.;:]{2,60}? [-–—] ")


def time_of(
    annotation: Annotation,
    clause: Clause,
    candidate: Candidate,
    done: bool,
    others: Sequence[Candidate],
    other: range = range(0),
    parted: bool = False,
) -> TimeExpression | None:
    """The nearest date or time of the sentence, or a finer one that lies within it ("this month ... on 20 July"), in its
    dateline only where it gives no other. Durations and sets tell no moment, nor does what dates another deed ("supports the
    army since the coup of 2021"; `others` are the sentence's other candidates), or, where the event is `done`, a day yet to
    come ("offered to host talks next week"), or when somebody told of it; of what dates a clause joined to
    it (the tokens `other`) only where no other time is told, and of what dates a `parted` insertion, or what that is
    inserted in, not at all."""
    trigger = Span.of(annotation.document.text, clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end)
    told = [
        t
        for t in annotation.times
        if t.span.within(clause.sentence)
        and t.type in ("DATE", "TIME")
        and t.value[:1].isdigit()
        and distance(t.span, trigger) <= TIME_REACH
    ]
    apart = [
        t
        for t in told
        if _is_anothers(annotation, clause, candidate, trigger, t.span, others)
        or _dates_charge(annotation, clause, candidate, trigger, t)
    ]
    near = [
        t
        for t in told
        if t not in apart
        and not (done and _is_ahead(annotation, t))
        and not any(_lies_beyond(t.span, other.span, trigger) for other in apart)
    ]
    dateline = _DATELINE.match(clause.sentence.text)
    opening = clause.sentence.start + dateline.end() if dateline else 0
    near = [t for t in near if t.span.start >= opening] or near
    own = [t for t in near if clause.first_of(t.span) not in other]
    near = own if parted else own or near
    nearest = min(near, key=lambda t: distance(t.span, trigger), default=None)
    if nearest is None:
        return None
    finer = (t for t in near if t.value.startswith(f"{nearest.value}-"))
    return min(finer, key=lambda t: distance(t.span, trigger), default=nearest)


def _is_anothers(
    annotation: Annotation, clause: Clause, candidate: Candidate, trigger: Span, time: Span, others: Sequence[Candidate]
) -> bool:
    """Does a time date another deed of the sentence, or the telling of this one?"""
    return (
        _dates_since(clause, time, trigger)
        or _dates_earlier(clause, time, trigger)
        or _dates_aside(clause, time, trigger)
        or _dates_befallen(clause, candidate, time)
        or _dates_main(clause, time, trigger)
        or dates_relative(clause, candidate, time)
        or dates_contrast(clause, candidate, time)
        or dates_message(clause, candidate, time)
        or (disclaimed(clause, candidate) and _dates_denial(clause, time, trigger))
        or any(_dates_other(clause, time, candidate, other) for other in others)
        or any(_dates_subject(clause, time, candidate, other) for other in others)
        or of_saying(annotation, trigger, time)
    )


def _lies_beyond(time: Span, nearer: Span, trigger: Span) -> bool:
    """Does a time lie farther off than another, both behind the trigger?"""
    return trigger.end <= nearer.start < time.start


def _dates_since(clause: Clause, time: Span, trigger: Span) -> bool:
    """Does a time stand in a phrase of "since" that names another deed ("since the coup of 2021", "since the 2021 coup"), or in
    a relative clause ("reopened the post that has been closed since May"), the trigger outside it?"""
    grammar, tokens = clause.grammar, clause.tokens
    first = clause.first_of(time)
    ends = grammar.since | grammar.clause_signs
    since = next((k for k in range(first - 1, -1, -1) if tokens[k].lower in ends), None)
    if since is None or tokens[since].lower in grammar.clause_signs or tokens[since].start < trigger.start < time.end:
        return False
    if tells_of_other(clause, trigger, since):
        return True
    between, joints = clause.words(since + 1, first), grammar.prepositions | grammar.determiners
    if not between and trigger.start > time.end:
        return _stands_aside(clause, since, first)
    if any(w not in joints and not grammar.is_adverb(w) for w in between):
        # Where the word opens no clause it may tell a place ("desde la capital el lunes"): only what a preposition joins
        # belongs to the deed.
        return tokens[since].lower in grammar.subordinators or between[-1] in grammar.prepositions
    after = next((k for k in range(first, len(tokens)) if tokens[k].start >= time.end), len(tokens))
    return bool(between) and after < len(tokens) and _is_common_noun(clause, after)


def _stands_aside(clause: Clause, since: int, last: int) -> bool:
    """Do commas part the time at token `last`, the word for "since" and what stands before it from the rest ("X, jailed since
    2022, was freed")?"""
    signs = clause.grammar.clause_signs
    opened = next((k for k in range(since - 1, -1, -1) if clause.tokens[k].lower in signs), None)
    return opened is not None and since - opened > 1 and any(w in signs for w in clause.words(last + 1, last + 2))


def _dates_charge(annotation: Annotation, clause: Clause, candidate: Candidate, trigger: Span, time: TimeExpression) -> bool:
    """Does a time date what somebody is tried or held for: a year, or what a genitive joins to it ("jailed for the murder of
    X in 1976", "por los disturbios del sábado")?"""
    grammar, tokens = clause.grammar, clause.tokens
    if candidate.mode not in CHARGED and candidate.type != "ACCUSE":
        return False
    first = clause.first_of(time.span)
    opened = next((k for k in range(first - 1, -1, -1) if tokens[k].lower in grammar.reasons | grammar.clause_signs), None)
    if opened is None or tokens[opened].lower in grammar.clause_signs or tokens[opened].start < trigger.end:
        return False
    owned = {tokens[first].lower, tokens[first - 1].lower} & grammar.genitives or len(time.value) == YEAR
    charge = annotation.document.text[tokens[opened].end : time.span.start]
    return bool(owned) and first - opened > 1 and is_thing(charge, annotation.document.lang)


def _dates_earlier(clause: Clause, time: Span, trigger: Span) -> bool:
    """Does a time belong to the noun of another deed behind "after" or "before" ("after the clashes of Sunday", "after Sunday's
    clashes"), the trigger outside it?"""
    grammar, tokens = clause.grammar, clause.tokens
    first = clause.first_of(time)
    opened = next((k for k in range(first - 1, -1, -1) if tokens[k].lower in grammar.afterwards | grammar.clause_signs), None)
    if opened is None or tokens[opened].lower in grammar.clause_signs or tokens[opened].start < trigger.start < time.end:
        return False
    after = next((k for k in range(first, len(tokens)) if tokens[k].start >= time.end), len(tokens))
    if after + 1 < len(tokens) and tokens[after].lower in grammar.possessives:
        return True
    if any(clause.verbs[opened + 1 : first]) or first - opened < 2:
        return False
    owns = {tokens[first].lower, tokens[first - 1].lower} & grammar.genitives
    # Where nouns need no "of", a noun right before the time owns it.
    bare = bool(grammar.deed_prefixes - {""}) and _is_common_noun(clause, first - 1)
    return bool(owns) or bare


def _is_ahead(annotation: Annotation, time: TimeExpression) -> bool:
    """Does the time begin after the day of publication?"""
    published = (annotation.document.date or "")[:10]
    return bool(published and time.begin) and (time.begin or "") > published


def _is_common_noun(clause: Clause, k: int) -> bool:
    word, grammar = clause.tokens[k].lower, clause.grammar
    return clause.tokens[k].text[0].islower() and not (
        clause.verbs[k] or clause.is_break(k) or grammar.is_adverb(word) or word in grammar.prepositions | grammar.coordinators
    )


def _dates_aside(clause: Clause, time: Span, trigger: Span) -> bool:
    """Does a time stand in a relative clause or an insertion that a comma parts from the trigger ("X, whose office was raided
    in May, asked", "X, dismissed by the king in May, asked", "a port of X, who has fired on ships since May")?"""
    grammar, tokens = clause.grammar, clause.tokens
    first = clause.first_of(time)
    opened = next((k for k in range(first - 1, -1, -1) if tokens[k].lower in grammar.relatives | grammar.clause_signs), None)
    if opened is None or opened == 0:
        return False
    # Without a comma before it what looks like a relative pronoun opens what somebody said.
    relative = tokens[opened].lower in grammar.relatives
    if relative and (not any(clause.verbs[opened:first]) or tokens[opened - 1].lower not in grammar.clause_signs):
        return False
    if trigger.end <= tokens[opened].start:
        return relative
    closed = next((t for t in tokens[first:] if t.lower in grammar.clause_signs and t.start >= time.end), None)
    if closed is None or closed.start >= trigger.start:
        return False
    return relative or _is_insertion(clause, opened, closed.start, trigger)


def _dates_befallen(clause: Clause, candidate: Candidate, time: Span) -> bool:
    """Does a participle behind the trigger tell when the deed took place that is praised, condemned or tried ("apologised for
    the massacre committed in 1987")?"""
    if candidate.type not in OBJECT_IS_WORDS and candidate.mode not in CHARGED:
        return False
    first = clause.first_of(time)
    near = range(max(candidate.end, first - BEFALLEN_REACH), first)
    return any(clause.tokens[k].lower in clause.grammar.befallen for k in near)


def _dates_main(clause: Clause, time: Span, trigger: Span) -> bool:
    """Does a time stand outside of the relative clause between signs that the trigger stands in ("X, who had accused Y, was
    shot on Sunday")?"""
    grammar, tokens = clause.grammar, clause.tokens
    signs = [k for k, t in enumerate(tokens) if t.lower in grammar.clause_signs]
    opened = next((k for k in reversed(signs) if tokens[k].end <= trigger.start), None)
    closed = next((k for k in signs if tokens[k].start >= trigger.end), None)
    if opened is None or closed is None or closed + 1 >= len(tokens) or tokens[closed].text == ".":
        return False
    relative = any(word in grammar.relatives for word in clause.words(opened + 1, opened + 2))
    return relative and not (tokens[opened].end <= time.start and time.end <= tokens[closed].start)


def _dates_denial(clause: Clause, time: Span, trigger: Span) -> bool:
    """Does a time stand beside the verb of denying that the trigger follows: "denied on Monday having fired at X"?"""
    grammar, tokens = clause.grammar, clause.tokens
    denial = next((k for k, t in enumerate(tokens) if t.lower in grammar.denying and t.end <= trigger.start), None)
    if denial is None:
        return False
    first = clause.first_of(time)
    after = next((k for k in range(first, len(tokens)) if tokens[k].start >= time.end), len(tokens))
    between = clause.words(denial + 1, first) if first > denial else clause.words(after, denial)
    small = grammar.determiners | grammar.prepositions | grammar.auxiliaries
    return all(word in small for word in between)


def _is_insertion(clause: Clause, opened: int, closed: int, trigger: Span) -> bool:
    """Do the words between two signs tell what somebody did to whom stands before them, as the trigger follows right behind?"""
    grammar, tokens = clause.grammar, clause.tokens
    inside = [k for k in range(opened + 1, len(tokens)) if tokens[k].end <= closed]
    between = [t.lower for t in tokens if closed < t.start < trigger.start]
    follows = all(w in grammar.auxiliaries | grammar.modals or grammar.is_adverb(w) for w in between)
    return follows and any(tokens[k].lower in grammar.agents for k in inside)


def _dates_other(clause: Clause, time: Span, candidate: Candidate, other: Candidate) -> bool:
    """Does a time follow another deed that a relative clause or a participle tells of somebody behind the trigger: "freed four
    soldiers who were abducted in April"?"""
    grammar, tokens = clause.grammar, clause.tokens
    behind = candidate.end <= other.start and tokens[other.end - 1].end <= time.start
    if not behind or any(t.lower in grammar.clause_signs for t in tokens[other.end :] if t.end <= time.start):
        return False
    before = other.start - 1
    while before > candidate.end and tokens[before].lower in grammar.auxiliaries | grammar.passive_auxiliaries:
        before -= 1
    relative = tokens[before].lower in grammar.relatives and before > candidate.end
    participle = before == other.start - 1 and other.voice in ("passive", "stative") and not grammar.deed_prefixes - {""}
    joined = any(w in grammar.coordinators | grammar.contrasts for w in clause.words(before, other.start))
    return relative or (participle and not joined and before >= candidate.end and not clause.is_break(before))


def _dates_subject(clause: Clause, time: Span, candidate: Candidate, other: Candidate) -> bool:
    """Does a time stand right behind the participle of another deed that tells more of the trigger's subject ("the widow of the
    chief killed in 2021 accused")?"""
    grammar, tokens = clause.grammar, clause.tokens
    inside = tokens[other.end - 1].end <= time.start and time.end <= tokens[candidate.start].start
    if other.voice != "passive" or candidate.voice == "nominal" or not inside or other.start == 0:
        return False
    helpers = grammar.auxiliaries | grammar.passive_auxiliaries
    between = clause.words(other.end, candidate.start)
    bare = helpers.isdisjoint(clause.words(other.start - 2, other.start)) and not grammar.clause_signs & set(between)
    joined = any(w in grammar.coordinators for w in between)
    right = all(w in grammar.prepositions | grammar.determiners for w in clause.words(other.end, clause.first_of(time)))
    return bare and right and not joined
