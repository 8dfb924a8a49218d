"""HTML to blocks in one pass over the characters: no tree is built, so that neither depth nor size costs more than a linear
read, and every block knows which characters of the page it was read from.

End tags that authors leave out are supplied as browsers supply them (WHATWG HTML, 13.2.6), as far as they part text from text.
"""

from __future__ import annotations

import re
from html import unescape

from sumber.articles import tags
from sumber.articles.blocks import Block, Container, Markup, clean
from sumber.articles.tags import (
    AUTHOR,
    BREAK,
    BROKEN,
    COMMENT,
    END_BLOCK,
    END_BOLD,
    END_INLINE,
    END_LINK,
    HEAD,
    HEADINGS,
    INLINE,
    LITERAL,
    RARE,
    SKIP,
    START_BLOCK,
    START_BOLD,
    START_INLINE,
    START_LINK,
    Tag,
    tag_of,
)  # fmt: skip

MAX_DEPTH = 2_000
"""Blocks nested deeper than this are no page of news; browsers stop at 512."""

MAX_TAGS = 400_000
"""Tags beyond which a page is refused: reading takes some microseconds a tag."""

MAX_REPAIRS = 500
"""Tags with "<" or ">" inside quotes that are looked into on one page."""

_QUOTED = re.compile(r"(/?[a-zA-Z](?:[^<>\"']|\"[^\"]{0,60000}\"|'[^']{0,60000}')*+)>")
MAX_PARTS = 1_500
"""Pieces that a tag may be cut into by "<" inside its quotes."""

_TAGS = re.compile(r"<[^<>]*>")
_BREAK = "\n\n"
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
_REACH = 32
"""Open elements that are looked through for the one that an end tag ends."""


_RAW = frozenset(("script", "style", "title", "noscript", "textarea", "iframe", "video", "select"))
_AFTER = frozenset(("", ">", " ", "\t", "\n", "\r", "/"))
_Open = tuple[str, int, int, int, int]


class TooDeepError(Exception):
    """Blocks are nested deeper than MAX_DEPTH."""


def read_html(html: str) -> Markup:
    """The blocks and the head of an HTML page. Raises TooDeepError."""
    reader = _Reader(html)
    reader.run()
    return reader.markup


