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
    BREAK, BROKEN, COMMENT, END_BLOCK, END_BOLD, END_INLINE, END_LINK, HEAD, HEADINGS, IGNORE, INLINE, SKIP, START_BLOCK,
    START_BOLD, START_INLINE, START_LINK, Tag, tag_of,
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


class TooDeepError(Exception):
    """Blocks are nested deeper than MAX_DEPTH."""


def read_html(html: str) -> Markup:
    """The blocks and the head of an HTML page. Raises TooDeepError."""
    reader = _Reader(html)
    reader.run()
    return reader.markup


class _Reader:
    """State of one reading. `stack` holds the open blocks: name, container around, and the counts of open links, bold print
    and plain inline elements of the block's own name as they stood where it was opened."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.markup = Markup()
        self.markup.containers.append(Container(-1, "html", 0))
        self.stack: list[tuple[str, int, int, int, int]] = [("", 0, 0, 0, 0)]
        self.unclosed: set[str] = set()
        self.parts: list[str] = []
        self.at = self.links = self.bolds = self.nested = self.linked = self.bold = 0
        self.begin = self.stop = self.repairs = 0

    def run(self) -> None:
        """Read from the first character to the last: what follows each "<" up to the next is a tag and the text behind it."""
        pieces, known, parts, stack = self.pieces, tags.known, self.parts, self.stack
        count, offset, index = len(pieces), 0, 0
        if pieces[0]:
            self.text(pieces[0], 0)
        while True:
            offset += len(pieces[index]) + 1
            index += 1
            if index >= count:
                break
            inner, closed, text = pieces[index].partition(">")
            tag = known.get(inner) or tag_of(inner)
            kind = tag[0]
            if kind == END_BLOCK:
                if parts:
                    self.flush()
                if stack[-1][0] == tag[1]:
                    _, self.at, links, bolds, self.nested = stack.pop()
                    self.links, self.bolds = links and self.links, bolds and self.bolds
                else:
                    self.close(tag[1])
            elif kind == START_BLOCK and closed:
                self.open(tag)
            elif kind == START_LINK and closed:
                self.links = 1
                if tag[4]:
                    self.author_link(tag[4], offset + len(inner))
            elif kind == END_LINK:
                self.links = 0
            elif kind != IGNORE or not closed:
                index, offset = self.rare(tag, index, offset)
                if index >= count:
                    break
                inner, closed, text = self.rest, ">", self.behind
            if text:
                if not text.isspace():
                    self.text(text, offset + len(inner) + 1)
                elif parts and parts[-1] is not _BREAK:
                    parts.append(" ")
        self.flush()

    def rare(self, tag: Tag, found: re.Match[str]) -> int | None:
        """Take any other tag in; where to go on reading, if not right behind it."""
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
        elif kind == HEAD:
            return self.head(tag, found)
        elif kind == SKIP:
            return self.skip(tag, found.end(1))
        elif kind == COMMENT:
            after = self.html.find("-->", found.start() + 2)
            return after + 3 if after >= 0 else len(self.html)
        if tag.attributes:
            self.property(tag.attributes)
        return None

    def open(self, tag: Tag) -> None:
        """A block begins; blocks that cannot hold it end."""
        name, stack = tag[1], self.stack
        if tag[3] and (tag[3] == 2 or stack[-1][0] in _ENDING):
            self.supply_ends(name)
        if len(stack) > MAX_DEPTH:
            raise TooDeepError
        containers = self.markup.containers
        containers.append(Container(self.at, name, tag[2]))
        stack.append((name, self.at, self.links, self.bolds, self.nested))
        self.at = len(containers) - 1
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
        _, self.at, links, bolds, self.nested = self.stack[depth]
        self.links, self.bolds = links and self.links, bolds and self.bolds
        del self.stack[depth:]

    def line_break(self, name: str) -> None:
        """One <br> is white space, two end a block, as does <hr>."""
        if name == "hr" or (self.parts and self.parts[-1] is _BREAK):
            self.flush()
        elif self.parts:
            self.parts.append(_BREAK)

    def skip(self, tag: Tag, after: int) -> int | None:
        """Where an element that is not read ends; one that never ends is read as a block."""
        name = tag.name
        if name not in self.unclosed:
            end = _end_of(self.html, name, after)
            if end >= 0:
                return end
            self.unclosed.add(name)
        if name in ("nav", "dialog"):
            self.flush()
            self.open(tag)
        return None

    def head(self, tag: Tag, found: re.Match[str]) -> int | None:
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
            return self.raw(tag, found)
        return None

    def raw(self, tag: Tag, found: re.Match[str]) -> int | None:
        """Elements whose inside is no text of the page: script, title, noscript, video."""
        markup, name = self.markup, tag.name
        after = found.end(1) + 1
        end = -1 if name in self.unclosed else _end_of(self.html, name, after)
        if end < 0:
            self.unclosed.add(name)
            return None
        if name == "script":
            markup.script_count += 1
            if "ld+json" in (tag.attributes or {}).get("type", ""):
                markup.scripts.append(self.html[after:end])
        elif name == "title":
            markup.head_title = markup.head_title or clean(unescape(self.html[after:end]))
        elif name == "noscript":
            markup.noscript += " " + unescape(_TAGS.sub(" ", self.html[after : min(end, after + 4000)]))[:2000]
        elif name == "video":
            markup.videos += 1
        return end

    def author_link(self, attributes: dict[str, str], found: re.Match[str]) -> None:
        """The text of a link to an author."""
        if attributes.get("rel") != "author":
            return
        end = self.html.find("</a", found.end(1), found.end(1) + 1000)
        if end >= 0 and len(self.markup.authors) < 3:
            self.markup.authors.append(clean(unescape(_TAGS.sub(" ", self.html[found.end(1) + 1 : end]))))

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
                tag = markup.containers[self.at].tag
                markup.blocks.append(Block(text, tag, self.at, 0, self.linked, self.bold, "", self.begin, self.stop))
            parts.clear()
        self.linked = self.bold = 0


def _end_of(html: str, name: str, start: int) -> int:
    """Where the end tag of an element begins whose inside starts at `start`; -1 where there is none."""
    if name in _RAW:
        end = html.find("</" + name, start)
        if end >= 0:
            return end
    depth = 1
    for found in _edges(name).finditer(html, start):
        depth += -1 if found.group(1) else 0 if name in _RAW else 1
        if not depth:
            return found.start()
    return -1


_RAW = frozenset(("script", "style", "title", "noscript", "textarea", "iframe", "video", "select"))


@cache
def _edges(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?![\w-])", re.I)
