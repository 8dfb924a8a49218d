"""Names of people and newsrooms in a string: joined ones parted, without roles, places, addresses and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from sumber.articles import lexicon
from sumber.caseless import alphanumeric

_LOOSE = re.compile(r"https?://\S+|\S+@\S+|\(\s*\)|@\w+")
_GLUED = re.compile(r"(?<=[^\W\d_])(?<![A-Z])(?=[A-Z])")
_DOTTED = re.compile(r"[A-Z][A-Za-z]{0,4}\.[A-Z]")
_PAIR = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")

EDGE = " \t,;:/|·•–—-&()[]*.\u3000（）「」【】"
"""Marks that stand around names and belong to none."""

LONGEST_PART, LONGEST_BYLINE = 200, 2_000
"""Characters of what may hold one name, and of a byline that is looked at."""

SYLLABIC = "\u2e80"
"""The first sign of the scripts that write a whole name without a blank."""

MAX_NAME = 60
"""Characters of the longest name of a person or newsroom; longer ones are sentences."""


@cache
def joints() -> re.Pattern[str]:
    """What stands between two names of one byline."""
    words = lexicon.alternatives(lexicon.phrases("conjunction"))
    return re.compile(rf"\s*[,;&、，]\s*(?:{words}\s+)?|\s+{words}\s+|\s+/\s+|\s*\|\s*", re.I)


@cache
def _roles() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A text that is a role and no name; a role before a name; a role behind one; a role and one word, a place or a name."""
    roles, places = lexicon.alternatives(lexicon.phrases("role")), lexicon.alternatives(lexicon.phrases("located"))
    return (
        re.compile(rf"(?:[^\W\d_]+[ -]){{0,3}}{roles}(?:\s+(?:{places}|of|@).{{1,40}})?", re.I),
        re.compile(rf"{roles}\s+(?=(?-i:[A-Z\u00c0-\u00de])\S*\s+(?-i:[A-Z\u00c0-\u00de]))", re.I),
        re.compile(rf"(?<=\S)\s+\(?{roles}\)?$", re.I),
        re.compile(rf"{roles}\s+[^\W\d_]+", re.I),
    )


def is_role(text: str) -> bool:
    """Does a text name what somebody does, and nobody?"""
    return bool(_roles()[0].fullmatch(text))


@cache
def _degree() -> re.Pattern[str]:
    """Academic degrees and honours that stand behind a name and belong to it."""
    listed = sorted(lexicon.words("web")["people"]["degrees"], key=len, reverse=True)
    found = "|".join(re.escape(degree).replace(r"\.", r"\.?") for degree in listed)
    return re.compile(rf"(?:(?:{found})\.?[\s-]*)+(?:\d{{2,4}})?")


def tidy_name(name: str) -> str:
    """A name without label, role, place, address, handle and edge marks; empty where nothing is left that can be a name."""
    if len(name) > LONGEST_PART:
        return ""
    name = _LOOSE.sub(" ", name).strip(EDGE)
    by = lexicon.by_word(name)
    if by and by.end() < len(name) and name[by.end()] in " :":
        name = name[by.end() :].strip(EDGE)
    name = _without_role(" ".join(_unglued(name).split()))
    if not name or len(name) > MAX_NAME or len(name.split()) > 7 or not any(c.isalpha() for c in name):
        return ""
    return name if name[0].isalpha() or name[0].isdigit() else ""


def _without_role(name: str) -> str:
    """A person's name without the role before or behind it and the place behind it."""
    _, before, behind, _ = _roles()
    found = before.match(name)
    name = name[found.end() :] if found else name
    words = name.split()
    for n, word in enumerate(words[2:-1], 2):
        if word in located() and words[n + 1][0].isupper():
            name = " ".join(words[:n]).strip(EDGE)
            break
    found = behind.search(name)
    if not found:
        return name
    whole = name[0] >= SYLLABIC or (name.count(" ") > 1 and " " in name[: found.start()])
    return name[: found.start()].strip(EDGE) if whole else name


@cache
def located() -> frozenset[str]:
    """Words between a person and the place of their report."""
    return frozenset(lexicon.phrases("located"))


def _unglued(name: str) -> str:
    """A name without the month or the role that the page's layout parts from it, but its text doesn't."""
    for found in _GLUED.finditer(name):
        tail = name[found.start() :]
        first = tail.split(maxsplit=1)[0].strip(".,").lower()
        if " " in name[: found.start()] and (first in _day_words() or is_role(tail)):
            return name[: found.start()]
    return name


@cache
def _posted() -> re.Pattern[str]:
    """A role with the place where it is held, behind a name."""
    roles, places = lexicon.alternatives(lexicon.phrases("role")), lexicon.alternatives(lexicon.phrases("located"))
    return re.compile(
        rf",\s*(?:[^\W\d_]+[ -]){{0,2}}{roles}\s+{places}\s+[^\W\d_]{{2,20}}(?:\s+(?-i:[A-Z])[^\W\d_]{{2,20}})?", re.I
    )


def split_names(text: str) -> list[str]:
    """The names that a byline joins with commas and words for "and", in order, each once; degrees stay with their name, roles
    between names are left out."""
    return list(_split(text))


@lru_cache(maxsize=64)
def _split(text: str) -> tuple[str, ...]:
    """The same, remembered: a page says its author's name in several places."""
    names: list[str] = []
    for part in joints().split(_posted().sub("", text[:LONGEST_BYLINE])):
        degree = _degree().match(part.strip()) if names else None
        if degree and (
            degree.end() == len(part.strip()) or (_DOTTED.search(degree.group()) and part.strip()[degree.end() - 1] in ". ")
        ):
            # What stands behind a degree, on a line of its own, is a post: "Rini Sagala, M.Si. Dosen Universitas ...".
            names[-1] = f"{names[-1]}, {degree.group().strip()}"
            continue
        if names and is_role(part.strip(EDGE)):
            continue
        halves = _PAIR.split(part)
        names += [name for half in (halves if all(" " in h.strip() for h in halves) else [part]) if (name := tidy_name(half))]
    if len(names) > 1 and _roles()[3].fullmatch(names[0]) and " " in names[1]:
        del names[0]
    return tuple(dict.fromkeys(names))


def people(values: Iterable[str]) -> tuple[str, ...]:
    """Names out of metadata values; of several spellings (a name, its slug) the first."""
    found: dict[str, str] = {}
    for value in values:
        for name in split_names(value):
            found.setdefault(alphanumeric(name), name)
    return tuple(found.values())


@cache
def particles() -> frozenset[str]:
    """Words in small letters that names hold."""
    return frozenset(lexicon.words("web")["people"]["particles"])


def before_date(text: str) -> str:
    """What stands before a dash or a date."""
    text = re.split(r"\s[-–—]\s|\d", text, maxsplit=1)[0].rstrip(EDGE)
    head, _, last = text.rpartition(" ")
    dated = _day_words()
    while head and last.strip(",.").lower() in dated:
        text = head.rstrip(EDGE)
        head, _, last = text.rpartition(" ")
    return text


@cache
def _day_words() -> frozenset[str]:
    months = {name for table in lexicon.months().values() for name in table}
    return frozenset(months | set(lexicon.phrases("weekdays")))


@cache
def known_agencies() -> frozenset[str]:
    """The names of news agencies, in small letters."""
    return frozenset(name.lower() for name in lexicon.words("web")["people"]["agencies"])
