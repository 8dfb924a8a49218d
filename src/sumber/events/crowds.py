"""Who faces a crowd is not of it: protests that somebody disperses or bans, and whose they are."""

from __future__ import annotations

from dataclasses import replace

from sumber.events.aims import aims_of
from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, right_phrase
from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, STAGED, Cast, owner_phrase, roles_of_phrase, subject
from sumber.events.scenes import NOUN_REACH, amid, is_purpose, is_scene
from sumber.knowledge.actors import is_means
from sumber.types import Role

# A verb of dispersing stands at most this many tokens before the noun: "disolvió con gases lacrimógenos una marcha".
CURBED_REACH = 8
OPPOSITION = "OPP"
# First sectors of those who keep order, and of those who close roads: the state and the armed.
KEEPERS = (("COP",), ("MIL",))
CLOSERS = (*KEEPERS, ("GOV",), ("REB",), ("PRM",))


def in_order(candidate: Candidate, cast: Cast) -> Candidate:
    """The candidate; a road that a state or armed men block is closed, not protested on."""
    closed = bool(cast.actors) and all(r.sectors[:1] in CLOSERS for r in cast.actors)
    if not closed or (candidate.type, candidate.mode) != ("PROTEST", "obstruct"):
        return candidate
    return replace(candidate, entry=replace(candidate.entry, type="COERCE", mode="restrict"))


def _keep_order(cast: Cast) -> bool:
    return bool(cast.actors) and all(r.sectors[:1] in KEEPERS for r in cast.actors)


