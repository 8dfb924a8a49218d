"""What tags and elements that hold no text tell of a page: its meta tags, address, language, title and moments."""

from __future__ import annotations

import re
from functools import lru_cache

from sumber.articles.blocks import Markup, clean
from sumber.articles.entities import unescape
from sumber.articles.tags import LONGEST_VALUE, attributes_of, quoted_attributes

MAX_NOSCRIPT = 4_000
"""Characters that are looked at of what stands there for browsers without JavaScript."""

LONGEST_NAMING = 160
"""Bytes of the longest attributes of meta tags that are remembered."""

_ENDS = frozenset((b"", b"/", b" /", b" "))
"""What follows the last attribute of most tags."""
_TAGS = re.compile(r"<[^<>]*>")
_LINK_END = re.compile(r"</a", re.I)


def keep_meta(markup: Markup, attributes: bytes) -> None:
    """Keep what a meta tag tells. Most name first what they tell, by names that recur from page to page."""
    named, found, said = attributes.partition(b' content="')
    content, ended, rest = said.partition(b'"')
    keys = _keys_of(named) if found and ended and rest in _ENDS and len(named) < LONGEST_NAMING else None
    if keys is None:
        keep_attributes(markup, "meta", attributes_of(attributes.decode()))
        return
    value = content.decode()
    if value and keys:
        value = unescape(value) if "&" in value and len(value) < LONGEST_VALUE else value
        for key in keys:
            markup.metas.setdefault(key, []).append(value)


@lru_cache(maxsize=4096)
def _keys_of(named: bytes) -> tuple[str, ...] | None:
    """The keys under which the contents of meta tags with these attributes are kept; None where more must be looked at."""
    attributes = named.decode()
    found = quoted_attributes(attributes)
    return None if found is None or "content" in found else _keys(attributes_of(attributes))


def _keys(attributes: dict[str, str]) -> tuple[str, ...]:
    named = (("", attributes.get("property")), ("", attributes.get("name")), ("itemprop:", attributes.get("itemprop")))
    return tuple(prefix + name.lower() for prefix, name in named if name)


def keep_attributes(markup: Markup, name: str, attributes: dict[str, str]) -> None:
    """Keep what the attributes of a tag of the head, or of a <time>, tell."""
    if name == "meta":
        content = attributes.get("content")
        if content:
            for key in _keys(attributes):
                markup.metas.setdefault(key, []).append(content)
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
