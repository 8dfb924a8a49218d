"""Where a page says what its metadata fields hold, and which of its statements do not fit what was taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sumber.articles.blocks import Markup
from sumber.articles.jsonld import Linked
from sumber.caseless import alphanumeric
from sumber.types import Provenance

Stated = list[tuple[str, str]]
"""What sources say of one field: the source ("json-ld", "meta:<name>", "time:datePublished", "title", "heading", "byline",
"label", "link", "line", "page", "address", "furniture", "text", "given") and its value, most trusted first."""

NEAR = timedelta(hours=1)
"""Moments closer than this are one moment, told more or less exactly."""


def stated_titles(markup: Markup, linked: Linked) -> Stated:
    """Every headline that a page states."""
    found = [("json-ld", linked.headline or "")]
    found += [(f"meta:{name}", markup.meta(name) or "") for name in ("og:title", "twitter:title")]
    found += [("title", markup.head_title)]
    found += [("heading", block.text) for block in markup.blocks if block.tag == "h1"]
    return [(source, value) for source, value in found if value]


def trace(field: str, value: str | None, stated: Stated, same: Callable[[str, str], bool] | None = None) -> Provenance | None:
    """The source of `value`, and the statements that do not fit it; None where there is no value."""
    if not value:
        return None
    fits = same or same_words
    sources: Stated = []
    others: Stated = []
    for name, said in stated:
        (sources if said == value or fits(said, value) else others).append((name, said))
    source = next((name for name, said in sources if said == value), sources[0][0] if sources else "text")
    return Provenance(field, source, tuple(dict.fromkeys(others))[:5])


def same_words(a: str, b: str) -> bool:
    """Does one of both hold the other, case and marks aside?"""
    a, b = alphanumeric(a), alphanumeric(b)
    return a in b or b in a


def same_moment(a: str, b: str) -> bool:
    """Do both name the same day, or moments that lie near each other?"""
    if a[:10] == b[:10]:
        return True
    one, other = datetime.fromisoformat(a), datetime.fromisoformat(b)
    return bool(one.tzinfo and other.tzinfo) and abs(one - other) < NEAR
