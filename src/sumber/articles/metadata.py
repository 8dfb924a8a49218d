"""Title, moments, outlet, authors, editors, credits and dateline, from what a page declares and from what its blocks say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sumber.articles import blocks as hint
from sumber.articles import labels, lexicon
from sumber.articles.blocks import Block, Markup, clean, fold
from sumber.articles.containers import HEADINGS, is_prose
from sumber.articles.dateline import host_of
from sumber.articles.dates import find_moment, parse_moment
from sumber.articles.jsonld import Linked
from sumber.articles.outlets import TITLE_PARTS, names_of_site
from sumber.articles.people import bare_names, labelled_values, people, split_names, unlabelled_author
from sumber.articles.provenance import Stated

_CAPTIONED = re.compile(r"[.|/]\s?-?\s?\w+:?\s[\w ]*/|\. [A-Z][\w ]+/[A-Z]|\.\s-\s")
LONGEST_TITLE, MANY_HEADINGS = 1_000, 20
"""Characters of a title that are looked at, and main headings of a page."""

MAX_TAG, MANY_TAGS = 60, 30
"""Characters of the longest keyword, and how many are kept."""

_URL_DAY_LAST = re.compile(r"[/-](0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20[0-3]\d)(?=[/_.-]|$)")
_URL_DAY = re.compile(r"[/-](20[0-3]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


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
    declared = [value[:LONGEST_TITLE] for value in stated if value]
    names = names_of_site(site, host_of(url))
    cleaned = [
        value for value in (_without_outlet(clean(_unmarked(value)), names) for value in declared) if fold(value) not in names
    ]
    for value in cleaned:
        for head in heads:
            if fold(value) == fold(head):
                return head
    for value in cleaned:
        if any(len(fold(head)) > 12 and (fold(head) in fold(value) or fold(value) in fold(head)) for head in heads):
            return value
    if cleaned:
        return cleaned[0]
    if len(heads) == 1:
        return heads[0]
    return _first_heading(markup.blocks) if markup.html else _text_title(markup.blocks)


def _first_heading(blocks: list[Block]) -> str | None:
    """The heading above the first prose that stands nearest to it, on a page that names no headline."""
    first = next((n for n, block in enumerate(blocks) if is_prose(block)), 0)
    heads = [block.text for block in blocks[:first] if block.tag in HEADINGS and len(block.text.split()) > 2]
    return heads[-1] if heads else None


def _unmarked(value: str) -> str:
    return re.sub(r"</?[a-zA-Z][^<>]{0,100}>", " ", value)


def _without_outlet(title: str, names: list[str]) -> str:
    """Cut "| Outlet" off the end, "Outlet: " off the start, where the part names the site or its address does."""
    parts = TITLE_PARTS.split(title)
    while len(parts) > 1:
        last, first = fold(parts[-1]), fold(parts[0])
        if any(name and (name in last or last in name) and len(last) > 1 for name in names):
            title = title[: title.rindex(parts[-1])]
        elif any(name and first == name for name in names):
            title = title[len(parts[0]) :]
        else:
            break
        title = title.strip(" -–—|»·•:")
        parts = TITLE_PARTS.split(title)
    return title.strip()


def _text_title(blocks: list[Block]) -> str | None:
    """A text dump's headline: of the lines above the first prose, the one that comes twice, else stands next to the date."""
    first = next((n for n, block in enumerate(blocks) if is_prose(block) and len(block.text) > 90), len(blocks))
    best, best_score = None, 0.0
    lines = blocks[: first + 1]
    dated = [n for n, block in enumerate(lines) if len(block.text) < 120 and find_moment(block.text)]
    for n, block in enumerate(lines):
        text = block.text
        words = len(text.split())
        if words < 4 or len(text) > 250 or text[-1] in ".:;" or labelled_values(text) or n in dated:
            continue
        score = min(words, 12) / 12 + sum(other.text == text for other in blocks[: first + 20]) - 1
        score += 1.0 if any(0 < day - n <= 3 for day in dated) else 0.4 if any(0 < n - day <= 2 for day in dated) else 0
        score -= 0.5 if text[-1] in ").!" or _CAPTIONED.search(text) else 0
        score -= (
            1.0 if lexicon.opener("caption").match(text) or lexicon.opener("promo").match(text) or text.count(" - ") > 1 else 0
        )
        if score > best_score:
            best, best_score = text, score
    return best


