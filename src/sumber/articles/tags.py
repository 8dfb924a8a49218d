"""What an HTML tag means to the reader of pages: its kind, and the hints that its attributes give."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from sumber.articles import blocks as hint
from sumber.articles import lexicon
from sumber.articles.blocks import hints_of

(IGNORE, START_BLOCK, END_BLOCK, START_LINK, END_LINK, START_INLINE, END_INLINE, START_BOLD, END_BOLD, BREAK, SKIP, HEAD,
 AUTHOR, LITERAL, COMMENT, BROKEN) = range(16)  # fmt: skip
"""Kinds of tags. SKIP opens an element whose inside is not read, HEAD is one that tells of the page, AUTHOR links to one,
LITERAL is no tag, BROKEN stopped at a ">" inside quotes."""

RARE = START_INLINE
"""Kinds from here on are not among the few that most tags are of."""


class Tag(NamedTuple):
    """A tag as the reader takes it; `attributes` only where something in them is still to be read. `ends` is 0 where the
    block ends none that is open, 1 where it ends a paragraph, 2 where it ends its like."""

    kind: int
    name: str
    hints: int = 0
    ends: int = 0
    attributes: dict[str, str] | None = None


INLINE = frozenset(lexicon.words("web")["tags"]["inline"])
SKIPPED = frozenset(lexicon.words("web")["tags"]["skipped"])
_VOID = frozenset(("img", "input", "base", "area", "col", "embed", "source", "track", "wbr", "param", "keygen", "frame"))
_HEAD = frozenset(("meta", "title", "noscript", "video", "html", "time"))
_NAMING = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component"))
_USED = _NAMING | {
    "content",
    "datetime",
    "property",
    "name",
    "rel",
    "href",
    "lang",
    "xml:lang",
    "type",
    "hidden",
    "aria-hidden",
    "style",
}
_BREAKING = hint.CAPTION | hint.PROMO | hint.ADVERT | hint.NEGATIVE
_HINTS = {"nav": hint.NAVIGATION, "footer": hint.FURNITURE, "aside": hint.PROMO, "header": hint.HEADER, "form": hint.FORM,
          "figcaption": hint.CAPTION, "menu": hint.NAVIGATION, "amp-live-list": hint.FURNITURE}  # fmt: skip
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_HINTING = re.compile(
    r"[\s\"'](class|id|role|itemprop|data-testid|data-component|hidden|aria-hidden|style|content|datetime)(?![\w-])"
    r"(?:\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?", re.I)  # fmt: skip
_QUOTED = [(name, f' {name}="') for name in (*sorted(_NAMING - {"itemprop"}), "style", "aria-hidden")]
_HIDDEN = re.compile(r"\shidden(?![\w-])")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
_LINK = Tag(START_LINK, "a")
_IGNORED = Tag(IGNORE, "")
_COMMENT = Tag(COMMENT, "")
_SCRIPT = Tag(SKIP, "script")
_DATA = Tag(SKIP, "script", 0, 0, {"type": "application/ld+json"})
_CANONICAL = Tag(HEAD, "link")
_CONSTANT = {
    **{name: Tag(SKIP, name, _HINTS.get(name, 0)) for name in SKIPPED if name != "style"},
    **dict.fromkeys(_VOID, _IGNORED),
    "a": _LINK,
    "script": _SCRIPT,
    "style": Tag(SKIP, "style"),
    "link": _CANONICAL,
}
"""What tags of these names are, whatever stands in them."""
_DECLARED = ("!", "?", "/")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS_P = frozenset((
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hgroup", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "ul", *HEADINGS,
))  # fmt: skip
_ENDS_LIKE = frozenset(("li", "dd", "dt", "td", "th", "tr", "tbody", "tfoot"))

MANY = 50_000
"""Tags remembered at most."""

LONGEST = 160
"""Characters of the longest tag that is remembered."""

known: dict[str, Tag] = {}
"""The tags remembered, by what stands between "<" and ">"."""


def tag_of(inner: str) -> Tag:
    """The meaning of what stands between "<" and ">". Tags recur, on a page and on all pages of an outlet, so that short ones
    are remembered; what is remembered depends on nothing but the tag's own characters."""
    name, _, rest = inner.partition(" ")
    constant = _CONSTANT.get(name)
    if constant is not None and not rest.count('"') & 1:
        if constant is _LINK:
            return constant if "author" not in rest else Tag(AUTHOR, "a", 0, 0, attributes_of(inner))
        if constant is _SCRIPT:
            return constant if "ld+json" not in rest else _DATA
        if constant is not _CANONICAL or "canonical" in rest:
            return constant if constant is not _CANONICAL else Tag(HEAD, name, 0, 0, attributes_of(inner))
        return _IGNORED
    if inner[:3] == "!--":
        return _COMMENT
    found = _read(inner)
    if found.attributes is None and len(inner) < LONGEST:
        if len(known) >= MANY:
            known.clear()
        known[inner] = found
    return found


