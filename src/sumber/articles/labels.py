"""One pass that says of every block what it is. HTML and text dumps go the same way: a dump is one container without hints.

First the article's container is found (the smallest that holds nearly all prose that no hint speaks against), then each
block in it is labelled in reading order; what lies outside is furniture.
"""

from __future__ import annotations

import re

from sumber.articles import blocks as hint
from sumber.articles import lexicon
from sumber.articles.blocks import NEGATIVE, Block, Markup, extent, fold
from sumber.articles.containers import CONFIRMED, HEADINGS, PROSE, SENTENCE, THIN, article_container, members, weigh
from sumber.articles.dateline import is_dateline
from sumber.articles.dates import find_moment

BODY, SUBHEAD, TITLE, CAPTION, BYLINE, DATE, CREDIT, PROMO, COMMENT, TAIL, FURNITURE = (
    "body", "subheading", "title", "caption", "byline", "date", "credit", "promo", "comment", "tail", "furniture",
)  # fmt: skip


_END = re.compile(r"[.!?…。！？:;»”\"'’)\]*]\s*$")


def label_blocks(markup: Markup, title: str | None, declared: str = "") -> None:
    """Set the label of every block. `declared` is the text as the page's metadata give it. Where the hints leave no article,
    all but those on comments are dropped and the page is labelled anew."""
    _label(markup, title, declared)
    if body_size(markup) < THIN and markup.html:
        kept = [block.label for block in markup.blocks]
        for container in markup.containers:
            container.hints &= hint.COMMENT | hint.CAPTION | hint.BODY
            container.mass = container.own = 0
        before = body_size(markup)
        _label(markup, title, declared)
        if body_size(markup) < 2 * before + THIN:
            for block, label in zip(markup.blocks, kept, strict=True):
                block.label = label


def body_size(markup: Markup) -> int:
    """Extent of what is labelled as body."""
    return sum(extent(block.text) for block in markup.blocks if block.label == BODY)


def _label(markup: Markup, title: str | None, declared: str) -> None:
    prose = weigh(markup, declared)
    root = article_container(markup)
    inside = members(markup.containers, root)
    _Labeller(markup, title, prose, inside).run()


_LABELLED = {
    "author": BYLINE,
    "editor": BYLINE,
    "photographer": BYLINE,
    "translator": BYLINE,
    "credit": CREDIT,
    "published": DATE,
    "updated": DATE,
}
_PICTURED = re.compile(r"[^\W\d_]{2,}/[A-Z][\w.-]*(?: [\w.-]+){0,4}\)?$")


def _credited(text: str) -> bool:
    """Does a short block end with a picture's credit: "... | Photo: Name", "... Outlet/Name"?"""
    tail = text[-90:]
    found = _PICTURED.search(tail)
    if found and "://" not in tail:
        return True
    if ":" not in tail:
        return False
    label = lexicon.label().search(tail)
    return bool(label and label.lastgroup == "caption" and len(text) - 90 + label.start() > 0 and len(tail) - label.end() < 70)


