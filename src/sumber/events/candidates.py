"""Trigger candidates: where a sentence's words match the lexicon, in which voice, and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sumber.events.grammar import Clause
from sumber.events.lexicon import Element, Entry, Lexicon
from sumber.events.morphology import Analysis, Morphology
from sumber.types import EventPrediction

Voice = Literal["active", "passive", "stative", "middle", "nominal"]
# Object classes are looked for this many tokens behind the trigger; in passives and nouns also before it.
OBJECT_WINDOW = 8
GAP = 3
# An auxiliary of passives stands at most this many tokens before its participle.
HELPER_REACH = 4
# Classes that forbid a reading are looked for in the whole sentence; a sentence may be long, so only its first words count.
FORBID_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [start, end) may tell an event of the entry's type; `confidence` is the entry's precision so far, `event` what the
    model says of the trigger. An entry without elements is the model's own."""

    entry: Entry
    start: int
    end: int
    voice: Voice
    confidence: float
    event: EventPrediction | None = None

    @property
    def type(self) -> str:
        """PLOVER type."""
        return self.entry.type

    @property
    def mode(self) -> str | None:
        """PLOVER mode of the type, or None."""
        return self.entry.mode


def find_matches(clause: Clause, lexicon: Lexicon) -> Iterator[Candidate]:
    """Every match of the lexicon, overlapping ones too, with its bare precision as confidence."""
    analyses = [lexicon.morphology.analyze(t.lower) for t in clause.tokens]
    idle = idiomatic(clause)
    for i in range(len(clause.tokens)):
        if i not in idle:
            yield from _matches_at(clause, lexicon, analyses, i)


def idiomatic(clause: Clause) -> frozenset[int]:
    """Tokens of set phrases in which a trigger word tells no event: "riot police", "heart attack"."""
    widths, out = _widths(clause.grammar.idioms), set[int]()
    for i, token in enumerate(clause.tokens):
        for width in widths.get(token.lower, ()):
            if tuple(clause.words(i, i + width)) in clause.grammar.idioms:
                out.update(range(i, i + width))
    return frozenset(out)


