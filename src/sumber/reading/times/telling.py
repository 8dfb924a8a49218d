"""On which day a quotation was spoken: a "yesterday" inside it is reckoned from there, not from the day of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sumber.reading.quotes.marks import find_quoted
from sumber.reading.times.lexicon import Lexicon
from sumber.reading.times.match import tokenize
from sumber.types import Span, TimeExpression

MOST_DAYS_BACK = 7
"""News tells words of the last days; a day farther back beside a quotation is mostly that of something else."""

REACH = 14
"""Tokens from a quotation to the day that its clause of saying tells."""

Told = tuple[int, int, date]


def told_before(
    text: str, sentences: Sequence[Span], times: Sequence[TimeExpression], words: Lexicon, published: date | None
) -> tuple[Told, ...]:
    """The quotations that hold a day reckoned from publication and were spoken on an earlier one, by the first day behind them
    in their clause of saying: where each begins and ends, and that day."""
    if published is None or not any(time.basis == "publication" for time in times):
        return ()
    found: list[Told] = []
    for start, end in _quotations(text):
        relative = any(t.basis == "publication" and start < t.span.start < end for t in times)
        stop = next((s.end for s in sentences if s.start < end <= s.end), end)
        day = _day_behind(text, end, stop, times, words) if relative else None
        if day is not None and 0 < (published - day).days <= MOST_DAYS_BACK:
            found.append((start, end, day))
    return tuple(found)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for paragraph in text.split("\n"):
        yield from ((start, end) for start, end, _ in find_quoted(text, at, at + len(paragraph)))
        at += len(paragraph) + 1


def _day_behind(text: str, end: int, stop: int, times: Sequence[TimeExpression], words: Lexicon) -> date | None:
    """The first day told in text[end:stop], where no other clause or quotation opens before it."""
    time = next((t for t in times if end <= t.span.start < stop), None)
    if time is None or time.type not in ("DATE", "TIME") or time.begin is None or time.begin != time.end:
        return None
    between = tokenize(text, end, time.span.start)
    openers = words.lists.get("openers", frozenset())
    if len(between) > REACH or any(t.lower in openers or t.text in '"“«„:;' for t in between):
        return None
    return date.fromisoformat(time.begin)
