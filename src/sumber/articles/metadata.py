"""Title, moments, outlet, authors, editors, credits and dateline, from what a page declares and from what its blocks say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from sumber.articles import labels, lexicon
from sumber.articles.blocks import Block, Markup, clean, extent
from sumber.articles.bylines import read_people
from sumber.articles.containers import is_prose
from sumber.articles.dateline import host_of
from sumber.articles.dates import find_moment
from sumber.articles.jsonld import Linked
from sumber.articles.lines import labelled_values, unlabelled_author
from sumber.articles.moments import read_moments
from sumber.articles.nesting import HEADINGS
from sumber.articles.outlets import TITLE_PARTS, names_of_site
from sumber.articles.provenance import Stated
from sumber.caseless import alphanumeric

_CAPTIONED = re.compile(r"[.|/]\s?-?\s?\w+:?\s[\w ]*/|\. [A-Z][\w ]+/[A-Z]|\.\s-\s")
_SUFFIX = re.compile(r"\s+[-–—|»·•]\s+|\s*[|｜_]\s*(?=[^\W\d])")
_SIGNED = frozenset((labels.BYLINE, labels.CREDIT))
LONGEST_TITLE, MANY_HEADINGS = 1_000, 20
"""Characters of a title that are looked at, and main headings of a page."""

MANY_WORDS = 8
"""Words from which a longer line is no more of a headline: the one below it may be longer."""

LETTERS = 6
"""Letters of a word with its blank: a script without blanks has as many words as its extent holds of these."""

SHORT_NAME = 3
"""Letters of names of outlets that are compared as wholes only."""

MAX_TAG, MANY_TAGS = 60, 30
"""Characters of the longest keyword, and how many are kept."""


@dataclass(slots=True)
class Metadata:
    """What is known of an article besides its text; fields as in sumber.types.Article. `stated` is what each source says of a
    field."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    stated: dict[str, Stated] = field(default_factory=dict)


def choose_title(markup: Markup, linked: Linked, site: str | None, url: str | None) -> str | None:
    """The headline: the heading on the page that the page's own metadata confirm, else the metadata without the outlet."""
    heads = [block.text.strip(" :|-–—") for block in markup.blocks if block.tag == "h1"][:MANY_HEADINGS]
    stated = (linked.headline, markup.meta("og:title"), markup.meta("twitter:title"), markup.head_title)
    declared = dict.fromkeys(value[:LONGEST_TITLE] for value in stated if value)
    names = names_of_site(site, host_of(url))
    sections = {alphanumeric(part) for part in (linked.section or "", *(url or "").split("/")[3:-1]) if part}
    cleaned = [
        value
        for value in (_without_outlet(clean(_unmarked(value)), names, sections) for value in declared)
        if alphanumeric(value) not in names
    ]
    for value in cleaned:
        for head in heads:
            if alphanumeric(value) == alphanumeric(head):
                return head
    for value in cleaned:
        for head in heads:
            if extent(alphanumeric(head)) > 12 and value.startswith(head) and _SUFFIX.match(value, len(head)):
                return head
        told = alphanumeric(value)
        if any(len(shown) > 12 and (shown in told or told in shown) for shown in map(alphanumeric, heads)):
            return value
    if cleaned:
        return _headed(cleaned[0], markup.blocks) if not heads else cleaned[0]
    if len(heads) == 1:
        return heads[0]
    return _first_heading(markup.blocks) if markup.html else _text_title(markup.blocks)


def _headed(title: str, blocks: list[Block]) -> str:
    """A page's title without what its first heading parts from it, on a page without a main heading."""
    parts = [alphanumeric(part) for part in TITLE_PARTS.split(title)]
    if len(parts) < 2:
        return title
    heads = (block.text for block in blocks if block.tag in HEADINGS and extent(block.text) > 12)
    return next((head for head in heads if alphanumeric(head) in (parts[0], parts[-1])), title)


def _first_heading(blocks: list[Block]) -> str | None:
    """The heading above the first prose that stands nearest to it, on a page that names no headline."""
    first = next((n for n, block in enumerate(blocks) if is_prose(block)), 0)
    heads = [block.text for block in blocks[:first] if block.tag in HEADINGS and len(block.text.split()) > 2]
    return heads[-1] if heads else None


def _unmarked(value: str) -> str:
    return re.sub(r"</?[a-zA-Z][^<>]{0,100}>", " ", value)


