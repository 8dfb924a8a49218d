"""Weapons and vehicles that an act moves: who armed whom, with what."""

from __future__ import annotations

from sumber.events.candidates import Candidate
from sumber.events.details import number_at
from sumber.events.grammar import Clause
from sumber.events.lexicon import language_data
from sumber.events.morphology import load_morphology
from sumber.types import Quantity, Span, Status

MATERIEL_TYPES = frozenset({"AID", "COOPERATE", "MOBILIZE"})


def materiel_of(
    clause: Clause,
    text: str,
    candidate: Candidate,
    status: Status,
    lang: str | None,
    inside: frozenset[int],
    other: range = range(0),
) -> tuple[Quantity, ...]:
    """Weapons and vehicles that an act of aid, trade or mobilization, done or planned, moves, each with its count where one
    stands before it; where makes are counted ("two types of fighter jets"), the item says so. Tokens `inside` a name are none,
    nor is what another clause says ("but denied that there were missiles"), or another deed (the tokens `other`) does."""
    promised = candidate.type == "AGREE" and status == "planned" and _gives(clause, candidate, lang)
    if candidate.type not in MATERIEL_TYPES and not promised:
        return ()
    out = []
    i = after = candidate.start + 1
    ends = clause.grammar.contrasts | clause.grammar.complementizers
    while i < len(clause.tokens) and clause.tokens[i].lower not in ends:
        width = next(
            (n for n in (3, 2, 1) if tuple(clause.words(i, i + n)) in clause.grammar.materiel and i + n <= len(clause.tokens)),
            0,
        )
        if width and i not in inside and i not in other:
            first = _make_before(clause, i, after)
            span = Span.of(text, clause.tokens[first].start, clause.tokens[i + width - 1].end)
            value = None
            for k in range(max(first - 4, after), first):
                if value is None and (found := number_at(clause, k)) is not None and found[1] >= first - 2:
                    value = found[0]
            out.append(Quantity("materiel", span, value, span.text))
        i += width or 1
    return tuple(out)


def _gives(clause: Clause, candidate: Candidate, lang: str | None) -> bool:
    """Is the trigger a verb of giving: "will supply X with three radars"?"""
    morphology = load_morphology(language_data(lang))
    words = clause.words(candidate.start, candidate.end)
    return any(lemma in clause.grammar.transfers for word in words for lemma, _ in morphology.analyze(word))


def _make_before(clause: Clause, item: int, after: int) -> int:
    """Where the word for makes stands that a number counts in place of the item itself; the item's own place without."""
    for k in range(item - 1, max(item - 4, after), -1):
        word = clause.tokens[k].lower
        if word in clause.grammar.makes:
            counted = any(
                (found := number_at(clause, at)) is not None and found[1] == k - 1 for at in range(max(k - 3, after), k)
            )
            return k if counted else item
        if not (k == item - 1 or word in clause.grammar.genitives | clause.grammar.prepositions):
            return item
    return item