def read_metadata(
    markup: Markup, linked: Linked, title: str | None, site: str | None, url: str | None, lang: str | None
) -> Metadata:
    """Everything but the title and the dateline; the blocks must be labelled."""
    meta = Metadata(title=title, outlet=site)
    near = _near_title(markup)
    _moments(meta, markup, linked, near, url, lang)
    _people(meta, markup, linked, near, url)
    sections = (linked.section, markup.meta("article:section", "og:article:section", "section", "parsely-section"))
    meta.section = next((clean(name) for name in sections if name and len(name) < 60), None)
    meta.tags = _tags(markup, linked)
    return meta


def _tags(markup: Markup, linked: Linked) -> tuple[str, ...]:
    """Keywords: one a meta tag, else a list in JSON-LD, else a list in a meta tag."""
    single = markup.metas.get("article:tag", [])
    listed = linked.tags or (markup.meta("news_keywords", "parsely-tags", "keywords") or "").split(",")
    found = [
        part for value in (single if len(single) > 1 else [*",".join(single).split(","), *listed]) if (part := clean(value))
    ]
    return tuple(dict.fromkeys(tag for tag in found if len(tag) <= MAX_TAG))[:MANY_TAGS]


def _near_title(markup: Markup) -> list[Block]:
    """Short blocks around the article's start and end, where pages put byline and date."""
    blocks = markup.blocks
    body = [n for n, block in enumerate(blocks) if block.label == labels.BODY]
    if not body:
        return []
    start = next((n for n, block in enumerate(blocks[: body[0]]) if block.label == labels.TITLE), max(0, body[0] - 12))
    around = blocks[max(0, start - 4) : body[0] + 12] + blocks[body[-1] + 1 : body[-1] + 8]
    return [block for block in around if len(block.text) < (250 if block.label != labels.BODY else 60)]


def _moments(meta: Metadata, markup: Markup, linked: Linked, near: list[Block], url: str | None, lang: str | None) -> None:
    """When published and when modified. Of several statements of the same day, one with clock and offset wins."""
    names = lexicon.words("web")["metadata"]
    stated = _stated(markup, linked.published, names["published"], lang)
    changed = _stated(markup, linked.modified, names["modified"], lang)
    published = _fullest([moment for _, moment in stated])
    if published is None or len(published) == 10 or not _zoned(published):
        shown = [moment for moment in _shown(markup, near, lang) if moment]
        stated += [("page", moment) for moment in shown]
        published = _fullest([moment for moment in (published, *shown) if moment])
    if published is None:
        published = _addressed(_path(url or ""))
        stated += [("address", published)] if published else []
    if published is None:
        published = _leading(markup, meta.title, lang)
        stated += [("text", published)] if published else []
    meta.published, meta.modified = published or None, _fullest([moment for _, moment in changed])
    meta.stated["published"], meta.stated["modified"] = stated, changed


def _addressed(path: str) -> str | None:
    """The day in a page's address."""
    found = _URL_DAY.search(path)
    if found:
        return parse_moment("-".join(found.groups()))
    found = _URL_DAY_LAST.search(path)
    return parse_moment("-".join(reversed(found.groups()))) if found else None


def _leading(markup: Markup, title: str | None, lang: str | None) -> str | None:
    """A day that the headline or the first paragraph begins with ("29.11.2022 – ...")."""
    body = next((block.text for block in markup.blocks if block.label == labels.BODY), "")
    starts = [text[:24] for text in (title or "", body) if text[:1].isdigit()]
    return next((moment for start in starts if (moment := find_moment(start, lang))), None)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path if "//" in url else url
    except ValueError:
        return url


def _stated(markup: Markup, linked: str | None, names: list[str], lang: str | None) -> Stated:
    """The moments that JSON-LD and meta tags of these names give."""
    found = [("json-ld", linked), *((f"meta:{name}", markup.meta(name)) for name in names if name in markup.metas)]
    return [(source, moment) for source, value in found if (moment := parse_moment(value, lang))]


