"""Is an event told as done, planned, alleged, denied, asked for or only thought of? Markers are data, scope the clause."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.intentions import is_weighed
from sumber.events.phrases import joined_verb
from sumber.events.stances import is_asked, is_hoped, is_uncommented
from sumber.types import Status

NEGATION_REACH = 5
FUTURE_REACH = 5
ALLEGED_REACH = 10
DENIAL_REACH = 14
# What is prevented stands this near to the verb: "foiled a planned bomb attack".
PREVENTED_REACH = 4
# What is rejected stands this near to the verb: "rejected the latest accusations".
REBUTTAL_REACH = 4
CONDITION_REACH = 30
# Words of these types rule what stands behind them in the same clause: a promised release is a promise, not a release.
ABSORBING = frozenset({"AGREE", "REJECT", "THREATEN"})
ABSORB_REACH = 12
PURPOSE_REACH = 25
SURE_STATUS = 0.6
CHARGE_REACH = 8
OWNED_REACH = 8
# What is lifted, dropped or ended stands this near: "lifted the night curfew" is no curfew.
OBJECT_REACH = 3
# Nouns with an article right behind verbs of these types name what is spoken of, told elsewhere as an event of its own.
WORDS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "CONCEDE"})
TOLD_REACH = 3
# Announced cooperation of these types is an AGREE (PLOVER manual); announced conflict keeps its type.
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})


def status_of(clause: Clause, candidate: Candidate, earlier: Sequence[Candidate]) -> Status:
    """The status of a candidate, given the candidates before it in its sentence."""
    start = candidate.start
    if _negated(clause, start) or disclaimed(clause, candidate) or prevented_at(clause, candidate) is not None:
        return "denied"
    if is_weighed(clause, candidate) or is_hoped(clause, candidate) or is_asked(clause, candidate):
        return "hypothetical"
    for other in reversed(earlier):
        if start - other.end <= ABSORB_REACH and _same_clause(clause, other.end, start):
            if other.type == "REQUEST" and other.voice != "nominal" and not _second_deed(clause, other, candidate):
                return "requested"
            if other.type == "ACCUSE" and other.mode == "allege":
                return "alleged"
    if is_charge(clause, candidate, earlier) or is_uncommented(clause, candidate):
        return "alleged"
    window = _before(clause, start, ALLEGED_REACH)
    if not clause.grammar.alleged.isdisjoint(window):
        return "alleged" if owned_at(clause, start) is None else "asserted"
    if _conditional(clause, start):
        return "hypothetical"
    if not clause.grammar.future.isdisjoint(_before(clause, start, FUTURE_REACH)):
        return "planned"
    return "asserted"


def weighed_status(clause: Clause, candidate: Candidate, earlier: Sequence[Candidate]) -> Status:
    """The model's status of the trigger where it is sure of one, else the one that markers tell, given the candidates before
    it. A "not" right before the trigger outweighs it, which the model overlooks one time in six, and so does one that
    negates nothing ("not only"). What is joined to a deed right behind "allegedly" is alleged like it."""
    marked = status_of(clause, candidate, earlier)
    if candidate.event is None:
        return marked
    if _negated_directly(clause, candidate) or disclaimed(clause, candidate) or prevented_at(clause, candidate) is not None:
        return "denied"
    if (
        is_weighed(clause, candidate)
        or is_hoped(clause, candidate)
        or is_asked(clause, candidate)
        or _is_maybe(clause, candidate)
    ):
        return "hypothetical"
    if candidate.type == "AGREE" and clause.grammar.future.issuperset(clause.words(candidate.start, candidate.end)):
        return "planned"
    told = candidate.event.status
    if told == "denied" and _answers_first(clause, candidate):
        return marked
    if told == "alleged" and owned_at(clause, candidate.start) is not None:
        return "asserted"
    if told == "asserted" and (
        is_charge(clause, candidate, earlier)
        or _joined_to_alleged(clause, candidate.start)
        or is_uncommented(clause, candidate)
    ):
        return "alleged"
    sure = candidate.event.statuses[told] >= SURE_STATUS and not (told == "denied" and _is_idiom(clause, candidate.start))
    return told if sure else marked


def _is_maybe(clause: Clause, candidate: Candidate) -> bool:
    """Is the trigger that the model sees no more than a "could"? What somebody should do is asked of him, though."""
    possible = clause.grammar.modals & clause.grammar.hypothetical
    words = clause.words(candidate.start, candidate.end)
    return candidate.type in COOPERATIVE | {"AGREE", "MOBILIZE"} and possible.issuperset(words)


def prevented_at(clause: Clause, candidate: Candidate) -> int | None:
    """The token of the verb of preventing whose object the deed is ("foiled a bomb attack"), or None."""
    grammar, start = clause.grammar, candidate.start
    if candidate.voice != "nominal":
        return None
    for k in range(start - 1, max(start - 1 - PREVENTED_REACH, -1), -1):
        word = clause.tokens[k].lower
        if word in grammar.preventing:
            return k
        if word in grammar.clause_signs or word in grammar.coordinators or word in grammar.prepositions - grammar.determiners:
            return None
    return None


def _joined_to_alleged(clause: Clause, i: int) -> bool:
    """Does a coordinator join the verb at token i to one right behind a word for what is only alleged ("allegedly stoned X and
    burnt Y"), with no sign between?"""
    verb = joined_verb(clause, i)
    if verb is None or verb == 0 or not _same_clause(clause, verb, i):
        return False
    return clause.tokens[verb - 1].lower in clause.grammar.alleged


def is_charge(clause: Clause, candidate: Candidate, earlier: Sequence[Candidate]) -> bool:
    """Is it the deed that somebody is arrested for: "detained a man for beating two porters"?"""
    start = candidate.start
    if start == 0 or clause.tokens[start - 1].lower not in clause.grammar.reasons:
        return False
    return any(
        o.type == "COERCE" and o.mode == "arrest" and start - o.end <= CHARGE_REACH and _same_clause(clause, o.end, start)
        for o in earlier
    )


def owned_at(clause: Clause, i: int) -> int | None:
    """The token at which somebody claims the deed at token i for himself ("claimed responsibility for it"), or None."""
    window = _before(clause, i, OWNED_REACH)
    found = (k for own in clause.grammar.owning for k in range(len(window)) if tuple(window[k : k + len(own)]) == own)
    return next((i - len(window) + k for k in found), None)


def _second_deed(clause: Clause, earlier: Candidate, candidate: Candidate) -> bool:
    """Is the candidate a finite verb that a coordinator joins to the earlier one: "called for X and offered Y"? Where no ending
    tells a finite verb, none may stand between: in "promised to help and to pay" both are promised."""
    grammar = clause.grammar
    if candidate.start == 0 or candidate.voice not in ("active", "middle"):
        return False
    if not grammar.verb_endings and (not grammar.verb_prefixes or any(clause.verbs[earlier.end : candidate.start])):
        return False
    before = clause.tokens[candidate.start - 1].lower
    return before in grammar.coordinators | grammar.contrasts and clause.verbs[candidate.start] and clause.verbs[earlier.start]


def absorbed(clause: Clause, candidate: Candidate, earlier: Sequence[Candidate]) -> bool:
    """Does the candidate stand in the complement of an earlier promise, refusal or threat, or is it what was lifted?"""
    if candidate.voice == "nominal" and any(
        o.type == "CONCEDE" and 0 <= candidate.start - o.end <= OBJECT_REACH and _same_clause(clause, o.end, candidate.start)
        for o in earlier
    ):
        return True
    if candidate.voice == "nominal" and any(_told_of(clause, other, candidate) for other in earlier):
        return True
    if any(_is_penalty(clause, other, candidate) for other in earlier):
        return True
    return any(
        other.type in ABSORBING
        and not _second_deed(clause, other, candidate)
        and not any(_suffered_by_objectors(clause, other, c) for c in (*earlier, candidate))
        and 0 <= candidate.start - other.end <= ABSORB_REACH
        and _same_clause(clause, other.end, candidate.start)
        for other in earlier
    )


def _suffered_by_objectors(clause: Clause, other: Candidate, candidate: Candidate) -> bool:
    """Does a relative clause tell of a refusal or a promise, and the candidate what those who gave it suffered: "farmers who
    reject the mine were arrested"?"""
    grammar, verb = clause.grammar, candidate.start
    while verb > other.end and clause.tokens[verb - 1].lower in grammar.auxiliaries:
        verb -= 1
    opened = other.start - 1
    while opened > 0 and clause.tokens[opened].lower in grammar.auxiliaries:
        opened -= 1
    relative = opened > 0 and clause.tokens[opened].lower in grammar.relatives
    between = clause.words(other.end, verb)
    return relative and candidate.voice == "passive" and bool(between) and between[-1] not in grammar.infinitives


def _is_penalty(clause: Clause, verdict: Candidate, candidate: Candidate) -> bool:
    """Is an arrest that a noun tells, or only the model sees, no more than what a verdict gives ("sentenced to five years in
    prison")?"""
    if (verdict.mode, candidate.mode) != ("convict", "arrest") or (candidate.entry.elements and candidate.voice != "nominal"):
        return False
    # The lexicon's words for a verdict may reach into the penalty: "sentenced X to five years".
    between, grammar = clause.words(verdict.end, candidate.start), clause.grammar
    if candidate.start <= verdict.start or any(word in grammar.coordinators for word in between):
        return False
    # Who was sentenced may be told more of first: "sentenced X, the former head of Y, to five years".
    sign = max((k for k in range(verdict.end, candidate.start) if clause.tokens[k].lower in grammar.clause_signs), default=None)
    if sign is None:
        return candidate.start <= verdict.end + ABSORB_REACH
    return candidate.start <= verdict.end + PURPOSE_REACH and clause.tokens[sign + 1].lower in grammar.datives


def _told_of(clause: Clause, other: Candidate, candidate: Candidate) -> bool:
    """Is the candidate a noun with an article that an earlier verb of words has as its object: "condemned the attack"?"""
    between = clause.words(other.end, candidate.start)
    if (
        other.type not in WORDS
        or other.voice == "nominal"
        or len(between) > TOLD_REACH
        or not _same_clause(clause, other.end, candidate.start)
    ):
        return False
    definite = bool(between) and between[0] in clause.grammar.articles
    pointed = any(w in clause.grammar.demonstratives for w in clause.words(candidate.end, candidate.end + 1))
    return (definite or pointed) and not any(clause.verbs[other.end : candidate.start])


def purpose_of_protest(clause: Clause, candidate: Candidate, earlier: Sequence[Candidate]) -> bool:
    """Is a demand or refusal only what an earlier protest of the sentence is for?"""
    if candidate.type not in ("REQUEST", "REJECT"):
        return False
    near = [o for o in earlier if o.type == "PROTEST" and 0 <= candidate.start - o.end <= PURPOSE_REACH]
    return bool(near) and not any(_sets_scene(clause, o, candidate) or _told_aside(clause, o, candidate) for o in near)


def _told_aside(clause: Clause, protest: Candidate, demand: Candidate) -> bool:
    """Does a relative clause between commas tell the protest of who then demands or refuses ("X, who camp there, rejected")?"""
    grammar, tokens = clause.grammar, clause.tokens
    opened = next((k for k in range(protest.start - 1, 0, -1) if tokens[k].lower in grammar.clause_signs), 0)
    relative = any(word in grammar.relatives for word in clause.words(opened + 1, opened + 2))
    return bool(opened) and relative and clause.verbs[demand.start] and not _same_clause(clause, protest.end, demand.start)


def _sets_scene(clause: Clause, protest: Candidate, demand: Candidate) -> bool:
    """Does the protest only say when or where somebody else asks: "At a rally on Sunday, the premier asked"?"""
    grammar, start = clause.grammar, protest.start
    if protest.voice != "nominal":
        return False
    while start > 0 and clause.tokens[start - 1].lower not in grammar.clause_signs:
        start -= 1
    opens = clause.tokens[start].lower in grammar.prepositions | grammar.subordinators
    if not opens or any(clause.verbs[start + 1 : protest.start]):
        return False
    parted = not grammar.clause_signs.isdisjoint(clause.words(protest.end, demand.start))
    return clause.verbs[demand.start] and (parted or bool(grammar.verb_endings))


def _same_clause(clause: Clause, start: int, end: int) -> bool:
    signs = clause.grammar.clause_signs
    return not any(t.lower in signs for t in clause.tokens[start:end])


def _before(clause: Clause, i: int, reach: int) -> list[str]:
    """Words before token i, at most `reach`, not beyond a sign."""
    out: list[str] = []
    for k in range(i - 1, max(i - 1 - reach, -1), -1):
        word = clause.tokens[k].lower
        if word in clause.grammar.clause_signs:
            break
        out.append(word)
    return out[::-1]


def _negated(clause: Clause, i: int) -> bool:
    if _is_idiom(clause, i):
        return False
    window = _before(clause, i, NEGATION_REACH)
    verbs_between = 0
    for offset, word in enumerate(reversed(window)):
        if word in clause.grammar.negation or word in clause.grammar.failing:
            return True
        if clause.verbs[i - 1 - offset] and word not in clause.grammar.auxiliaries:
            verbs_between += 1
            if verbs_between > 1:
                return False
        if clause.is_break(i - 1 - offset) and word not in clause.grammar.infinitives:
            return False
    return False


def _negated_directly(clause: Clause, candidate: Candidate) -> bool:
    """Do only auxiliaries, adverbs and an odd number of negations stand before the trigger, back to a negation? "Will not" do
    is no denial of a refusal, it is one."""
    grammar, i, negations, ahead = clause.grammar, candidate.start, 0, False
    leading = grammar.auxiliaries | grammar.modals | grammar.future | grammar.infinitives
    if _is_idiom(clause, i):
        return False
    for word in reversed(_before(clause, i, NEGATION_REACH)):
        if word in grammar.negation:
            negations += 1
        elif word not in leading and not grammar.is_adverb(word):
            break
        ahead = ahead or word in grammar.future
    return negations % 2 == 1 and not (ahead and candidate.type == "REJECT")


def _is_idiom(clause: Clause, i: int) -> bool:
    """Does one of the phrases that hold a negation and negate nothing stand before token i ("not only"), or around it
    ("n'a arrêté que deux personnes")?"""
    grammar, window = clause.grammar, _before(clause, i, NEGATION_REACH)
    if not grammar.restricting.isdisjoint(window) and grammar.negation.isdisjoint(window):
        return not grammar.complementizers.isdisjoint(clause.words(i + 1, i + 2))
    return any(
        tuple(window[k : k + len(idiom)]) == idiom
        for idiom in clause.grammar.not_negation
        for k in range(len(window) - len(idiom) + 1)
    )


def disclaimed(clause: Clause, candidate: Candidate) -> bool:
    """Does somebody deny it: "denied shooting", "rejected the accusation that"?"""
    denial = _denial(clause, candidate)
    return denial is not None and not _told_anew(clause, candidate, denial)


def _denial(clause: Clause, candidate: Candidate) -> int | None:
    """The token before the candidate, in its clause, at which something is denied."""
    grammar, window = clause.grammar, _before(clause, candidate.start, DENIAL_REACH)
    joined = grammar.coordinators | grammar.contrasts
    for k, word in enumerate(window):
        pointed = k + 1 < len(window) and window[k + 1] in grammar.pointers
        denies = word in grammar.denying and joined.isdisjoint(window[k + 1 : k + 2 + pointed])
        if denies or (word in grammar.charges and not grammar.dismissing.isdisjoint(window[max(k - 4, 0) : k])):
            return candidate.start - len(window) + k
    return None


def _answers_first(clause: Clause, candidate: Candidate) -> bool:
    """Does a denial of something told before stand before the candidate, joined to what is said or done instead: "denied this
    and said", "denied the charge and threatened"?"""
    grammar, window = clause.grammar, _before(clause, candidate.start, DENIAL_REACH)
    joined = grammar.coordinators | grammar.contrasts
    if any(
        a in grammar.denying and b in grammar.pointers and c in joined
        for a, b, c in zip(window, window[1:], window[2:], strict=False)
    ):
        return True
    denial = _denial(clause, candidate)
    return denial is not None and _told_anew(clause, candidate, denial)


def is_rebuttal(clause: Clause, candidate: Candidate) -> bool:
    """Does it only answer what somebody says ("rejected the accusations"), or name what is answered so? That is no event."""
    grammar, start, end = clause.grammar, candidate.start, candidate.end
    if candidate.type not in ("REJECT", "ACCUSE"):
        return False
    answers = grammar.denying | grammar.dismissing
    if _denies_it(clause, start, end):
        return True
    if not grammar.charges.isdisjoint(clause.words(start, end)):
        before = _before(clause, start, REBUTTAL_REACH)
        return not answers.isdisjoint(before) or not answers.isdisjoint(clause.words(start, end))
    for word in clause.words(end, end + REBUTTAL_REACH) if not answers.isdisjoint(clause.words(start, end)) else ():
        if word in grammar.charges:
            return True
        if word in grammar.clause_signs or word in grammar.prepositions:
            return False
    return False


def _denies_it(clause: Clause, start: int, end: int) -> bool:
    """Is it a verb of denying whose object is a pronoun before it, and nobody to whom something is denied: "lo negó"?"""
    grammar = clause.grammar
    verb = next((k for k in range(start, end) if clause.tokens[k].lower in grammar.denying), None)
    if verb is None or verb == 0 or clause.tokens[verb - 1].lower not in grammar.impersonal:
        return False
    return not grammar.adverbs.intersection(clause.words(verb - 2, verb - 1)) or verb < 2


def _told_anew(clause: Clause, candidate: Candidate, denial: int) -> bool:
    """Is the candidate, or a verb before it, joined to the denial itself: "denied lying and accused X"? What is joined inside
    of "that ..." is denied too, and so is a joined gerund; where no ending tells one, what is joined to a verb."""
    grammar = clause.grammar
    for k in range(denial + 1, candidate.start):
        word = clause.tokens[k].lower
        if word in grammar.complementizers or (not grammar.verbal_endings and _governs(clause, k)):
            return False
        if word in grammar.coordinators | grammar.contrasts:
            finite = clause.verbs[k + 1] or (k + 1 == candidate.start and candidate.voice == "active")
            if finite and not clause.tokens[k + 1].lower.endswith(grammar.verbal_endings or ("\0",)):
                return True
    return False


def _governs(clause: Clause, k: int) -> bool:
    """Is token k a verb that more is joined to than a preposition or a coordinator ("terlibat dalam X")?"""
    grammar, word = clause.grammar, clause.tokens[k].lower
    behind = clause.words(k + 1, k + 2)
    bare = word in grammar.light_verbs and any(w in grammar.prepositions | grammar.coordinators for w in behind)
    return clause.verbs[k] and word not in grammar.auxiliaries and not bare


def _conditional(clause: Clause, i: int) -> bool:
    window = _before(clause, i, CONDITION_REACH)
    hypothetical = clause.grammar.hypothetical
    near = window[-4:]
    opening = any(w in hypothetical and w in clause.grammar.subordinators for w in window)
    return opening or any(w in hypothetical and w not in clause.grammar.subordinators for w in near)
