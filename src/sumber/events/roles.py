"""Who did it to whom: noun phrases by the trigger's voice, made into roles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.phrases import Range, head_before, joined_verb, left_phrase, right_phrase, split_phrase
from sumber.events.references import Reader
from sumber.events.topics import agent_behind, cut, topic_of
from sumber.knowledge.actors import is_thing
from sumber.types import Inference, Role, Span

# How far behind the trigger an agent ("by X") or a counterpart ("with X") may stand.
AGENT_WINDOW = 14
STEPS_LEFT = 3
QUOTES = frozenset('"”»“«')


@dataclass(frozen=True, slots=True)
class Cast:
    """The roles of one event; `reciprocal` where all are actors of one act."""

    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    reciprocal: bool = False


# Types whose direct object suffers or receives the deed, whatever it is; and those whose object is what is given or moved.
DONE_TO_OBJECT = frozenset({"ASSAULT", "COERCE"})
OBJECT_IS_MEANS = frozenset({"AID", "COOPERATE", "MOBILIZE"})
# Types whose object may be somebody's words, deeds or goods; then it is done to whoever those belong to.
OBJECT_IS_WORDS = frozenset({"REJECT", "ACCUSE", "SUPPORT", "REQUEST", "CONCEDE", "THREATEN", "SANCTION"})
# Acts that are staged: the subject of a verb other than those of staging (holding, joining, continuing) does not do them.
STAGED = frozenset({"PROTEST"})
DONE_TO_PERSONS = frozenset({("COERCE", "arrest"), ("COERCE", "deport"), ("RETREAT", "release")})
RECIPROCAL_TYPES = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT", "SUPPORT"})


def cast_roles(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    """Actors and recipients of a candidate; empty where the words do not say."""
    timed, start, end = reader.timed, candidate.start, candidate.end
    if clause.grammar.topics and candidate.voice != "nominal":
        return _topical(clause, candidate, reader)
    if candidate.voice in ("passive", "stative"):
        patient = left_phrase(clause, start, timed) or subject(clause, start, timed)
        agent = agent_phrase(clause, end, timed) or (_bare_agent(clause, end, reader) if candidate.voice == "passive" else None)
        if patient and reader.is_thing(clause, *patient):
            patient = dative_phrase(clause, end, reader, candidate.type == "AID") or patient
        return _cast(clause, candidate, reader, agent, patient)
    if candidate.voice == "nominal":
        return _nominal(clause, candidate, reader)
    if _after_quote(clause, start):
        return _cast(clause, candidate, reader, speaker_phrase(clause, end, timed), None)
    return _cast(clause, candidate, reader, subject(clause, start, timed), _recipient(clause, candidate, reader))


def _topical(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    """The roles where particles mark them: the topic acts where the verb is active, else it was done to the topic."""
    topic, agent = topic_of(clause, candidate, reader), agent_behind(clause, candidate, reader)
    if candidate.voice in ("passive", "stative"):
        return _cast(clause, candidate, reader, agent, topic)
    avoid = clause.grammar.goal_prepositions if candidate.type in ("MOBILIZE", "PROTEST") else frozenset[str]()
    dative = dative_phrase(clause, candidate.end, reader, candidate.type == "AID", avoid)
    return _cast(clause, candidate, reader, topic, cut(clause, dative, reader))


def _after_quote(clause: Clause, i: int) -> bool:
    """Does the verb at token i stand right behind a quote, before its speaker?"""
    before = clause.words(i - 2, i)
    return bool(before) and (before[-1] in QUOTES or (before[-1] == "," and before[0] in QUOTES))


def speaker_phrase(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The phrase behind a verb that follows a quote; a place between ("from Paris") is stepped over."""
    if i < len(clause.tokens) and clause.tokens[i].lower in clause.grammar.prepositions - clause.grammar.determiners:
        place = right_phrase(clause, i + 1, timed)
        i = _past_name(clause, i + 1) if place else i
    return right_phrase(clause, i, timed)


def _past_name(clause: Clause, i: int) -> int:
    while i < len(clause.tokens) and clause.tokens[i].text[0].isupper():
        i += 1
    return i


