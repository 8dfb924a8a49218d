"""How many were killed, injured, arrested, or protested: the people that stand counted around a deed."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.events.details import number_at
from sumber.events.grammar import Clause
from sumber.events.roles import Cast
from sumber.types import Quantity, Role, Span

QUANTITY_REACH = 5


def quantities_of(
    clause: Clause, text: str, type_name: str, mode: str | None, cast: Cast, other: range = range(0)
) -> tuple[Quantity, ...]:
    """Counted people of an event: those who protest and those who are arrested as its roles count them; the dead and the
    injured by the number right before what became of them, or behind who did it, those of another deed (the tokens `other`)
    left out."""
    out = []
    if type_name == "PROTEST":
        out += _counted("protesters", clause, cast.actors, single=False)  # "a union" is more than one
    if type_name == "COERCE" and mode == "arrest":
        out += _counted("arrested", clause, cast.recipients, single=True)
    if type_name in ("ASSAULT", "PROTEST"):
        for kind in ("killed", "injured"):
            out += _casualties(kind, clause, text, other, cast if type_name == "ASSAULT" else Cast())
    return tuple(out)


def _counted(kind: str, clause: Clause, roles: tuple[Role, ...], single: bool) -> list[Quantity]:
    """How many people the first role names, and those that coordinators join to it; nothing where one of them has no number.
    `single` tells that a word like "a" counts one."""
    chain = sorted((r for r in roles if not r.inference), key=lambda r: r.span.start)
    total = 0.0
    for at, role in enumerate(chain):
        if at and not _are_joined(clause, chain[at - 1], role):
            break
        value = _people(clause, role, single)
        if value is None:
            return []
        total += value
    return [Quantity(kind, chain[0].span, total, None)] if chain else []


def _people(clause: Clause, role: Role, single: bool) -> float | None:
    """How many a role names: the number that leads it, and those behind coordinators in it. An age ("(32)", "32 tahun") counts
    nobody, two numbers of a range give none, nor do vessels."""
    grammar = clause.grammar
    inside = [k for k, t in enumerate(clause.tokens) if role.span.start <= t.start and t.end <= role.span.end]
    first = _leading(clause, inside, single)
    vessels = first is not None and not grammar.crewed.isdisjoint(clause.words(first[1] + 1, first[1] + 2))
    if first is None or vessels or _in_range(clause, first[1] + 2):
        return None
    total, end = first[0], inside[-1]
    for k in range(first[1] + 1, end):
        if clause.tokens[k].lower in grammar.coordinators and (
            more := _count_at(clause, k + 1, ()) or _one_at(clause, k + 1, single)
        ):
            total += more[0]
    return total


def _leading(clause: Clause, inside: list[int], single: bool) -> tuple[float, int] | None:
    """The number that leads the words of a role, at these tokens, and its last token."""
    grammar = clause.grammar
    for k in inside[:QUANTITY_REACH]:
        if clause.tokens[k].lower in grammar.genitives and k > inside[0]:
            more = clause.tokens[k - 1].lower in grammar.comparatives and number_at(clause, k + 1) is not None
            if not more and not clause.is_count(k - 1):
                return None  # "relatives of the 12 miners" are not twelve
        if (found := number_at(clause, k)) is None or found[1] > inside[-1]:
            continue
        measured = not grammar.measures.isdisjoint(clause.words(found[1] + 1, found[1] + 2))
        if not measured and clause.tokens[k - 1].text != "(":
            return found
    return _one_at(clause, inside[0], single) if inside else None


def _one_at(clause: Clause, k: int, single: bool) -> tuple[float, int] | None:
    """One, where a word like "a" counts a person."""
    counts = single and any(word in clause.grammar.single for word in clause.words(k, k + 1))
    return (1.0, k) if counts and clause.grammar.flocks.isdisjoint(clause.words(k + 1, k + 3)) else None


def _in_range(clause: Clause, k: int) -> bool:
    """Does the number at token k end a range: "between 10 and 15", "10 to 15", "10-15"?"""
    if not 2 <= k < len(clause.tokens) or number_at(clause, k) is None or number_at(clause, k - 2) is None:
        return False
    grammar = clause.grammar
    return clause.tokens[k - 1].lower in grammar.coordinators | grammar.prepositions | grammar.clause_signs


def _casualties(kind: str, clause: Clause, text: str, other: range, cast: Cast) -> list[Quantity]:
    """The number nearest before a word of the kind, or right behind it, with no sign, verb or other number between; the sum
    where a coordinator joins several counted victims, nothing where one of these is not counted."""
    grammar = clause.grammar
    words = grammar.quantities.get(kind, frozenset())
    for i, token in enumerate(clause.tokens):
        if token.lower not in words or i in other:
            continue
        before, behind = range(i - 1, max(i - 1 - QUANTITY_REACH, -1), -1), (i + 1, i + 2, i + 3)
        for k in behind if _has_object(kind, clause, i, cast) else [*before, *behind]:
            found = _count_at(clause, k, cast.recipients) if 0 <= k < len(clause.tokens) else None
            if found is None or (k > 0 and (two := number_at(clause, k - 1)) is not None and two[1] >= k):
                continue
            value, last = found
            if not grammar.measures.isdisjoint(clause.words(last + 1, last + 2)):
                continue  # "a man of 50 years", "killed with ten stabs"
            if not _parted(clause, last + 1, i) and not _parted(clause, i + 1, k):
                if _in_range(clause, k):
                    return []
                total = _with_joined(clause, k, value, cast.recipients)
                low, high = min(i, k), max(i, last)
                span = Span.of(text, clause.tokens[low].start, clause.tokens[high].end)
                return [Quantity(kind, span, total, None)] if total is not None else []
    return []


def _has_object(kind: str, clause: Clause, i: int, cast: Cast) -> bool:
    """Does an active verb of killing or hurting have its object right behind it, so that who stands before it did it: "three
    gunmen killed five soldiers"?"""
    if any(word in clause.grammar.passive_auxiliaries for word in clause.words(i - 2, i)):
        return False
    marked = any(word in clause.grammar.datives for word in clause.words(i + 1, i + 2))
    first = i + 1 + marked
    if first >= len(clause.tokens) or clause.tokens[i].lower in clause.grammar.dying:
        return False
    if any(r.span.start == clause.tokens[first].start and not r.inference for r in cast.recipients):
        return True
    number = None if marked else number_at(clause, first)
    others = clause.grammar.harms - clause.grammar.quantities.get(kind, frozenset())
    return number is not None and others.isdisjoint(clause.words(number[1] + 1, number[1] + 2))


