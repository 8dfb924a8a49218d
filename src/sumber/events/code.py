"""Annotations -> PLOVER event mentions: candidates from the lexicon, their roles, status and circumstances, and a gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from sumber.events.antecedents import AGAIN_REACH, Bearers, office_before
from sumber.events.asides import beyond, told_aside
from sumber.events.attribution import attribution_of
from sumber.events.candidates import Candidate
from sumber.events.casting import cast_of
from sumber.events.confidence import DEFAULT_CONFIDENCE, beside_surer, confidence_of
from sumber.events.contexts import contexts_of, document_contexts
from sumber.events.counts import quantities_of
from sumber.events.crowds import in_order, is_curbing, of_crowd, of_doers, without_curbers
from sumber.events.deeds import (
    aimed_at_doers,
    taking_place,
    told_with_verb,
    without_authorities,
    without_bystanders,
    without_judges,
)
from sumber.events.described import with_countries
from sumber.events.details import is_background, place_of
from sumber.events.fusion import fused_candidates
from sumber.events.grammar import Clause, load_grammar, see_clause
from sumber.events.intentions import is_opinion, is_own_duty, promises_protest
from sumber.events.joined import beyond_semicolon, elsewhere, series
from sumber.events.lexicon import language_data, load_lexicon
from sumber.events.materiel import materiel_of
from sumber.events.nearby import views
from sumber.events.ontology import event_types
from sumber.events.owners import is_prevention, owned
from sumber.events.parties import parted
from sumber.events.pronouns import of_them, they_of
from sumber.events.receiving import turned
from sumber.events.references import Reader, tokens_inside, tokens_within
from sumber.events.roles import RECIPROCAL_TYPES, Cast, implausible
from sumber.events.scenes import as_told, caught, is_amid, is_meanwhile, is_scene, of_suffered, sets_scene
from sumber.events.stances import asks_whether, is_caution, is_felt
from sumber.events.status import COOPERATIVE, absorbed, is_charge, is_rebuttal, purpose_of_protest, weighed_status
from sumber.events.things import with_owners, without_fired, without_sent
from sumber.events.timing import time_of
from sumber.events.victims import but_kin, with_victims
from sumber.reading.annotate import read_sentences
from sumber.types import Annotation, Coding, EventMention, Role, Span, Status

# A twin trigger lends its recipients over this many characters: "flew to X to meet Y".
TWIN_REACH = 60
# Types and modes whose deed ends where "to" points.
TRAVELS = frozenset({"visit", "MOBILIZE", "deport"})
# Statuses of what is told as done: it lies no later than the day of publication.
DONE = frozenset({"asserted", "alleged"})


def code_annotation(annotation: Annotation, min_confidence: float = DEFAULT_CONFIDENCE) -> Coding:
    """The events of a document that are at least `min_confidence` sure (0..1), in order of their triggers. In a language
    without trigger data the model speaks alone. It is asked anew where the annotation holds no predictions."""
    lang = language_data(annotation.document.lang)
    lexicon = load_lexicon(lang)
    events: list[EventMention] = []
    bearers = Bearers(annotation.document.text, annotation.mentions)
    places = frozenset(m.span for m in annotation.mentions if m.kind == "place")
    predictions = annotation.predictions or read_sentences(annotation.sentences)
    contexts: list[tuple[str, ...]] = []
    they: Role | None = None
    for near, prediction in zip(views(annotation), predictions, strict=True):
        clause = see_clause(near.sentences[-1], load_grammar(lang))
        # A word of a name tells nothing: the "Arms" of the "Lake Basin Arms Monitor".
        inside = tokens_inside(clause, [m for m in near.mentions if m.kind in ("organization", "person")])
        possible = [c for c in fused_candidates(clause, lexicon, lang, prediction) if c.start not in inside]
        possible = [as_told(clause, c, prediction.gate) for c in possible]
        candidates = [c for c in possible if c.confidence >= min_confidence]
        idle = (is_opinion, is_own_duty, asks_whether, is_felt, is_caution, is_rebuttal)
        candidates = [
            c
            for c in candidates
            if not (
                _tells_of(clause, c, candidates)
                or promises_protest(clause, c, candidates)
                or is_prevention(clause, c, candidates)
                or any(tells_none(clause, c) for tells_none in idle)
            )
        ]
        contexts.append(contexts_of(clause, lang, prediction))
        aside = frozenset(trigger_of(near, clause, c) for c in candidates if told_aside(clause, c) or sets_scene(clause, c))
        office = office_before(near, clause, bearers) if candidates else None
        reader = _reader(near, clause, events, bearers, office)
        coded, joined = _code_clause(near, clause, candidates, possible, inside, reader, they)
        they = they_of(clause, reader, coded, they)
        aside |= of_suffered(clause, coded)
        found = [replace(event, contexts=contexts[-1]) for event in coded]
        events += [e for e in beside_surer(merge(found, places, joined), joined, aside) if e.confidence >= min_confidence]
    events = with_countries(events, annotation.mentions, annotation.document.lang)
    return Coding(replace(annotation, predictions=()), tuple(events), document_contexts(contexts))


def _reader(annotation: Annotation, clause: Clause, told: list[EventMention], bearers: Bearers, office: Span | None) -> Reader:
    """What a clause knows of names and times where these events were told before it."""
    near = takewhile(lambda event: clause.sentence.start - event.trigger.end <= AGAIN_REACH, reversed(told))
    document, earlier = annotation.document, tuple(r for e in near for r in e.actors + e.recipients)
    timed, named = tokens_within(clause, annotation.times), tokens_within(clause, annotation.mentions)
    return Reader(document.text, document.lang, annotation.mentions, named, timed, bearers, annotation.quotes, earlier, office)


def _code_clause(
    annotation: Annotation,
    clause: Clause,
    candidates: list[Candidate],
    possible: list[Candidate],
    inside: frozenset[int],
    reader: Reader,
    they: Role | None,
) -> tuple[list[EventMention], frozenset[Span]]:
    """The events of a sentence, and the triggers of those that clauses with people of their own tell. `they` are whom a pronoun
    that opens it means."""
    events: list[EventMention] = []
    joined: set[Span] = set()
    linked = series(clause, candidates)
    for place, candidate in enumerate(candidates):
        earlier = candidates[:place]
        if is_scene(clause, candidate):
            candidate = replace(candidate, voice="nominal")
        if purpose_of_protest(clause, candidate, earlier):
            events = _aimed(events, cast_of(clause, candidate, reader))
            continue
        if absorbed(clause, candidate, earlier):
            continue
        status = weighed_status(clause, candidate, earlier)
        cast = but_kin(clause, candidate, cast_of(clause, candidate, reader), reader)
        cast = turned(clause, candidate, with_victims(clause, candidate, cast, reader), reader)
        cast = owned(clause, candidate, without_fired(clause, candidate, without_sent(clause, candidate, cast), reader), reader)
        if status == "requested" and candidate.voice != "passive" and (asked := _asked(events)):
            cast = replace(cast, actors=asked, recipients=tuple(r for r in cast.recipients if r not in asked))
        elif status == "requested" and candidate.voice == "nominal":
            askers = [r.span for e in events if e.type == "REQUEST" for r in e.actors]
            cast = replace(cast, actors=tuple(r for r in cast.actors if r.span not in askers))
        accused = _accused(events, clause, candidate, earlier) if status == "alleged" and candidate.voice != "passive" else ()
        if accused:
            cast = replace(cast, actors=accused, recipients=tuple(r for r in cast.recipients if r not in accused))
        if candidate.type == "AGREE" and not cast.recipients and not cast.reciprocal:
            cast = replace(cast, recipients=_met(events, cast.actors))
        cast = aimed_at_doers(clause, candidate, without_authorities(clause, candidate, cast), possible, reader)
        cast = without_bystanders(clause, candidate, cast)
        meanwhile = is_meanwhile(clause, candidate)
        cast = of_doers(clause, candidate, without_curbers(clause, candidate, cast, reader), reader)
        cast = of_crowd(clause, candidate, cast, reader)
        if meanwhile:
            events, cast = caught(clause, candidate, events, cast, reader)
        candidate = in_order(candidate, cast)
        if implausible(clause, candidate, cast, reader.lang) or is_curbing(clause, candidate, cast):
            continue
        cast = with_owners(candidate.type, _parted(clause, candidate, cast, reader), reader)
        cast = of_them(clause, candidate, cast, reader, they)
        others = [c for c in possible if c.type != candidate.type]
        joins, parted_off = elsewhere(clause, candidate, reader), beyond(clause, candidate)
        told_apart = joins or beyond_semicolon(clause, candidate)
        event = _mention(annotation, clause, candidate, cast, status, inside, reader.timed, others, told_apart, parted_off)
        apart = joins or meanwhile or candidate.start in linked or is_amid(clause, candidate)
        joined |= {event.trigger} if apart else set()
        events.append(without_judges(clause, candidate, event, events))
    return events, frozenset(joined)


def trigger_of(annotation: Annotation, clause: Clause, candidate: Candidate) -> Span:
    """The candidate's words."""
    first, last = clause.tokens[candidate.start], clause.tokens[candidate.end - 1]
    return Span.of(annotation.document.text, first.start, last.end)


