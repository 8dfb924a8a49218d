"""Where, and which numbers: what stands around a trigger."""

from __future__ import annotations

import re
from datetime import date

from sumber.events.attribution import of_saying
from sumber.events.grammar import Clause
from sumber.types import Annotation, Mention, Role, Span, TimeExpression

PLACE_REACH = 160
PLACE_WORDS = 3
BACKGROUND_DAYS = 365
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


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


_TOWNS = ("city:", "district:", "place:")
"""How the ids of places begin that something can lie outside of and still near."""


def place_of(
    annotation: Annotation,
    clause: Clause,
    trigger: Span,
    taken: list[Span],
    travels: bool = False,
    other: range = range(0),
) -> Role | None:
    """The nearest place name behind a preposition of place, in the trigger's clause if one stands there, that is not already a
    role, and not where somebody told of it. With `travels`, a preposition of direction will do. The tokens of
    `other` tell where another deed was done."""
    grammar = clause.grammar
    leading = grammar.place_prepositions | (grammar.goal_prepositions if travels else frozenset())
    starts = {t.start: i for i, t in enumerate(clause.tokens)}
    here = next((i for i, t in enumerate(clause.tokens) if t.start <= trigger.start < t.end), 0)
    found: list[tuple[bool, int, Mention]] = []
    for mention in annotation.mentions:
        # A place told inside somebody's phrase ("a post in Tumaco") is still where it happened.
        named = any(mention.span.overlaps(s) and s.start >= mention.span.start for s in taken)
        if mention.kind != "place" or not mention.span.within(clause.sentence) or named:
            continue
        if of_saying(annotation, trigger, mention.span):
            continue
        i = starts.get(mention.span.start)
        town = mention.entity is not None and mention.entity.id.startswith(_TOWNS)
        if i is None or i in other or not _is_led(clause, i, leading | grammar.outskirts if town else leading):
            continue
        far = distance(mention.span, trigger)
        if far <= PLACE_REACH and not tells_of_other(clause, trigger, i):
            apart = any(clause.is_break(k) for k in range(min(i, here), max(i, here)))
            found.append((apart, far, mention))
    if not found:
        return None
    mention = min(found, key=lambda f: (f[0], f[1]))[2]
    known = mention.entity
    name, country, id = (known.name, known.country, known.id) if known else (mention.span.text, None, None)
    return Role(mention.span, name, country, (), id)


def tells_of_other(clause: Clause, trigger: Span, i: int) -> bool:
    """Does token i stand in a relative clause behind the trigger, behind its own verb: "freed the men who were held in X"?"""
    opened = next((k for k in range(i - 1, -1, -1) if clause.tokens[k].lower in clause.grammar.relatives), None)
    return opened is not None and trigger.end <= clause.tokens[opened].start and any(clause.verbs[opened + 1 : i])


def _is_led(clause: Clause, i: int, leading: frozenset[str]) -> bool:
    """Does a preposition of place stand before token i, at most one word or words for a kind of place between? Right before it
    where no other prepositions are known."""
    reach = PLACE_WORDS if clause.grammar.prepositions else 1
    for k in range(i - 1, max(i - 1 - reach, -1), -1):
        word = clause.tokens[k].lower
        if word in leading:
            return k == 0 or clause.tokens[k - 1].lower not in clause.grammar.residing
        if clause.verbs[k] or clause.is_break(k) or word in clause.grammar.prepositions - clause.grammar.genitives:
            return False
    return False


def distance(a: Span, b: Span) -> int:
    """Characters between two spans; 0 where they meet or overlap."""
    return max(a.start - b.end, b.start - a.end, 0)


def number_at(clause: Clause, k: int) -> tuple[float, int] | None:
    """The number that starts at token k and its last token: digits or number words, with the thousands and millions behind;
    years and clock times are none."""
    numbers, multipliers = clause.grammar.numbers, clause.grammar.multipliers
    two = " ".join(clause.words(k, k + 2))
    if two in numbers and k + 1 < len(clause.tokens):
        value, last = float(numbers[two]), k + 1
    elif (one := number_value(clause.tokens[k].lower, clause)) is not None:
        value, last = one, k
    else:
        return None
    while last + 1 < len(clause.tokens) and (factor := multipliers.get(clause.tokens[last + 1].lower)):
        value, last = value * factor, last + 1
    return value, last


def number_value(word: str, clause: Clause) -> float | None:
    """The value of digits or of one number word of the language; years are none."""
    if word in clause.grammar.numbers:
        return float(clause.grammar.numbers[word])
    if word in clause.grammar.multipliers:
        return float(clause.grammar.multipliers[word])
    match = _NUMBER.fullmatch(word)
    if not match or len(word) > 12:
        return None
    value = int(re.sub(r"\D", "", word))
    return float(value) if not (1900 <= value <= 2100 and len(word) == 4) else None
