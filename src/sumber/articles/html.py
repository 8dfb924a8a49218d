"""HTML to blocks: one parse, one walk in document order that keeps its own stack, so that depth costs nothing."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sumber.articles import blocks as hint
from sumber.articles import lexicon
from sumber.articles.blocks import Block, Container, Markup, clean, hints_of

MAX_DEPTH = 512
"""Browsers nest no deeper either; the parser's time grows with the square of the depth."""

MAX_TAGS = 400_000
"""Beyond this the tree alone would take more than half a gigabyte."""

FEW_TAGS = 8_000
"""Up to here even a page that only nests costs the parser less than half a second."""

_INLINE = frozenset(lexicon.words("web")["tags"]["inline"])
_SKIP = frozenset(lexicon.words("web")["tags"]["skipped"])
_TAG_HINTS = {"nav": hint.NAVIGATION, "footer": hint.FURNITURE, "aside": hint.PROMO, "header": hint.HEADER, "form": hint.FORM,
              "figcaption": hint.CAPTION, "menu": hint.NAVIGATION, "amp-live-list": hint.FURNITURE}  # fmt: skip
_BREAKING = hint.CAPTION | hint.PROMO | hint.ADVERT | hint.NEGATIVE
_BOLD = frozenset(("b", "strong"))
_MARKS = frozenset(("br", "hr", "script", "meta", "title", "link", "noscript", "video", "html", "time"))
_NAMING = frozenset(("id", "role", "itemprop", "data-testid", "data-component"))
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_BREAK = "\n\n"
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOTHING, _OPEN_INLINE, _OPEN_LINK, _OPEN_BOLD, _OPEN_BLOCK, _SPECIAL, _TEXT = range(7)
_KINDS = {
    **dict.fromkeys(_INLINE, _OPEN_INLINE),
    **dict.fromkeys(_SKIP, _NOTHING),
    **dict.fromkeys(_MARKS, _SPECIAL),
    **dict.fromkeys(_BOLD, _OPEN_BOLD),
    "a": _OPEN_LINK,
    "-text": _TEXT,
}
_TAGS = re.compile(r"<(/?)([a-zA-Z]+)")
_UNCLOSED = frozenset(lexicon.words("web")["tags"]["unclosed"])


def check_size(html: str) -> str | None:
    """Why a page must not be parsed ("too-deep", "too-large"), None where it may; linear in the page's length."""
    tags = html.count("<")
    if tags > MAX_TAGS:
        return "too-large"
    if tags < FEW_TAGS:
        return None
    depth = 0
    for closing, name in _TAGS.findall(html):
        if name.lower() in _UNCLOSED:
            continue
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > MAX_DEPTH:
                return "too-deep"
    return None


def read_html(html: str) -> Markup:
    """The blocks and the head of an HTML page; check_size must have let it pass."""
    markup = Markup()
    parser = LexborHTMLParser(html)
    markup.authors.extend(clean(node.text()) for node in parser.css("a[rel=author]")[:3])
    root = parser.root
    if root is not None:
        _Walk(markup).run(root)
    return markup


