"""Ids that a question is about, given to it as one text: it reads the same however many they are, so that it is written once,
compiled once and planned once, and none of a thousand ids is looked at before the database sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Text, TypeDecorator, bindparam, func, literal, select


class Numbers(TypeDecorator[str]):
    """A JSON list of whole numbers, as text: PostgreSQL must be told that its items are no texts."""

    impl = Text
    cache_ok = True


def held(column: Any, ids: str) -> ColumnElement[bool]:
    """Does a column hold one of these ids, written as a JSON list?"""
    fits: ColumnElement[bool] = column.in_(select(func.json_each(ids).table_valued("value").c.value))
    return fits


def given(column: Any) -> ColumnElement[bool]:
    """Does a column hold one of the ids that `as_given` writes?"""
    listed = Numbers if isinstance(column.type, Integer) else Text
    ids = func.json_each(bindparam("ids", type_=listed)).table_valued("value")
    fits: ColumnElement[bool] = column.in_(select(ids.c.value))
    return fits


def numbered(column: ColumnElement[int], numbers: str | BindParameter[str]) -> ColumnElement[bool]:
    """Does a column hold one of these numbers, written as a JSON list?"""
    given = literal(numbers, Numbers) if isinstance(numbers, str) else numbers
    return column.in_(select(func.json_each(given).table_valued("value").c.value))


def as_given(ids: Iterable[str | int]) -> dict[str, str]:
    """The ids as parameters of a question that holds `given`."""
    return {"ids": json.dumps(list(ids), ensure_ascii=False)}  # a half of a surrogate pair stays one, which is refused plainly
