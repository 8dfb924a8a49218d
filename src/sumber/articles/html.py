"""HTML to blocks in one pass over the characters: no tree is built, so that neither depth nor size costs more than a linear
read, and every block knows which characters of the page it was read from.

End tags that authors leave out are supplied as browsers supply them (WHATWG HTML, 13.2.6), as far as they part text from text.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from sumber.articles import tags
from sumber.articles.blocks import Block, Container, Markup, clean
from sumber.articles.tags import (
    AUTHOR, BREAK, BROKEN, COMMENT, END_BLOCK, END_BOLD, END_INLINE, END_LINK, HEAD, HEADINGS, INLINE, LITERAL, RARE, SCRIPT, SKIP,
    START_BLOCK, START_BOLD, START_INLINE, START_LINK, Tag, tag_of,
)  # fmt: skip

MAX_DEPTH = 2_000
"""Blocks nested deeper than this are no page of news; browsers stop at 512."""

MAX_TAGS = 400_000
"""Tags beyond which a page is refused: reading takes some microseconds a tag."""

MAX_REPAIRS = 2_000
"""Tags with "<" or ">" inside quotes that are looked into on one page."""

_QUOTED = re.compile(r"<(/?[a-zA-Z](?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*+)>")
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
_REACH = 64
"""Open elements that are looked through for the one that an end tag ends."""


_CLOSING = {name: ("/" + name, "/" + name.upper()) for name in ("script", "style")}
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
        self.html = html
        self.markup = Markup()
        self.markup.containers.append(Container(-1, "html", 0))
        self.stack: list[_Open] = [("", 0, 0, 0, 0)]
        self.places = [0]
        self.unclosed: set[str] = set()
        self.parts: list[str] = []
        self.links = self.bolds = self.nested = self.linked = self.bold = 0
        self.begin = self.stop = self.repairs = 0

    def run(self) -> None:
        """Read from the first character to the last: what follows each "<" up to the next is a tag and the text behind it."""
        html, known, parts, stack, places = self.html, tags.known, self.parts, self.stack, self.places
        pieces = html.split("<")
        offset, index, count = len(pieces[0]) + 1, 1, len(pieces)
        self.text(pieces[0], 0)
        while index < count:
            piece = pieces[index]
            inner, closed, text = piece.partition(">")
            tag = known.get(inner) or tag_of(inner)
            kind = tag[0]
            begin = offset + len(inner) + 1
            if kind == SCRIPT and closed and tag.name not in self.unclosed:
                begin = offset + len(inner) + 1
                closing = _CLOSING[tag.name]
                while index < count and not pieces[index].startswith(closing):
                    offset += len(pieces[index]) + 1
                    index += 1
                self.script(tag, begin, offset - 1)
                continue
            if not closed or kind >= RARE:
                jump = self.rare(tag, begin, piece)
                if jump >= 0:
                    while index < count and offset + len(pieces[index]) < jump:
                        offset += len(pieces[index]) + 1
                        index += 1
                    if index == count:
                        break
                    piece = pieces[index]
                    text, begin = html[jump : offset + len(piece)], jump
            elif kind == END_BLOCK:
                if parts:
                    self.flush()
                if stack[-1][0] == tag[1]:
                    _, _, links, bolds, self.nested = stack.pop()
                    if len(places) > len(stack):
                        places.pop()
                    self.links, self.bolds = links and self.links, bolds and self.bolds
                else:
                    self.close(tag[1])
            elif kind == START_BLOCK:
                self.open(tag)
            elif kind == START_LINK:
                self.links = 1
            elif kind == END_LINK:
                self.links = 0
            if text:
                if not text.isspace():
                    self.text(text, begin)
                elif parts and parts[-1] is not _BREAK:
                    parts.append(" ")
            offset += len(piece) + 1
            index += 1
        self.flush()

    def text(self, text: str, begin: int) -> None:
        """Characters that stand at `begin`."""
        parts = self.parts
        if not parts:
            if text.isspace() or not text:
                return
            self.begin = begin
        parts.append(text)
        self.stop = begin + len(text)
        if self.links:
            self.linked += len(text.strip())
        if self.bolds:
            self.bold += len(text.strip())

    def rare(self, tag: Tag, begin: int, piece: str) -> int:
        """Take any other tag in, whose text stands at `begin`; where to go on reading, -1 for right there."""
        kind = tag.kind
        if kind == START_INLINE:
            if tag.name == self.stack[-1][0]:
                self.nested += 1
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
        elif kind == COMMENT:
            after = self.html.find("-->", begin - len(piece.partition(">")[0]) + 1)
            return after + 3 if after >= 0 else len(self.html)
        elif kind == LITERAL:
            start = begin - len(piece.partition(">")[0]) - 2
            self.text("<" + piece, start)
            return start + 1 + len(piece)
        elif kind == BROKEN or ">" not in piece:
            return self.repair(begin - len(piece.partition(">")[0]) - 2)
        elif kind == HEAD:
            return self.head(tag, begin)
        elif kind == SKIP:
            return self.skip(tag, begin)
        elif kind == AUTHOR and tag.attributes:
            self.author_link(tag.attributes, begin)
        if kind == START_INLINE and tag.attributes:
            self.property(tag.attributes)
        return -1

    def repair(self, start: int) -> int:
        """Take the tag in that begins at `start`, where "<" or ">" stands inside its quotes; where to go on reading."""
        self.repairs += 1
        found = _QUOTED.match(self.html, start) if self.repairs < MAX_REPAIRS else None
        if not found:
            return -1
        tag = tag_of(found.group(1))
        if tag.kind == START_BLOCK:
            self.open(tag)
        elif tag.kind == START_LINK:
            self.links = 1
        elif tag.kind != BROKEN:
            jump = self.rare(tag, found.end(), found.group(1) + ">")
            return found.end() if jump < 0 else jump
        return found.end()

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
        if depth and name not in _TABLE:
            if stack[depth][0] == "p" or (name in HEADINGS and stack[depth][0] in HEADINGS):
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

    def skip(self, tag: Tag, after: int) -> int:
        """Where an element that is not read ends; one that never ends is read as a block."""
        name = tag.name
        if name not in self.unclosed:
            end = _end_of(self.html, name, after)
            if end >= 0:
                return end
            self.unclosed.add(name)
        if name in ("nav", "dialog"):
            self.open(tag)
        return -1

    def head(self, tag: Tag, begin: int) -> int:
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
            return self.raw(tag, begin)
        return -1

    def script(self, tag: Tag, begin: int, end: int) -> None:
        """A script (or a style sheet) was read over."""
        if tag.name == "script":
            self.markup.script_count += 1
            if tag.attributes:
                self.markup.scripts.append(self.html[begin:end])

    def raw(self, tag: Tag, after: int) -> int:
        """Elements whose inside is no text of the page: script, title, noscript, video."""
        markup, name = self.markup, tag.name
        end = -1 if name in self.unclosed else _end_of(self.html, name, after)
        if end < 0:
            self.unclosed.add(name)
            return -1
        if name == "title":
            markup.head_title = markup.head_title or clean(unescape(self.html[after:end]))
        elif name == "noscript":
            markup.noscript += " " + unescape(_TAGS.sub(" ", self.html[after : min(end, after + 4000)]))[:2000]
        elif name == "video":
            markup.videos += 1
        return end

    def author_link(self, attributes: dict[str, str], begin: int) -> None:
        """A link; the text of one to an author is kept."""
        self.links = 1
        end = self.html.find("</a", begin, begin + 1000) if attributes.get("rel") == "author" else -1
        if end >= 0 and len(self.markup.authors) < 3:
            self.markup.authors.append(clean(unescape(_TAGS.sub(" ", self.html[begin:end]))))

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
                markup.blocks.append(Block(text, tag, at, 0, self.linked, self.bold, "", self.begin, self.stop))
            parts.clear()
        self.linked = self.bold = 0


    def place(self) -> int:
        """Make containers of the open blocks that are none yet; the index of the innermost."""
        containers, places = self.markup.containers, self.places
        for name, hints, *_ in self.stack[len(places) :]:
            containers.append(Container(places[-1], name, hints))
            places.append(len(containers) - 1)
        return places[-1]


def _end_of(html: str, name: str, start: int) -> int:
    """Where the end tag of an element begins whose inside starts at `start`; -1 where there is none."""
    end = html.find("</" + name, start)
    if end >= 0 and html[end + 2 + len(name) : end + 3 + len(name)] in _AFTER and (name in _RAW or html.find("<" + name, start, end) < 0):
        return end
    depth = 1
    for found in _edges(name).finditer(html, start):
        depth += -1 if found.group(1) else 0 if name in _RAW else 1
        if not depth:
            return found.start()
    return -1


_AFTER = frozenset("> \t\n\r/")
_RAW = frozenset(("script", "style", "title", "noscript", "textarea", "iframe", "video", "select"))


@cache
def _edges(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?![\w-])", re.I)
