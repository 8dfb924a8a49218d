"""What blocks are by where they stand: decided once each has its own label, from the page's reading order as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sumber.articles import blocks as hint
from sumber.articles import lexicon
from sumber.articles.blocks import NEGATIVE, Block, Markup, extent
from sumber.articles.containers import PROSE, ends_sentence
from sumber.articles.dateline import is_dateline
from sumber.articles.dates import find_moment
from sumber.articles.kinds import BODY, CAPTION, FURNITURE, PROMO, SUBHEAD, TAIL, TEXT, TITLE
from sumber.articles.strays import Shape, drop_copies, drop_repeats, drop_strays, keep_quoted
from sumber.caseless import alphanumeric

LINKED = 0.2
"""Share of links from which an item of a closing list leads on rather than tells."""

TEASER = 4
"""Blocks below the title within which a text called a teaser is the article's own."""

BETWEEN = 3
"""Lines behind an advertisement in a text dump within which the text goes on."""

_LISTED = frozenset(("li", "figcaption", "td", "th", "dd", "dt"))
_END = re.compile(r"[.!?…。！？｡।॥۔؟።៕។:;»”\"'’)\]*」』）]\s*$")
_PICTURED = re.compile(r"[^\W\d_]{2,}/[A-Z][\w.-]*(?: [\w.-]+){0,4}\)?$")


def is_credited(text: str) -> bool:
    """Does a short block end with a picture's credit: "... | Photo: Name", "... Outlet/Name"?"""
    tail = text[-90:]
    found = _PICTURED.search(tail) if "/" in tail else None
    if found and "://" not in tail:
        return True
    if ":" not in tail:
        return False
    label = lexicon.label().search(tail)
    return bool(label and label.lastgroup == "caption" and len(text) - 90 + label.start() > 0 and len(tail) - label.end() < 70)


