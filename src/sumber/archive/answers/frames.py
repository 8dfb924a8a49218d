"""Answers that can be gone through again and again, and turned into data frames."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from html import escape
from importlib import import_module
from itertools import islice
from typing import Any, Generic, TypeVar

from sumber.archive.answers.columns import Columns
from sumber.errors import MissingExtraError

Answer = TypeVar("Answer")
SHOWN = 10  # rows that a notebook shows
CELL = 120  # characters of a cell there


class Answers(Iterator[Answer], Generic[Answer]):
    """What an archive answers with, asked for when it is gone through and never held whole: each loop asks anew, `next` goes on
    from where the last `next` was. As a data frame it has the flat columns that exports to CSV have."""

    def __init__(self, ask: Callable[[], Generator[Answer, None, None]], columns: Columns) -> None:
        self._ask, self._columns = ask, columns
        self._pass: Iterator[Answer] | None = None

    def __iter__(self) -> Iterator[Answer]:
        return self._ask()

    def __next__(self) -> Answer:
        if self._pass is None:
            self._pass = iter(self)
        return next(self._pass)

    def first(self) -> Answer | None:
        """The first answer; None where there is none."""
        return next(iter(self._head(1)), None)

    def to_list(self) -> list[Answer]:
        """All answers."""
        return list(iter(self))

    def to_pandas(self) -> Any:
        """A pandas.DataFrame of all answers, a row each. Raises MissingExtraError where pandas is not installed."""
        return _library("pandas").DataFrame(self._table(iter(self)), columns=[name for name, _ in self._columns])

    def to_polars(self) -> Any:
        """A polars.DataFrame of all answers, a row each. Raises MissingExtraError where polars is not installed."""
        return _library("polars").DataFrame(self._table(iter(self)), infer_schema_length=None, strict=False)

    def _table(self, answers: Iterable[Answer]) -> dict[str, list[object]]:
        table: dict[str, list[object]] = {name: [] for name, _ in self._columns}
        for answer in answers:
            for name, value in self._columns:
                table[name].append(value(answer))
        return table

    def _head(self, number: int) -> list[Answer]:
        with closing(self._ask()) as found:  # a question left half answered holds the archive's file
            return list(islice(found, number))

    def _repr_html_(self) -> str:
        """The first rows for a notebook; words from pages are text there, never markup."""
        found = self._head(SHOWN + 1)
        head = "".join(f"<th>{escape(name)}</th>" for name, _ in self._columns)
        rows = "".join(f"<tr>{''.join(self._cells(answer))}</tr>" for answer in found[:SHOWN])
        more = "<p>There are more.</p>" if len(found) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"

    def _cells(self, answer: Answer) -> Iterator[str]:
        for _, value in self._columns:
            found = value(answer)
            # Controls, and marks of direction, which would turn the rest of the cell, show as blanks.
            text = "" if found is None else "".join(c if c.isprintable() else " " for c in str(found))
            yield f"<td>{escape(text if len(text) <= CELL else text[: CELL - 1] + '…')}</td>"


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"Data frames need {name}: pip install 'sumber[frames]'.") from error
