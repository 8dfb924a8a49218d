"""One pass that says of every block what it is. HTML and text dumps go the same way: a dump is one container without hints.

First the article's container is found (the smallest that holds nearly all prose that no hint speaks against), then each
block in it is labelled in reading order; what lies outside is furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import compress

from sumber.articles import blocks as hint
from sumber.articles import lexicon
from sumber.articles.blocks import Block, Markup, extent
from sumber.articles.containers import CONFIRMED, NO_TEXT, THIN, article_container, ends_sentence, members, weigh
from sumber.articles.kinds import (
    BODY,
    BYLINE,
    CAPTION,
    COMMENT,
    CREDIT,
    DATE,
    FURNITURE,
    PROMO,
    SUBHEAD,
    TAIL,
    TITLE,
)
from sumber.articles.lines import is_dated
from sumber.articles.nesting import HEADINGS
from sumber.articles.settle import Settler, is_credited
from sumber.caseless import alphanumeric

__all__ = [
    "BODY", "BYLINE", "CAPTION", "COMMENT", "CREDIT", "DATE", "FURNITURE", "PROMO", "SUBHEAD", "TAIL", "TITLE",
    "body_ends", "body_size", "holds", "label_blocks",
]  # fmt: skip


def label_blocks(markup: Markup, title: str | None, declared: str = "") -> None:
    """Set the label of every block. `declared` is the text as the page's metadata give it. Where the hints leave no article,
    all but those on comments are dropped and the page is labelled anew."""
    _label(markup, title, declared)
    if markup.html and not holds(markup, THIN):
        kept = [(block.label, block.hints) for block in markup.blocks]
        containers = markup.containers
        containers.hints = [hints & (hint.COMMENT | hint.CAPTION | hint.BODY) for hints in containers.hints]
        before = body_size(markup)
        _label(markup, title, declared)
        if body_size(markup) < 2 * before + THIN:
            for block, (label, hints) in zip(markup.blocks, kept, strict=True):
                block.label, block.hints = label, hints


def body_ends(blocks: Sequence[Block]) -> tuple[int, int]:
    """The places of the first and the last block of the body; (0, -1) where there is none."""
    labels = [block.label for block in blocks]
    if BODY not in labels:
        return 0, -1
    first = labels.index(BODY)
    labels.reverse()
    return first, len(labels) - 1 - labels.index(BODY)


def body_size(markup: Markup) -> int:
    """Extent of what is labelled as body."""
    return sum(extent(block.text) for block in markup.blocks if block.label == BODY)


def holds(markup: Markup, size: int) -> bool:
    """Is the extent of the body at least `size`? Mostly its characters alone are."""
    held = 0
    for block in markup.blocks:
        if block.label == BODY:
            held += len(block.text)
            if held >= size:
                return True
    return body_size(markup) >= size


def _label(markup: Markup, title: str | None, declared: str) -> None:
    prose, weights = weigh(markup, declared)
    root = article_container(markup.containers, weights)
    inside = members(markup.containers, root)
    _Labeller(markup, title, prose, inside).run()


_CLOSED = re.compile(r"[^.][.。][\"'”’»)」』]{0,2}$|[\"”»]\s?,?\s[^.]{3,60}\.$")
"""The end of a sentence of the text: headlines have none."""
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"\([a-z]{2,4}(?:/[a-z]{2,4}){0,3}\)")
_NUMBERED = re.compile(r"\s?:?\s?\d{1,3}(?:\s?[^\W\d]{1,5}\s?\d{1,3}|\s?/\s?\d{1,3})?")
LONGEST_DATED = 100
"""Characters of a line that says when the article was published, without a colon."""

LONGEST_PAGER = 40
"""Characters of a line that numbers a page, or signs with initials."""

_CAPTIONED = re.compile(r"[\W_]*[\w ]{3,25}[.:/(].")
_LABELLED = {
    "author": BYLINE,
    "editor": BYLINE,
    "helper": BYLINE,
    "photographer": BYLINE,
    "translator": BYLINE,
    "credit": CREDIT,
    "published": DATE,
    "updated": DATE,
}


@cache
def _stop_starts() -> frozenset[str]:
    """The first two letters of the phrases that stop a page; they all begin with a letter."""
    return frozenset(phrase[:2] for phrase in lexicon.phrases("stop"))


def _stops(text: str) -> bool:
    """Is a text a heading after which no article text comes? Most texts are told apart by the first two letters."""
    letter = _LETTER.search(text)
    if not letter or text[letter.start() : letter.start() + 2].lower() not in _stop_starts():
        return False
    return lexicon.whole("stop").fullmatch(text) is not None


def _is_pager(text: str) -> bool:
    """Does a text number a page of several ("Page 2 of 3"), or give nothing but the initials of a desk ("(mh/rs)")?"""
    if text[0] == "(":
        return _INITIALS.fullmatch(text) is not None
    found = lexicon.opener("pager").match(text) if text[-1].isdigit() else None
    return bool(found and _NUMBERED.fullmatch(text, found.end()))


class _Labeller:
    def __init__(self, markup: Markup, title: str | None, prose: list[bool], inside: list[bool]) -> None:
        self.markup = markup
        self.blocks = markup.blocks
        self.html = markup.html
        self.title = alphanumeric(title or "")
        self.shortest = len(self.title) or 1 << 30
        self.longest = len(title or "") + 30
        self.description = alphanumeric(markup.meta("og:description", "description") or "")
        self.prose = prose
        self.inside = inside
        self.lines = Counter(block.container for block in compress(markup.blocks, prose))
        self.listing = False

    def run(self) -> None:
        """Label in reading order, then settle where the body begins and ends."""
        listed = lexicon.whole("promo").fullmatch
        for n, block in enumerate(self.blocks):
            block.label = label = self.label(n, block)
            self.listing = label == PROMO and (self.listing or listed(block.text) is not None)
        Settler(self.markup, self.prose, self.title, self.description).run()

    def label(self, n: int, block: Block) -> str:
        """What a block is by itself and by what stood before it."""
        text, hints = block.text, block.hints
        size = len(text)
        if size < 6 and not any(map(str.isalnum, text)):
            return FURNITURE
        if self.shortest <= size < self.longest and self.is_title(text):
            return TITLE
        if hints & NO_TEXT:
            if hints & (hint.COMMENT | hint.PROMO):
                return COMMENT if hints & hint.COMMENT else PROMO
            return CAPTION if hints & hint.CAPTION else FURNITURE
        if not self.inside[block.container] or text[0] == "<":
            return FURNITURE
        special = self.marked(n, block)
        if special:
            return special
        if hints & hint.HEADER and not hints & CONFIRMED:
            return FURNITURE
        if self.prose[n]:
            return BODY
        return self.short(block)

    def is_title(self, text: str) -> bool:
        """Is a text the title, case and marks aside? Most differ in the first letter."""
        if text[0].isalnum() and not self.title.startswith(alphanumeric(text[0])):
            return False
        return alphanumeric(text) == self.title

    def marked(self, n: int, block: Block) -> str | None:
        """Labels that words decide."""
        text = block.text
        size = extent(text) if len(text) < 300 else 300
        if size < 250 and lexicon.opener("promo").match(text) and self.advertises(block):
            return PROMO
        if self.listing and not self.prose[n] and (block.link_share > 0.5 if self.html else not _CLOSED.search(text)):
            return PROMO
        if size < 200 and lexicon.opener("caption").match(text) and _CAPTIONED.match(text):
            return CAPTION
        if size < 240 and len(text) > 40 and block.tag != "li" and is_credited(text):
            return CAPTION
        if size < 160 and _stops(text):
            return TAIL
        labelled = self.labelled(text) if size < 160 else None
        if labelled:
            return labelled
        if size < 300 and (lexicon.opener("furniture").match(text) or (size < LONGEST_PAGER and _is_pager(text))):
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
            or (rest[0] in '"“«' and rest[-1] in ":：")
            or (opened is not None and opened.group().rstrip()[-1] in ":：")
        )

    def labelled(self, text: str) -> str | None:
        """What a line that begins with a label gives: names, a date, a source."""
        found = lexicon.label().search(text) if ":" in text or "：" in text else None
        if found and found.start() < 40:
            return _LABELLED.get(found.lastgroup or "")
        bare = lexicon.bare_label().match(text) if len(text) < 90 else None
        if bare and text[bare.end() : bare.end() + 1].isupper() and not ends_sentence(text[:-1]):
            return _LABELLED.get(bare.lastgroup or "")
        if len(text) < LONGEST_DATED and text[-1].isalnum() and is_dated(text):
            return DATE
        return None

    def short(self, block: Block) -> str:
        """A short block inside the article: heading, list item, remark, or furniture between."""
        text, size = block.text, extent(block.text)
        if block.link_share > 0.8:
            return PROMO if size > 25 and block.tag not in HEADINGS else FURNITURE
        if block.tag in HEADINGS and block.tag != "h1":
            return SUBHEAD
        if block.hints & (hint.BYLINE | hint.DATE):
            return BYLINE
        if block.tag in ("p", "li", "blockquote", "td", "dd", "dt", "pre", "q") or (self.html and ends_sentence(text)):
            return BODY
        if self.html:
            broken = size > 40 and self.lines[block.container] > 1
            return BODY if broken or block.bold * 2 > len(text) or size > 80 else FURNITURE
        return BODY if ends_sentence(text) and size > 25 else FURNITURE if size < 12 else SUBHEAD
