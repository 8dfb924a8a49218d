"""What both readers of pages, of HTML and of text dumps, give: a flat sequence of blocks in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from sumber.articles import lexicon

NAVIGATION, FURNITURE, PROMO, COMMENT, ADVERT, CAPTION, BYLINE, DATE, TAGS, BIO, BODY, LEAD, HEADER, HIDDEN, FORM = (
    1 << n for n in range(15)
)
"""Hints: what an element's tag, class, id or role says of what is in it."""

NEGATIVE = NAVIGATION | FURNITURE | PROMO | COMMENT | ADVERT | TAGS | BIO | HIDDEN | FORM

_JUNK = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_WIDE = re.compile("[\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+")
_HIGH = re.compile("[\u1100-\u11ff\u3005-\U0003ffff]")
"""Where _WIDE may match: two ranges are looked for several times as fast as seven."""
LONG = 2_000
"""Characters from which a text is too long to be remembered."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@dataclass(slots=True)
class Containers:
    """The block-level elements of a page, a column for each thing known of them (a page has hundreds, and objects cost several
    times as much): the index of the one around it, which comes before it (-1: none), its tag, and its hints."""

    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A run of text without a block-level break. `linked` and `bold` count its characters inside links and bold print,
    `container` is an index, `label` is set by the labeller; `begin` and `end` are the first and the last piece of the page that
    it was read from (see positions.py), `lead` the bytes, in UTF-8, of the first that stand before it."""

    text: str
    tag: str
    container: int
    hints: int = 0
    linked: int = 0
    bold: int = 0
    label: str = ""
    begin: int = 0
    lead: int = 0
    end: int = 0

    @property
    def link_share(self) -> float:
        """Share of the characters that are links."""
        return min(1.0, self.linked / max(1, len(self.text)))


@dataclass(slots=True)
class Markup:
    """A page taken apart. `metas` are meta tags by lower-case name or property, `scripts` the JSON-LD blocks as text, `times`
    the datetime attributes with the number of blocks before each and their names, `authors` the texts of links to authors,
    `noscripts` what stands there for browsers without JavaScript, `script_count` and `videos` how many such elements there are;
    `utf8` says that the page's own bytes were read as UTF-8, whatever its scripts hold."""

    blocks: list[Block] = field(default_factory=list)
    containers: Containers = field(default_factory=Containers)
    metas: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[str, int, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    head_title: str = ""
    lang: str | None = None
    canonical: str | None = None
    noscripts: list[str] = field(default_factory=list)
    script_count: int = 0
    videos: int = 0
    html: bool = True
    utf8: bool = False

    def meta(self, *names: str) -> str | None:
        """The first meta tag that is there and not empty, in the order of `names`."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value.strip():
                    return clean(value)
        return None


def clean(text: str) -> str:
    """White space collapsed; control characters, direction marks, zero-width junk removed (joiners stay: scripts need them)."""
    text = text.strip()
    if "  " not in text and text.isprintable():
        # Of white space only the blank is printable.
        return text
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_JUNK.sub("", text).split())


def hints_of(names: str) -> int:
    """The hints that class names, ids and roles give."""
    hints = 0
    for name in names.split()[:40]:
        hints |= _name_hints(name)
    return hints


@lru_cache(maxsize=65536)
def _name_hints(name: str) -> int:
    table, paired = _table(), _paired()
    hints, before = 0, ""
    for token in _TOKEN.findall(name[:200]):
        token = token.lower()
        hints |= table.get(token, 0)
        if before in paired:
            hints |= table.get(f"{before}-{token}", 0)
        before = token
    return hints


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    names = (
        "navigation",
        "furniture",
        "promo",
        "comment",
        "advert",
        "caption",
        "byline",
        "date",
        "tags",
        "bio",
        "body",
        "lead",
    )
    bits = {name: 1 << n for n, name in enumerate(names)}
    found: dict[str, int] = {}
    for key, tokens in lexicon.words("web")["hints"].items():
        for token in tokens:
            found[token] = found.get(token, 0) | bits[key]
    return found


@lru_cache(maxsize=1)
def _paired() -> frozenset[str]:
    """The first words of names of two."""
    return frozenset(name.partition("-")[0] for name in _table() if "-" in name)


def extent(text: str) -> int:
    """Length in letters of an alphabet: a sign of a script that writes syllables or words counts for three."""
    return len(text) if text.isascii() else _extent(text) if len(text) < LONG else _signs(text)


def _signs(text: str) -> int:
    return len(text) + 2 * sum(map(len, _WIDE.findall(text))) if _HIGH.search(text) else len(text)


_extent = lru_cache(maxsize=256)(_signs)
"""The same, remembered: a block is measured several times while its page is read."""
