"""HTML to blocks in one pass over the tags: no tree is built, so that neither depth nor size costs more than a linear read, and
every block knows which pieces of the page it was read from."""

from __future__ import annotations

from sumber.articles import tags
from sumber.articles.blocks import Block, Containers, Markup, clean
from sumber.articles.entities import unescape
from sumber.articles.head import keep_attributes, keep_author, keep_meta, keep_moment, keep_skipped
from sumber.articles.nesting import Open, ended_by, ended_like, ended_paragraph
from sumber.articles.skipping import Ends
from sumber.articles.tags import (
    AUTHOR,
    BREAK,
    BROKEN,
    BY_NAME,
    COMMENT,
    DATED,
    END_BLOCK,
    END_BOLD,
    END_LINK,
    HEAD,
    IGNORED,
    LITERAL,
    LONGEST,
    MAX_REPAIRS,
    META,
    QUOTED,
    RARE,
    REMEMBERED,
    SCRIPT,
    SKIP,
    START_BLOCK,
    START_BOLD,
    START_INLINE,
    START_LINK,
    TOLD,
    Tag,
    by_inner,
    remember,
    tag_of,
)  # fmt: skip

MAX_DEPTH = 2_000
"""Blocks nested deeper than this around a text are no page of news; browsers stop at 512."""

MAX_TAGS = 400_000
"""Tags beyond which a page is refused: reading takes some microseconds a tag."""

FEW_PARTS, MAX_PARTS = 8, 1_500
"""Pieces that a tag is cut into by "<" inside its quotes: mostly, and at most."""

CLOSE = ord(">")
"""The sign that ends a tag, as a number: bytes looked for in bytes with `in` are first tried, at some cost, as a number."""

_BREAK = "\n\n"


class TooDeepError(Exception):
    """A text stands in more than MAX_DEPTH blocks."""


class TooManyTagsError(Exception):
    """There are more than MAX_TAGS tags."""


def read_html(html: bytes) -> Markup:
    """The blocks and the head of an HTML page in UTF-8. Raises TooDeepError, TooManyTagsError."""
    pieces = html.split(b"<", MAX_TAGS + 1)
    if len(pieces) > MAX_TAGS + 1:
        raise TooManyTagsError
    reader = _Reader(pieces)
    reader.run()
    return reader.markup