def _read(inner: str) -> Tag:
    named = _NAME.match(inner)
    if not named:
        return _IGNORED if inner[:1] in _DECLARED else Tag(LITERAL, "")
    name = named.group().lower()
    if name[0] == "/":
        return _closing(name[1:])
    if len(inner) > len(name) and inner.count('"' if '"' in inner else "'") & 1:
        return Tag(BROKEN, name)
    constant = _CONSTANT.get(name)
    if constant is not None and not inner.startswith(name):
        return tag_of(name + inner[len(name) :])
    if name in ("br", "hr"):
        return Tag(BREAK, name)
    if name in _HEAD:
        return Tag(HEAD, name, 0, 0, attributes_of(inner))
    if constant is not None:
        return constant
    return _opening(name, _hinting_of(inner) if len(inner) > len(name) else {})


def _closing(name: str) -> Tag:
    if name == "a":
        return Tag(END_LINK, name)
    if name in ("b", "strong"):
        return Tag(END_BOLD, name)
    if name == "br":
        return Tag(BREAK, name)
    if name in _HEAD or (name in _CONSTANT and name not in ("nav", "dialog")):
        return _IGNORED
    return Tag(END_INLINE if name in INLINE else END_BLOCK, name)


def _opening(name: str, attributes: dict[str, str]) -> Tag:
    """A block, or an inline element that its hints make one."""
    hints = _attribute_hints(attributes) if attributes else 0
    dated = attributes if "itemprop" in attributes and ("content" in attributes or "datetime" in attributes) else None
    if name in ("b", "strong"):
        return Tag(START_BOLD, name)
    if name in INLINE and not hints & _BREAKING:
        return Tag(START_INLINE, name, 0, 0, dated)
    ends = 2 if name in _ENDS_LIKE else 1 if name in _ENDS_P else 0
    return Tag(START_BLOCK, name, hints | _HINTS.get(name, 0), ends, dated)


def attributes_of(inner: str) -> dict[str, str]:
    """The attributes that anything is read from, by lower-case name; of two of one name the first counts."""
    found: dict[str, str] = {}
    named = _NAME.match(inner)
    for name, *values in _ATTRIBUTE.findall(inner, named.end() if named else 0):
        name = name.lower()
        if name in _USED and name not in found:
            value = values[0] or values[1] or values[2]
            found[name] = unescape(value) if "&" in value else value
    return found


def _hinting_of(inner: str) -> dict[str, str]:
    """The attributes that hints come from."""
    if "='" in inner or '="' not in inner or "itemprop" in inner:
        return {name.lower(): double or single or bare for name, double, single, bare in _HINTING.findall(inner)}
    found = {}
    for name, opening in _QUOTED:
        start = inner.find(opening)
        if start >= 0:
            start += len(opening)
            found[name] = inner[start : inner.find('"', start)]
    if "hidden" in inner and "aria-hidden" not in found and _HIDDEN.search(inner):
        found["hidden"] = ""
    return found


def _attribute_hints(attributes: dict[str, str]) -> int:
    """What an element's attributes say of its contents."""
    hints = 0
    for name, value in attributes.items():
        if name in _NAMING:
            hints |= hints_of(value.rstrip("0123456789"))
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and _INVISIBLE.search(attributes["style"]))
    ):
        hints |= hint.HIDDEN
    return hints