def _count_at(clause: Clause, k: int, victims: Sequence[Role]) -> tuple[float, int] | None:
    """The number at token k and its last token; one where a word like "a" opens the words of a single victim."""
    if (number := number_at(clause, k)) is not None:
        return number
    return _one_at(clause, k, any(clause.tokens[k].start == r.span.start for r in victims))


def _with_joined(clause: Clause, k: int, value: float, victims: Sequence[Role]) -> float | None:
    """The number at token k and those of the victims that coordinators join to whom it counts; None where one has no number."""
    chain = sorted((r for r in victims if not r.inference), key=lambda r: r.span.start)
    at = next((n for n, r in enumerate(chain) if r.span.start <= clause.tokens[k].start < r.span.end), None)
    if at is None:
        return None if _goes_on(clause, k) or _follows_others(clause, k) else value
    first, last = at, at
    while first > 0 and _are_joined(clause, chain[first - 1], chain[first]):
        first -= 1
    while last + 1 < len(chain) and _are_joined(clause, chain[last], chain[last + 1]):
        last += 1
    if _follows_others(clause, clause.first_of(chain[first].span)):
        return None
    for victim in chain[first:at] + chain[at + 1 : last + 1]:
        counted = _count_at(clause, clause.first_of(victim.span), victims)
        if counted is None:
            return None
        value += counted[0]
    return value


def _goes_on(clause: Clause, k: int) -> bool:
    """Does a coordinator join whom the number at token k counts to others that are counted, and that came to the same harm?"""
    grammar = clause.grammar
    harms = grammar.harms
    for n in range(k + 1, min(k + 1 + QUANTITY_REACH, len(clause.tokens) - 1)):
        if clause.is_break(n) or clause.verbs[n] or clause.tokens[n].lower in harms:
            return False
        if clause.tokens[n].lower in grammar.coordinators:
            number = number_at(clause, n + 1)
            return number is not None and harms.isdisjoint(clause.words(number[1] + 1, number[1] + 3))
    return False


def _follows_others(clause: Clause, k: int) -> bool:
    """Does a coordinator join whom the number at token k counts, some words like "more than" between, to others that are
    counted before?"""
    grammar = clause.grammar
    n = k - 1
    while n > max(k - 4, 0) and (
        clause.tokens[n].lower in grammar.prepositions | grammar.comparatives or grammar.is_adverb(clause.tokens[n].lower)
    ):
        n -= 1
    if n < 1 or clause.tokens[n].lower not in grammar.coordinators:
        return False
    for m in range(n - 1, max(n - 1 - QUANTITY_REACH, -1), -1):
        if (
            clause.is_break(m)
            or clause.verbs[m]
            or clause.tokens[m].lower in grammar.harms
            or clause.tokens[m].lower in grammar.prepositions - grammar.genitives
        ):
            return False
        if number_at(clause, m) is not None:
            return True
    return False


def _are_joined(clause: Clause, one: Role, other: Role) -> bool:
    """Do only a comma and a coordinator stand between two roles?"""
    grammar = clause.grammar
    between = [t.lower for t in clause.tokens if one.span.end <= t.start and t.end <= other.span.start]
    return bool(between) and all(word == "," or word in grammar.coordinators | grammar.datives for word in between)


def _parted(clause: Clause, start: int, end: int) -> bool:
    """Does a sign, a verb, a subordinator, a coordinator or another kind of casualty stand in the tokens [start, end)?"""
    grammar = clause.grammar
    for k in range(start, end):
        word = clause.tokens[k].lower
        if clause.is_break(k) or word in grammar.coordinators | grammar.harms:
            return True
        if clause.verbs[k] and word not in grammar.auxiliaries | grammar.passive_auxiliaries:
            return True
    return False
