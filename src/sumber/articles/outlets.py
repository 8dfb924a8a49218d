"""The outlet's name: as the page declares it, else as it shows it at the top and beside the copyright at the foot."""

from __future__ import annotations

import re

from sumber.articles import lexicon
from sumber.articles.blocks import Block, Markup
from sumber.articles.dateline import DOMAIN
from sumber.articles.jsonld import Linked
from sumber.caseless import alphanumeric

TITLE_PARTS = re.compile(r"\s+(?:[-–—|»·•:]+|::)\s+|\s*\|\s*")
"""What parts a headline from the outlet's name in a page's title."""

_TOP, _FOOT = 12, 12
_MARKS = re.compile(r"[\s\d©®™(),.:;|·•/–—-]+")
_COMPANY = re.compile(r"(?:[A-Z]{2,4}|by|por|oleh)\s+")


def site_name(markup: Markup, linked: Linked) -> str | None:
    """The outlet's name as the page declares it; failing that, as the page shows it."""
    name = markup.meta("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher_name")
    for value in (name, linked.publisher):
        if value and not value.startswith(("http", "@")) and len(value) < 60:
            return value
    return _shown_name(markup)


def _shown_name(markup: Markup) -> str | None:
    """A short line at the top, or a part of the page's title, that stands beside the copyright at the foot."""
    blocks = markup.blocks
    owners = _owners(blocks[max(1, len(blocks) - _FOOT) :])
    candidates = [part for part in TITLE_PARTS.split(markup.head_title) if part]
    candidates += [block.text for block in blocks[:_TOP]]
    for name in candidates:
        lowered = name.casefold()
        if 3 < len(name) <= 40 and len(name.split()) <= 6 and any(_opens(owner, lowered) for owner in owners):
            return name
    return next((block.text for block in blocks[:3] if DOMAIN.fullmatch(block.text)), None)


def _opens(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _owners(foot: list[Block]) -> list[str]:
    """What stands beside copyright marks, in lower case: after them, before them, or in the line above a bare one."""
    owners = []
    for n, block in enumerate(foot):
        text = block.text
        if len(text) > 250 or not lexicon.anywhere("copyright").search(text):
            continue
        parts = [_MARKS.sub(" ", part).strip() for part in lexicon.anywhere("copyright").split(text)]
        owners += [part for part in parts if part]
        owners += [_COMPANY.sub("", part, count=1) for part in parts if _COMPANY.match(part)]
        if not any(parts) and n:
            owners.append(foot[n - 1].text)
    return [owner.casefold() for owner in owners]


def names_of_site(site: str | None, host: str) -> list[str]:
    """The site's name and the parts of its address, their letters and digits for comparing."""
    return [alphanumeric(value) for value in (site, host, *host.split(".")[:-1]) if value]