def without_curbers(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast of a protest without who disperses or bans it ("police broke up a rally"), and of one that something else is
    done amid, without those of whom that is told."""
    if candidate.type not in STAGED:
        return cast
    cast = replace(cast, recipients=tuple(r for r in cast.recipients if not _joined(clause, candidate, r)))
    somebody = tuple(r for r in cast.recipients if reader.is_actor_role(r))
    if candidate.mode == "obstruct":  # what is blocked is nobody
        cast = replace(cast, recipients=tuple(r for r in somebody if r.country or r.sectors))
    elif somebody != cast.recipients:
        cast = replace(cast, recipients=somebody or aims_of(clause, candidate, cast.actors, reader))
    if is_scene(clause, candidate):
        cast = replace(cast, actors=tuple(a for a in cast.actors if a.sectors[:1] not in KEEPERS))
    if (own := amid(clause, candidate)) is not None:
        start, end = clause.tokens[own[0]].start, clause.tokens[own[1] - 1].end
        actors, recipients = (
            tuple(r for r in roles if start <= r.span.start < end) for roles in (cast.actors, cast.recipients)
        )
        return replace(cast, actors=actors, recipients=recipients)
    before, behind = _curbing_before(clause, candidate, _keep_order(cast)), _curbed_behind(clause, candidate)
    start = clause.tokens[before].start if before is not None else clause.sentence.start
    end = clause.tokens[behind].start if behind is not None else clause.sentence.end
    actors = tuple(r for r in cast.actors if start <= r.span.start < end)
    return replace(cast, actors=actors, recipients=tuple(r for r in cast.recipients if start <= r.span.start < end))


def is_curbing(clause: Clause, candidate: Candidate, cast: Cast) -> bool:
    """Is it police or soldiers who end or disperse one, which the model took for a protest of theirs ("ended a riot")?"""
    grammar = clause.grammar
    words = grammar.curbing | grammar.curbed | grammar.halting
    return candidate.type in STAGED and _keep_order(cast) and clause.tokens[candidate.start].lower in words


def of_doers(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast of a protest; where nobody else is told, who the trigger itself names at the head of its clause ("Rioters burned
    X"), or the subject of what was done "in protest"."""
    if candidate.type not in STAGED or candidate.voice != "nominal" or cast.actors:
        return cast
    told: Range | None = None
    if is_purpose(clause, candidate):
        first = clause.start_of(candidate.start)
        verb = next((k for k in range(candidate.start - 1, first, -1) if clause.verbs[k]), None)
        told = subject(clause, verb, reader.timed) if verb is not None else None
    elif reader.is_actor(clause, candidate.start, candidate.end):
        told = _named(clause, candidate, reader)
    found = roles_of_phrase(clause, told, reader, cast.recipients)
    return replace(cast, actors=tuple(r for r in found if reader.is_actor_role(r) and r not in cast.recipients))


def _named(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    """The phrase that opens the candidate's clause, where its trigger stands in it and no preposition leads to that."""
    grammar, start = clause.grammar, clause.start_of(candidate.start)
    start += any(word in grammar.relatives | grammar.prepositions for word in clause.words(start, start + 1))
    leading = grammar.prepositions - grammar.genitives - grammar.determiners
    if any(clause.verbs[start : candidate.start]) or not leading.isdisjoint(clause.words(start, candidate.start)):
        return None
    phrase = right_phrase(clause, start, reader.timed)
    return phrase if phrase and candidate.start < phrase[1] else None


def _joined(clause: Clause, candidate: Candidate, role: Role) -> bool:
    """Are these the protesters that the trigger itself says are joined: "joined the demonstrators"?"""
    start, end = clause.tokens[candidate.start].start, clause.tokens[candidate.end - 1].end
    return OPPOSITION in role.sectors and start < role.span.start < end


def of_crowd(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast of a dispersal or a ban: it is done to those whose the protest is ("a march by nurses"), not to the protest
    itself nor to what that is against."""
    if candidate.type not in DONE_TO_OBJECT:
        return cast
    cast = replace(cast, actors=tuple(a for a in cast.actors if not _stages(clause, a)))
    if candidate.mode == "arrest":
        nouns = clause.grammar.gatherings
        # A role that a pronoun stands for lies in another sentence: its own words are asked.
        persons = tuple(r for r in cast.recipients if nouns.isdisjoint(r.span.text.lower().split()[-1:]))
        cast = replace(cast, recipients=persons or cast.recipients)
    noun = _curbed_noun(clause, candidate, cast)
    if noun is None:
        return cast
    left = tuple(r for r in cast.recipients if not _is_of_noun(clause, r, noun, reader))
    if candidate.voice == "passive":  # "the march was banned, its leader is held"
        end = clause.tokens[candidate.end - 1].end
        left = tuple(r for r in left if r.span.start < end)
    if left:
        return replace(cast, recipients=left)
    owners = roles_of_phrase(clause, _whose(clause, noun, reader), reader, cast.actors)
    taken = [a.span for a in cast.actors]
    return replace(cast, recipients=tuple(r for r in owners if not any(r.span.overlaps(span) for span in taken)))


def _stages(clause: Clause, role: Role) -> bool:
    """Does "by" join the role to the noun of a protest right before it: "was arrested at a vigil by monks"?"""
    grammar, first = clause.grammar, clause.first_of(role.span)
    first -= any(word in grammar.determiners for word in clause.words(first - 1, first))
    led = any(word in grammar.agents for word in clause.words(first - 1, first))
    noun = clause.words(first - 2, first - 1)
    scene = clause.words(first - 4, first - 2)
    return led and any(w in grammar.gatherings for w in noun) and any(w in grammar.scenes for w in scene)


def _curbing_before(clause: Clause, candidate: Candidate, keepers: bool) -> int | None:
    """The verb of dispersing or banning whose object the noun of a protest is; where police or soldiers act, of ending too."""
    grammar = clause.grammar
    if grammar.gatherings.isdisjoint(clause.words(candidate.start, candidate.end)):
        return None
    for k in range(candidate.start - 1, max(candidate.start - 1 - NOUN_REACH, -1), -1):
        word = clause.tokens[k].lower
        if word in grammar.curbing or (word in grammar.halting and keepers):
            helped = not grammar.passive_auxiliaries.isdisjoint(clause.words(k - 1, k))
            return None if helped else k
        if clause.verbs[k] or clause.is_break(k) or clause.tokens[k].lower in grammar.relatives:
            return None
    return None


def _curbed_behind(clause: Clause, candidate: Candidate) -> int | None:
    """The passive of dispersing or banning whose subject the noun of a protest is: who did that stands behind it."""
    grammar = clause.grammar
    if grammar.gatherings.isdisjoint(clause.words(candidate.start, candidate.end)):
        return None
    for k in range(candidate.end, len(clause.tokens)):
        if clause.tokens[k].lower in grammar.curbed:
            return k
        if clause.is_break(k) or (clause.verbs[k] and clause.tokens[k].lower not in grammar.auxiliaries):
            return None
    return None


def _curbed_noun(clause: Clause, candidate: Candidate, cast: Cast) -> int | None:
    """The noun of a protest that is dispersed or banned: in the trigger, or told as a recipient."""
    gatherings = clause.grammar.gatherings
    inside = [k for k in range(candidate.start, candidate.end) if clause.tokens[k].lower in gatherings]
    for role in cast.recipients:
        inside += [k for k in _tokens(clause, role) if clause.tokens[k].lower in gatherings and not role.inference]
    curbing = clause.grammar.curbing | clause.grammar.curbed
    if candidate.voice == "passive" and clause.tokens[candidate.start].lower in curbing:
        before = range(candidate.start - 1, max(candidate.start - 1 - NOUN_REACH, -1), -1)
        ends = (k for k in before if clause.is_break(k) or clause.tokens[k].lower in gatherings)
        noun = next(ends, None)
        inside += [noun] if noun is not None and clause.tokens[noun].lower in gatherings else []
    told = clause.words(candidate.start, candidate.end)
    return next((k for k in inside if not curbing.isdisjoint(told + clause.words(k - CURBED_REACH, k))), None)


def _is_of_noun(clause: Clause, role: Role, noun: int, reader: Reader) -> bool:
    """Is a role the protest itself, what it is against, or with what it was dispersed?"""
    grammar, tokens = clause.grammar, _tokens(clause, role)
    if role.inference or not tokens:
        return False
    if noun in tokens or is_means(role.span.text, reader.lang):
        return True
    if tokens[0] < noun:
        return False
    if not reader.is_actor_role(role):
        return True
    between = range(noun + 1, tokens[0])
    opposed = any(clause.tokens[k].lower in grammar.recipient_prepositions | grammar.against | grammar.agents for k in between)
    return opposed and not any(clause.verbs[k] or clause.is_break(k) for k in between)


def _whose(clause: Clause, noun: int, reader: Reader) -> Range | None:
    """Whose the protest is that a noun names: the actor before it ("a teachers' march"), behind it, or in the genitive."""
    grammar, start = clause.grammar, noun
    while start > 0 and not (clause.verbs[start - 1] or clause.is_break(start - 1) or _leads(clause, start - 1)):
        start -= 1
    phrase = right_phrase(clause, noun, reader.timed)
    end = phrase[1] if phrase and phrase[0] == noun else noun + 1
    first = start
    while first < noun and clause.tokens[first].lower in grammar.determiners:
        first += 1
    last = noun - (clause.tokens[noun - 1].lower in grammar.possessives) if noun else noun
    if first < last and reader.is_actor(clause, first, last):
        return first, last
    return owner_phrase(clause, noun, end, reader)


def _leads(clause: Clause, k: int) -> bool:
    """Does token k lead to the noun phrase behind it?"""
    grammar = clause.grammar
    word = clause.tokens[k].lower
    return word in grammar.curbing or word in grammar.prepositions - grammar.determiners or grammar.is_adverb(word)


def _tokens(clause: Clause, role: Role) -> list[int]:
    return [k for k, t in enumerate(clause.tokens) if role.span.start <= t.start and t.end <= role.span.end]
