"""Numbers in a sentence's words: digits as a language groups them, numerals in words, both together ("1,2 juta"), and words
for a round number ("una treintena")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[%$€£]")


@dataclass(frozen=True, slots=True)
class Numerals:
    """A language's numerals: `units` are added, `times` multiply, `plus` is added to what stands before ("dua belas"), `round`
    says a number that is not exact; those of `times` in `alone` are numbers by themselves ("mil"); `joins` are the words for
    "and"."""

    decimal: str
    units: Mapping[str, float]
    plus: Mapping[str, float]
    times: Mapping[str, float]
    round: Mapping[str, float]
    alone: frozenset[str]
    joins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Number:
    """`value` in the words from `first` to `last`; `about`: a round word says it."""

    first: int
    last: int
    value: float
    about: bool = False


def split_tokens(text: str, numerals: Numerals) -> list[tuple[int, int, str]]:
    """(start, end, lower-cased word) of each word; a numeral with a hyphen ("forty-two") is two words."""
    found = []
    for match in TOKEN.finditer(text):
        start, word = match.start(), match.group().lower()
        parts = word.split("-")
        if len(parts) > 1 and all(part in numerals.units or part in numerals.times for part in parts):
            for part in parts:
                found.append((start, start + len(part), part))
                start += len(part) + 1
        else:
            found.append((start, match.end(), word))
    return found


def read_numbers(low: list[str], numerals: Numerals) -> Iterator[Number]:
    """The numbers among lower-cased words, in order."""
    k = 0
    while k < len(low):
        if k + 1 < len(low) and low[k + 1] in numerals.round and numerals.units.get(low[k]) == 1:
            k += 1  # "una treintena"
        if low[k] in numerals.round:
            yield Number(k, k, numerals.round[low[k]], about=True)
            k += 1
            continue
        first, (k, value) = k, _read(low, k, numerals)
        if value is None:
            k += 1
        else:
            yield Number(first, k - 1, value)


def _read(low: list[str], k: int, numerals: Numerals) -> tuple[int, float | None]:
    """The number that begins at `k`, None if none does, and the place of the word after it."""
    total, group, latest = 0.0, 0.0, None
    while k < len(low):
        digits = read_digits(low[k], numerals.decimal)
        if low[k] in numerals.units or digits is not None:
            value = numerals.units[low[k]] if digits is None else digits
            if latest is not None and (digits is not None or low[k - 1][0].isdecimal() or not _smaller(value, latest)):
                break
            group, latest = group + (latest or 0.0), value
        elif latest is None and low[k] in numerals.alone:
            latest = numerals.times[low[k]]
        elif latest is not None and low[k] in numerals.plus:
            latest += numerals.plus[low[k]]
        elif latest is not None and low[k] in numerals.times:
            if numerals.times[low[k]] < 1000:
                latest *= numerals.times[low[k]]
            else:
                total, group, latest = total + (group + latest) * numerals.times[low[k]], 0.0, 0.0
        elif not (latest is not None and low[k] in numerals.joins and _continues(low, k, latest, numerals)):
            break
        k += 1
    return k, None if latest is None else total + group + latest


def _smaller(value: float, latest: float) -> bool:
    """May a numeral follow another in one number? "Twenty three" and "hundred twelve" are one, "five nine" ("LIMA – Sembilan")
    is two."""
    return value < 10 <= latest != 10 if latest < 100 else value < latest


def _continues(low: list[str], k: int, latest: float, numerals: Numerals) -> bool:
    """Does the "and" at `k` stand inside a number in words ("two hundred and twelve", "treinta y uno")?"""
    following = numerals.units.get(low[k + 1]) if k + 1 < len(low) else None
    if following is None or low[k - 1][0].isdecimal():
        return False
    return following < 100 <= latest or (20 <= latest < 100 and following < 10)


def read_digits(token: str, decimal: str) -> float | None:
    """The value of a number in digits; None of any other word."""
    if not token[0].isdecimal() or len(token) > 20:
        return None
    thousands = "." if decimal == "," else ","
    head, _, tail = token.replace(thousands, "").partition(decimal)
    # "2.2" where the point marks thousands, or "3,200" where the comma marks decimals: groups of three tell which is meant.
    parts = re.split(r"[.,]", token)
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3:
        return float("".join(parts))
    if len(parts) == 2:
        return float(".".join(parts))
    return float(f"{head}.{tail}") if tail and tail.isdecimal() else float(head) if head.isdecimal() else None
