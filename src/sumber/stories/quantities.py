"""Counted things in a text: how many killed, arrested, displaced, how much money, each with its words.

Numerals and the words that say what is counted stand in data/quantities/, one file a language; a language without a file has
no quantities. Read cautiously: a number counts for the nearest such word of its own sentence, and only where no other number
stands between.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from sumber.stories.vectors import primary_language
from sumber.types import Span

_AFTER, _BEFORE = 6, 4  # words between a number and the word that says what it counts
_NEAR = 2  # words within which the word after a number is surer than one further off before it
_LONGEST = 1500  # characters of a sentence that are read
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[%$€£]")


@dataclass(frozen=True, slots=True)
class Count:
    """`value` of `kind` ("killed", "IDR", "drones"); `span` the number's words, `sentence` where they stand. `about`: not said
    exactly; `update`: the sentence says that an earlier figure no longer holds; `amount`: it tells money or materiel."""

    kind: str
    value: float
    span: Span
    sentence: Span
    about: bool
    update: bool
    amount: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    decimal: str
    units: Mapping[str, float]
    plus: Mapping[str, float]
    times: Mapping[str, float]
    kinds: Mapping[str, str]
    items: Mapping[str, str]
    currencies: Mapping[str, str]
    about: frozenset[str]
    not_counts: frozenset[str]
    elsewhere: frozenset[str]
    update: frozenset[str]
    part_before: frozenset[str]
    part_after: frozenset[str]
    of: frozenset[str]
    becomes: frozenset[str]
    joins: frozenset[str]
    articles: frozenset[str]
    compounds: frozenset[str]
    amounts: frozenset[str]


@functools.cache
def _words(lang: str) -> _Words | None:
    entry = files("sumber.stories").joinpath(f"data/quantities/{lang}.toml")
    if not lang.isalpha() or not entry.is_file():
        return None
    table = tomllib.loads(entry.read_text("utf-8"))
    kinds, items, materiel, currencies = (
        {word: kind for kind, words in table[part].items() for word in words}
        for part in ("kinds", "items", "materiel", "currencies")
    )
    amounts = frozenset([*materiel.values(), *currencies.values()])
    sets = {
        part: frozenset(table["and" if part == "joins" else part])
        for part in (
            "about",
            "not_counts",
            "elsewhere",
            "update",
            "part_before",
            "part_after",
            "of",
            "joins",
            "articles",
            "becomes",
        )
    }
    return _Words(
        decimal=table["decimal"],
        units=table["units"],
        plus=table["plus"],
        times=table["times"],
        kinds=kinds,
        items=items | materiel,
        currencies=currencies,
        compounds=frozenset(table["compounds"]),
        amounts=amounts,
        **sets,
    )


def find_counts(sentences: tuple[Span, ...], lang: str | None) -> tuple[Count, ...]:
    """The counts of a document's sentences, in order. A correction may leave what it counts to the sentence before."""
    words = _words(primary_language(lang))
    if words is None:
        return ()
    found: list[Count] = []
    carried: str | None = None
    for sentence in sentences:
        tokens = list(_TOKEN.finditer(sentence.text[:_LONGEST]))
        low = _without_compounds([token.group().lower() for token in tokens], words)
        found += _counts(sentence, tokens, low, words, carried)
        carried = _only_kind(low, words)
    return tuple(found)


def _without_compounds(low: list[str], words: _Words) -> list[str]:
    """The words of a sentence, those of a compound blanked: a "rumah sakit" is no house."""
    for k in range(len(low) - 1):
        if f"{low[k]} {low[k + 1]}" in words.compounds:
            low[k] = low[k + 1] = "-"
    return low


def _only_kind(low: list[str], words: _Words) -> str | None:
    """What a sentence counts, where its words tell of one thing only."""
    kinds = {words.kinds[word] for word in low if word in words.kinds}
    return kinds.pop() if len(kinds) == 1 else None


def _counts(sentence: Span, tokens: list[re.Match[str]], low: list[str], words: _Words, carried: str | None) -> Iterator[Count]:
    if words.elsewhere.intersection(low):
        return
    numbers = [n for n in _numbers(low, words) if not _is_part(low, n[0], n[1], words)]
    update = bool(words.update.intersection(low))
    left = 0
    for k, (first, last, value) in enumerate(numbers):
        right = numbers[k + 1][0] if k + 1 < len(numbers) else len(low)
        kind, said = _kind(low, first, last, left, right, words)
        corrected = words.update.intersection(low[max(0, first - 2) : first]) or words.becomes.intersection(
            low[first - 1 : first]
        )
        if kind is None and said == last and update and corrected:
            kind = _only_kind(low[:first], words) or (None if any(word in words.kinds for word in low) else carried)
        left = max(last, said) + 1
        if kind is not None:
            span = Span.of(sentence.text, tokens[first].start(), tokens[last].end())
            span = Span(sentence.start + span.start, sentence.start + span.end, span.text)
            about = bool(words.about.intersection(low[max(0, first - 2) : first]))
            yield Count(kind, value, span, sentence, about, update, kind in words.amounts)