def subject(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The phrase left of the verb at i; where another verb or a purpose clause stands between, that verb's own subject."""
    for _ in range(STEPS_LEFT):
        joined = joined_verb(clause, i)
        while joined is not None:
            i, joined = joined, joined_verb(clause, joined)
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
    end = _end_of_deed(clause, candidate)
    found = _object(clause, end, reader.timed)
    found = None if found and reader.is_nobody(clause, *found) else found
    if candidate.type in DONE_TO_OBJECT:
        return found
    if inner := _inner_object(clause, candidate, reader) or _asked_clause(clause, candidate, reader):
        return inner
    person = found if found and candidate.type != "MOBILIZE" and reader.is_actor(clause, *found) else None
    avoid = clause.grammar.goal_prepositions if candidate.type in ("MOBILIZE", "PROTEST") else frozenset[str]()
    dative = dative_phrase(clause, end, reader, candidate.type == "AID", avoid)
    if candidate.type not in OBJECT_IS_MEANS:
        if person or found is None or candidate.type not in OBJECT_IS_WORDS:
            return person or dative
        # "an agreement with X" is X's whatever else it is called; elsewhere the owner is nearer than whom a preposition marks.
        beside = dative is not None and dative[0] - found[1] <= 1
        owner = owner_phrase(clause, *found, reader)
        return (dative or owner) if beside else (owner or dative)
    given = found and _transfers(clause, candidate) and (found[0] not in reader.named)
    return dative or (None if given else person)


def _end_of_deed(clause: Clause, candidate: Candidate) -> int:
    """One past the trigger; before a preposition that ends the pattern of a staged act, since that tells what stands behind it
    ("protested in Lima" is done to nobody)."""
    last = candidate.end - 1
    led = last > candidate.start and clause.tokens[last].lower in clause.grammar.prepositions
    return last if led and candidate.type in STAGED else candidate.end


def _inner_object(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    """Who stands inside the trigger, where it names both the asking and what is asked: "urged X to leave"."""
    if not any(e.gap for e in candidate.entry.elements):
        return None
    phrase = right_phrase(clause, candidate.start + 1, reader.timed)
    if phrase is None or (phrase[0] != candidate.start + 1 and clause.verbs[phrase[0] - 1]):
        return None
    end = min(phrase[1], candidate.end - 1)
    if tuple(clause.words(end - 1, end + 1)) in clause.grammar.materiel:  # "scrambled two fighter jets"
        return None
    while end > phrase[0] and clause.tokens[end - 1].lower in clause.grammar.determiners | clause.grammar.dangling:
        end -= 1
    return (phrase[0], end) if phrase[0] < end and reader.is_actor(clause, phrase[0], end) else None


def _asked_clause(clause: Clause, candidate: Candidate, reader: Reader) -> Range | None:
    """The subject of the clause that says what is asked: "demanded that X step down", "meminta agar X mundur"."""
    i, asking = candidate.end, clause.grammar.complementizers | clause.grammar.asking
    while i < len(clause.tokens) and i in reader.timed:
        i += 1
    if candidate.type != "REQUEST" or i >= len(clause.tokens) or clause.tokens[i].lower not in asking:
        return None
    phrase = right_phrase(clause, i + 1, reader.timed)
    told = phrase is not None and phrase[0] <= i + 2 and reader.is_actor(clause, *phrase)
    return reader.before_bare_verb(clause, *phrase) if told and phrase else None


def _transfers(clause: Clause, candidate: Candidate) -> bool:
    """Is the direct object of the trigger what is given or moved?"""
    first = candidate.entry.elements[:1]
    return candidate.entry.needs is not None or any((e.lemmas | e.words) & clause.grammar.transfers for e in first)


def dative_phrase(clause: Clause, i: int, reader: Reader, means: bool, avoid: frozenset[str] = frozenset()) -> Range | None:
    """The first phrase that names somebody behind a preposition that marks recipients, before any sign. With `means`, "with"
    does not mark them: it names what is given. Prepositions in `avoid` mark none."""
    for k in range(i, min(i + AGENT_WINDOW, len(clause.tokens))):
        word = clause.tokens[k].lower
        if word in clause.grammar.clause_signs or word in clause.grammar.complementizers or _opens_second(clause, k, i):
            return None
        if word in clause.grammar.datives and not (means and word in clause.grammar.counterparts) and word not in avoid:
            phrase = right_phrase(clause, k + 1, reader.timed)
            if (
                phrase
                and phrase[0] <= k + 2
                and not clause.verbs[k + 1]
                and reader.is_actor(clause, *phrase)
                and not _is_infinitive(clause, k)
            ):
                return phrase
    return None


def _opens_second(clause: Clause, k: int, start: int) -> bool:
    """Is token k a verb that a coordinator joins to the one before `start`: "called the strike illegal and sued at X"?"""
    return k > start and clause.verbs[k] and clause.tokens[k - 1].lower in clause.grammar.coordinators


def _is_infinitive(clause: Clause, k: int) -> bool:
    """May a verb follow the word at k: no article, name or number does?"""
    grammar = clause.grammar
    if k + 1 >= len(clause.tokens) or grammar.deed_prefixes - {""}:
        return False
    if clause.tokens[k].lower not in grammar.infinitives | (grammar.modals & grammar.negation):
        return False
    follower = clause.tokens[k + 1]
    if grammar.infinitive_endings:
        return follower.text[0].islower() and follower.lower.endswith(grammar.infinitive_endings)
    return not (follower.text[0].isupper() or follower.text[0].isdigit() or follower.lower in clause.grammar.determiners)


def _is_verbal(clause: Clause, k: int) -> bool:
    """Does token k look like a gerund or an infinitive?"""
    token = clause.tokens[k]
    endings = clause.grammar.verbal_endings
    return bool(endings) and token.text[0].islower() and len(token.lower) > 2 and token.lower.endswith(endings)


def _object(clause: Clause, i: int, timed: frozenset[int]) -> Range | None:
    """The direct object, or the phrase behind a preposition that marks recipients."""
    grammar = clause.grammar
    while i < len(clause.tokens) and grammar.is_adverb(clause.tokens[i].lower):
        i += 1
    if i >= len(clause.tokens):
        return None
    verb = i + 1 if _is_infinitive(clause, i) else i
    if verb > i or (i > 0 and _is_infinitive(clause, i - 1)) or _is_verbal(clause, i):
        i = verb + 1  # "refused to meet X": the object of what is refused
        if i >= len(clause.tokens) or clause.tokens[i].lower in grammar.prepositions - grammar.determiners:
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
            if _is_infinitive(clause, k):
                return None
            return right_phrase(clause, k + 1, timed)
    return None


def _nominal(clause: Clause, candidate: Candidate, reader: Reader) -> Cast:
    timed, end = reader.timed, candidate.end
    deed = not reader.is_actor(clause, candidate.start, end)  # "French marchers" are, a "French march" is not
    agent = agent_phrase(clause, end, timed) or _possessor(clause, candidate.start, reader)
    agent = agent or (_nation_behind(clause, end, reader) if deed else None)
    patient = None
    if end < len(clause.tokens):
        word = clause.tokens[end].lower
        if word in clause.grammar.genitives or not (clause.grammar.passive_auxiliaries or clause.verbs[end]):
            patient = right_phrase(clause, end + (word in clause.grammar.genitives), timed)
            if patient and not reader.is_actor(clause, *patient):
                patient = None
    if patient and not _takes_patient(clause, candidate):
        agent, patient = agent or patient, None
    patient = marked_phrase(clause, end, timed) or patient or _harmed(clause, candidate, timed)
    if sides := _sides(clause, end, reader):
        return Cast(sides, (), len(sides) > 1)
    verb = _governing_verb(clause, candidate)
    if verb is not None and clause.tokens[verb].lower in clause.grammar.undergoing:
        return _cast(clause, candidate, reader, agent or source_phrase(clause, end, timed), subject(clause, verb, timed))
    # Who says that killings occurred, that there were any, or blames others for them, did not do them.
    others = clause.grammar.say_verbs | clause.grammar.existentials | clause.grammar.blaming
    unowned = verb is not None and clause.tokens[verb].lower in others
    if agent is None and not unowned and (verb is None or not _is_scene(clause, candidate, verb)):
        agent = subject(clause, verb, timed) if verb is not None else _left_actor(clause, candidate, reader)
    return _cast(clause, candidate, reader, agent, patient)


def _harmed(clause: Clause, candidate: Candidate, timed: frozenset[int]) -> Range | None:
    """Whom an attack that a noun names killed or hurt, by the verb behind the noun: "the attack at the market killed X"."""
    if candidate.type != "ASSAULT":
        return None
    harm = clause.grammar.quantities.get("killed", frozenset()) | clause.grammar.quantities.get("injured", frozenset())
    ends = (k for k in range(candidate.end, len(clause.tokens)) if clause.tokens[k].lower in clause.grammar.clause_signs)
    verbs = (k for k in range(candidate.end, next(ends, len(clause.tokens))) if clause.verbs[k])
    verb = next((k for k in verbs if clause.tokens[k].lower not in clause.grammar.auxiliaries), None)
    return _object(clause, verb + 1, timed) if verb is not None and clause.tokens[verb].lower in harm else None


def _possessor(clause: Clause, i: int, reader: Reader) -> Range | None:
    """Whose the deed at token i is where adjectives stand between: "Iran's latest" attack. Right before its noun the possessor
    may have suffered it ("the editor's arrest")."""
    for k in range(i - 2, max(i - 2 - STEPS_LEFT, 0), -1):
        if clause.tokens[k].lower in clause.grammar.possessives:
            phrase = head_before(clause, k, reader.timed)
            return phrase if phrase and reader.is_actor(clause, *phrase) else None
        if not clause.tokens[k].text.islower() or clause.verbs[k] or clause.tokens[k].lower in clause.grammar.prepositions:
            return None
    return None


def _nation_behind(clause: Clause, i: int, reader: Reader) -> Range | None:
    """The adjective of a nation, in small letters, that says whose the deed is: right behind its noun or behind one more
    adjective ("un bombardeo aéreo ruso")."""
    for k in range(i, min(i + 2, len(clause.tokens))):
        word = clause.tokens[k]
        if not word.text.isalpha() or not word.text.islower() or word.lower in clause.grammar.prepositions or clause.verbs[k]:
            return None
        if reader.code(word.text).country:
            return k, k + 1
    return None


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
            return tuple(r for r in roles_of_phrase(clause, phrase, reader) if reader.is_actor_role(r))
    return ()


def _governing_verb(clause: Clause, candidate: Candidate) -> int | None:
    """The verb whose subject stages, holds or undergoes the act that a noun names: the first of the clause before it."""
    return next((k for k in range(clause.start_of(candidate.start), candidate.start) if clause.verbs[k]), None)


def _is_scene(clause: Clause, candidate: Candidate, verb: int) -> bool:
    """Does a noun only tell where, when or about what the verb at `verb` happens ("arrested X in a protest"), as that is no
    verb of staging?"""
    grammar = clause.grammar
    between = clause.words(verb, candidate.start)
    if any(w in grammar.light_verbs for w in between) or any(w in grammar.staging for w in between):
        return False
    return candidate.type in STAGED


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
    if agent and reader.is_thing(clause, *agent):
        agent = None
    if patient and reader.is_nobody(clause, *patient):
        patient = None
    if patient and candidate.type not in DONE_TO_OBJECT and reader.is_thing(clause, *patient):
        patient = owner_phrase(clause, *patient, reader) if candidate.type in OBJECT_IS_WORDS else None
    actors = tuple(r for r in roles_of_phrase(clause, agent, reader) if _may_act(clause, r, reader))
    recipients = tuple(r for r in roles_of_phrase(clause, patient, reader, actors) if r.span not in [a.span for a in actors])
    if patient and candidate.type not in DONE_TO_OBJECT and not any(reader.is_actor_role(r) for r in recipients):
        recipients = ()
    reciprocal = candidate.type in RECIPROCAL_TYPES and len(actors) > 1 and not recipients
    return Cast(actors, recipients, reciprocal)


def implausible(clause: Clause, candidate: Candidate, cast: Cast, lang: str | None) -> bool:
    """Are the roles none that such a deed has? Only persons, groups and what has a crew are arrested, expelled or released."""
    if (candidate.type, candidate.mode) not in DONE_TO_PERSONS or not cast.recipients:
        return False
    words = (r.span.text.lower() for r in cast.recipients)
    return all(is_thing(w, lang) and clause.grammar.crewed.isdisjoint(w.split()) for w in words)


def _may_act(clause: Clause, role: Role, reader: Reader) -> bool:
    """Names and described actors may; of other words only those that bear a capital which no sentence start explains."""
    capitals = role.span.text[1:] if role.span.start == clause.sentence.start else role.span.text
    return reader.is_actor_role(role) or any(c.isupper() for c in capitals)


def owner_phrase(clause: Clause, start: int, end: int, reader: Reader) -> Range | None:
    """Whose the thing is that tokens [start, end) name: the actor before a possessive, behind a genitive, or right behind the
    head where the language marks no genitive."""
    grammar = clause.grammar
    for k in range(start, end):
        word = clause.tokens[k].lower
        if word in grammar.agents and k > start and k + 1 < end and reader.is_actor(clause, k + 1, end):
            return k + 1, end
        if word in grammar.possessives and k > start and reader.is_actor(clause, start, k):
            return start, k
        if word in grammar.genitives and k > start and k + 1 < end and reader.is_actor(clause, k + 1, end):
            if grammar.suffered.isdisjoint(clause.words(start, k)):
                return k + 1, end
            break  # "the murder of X" is not X's
    if end < len(clause.tokens) and clause.tokens[end].lower in grammar.agents | grammar.sources:
        maker = right_phrase(clause, end + 1, reader.timed)
        return maker if maker and reader.is_actor(clause, *maker) else None
    joined = end < len(clause.tokens) and clause.tokens[end].lower in grammar.prepositions
    victim = right_phrase(clause, end + 1, reader.timed) if joined else None
    if victim and victim[1] < len(clause.tokens) and clause.tokens[victim[1]].lower in grammar.agents:
        maker = right_phrase(clause, victim[1] + 1, reader.timed)  # "a raid on their hostel by Zambian soldiers"
        if maker and reader.is_actor(clause, *maker):
            return maker
    if not grammar.possessives and not grammar.passive_auxiliaries:
        behind = (k for k in range(start + 1, end) if clause.tokens[k].lower not in grammar.attributes)
        behind = (k for k in behind if clause.tokens[k - 1].lower not in grammar.elections)  # "hasil pemilihan presiden"
        first = next((k for k in behind if reader.is_actor(clause, k, end)), None)
        while first is not None and _only_describes(clause, first, end, reader):
            first += 1
        return None if first is None else (first, end)
    named = [k for k in range(start, end) if k in reader.named]
    if named:
        return (named[0], named[-1] + 1) if named[-1] - named[0] == len(named) - 1 else None
    # An adjective of nationality is no name, yet it says whose: "the Omani plan", "el plan omaní".
    adjectives = [k for k in range(start, end - 1) if clause.tokens[k].text[0].isupper() and reader.is_actor(clause, k, k + 1)]
    adjectives = adjectives or [k for k in range(start + 1, end) if _nation_behind(clause, k, reader) == (k, k + 1)]
    return (adjectives[0], adjectives[0] + 1) if len(adjectives) == 1 else None


def _only_describes(clause: Clause, k: int, end: int, reader: Reader) -> bool:
    """Is the word at k no part of the actor behind it: the "survei" of a "kapal survei Tiongkok"?"""
    if not clause.tokens[k].text.islower() or k + 1 >= end or not reader.is_actor(clause, k + 1, end):
        return False
    text = reader.text[clause.tokens[k].start : clause.tokens[end - 1].end]
    return not reader.code(text).sectors


def _impersonal(clause: Clause, k: int, reader: Reader) -> tuple[Role, ...]:
    """Who "it" at token k is: the subject of the verb right before it ("Japan said it was sending")."""
    verb = next((m for m in range(k - 1, max(k - STEPS_LEFT, 0), -1) if clause.verbs[m]), None)
    phrase = subject(clause, verb, reader.timed) if verb is not None else None
    if phrase is None or phrase[1] > k or not reader.is_actor(clause, *phrase):
        return ()
    inference = Inference("pronoun", Span.of(reader.text, clause.tokens[k].start, clause.tokens[k].end))
    span = Span.of(reader.text, clause.tokens[phrase[0]].start, clause.tokens[phrase[1] - 1].end)
    return () if span.text.lower() in clause.grammar.pronouns else (reader.role(span, inference),)


def _speaking(clause: Clause, k: int, reader: Reader) -> tuple[Role, ...]:
    """Who the pronoun at token k is right behind a verb of saying: who says it, in the same number ("police said they")."""
    grammar = clause.grammar
    verb = k - 1 - (k > 0 and clause.tokens[k - 1].lower in grammar.complementizers)
    if verb < 1 or clause.tokens[verb].lower not in grammar.say_verbs:
        return ()
    phrase = subject(clause, verb, reader.timed)
    if phrase is None or phrase[1] > verb or not reader.is_actor(clause, *phrase):
        return ()
    many = clause.tokens[phrase[1] - 1].lower in grammar.plurals or clause.tokens[phrase[1] - 1].text.endswith(
        grammar.plural_endings
    )
    if many != (clause.tokens[k].lower in grammar.plural_pronouns):
        return ()
    inference = Inference("pronoun", Span.of(reader.text, clause.tokens[k].start, clause.tokens[k].end))
    span = Span.of(reader.text, clause.tokens[phrase[0]].start, clause.tokens[phrase[1] - 1].end)
    return () if span.text.lower() in grammar.pronouns else (reader.role(span, inference),)


def roles_of_phrase(clause: Clause, phrase: Range | None, reader: Reader, avoid: tuple[Role, ...] = ()) -> tuple[Role, ...]:
    if phrase is None:
        return ()
    lone = clause.tokens[phrase[0]].lower if phrase[1] - phrase[0] == 1 else ""
    if lone in clause.grammar.demonstratives:
        return ()
    if lone in clause.grammar.impersonal:
        return _impersonal(clause, phrase[0], reader)
    if lone in clause.grammar.speaking and (speaker := _speaking(clause, phrase[0], reader)):
        return speaker
    out: list[Role] = []
    for part in split_phrase(clause, *phrase, partial(reader.is_actor, clause)):
        out += reader.roles_of(clause, *part, avoid)
    return tuple(out)
