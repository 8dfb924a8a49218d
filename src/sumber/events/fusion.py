"""Lexicon and model together: each names candidates, and one logistic model weighs what both say of a type.

The weights are data (data/fusion.toml), fitted by tools/fit_fusion.py on sentences of training/, of which neither the
lexicon's counts nor the model knew anything.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from sumber.events.candidates import Candidate, find_matches, idiomatic, voice_of
from sumber.events.grammar import Clause
from sumber.events.lexicon import Entry, Lexicon
from sumber.events.scoring import features, load_weights, score
from sumber.types import EventPrediction, SentencePrediction, TypePrediction

CLIP = 0.005
"""Probabilities are kept off 0 and 1 by this much before their logit."""
FAINT = 0.02
"""A type that the model gives a trigger with less confidence than this is no candidate."""
_OPENED = 0.6
"""How far an entry that opens it opens the gate: "protests erupted" tells one, however general the rest of the sentence."""
SURE_MODE = 0.8
"""From here on the model's mode counts, not the lexicon's."""
SURE_ALONE = 0.6
"""The same in a language without triggers, where there is no other: of the modes of which the model is less sure every third
is right, of the others two of three and more (sentences written in 19 languages)."""


def evidence(lexical: float | None, kind: str, prediction: SentencePrediction, alone: bool = False) -> dict[str, float]:
    """Name and value of what speaks for a type: the lexicon's confidence (None where it has no match), the model's, or the
    model's alone."""
    told = max((t.confidence for e in prediction.events for t in e.types if t.type == kind), default=0.0)
    gate = _logit(prediction.gate)
    listed = {} if alone else {"lexicon": _logit(lexical or 0.0), "unlisted": float(lexical is None)}
    return listed | {
        "bias": 1.0,
        "trigger": _logit(told),
        "sentence": _logit((prediction.types or {}).get(kind, 0.0)),
        "gate": gate,
        "gate above": max(gate, 0.0),
    }


def probability(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """How surely the sentence tells an event of the type, 0..1."""
    total = sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))


@cache
def fusion_weights(alone: bool) -> Mapping[str, float]:
    """Weights by the names that `evidence` gives."""
    data = (files("sumber.events") / "data" / "fusion.toml").read_text(encoding="utf-8")
    weights: Mapping[str, float] = tomllib.loads(data)["alone" if alone else "both"]
    return weights


def matches(clause: Clause, lexicon: Lexicon, lang: str) -> list[Candidate]:
    """Every match of the lexicon, with the confidence that words and voice around it give."""
    found, weights = list(find_matches(clause, lexicon)), load_weights(lang)
    if not weights:
        return found
    return [replace(c, confidence=score(weights, features(clause, c, c.entry.precision, c.entry.seen))) for c in found]


def fused_candidates(clause: Clause, lexicon: Lexicon, lang: str, prediction: SentencePrediction) -> list[Candidate]:
    """The surest candidate at each place, of the lexicon or of the model, in order of the text; `event` is what the model says
    of its trigger."""
    alone = not lexicon.by_word and not lexicon.by_lemma
    weights = fusion_weights(alone)
    found = [c for c in matches(clause, lexicon, lang) if not (c.entry.opens and _is_possible(clause, c))]
    found += _unlisted(clause, lexicon, found, prediction, SURE_ALONE if alone else 0.0)
    taught = bool(load_weights(lang))  # elsewhere neither model nor weights knew the language: a listed word stands by itself
    weighed = [
        replace(
            c,
            confidence=max(
                probability(weights, evidence(_lexical(c), c.type, prediction, alone)), 0.0 if taught else c.confidence
            ),
            event=_event(clause, c, prediction),
        )
        for c in found
    ]
    weighed, found = _decided(clause, weighed, found, prediction.gate)
    return [_moded(c) for c in _foremost(weighed, {id(w): f for w, f in zip(weighed, found, strict=True)})]


def _is_possible(clause: Clause, candidate: Candidate) -> bool:
    """Does a word inside the trigger say that it has not happened: "protests could erupt"?"""
    grammar = clause.grammar
    unreal = grammar.modals | grammar.hypothetical | grammar.future | grammar.negation
    return not unreal.isdisjoint(clause.words(candidate.start + 1, candidate.end))


def _lexical(candidate: Candidate) -> float | None:
    return candidate.confidence if candidate.entry.elements else None


