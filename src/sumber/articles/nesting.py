"""Which open elements end where a tag stands: end tags that authors leave out are supplied as browsers supply them (WHATWG
HTML, 13.2.6), as far as they part text from text."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.articles import lexicon

Open = tuple[str, int, int, int, int]
"""An open block: its name, its hints, and the counts of open links, bold print and plain inline elements of the name of the
block around it as they stood where it was opened."""

INLINE = frozenset(lexicon.words("web")["tags"]["inline"])
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

REACH = 32
"""Open elements that are looked through for one that ends."""

_ENDS = {
    **{name: (frozenset((name,)), frozenset(("div", "p", "address"))) for name in ("li",)},
    **{name: (frozenset(("dd", "dt")), frozenset(("div", "p", "address"))) for name in ("dd", "dt")},
    **{name: (frozenset(("td", "th")), frozenset(("div", "p", "ul", "li", "center", "form"))) for name in ("td", "th")},
    "tr": (frozenset(("tr",)), frozenset(("td", "th", "div", "p", "ul", "li", "center", "form"))),
    **{name: (frozenset(("tbody", "thead", "tfoot")), frozenset(("tr", "td", "th", "p"))) for name in ("tbody", "tfoot")},
}
"""By element that opens: those it ends, and those it may stand in while it does."""
_BARRIERS = frozenset(("td", "th", "table", "caption"))
_TABLE = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table", "caption"))
_ENDING = INLINE | HEADINGS | {"p"}
"""Elements that end, or may hold one that ends, where a block begins."""
_ENDS_P = frozenset((
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hgroup", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "ul", *HEADINGS,
))  # fmt: skip


def ends_in(name: str) -> frozenset[str]:
    """The innermost open elements in which a block of this name may end one that is open; it ends none in others."""
    like = frozenset.union(*_ENDS[name]) if name in _ENDS else frozenset()
    return _ENDING | like if like or name in _ENDS_P else frozenset()


def ended_like(stack: Sequence[Open], name: str) -> int:
    """The depth of the open element that one of this name ends because both are of a kind (<li> ends <li>); 0 where none."""
    if name not in _ENDS:
        return 0
    ended, passed = _ENDS[name]
    for depth in range(len(stack) - 1, max(0, len(stack) - REACH), -1):
        opened = stack[depth][0]
        if opened in ended:
            return depth
        if opened not in passed and opened not in INLINE:
            return 0
    return 0


def ended_paragraph(stack: Sequence[Open], name: str) -> int:
    """The depth of the open paragraph or heading that cannot hold a block of this name; 0 where none."""
    if name in _TABLE:
        return 0
    for depth in range(len(stack) - 1, max(0, len(stack) - REACH), -1):
        opened = stack[depth][0]
        if opened == "p" or (name in HEADINGS and opened in HEADINGS):
            return depth
        if opened not in INLINE:
            return 0
    return 0


def ended_by(stack: Sequence[Open], name: str) -> int:
    """The depth of the open element that an end tag of this name ends; 0 where none."""
    for depth in range(len(stack) - 1, max(0, len(stack) - REACH), -1):
        opened = stack[depth][0]
        if opened == name or (name in HEADINGS and opened in HEADINGS):
            return depth
        if opened == "table" or (opened in _BARRIERS and name not in _TABLE):
            return 0
    return 0
