"""What tags and elements that hold no text tell of a page: its meta tags, address, language, title and moments."""

from __future__ import annotations

import re
from html import unescape

from sumber.articles.blocks import Markup, clean

MAX_NOSCRIPT = 4_000
"""Characters that are looked at of what stands there for browsers without JavaScript."""

_TAGS = re.compile(r"<[^<>]*>")
_LINK_END = re.compile(r"</a", re.I)


def keep_attributes(markup: Markup, name: str, attributes: dict[str, str]) -> None:
    """Keep what the attributes of a tag of the head, or of a <time>, tell."""
    if name == "meta":
        content = attributes.get("content")
        for key in ("property", "name", "itemprop"):
            named = attributes.get(key)
            if named and content:
                prefix = "itemprop:" if key == "itemprop" else ""
                markup.metas.setdefault(prefix + named.lower(), []).append(content)
    elif name == "link":
        if attributes.get("rel", "").lower() == "canonical" and not markup.canonical:
            markup.canonical = attributes.get("href")
    elif name == "html":
        markup.lang = markup.lang or attributes.get("lang") or attributes.get("xml:lang")
    elif name == "time" and attributes.get("datetime"):
        place = (attributes["datetime"], len(markup.blocks), f"{attributes.get('class')} {attributes.get('itemprop')}")
        markup.times.append(place)


def keep_moment(markup: Markup, attributes: dict[str, str]) -> None:
    """Keep a moment that microdata give as an attribute."""
    for name in attributes.get("itemprop", "").split():
        value = attributes.get("content") or attributes.get("datetime")
        if value and name in ("datePublished", "dateModified"):
            markup.metas.setdefault("itemprop:" + name.lower(), []).append(value)


def keep_author(markup: Markup, attributes: dict[str, str], pieces: list[bytes]) -> None:
    """Keep the text of a link to an author, which begins with the first of `pieces`."""
    if attributes.get("rel") == "author" and len(markup.authors) < 3:
        inside = _LINK_END.split("<" + b"<".join(pieces).decode(), maxsplit=1)[0]
        markup.authors.append(clean(unescape(_TAGS.sub(" ", inside))))


def keep_skipped(markup: Markup, name: str, inside: str) -> None:
    """Keep what an element that is not read as text tells: JSON-LD, the page's title, the text for browsers without JavaScript.
    Of scripts only JSON-LD is given."""
    if name == "script":
        markup.script_count += 1
        if inside:
            markup.scripts.append(inside)
    elif name == "title":
        markup.head_title = markup.head_title or clean(unescape(inside))
    elif name == "noscript":
        markup.noscripts.append(inside[:MAX_NOSCRIPT])
    elif name == "video":
        markup.videos += 1


def noscript_text(markup: Markup) -> str:
    """The text for browsers without JavaScript."""
    return " ".join(unescape(_TAGS.sub(" ", inside))[: MAX_NOSCRIPT // 2] for inside in markup.noscripts)
