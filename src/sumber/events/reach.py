"""How far a verb reaches for its subject and its objects: not into an insertion, nor into a clause that has a verb of its own.

"Honduras, long criticised by Washington, expelled X" is no deed of Washington's, "condemned the coup and urged the junta to
leave" condemns no junta, "sentenced a man who insulted the king" sentences no king.
"""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.joined import has_object, listed_before
from sumber.events.phrases import Range, left_phrase
from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, OBJECT_IS_WORDS, QUOTES, STAGED, roles_of_phrase
from sumber.types import Role

BRACKETS = frozenset("()")


def own_subjects(clause: Clause, candidate: Candidate, roles: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The subjects of a verb: who of `roles` stands before it is left out where an insertion, or a clause before its own,
    tells of him. Where an insertion told of all of them, the subject is what stands before it."""
    start = clause.tokens[candidate.start].start
    if candidate.voice != "nominal":
        roles = _of_last_sentence(clause, candidate, roles)
    if candidate.voice == "nominal" or not any(r.span.start < start for r in roles):
        return roles
    named = tuple(r for r in roles if not _is_excluded(clause, r))
    parts = _parts(clause, candidate.start)
    if _is_bare(clause, parts[-1]):
        aside = parts[-2] if len(parts) > 2 else (0, 0)
        inside = [r for r in roles if _lies_in(clause, r, aside)]
        if named and _is_joined_on(clause, candidate, aside, inside):
            return named
        if not inside or not (_has_verb(clause, aside) or any(_is_excluded(clause, r) for r in inside)):
            return named or roles
        if left := tuple(r for r in named if r not in inside):
            return left
        phrase = left_phrase(clause, aside[0] - 1, reader.timed)
        found = tuple(r for r in roles_of_phrase(clause, phrase, reader) if reader.is_actor_role(r))
        return found or roles
    if not any(_lies_in(clause, r, parts[-1]) for r in named):
        return named or roles
    first = len(parts) - 1
    while first > 0 and not _has_verb(clause, parts[first - 1]):
        first -= 1
    begins = clause.tokens[parts[first][0]].start
    return tuple(r for r in named if r.span.start >= begins)


def before_asides(clause: Clause, candidate: Candidate, actors: tuple[Role, ...]) -> tuple[Role, ...]:
    """The actors of an active verb; where some stand before it, without those that a later clause tells of: "the villagers
    refused to leave although troops surrounded them"."""
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    if candidate.voice != "active" or not any(r.span.end <= start for r in actors):
        return actors
    opening = clause.grammar.subordinators - clause.grammar.counterparts - clause.grammar.coordinators
    openers = (t.start for t in clause.tokens if t.start >= end and t.lower in opening)
    aside = next(openers, clause.sentence.end)
    return tuple(r for r in actors if r.span.start < aside or r.inference)


def _of_last_sentence(clause: Clause, candidate: Candidate, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles without those before the last semicolon before the verb, where somebody stands behind it: "X was shot; the
    gunman was caught"."""
    start = clause.tokens[candidate.start].start
    last = max((t.end for t in clause.tokens[: candidate.start] if t.text == ";"), default=0)
    near = any(last <= r.span.start < start for r in roles)
    return tuple(r for r in roles if r.span.start >= last) if last and near else roles


def _is_joined_on(clause: Clause, candidate: Candidate, aside: Range, inside: list[Role]) -> bool:
    """Is what stands before the comma the clause itself, whose subject goes on ("X imposed sanctions, accusing Y")?"""
    first = next((k for k in range(*aside) if clause.tokens[k].lower not in clause.grammar.determiners), aside[0])
    gerund = clause.tokens[candidate.start].lower.endswith(clause.grammar.verbal_endings)
    return gerund or any(r.span.start <= clause.tokens[first].start < r.span.end for r in inside)


def did_another(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Is a role before an active verb told as the doer in a relative clause: "miners who were beaten by guards marched"? What
    harms somebody may be his deed too."""
    grammar, agent = clause.grammar, clause.first_of(role.span) - 1
    if candidate.type in DONE_TO_OBJECT or candidate.voice != "active" or not 0 < agent < candidate.start:
        return False
    if role.inference or clause.tokens[agent].lower not in grammar.agents:
        return False
    for k in range(agent - 1, -1, -1):
        if clause.tokens[k].lower in grammar.relatives:
            return any(clause.verbs[k + 1 : agent])
        if clause.is_break(k):
            return False
    return False


def but_tellers(clause: Clause, candidate: Candidate, actors: tuple[Role, ...]) -> tuple[Role, ...]:
    """The actors of a deed that a noun names, without who only confirms it: "the police confirmed the arrest"."""
    if candidate.voice != "nominal":
        return actors
    signs = clause.grammar.clause_signs
    for k in range(candidate.start - 1, -1, -1):
        if clause.tokens[k].lower in clause.grammar.confirming:
            return tuple(a for a in actors if a.span.start > clause.tokens[k].start)
        if clause.verbs[k] or clause.tokens[k].lower in signs:
            return actors
    return actors


def _parts(clause: Clause, end: int) -> list[Range]:
    """What signs part in the tokens before `end`; quotation marks part no subject from its verb."""
    signs = [k for k in range(end) if clause.tokens[k].lower in clause.grammar.clause_signs - QUOTES]
    return list(zip([0, *(k + 1 for k in signs)], [*signs, end], strict=True))


def _is_bare(clause: Clause, part: Range) -> bool:
    """Does the part hold nothing but words that lead to a verb?"""
    grammar = clause.grammar
    helpers = (
        grammar.auxiliaries | grammar.modals | grammar.negation | grammar.coordinators | grammar.contrasts | grammar.relatives
    )
    return all(word in helpers or grammar.is_adverb(word) for word in clause.words(*part))


def _has_verb(clause: Clause, part: Range) -> bool:
    """Does the part tell a deed: by a verb, a relative pronoun or a word for who did it?"""
    grammar = clause.grammar
    return any(clause.verbs[part[0] : part[1]]) or not (grammar.relatives | grammar.agents).isdisjoint(clause.words(*part))


def _lies_in(clause: Clause, role: Role, part: Range) -> bool:
    return part[0] < part[1] and clause.tokens[part[0]].start <= role.span.start < clause.tokens[part[1] - 1].end


def _is_excluded(clause: Clause, role: Role) -> bool:
    """Is this who is told not to have taken part: "Egypt, not Sudan"?"""
    grammar = clause.grammar
    first = clause.first_of(role.span)
    no = first if clause.tokens[first].lower in grammar.negation else first - 1
    if no < 1 or clause.tokens[no].lower not in grammar.negation:
        return False
    return clause.tokens[no - 1].lower in grammar.clause_signs | grammar.coordinators | grammar.contrasts


def own_objects(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients of an active verb without the object of a verb that is joined to it: of the next one, unless both share it
    ("beat and robbed X"); of the one before, where the verb has somebody of its own. Those of a passive are its subject."""
    if candidate.voice == "passive" and candidate.type in DONE_TO_OBJECT | {"SANCTION"}:
        suffered = tuple(r for r in recipients if r.span.end <= clause.tokens[candidate.start].start)
        return suffered or recipients  # "was fined for insulting X"
    if candidate.voice == "active" and candidate.type in DONE_TO_OBJECT:
        recipients = tuple(r for r in recipients if not _opens_clause(clause, candidate, r))
    if candidate.voice != "active" or candidate.type in STAGED:  # whom a march is against may be told by what it demands
        return recipients
    recipients = tuple(
        r
        for r in recipients
        if not (
            _is_excluded(clause, r)
            or _is_told_aside(clause, candidate, r, recipients)
            or _is_opposed(clause, candidate, r, recipients)
            or _is_reason(clause, candidate, r, recipients)
        )
    )
    following = _next_verb(clause, candidate)
    if following is not None:
        recipients = tuple(r for r in recipients if r.span.start < following or _is_counterpart(clause, r))
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    behind = tuple(r for r in recipients if r.span.start >= end)
    if behind:  # "accused of arming X, expelled Y"
        signs = clause.grammar.clause_signs
        recipients = tuple(
            r
            for r in recipients
            if r in behind or signs.isdisjoint(clause.words(clause.first_of(r.span), candidate.start)) or r.inference
        )
    if (behind or has_object(clause, candidate)) and (before := _verb_before(clause, candidate)) is not None:
        earliest = min(before, clause.tokens[clause.verbs.index(True)].end)
        recipients = tuple(r for r in recipients if not earliest < r.span.start < start)
    elif has_object(clause, candidate) and (listed := listed_before(clause, candidate.start)) is not None:
        recipients = tuple(r for r in recipients if not clause.tokens[listed].end < r.span.start < start)
    return recipients


def before_meanwhile(clause: Clause, candidate: Candidate, recipients: tuple[Role, ...]) -> tuple[Role, ...]:
    """The recipients of a deed with an object of its own, without those that a "while" or "although" behind it tells of."""
    if candidate.type not in DONE_TO_OBJECT or not has_object(clause, candidate):
        return recipients
    end, opening = clause.tokens[candidate.end - 1].end, clause.grammar.subordinators - clause.grammar.counterparts
    aside = next((k for k, t in enumerate(clause.tokens) if t.start >= end and t.lower in opening), None)
    if aside is None or not any(clause.verbs[aside:]):
        return recipients
    return tuple(r for r in recipients if r.span.start < clause.tokens[aside].start or r.inference)


def before_joined(clause: Clause, candidate: Candidate, actors: tuple[Role, ...]) -> tuple[Role, ...]:
    """The actors of an active verb without those that a verb joined to it has behind: "announced a truce and invited X"."""
    following = _next_verb(clause, candidate) if candidate.voice in ("active", "middle") else None
    return actors if following is None else tuple(a for a in actors if a.span.start < following or a.inference)


def _opens_clause(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Is a role behind the verb the subject of a clause that tells where or when: "sealed off a square where X had camped",
    "shot at the crowd after X had left"?"""
    grammar, first = clause.grammar, clause.first_of(role.span)
    first -= first > 0 and clause.tokens[first - 1].lower in grammar.determiners
    opening = grammar.subordinators - grammar.coordinators - grammar.counterparts
    if first <= candidate.end or role.inference or clause.tokens[first - 1].lower not in opening:
        return False
    behind = next((k for k, token in enumerate(clause.tokens) if token.start >= role.span.end), len(clause.tokens))
    # A preposition opens a clause where the phrase behind it has a verb of its own.
    return clause.tokens[first - 1].lower not in grammar.prepositions or any(clause.verbs[behind : behind + 1])


def _next_verb(clause: Clause, candidate: Candidate) -> int | None:
    """Where a verb begins that is joined to the candidate behind an object or circumstance of its own; None where there is
    none, or nothing stands between both."""
    grammar, i = clause.grammar, candidate.end
    while i < len(clause.tokens) and grammar.is_adverb(clause.tokens[i].lower):
        i += 1
    for k in range(i + (candidate.end - candidate.start == 1), len(clause.tokens) - 1):
        word = clause.tokens[k].lower
        joint = word in grammar.coordinators | grammar.contrasts
        if joint and clause.verbs[verb := _past_adverbs(clause, k + 1)]:
            return clause.tokens[verb].start
        parted = word == "," and clause.tokens[k + 1].lower in grammar.coordinators | grammar.contrasts
        if clause.is_break(k) and not (
            parted or word in grammar.contrasts or _in_brackets(clause, k) or _leads_noun(clause, k)
        ):
            return None
    return None


def _leads_noun(clause: Clause, k: int) -> bool:
    """Is token k a "to" before a name, a number or a determiner, which opens no clause?"""
    behind = clause.tokens[k + 1] if k + 1 < len(clause.tokens) else None
    noun = behind is not None and (not behind.text[0].islower() or behind.lower in clause.grammar.determiners)
    return noun and clause.tokens[k].lower in clause.grammar.datives


def _in_brackets(clause: Clause, k: int) -> bool:
    """Does token k stand in brackets, or is it one of them ("on Sunday (9/3) and")?"""
    words = clause.words(0, k + 1)
    return words[-1] in BRACKETS or words.count("(") > words.count(")")


def _verb_before(clause: Clause, candidate: Candidate) -> int | None:
    """Where the verb ends that a coordinator joins the candidate to; None where it stands alone."""
    k = candidate.start - 1
    while k >= 0 and (clause.grammar.is_adverb(clause.tokens[k].lower) or clause.tokens[k].lower in clause.grammar.auxiliaries):
        k -= 1
    if k < 0 or clause.tokens[k].lower not in clause.grammar.coordinators:
        return None
    for i in range(k - 1, -1, -1):
        if clause.is_break(i) and not _leads_noun(clause, i):
            return None
        if clause.verbs[i]:
            return clause.tokens[i].end
    return None


def _past_adverbs(clause: Clause, k: int) -> int:
    while k < len(clause.tokens) - 1 and clause.grammar.is_adverb(clause.tokens[k].lower):
        k += 1
    return k


def _is_counterpart(clause: Clause, role: Role) -> bool:
    """Does "with" stand before the role, whom a whole row of deeds may be done with?"""
    first = clause.first_of(role.span)
    return any(word in clause.grammar.counterparts for word in clause.words(first - 2, first))


def _is_reason(clause: Clause, candidate: Candidate, role: Role, recipients: tuple[Role, ...]) -> bool:
    """Does a role stand behind another one in what that did ("sanctioned two firms for selling drones to X")?"""
    grammar, tokens = clause.grammar, clause.tokens
    first = clause.first_of(role.span)
    told = [k for k in range(candidate.end, first - 1) if tokens[k].lower in grammar.reasons]
    opened = next((k for k in told if tokens[k + 1].lower.endswith(grammar.verbal_endings)), None)
    return opened is not None and any(
        tokens[candidate.end - 1].end <= other.span.start and other.span.end <= tokens[opened].start for other in recipients
    )


def _is_opposed(clause: Clause, candidate: Candidate, role: Role, recipients: tuple[Role, ...]) -> bool:
    """Does a word for "against" stand between a role and who is helped or praised: "backed X against the threats of Y"?"""
    if candidate.type not in ("SUPPORT", "AID"):
        return False
    first = clause.first_of(role.span)
    opened = next((k for k in range(candidate.end, first) if clause.tokens[k].lower in clause.grammar.against), None)
    end = clause.tokens[candidate.end - 1].end
    return opened is not None and any(end <= o.span.start and o.span.end <= clause.tokens[opened].start for o in recipients)


def own_agents(clause: Clause, candidate: Candidate, actors: tuple[Role, ...]) -> tuple[Role, ...]:
    """Who did what a passive tells, without those of whom a relative clause before it tells something else ("X, who had
    accused the mayor, was shot")."""
    parts = _parts(clause, candidate.start)
    if candidate.voice != "passive" or len(parts) < 3 or not _is_bare(clause, parts[-1]):
        return actors
    aside = parts[-2]
    relative = any(word in clause.grammar.relatives for word in clause.words(aside[0], aside[0] + 2))
    return tuple(a for a in actors if not _lies_in(clause, a, aside)) if relative else actors


def _is_told_aside(clause: Clause, candidate: Candidate, role: Role, recipients: tuple[Role, ...]) -> bool:
    """Does a role stand behind "by", or, behind another one, in a clause that tells of that: "a port used by X", "a man who
    insulted X"?"""
    grammar, tokens = clause.grammar, clause.tokens
    first = clause.first_of(role.span)
    if first <= candidate.end:
        return False
    before = first - 1 - (tokens[first - 1].lower in grammar.determiners)
    if before > candidate.end and tokens[before].lower in grammar.agents:
        return candidate.type not in OBJECT_IS_WORDS  # whose words or deeds they are is whom that is done to
    if not any(tokens[candidate.end - 1].end <= other.span.start and other.span.end < role.span.start for other in recipients):
        return False
    opened = next((k for k in range(first - 1, candidate.end, -1) if tokens[k].lower in grammar.relatives), None)
    return opened is not None and any(clause.verbs[opened + 1 : first])
