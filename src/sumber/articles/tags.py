"""What an HTML tag means to the reader of pages: its kind, and the hints that its attributes give."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sumber.articles import blocks as hint
from sumber.articles import lexicon
from sumber.articles.blocks import hints_of
from sumber.articles.entities import unescape
from sumber.articles.nesting import INLINE, Open, ends_in

(IGNORE, START_BLOCK, END_BLOCK, START_LINK, END_LINK, START_INLINE, END_INLINE, DATED, START_BOLD, END_BOLD, BREAK, SKIP,
 HEAD, AUTHOR, COMMENT, LITERAL, BROKEN) = range(17)  # fmt: skip
"""Kinds of tags. DATED is an element that gives a moment, SKIP opens one whose inside is not read, HEAD one that tells of the
page, AUTHOR links to one, LITERAL is no tag, BROKEN stopped at a ">" inside quotes."""

RARE = DATED
"""Kinds from here on are not among the few that most tags are of."""


@dataclass(slots=True)
class Tag:
    """A tag as the reader takes it; `attributes` only where something in them is still to be read. `ends` are the innermost
    open elements in which the block may end one that is open. `besides` is what the tag is apart from what its attributes tell
    of the page. `white` says that white space follows, `twin` is the same tag with that. `telling` is what makes more of the
    tag where it stands in its attributes, `opened` the block that begins where nothing else is open."""

    kind: int
    name: str = ""
    hints: int = 0
    ends: frozenset[str] = frozenset()
    attributes: dict[str, str] | None = None
    besides: Tag | None = None
    white: bool = False
    twin: Tag | None = None
    telling: bytes = b""
    opened: Open = field(init=False)

    def __post_init__(self) -> None:
        self.opened = (self.name, self.hints, 0, 0, 0)

    def spaced(self) -> Tag:
        """The tag with white space behind it."""
        if self.twin is None:
            self.twin = replace(self, white=True)
        return self.twin


# No possessive group: Python 3.11.2, which Debian 12 has, matches those wrongly. Nothing follows, so nothing is tried again.
QUOTED = re.compile(r"/?[a-zA-Z](?:[^<>\"']+|\"[^\"]{0,60000}\"|'[^']{0,60000}')*")
"""What follows the "<" of a tag that may hold "<" or ">" inside quotes, up to the first outside of them."""

LONGEST = 200_000
"""Characters of such a tag."""

MAX_REPAIRS = 500
"""Tags that are looked into for quotes on one page."""

LONGEST_VALUE = 3_000
"""Characters of an attribute beyond which it is data for scripts, whose entities are left as they are."""

SKIPPED = frozenset(lexicon.words("web")["tags"]["skipped"])
VOID = frozenset(("img", "input", "base", "area", "col", "embed", "source", "track", "wbr", "param", "keygen", "frame"))
TOLD = frozenset(("script", "title", "noscript", "video"))
"""Elements that are not read as text but tell something of the page."""
_HEAD = frozenset(("html", "time", "meta"))
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_USED = frozenset((
    *_NAMING, "content", "datetime", "property", "name", "rel", "href", "lang", "xml:lang", "type", "hidden", "aria-hidden",
    "style",
))  # fmt: skip
_BREAKING = hint.CAPTION | hint.PROMO | hint.ADVERT | hint.NEGATIVE
_HINTS = {"nav": hint.NAVIGATION, "footer": hint.FURNITURE, "aside": hint.PROMO, "header": hint.HEADER, "form": hint.FORM,
          "figcaption": hint.CAPTION, "menu": hint.NAVIGATION, "amp-live-list": hint.FURNITURE}  # fmt: skip
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_TWO = re.compile(r'\s*([a-z][a-z-]*)="([^"]*)"\s*([a-z][a-z-]*)="([^"]*)"[ /\n\t\r]*')
"""What most meta tags hold."""
_HINTING = re.compile(
    r"[\s\"'](?=[acdhirs])(class|id|role|itemprop|data-testid|data-component|hidden|aria-hidden|style|content|datetime)(?![\w-])"
    r"(?:\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?", re.I)  # fmt: skip
_HIDDEN = re.compile(r"\shidden(?![\w-])")
"""The attribute, or the class that many pages call so."""
_ZERO = r"(?:0+(?:\.0\d*)?|\.0\d*)(?![\d.])"
_EDGE = r"\s*[01](?:px)?[\s,]*"
_AWAY = r"\s*:\s*-(?:\d{4,}(?:\.\d+)?px|\d{3,}(?:r?em|v[wh]))"
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|font-size\s*:\s*(?:{_ZERO}|(?:0?\.\d+|1)p[xt]\b)"
    + "".join(f"|{side}{_AWAY}" for side in ("left", "right", "top", "bottom", "indent"))
    + rf"|scale\(\s*{_ZERO}|clip\s*:\s*rect\((?:{_EDGE}){{4}}\)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
)
"""Styles, in small letters, of what no reader sees: not shown, too small, beyond the edge of the page, cut to nothing. Each
begins with a letter of its own, without re.I, so that most signs of a style are passed over at once."""
_TRANSPARENT = re.compile(rf"(?<![\w-])opacity\s*:\s*{_ZERO}")
_FADING = re.compile(r"transform|transition|animation")
"""With one of these, what is transparent is going to be shown."""
_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
IGNORED = Tag(IGNORE)
LINK = Tag(START_LINK, "a", telling=b"author")
_CANONICAL = Tag(HEAD, "link")
_LINKED = Tag(IGNORE, telling=b"canonical")
META = Tag(HEAD, "meta")
_COMMENT = Tag(COMMENT)
SCRIPT = Tag(SKIP, "script", telling=b"ld+json")
_DATA = Tag(SKIP, "script", attributes={"type": "application/ld+json"})
_CONSTANT = {
    **{name: Tag(SKIP, name, _HINTS.get(name, 0)) for name in (*SKIPPED, *TOLD)},
    **dict.fromkeys(VOID, IGNORED),
    "a": LINK,
    "script": SCRIPT,
    "link": _CANONICAL,
    "meta": META,
}
"""What tags of these names are, whatever stands in them."""
_NAMED = {name.encode(): tag for name, tag in _CONSTANT.items()}
BY_NAME = {name.encode(): tag if tag is not _CANONICAL else _LINKED for name, tag in _CONSTANT.items()}
"""What they are by name where what is given along does not stand in their attributes."""
_DECLARED = ("!", "?", "/")

MANY = 50_000
"""Tags remembered at most."""

REMEMBERED = 160
"""Bytes of the longest piece of a page that is remembered."""

LONGEST_TAG = 400
"""Bytes of the longest tag that is remembered without what follows it: some pages give all of an element's look as classes."""

