"""Sentences: where they begin and end, told by full stops, what stands before and after them, and newlines.

Rules of our own rather than a library's: sentencex (1.0) keeps offsets, but splits Indonesian titles and degrees from the names
they belong to ("Jend. | Budi", "M.Si. | di") and holds whole quotations together.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sumber.types import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(
    r"(?P<full>[。！？｡]+[」』”’）)]*)"
    r"|(?P<marks>[.!?…؟۔।॥։።။។]+)(?P<close>(?:[\u00a0\u202f ]?»|[\"'”’“)\]])*)(?P<gap>\s*)"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}")
_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = "\"'“‘„«»([¿¡—–-•*"
_TOKEN_REACH = 24
"""Characters looked back for the token before a dot: longer ones are no abbreviation."""


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str]
    before_number: frozenset[str]
    anywhere: frozenset[str]
    starters: frozenset[str]
    saying: frozenset[str]
    after_ordinal: frozenset[str]


def split_sentences(text: str, lang: str | None) -> tuple[Span, ...]:
    """The sentences of `text` in order: every character but white space between them lies in exactly one. A newline ends a
    sentence always. `lang` is a BCP 47 tag; without data for it, or None, only what holds in any language is known. A closing
    quote mark belongs to the sentence it closes, and a verb of saying after it goes on with that sentence. Linear in time."""
    rules = _rules((lang or "und").split("-")[0].lower())
    spans = []
    for line in _LINE.finditer(text):
        begin = line.start()
        for end in [*_ends(text, line.start(), line.end(), rules), line.end()]:
            part = text[begin:end]
            start = begin + len(part) - len(part.lstrip())
            if part.strip():
                spans.append(Span.of(text, start, begin + len(part.rstrip())))
            begin = end
    return tuple(spans)


def _ends(text: str, begin: int, end: int, rules: _Rules) -> list[int]:
    """Offsets inside the line at which a sentence ends."""
    ends = []
    last = begin
    for stop in _STOP.finditer(text, begin, end):
        if stop["full"]:
            ends.append(stop.end())
            last = stop.end()
        elif stop.end() < end and _is_end(text, stop, last, rules):
            ends.append(stop.end("close"))
            last = stop.end()
    return ends


def _is_end(text: str, stop: re.Match[str], last: int, rules: _Rules) -> bool:
    after = stop.end()
    while after < len(text) and after < stop.end() + 3 and text[after] in _OPENERS:
        after += 1
    follows = text[after : after + 1]
    word = _WORD.match(text, after, after + _TOKEN_REACH)
    next_word = word[0].lower() if word else ""
    if not stop["gap"]:
        return _glued(text, stop, next_word, rules)
    if not follows or follows.islower() or not (follows.isalnum() or after > stop.end()):
        return False
    if stop["close"] and next_word in rules.saying:
        return False
    return stop["marks"] != "." or bool(stop["close"]) or _dot_ends(text, stop.start(), last, follows, next_word, rules)


def _glued(text: str, stop: re.Match[str], next_word: str, rules: _Rules) -> bool:
    # "pergi.Ia": a blank was lost. Only before words that begin sentences, so that host names and initials stay whole.
    before = text[max(0, stop.start() - 2) : stop.start()]
    follows = text[stop.end() : stop.end() + 1]
    return len(before) == 2 and before.islower() and before.isalpha() and follows.isupper() and next_word in rules.starters


def _dot_ends(text: str, dot: int, last: int, follows: str, next_word: str, rules: _Rules) -> bool:
    """Does a single dot before white space and a capital, digit or letter without case end the sentence?"""
    reach = max(last, dot - _TOKEN_REACH)
    token = text[reach:dot].split()[-1:] or [""]
    bare = token[0].lstrip("\"'“‘„«([¿¡—–-").lower()
    if bare.isdigit():
        numbering = len(bare) <= 2 and not text[max(last, reach) : dot].strip(" \t\"'“(")[: -len(bare)] and reach == last
        return not numbering and next_word not in rules.after_ordinal
    if bare in rules.before_name and not (bare in rules.anywhere and next_word in rules.starters):
        return False
    if bare in rules.before_number and follows.isdigit():
        return False
    if bare in rules.anywhere or bare in rules.before_number or _INITIALS.fullmatch(bare) or _is_initial(token[0]):
        return next_word in rules.starters
    return True


def _is_initial(token: str) -> bool:
    return len(token) == 1 and token.isupper()


@cache
def _rules(lang: str) -> _Rules:
    folder = files("sumber.reading") / "data" / "sentences"
    sets: dict[str, set[str]] = {name: set() for name in _Rules.__slots__}
    for name in dict.fromkeys(("und", lang)):
        path = folder / f"{name}.toml"
        if path.is_file():
            for key, words in tomllib.loads(path.read_text("utf-8")).items():
                sets[key].update(words)
    return _Rules(**{name: frozenset(words) for name, words in sets.items()})
