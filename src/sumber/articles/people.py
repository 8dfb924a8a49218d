"""Names in bylines and labelled lines: who wrote, who edited, whose material it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sumber.articles import lexicon

_LOOSE = re.compile(r"https?://\S+|\S+@\S+|\(\s*\)|@\w+")
_EDGE = " \t,;:/|·•–—-&()[]*.\u3000"
_BREAK = re.compile(r"\s[|•·–—]\s|\s?[|•·]\s?|\s{2,}|/\s")
_ROLE = re.compile(r",?\s+\(?(?:[A-Z]{2,5}|[a-z]{2,4})\)?$")

MAX_NAME = 60
"""Characters of the longest name of a person or newsroom; longer ones are sentences."""


@cache
def _joints() -> re.Pattern[str]:
    words = lexicon.alternatives(lexicon.phrases("conjunction"))
    return re.compile(rf"\s*[,;&、，]\s*(?:{words}\s+)?|\s+{words}\s+|\s+/\s+|\s*\|\s*", re.I)


def tidy_name(name: str) -> str:
    """A name without label, address, handle and edge marks; empty where nothing is left that can be a name."""
    name = _LOOSE.sub(" ", name).strip(_EDGE)
    by = lexicon.opener("by").match(name)
    if by and by.end() < len(name) and name[by.end()] in " :":
        name = name[by.end() :].strip(_EDGE)
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME or len(name.split()) > 7 or not any(c.isalpha() for c in name):
        return ""
    return name if name[0].isalpha() or name[0].isdigit() else ""


def split_names(text: str) -> list[str]:
    """The names that a byline joins with commas and words for "and", in order, each once."""
    parts = _joints().split(text)
    return list(dict.fromkeys(name for part in parts if (name := tidy_name(part))))


def people(values: Iterable[str]) -> tuple[str, ...]:
    """Names out of metadata values."""
    return tuple(dict.fromkeys(name for value in values for name in split_names(value)))


def labelled_values(text: str) -> list[tuple[str, str]]:
    """(key, value) of every "<label>: value" in a line; a value ends at the next label or at a bar."""
    found = list(lexicon.label().finditer(text)) if ":" in text or "：" in text else []
    found += [match for match in lexicon.bare_label().finditer(text) if text[match.end() : match.end() + 1].isupper()]
    found.sort(key=lambda match: match.start())
    values = []
    for n, match in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        value = _BREAK.split(text[match.end() : end].strip(), maxsplit=1)[0].strip(_EDGE)
        value = lexicon.anywhere("copyright").split(value, maxsplit=1)[0].strip(_EDGE)
        if match.lastgroup and value:
            values.append((match.lastgroup, value))
    return values


def unlabelled_author(text: str) -> list[str]:
    """Names after a bare word such as "by" that opens a short line."""
    by = lexicon.opener("by").match(text)
    if not by or len(text) > 120 or by.end() >= len(text) or text[by.end()] not in " \u00a0:":
        return []
    rest = _BREAK.split(text[by.end() :].strip(_EDGE), maxsplit=1)[0]
    rest = _before_date(rest)
    return [name for name in split_names(rest) if _is_named(name) or (len(text) < 40 and " " not in name)]


def bare_names(text: str) -> list[str]:
    """Names in a short block that the page's markup calls a byline."""
    rest = _BREAK.split(text.strip(_EDGE), maxsplit=1)[0]
    names = split_names(_before_date(rest)) if len(rest) < 80 else []
    return [name for name in names if _is_named(name) and 1 < len(name.split()) < 5]


def _before_date(text: str) -> str:
    """What stands before a dash or a date."""
    text = re.split(r"\s[-–—]\s|\d", text, maxsplit=1)[0].rstrip(_EDGE)
    head, _, last = text.rpartition(" ")
    dated = _day_words()
    while head and last.strip(",.").lower() in dated:
        text = head.rstrip(_EDGE)
        head, _, last = text.rpartition(" ")
    return text


@cache
def _day_words() -> frozenset[str]:
    months = {name for table in lexicon.months().values() for name in table}
    return frozenset(months | set(lexicon.phrases("weekdays")))


def _is_named(name: str) -> bool:
    """Are all words written as those of names are?"""
    return all(word[0].isupper() or len(word) < 4 or not word[0].isascii() for word in name.split())
