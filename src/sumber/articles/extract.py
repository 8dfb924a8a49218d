"""Page to article: decode, parse, label, read the metadata, refuse what is no article."""

from __future__ import annotations

import re

from sumber.articles import labels
from sumber.articles.blocks import Markup, fold
from sumber.articles.containers import PROSE, SENTENCE
from sumber.articles.dateline import DOMAIN, Opening, read_opening, read_signature
from sumber.articles.html import MAX_TAGS, TooDeepError, read_html
from sumber.articles.jsonld import read_linked
from sumber.articles.labels import label_blocks
from sumber.articles.metadata import choose_title, read_metadata
from sumber.articles.outlets import site_name
from sumber.articles.refusals import DETAILS, refusal_of
from sumber.articles.text import read_text
from sumber.pages.decoding import decode
from sumber.reading.language import identify_language
from sumber.types import Article, Page, Refusal

MAX_BLOCKS = 50_000
"""Blocks of text beyond which a page is refused: labelling takes some 60 microseconds a block."""

_ASIDE = frozenset((labels.FURNITURE, labels.COMMENT, labels.TAIL, labels.BYLINE, labels.CREDIT, labels.DATE))
_STARS = re.compile(r"\s*(?:\(?\*{1,5}\)?|\[\*\])\s*$")
_LANG = re.compile(r"[a-z]{2,3}\b", re.I)


def extract_page(page: Page) -> Article | Refusal:
    """The article on a page. A Refusal says why there is none: "encoding", "too-deep", "too-large", "paywall", "consent",
    "javascript", "listing", "error-page", "video", "no-article"."""
    text = decode(page.data)
    if text is None:
        return Refusal(page.input, "encoding", "no known encoding makes sense of the bytes")
    html = page.media_type == "text/html"
    if html and text.count("<") > MAX_TAGS:
        return Refusal(page.input, "too-large", "more elements than a page of news can hold")
    try:
        markup = read_html(text) if html else read_text(text)
    except TooDeepError:
        return Refusal(page.input, "too-deep", "elements are nested deeper than browsers allow")
    if len(markup.blocks) > MAX_BLOCKS:
        return Refusal(page.input, "too-large", "more paragraphs than a page of news can hold")
    return _article(page, markup)


def _article(page: Page, markup: Markup) -> Article | Refusal:
    linked = read_linked(markup.scripts)
    url = page.url or markup.meta("og:url") or markup.canonical
    site = site_name(markup, linked)
    title = choose_title(markup, linked, site, url)
    label_blocks(markup, title, linked.body)
    reason = refusal_of(markup, linked, title)
    if reason:
        return Refusal(page.input, reason, DETAILS[reason])
    paragraphs = [block.text for block in markup.blocks if block.label in (labels.BODY, labels.SUBHEAD)]
    lang = _language(paragraphs, markup, linked.lang)
    meta = read_metadata(markup, linked, title, site, url, lang)
    _drop_biography(markup, paragraphs, meta.authors)
    body = [n for n, block in enumerate(markup.blocks) if block.label == labels.BODY]
    first, last = (body[0], body[-1]) if body else (0, -1)
    inside = markup.blocks[first : last + 1]
    opening = read_opening(paragraphs, site, url)
    signature = read_signature(paragraphs[-1]) if paragraphs else None
    signed = (signature,) if signature and fold(signature) not in {fold(name) for name in (*meta.authors, *meta.editors)} else ()
    credits = tuple(dict.fromkeys([*meta.credits, *opening.credits, *signed]))
    agencies = {fold(name) for name in credits}
    paragraphs = _finish(paragraphs, opening)
    return Article(
        input=page.input,
        digest=page.digest,
        text="\n".join(paragraphs),
        lang=lang,
        url=page.url or url,
        title=title,
        published=meta.published,
        modified=meta.modified,
        outlet=opening.outlet if opening.outlet and (not meta.outlet or DOMAIN.fullmatch(meta.outlet)) else meta.outlet,
        authors=tuple(name for name in meta.authors if fold(name) not in agencies),
        editors=meta.editors,
        credits=credits,
        dateline=opening.place,
        captions=_texts(markup, labels.CAPTION),
        promos=tuple(block.text for block in inside if block.label == labels.PROMO),
        furniture=tuple(
            block.text
            for n, block in enumerate(markup.blocks)
            if block.label in _ASIDE or (block.label == labels.PROMO and not first <= n <= last)
        ),
    )


def _texts(markup: Markup, *wanted: str) -> tuple[str, ...]:
    return tuple(block.text for block in markup.blocks if block.label in wanted)


def _drop_biography(markup: Markup, paragraphs: list[str], authors: tuple[str, ...]) -> None:
    """Take a closing paragraph about the article's own author off, and in a text dump the short lines (tags) above it."""
    names = [name for name in authors if " " in name]
    if len(paragraphs) < 3 or len(paragraphs[-1]) >= 500 or not any(name in paragraphs[-1][:60] for name in names):
        return
    paragraphs.pop()
    while not markup.html and len(paragraphs) > 2 and len(paragraphs[-1]) < PROSE and not SENTENCE.search(paragraphs[-1]):
        paragraphs.pop()


def _language(paragraphs: list[str], markup: Markup, declared: str | None) -> str | None:
    """By the text; what the page declares where the text does not tell."""
    found = identify_language(" ".join(paragraphs[:12])[:1000])
    if found:
        return found
    hint = _LANG.match(markup.lang or declared or "")
    return hint.group().lower() if hint else None


def _finish(paragraphs: list[str], opening: Opening) -> list[str]:
    """The opening's outlet cut off, closing stars dropped, nothing left empty."""
    if paragraphs and opening.cut:
        at = opening.paragraph
        paragraphs[at] = paragraphs[at][opening.cut :]
    if paragraphs:
        paragraphs[-1] = _STARS.sub("", paragraphs[-1])
    return [paragraph for paragraph in paragraphs if paragraph]
