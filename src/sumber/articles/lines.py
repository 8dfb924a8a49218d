"""What one line near an article says of people: labels and their values, bylines without a label, names that stand alone."""

from __future__ import annotations

import re
from functools import cache

from sumber.articles import lexicon
from sumber.articles.dates import find_moment
from sumber.articles.people import EDGE, SYLLABIC, before_date, is_role, joints, known_agencies, located, particles, split_names

_BREAK = re.compile(r"\s[|•·–—]\s|\s?[|•·]\s?|\s{2,}|/\s")
_PARTS = re.compile(r"\s?[|•·;]\s?|\s[-–—/]\s|\s{2,}")
_COLON = re.compile(r"\s?[:：]\s*")
_UNKNOWN = re.compile(r"^[^\W\d]{2,15}(?:\s[^\W\d]{2,15})?\s?[:：]\s*(?=\S)")
"""A label in a language without a file of words."""

_MARKS = ";|·(:："
MAX_LEAD = 6
"""Marks that may stand before a line's first word."""

LONGEST_SYLLABIC = 7
"""Signs of a person's name in Chinese, Japanese or Korean, and one more."""

LONGEST_LABEL = 30
"""Characters of a line that is a label and nothing else."""

LONGEST_CREDIT = 40
"""Characters of a line that names agencies and nothing else."""

LONGEST_BYLINE = 120
"""Characters of a line that begins with a word such as "by" and names people."""


def labelled_values(text: str) -> list[tuple[str, str]]:
    """(key, value) of every "<label>: value" in a line; a value ends at the next label or at a bar."""
    found = _before_colons(text) if ":" in text or "：" in text else []
    if may_tell(text):
        bare = (match for match in lexicon.bare_label().finditer(text) if text[match.end() : match.end() + 1].isupper())
        found += [(match.start(), match.end(), match.lastgroup or "") for match in bare]
    if not found:
        return []
    found.sort()
    values = []
    for n, (_, begin, key) in enumerate(found):
        end = found[n + 1][0] if n + 1 < len(found) else len(text)
        value = _BREAK.split(text[begin:end].strip(), maxsplit=1)[0].strip(EDGE)
        value = lexicon.anywhere("copyright").split(value, maxsplit=1)[0].strip(EDGE)
        if value:
            values.append((key, value))
    return values


def _before_colons(text: str) -> list[tuple[int, int, str]]:
    """The labels that stand before colons: start, end of the colon and the blanks behind it, key."""
    known, found, last = _labels(), [], 0
    lower = text.lower() if len(text.lower()) == len(text) else text
    for colon in _COLON.finditer(text):
        longest = None
        for start in range(colon.start() - 1, max(last, colon.start() - LONGEST_LABEL) - 1, -1):
            if start and (lower[start - 1].isalnum() or lower[start - 1] in "._"):
                continue
            key = known.get(lower[start : colon.start()])
            longest = (start, colon.end(), key) if key else longest
        if longest:
            found.append(longest)
            last = colon.end()
    return found


def may_tell(text: str) -> bool:
    """Can a label, a word for "by" or an agency be in a line? One opens it or follows a mark; most lines are known by this not
    to say anything of people."""
    start = 0
    while start < MAX_LEAD and start < len(text) and not text[start].isalnum():
        start += 1
    return text[start : start + 2].lower() in _starts() or any(map(text.__contains__, _MARKS))


@cache
def _starts() -> frozenset[str]:
    keys = ("by", "with", *lexicon.LABEL_KEYS, *(key + "_bare" for key in lexicon.BARE_KEYS))
    found = {phrase[:2] for key in keys for phrase in lexicon.phrases(key)}
    return frozenset(found | {name[:2] for name in known_agencies()})


def is_label(text: str) -> str | None:
    """The key of a label that stands alone, its value being in the next line."""
    return _labels().get(text.rstrip(" :：").lower()) if len(text) < LONGEST_LABEL else None


@cache
def _labels() -> dict[str, str]:
    keys = reversed(lexicon.LABEL_KEYS)
    return {phrase: key for key in keys for phrase in lexicon.phrases(key)}


def named(value: str, *, person: bool = True) -> list[str]:
    """The names in the value of a label, which a date may follow; a person's is not in small letters."""
    names = split_names(before_date(value))
    return [name for name in names if not name.islower() or not (person or name in located())]