def _is_part(low: list[str], first: int, last: int, words: _Words) -> bool:
    """Is the number only a part of the count ("two of the dead", "including two", "three children and an old man")?"""
    if (low[last + 1 : last + 2] and low[last + 1] in words.part_before) or (first and low[first - 1] in words.part_after):
        return True
    if low[last + 1 : last + 2] and low[last + 1] in words.of:
        return any(word in words.kinds for word in low[last + 2 : last + 2 + _NEAR])
    end = next((k for k in range(last + 1, len(low)) if low[k] in words.kinds), len(low))
    joins = [k for k in range(last + 1, min(len(low) - 1, last + 4, end)) if low[k] in words.joins]
    return any(low[k + 1] in words.units or low[k + 1] in words.articles for k in joins)


def _kind(low: list[str], first: int, last: int, left: int, right: int, words: _Words) -> tuple[str | None, int]:
    """What the number at [first, last] counts, and the place of the word that says it. The word must stand in [left, right):
    a word that says what another number counts is used up."""
    for k in (first - 1, last + 1):
        if 0 <= k < len(low) and low[k] in words.currencies:
            return words.currencies[low[k]], k
    if last + 1 < len(low) and (low[last + 1] in words.not_counts or low[last + 1] == "%"):
        return None, last
    after = next((k for k in range(last + 1, min(right, last + 1 + _AFTER)) if low[k] in words.kinds), None)
    if after is not None and after == right - 1 and right < len(low) and after - last > _NEAR:
        after = None  # it leads to the next number: "seven districts ... killed 13"
    before = next((k for k in range(first - 1, max(left, first - _BEFORE) - 1, -1) if low[k] in words.kinds), None)
    if after is None and before is None:
        return _item(low, last, right, words)
    if after is not None and before is not None and words.kinds[low[after]] != words.kinds[low[before]]:
        return (words.kinds[low[after]], after) if after - last <= _NEAR < first - before else (None, last)
    at = after if after is not None else before or 0
    return words.kinds[low[at]], at


def _item(low: list[str], last: int, right: int, words: _Words) -> tuple[str | None, int]:
    """As `_kind`, of things counted in passing: the word follows the number closely, with no "and" between."""
    for k in range(last + 1, min(right, last + 2 + _NEAR)):
        if low[k] in words.joins:
            break
        if low[k] in words.items:
            return words.items[low[k]], k
    return None, last


def _numbers(low: list[str], words: _Words) -> Iterator[tuple[int, int, float]]:
    """(first token, last token, value) of each number, in digits, in words, or both ("1,2 juta")."""
    k = 0
    while k < len(low):
        first, total, group, latest = k, 0.0, 0.0, None
        while k < len(low):
            digits = _digits(low[k], words.decimal)
            if low[k] in words.units or digits is not None:
                if latest is not None and digits is not None:
                    break
                group, latest = group + (latest or 0.0), words.units[low[k]] if digits is None else digits
            elif latest is not None and low[k] in words.plus:
                latest += words.plus[low[k]]
            elif latest is not None and low[k] in words.times:
                if words.times[low[k]] < 1000:
                    latest *= words.times[low[k]]
                else:
                    total, group, latest = total + (group + latest) * words.times[low[k]], 0.0, 0.0
            elif not (latest is not None and low[k] in words.joins and _continues(low, k, latest, words)):
                break
            k += 1
        if latest is None:
            k += 1
        else:
            yield first, k - 1, total + group + latest


def _continues(low: list[str], k: int, latest: float, words: _Words) -> bool:
    """Does the "and" at `k` stand inside a number in words ("two hundred and twelve", "treinta y uno")?"""
    following = words.units.get(low[k + 1]) if k + 1 < len(low) else None
    if following is None or low[k - 1][0].isdecimal():
        return False
    return following < 100 <= latest or (20 <= latest < 100 and following < 10)


def _digits(token: str, decimal: str) -> float | None:
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