class Settler:
    """Settles where the body of a labelled page begins and ends. `prose` says which blocks are running text, `title` and
    `description` are alphanumeric."""

    def __init__(self, markup: Markup, prose: Sequence[bool], title: str, description: str) -> None:
        self.blocks = markup.blocks
        self.containers = markup.containers
        self.shape = Shape(markup.containers)
        self.html = markup.html
        self.prose = prose
        self.title = title
        self.description = description[:40]

    def run(self) -> None:
        """Settle the labels in place."""
        drop_copies(self.blocks)
        if self.html:
            keep_quoted(self.blocks, self.containers)
            drop_strays(self.blocks, self.prose, self.shape)
        self.begin()
        self.end()
        drop_repeats(self.blocks)

    def begin(self) -> None:
        """Cut what stands before the first prose: everything up to the last title, and short blocks."""
        blocks, prose = self.blocks, self.prose
        first = next((n for n, block in enumerate(blocks) if prose[n] and block.label == BODY), None)
        if first is None:
            return
        if not self.html:
            for n in range(first, min(first + 6, len(blocks))):
                if blocks[n].label in (BODY, CAPTION) and is_dateline(blocks[n].text):
                    for block in blocks[first:n]:
                        block.label = CAPTION
                    first = n
                    break
        for block in blocks[:first]:
            if block.label in TEXT and self.is_preamble(block):
                block.label = FURNITURE
        if self.html:
            self.lead(first)

    def is_preamble(self, block: Block) -> bool:
        """Is a short block above the first prose no part of the text: a date, a byline, a cell of a table?"""
        text = block.text
        if not self.html or extent(text) < 20 or block.tag in ("td", "th"):
            return True
        return extent(text) < 90 and bool(find_moment(text) or lexicon.opener("by").match(text)) and not ends_sentence(text)

    def lead(self, first: int) -> None:
        """Between the title and the body, the standfirst belongs to the text."""
        blocks = self.blocks
        title = max((n for n in range(first) if blocks[n].label == TITLE), default=first - 9)
        ranked = [(self.lead_rank(blocks[n], n, title), -n) for n in range(max(0, title + 1), first)]
        rank, at = max(ranked, default=(0, 0))
        if rank:
            blocks[-at].label = BODY
        if rank > 1 and blocks[-at].hints & hint.LEAD:
            self.whole_lead(-at, first)

    def whole_lead(self, at: int, first: int) -> None:
        """The sentences next to the standfirst's first, in the same element, are more of it."""
        blocks, parents = self.blocks, self.containers.parents
        parent = parents[blocks[at].container]
        for block in blocks[at + 1 : first]:
            if parents[block.container] != parent or not block.hints & hint.LEAD:
                return
            if block.label == FURNITURE and not block.link_share > 0.3 and ends_sentence(block.text):
                block.label = BODY

    def lead_rank(self, block: Block, n: int, title: int) -> int:
        """How surely a block above the body is the standfirst: 3 the page's description, 2 marked as one, 1 looks like one."""
        if block.hints & hint.CAPTION or block.label not in (FURNITURE, BODY, SUBHEAD, PROMO) or block.tag == "h1":
            return 0
        if extent(block.text) < PROSE or block.link_share > 0.3 or is_credited(block.text):
            return 0
        told = alphanumeric(block.text[:400])
        if told in self.title or (self.title and self.title in told):
            return 0
        if self.description and told.startswith(self.description):
            return 3
        near = hint.PROMO if n - title <= TEASER else 0
        if block.hints & NEGATIVE & ~near:
            return 0
        if block.hints & hint.LEAD:
            return 2
        return 1 if self.prose[n] and block.tag not in _LISTED and not self.is_dated(block) else 0

    def is_dated(self, block: Block) -> bool:
        """Is a block a date, or a name with one?"""
        return extent(block.text) < 100 and find_moment(block.text) is not None

    def end(self) -> None:
        """Cut what follows the last prose, and what follows a heading after which no article text comes."""
        blocks, prose = self.blocks, self.prose
        total = sum(len(block.text) for n, block in enumerate(blocks) if prose[n] and block.label == BODY)
        before = 0
        stop = len(blocks)
        for n, block in enumerate(blocks):
            if block.label == TAIL and before and (before > 0.5 * total if self.html else not self.is_between(n)):
                stop = n
                break
            if prose[n] and block.label == BODY:
                before += len(block.text)
        last = next(
            (
                n
                for n in reversed(range(stop))
                if blocks[n].label == BODY
                and (prose[n] or _END.search(blocks[n].text) or (blocks[n].tag == "p" and extent(blocks[n].text) >= PROSE))
            ),
            -1,
        )
        last = self.before_links(self.rows(last, stop))
        for block in blocks[last + 1 :]:
            if block.label in TEXT:
                block.label = FURNITURE

    def is_between(self, n: int) -> bool:
        """Does what an advertisement or a box leaves in a text dump ("Share") stand between paragraphs?"""
        if not lexicon.whole("between").fullmatch(self.blocks[n].text):
            return False
        behind = [block for block in self.blocks[n + 1 : n + 1 + BETWEEN] if block.label != PROMO]
        return any(block.label == BODY and ends_sentence(block.text) for block in behind)

    def rows(self, last: int, stop: int) -> int:
        """Where a list or a table ends that follows the last prose, under a heading or not, in the same element."""
        if last < 0 or not self.html:
            return last
        blocks = self.blocks
        home = self.shape.holder(blocks[last].container)
        for n in range(last + 1, stop):
            block = blocks[n]
            if block.label not in TEXT or self.shape.holder(block.container) != home:
                break
            if block.tag in _LISTED and block.label == BODY:
                last = n
        return last

    def before_links(self, last: int) -> int:
        """Where the text ends before a closing list whose every item links on."""
        blocks = self.blocks
        at = last
        while at >= 0 and self.html and blocks[at].tag == "li" and (blocks[at].label != BODY or blocks[at].link_share > LINKED):
            at -= 1
        if last - at < 3:
            return last
        while at >= 0 and blocks[at].label != BODY:
            at -= 1
        return at
