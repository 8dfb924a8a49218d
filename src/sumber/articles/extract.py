"""Page to article: decode, parse, label, read the metadata, refuse what is no article."""

from __future__ import annotations

import re
from dataclasses import replace

from sumber.articles import labels
from sumber.articles.blocks import Markup
from sumber.articles.containers import PROSE, ends_sentence
from sumber.articles.dateline import DOMAIN, Opening, host_of, place_in_line, read_opening, read_signature
from sumber.articles.html import TooDeepError, TooManyTagsError, read_html
from sumber.articles.jsonld import Linked, read_linked
from sumber.articles.kinds import TEXT
from sumber.articles.labels import body_ends, label_blocks
from sumber.articles.learned import Learned, lines_of
from sumber.articles.lexicon import words
from sumber.articles.metadata import choose_title, read_metadata
from sumber.articles.outlets import site_name
from sumber.articles.positions import positions_of
from sumber.articles.provenance import Stated, same_moment, stated_titles, trace
from sumber.articles.refusals import DETAILS, refusal_of
from sumber.articles.text import read_text
from sumber.caseless import alphanumeric
from sumber.pages.decoding import MARKS, utf8_of
from sumber.reading.language import identify_language
from sumber.types import Article, Page, Provenance, Refusal

MAX_BLOCKS = 50_000
"""Blocks of text beyond which a page is refused: labelling takes some 60 microseconds a block."""

_ASIDE = frozenset((labels.FURNITURE, labels.COMMENT, labels.TAIL, labels.BYLINE, labels.CREDIT, labels.DATE))
_BESIDE = _ASIDE | {labels.PROMO}
_STARS = re.compile(r"\s*(?:\(?\*{1,5}\)?|\[\*\])\s*$")
_LANG = re.compile(r"[a-z]{2,3}\b", re.I)


def extract_page(page: Page, *, positions: bool = False, furniture: Learned | None = None) -> Article | Refusal:
    """The article on a page. A Refusal says why there is none: "encoding", "too-deep", "too-large", "paywall", "consent",
    "javascript", "listing", "error-page", "video", "no-article". With `positions` the bytes of each paragraph come along;
    `furniture` are lines learned of outlets."""
    try:
        markup = _markup(page)
    except TooManyTagsError:
        return Refusal(page.input, "too-large", "more elements than a page of news can hold")
    except TooDeepError:
        return Refusal(page.input, "too-deep", "elements are nested deeper than browsers allow")
    if markup is None:
        return Refusal(page.input, "encoding", "no known encoding makes sense of the bytes")
    if len(markup.blocks) > MAX_BLOCKS:
        return Refusal(page.input, "too-large", "more paragraphs than a page of news can hold")
    return _article(page, markup, positions, furniture or {})


def page_lines(page: Page) -> tuple[tuple[str, str], ...]:
    """The text of a page in its order, without menus and forms: what each block is (a label of `sumber.articles.kinds`) and its
    words. Empty where the page cannot be taken apart."""
    try:
        markup = _markup(page)
    except (TooManyTagsError, TooDeepError):
        return ()
    if markup is None or len(markup.blocks) > MAX_BLOCKS:
        return ()
    linked = read_linked(markup.scripts)
    label_blocks(markup, choose_title(markup, linked, site_name(markup, linked), page.url), linked.body)
    return tuple((block.label, block.text) for block in markup.blocks if block.text)


def _markup(page: Page) -> Markup | None:
    """The page taken apart; None where no encoding makes sense of it. Most pages are UTF-8 and read as such at once: what is
    read is checked as it is decoded, and what is not (scripts, most attributes) needs no check."""
    if page.media_type == "text/html" and not page.data.startswith(MARKS):
        try:
            markup = read_html(page.data)
            markup.utf8 = True
            return markup
        except UnicodeDecodeError:
            pass
    text = utf8_of(page.data)
    if text is None:
        return None
    return read_html(text) if page.media_type == "text/html" else read_text(text.decode())


def _article(page: Page, markup: Markup, positions: bool, furniture: Learned) -> Article | Refusal:
    linked = read_linked(markup.scripts)
    url = page.url or markup.meta("og:url") or markup.canonical
    site = site_name(markup, linked)
    title = choose_title(markup, linked, site, url)
    label_blocks(markup, title, linked.body)
    _drop_learned(markup, lines_of(furniture, site, host_of(url)) if furniture else frozenset())
    reason = refusal_of(markup, linked, title)
    if reason:
        return Refusal(page.input, reason, DETAILS[reason])
    body = [block for block in markup.blocks if block.label in TEXT]
    paragraphs = [block.text for block in body]
    lang = _language(paragraphs, markup, linked.lang)
    meta = read_metadata(markup, linked, title, site, url, lang)
    _drop_biography(markup, paragraphs, meta.authors)
    opening = read_opening(paragraphs, site, url)
    signature = read_signature(paragraphs[-1]) if paragraphs else None
    people = set(map(alphanumeric, (*meta.authors, *meta.editors)))
    signed = (signature,) if signature and alphanumeric(signature) not in people else ()
    # The text spells an agency better than a line in capitals does.
    credits = tuple({alphanumeric(name): name for name in (*meta.credits, *opening.credits, *signed)}.values())
    agencies = {alphanumeric(name) for name in credits}
    kept = [(block, text) for block, text in zip(body, _finish(paragraphs, opening), strict=False) if text]
    outlet = opening.outlet if opening.outlet and (not meta.outlet or DOMAIN.fullmatch(meta.outlet)) else meta.outlet
    promos, aside = _aside(markup)
    article = Article(
        input=page.input,
        digest=page.digest,
        text="\n".join(text for _, text in kept),
        lang=lang,
        url=page.url or url,
        title=title,
        published=meta.published,
        modified=meta.modified,
        outlet=outlet,
        authors=tuple(name for name in meta.authors if alphanumeric(name) not in agencies),
        editors=meta.editors,
        credits=credits,
        dateline=opening.place or _place_above(markup),
        captions=tuple(block.text for block in markup.blocks if block.label == labels.CAPTION),
        promos=promos,
        furniture=aside,
        photographers=meta.photographers,
        translators=meta.translators,
        section=meta.section,
        tags=meta.tags,
        canonical=_canonical(markup),
    )
    located = None
    if positions:
        located = positions_of(page.data, markup, [block for block, _ in kept], [text for _, text in kept])
    return replace(article, provenance=_provenance(page, markup, linked, meta.stated, article), positions=located)


