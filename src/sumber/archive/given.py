"""Ids that a question is about, given to it as one text: it reads the same however many they are, so that it is written once,
compiled once and planned once, and none of a thousand ids is looked at before SQLite sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func, select


def held(column: Any, ids: str) -> ColumnElement[bool]:
    """Does a column hold one of these ids, written as a JSON list?"""
    fits: ColumnElement[bool] = column.in_(select(func.json_each(ids).table_valued("value").c.value))
    return fits


def given(column: Any) -> ColumnElement[bool]:
    """Does a column hold one of the ids that `as_given` writes?"""
    ids = func.json_each(bindparam("ids", type_=Text)).table_valued("value")
    fits: ColumnElement[bool] = column.in_(select(ids.c.value))
    return fits


def as_given(ids: Iterable[str | int]) -> dict[str, str]:
    """The ids as parameters of a question that holds `given`."""
    return {"ids": json.dumps(list(ids), ensure_ascii=False)}  # a half of a surrogate pair stays one, which is refused plainly