def unlabelled_author(text: str) -> list[str]:
    """Names after a bare word such as "by" that opens a short line."""
    by = lexicon.by_word(text)
    if not by or len(text) > LONGEST_BYLINE or by.end() >= len(text) or text[by.end()] not in " \u00a0:":
        return []
    rest = _BREAK.split(text[by.end() :].strip(EDGE), maxsplit=1)[0]
    first, *added = _added().split(before_date(rest))
    names = split_names(first)
    names += [name for part in added for name in split_names(part) if name.lower() not in known_agencies()]
    return [name for name in names if _is_named(name) or (len(text) < 40 and " " not in name)]


def bare_names(text: str, *, single: bool = False) -> list[str]:
    """Names in a short block that the page's markup, or a label in the line above, calls a byline; one word if `single`."""
    rest = _UNKNOWN.sub("", _BREAK.split(text.strip(EDGE), maxsplit=1)[0], count=1)
    names = split_names(before_date(rest)) if len(rest) < 80 and not _opens_date(rest) else []
    return [
        name for name in names if _is_named(name) and (single or " " in name or _is_syllabic(name)) and len(name.split()) < 5
    ]


def _is_syllabic(name: str) -> bool:
    """Is a name in a script that needs no blank in it, and as short as people's are?"""
    return name[0] >= SYLLABIC and len(name) < LONGEST_SYLLABIC


def line_names(text: str) -> tuple[list[str], bool]:
    """Names of people in a short line that holds nothing but them, or them beside a date; and whether there is a date."""
    parts = [part for part in _PARTS.split(text.strip(EDGE)) if part]
    dated = any(c.isdigit() for c in text)
    names: list[str] = []
    for part in parts:
        with_digits = any(c.isdigit() for c in part)
        found = split_names(before_date(part)) if with_digits else split_names(part)
        if all(_is_person(name) for name in found):
            names += found
        elif not with_digits:
            return [], dated
    return names, dated


def _is_person(name: str) -> bool:
    """Is it written as people's names are, of two to four words, and does nothing say that it is a line of the site's own?"""
    words = name.split()
    if (
        not 2 <= len(words) <= 4
        or any(len(word) == 1 for word in words)
        or ":" in name
        or name.isupper()
        or is_role(name)
        or lexicon.opener("credit").match(name)
        or _opens_date(name)
        or lexicon.whole("stop").fullmatch(name)
    ):
        return False
    return all(word[0].isupper() or word in particles() for word in words) and not any(
        lexicon.opener(key).match(name) for key in ("furniture", "promo", "nobody")
    )


def is_dated(text: str) -> bool:
    """Does a line open with a word such as "published" and name a day?"""
    return _opens_date(text) and find_moment(text) is not None


def _opens_date(text: str) -> bool:
    return bool(lexicon.opener("published").match(text) or lexicon.opener("updated").match(text))


def beside_names(text: str) -> list[str]:
    """The agencies that a byline adds to its names ("By Mina Harrow with Reuters")."""
    added = _added().search(text) if len(text) < LONGEST_BYLINE and lexicon.by_word(text) else None
    return agencies_in(text[added.end() :]) if added else []


@cache
def _added() -> re.Pattern[str]:
    """A word between the names of a byline and what it adds to them."""
    return re.compile(r"\s+" + lexicon.alternatives(lexicon.phrases("with")) + r"\s+", re.I)


def agencies_in(text: str) -> list[str]:
    """The agencies that a short line names, where it names nothing else ("(dpa/afp)", "With Reuters")."""
    if len(text) > LONGEST_CREDIT or not may_tell(text):
        return []
    text = text.strip(EDGE)
    found = _with().match(text)
    text = text[found.end() :] if found else text
    names = [name for part in joints().split(text) for piece in part.split("/") if (name := piece.strip(EDGE))]
    return names if all(name.lower() in known_agencies() for name in names) else []


@cache
def _with() -> re.Pattern[str]:
    return re.compile(lexicon.alternatives(lexicon.phrases("with")) + r"\s+", re.I)


def _is_named(name: str) -> bool:
    """Are all words written as those of names are?"""
    return all(word[0].isupper() or len(word) < 4 or not word[0].isascii() for word in name.split())