def _provenance(
    page: Page, markup: Markup, linked: Linked, stated: dict[str, Stated], article: Article
) -> tuple[Provenance, ...]:
    """Where each field of the article was read."""
    names = ("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher_name")
    outlets = [(f"meta:{name}", markup.meta(name) or "") for name in names] + [("json-ld", linked.publisher or "")]
    urls = [("given", page.url or ""), ("meta:og:url", markup.meta("og:url") or ""), ("link:canonical", markup.canonical or "")]
    langs = [("html", markup.lang or ""), ("json-ld", linked.lang or "")]
    traced = (
        trace("title", article.title, stated_titles(markup, linked)),
        trace("published", article.published, stated["published"], same_moment),
        trace("modified", article.modified, stated["modified"], same_moment),
        trace("outlet", article.outlet, [(source, said) for source, said in outlets if said]),
        trace("authors", ", ".join(article.authors), stated["authors"]),
        trace("editors", ", ".join(article.editors), [(source, said) for source, said in stated["editors"] if said]),
        trace("url", article.url, [(source, said) for source, said in urls if said]),
        trace("lang", article.lang, [(source, said.lower()) for source, said in langs if said], _same_language),
    )
    return tuple(known for known in traced if known)


def _place_above(markup: Markup) -> str | None:
    """The place of the dateline, where it stands in the line above the text."""
    first, _ = body_ends(markup.blocks)
    above = markup.blocks[first - 1] if first > 0 else None
    return place_in_line(above.text) if above and above.label == labels.FURNITURE else None


def _same_language(a: str, b: str) -> bool:
    return a[:2] == b[:2]


def _canonical(markup: Markup) -> str | None:
    """The address the page calls its own."""
    found = markup.canonical or markup.meta("og:url")
    return found if found and found.startswith(("http://", "https://")) else None


def _drop_learned(markup: Markup, lines: frozenset[str]) -> None:
    """Label what is known to stand on many of the outlet's pages as furniture."""
    for block in markup.blocks if lines else ():
        if block.label in (labels.BODY, labels.SUBHEAD, labels.CAPTION) and alphanumeric(block.text) in lines:
            block.label = labels.FURNITURE


def _aside(markup: Markup) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines inside the article that lead to other pieces, and the rest that is neither text nor caption."""
    blocks = markup.blocks
    first, last = body_ends(blocks)
    inside = blocks[first : last + 1]
    promos = tuple(block.text for block in inside if block.label == labels.PROMO)
    aside = [block.text for block in inside if block.label in _ASIDE]
    before, behind = ([block.text for block in part if block.label in _BESIDE] for part in (blocks[:first], blocks[last + 1 :]))
    return promos, (*before, *aside, *behind)


def _drop_biography(markup: Markup, paragraphs: list[str], authors: tuple[str, ...]) -> None:
    """Take a closing paragraph about the article's own author off, and in a text dump the short lines (tags) above it."""
    names = [name for name in authors if " " in name]
    if len(paragraphs) < 3 or len(paragraphs[-1]) >= 500 or not any(name in paragraphs[-1][:60] for name in names):
        return
    paragraphs.pop()
    while not markup.html and len(paragraphs) > 2 and len(paragraphs[-1]) < PROSE and not ends_sentence(paragraphs[-1]):
        paragraphs.pop()


def _language(paragraphs: list[str], markup: Markup, declared: str | None) -> str | None:
    """By the text; what the page declares where the text does not tell."""
    found = identify_language(" ".join(paragraphs[:12])[:1000])
    hint = _LANG.match(markup.lang or declared or "")
    said = hint.group().lower() if hint else None
    if found and said != found and not any(found in alike and said in alike for alike in words("web")["languages"]["alike"]):
        return found
    return said or found


def _finish(paragraphs: list[str], opening: Opening) -> list[str]:
    """The opening's outlet cut off, closing stars dropped."""
    if paragraphs and opening.cut:
        at = opening.paragraph
        paragraphs[at] = paragraphs[at][opening.cut :]
    if paragraphs and paragraphs[-1].endswith(("*", "*)", "*]")):
        paragraphs[-1] = _STARS.sub("", paragraphs[-1])
    return paragraphs