known: dict[bytes, Tag] = {}
"""The tags remembered, by what stands between "<" and the next "<", where that is no text."""

by_inner: dict[bytes, Tag] = {}
"""The same by what stands between "<" and ">"."""


def tag_of(inner: bytes) -> Tag:
    """The meaning of what stands between "<" and ">". Tags recur, on a page and on all pages of an outlet, so that short ones
    are remembered; what is remembered depends on nothing but the tag's own characters."""
    found = by_inner.get(inner)
    if found is not None:
        return found
    name, _, rest = inner.partition(b" ")
    constant = _NAMED.get(name)
    if constant is not None and not rest.count(b'"') & 1:
        return _constant(constant, rest)
    if inner[:3] == b"!--":
        return _COMMENT
    found = _read(inner.decode())
    if found.attributes is None and len(inner) < LONGEST_TAG:
        if len(by_inner) >= MANY:
            by_inner.clear()
        by_inner[inner] = found
    return found


def remember(piece: bytes, inner: bytes, tag: Tag) -> None:
    """Remember the meaning of a piece of a page that is a short tag, or a short comment, and no text."""
    if inner in by_inner or inner[:3] == b"!--":
        if len(known) >= MANY:
            known.clear()
        known[piece] = tag


def _constant(constant: Tag, rest: bytes) -> Tag:
    """A tag whose name tells all of it, but for a few words in its attributes."""
    if constant is LINK:
        return LINK if rest.find(LINK.telling) < 0 else Tag(AUTHOR, "a", attributes=attributes_of(rest.decode()), besides=LINK)
    if constant is SCRIPT:
        return SCRIPT if rest.find(SCRIPT.telling) < 0 else _DATA
    if constant is META:
        return Tag(HEAD, "meta", attributes=attributes_of(rest.decode()))
    if constant is _CANONICAL:
        return IGNORED if rest.find(_LINKED.telling) < 0 else Tag(HEAD, "link", attributes=attributes_of(rest.decode()))
    return constant