@lru_cache(maxsize=32)
def _widths(idioms: frozenset[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """The numbers of words of idioms by their first word."""
    found: dict[str, set[int]] = {}
    for idiom in idioms:
        found.setdefault(idiom[0], set()).add(len(idiom))
    return {word: tuple(sorted(widths)) for word, widths in found.items()}


def _matches_at(clause: Clause, lexicon: Lexicon, analyses: list[tuple[Analysis, ...]], i: int) -> Iterator[Candidate]:
    entries = list(lexicon.by_word.get(clause.tokens[i].lower, ()))
    for lemma in dict.fromkeys(lemma for lemma, _ in analyses[i]):
        entries += lexicon.by_lemma.get(lemma, ())
    for entry in entries:
        if (end := _match(entry.elements, clause, analyses, i)) is None:
            continue
        voice = voice_at(clause, analyses, entry, i)
        if voice is not None and _conditions_hold(entry, clause, i, end, voice):
            yield Candidate(entry, i, end, voice, entry.precision)


def _match(elements: tuple[Element, ...], clause: Clause, analyses: list[tuple[Analysis, ...]], i: int) -> int | None:
    """One past the last matched token, or None; a gap skips up to GAP words, no sign that ends a clause and no "after"."""
    slack = 0
    for element in elements:
        if element.gap:
            slack = GAP
            continue
        if element.absent:
            if not element.words.isdisjoint(clause.words(i, i + 1)):
                return None
            continue
        while i < len(clause.tokens) and not _fits(element, clause.tokens[i].lower, analyses[i]):
            if slack == 0 or clause.tokens[i].lower in clause.grammar.clause_signs | clause.grammar.afterwards:
                return None
            slack -= 1
            i += 1
        if i >= len(clause.tokens):
            return None
        slack = 0
        i += 1
    return i


def _fits(element: Element, word: str, analyses: tuple[Analysis, ...]) -> bool:
    if element.words:
        return word in element.words or any(lemma in element.words and feature == "base" for lemma, feature in analyses)
    if element.feature:
        return any(lemma in element.lemmas and feature == element.feature for lemma, feature in analyses)
    return any(lemma in element.lemmas and feature not in ("none", "agent", "result") for lemma, feature in analyses)


def _conditions_hold(entry: Entry, clause: Clause, start: int, end: int, voice: Voice) -> bool:
    if entry.needs is not None:
        around = clause.words(start, end) + clause.words(end, end + OBJECT_WINDOW)
        if voice in ("passive", "stative", "nominal"):
            around += clause.words(start - OBJECT_WINDOW, start)
        if entry.needs.isdisjoint(around):
            return False
    if entry.told and entry.told.isdisjoint(_told_behind(clause, start + 1)):
        return False
    return not entry.forbids or entry.forbids.isdisjoint(clause.words(0, FORBID_WINDOW))


def _told_behind(clause: Clause, i: int) -> list[str]:
    """The words from token i on without who says so (", the peacekeeping mission said")."""
    words, grammar = clause.words(i, FORBID_WINDOW), clause.grammar
    said = next((k for k, word in enumerate(words) if word in grammar.say_verbs), None)
    signs = [k for k, word in enumerate(words[:said]) if word in grammar.clause_signs]
    return words if said is None else words[: signs[-1] if signs else said]


def voice_at(clause: Clause, analyses: list[tuple[Analysis, ...]], entry: Entry, i: int) -> Voice | None:
    """The voice of the trigger's first word: by its affix where the language has voices, else by auxiliary and determiner."""
    first = entry.elements[0]
    features = {feature for lemma, feature in analyses[i] if lemma in first.lemmas}
    return _voice(clause, features or _features_of_word(clause, analyses[i], i), i)


def voice_of(clause: Clause, morphology: Morphology, i: int) -> Voice:
    """The voice of a trigger that no entry of the lexicon knows; a participle behind its auxiliary is one that looks like no
    verb as well ("access was cut")."""
    analyses = morphology.analyze(clause.tokens[i].lower)
    features = _features_of_word(clause, analyses, i)
    if not features and _is_helped(clause, i):
        features = {feature for _, feature in analyses} & {"past", "participle"}
    return _voice(clause, features, i) or "nominal"


def _voice(clause: Clause, features: set[str], i: int) -> Voice | None:
    """The voice of a verb's form with these features at token i; None where it names persons."""
    if not features:
        return "nominal"
    for voice in ("active", "passive", "stative", "middle", "nominal"):
        if voice in features:
            return voice
    grammar, before = clause.grammar, clause.tokens[i - 1].lower if i else ""
    if (
        before in grammar.articles
        and features & {"past", "participle"}
        and not features & {"base", "finite", "gerund", "plural"}
    ):
        return None  # "the wounded", "los detenidos": persons, not what was done to them
    if features & {"past", "participle"}:
        window = clause.words(i - 4, i)
        if _is_helped(clause, i) and not any(w in grammar.clause_signs for w in window[-1:]):
            return "passive"
        follows = clause.words(i + 1, i + 2)
        if follows and (follows[0] in grammar.agents or (before in grammar.clause_signs and _has_agent(clause, i))):
            return "passive"
        if "participle" in features and not any(w in grammar.auxiliaries for w in window):
            return "passive"
        return "active"
    if before in grammar.determiners | grammar.possessives | (grammar.prepositions - grammar.modals - grammar.infinitives):
        return "nominal" if features & {"base", "finite", "gerund", "plural", "first", "subjunctive"} else "active"
    if (
        "base" in features
        and grammar.verb_endings
        and before not in grammar.modals | grammar.infinitives
        and i > 1
        and clause.words(i - 2, i - 1)[0] in grammar.determiners | grammar.possessives
    ):
        return "nominal"
    return "active"


def _has_agent(clause: Clause, i: int) -> bool:
    """Does a word for who did it stand behind the participle at token i, before the next verb or sign ("police, pelted with
    eggs by fans, ...")?"""
    for k in range(i + 1, len(clause.tokens)):
        if clause.tokens[k].lower in clause.grammar.agents:
            return True
        if clause.is_break(k) or clause.verbs[k] or clause.tokens[k].lower in clause.grammar.determiners:
            return False
    return False


def _is_helped(clause: Clause, i: int) -> bool:
    """Does an auxiliary of passives stand near before the participle at token i, and is not another verb's: "miners who were
    beaten by guards marched"?"""
    grammar = clause.grammar
    near = range(i - 1, max(i - 1 - HELPER_REACH, -1), -1)
    helper = next((k for k in near if clause.tokens[k].lower in grammar.passive_auxiliaries), None)
    if helper is None:
        return False
    verb = next(
        (k for k in range(i - 1, helper, -1) if clause.verbs[k] and clause.tokens[k].lower not in grammar.auxiliaries), i
    )
    between = clause.words(verb + 1, i)
    joined = any(word in grammar.coordinators or word in grammar.clause_signs for word in between)
    return joined or all(grammar.is_adverb(word) for word in between)


def _features_of_word(clause: Clause, analyses: tuple[Analysis, ...], i: int) -> set[str]:
    """What the form of a literally listed word tells: its affix where it looks like a verb."""
    if not clause.grammar.is_verb(clause.tokens[i].lower):
        return set()
    if clause.grammar.passive_auxiliaries:
        return {"past"}
    return {feature for _, feature in analyses if feature in ("active", "passive", "stative", "middle")} or {"active"}