class _Reader:
    """State of one reading. `stack` holds the open blocks: name, hints, the counts of open links, bold print and plain inline
    elements of the block's own name as they stood where it was opened; `places` the containers of the outermost of them, since
    a block becomes one only when text is found in it."""

    def __init__(self, html: str) -> None:
        self.pieces = html.split("<")
        self.rest = iter(enumerate(self.pieces))
        self.markup = Markup()
        self.markup.containers.append(Container(-1, "html", 0))
        self.stack: list[_Open] = [("", 0, 0, 0, 0)]
        self.places = [0]
        self.unclosed: set[str] = set()
        self.parts: list[str] = []
        self.links = self.bolds = self.nested = self.linked = self.bold = 0
        self.begin = self.lead = self.end = self.repairs = 0

    def run(self) -> None:
        """Read from the first character to the last: what follows each "<" up to the next is a tag and the text behind it."""
        known, parts, stack, places, rest = tags.known, self.parts, self.stack, self.places, self.rest
        self.text(next(rest)[1], 0, 0)
        for index, piece in rest:
            inner, closed, text = piece.partition(">")
            tag = known.get(inner) or tag_of(inner)
            kind = tag[0]
            if kind >= RARE or not closed:
                index, piece, text = self.rare(tag, index, piece, text)
            elif kind == START_BLOCK:
                self.open(tag)
            elif kind == END_BLOCK:
                if parts:
                    self.flush()
                if stack[-1][0] == tag[1]:
                    _, _, links, bolds, self.nested = stack.pop()
                    self.links, self.bolds = links and self.links, bolds and self.bolds
                    if len(places) > len(stack):
                        places.pop()
                else:
                    self.close(tag[1])
            elif kind == START_LINK:
                self.links = 1
            elif kind == END_LINK:
                self.links = 0
            if text:
                if not text.isspace():
                    self.text(text, index, len(piece) - len(text))
                elif parts and parts[-1] is not _BREAK:
                    parts.append(" ")
        self.flush()

    def text(self, text: str, index: int, lead: int) -> None:
        """Characters that end the piece at `index`, behind `lead` others."""
        parts = self.parts
        if not parts:
            if text.isspace() or not text:
                return
            self.begin, self.lead = index, lead
        parts.append(text)
        self.end = index
        if self.links:
            self.linked += len(text.strip())
        if self.bolds:
            self.bold += len(text.strip())

    def rare(self, tag: Tag, index: int, piece: str, text: str) -> tuple[int, str, str]:
        """Take any other tag in; gives the piece at which to go on, and the text in it."""
        kind = tag.kind
        if kind == BROKEN or (kind < LITERAL and ">" not in piece):
            return self.repair(index, piece, text)
        if kind == START_INLINE:
            if tag.name == self.stack[-1][0]:
                self.nested += 1
            if tag.attributes:
                self.property(tag.attributes)
        elif kind == END_INLINE:
            if tag.name == self.stack[-1][0]:
                if self.nested:
                    self.nested -= 1
                else:
                    self.leave(len(self.stack) - 1)
        elif kind == START_BOLD:
            self.bolds += 1
        elif kind == END_BOLD:
            self.bolds = max(0, self.bolds - 1)
        elif kind == BREAK:
            self.line_break(tag.name)
        elif kind == HEAD:
            return self.head(tag, index, piece, text)
        elif kind == SKIP:
            return self.skip(tag, index, piece, text)
        elif kind == COMMENT:
            while "-->" not in piece:
                index, piece = next(self.rest, (index, "-->"))
            return index, piece, piece.partition("-->")[2]
        elif kind == LITERAL:
            self.text("<" + piece, index, -1)
            return index, piece, ""
        elif kind == AUTHOR and tag.attributes:
            self.author_link(tag.attributes, index)
        return index, piece, text

    def repair(self, index: int, piece: str, text: str) -> tuple[int, str, str]:
        """Take the tag in that the piece begins, where "<" or ">" stands inside its quotes."""
        self.repairs += 1
        found = _QUOTED.match("<".join(self.pieces[index : index + MAX_PARTS])) if self.repairs < MAX_REPAIRS else None
        if not found:
            return index, piece, text if tag_of(piece.partition(">")[0]).kind != BROKEN else ""
        behind = found.end()
        while behind > len(piece):
            behind -= len(piece) + 1
            index, piece = next(self.rest)
        tag = tag_of(found.group(1))
        if tag.kind == START_BLOCK:
            self.open(tag)
        elif tag.kind == START_LINK:
            self.links = 1
        elif tag.kind >= RARE and tag.kind != BROKEN:
            return self.rare(tag, index, piece, piece[behind:])
        return index, piece, piece[behind:]

    def open(self, tag: Tag) -> None:
        """A block begins; blocks that cannot hold it end."""
        if self.parts:
            self.flush()
        name, stack = tag[1], self.stack
        if tag[3] and (tag[3] == 2 or stack[-1][0] in _ENDING):
            self.supply_ends(name)
        if len(stack) > MAX_DEPTH:
            raise TooDeepError
        stack.append((name, tag[2], self.links, self.bolds, self.nested))
        self.nested = 0
        if tag[4]:
            self.property(tag[4])

    def supply_ends(self, name: str) -> None:
        """End what is open and ends where a block of this name begins."""
        stack = self.stack
        if name in _ENDS:
            ended, passed = _ENDS[name]
            for depth in range(len(stack) - 1, max(0, len(stack) - _REACH), -1):
                if stack[depth][0] in ended:
                    self.leave(depth)
                    break
                if stack[depth][0] not in passed and stack[depth][0] not in INLINE:
                    break
        depth = len(stack) - 1
        while depth > 0 and stack[depth][0] in INLINE:
            depth -= 1
        top = stack[depth][0]
        if depth and name not in _TABLE and (top == "p" or (name in HEADINGS and top in HEADINGS)):
            self.leave(depth)

    def close(self, name: str) -> None:
        """A block's end tag: the nearest open block of that name ends, and all in it."""
        if self.parts:
            self.flush()
        stack = self.stack
        for depth in range(len(stack) - 1, max(0, len(stack) - _REACH), -1):
            opened = stack[depth][0]
            if opened == name or (name in HEADINGS and opened in HEADINGS):
                self.leave(depth)
                return
            if opened == "table" or (opened in _BARRIERS and name not in _TABLE):
                return

    def leave(self, depth: int) -> None:
        """End the block at `depth` of the stack and all in it."""
        if self.parts:
            self.flush()
        _, _, links, bolds, self.nested = self.stack[depth]
        self.links, self.bolds = links and self.links, bolds and self.bolds
        del self.stack[depth:], self.places[depth:]

    def line_break(self, name: str) -> None:
        """One <br> is white space, two end a block, as does <hr>."""
        if name == "hr" or (self.parts and self.parts[-1] is _BREAK):
            self.flush()
        elif self.parts:
            self.parts.append(_BREAK)

    def skip(self, tag: Tag, index: int, piece: str, text: str) -> tuple[int, str, str]:
        """Read over an element whose inside is no text of the page; one that never ends is read as a block."""
        end = self.end_of(tag.name, index)
        if end < 0:
            if tag.name in ("nav", "dialog"):
                self.open(tag)
            return index, piece, text
        if tag.name == "script":
            self.markup.script_count += 1
            if tag.attributes:
                self.markup.scripts.append("<".join([text, *self.pieces[index + 1 : end]]))
        return self.go_to(end)

    def go_to(self, end: int) -> tuple[int, str, str]:
        """Go on at the piece at `end`, an end tag."""
        index, piece = next(self.rest)
        while index < end:
            index, piece = next(self.rest)
        return index, piece, piece.partition(">")[2]

    def end_of(self, name: str, index: int) -> int:
        """The piece that ends an element begun at `index`; -1 where none does, which is remembered."""
        if name in self.unclosed:
            return -1
        begins, ends, raw = (name, name.upper()), ("/" + name, "/" + name.upper()), name in _RAW
        depth, size = 1, len(name)
        for at in range(index + 1, len(self.pieces)):
            piece = self.pieces[at]
            if piece.startswith(ends) and piece[size + 1 : size + 2] in _AFTER:
                depth -= 1
                if not depth:
                    return at
            elif not raw and piece.startswith(begins) and piece[size : size + 1] in _AFTER:
                depth += 1
        self.unclosed.add(name)
        return -1

    def head(self, tag: Tag, index: int, piece: str, text: str) -> tuple[int, str, str]:
        """Elements that tell of the page, and what is only counted."""
        markup, name, attributes = self.markup, tag.name, tag.attributes or {}
        if name == "meta":
            content = attributes.get("content")
            for key in ("property", "name", "itemprop"):
                named = attributes.get(key)
                if named and content:
                    prefix = "itemprop:" if key == "itemprop" else ""
                    markup.metas.setdefault(prefix + named.lower(), []).append(content)
        elif name == "link":
            if attributes.get("rel", "").lower() == "canonical" and not markup.canonical:
                markup.canonical = attributes.get("href")
        elif name == "html":
            markup.lang = markup.lang or attributes.get("lang") or attributes.get("xml:lang")
        elif name == "time":
            if attributes.get("datetime"):
                place = (attributes["datetime"], len(markup.blocks), f"{attributes.get('class')} {attributes.get('itemprop')}")
                markup.times.append(place)
        else:
            return self.aside(name, index, piece, text)
        return index, piece, text

    def aside(self, name: str, index: int, piece: str, text: str) -> tuple[int, str, str]:
        """The page's title, the text for browsers without JavaScript, a video."""
        end, markup = self.end_of(name, index), self.markup
        if end < 0:
            return index, piece, text
        if name == "title":
            markup.head_title = markup.head_title or clean(unescape("<".join([text, *self.pieces[index + 1 : end]])))
        elif name == "noscript":
            inside = "<" + "<".join(self.pieces[index : min(end, index + 100)])
            markup.noscript += " " + unescape(_TAGS.sub(" ", inside[:4000]))[:2000]
        else:
            markup.videos += 1
        return self.go_to(end)

    def author_link(self, attributes: dict[str, str], index: int) -> None:
        """A link; the text of one to an author is kept."""
        self.links = 1
        if attributes.get("rel") == "author" and len(self.markup.authors) < 3:
            inside = "<" + "<".join(self.pieces[index : index + 12])
            self.markup.authors.append(clean(unescape(_TAGS.sub(" ", re.split("</a", inside, maxsplit=1, flags=re.I)[0]))))

    def property(self, attributes: dict[str, str]) -> None:
        """Microdata: moments given as attributes."""
        for name in attributes.get("itemprop", "").split():
            value = attributes.get("content") or attributes.get("datetime")
            if value and name in ("datePublished", "dateModified"):
                self.markup.metas.setdefault("itemprop:" + name.lower(), []).append(value)

    def flush(self) -> None:
        """End the block at hand."""
        parts = self.parts
        if parts:
            text = "".join(parts) if len(parts) > 1 else parts[0]
            text = clean(unescape(text) if "&" in text else text)
            if text:
                markup = self.markup
                at = self.places[-1] if len(self.places) == len(self.stack) else self.place()
                tag = markup.containers[at].tag
                markup.blocks.append(Block(text, tag, at, 0, self.linked, self.bold, "", self.begin, self.lead, self.end))
            parts.clear()
        self.linked = self.bold = 0

    def place(self) -> int:
        """Make containers of the open blocks that are none yet; the index of the innermost."""
        containers, places = self.markup.containers, self.places
        for name, hints, *_ in self.stack[len(places) :]:
            containers.append(Container(places[-1], name, hints))
            places.append(len(containers) - 1)
        return places[-1]
