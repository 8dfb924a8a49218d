"""Pages of rows by keyset: each page begins behind the last row of the one before, so that no row is told twice or left out
however many came in between, and a page deep in the list costs what the first one does.

Orders fall in every column; where the first column may be None, those rows come last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, literal, tuple_

from sumber.archive.database import backend_of

Key = tuple[str | int | None, ...]
Answer = TypeVar("Answer")
Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Slice(Generic[Answer]):
    """Some answers in their order; `next` is the key behind which the next ones begin, None where these are the last."""

    answers: tuple[Answer, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together in the order. `dated` rows have a first column; each stretch comes wholly before the next."""

    conditions: Conditions
    dated: bool = True


def rows_behind(
    connection: Connection,
    asked: Select[Any],
    order: Sequence[ColumnElement[Any]],
    stretches: Sequence[Stretch],
    after: Key | None,
    limit: int,
    each: Callable[[Any], Conditions] | None = None,
) -> list[Row[Any]]:
    """The first `limit` rows behind the key `after`, and one more where there are more. Conditions that nearly all rows fit may
    be given as `each`, of the columns asked for: they are met in the order of the list, by the rows of the page alone."""
    found: list[Row[Any]] = []
    for stretch in stretches:
        began = after is not None and (after[0] is not None) == stretch.dated
        if after is not None and not began and stretch.dated:
            continue  # the page before ended among the rows without a first column
        columns, values = (order, after or ()) if stretch.dated else (order[1:], (after or ())[1:])
        page = asked.where(*stretch.conditions, *(behind(columns, values) if began else ()))
        page, wanted = page.order_by(*(column.desc() for column in columns)), limit + 1 - len(found)
        if each is not None:
            walk, columns_of = backend_of(connection).walk(page)
            page = walk.where(*each(columns_of))
        found += connection.execute(page.limit(wanted))
        if len(found) > limit:
            break
    return found


def behind(columns: Sequence[ColumnElement[Any]], values: Sequence[Any], rising: bool = False) -> Conditions:
    """That a row stands behind these values. A comparison of rows, which an index over the columns can begin at."""
    row, key = tuple_(*columns), tuple_(*map(literal, values))
    return [row > key if rising else row < key]
