"""Filters of lists, each cheap both where few rows fit it and where most do.

A filter that few rows fit is answered from its own index, one that many fit row by row while the list is walked in its order:
either way a page costs some thousands of steps, not a walk through the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BinaryExpression, ColumnElement, CompoundSelect, Connection, Select, exists, func, or_, select, union
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql.operators import in_op

from sumber.archive.given import held
from sumber.archive.judgements.entities import entity_now
from sumber.archive.queries.keyset import Conditions
from sumber.archive.schema import EventMentionRow, NameRow, PlacementRow, RoleRow, VersionRow
from sumber.archive.words import fold
from sumber.knowledge.country_codes import country_codes

# Where a filter fits more rows than this, walking 250,000 rows in their order meets a page of 50 within 6,000 steps.
BROAD = 2_000
# So many events are looked up and sorted by day in the time in which a walk along the days meets the first hundred of them.
FEW = 4_000
# Of so many events a further filter is asked as quickly as a walk through 250,000 meets a page of those that fit both.
WIDE = 8_000


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What events are chosen by, as in `Archive.events`. None and true choose nothing."""

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    copies: bool = True
    story: str | None = None
    include_wrong: bool = False


def among(
    connection: Connection, column: QueryableAttribute[Any], few: Sequence[Select[Any]], each: ColumnElement[bool]
) -> ColumnElement[bool]:
    """That a column holds one of the values selected by `few`; `each` is the same condition asked of one row."""
    values = at_most(connection, union(*few), BROAD)
    return each if values is None else held(column, values)


def at_most(connection: Connection, asked: Select[Any] | CompoundSelect[Any], bound: int) -> str | None:
    """The values of a selection of one column, as a JSON list; None where they are more than the bound."""
    values = asked.limit(bound + 1).subquery()  # one text is read, and given to the next question, sooner than a thousand rows
    number, told = connection.execute(select(func.count(), func.json_group_array(values.c[0]))).one()
    return None if number > bound else str(told)


def is_narrow(condition: ColumnElement[bool]) -> bool:
    """Is this a condition that `among` made of few values?"""
    return isinstance(condition, BinaryExpression) and condition.operator is in_op


def named(piece: str) -> Select[Any]:
    """The folded names that hold a piece of a name."""
    return select(NameRow.folded).where(func.instr(NameRow.folded, fold(piece)) > 0)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A filter by those who take part: `few` select the events that fit it, `each` asks it of an event's id."""

    few: Sequence[Select[Any]]
    each: Callable[[ColumnElement[Any]], ColumnElement[bool]]


def is_country(who: str) -> bool:
    """Is this a country's alpha-3 code? "RUS" is, and asks for no name that holds these letters; "TNI" is a name."""
    return country_codes(who) is not None


def means_one(connection: Connection, who: str) -> tuple[ColumnElement[bool], ...]:
    """The ways in which a role means whom is asked for, of which one is enough: a country (alpha-3), or else an entity by the
    id that it has or had, or a piece of a name."""
    who = entity_now(connection, who.strip())
    if is_country(who):
        return (RoleRow.country == who,)
    by_id = RoleRow.entity == who
    return (by_id,) if ":" in who else (by_id, RoleRow.folded.in_(named(who)))


def _takes_part(connection: Connection, part: str, who: str) -> _Choice:
    """That an event has such an actor or recipient."""
    of_part = select(RoleRow.event_mention).where(RoleRow.part == part)
    who = who.strip()
    if is_country(who):
        return _of_country(who, of_part)
    by = means_one(connection, who)
    held = by[0] if len(by) == 1 else or_(by[0], func.instr(RoleRow.folded, fold(who)) > 0)
    return _Choice([of_part.where(one) for one in by], lambda id: exists(of_part.where(RoleRow.event_mention == id, held)))


def _of_country(country: str, of: Select[Any]) -> _Choice:
    """That one of these roles of an event is of this country."""
    # Hidden in a call, the country tempts SQLite no more to walk all its roles for each event.
    same = func.coalesce(RoleRow.country, "") == country
    return _Choice([of.where(RoleRow.country == country)], lambda id: exists(of.where(RoleRow.event_mention == id, same)))


def _together(connection: Connection, choices: Sequence[_Choice]) -> Conditions:
    """The conditions of all these filters. Those that each fit many events may fit few together, which no walk would meet soon:
    where the first fits some thousands, the others are asked of these at once."""
    id: ColumnElement[str] = EventMentionRow.id.expression
    found = [_ids(connection, choice, FEW) for choice in choices]
    if len(choices) > 1 and all(ids is None for ids in found) and (ids := _ids(connection, choices[0], WIDE)):
        given = func.json_each(ids).table_valued("value").c.value
        both = select(given).where(*(choice.each(given) for choice in choices[1:]))
        if few := at_most(connection, both, BROAD):
            return [held(id, few)]
    return [choice.each(id) if ids is None else held(id, ids) for choice, ids in zip(choices, found, strict=True)]


def _ids(connection: Connection, choice: _Choice, bound: int) -> str | None:
    """The events that fit a filter, None where they are more than the bound."""
    return at_most(connection, union(*choice.few), bound)


def told(connection: Connection, asked: EventFilters) -> Conditions:
    """The conditions on event mentions, but for their days, their story and whether they are copies; for a walk along a list
    that ends with its page."""
    return [*_together(connection, _choices(connection, asked)), *_told_as(asked)]


def told_of_all(connection: Connection, asked: EventFilters) -> Conditions:
    """The same conditions, for a selection that is sorted whole: there the events that fit are best looked up first."""
    id: ColumnElement[str] = EventMentionRow.id.expression
    return [*(id.in_(union(*choice.few)) for choice in _choices(connection, asked)), *_told_as(asked)]


def _choices(connection: Connection, asked: EventFilters) -> list[_Choice]:
    found = [_takes_part(connection, part, who) for part in ("actor", "recipient") if (who := getattr(asked, part))]
    if asked.country:  # of a party or of the place
        found.append(_of_country(asked.country.strip().upper(), select(RoleRow.event_mention)))
    return found


def _told_as(asked: EventFilters) -> Conditions:
    type = [EventMentionRow.type == asked.type.strip().upper()] if asked.type else []
    return [*type, *([EventMentionRow.status == asked.status] if asked.status else [])]


def original() -> ColumnElement[bool]:
    """That a version's article reprints no other of the archive."""
    return ~exists().where(PlacementRow.article == VersionRow.article, PlacementRow.copy_of.is_not(None))


def versions_of(story: str) -> Select[Any]:
    """The versions of a story's articles."""
    placed = select(VersionRow.id).join(PlacementRow, PlacementRow.article == VersionRow.article)
    return placed.where(PlacementRow.story == story)


def in_current(version: ColumnElement[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a fact's version is the current wording of its article, and fits further conditions."""
    return exists().where(VersionRow.id == version, VersionRow.current.is_(True), *conditions)
