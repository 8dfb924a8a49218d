"""Where, when, how many, and in which contexts: what stands around a trigger."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from sumber.events.grammar import Clause
from sumber.types import Annotation, Mention, Quantity, Role, Span, TimeExpression

# A time belongs to the trigger's clause, or stands at most this far from it in the same sentence (characters).
TIME_REACH = 120
PLACE_REACH = 160
QUANTITY_REACH = 5
BACKGROUND_DAYS = 365
MATERIEL_TYPES = frozenset({"AID", "COOPERATE", "MOBILIZE"})
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def time_of(annotation: Annotation, clause: Clause, trigger: Span) -> TimeExpression | None:
    """The nearest date or time of the sentence; durations and sets tell no moment."""
    inside = [
        t for t in annotation.times if t.span.within(clause.sentence) and t.type in ("DATE", "TIME") and t.value[:1].isdigit()
    ]
    near = [t for t in inside if _distance(t.span, trigger) <= TIME_REACH]
    return min(near, key=lambda t: _distance(t.span, trigger), default=None)


def is_background(annotation: Annotation, time: TimeExpression | None) -> bool:
    """Does the event's time lie a year or more before the document?"""
    published = _day(annotation.document.date)
    told = _day(time.end or time.begin or time.value) if time else None
    return published is not None and told is not None and (published - told).days >= BACKGROUND_DAYS


def _day(value: str | None) -> date | None:
    match = _DAY.match(value or "")
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2] or 12), int(match[3] or 28))
    except ValueError:
        return None


def place_of(clause: Clause, mentions: tuple[Mention, ...], trigger: Span, taken: list[Span]) -> Role | None:
    """The nearest place name behind a preposition of place that is not already a role."""
    best: tuple[int, Role] | None = None
    starts = {t.start: i for i, t in enumerate(clause.tokens)}
    for mention in mentions:
        if mention.kind != "place" or not mention.span.within(clause.sentence) or any(mention.span.overlaps(s) for s in taken):
            continue
        i = starts.get(mention.span.start)
        if i is None or clause.grammar.place_prepositions.isdisjoint(clause.words(i - 2, i)):
            continue
        far = _distance(mention.span, trigger)
        if far <= PLACE_REACH and (best is None or far < best[0]):
            entity = mention.entity
            role = Role(
                mention.span,
                entity.name if entity else mention.span.text,
                entity.country if entity else None,
                (),
                entity.id if entity else None,
            )
            best = (far, role)
    return best[1] if best else None


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def quantities_of(clause: Clause, text: str, type_name: str) -> tuple[Quantity, ...]:
    """Counted people of a sentence: a number near a word that says what became of them."""
    wanted = {
        "ASSAULT": ("killed", "injured"),
        "PROTEST": ("protesters", "killed", "injured", "arrested"),
        "COERCE": ("arrested",),
    }
    out: dict[str, Quantity] = {}
    for kind in wanted.get(type_name, ()):
        words = clause.grammar.quantities[kind]
        for i, token in enumerate(clause.tokens):
            if token.lower in words and kind not in out and (near := _number_near(clause, i)) is not None:
                value, k = near
                lo, hi = sorted((i, k))
                out[kind] = Quantity(kind, Span.of(text, clause.tokens[lo].start, clause.tokens[hi].end), value, None)
    return tuple(out.values())


def _number_near(clause: Clause, i: int) -> tuple[float, int] | None:
    order = [i - d for d in range(1, QUANTITY_REACH)] + [i + d for d in range(1, QUANTITY_REACH)]
    for k in order:
        if 0 <= k < len(clause.tokens):
            value = number_value(clause.tokens[k].lower, clause)
            if value is not None and not any(
                clause.tokens[m].lower in clause.grammar.clause_signs for m in range(min(i, k), max(i, k))
            ):
                return value, k
    return None


def number_value(word: str, clause: Clause) -> float | None:
    """The value of digits or of a number word of the language; years and clock times are none."""
    if word in clause.grammar.numbers:
        return float(clause.grammar.numbers[word])
    match = _NUMBER.fullmatch(word)
    if not match or len(word) > 12:
        return None
    value = int(re.sub(r"\D", "", word))
    return float(value) if not (1900 <= value <= 2100 and len(word) == 4) else None


def materiel_of(clause: Clause, text: str, type_name: str, after: int) -> tuple[Quantity, ...]:
    """Weapons and vehicles that an act of aid, trade or mobilization moves, each with its count where one stands before it."""
    if type_name not in MATERIEL_TYPES:
        return ()
    out = []
    i = after
    while i < len(clause.tokens):
        width = next(
            (n for n in (3, 2, 1) if tuple(clause.words(i, i + n)) in clause.grammar.materiel and i + n <= len(clause.tokens)),
            0,
        )
        if width:
            span = Span.of(text, clause.tokens[i].start, clause.tokens[i + width - 1].end)
            value = None
            for k in range(i - 1, max(i - 3, after - 1), -1):
                value = number_value(clause.tokens[k].lower, clause) if value is None else value
            out.append(Quantity("materiel", span, value, span.text))
        i += width or 1
    return tuple(out)


@cache
def _context_words(lang: str) -> Mapping[str, frozenset[str]]:
    data = tomllib.loads((files("sumber.events") / "data" / "contexts" / f"{lang}.toml").read_text(encoding="utf-8"))
    index: dict[str, set[str]] = {}
    for context, words in data["contexts"].items():
        for word in words.split():
            index.setdefault(word, set()).add(context)
    return {word: frozenset(found) for word, found in index.items()}


def contexts_of(clause: Clause, lang: str, order: tuple[str, ...]) -> tuple[str, ...]:
    """PLOVER contexts whose words stand in the sentence, in the ontology's order."""
    index = _context_words(lang)
    found = {c for t in clause.tokens for c in index.get(t.lower, ())}
    return tuple(c for c in order if c in found)