def _zoned(moment: str) -> bool:
    return len(moment) > 19


def _fullest(moments: list[str]) -> str | None:
    """The first statement, or a later one that says the same more fully."""
    if not moments:
        return None
    best = moments[0]
    for moment in moments[1:]:
        timed = len(best) == 10 < len(moment) and moment[:10] == best
        if timed or (moment[:16] == best[:16] and _zoned(moment) and not _zoned(best)):
            best = moment
    return best


def _shown(markup: Markup, near: list[Block], lang: str | None) -> list[str | None]:
    """Moments that readers see: time elements, then lines near the title."""
    updated = lexicon.anywhere("updated")
    body = next((n for n, block in enumerate(markup.blocks) if block.label == labels.BODY), 0)
    last = max((n for n, block in enumerate(markup.blocks) if block.label == labels.BODY), default=0)
    times = [(abs(at - body), value) for value, at, names in markup.times if at <= last + 6 and not updated.search(names)]
    shown: list[str | None] = [moment for _, value in sorted(times)[:1] if (moment := parse_moment(value, lang))]
    lines = [block.text for block in near if re.search(r"\d", block.text)]
    later: list[str | None] = []
    for line in lines:
        for part in lexicon.before("updated").split(line)[:3]:
            moment = find_moment(part, lang)
            if moment:
                (later if updated.match(part) else shown).append(moment)
    return shown + later


def _people(meta: Metadata, markup: Markup, linked: Linked, near: list[Block], url: str | None) -> None:
    """Authors, editors, credits: what is declared first, then labelled lines, then a bare "by" line."""
    said: dict[str, list[str]] = {"author": [], "editor": [], "credit": [], "photographer": [], "translator": []}
    bylines: list[str] = []
    for block in near:
        if block.label in (labels.PROMO, labels.COMMENT, labels.CAPTION, labels.TITLE):
            continue
        found = [(key, value) for key, value in labelled_values(block.text) if key in said and len(value) < 90]
        for key, value in found:
            said[key].extend(split_names(value))
        if not found:
            marked = block.hints & hint.BYLINE and not block.hints & (hint.BIO | hint.PROMO)
            bylines.extend(unlabelled_author(block.text) or (bare_names(block.text) if marked and not bylines else []))
    declared = people(linked.authors)
    tagged = people(
        value
        for name in lexicon.words("web")["metadata"]["author"]
        for value in markup.metas.get(name, ())[:8]
        if "/" not in value
    )
    own = {fold(name) for name in (meta.outlet, linked.publisher, *host_of(url).split(".")) if name}
    meta.editors = tuple(dict.fromkeys([*people(linked.editors), *said["editor"]]))
    meta.translators = tuple(dict.fromkeys([*people(linked.translators), *said["translator"]]))
    meta.photographers = tuple(dict.fromkeys(said["photographer"]))
    meta.credits = tuple(dict.fromkeys(said["credit"]))
    labelled, shown = tuple(said["author"]), tuple(bylines[:6])
    authors = _first_personal([declared or tagged, labelled, people(markup.authors), shown], own)
    others = {*meta.editors, *meta.translators, *meta.photographers}
    # The byline of a translated piece that names no other author is its translator's.
    meta.authors = tuple(name for name in authors if name not in others) or meta.translators
    sources = (
        ("json-ld", declared),
        ("meta:author", tagged),
        ("label", labelled),
        ("link", people(markup.authors)),
        ("byline", shown),
    )
    meta.stated["authors"] = [(source, ", ".join(names)) for source, names in sources if names]
    meta.stated["editors"] = [("json-ld", ", ".join(people(linked.editors))), ("label", ", ".join(said["editor"]))]


def _first_personal(sources: list[tuple[str, ...]], own: set[str]) -> tuple[str, ...]:
    """The first source that names somebody else than the outlet itself or its desk; failing that, the first that names any."""
    desk = set(lexicon.phrases("desk"))
    for names in sources:
        kept = tuple(dict.fromkeys(name for name in names if fold(name) not in own and name.lower() not in desk))
        if kept:
            return kept
    for names in sources:
        kept = tuple(dict.fromkeys(name for name in names if not name.islower() or " " in name or not name.isascii()))
        if kept:
            return kept
    return ()