class _Reader:
    """State of one reading. `stack` holds the open blocks; `places` the containers of the outermost of them, since a block
    becomes one only when text is found in it. `links`, `bolds` and `nested` count open links, bold print and plain inline
    elements of the innermost block's own name, `linked` and `bold` characters of the block at hand."""

    __slots__ = (
        "begin", "blocks", "bold", "bolds", "end", "ends", "lead", "linked", "links", "markup", "nested", "parts", "pieces",
        "places", "repairs", "stack",
    )  # fmt: skip

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces
        self.ends = Ends(pieces)
        self.markup = Markup(containers=Containers([-1], ["html"], [0]))
        self.blocks = self.markup.blocks
        self.stack: list[Open] = [("", 0, 0, 0, 0)]
        self.places = [0]
        self.parts: list[str] = []
        self.links = self.bolds = self.nested = self.linked = self.bold = 0
        self.begin = self.lead = self.end = self.repairs = 0

    def run(self) -> None:
        """Read each piece: a tag and the text behind it. Nearly all that reading costs is this loop, so that it settles what
        most tags are without a call."""
        find, parts, stack, places = tags.known.get, self.parts, self.stack, self.places
        pieces, last, index = self.pieces, len(self.pieces) - 1, 0
        top = text = ""
        if pieces[0] and not pieces[0].decode().isspace():
            self.text(pieces[0].decode(), 0, 0)
        while index < last:
            index += 1
            piece = pieces[index]
            # Long pieces are scripts, styles and paragraphs, and never remembered.
            tag = find(piece) if len(piece) < REMEMBERED else None
            if tag is None:
                tag, index, text, lead = self.unknown(index, piece)
            kind = tag.kind
            if kind == START_BLOCK:
                if parts:
                    self.flush()
                name = tag.name
                if top in tag.ends:
                    self.leave(ended_like(stack, name))
                    self.leave(ended_paragraph(stack, name))
                if self.links or self.nested or self.bolds:
                    stack.append((name, tag.hints, self.links, self.bolds, self.nested))
                    self.nested = 0
                else:
                    stack.append(tag.opened)
                top = name
            elif kind == END_BLOCK:
                if parts:
                    self.flush()
                if top == tag.name:
                    _, _, links, bolds, self.nested = stack.pop()
                    if self.links or self.bolds:
                        self.links, self.bolds = links and self.links, bolds and self.bolds
                    if len(places) > len(stack):
                        places.pop()
                else:
                    self.leave(ended_by(stack, tag.name))
                top = stack[-1][0]
            elif kind == START_LINK:
                self.links = 1
            elif kind == END_LINK:
                self.links = 0
            elif kind and tag.name == top:
                self.inline(kind)
                top = stack[-1][0]
            if text:
                if not parts:
                    self.begin, self.lead = index, lead
                parts.append(text)
                self.end = index
                if self.links:
                    self.linked += len(text.strip())
                if self.bolds:
                    self.bold += len(text.strip())
                text = ""
            elif parts and tag.white and parts[-1] is not _BREAK:
                parts.append(" ")
        self.flush()

    def unknown(self, index: int, piece: bytes) -> tuple[Tag, int, str, int]:
        """The tag in a piece that is not remembered, the piece at which to go on, the text in that and the bytes before it."""
        inner, closed, rest = piece.partition(b">")
        name, _, attributes = inner.partition(b" ")
        tag, at, kind = BY_NAME.get(name), index, RARE
        # Most of these tags are links and the like, each with an address of its own, whose names tell all of them.
        if tag is None or not closed or attributes.count(b'"') & 1 or (tag.telling and attributes.find(tag.telling) >= 0):
            tag = by_inner.get(inner) or tag_of(inner)
            kind = tag.kind
        if tag.kind >= RARE or not closed:
            if tag.kind == SKIP and closed:
                tag, at, piece, rest = self.skip(tag, index, piece, rest)
            elif tag is META:
                keep_meta(self.markup, attributes)
                tag = IGNORED
            else:
                tag, at, piece, rest = self.rare(tag, index, piece, rest)
        if rest:
            text = rest.decode()
            if not text.isspace():
                return tag, at, text, len(piece) - len(rest)
            tag = tag.twin or tag.spaced()
        whole = kind < RARE or (kind == COMMENT and piece.find(b"-->") >= 0)
        if whole and closed and len(piece) < REMEMBERED:
            remember(piece, inner, tag)
        return tag, at, "", 0

    def text(self, text: str, index: int, lead: int) -> None:
        """Characters that end the piece at `index`, behind `lead` others."""
        if not self.parts:
            self.begin, self.lead = index, lead
        self.parts.append(text)
        self.end = index
        self.measure(text)

    def measure(self, text: str) -> None:
        """Count the characters that stand in links and in bold print."""
        size = len(text.strip())
        self.linked += size if self.links else 0
        self.bold += size if self.bolds else 0

    def inline(self, kind: int) -> None:
        """A plain inline element of the innermost block's own name begins or ends; its end tag may be the block's."""
        if kind == START_INLINE:
            self.nested += 1
        elif self.nested:
            self.nested -= 1
        else:
            self.leave(len(self.stack) - 1)

    def leave(self, depth: int) -> None:
        """End the block at `depth` of the stack and all in it; none where that is 0."""
        if not depth:
            return
        if self.parts:
            self.flush()
        _, _, links, bolds, self.nested = self.stack[depth]
        self.links, self.bolds = links and self.links, bolds and self.bolds
        del self.stack[depth:], self.places[depth:]

    def rare(self, tag: Tag, index: int, piece: bytes, text: bytes) -> tuple[Tag, int, bytes, bytes]:
        """Take a tag in that is not among the few that most are. Gives what of it is left to the loop, the piece at which to go
        on, and the text in it."""
        kind, attributes = tag.kind, tag.attributes or {}
        if kind == SKIP and CLOSE in piece:
            return self.skip(tag, index, piece, text)
        if kind == COMMENT:
            last = len(self.pieces) - 1
            while piece.find(b"-->") < 0 and index < last:
                index += 1
                piece = self.pieces[index]
            return IGNORED, index, piece, piece.partition(b"-->")[2]
        if kind == LITERAL:
            self.text("<" + piece.decode(), index, -1)
            return IGNORED, index, piece, b""
        if kind == BROKEN or CLOSE not in piece:
            return self.repair(index, piece, text)
        if kind == START_BOLD:
            self.bolds += 1
        elif kind == END_BOLD:
            self.bolds = max(0, self.bolds - 1)
        elif kind == BREAK:
            self.line_break(tag.name)
        elif kind == HEAD:
            keep_attributes(self.markup, tag.name, attributes)
        elif kind == AUTHOR:
            keep_author(self.markup, attributes, self.pieces[index : index + 12])
        elif kind == DATED:
            keep_moment(self.markup, attributes)
        return tag.besides or IGNORED, index, piece, text

    def repair(self, index: int, piece: bytes, text: bytes) -> tuple[Tag, int, bytes, bytes]:
        """Take the tag in that the piece begins, where "<" or ">" stands inside its quotes."""
        self.repairs += 1
        whole, end, sign = "", 0, ""
        # Nearly all of these tags end within a few pieces; a "<" outside of quotes is mended by none.
        for parts in (FEW_PARTS, MAX_PARTS) if self.repairs < MAX_REPAIRS else ():
            whole = b"<".join(self.pieces[index : index + parts]).decode()
            found = QUOTED.match(whole, 0, LONGEST)
            end = found.end() if found else LONGEST
            sign = whole[end : end + 1] if end < LONGEST else "<"
            if sign == ">" or sign == "<":
                break
        if sign != ">":
            return IGNORED, index, piece, text if tag_of(piece.partition(b">")[0]).kind != BROKEN else b""
        inner = whole[:end].encode()
        behind = len(inner) + 1
        while behind > len(piece):
            behind -= len(piece) + 1
            index += 1
            piece = self.pieces[index]
        tag = tag_of(inner)
        if tag.kind >= RARE and tag.kind != BROKEN:
            return self.rare(tag, index, piece, piece[behind:])
        return tag, index, piece, piece[behind:]

    def skip(self, tag: Tag, index: int, piece: bytes, text: bytes) -> tuple[Tag, int, bytes, bytes]:
        """Jump over an element whose inside is no text of the page; one that never ends is read as a block."""
        name, end = tag.name, self.ends.of(tag.name, index)
        if end < 0:
            return Tag(START_BLOCK, name, tag.hints) if name in ("nav", "dialog") else IGNORED, index, piece, text
        if tag is SCRIPT:
            self.markup.script_count += 1
        elif name in TOLD:
            inside = b"<".join([text, *self.pieces[index + 1 : end]])
            keep_skipped(self.markup, name, inside.decode())
        piece = self.pieces[end]
        return IGNORED, end, piece, piece.partition(b">")[2]

    def line_break(self, name: str) -> None:
        """One <br> is white space, two end a block, as does <hr>."""
        if name == "hr" or (self.parts and self.parts[-1] is _BREAK):
            self.flush()
        elif self.parts:
            self.parts.append(_BREAK)

    def flush(self) -> None:
        """End the block at hand."""
        parts, stack = self.parts, self.stack
        if parts:
            text = "".join(parts)
            text = clean(unescape(text) if "&" in text else text)
            if text:
                at = self.places[-1] if len(self.places) == len(stack) else self.place()
                tag = stack[-1][0] or "html"
                self.blocks.append(Block(text, tag, at, 0, self.linked, self.bold, "", self.begin, self.lead, self.end))
            parts.clear()
        self.linked = self.bold = 0

    def place(self) -> int:
        """Make containers of the open blocks that are none yet; the index of the innermost."""
        if len(self.stack) > MAX_DEPTH + 1:
            raise TooDeepError
        containers, places = self.markup.containers, self.places
        parents, names, known = containers.parents, containers.tags, containers.hints
        at, count = places[-1], len(names)
        for name, hints, _, _, _ in self.stack[len(places) :]:
            parents.append(at)
            names.append(name)
            known.append(hints)
            places.append(count)
            at = count
            count += 1
        return at