class _Walk:
    """State of one walk: the text gathered for the block at hand, and the container it stands in."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.parts: list[str] = []
        self.linked = 0
        self.bold = 0
        self.links = 0
        self.bolds = 0
        markup.containers.append(Container(-1, "html", 0))
        self.at = 0

    def run(self, root: LexborNode) -> None:
        """Visit every node; `opened` holds the elements whose end is still to come, with what they opened."""
        node: LexborNode | None = root
        opened: list[tuple[LexborNode, int]] = []
        kinds, parts = _KINDS, self.parts
        while node is not None:
            tag = node.tag or "-"
            kind = kinds.get(tag, _OPEN_BLOCK)
            if kind == _TEXT:
                text = node.text_content or ""
                if not text.isspace() or (parts and parts[-1] is not _BREAK):
                    parts.append(text)
                    if self.links:
                        self.linked += len(text.strip())
                    if self.bolds:
                        self.bold += len(text.strip())
            elif kind != _NOTHING and tag[0] != "-":
                kind = self.enter(node, tag, kind)
                if kind != _NOTHING:
                    child = node.first_child
                    if child is not None:
                        opened.append((node, kind))
                        node = child
                        continue
                    self.leave(kind)
            following = node.next
            while following is None and opened:
                node, kind = opened.pop()
                if kind != _OPEN_INLINE:
                    self.leave(kind)
                following = node.next
            node = following
        self.flush()

    def enter(self, node: LexborNode, tag: str, kind: int) -> int:
        """Take an element's start in; what it opened, or _NOTHING where its inside is not to be walked."""
        if kind == _SPECIAL:
            return self.special(node, tag)
        if kind == _OPEN_BOLD:
            self.bolds += 1
            return kind
        if kind == _OPEN_LINK:
            self.links += 1
            return kind
        attributes = node.attributes
        hints = self.hints(attributes) if attributes else 0
        if kind == _OPEN_INLINE and not hints & _BREAKING:
            return kind
        if self.parts:
            self.flush()
        containers = self.markup.containers
        containers.append(Container(self.at, tag, hints | _TAG_HINTS.get(tag, 0)))
        self.at = len(containers) - 1
        return _OPEN_BLOCK

    def leave(self, kind: int) -> None:
        """Take an element's end in."""
        if kind == _OPEN_BLOCK:
            if self.parts:
                self.flush()
            self.at = self.markup.containers[self.at].parent
        elif kind == _OPEN_LINK:
            self.links -= 1
        elif kind == _OPEN_BOLD:
            self.bolds -= 1

    def hints(self, attributes: dict[str, str | None]) -> int:
        """What an element's attributes say of its contents; machine-readable marks on the way are noted."""
        hints = 0
        names = attributes.get("class") or ""
        if len(attributes) > 1 or not names:
            for key, value in attributes.items():
                if key in _NAMING:
                    names = f"{names} {value}"
                elif key in _HIDING and (key == "hidden" or value == "true" or _INVISIBLE.search(value or "")):
                    hints |= hint.HIDDEN
            if "itemprop" in attributes:
                self.property(attributes)
        return hints | hints_of(names) if names else hints

    def property(self, attributes: dict[str, str | None]) -> None:
        """Microdata: moments given as attributes."""
        for name in (attributes.get("itemprop") or "").split():
            value = attributes.get("content") or attributes.get("datetime")
            if value and name in ("datePublished", "dateModified"):
                self.markup.metas.setdefault("itemprop:" + name.lower(), []).append(value)

    def special(self, node: LexborNode, tag: str) -> int:
        """Elements of the head, breaks, and what is only counted."""
        markup, attributes = self.markup, node.attributes
        if tag == "br":
            if self.parts and self.parts[-1] is _BREAK:
                self.flush()
            elif self.parts:
                self.parts.append(_BREAK)

        elif tag == "hr":
            self.flush()
        elif tag == "script":
            markup.script_count += 1
            child = node.first_child
            if child is not None and "ld+json" in (attributes.get("type") or ""):
                markup.scripts.append(child.text_content or "")
        elif tag == "meta":
            content = attributes.get("content")
            for key in ("property", "name", "itemprop"):
                name = attributes.get(key)
                if name and content:
                    prefix = "itemprop:" if key == "itemprop" else ""
                    markup.metas.setdefault(prefix + name.lower(), []).append(content)
        elif tag == "title":
            markup.head_title = markup.head_title or clean(node.text())
        elif tag == "link":
            if attributes.get("rel") == "canonical":
                markup.canonical = attributes.get("href")
        elif tag == "noscript":
            markup.noscript += " " + node.text()[:2000]
        elif tag == "video":
            markup.videos += 1
        elif tag == "html":
            markup.lang = attributes.get("lang") or attributes.get("xml:lang")
            return _OPEN_INLINE
        elif tag == "time":
            moment = attributes.get("datetime")
            if moment:
                markup.times.append((moment, len(markup.blocks), f"{attributes.get('class')} {attributes.get('itemprop')}"))
            return _OPEN_INLINE
        return _NOTHING

    def flush(self) -> None:
        """End the block at hand."""
        if self.parts:
            text = clean("".join(self.parts))
            if text:
                tag = self.markup.containers[self.at].tag
                self.markup.blocks.append(Block(text, tag, self.at, 0, self.linked, self.bold))
            self.parts.clear()
        self.linked = self.bold = 0
