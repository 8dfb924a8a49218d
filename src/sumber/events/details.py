"""Where, how many, and in which contexts: what stands around a trigger."""

from __future__ import annotations

import re
from datetime import date

from sumber.events.attribution import of_saying
from sumber.events.grammar import Clause
from sumber.events.roles import Cast
from sumber.types import Annotation, Mention, Quantity, Role, Span, TimeExpression

PLACE_REACH = 160
QUANTITY_REACH = 5
PLACE_WORDS = 3
BACKGROUND_DAYS = 365
MATERIEL_TYPES = frozenset({"AID", "COOPERATE", "MOBILIZE"})
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


def quantities_of(
    clause: Clause, text: str, type_name: str, mode: str | None, cast: Cast, other: range = range(0)
) -> tuple[Quantity, ...]:
    """Counted people of an event: those who protest and those who are arrested as its roles count them; the dead and the
    injured by the number right before what became of them, those of another deed (the tokens `other`) left out."""
    out = []
    if type_name == "PROTEST":
        out += _counted("protesters", clause, cast.actors)
    if type_name == "COERCE" and mode == "arrest":
        out += _counted("arrested", clause, cast.recipients)
    if type_name in ("ASSAULT", "PROTEST"):
        for kind in ("killed", "injured"):
            out += _casualties(kind, clause, text, other)
    return tuple(out)


def _counted(kind: str, clause: Clause, roles: tuple[Role, ...]) -> list[Quantity]:
    """The number that leads the first role which has one; an age ("(32)", "32 tahun") counts nobody."""
    for role in roles:
        inside = [k for k, t in enumerate(clause.tokens) if role.span.start <= t.start and t.end <= role.span.end]
        for k in inside[:QUANTITY_REACH]:
            if clause.tokens[k].lower in clause.grammar.genitives and k > inside[0] and not clause.is_count(k - 1):
                break  # "relatives of the 12 miners" are not twelve
            if (found := number_at(clause, k)) is None or found[1] > inside[-1]:
                continue
            measured = not clause.grammar.measures.isdisjoint(clause.words(found[1] + 1, found[1] + 2))
            if not measured and clause.tokens[k - 1].text != "(":
                return [Quantity(kind, role.span, found[0], None)]
    return []


def _casualties(kind: str, clause: Clause, text: str, other: range) -> list[Quantity]:
    """The number nearest before a word of the kind, or right behind it, with no sign, verb or other number between."""
    grammar = clause.grammar
    words = grammar.quantities.get(kind, frozenset())
    for i, token in enumerate(clause.tokens):
        if token.lower not in words or i in other:
            continue
        for k in [*range(i - 1, max(i - 1 - QUANTITY_REACH, -1), -1), i + 1, i + 2, i + 3]:
            found = number_at(clause, k) if 0 <= k < len(clause.tokens) else None
            if found is None or (k > 0 and (two := number_at(clause, k - 1)) is not None and two[1] >= k):
                continue
            value, last = found
            if not grammar.measures.isdisjoint(clause.words(last + 1, last + 2)):
                continue  # "a man of 50 years", "killed with ten stabs"
            if not _parted(clause, last + 1, i) and not _parted(clause, i + 1, k):
                low, high = min(i, k), max(i, last)
                return [Quantity(kind, Span.of(text, clause.tokens[low].start, clause.tokens[high].end), value, None)]
    return []


def _parted(clause: Clause, start: int, end: int) -> bool:
    """Does a sign, a verb, a coordinator or another kind of casualty stand in the tokens [start, end)?"""
    grammar = clause.grammar
    others = frozenset().union(*grammar.quantities.values()) - grammar.quantities.get("protesters", frozenset())
    for k in range(start, end):
        word = clause.tokens[k].lower
        if word in grammar.clause_signs | grammar.coordinators | others:
            return True
        if clause.verbs[k] and word not in grammar.auxiliaries | grammar.passive_auxiliaries:
            return True
    return False


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


def materiel_of(
    clause: Clause, text: str, type_name: str, after: int, inside: frozenset[int], other: range = range(0)
) -> tuple[Quantity, ...]:
    """Weapons and vehicles that an act of aid, trade or mobilization moves, each with its count where one stands before it;
    where makes are counted ("two types of fighter jets"), the item says so. Tokens `inside` a name are none, nor is what
    another clause says ("but denied that there were missiles"), or those of another deed (the tokens `other`) do."""
    if type_name not in MATERIEL_TYPES:
        return ()
    out = []
    i = after
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
