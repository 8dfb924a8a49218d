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
        out += _counted("protesters", clause, cast.actors)
    if type_name == "COERCE" and mode == "arrest":
        out += _counted("arrested", clause, cast.recipients)
    if type_name in ("ASSAULT", "PROTEST"):
        for kind in ("killed", "injured"):
            out += _casualties(kind, clause, text, other, cast if type_name == "ASSAULT" else Cast())
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
    others = frozenset().union(*(words for name, words in clause.grammar.quantities.items() if name != kind))
    return number is not None and others.isdisjoint(clause.words(number[1] + 1, number[1] + 2))


def _count_at(clause: Clause, k: int, victims: Sequence[Role]) -> tuple[float, int] | None:
    """The number at token k and its last token; one where a word like "a" opens the words of a single victim."""
    if (number := number_at(clause, k)) is not None:
        return number
    opens = any(clause.tokens[k].start == r.span.start for r in victims) and clause.tokens[k].lower in clause.grammar.single
    return (1.0, k) if opens and clause.grammar.flocks.isdisjoint(clause.words(k + 1, k + 3)) else None


def _with_joined(clause: Clause, k: int, value: float, victims: Sequence[Role]) -> float | None:
    """The number at token k and those of the victims that coordinators join to whom it counts; None where one has no number."""
    chain = sorted((r for r in victims if not r.inference), key=lambda r: r.span.start)
    at = next((n for n, r in enumerate(chain) if r.span.start <= clause.tokens[k].start < r.span.end), None)
    if at is None:
        return value
    first, last = at, at
    while first > 0 and _are_joined(clause, chain[first - 1], chain[first]):
        first -= 1
    while last + 1 < len(chain) and _are_joined(clause, chain[last], chain[last + 1]):
        last += 1
    for victim in chain[first:at] + chain[at + 1 : last + 1]:
        counted = _count_at(clause, clause.first_of(victim.span), victims)
        if counted is None:
            return None
        value += counted[0]
    return value


def _are_joined(clause: Clause, one: Role, other: Role) -> bool:
    """Do only a comma and a coordinator stand between two roles?"""
    grammar = clause.grammar
    between = [t.lower for t in clause.tokens if one.span.end <= t.start and t.end <= other.span.start]
    return bool(between) and all(word == "," or word in grammar.coordinators | grammar.datives for word in between)


def _parted(clause: Clause, start: int, end: int) -> bool:
    """Does a sign, a verb, a coordinator or another kind of casualty stand in the tokens [start, end)?"""
    grammar = clause.grammar
    others = frozenset().union(*grammar.quantities.values()) - grammar.quantities["protesters"]
    for k in range(start, end):
        word = clause.tokens[k].lower
        if word in grammar.clause_signs | grammar.coordinators | others:
            return True
        if clause.verbs[k] and word not in grammar.auxiliaries | grammar.passive_auxiliaries:
            return True
    return False
