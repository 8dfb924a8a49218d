"""Rows in other guises, so that heads learn from the build of a sentence and not from its names: names exchanged for others of
their kind and language (Dai and Adel 2020), and two sentences joined into one, as news tells two deeds in one breath.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from training.rows import NAME_SETS, Row

RENAMED, JOINED = 0.3, 0.15
"""Shares of the rows shown that get other names, and another sentence behind them."""
_EACH = 0.7
"""The share of names that are exchanged in a row that gets others."""
_LONGEST = 320
"""Characters of a joined sentence: longer ones are rare in news, and cost more than they teach."""
_JOINTS = {
    "id": ["; ", ", sementara ", ", sedangkan ", ", dan "],
    "en": ["; ", ", while ", ", and "],
    "es": ["; ", ", mientras ", ", y "],
}
_MARKS = ".!?"
_SPANS = ("trigger", "place", "time", "attribution", "actors", "recipients", "content", "speaker", "cue")
Pools = dict[tuple[str, str], list[str]]


class Guises:
    """Shows rows as they are or in another guise; knows the names and the sentences that they are varied with."""

    def __init__(self, rows: Sequence[Row]) -> None:
        # Sets of names write as their sources do ("wendy 's"): what is written for sumber gets names out of its own sentences.
        self._names = {
            "own": _pools(row for row in rows if row.set not in NAME_SETS),
            "others": _pools(row for row in rows if row.set in NAME_SETS),
        }
        self._others: dict[str, list[Row]] = {}
        for row in rows:
            if _tells_all(row):
                self._others.setdefault(row.lang, []).append(row)

    def of(self, row: Row, rng: random.Random) -> Row | None:
        """The row in another guise, under an id of its own; None where it is to be shown as it is."""
        shown = row
        if row.names and rng.random() < RENAMED:
            shown = renamed(row, self._names["others" if row.set in NAME_SETS else "own"], rng)
        if _tells_all(row) and rng.random() < JOINED:
            other = rng.choice(self._others[row.lang])
            if len(shown.text) + len(other.text) <= _LONGEST and other.id != row.id:
                shown = joined(shown, other, rng.choice(_JOINTS.get(row.lang, ["; "])))
        return None if shown is row else replace(shown, id=f"{row.id}~")


def _pools(rows: Iterable[Row]) -> Pools:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        for kind, start, end in row.names:
            found.setdefault((row.lang, kind), {})[row.text[start:end]] = None
    return {key: list(names) for key, names in found.items()}


def _tells_all(row: Row) -> bool:
    return row.set not in NAME_SETS and row.events is not None and row.quotes is not None


def renamed(row: Row, names: Pools, rng: random.Random) -> Row:
    """The row with some names exchanged, each wherever it stands; as it was where a label ends within a name."""
    edges = {edge for span in _all_spans(row) for edge in span}
    given: dict[tuple[str, str], str] = {}
    moves: list[tuple[int, int, str]] = []
    for kind, start, end in sorted(row.names, key=lambda name: name[1]):
        old = row.text[start:end]
        if (kind, old) not in given:
            given[kind, old] = rng.choice(names[row.lang, kind]) if rng.random() < _EACH else old
        inside = any(start < edge < end for edge in edges)
        if given[kind, old] != old and not inside and (not moves or moves[-1][1] <= start):
            moves.append((start, end, given[kind, old]))
    if not moves:
        return row
    text, last = "", 0
    for start, end, new in moves:
        text += row.text[last:start] + new
        last = end

    def at(edge: int) -> int:
        return edge + sum(len(new) - (end - start) for start, end, new in moves if end <= edge)

    return _moved(replace(row, text=text + row.text[last:]), at)


def joined(row: Row, other: Row, joint: str) -> Row:
    """Both sentences as one: the first without its last mark, the other behind the joint, small if no name begins it."""
    text = row.text.rstrip().rstrip(_MARKS).rstrip()
    if any(end > len(text) for _, end in _all_spans(row)):
        return row
    offset = len(text) + len(joint)
    begins = any(start == 0 for _, start, _ in other.names) or other.text[1:2].isupper()
    behind = other.text if begins else other.text[:1].lower() + other.text[1:]
    if len(behind) != len(other.text):
        return row
    moved = _moved(other, lambda edge: edge + offset)
    return replace(
        row,
        text=text + joint + behind,
        names=row.names + moved.names,
        events=(row.events or []) + (moved.events or []),
        quotes=(row.quotes or []) + (moved.quotes or []),
    )


def _moved(row: Row, at: Callable[[int], int]) -> Row:
    """The row with every offset where `at` puts it."""

    def labels(found: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        return found and [{key: _shifted(value, at) if key in _SPANS else value for key, value in one.items()} for one in found]

    names = [(kind, at(start), at(end)) for kind, start, end in row.names]
    return replace(row, names=names, events=labels(row.events), quotes=labels(row.quotes))


def _shifted(value: Any, at: Callable[[int], int]) -> Any:
    """A span, a list of spans, or nothing, moved."""
    if not isinstance(value, list):
        return value
    return [_shifted(part, at) if isinstance(part, list) else at(part) for part in value]


def _all_spans(row: Row) -> Iterable[tuple[int, int]]:
    """Every span that is labelled, names and parts of events and quotes."""
    yield from ((start, end) for _, start, end in row.names)
    for one in [*(row.events or ()), *(row.quotes or ())]:
        for key in _SPANS:
            value = one.get(key)
            if isinstance(value, list) and value:
                yield from (tuple(span) for span in (value if isinstance(value[0], list) else [value]))