def _read(inner: str) -> Tag:
    named = _NAME.match(inner)
    if not named:
        return IGNORED if inner[:1] in _DECLARED else Tag(LITERAL)
    name = named.group().lower()
    if name[0] == "/":
        return _closing(name[1:])
    if len(inner) > len(name) and inner.count('"' if '"' in inner else "'") & 1:
        return Tag(BROKEN, name)
    constant = _CONSTANT.get(name)
    if constant is not None and not inner.startswith(name):
        return tag_of((name + inner[len(name) :]).encode())
    if name in ("br", "hr"):
        return Tag(BREAK, name)
    if name in _HEAD:
        return Tag(HEAD, name, attributes=attributes_of(inner[len(name) :]))
    if constant is not None:
        return constant
    if len(inner) == len(name):
        return _plain(name, 0)
    rest = inner[len(name) :]
    attributes = quoted_attributes(rest) or _hinting_of(rest)
    if "hidden" in rest and "aria-hidden" not in attributes and _HIDDEN.search(rest):
        attributes["hidden"] = ""
    return _opening(name, attributes)


def _closing(name: str) -> Tag:
    if name == "a":
        return Tag(END_LINK, name)
    if name in ("b", "strong"):
        return Tag(END_BOLD, name)
    if name == "br":
        return Tag(BREAK, name)
    if name in _HEAD or (name in _CONSTANT and name not in ("nav", "dialog")):
        return IGNORED
    return Tag(END_INLINE if name in INLINE else END_BLOCK, name)


def _opening(name: str, attributes: dict[str, str]) -> Tag:
    """A block, or an inline element that its hints make one."""
    tag = _plain(name, _attribute_hints(attributes) if attributes else 0)
    if "itemprop" in attributes and ("content" in attributes or "datetime" in attributes):
        return Tag(DATED, name, attributes=attributes, besides=tag)
    return tag


@lru_cache(maxsize=MANY)
def _plain(name: str, hints: int) -> Tag:
    if name in ("b", "strong"):
        return Tag(START_BOLD, name)
    if name in INLINE and not hints & _BREAKING:
        return Tag(START_INLINE, name)
    return Tag(START_BLOCK, name, hints | _HINTS.get(name, 0), ends_in(name))


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes that anything is read from, by lower-case name; of two of one name the first counts. `rest` is what
    follows the tag's name."""
    pair = _TWO.fullmatch(rest)
    found: dict[str, str] | None = {pair[3]: pair[4], pair[1]: pair[2]} if pair else quoted_attributes(rest)
    if found is None:
        found = {}
        for name, double, single, bare in _ATTRIBUTE.findall(rest):
            name = name.lower()
            if name in _USED and name not in found:
                found[name] = double or single or bare
    for name, value in found.items():
        if "&" in value and len(value) < LONGEST_VALUE:
            found[name] = unescape(value)
    return found


def quoted_attributes(rest: str) -> dict[str, str] | None:
    """The same, entities unresolved, of a tag whose attributes all have values in double quotes, as nearly all do; None where
    any has not."""
    parts = rest.split('"')
    if parts.pop().strip(" /\n\t\r"):
        return None
    found: dict[str, str] = {}
    for n in range(0, len(parts), 2):
        name = parts[n].strip()
        if name[-1:] != "=":
            return None
        name = name[:-1]
        if name in _USED:
            if name not in found:
                found[name] = parts[n + 1]
        elif not name.islower() or "=" in name or "'" in name or len(name.split()) != 1:
            return None
    return found


def _hinting_of(rest: str) -> dict[str, str]:
    """The attributes that hints come from, however they are written."""
    return {name.lower(): double or single or bare for name, double, single, bare in _HINTING.findall(rest)}


def _attribute_hints(attributes: dict[str, str]) -> int:
    """What an element's attributes say of its contents."""
    hints = 0
    for name, value in attributes.items():
        if name in _NAMING:
            hints |= hints_of(value.rstrip("0123456789"))
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and _is_invisible(attributes["style"]))
    ):
        hints |= hint.HIDDEN
    return hints


def _is_invisible(style: str) -> bool:
    """Does a style attribute keep its element from being seen?"""
    style = style.lower()
    if _INVISIBLE.search(style):
        return True
    return "opacity" in style and _TRANSPARENT.search(style) is not None and _FADING.search(style) is None
