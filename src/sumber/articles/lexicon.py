"""The words that mark furniture, labels and dates on pages: one data file a language, read together, since a page's furniture
is often not in the language of its article. A short word (Tagalog "ni", by) may be a name elsewhere (Balinese "Ni Luh").

Keys of `data/<language>.toml`, all lower case: `promo` begins a line that advertises another article; `stop` is the whole of a
heading after which no article text comes; `between` lists those of them that may also stand between paragraphs; `furniture`
begins a line of the site's own; `pager` stands before the number of a page of several; `author`, `editor`, `photographer`,
`translator`, `helper` (one who reported besides the authors), `credit`, `caption`, `published`, `updated` are labels before a
value; `author_bare` and so on open a line or a
part of one and need no colon; `copyright` stands beside the outlet's name at a page's foot; `by` may stand before a name
without a colon; `conjunction` joins two names; `desk` is an author that names nobody; `paywall`, `error`, `javascript`,
`consent` are said by pages that hold no article; `given` lists how names begin that `by` must not take for its own; `with`
stands before names that a byline or credit adds, `role` and `located` behind a name ("reporter", "in"); `nobody` is what no
person is called; `months` lists the names of each month, `weekdays` those of days; `of` may stand between a day and its month,
`forenoon` and `afternoon` beside a time of twelve hours; `date_order` is "unknown" where 4/5 may be May or April.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

LABEL_KEYS = ("helper", "photographer", "translator", "author", "editor", "credit", "caption", "published", "updated")
BARE_KEYS = ("helper", "author", "editor", "credit", "photographer", "translator")


@cache
def languages() -> tuple[str, ...]:
    """BCP 47 tags of the languages that have a file of words."""
    names = (entry.name for entry in files("sumber.articles").joinpath("data").iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".toml") and name != "web.toml"))


@cache
def words(lang: str) -> dict[str, Any]:
    """The data file of one language (or "web": names of classes, zones)."""
    return tomllib.loads(files("sumber.articles").joinpath("data", f"{lang}.toml").read_text(encoding="utf-8"))


@cache
def phrases(key: str) -> tuple[str, ...]:
    """The phrases under a key in every language, longest first."""
    found = {phrase for lang in languages() for phrase in words(lang).get(key, ())}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def alternatives(found: Iterable[str]) -> str:
    """Phrases as a regular expression: blanks stand for any white space, a phrase that ends in a letter ends a word."""
    parts = []
    for phrase in found:
        spaced = r"\s+".join(re.escape(part) for part in phrase.split())
        parts.append(spaced + (r"(?!\w)" if phrase[-1].isalnum() and phrase[-1] < "\u2e80" else ""))
    return "(?:" + "|".join(parts) + ")"


class Opener:
    """Phrases that begin a text, past bullets, arrows and brackets; sorted by their first two letters, so that most texts cost
    one look-up."""

    def __init__(self, found: Iterable[str]) -> None:
        self._buckets = _buckets(found)

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase that opens the text (its end is an index into the text), None where none does."""
        lead = None if text[:1].isalpha() else _LEAD.match(text)
        start = lead.end() if lead else 0
        for at in (start, 0) if start else (0,):
            two = text[at : at + 2].lower()
            for begun in (two, two[:1]):
                bucket = self._buckets.get(begun)
                found = bucket.match(text, at) if bucket else None
                if found:
                    return found
        return None


class Whole:
    """Phrases that are the whole of a text without double blanks, perhaps with a mark or a count around them; sorted like those
    that open one."""

    def __init__(self, found: Sequence[str]) -> None:
        self._buckets = _buckets(found, r"[\W\d_]{0,6}")
        self._longest = max(map(len, found), default=0) + 4 + 6

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The phrase with what follows it, None where the text is something else."""
        if len(text) > self._longest:
            return None
        lead = None if text[:1].isalpha() else _MARKS.match(text)
        for at in range(lead.end() if lead else 0, -1, -1):
            two = text[at : at + 2].lower()
            for begun in (two, two[:1]):
                bucket = self._buckets.get(begun)
                found = bucket.fullmatch(text, at) if bucket else None
                if found:
                    return found
        return None


def _buckets(found: Iterable[str], tail: str = "") -> dict[str, re.Pattern[str]]:
    """Phrases by their first two characters."""
    buckets: dict[str, list[str]] = {}
    for phrase in found:
        buckets.setdefault(phrase[:2], []).append(phrase)
    return {start: re.compile(alternatives(phrases) + tail, re.I) for start, phrases in buckets.items()}


_LEAD = re.compile(r"[\s>»›▶►•|*–—\-+→\[()【]{0,6}")
_MARKS = re.compile(r"[\W\d_]{0,4}")


def by_word(text: str) -> re.Match[str] | None:
    """The word for "by" that opens a text; None where a name only begins like one ("Ni Luh")."""
    return None if opener("given").match(text) else opener("by").match(text)


@cache
def opener(key: str) -> Opener:
    """The phrases of `key` as openers of a text."""
    return Opener(phrases(key))


@cache
def whole(key: str) -> Whole:
    """The phrases of `key` as the whole of a text."""
    return Whole(phrases(key))


@cache
def anywhere(key: str) -> re.Pattern[str]:
    """Finds a phrase of `key` anywhere in a text."""
    return re.compile(alternatives(phrases(key)), re.I)


class Labels:
    """Finds "<label>: " before a value; the group named after the key holds the label. Few words stand before a colon, so that
    the labels are only looked for where one of their last words does."""

    def __init__(self) -> None:
        groups = "|".join(f"(?P<{key}>{alternatives(phrases(key))})" for key in LABEL_KEYS)
        self._pattern = re.compile(r"(?<![\w.])(?:" + groups + r")\s{0,3}[:：]\s*", re.I)
        self._words = {re.findall(r"\w+", phrase)[-1] for key in LABEL_KEYS for phrase in phrases(key)}

    def search(self, text: str) -> re.Match[str] | None:
        """The first label."""
        return self._pattern.search(text) if self._is_likely(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every label, in order."""
        return self._pattern.finditer(text) if self._is_likely(text) else iter(())

    def _is_likely(self, text: str) -> bool:
        if ":" not in text and "：" not in text:
            return False
        return not self._words.isdisjoint(_BEFORE_COLON.findall(text.lower()))


_BEFORE_COLON = re.compile(r"\b(\w{1,60}+)\W{0,6}[:：]")


@cache
def label() -> Labels:
    """The labels that stand before a colon, of every key in LABEL_KEYS."""
    return Labels()


@cache
def bare_label() -> re.Pattern[str]:
    """The same for labels that need no colon: at the start of a text, after a semicolon, a bar or a bracket."""
    groups = "|".join(f"(?P<{key}>{alternatives(phrases(key + '_bare'))})" for key in BARE_KEYS)
    return re.compile(r"(?:^\W{0,3}|[;|·(]\s{0,3})(?:" + groups + r")\s+", re.I)


@cache
def months() -> dict[str, dict[str, int]]:
    """By language, the number of each month by its names."""
    listed = {lang: words(lang).get("months", ()) for lang in languages()}
    return {lang: {name: n for n, names in enumerate(found, 1) for name in names} for lang, found in listed.items()}