def _without_outlet(title: str, names: list[str], sections: set[str]) -> str:
    """Cut "| Outlet" off the end, "Outlet: " off the start, where the part names the site, its address or a section."""
    parts = TITLE_PARTS.split(title)
    while len(parts) > 1:
        last, first = alphanumeric(parts[-1]), alphanumeric(parts[0])
        if last in sections or any(_names(last, name) for name in names):
            title = title[: title.rindex(parts[-1])]
        elif any(name and first == name for name in names):
            title = title[len(parts[0]) :]
        else:
            break
        title = title.strip(" -–—|»·•:")
        parts = TITLE_PARTS.split(title)
    return title.strip()


def _names(part: str, name: str) -> bool:
    """Does a part of a title hold the outlet's name, or the name the part? Short ones ("co") are in too many words."""
    return name == part or (len(part) > 1 and part in name) or (len(name) > SHORT_NAME and name in part)


def _text_title(blocks: list[Block]) -> str | None:
    """A text dump's headline: of the lines above the first prose, the one that comes twice, else stands next to the date."""
    first = next((n for n, block in enumerate(blocks) if is_prose(block) and len(block.text) > 90), len(blocks))
    best, best_score = None, 0.0
    lines = blocks[: first + 1]
    dated = {n for n, block in enumerate(lines) if len(block.text) < 120 and find_moment(block.text)}
    times = Counter(block.text for block in blocks[: first + 20])
    for n, block in enumerate(lines):
        text = block.text
        words = len(text.split())
        if not text.isascii() and extent(text) > len(text):
            words = max(words, extent(text) // LETTERS)
        if words < 4 or len(text) > 250 or text[-1] in ".:;" or labelled_values(text) or n in dated or unlabelled_author(text):
            continue
        score = min(words, MANY_WORDS) / MANY_WORDS + times[text] - 1
        score += 1.0 if not dated.isdisjoint((n + 1, n + 2, n + 3)) else 0.4 if not dated.isdisjoint((n - 1, n - 2)) else 0
        score -= 0.5 if text[-1] in ").!" or _CAPTIONED.search(text) else 0
        score -= (
            1.0
            if lexicon.opener("caption").match(text)
            or lexicon.opener("promo").match(text)
            or text.count(" - ") > 1
            or text.count(" | ") > 1
            else 0
        )
        if score > best_score:
            best, best_score = text, score
    return best


def read_metadata(
    markup: Markup, linked: Linked, title: str | None, site: str | None, url: str | None, lang: str | None
) -> Metadata:
    """Everything but the title and the dateline; the blocks must be labelled."""
    near = _near_title(markup)
    moments = read_moments(markup, linked, near, title, url, lang)
    sections = (
        linked.section,
        markup.meta("article:section", "og:article:section", "section", "parsely-section", "itemprop:articlesection"),
    )
    section = next((clean(name) for name in sections if name and len(name) < 60), None)
    tags = _tags(markup, linked)
    host = host_of(url)
    said = read_people(markup, linked, near, (site, linked.publisher, host, *host.split(".")), (title, section, *tags))
    return Metadata(
        title=title,
        published=moments.published,
        modified=moments.modified,
        outlet=site,
        authors=said.authors,
        editors=said.editors,
        credits=said.credits,
        photographers=said.photographers,
        translators=said.translators,
        section=section,
        tags=tags,
        stated={**said.stated, "published": moments.stated, "modified": moments.changed},
    )


def _tags(markup: Markup, linked: Linked) -> tuple[str, ...]:
    """Keywords: one a meta tag, else a list in JSON-LD, else a list in a meta tag."""
    single = markup.metas.get("article:tag", [])
    listed = linked.tags or (markup.meta("news_keywords", "parsely-tags", "sailthru.tags", "keywords") or "").split(",")
    found = [
        part for value in (single if len(single) > 1 else [*",".join(single).split(","), *listed]) if (part := clean(value))
    ]
    return tuple(dict.fromkeys(tag for tag in found if len(tag) <= MAX_TAG))[:MANY_TAGS]


def _near_title(markup: Markup) -> list[Block]:
    """Short blocks around the article's start and end, where pages put byline and date."""
    blocks = markup.blocks
    first, last = labels.body_ends(blocks)
    if last < 0:
        return []
    start = next((n for n, block in enumerate(blocks[:first]) if block.label == labels.TITLE), max(0, first - 12))
    inside = [block for block in blocks[first + 12 : last] if block.label in _SIGNED]
    around = [*blocks[max(0, start - 4) : first + 12], *inside, *blocks[max(first + 12, last + 1) : last + 8]]
    return [block for block in around if len(block.text) < (250 if block.label != labels.BODY else 60)]
