"""JSON out: a row a line, or one document whose items come as a stream. Every line is safe on a terminal (`rows.dump`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO, TypeVar

from sumber.rows import Row, dump

Noun = TypeVar("Noun")
Fields = Sequence[tuple[str, Callable[[Noun], Any]]]


def filled(noun: Noun, fields: Fields[Noun]) -> Row:
    """A row of the fields that have a value: None, empty text and empty lists are left out, 0 and false are values."""
    found = ((name, value(noun)) for name, value in fields)
    return {name: value for name, value in found if value is not None and value != "" and value not in ((), [], {})}


def embeddable(row: Row) -> str:
    """A row that may also stand in a page's script element: no "<" that could end it."""
    return dump(row).replace("<", "\\u003c")


def write_lines(rows: Iterable[Row], out: TextIO, form: Callable[[Row], str] = dump) -> int:
    """Writes a line a row; returns how many."""
    written = 0
    for row in rows:
        out.write(form(row) + "\n")
        written += 1
    return written


def write_document(head: Row, items: str, rows: Iterable[Row], out: TextIO, tail: Callable[[], Row] = dict) -> int:
    """Writes one JSON object: the keys of `head`, the rows as a list under `items`, and the keys of `tail`, which is asked for
    when all rows are written. Returns how many rows."""
    opening = dump(head)[:-1]
    out.write(f'{opening}{"," if head else ""}"{items}":[')
    written = 0
    for row in rows:
        out.write((",\n" if written else "\n") + dump(row))
        written += 1
    closing = dump(tail())
    out.write("\n]" + ("," if closing != "{}" else "") + closing[1:] + "\n")
    return written


def compact(values: Iterable[str | None]) -> list[str]:
    """The values that are there, each once, in order."""
    return list(dict.fromkeys(filter(None, values)))


def each(nouns: Iterable[Noun], fields: Fields[Noun]) -> Iterator[Row]:
    """The row of each noun."""
    return (filled(noun, fields) for noun in nouns)