class _Labeller:
    def __init__(self, markup: Markup, title: str | None, prose: list[bool], inside: list[bool]) -> None:
        self.blocks = markup.blocks
        self.html = markup.html
        self.title = fold(title or "")
        self.shortest = len(self.title) or 1 << 30
        self.longest = len(title or "") + 30
        self.description = fold(markup.meta("og:description", "description") or "")[:40]
        self.prose = prose
        self.inside = inside
        self.seen: dict[str, Block] = {}
        self.listing = False

    def run(self) -> None:
        """Label in reading order, then settle where the body begins and ends."""
        blocks = self.blocks
        for n, block in enumerate(blocks):
            block.label = self.label(n, block)
            self.listing = block.label == PROMO and (self.listing or lexicon.whole("promo").fullmatch(block.text) is not None)
        self.begin()
        self.end()
        self.repeats()

    def label(self, n: int, block: Block) -> str:
        """What a block is by itself and by what stood before it."""
        text, hints = block.text, block.hints
        if self.shortest <= len(text) < self.longest and fold(text) == self.title:
            return TITLE
        if hints & hint.COMMENT:
            return COMMENT
        if hints & hint.PROMO:
            return PROMO
        if hints & hint.CAPTION:
            return CAPTION
        if hints & NEGATIVE or text.startswith("<") or not self.inside[block.container]:
            return FURNITURE
        special = self.marked(n, block)
        if special:
            return special
        if hints & hint.HEADER and not hints & CONFIRMED:
            return FURNITURE
        if self.prose[n]:
            return BODY
        return self.short(n, block)

    def marked(self, n: int, block: Block) -> str | None:
        """Labels that words decide."""
        text = block.text
        if len(text) < 250 and lexicon.opener("promo").match(text) and self.advertises(block):
            return PROMO
        if self.listing and not self.prose[n] and (not self.html or block.link_share > 0.5):
            return PROMO
        if len(text) < 200 and lexicon.opener("caption").match(text) and re.match(r"[\W_]*[\w ]{3,25}[.:/(]", text):
            return CAPTION
        if 40 < len(text) < 240 and block.tag != "li" and _credited(text):
            return CAPTION
        if len(text) < 160 and lexicon.whole("stop").fullmatch(text):
            return TAIL
        labelled = self.labelled(text) if len(text) < 160 else None
        if labelled:
            return labelled
        if len(text) < 300 and lexicon.opener("furniture").match(text):
            return FURNITURE
        return None

    def advertises(self, block: Block) -> bool:
        """Is a line with a promo's opening words one, rather than a sentence that happens to begin so?"""
        text = block.text
        opened = lexicon.opener("promo").match(text)
        rest = text[opened.end() :].lstrip() if opened else text
        return (
            not rest
            or rest[0] in ":：|>»-–["
            or block.link_share > 0.4
            or (opened is not None and opened.group().rstrip()[-1] in ":：")
        )

    def labelled(self, text: str) -> str | None:
        """What a line that begins with a label gives: names, a date, a source."""
        found = lexicon.label().search(text) if ":" in text or "：" in text else None
        if found and found.start() < 40:
            return _LABELLED.get(found.lastgroup or "")
        bare = lexicon.bare_label().match(text) if len(text) < 90 else None
        if bare and text[bare.end() : bare.end() + 1].isupper() and not SENTENCE.search(text[:-1]):
            return _LABELLED.get(bare.lastgroup or "")
        return None

    def short(self, n: int, block: Block) -> str:
        """A short block inside the article: heading, list item, remark, or furniture between."""
        text = block.text
        if block.link_share > 0.8:
            return PROMO if len(text) > 25 and block.tag not in HEADINGS else FURNITURE
        if block.tag in HEADINGS and block.tag != "h1":
            return SUBHEAD
        if block.hints & (hint.BYLINE | hint.DATE):
            return BYLINE
        if block.tag in ("p", "li", "blockquote", "td", "dd", "dt", "pre", "q") or (self.html and SENTENCE.search(text)):
            return BODY
        if self.html:
            return BODY if block.bold * 2 > len(text) or len(text) > 80 else FURNITURE
        return BODY if SENTENCE.search(text) and len(text) > 25 else FURNITURE if len(text) < 12 else SUBHEAD

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
            if block.label in (BODY, SUBHEAD) and self.is_preamble(block):
                block.label = FURNITURE
        if self.html:
            self.lead(first)

    def is_preamble(self, block: Block) -> bool:
        """Is a short block above the first prose no part of the text: a date, a byline, a cell of a table?"""
        text = block.text
        if not self.html or len(text) < 20 or block.tag in ("td", "th"):
            return True
        return len(text) < 90 and bool(find_moment(text) or lexicon.opener("by").match(text)) and not SENTENCE.search(text)

    def lead(self, first: int) -> None:
        """Between the title and the body, the standfirst belongs to the text."""
        blocks = self.blocks
        title = max((n for n in range(first) if blocks[n].label == TITLE), default=first - 9)
        ranked = [(self.lead_rank(blocks[n], n), -n) for n in range(max(0, title + 1), first)]
        rank, at = max(ranked, default=(0, 0))
        if rank:
            blocks[-at].label = BODY

    def lead_rank(self, block: Block, n: int) -> int:
        """How surely a block above the body is the standfirst: 3 the page's description, 2 marked as one, 1 looks like one."""
        if block.hints & hint.CAPTION or block.label not in (FURNITURE, BODY, SUBHEAD, PROMO) or block.tag == "h1":
            return 0
        if extent(block.text) < PROSE or block.link_share > 0.3:
            return 0
        folded = fold(block.text[:400])
        if folded in self.title or (self.title and self.title in folded):
            return 0
        if self.description and folded.startswith(self.description):
            return 3
        if block.hints & hint.LEAD:
            return 2
        return 1 if not block.hints & NEGATIVE and self.prose[n] else 0

    def end(self) -> None:
        """Cut what follows the last prose, and what follows a heading after which no article text comes."""
        blocks, prose = self.blocks, self.prose
        total = sum(len(block.text) for n, block in enumerate(blocks) if prose[n] and block.label == BODY)
        before = 0
        stop = len(blocks)
        for n, block in enumerate(blocks):
            if block.label == TAIL and before and (before > 0.5 * total or not self.html):
                stop = n
                break
            if prose[n] and block.label == BODY:
                before += len(block.text)
        last = max(
            (
                n
                for n in range(stop)
                if blocks[n].label == BODY
                and (prose[n] or _END.search(blocks[n].text) or (blocks[n].tag == "p" and len(blocks[n].text) >= PROSE))
            ),
            default=-1,
        )
        while 0 <= last < stop - 1 and blocks[last + 1].tag == "li" and blocks[last + 1].label == BODY:
            last += 1
        for n, block in enumerate(blocks):
            if n > last and block.label in (BODY, SUBHEAD):
                block.label = FURNITURE

    def repeats(self) -> None:
        """Of two blocks that begin alike one is furniture: the later, unless it tells more of the same paragraph."""
        for block in self.blocks:
            if block.label not in (BODY, SUBHEAD) or len(block.text) <= 40:
                continue
            first = self.seen.setdefault(block.text[:PROSE], block)
            if first is block:
                continue
            short, long = sorted((first.text, block.text), key=len)
            if long.startswith(short.rstrip(" .…[]")):
                (first if len(first.text) < len(block.text) < 5 * len(first.text) else block).label = FURNITURE
