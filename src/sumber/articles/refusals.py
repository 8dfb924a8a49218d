"""Pages that hold no article: which kind they are, told only where hardly any text was found, so that no article is refused."""

from __future__ import annotations

from sumber.articles import labels, lexicon
from sumber.articles.blocks import Markup, extent
from sumber.articles.containers import PROSE, THIN, is_prose
from sumber.articles.dates import find_moment
from sumber.articles.head import noscript_text
from sumber.articles.jsonld import Linked
from sumber.types import RefusalReason

MANY_SCRIPTS = 10
"""Scripts on a page that declares an article but shows no word of it, from which they are what loads it."""

CONSENT_TEXT = 1500
"""Characters of body below which a page that declares no article may be a consent wall."""

MANY_HEADINGS = 8
"""Linked headings from which a page is a list."""

BRIEF, LONGEST_DATE = 2, 120
"""Paragraphs of the shortest article on a page that declares none, and characters of the line above that dates it."""

RUN = 3
"""Paragraphs on end, with no linked heading between them, from which a page is no list of teasers."""

DETAILS: dict[RefusalReason, str] = {
    "paywall": "the text is for subscribers only",
    "consent": "a consent wall stands before the text",
    "javascript": "the text is only loaded by JavaScript",
    "listing": "a list of articles, not one article",
    "error-page": "the server answered with an error page",
    "video": "a video without text",
    "no-article": "no running text found",
}


def refusal_of(markup: Markup, linked: Linked, title: str | None) -> RefusalReason | None:
    """Why the labelled page is no article, None where it is one."""
    if _is_article(markup, linked) and labels.holds(markup, CONSENT_TEXT):
        return None
    body = labels.body_size(markup)
    if body >= CONSENT_TEXT:
        return "listing" if _is_listing(markup, linked, body) else None
    text = " ".join(block.text for block in markup.blocks)[:20_000]
    if body < 2 * THIN and lexicon.anywhere("error").search((title or "") + " " + text[:600]):
        return "error-page"
    if not _is_article(markup, linked) and _asks_consent(markup, title):
        return "consent"
    if body >= THIN:
        return "listing" if _is_listing(markup, linked, body) else None
    if lexicon.anywhere("paywall").search(text) or linked.free is False:
        return "paywall"
    if lexicon.anywhere("consent").search(text) and len(text) < 6000:
        return "consent"
    if lexicon.anywhere("javascript").search(noscript_text(markup) + " " + text) and len(text) < 1500:
        return "javascript"
    if not body and _is_article(markup, linked) and markup.script_count >= MANY_SCRIPTS and not markup.videos:
        return "javascript"
    if _is_article(markup, linked) and body:
        return None
    if markup.videos or "VideoObject" in linked.types:
        return "video"
    if _shows_article(markup):
        return None
    links = sum(block.linked for block in markup.blocks)
    if links > 0.5 * len(text) and links > 400:
        return "listing"
    return None if body >= PROSE and not markup.html else "no-article"


def _asks_consent(markup: Markup, title: str | None) -> bool:
    """Do a page's heading, or most of its paragraphs, ask for consent?"""
    asks = lexicon.anywhere("consent")
    heads = [block.text for block in markup.blocks if block.tag == "h1"]
    said = [bool(asks.search(block.text)) for block in markup.blocks if block.label == labels.BODY]
    return bool(asks.search(" ".join([title or "", *heads]))) or sum(said) * 2 > len(said) > 0


def _is_article(markup: Markup, linked: Linked) -> bool:
    """Does the page declare itself to be an article?"""
    return bool(
        linked.published or linked.headline or markup.meta("og:type") == "article" or markup.meta("article:published_time")
    )


def _shows_article(markup: Markup) -> bool:
    """Does a page that declares nothing show a headline, a date and paragraphs below it, and no list of others: a brief?"""
    blocks = markup.blocks
    first, last = labels.body_ends(blocks)
    title = next((n for n, block in enumerate(blocks[: max(first, 0)]) if block.label == labels.TITLE), -1)
    told = sum(block.label == labels.BODY and is_prose(block) for block in blocks[first : last + 1])
    if title < 0 or told < BRIEF or _linked_headings(markup) >= MANY_HEADINGS:
        return False
    return any(len(block.text) < LONGEST_DATE and find_moment(block.text) for block in blocks[max(0, title - 3) : first])


def _linked_headings(markup: Markup) -> int:
    return sum(block.tag in ("h2", "h3", "h4") and block.link_share > 0.8 for block in markup.blocks)


def _is_listing(markup: Markup, linked: Linked, body: int) -> bool:
    """Teasers under many linked headings, on a page that declares no article and nowhere tells on and on."""
    if _is_article(markup, linked) or not markup.html:
        return False
    linked_heads = run = 0
    for block in markup.blocks:
        if block.tag in ("h2", "h3", "h4") and block.link_share > 0.8:
            linked_heads += 1
            run = 0
        elif block.label == labels.BODY and is_prose(block):
            run += 1
            if run == RUN:
                return False
    links = sum(block.linked for block in markup.blocks)
    longest = max((extent(block.text) for block in markup.blocks if block.label == labels.BODY), default=0)
    return linked_heads >= MANY_HEADINGS and links > 0.8 * body and longest < THIN