def _unlisted(
    clause: Clause, lexicon: Lexicon, found: list[Candidate], prediction: SentencePrediction, least: float
) -> list[Candidate]:
    """The model's triggers where the lexicon has no match of the same type, with its modes that are at least so sure."""
    new, idle = [], idiomatic(clause)
    for event in prediction.events:
        tokens = [k for k, t in enumerate(clause.tokens) if _overlap(clause, k, k + 1, event) and t.is_word]
        if all(clause.tokens[k].lower in clause.grammar.negation for k in tokens):
            continue  # a bare "not" tells no event; the verb behind it does
        if idle.issuperset(tokens):
            continue
        start, end = tokens[0], tokens[-1] + 1
        for kind in event.types:
            listed = any(c.type == kind.type and c.start < end and start < c.end for c in found)
            if kind.confidence >= FAINT and not listed:
                mode = kind.mode if kind.mode_probability >= least else None
                entry = Entry("", kind.type, mode, (), None, frozenset(), frozenset(), 0.0, 0, 0)
                new.append(Candidate(entry, start, end, voice_of(clause, lexicon.morphology, start), 0.0))
    return new


def _decided(
    clause: Clause, weighed: list[Candidate], found: list[Candidate], gate: float
) -> tuple[list[Candidate], list[Candidate]]:
    """Both lists without what a deciding entry rules out there ("accepted the demands" is no agreement). It is as sure as
    what it rules out, and at least as it is precise where the gate is open, or opened by it. A trigger with its negation
    ("would not accept") stays."""
    ruled: set[int] = set()
    sure: dict[int, float] = {}
    for candidate in weighed:
        if candidate.entry.decides:
            rivals = [o for o in weighed if _overruled(clause, candidate, o)]
            ruled |= {id(o) for o in rivals}
            told = max(gate, _OPENED) if candidate.entry.opens else gate
            sure[id(candidate)] = max(told * candidate.entry.precision, *(o.confidence for o in [candidate, *rivals]))
    kept = [(w, f) for w, f in zip(weighed, found, strict=True) if id(w) not in ruled]
    return [replace(w, confidence=sure.get(id(w), w.confidence)) for w, _ in kept], [f for _, f in kept]


def _overruled(clause: Clause, deciding: Candidate, other: Candidate) -> bool:
    """Is `other` another type at the place of a deciding entry?"""
    if other.entry.decides or other.type == deciding.type or other.start >= deciding.end or deciding.start >= other.end:
        return False
    return clause.grammar.negation.isdisjoint(clause.words(other.start, other.end))


def _foremost(weighed: list[Candidate], lexical: Mapping[int, Candidate]) -> list[Candidate]:
    """Of candidates that overlap the surest; the most specific match of its type there tells the mode."""
    weighed = sorted(
        weighed,
        key=lambda c: (
            -c.confidence,
            -lexical[id(c)].confidence,
            -c.entry.length,
            c.mode is None,
            c.start,
            c.type,
            c.entry.source,
        ),
    )
    kept: list[Candidate] = []
    for candidate in weighed:
        if all(candidate.start >= k.end or candidate.end <= k.start for k in kept):
            same = [c for c in weighed if c.type == candidate.type and c.start < candidate.end and candidate.start < c.end]
            closest = max(same, key=lambda c: (c.entry.length, c.mode is not None, c.confidence, -c.start, c.entry.source))
            inside = [c for c in same if c.mode is not None and closest.start <= c.start and c.end <= closest.end]
            if closest.mode is None and inside:  # "killed in a bomb attack": the words in it tell how
                mode = max(inside, key=lambda c: (c.entry.length, c.confidence, -c.start, c.entry.source)).mode
                closest = replace(closest, entry=replace(closest.entry, mode=mode))
            kept.append(replace(closest, confidence=candidate.confidence))
    return sorted(kept, key=lambda c: c.start)


def _moded(candidate: Candidate) -> Candidate:
    """The candidate with the model's mode where that is sure of it."""
    kind = type_prediction(candidate)
    if kind is None or kind.mode_probability < SURE_MODE or kind.mode == candidate.mode:
        return candidate
    return replace(candidate, entry=replace(candidate.entry, mode=kind.mode))


def type_prediction(candidate: Candidate) -> TypePrediction | None:
    """What the model says of the candidate's type at its trigger."""
    return next((t for t in candidate.event.types if t.type == candidate.type), None) if candidate.event else None


def _event(clause: Clause, candidate: Candidate, prediction: SentencePrediction) -> EventPrediction | None:
    """The model's event at the candidate's trigger: of several the one that is surest of the type."""
    near = [e for e in prediction.events if _overlap(clause, candidate.start, candidate.end, e)]
    return max(near, key=lambda e: max((t.confidence for t in e.types if t.type == candidate.type), default=0.0), default=None)


def _overlap(clause: Clause, start: int, end: int, event: EventPrediction) -> bool:
    """Do tokens [start, end) share a character with the event's trigger?"""
    shift = clause.sentence.start
    first, last = clause.tokens[start].start - shift, clause.tokens[end - 1].end - shift
    return first < event.trigger.end and event.trigger.start < last


def _logit(value: float) -> float:
    value = min(max(value, CLIP), 1 - CLIP)
    return math.log(value / (1 - value))