def _parted(clause: Clause, candidate: Candidate, cast: Cast, reader: Reader) -> Cast:
    """The cast, a party of its own for each country that shares a noun; two of them act on each other where nobody else is
    told."""
    actors, recipients = parted(clause, cast.actors, reader), parted(clause, cast.recipients, reader)
    split = len(actors) > len(cast.actors) and not recipients and candidate.type in RECIPROCAL_TYPES
    return Cast(actors, recipients, cast.reciprocal or split)


def _tells_of(clause: Clause, candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Is the trigger a verb of saying whose clause holds the deed: "the ministry stressed that X and Y will cooperate"?"""
    grammar = clause.grammar
    if not any(word in grammar.say_verbs for word in clause.words(candidate.start, candidate.end)):
        return False
    at = candidate.end
    while at < len(clause.tokens) and (
        grammar.is_adverb(clause.tokens[at].lower) or clause.tokens[at].lower in grammar.auxiliaries
    ):
        at += 1
    opens = at < len(clause.tokens) and clause.tokens[at].lower in grammar.complementizers
    return opens and any(c.type == candidate.type and c.start > at for c in candidates)


def _aimed(events: list[EventMention], purpose: Cast) -> list[EventMention]:
    """The events, the last protest done to those of whom its purpose asks something, where it names nobody else."""
    last = events[-1] if events else None
    if last is None or last.type != "PROTEST" or last.recipients:
        return events
    others = [r.span for e in events for r in e.actors]
    aims = tuple(r for r in purpose.recipients if r.span not in others)
    return [*events[:-1], replace(last, recipients=aims)]


def _asked(events: list[EventMention]) -> tuple[Role, ...]:
    """Of whom the last request of a sentence asks something."""
    return next((e.recipients for e in reversed(events) if e.type == "REQUEST"), ())


def _met(events: list[EventMention], actors: tuple[Role, ...]) -> tuple[Role, ...]:
    """Whom the actors met in the same sentence: a promise made there is made to them."""
    spans = [r.span for r in actors]
    meeting = next((e for e in reversed(events) if e.type == "CONSULT" and e.mode != "visit"), None)
    return meeting.recipients if meeting and spans and [r.span for r in meeting.actors] == spans else ()


def _accused(events: list[EventMention], clause: Clause, candidate: Candidate, earlier: list[Candidate]) -> tuple[Role, ...]:
    """Who a sentence's last accusation or arrest says did the deed named right behind a preposition: "accused X of attacking
    Y", "arrested X for attacking Y"."""
    if candidate.start == 0 or clause.tokens[candidate.start - 1].lower not in clause.grammar.prepositions:
        return ()
    mode = "arrest" if is_charge(clause, candidate, earlier) else "allege"
    start = clause.tokens[candidate.start].start
    said = next((e.recipients for e in reversed(events) if e.mode == mode), ())
    return tuple(r for r in said if r.span.start < start)


def _mention(
    annotation: Annotation,
    clause: Clause,
    candidate: Candidate,
    cast: Cast,
    status: Status,
    inside: frozenset[int],
    timed: frozenset[int],
    others: Sequence[Candidate],
    joins: range,
    parted_off: range,
) -> EventMention:
    text, other = annotation.document.text, joins or parted_off
    trigger = trigger_of(annotation, clause, candidate)
    name, mode = candidate.type, candidate.mode
    if status == "planned" and name in COOPERATIVE:
        name, mode = "AGREE", None
    kind = event_types()[name]
    time = time_of(annotation, clause, candidate, status in DONE, others, other, bool(parted_off))
    taken = [r.span for r in cast.actors + cast.recipients if not (r.inference and r.inference.kind == "place")]
    return EventMention(
        type=name, mode=mode, quad=kind.quad, score=kind.score_of(mode), status=status,
        sentence=clause.sentence, trigger=trigger,
        actors=cast.actors, recipients=cast.recipients, reciprocal=cast.reciprocal,
        place=place_of(annotation, clause, trigger, taken, mode in TRAVELS or name in TRAVELS, other), time=time,
        attribution=attribution_of(annotation, clause, trigger, timed, other),
        background=is_background(annotation, time),
        quantities=quantities_of(clause, text, name, mode, cast, other)
        + materiel_of(clause, text, candidate, status, annotation.document.lang, inside, other),
        confidence=confidence_of(
            candidate,
            cast,
            status,
            candidate.entry.opens or told_with_verb(clause, candidate) or taking_place(clause, candidate) is not None,
        ),
    )  # fmt: skip


def merge(events: list[EventMention], places: frozenset[Span], joined: frozenset[Span] = frozenset()) -> list[EventMention]:
    """One mention for each type and mode of a sentence, and for a deed and a trigger that names its doer ("strikers blocked"):
    the surest, with recipients that only its twin names. `places` are the spans of place names: who travels to one in order to
    meet somebody has met that somebody there. What the triggers `joined` tell in different modes was done apart."""
    kept: list[EventMention] = []
    for event in sorted(events, key=lambda e: (-e.confidence, e.trigger.start)):
        place = next((i for i, k in enumerate(kept) if _twins(k, event, joined)), None)
        if place is None:
            kept.append(event)
        else:
            kept[place] = _lend(kept[place], event, places)
    return sorted(kept, key=lambda e: e.trigger.start)


def _twins(a: EventMention, b: EventMention, joined: frozenset[Span]) -> bool:
    if a.type != b.type or _done_apart(a, b) or (a.mode and b.mode and a.mode != b.mode and {a.trigger, b.trigger} <= joined):
        return False
    told = any(one.trigger.within(r.span) for one, other in ((a, b), (b, a)) for r in other.actors if not r.inference)
    return told or a.mode == b.mode or not (a.mode and b.mode) or a.actors == b.actors


def _done_apart(a: EventMention, b: EventMention) -> bool:
    """Has each deed its own people on both sides, all of one before all of the other: "X bombed A and Y shelled B"?"""
    if not all((a.actors, a.recipients, b.actors, b.recipients)):
        return False
    spans = [[e.trigger, *(r.span for r in e.actors + e.recipients)] for e in (a, b)]
    first, second = sorted(spans, key=lambda one: min(span.start for span in one))
    return max(span.end for span in first) <= min(span.start for span in second)


def _lend(event: EventMention, twin: EventMention, places: frozenset[Span]) -> EventMention:
    """The event with its twin's recipients, where it names none itself, or mere places."""
    far = max(event.trigger.start - twin.trigger.end, twin.trigger.start - event.trigger.end)
    mere = places if event.type == "CONSULT" else frozenset[Span]()
    somebody = [r for r in event.recipients if r.span not in mere]
    lent = tuple(
        r for r in twin.recipients if r not in event.actors and r.span not in mere and not event.trigger.within(r.span)
    )
    apart = event.actors and twin.actors and not any(a.span.overlaps(b.span) for a in event.actors for b in twin.actors)
    if somebody or not lent or event.reciprocal or far > TWIN_REACH or apart:
        return event  # "a gunman killed four before police shot him": police did not shoot the four
    return replace(event, recipients=lent, place=event.place or (event.recipients[0] if event.recipients else None))
