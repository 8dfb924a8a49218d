"""Cells of tables: one line each, without control characters, and nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TextIO, TypeVar

from sumber.views.safe import safe

# A spreadsheet runs a cell that begins so as a formula, and the words come from pages: OWASP's "CSV injection". The last four
# are full-width forms, which spreadsheets in Chinese, Japanese and Korean take for the plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# A table without quoting must not open a quotation either: readers that expect them would swallow the lines up to the next one.
_UNQUOTED = (*_FORMULA, '"')

Noun = TypeVar("Noun")


def cell(value: object, guarded: tuple[str, ...] = _FORMULA) -> object:
    """A value for a cell. Words lose control characters, and where they would act they begin with an apostrophe."""
    return _words(value, guarded) if isinstance(value, str) else value


@lru_cache(4_000)  # most cells stand in many rows: types, countries, outlets, and what the events of an article share
def _words(value: str, guarded: tuple[str, ...]) -> str:
    text = safe(value)
    return f"'{text}" if text.startswith(guarded) else text


def tab_line(values: Iterable[object]) -> str:
    """A line of tab-separated values without quoting, for formats that know none: None is empty, true and false are 1 and 0."""
    return "\t".join(_tabbed(value) for value in values) + "\n"


def _tabbed(value: object) -> str:
    if value is None:
        return ""
    return str(int(value) if isinstance(value, bool) else cell(value, _UNQUOTED))


def write_tabbed(rows: Iterable[Noun], columns: Iterable[Callable[[Noun], object]], out: TextIO) -> int:
    """Writes a line for each row; returns how many."""
    values, written = tuple(columns), 0
    for row in rows:
        out.write(tab_line(value(row) for value in values))
        written += 1
    return written
