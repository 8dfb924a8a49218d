"""What schema.org data on a page says of its article, read from JSON-LD that may be broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson

from sumber.articles.blocks import clean
from sumber.articles.entities import unescape

_ARTICLE = re.compile(r"Article|Posting|Report|LiveBlog|Review$|Recipe$", re.I)
_TAG = re.compile(r"<[^<>]{1,200}>")
_FIELD = re.compile(r'"(headline|datePublished|dateModified|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_TRAILING = re.compile(r",\s*([}\]])")

MAX_NODES = 20_000
"""Values visited at most: data beyond that is no description of one article."""


@dataclass(slots=True)
class Linked:
    """The description of one article. Dates are as the page writes them; `body` is text without markup."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    publisher: str | None = None
    body: str = ""
    lang: str | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    translators: list[str] = field(default_factory=list)
    free: bool | None = None
    types: set[str] = field(default_factory=set)


def read_linked(scripts: list[str]) -> Linked:
    """The article that the JSON-LD blocks describe; an empty description where there is none."""
    found = Linked()
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 2}
    articles = []
    for node in nodes:
        types = _types(node)
        found.types |= types
        if any(map(_is_article, types)):
            articles.append(node)
        elif types & {"Organization", "NewsMediaOrganization"} and not found.publisher and len(nodes) < 4:
            found.publisher = _name(node)
    articles.sort(key=lambda node: -sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody")))
    for node in articles[:3]:
        _fill(found, node, by_id)
    return found


def _load(script: str) -> Any:
    text = (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )
    for mend in (False, True):
        attempt = _TRAILING.sub(r"\1", text) if mend else text
        try:
            return orjson.loads(attempt)
        except ValueError:
            pass
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            pass
    fields = {key: _string(value) for key, value in _FIELD.findall(text)}
    return {"@type": "Article", **fields} if fields else None


def _string(escaped: str) -> str:
    try:
        return str(json.loads(f'"{escaped}"', strict=False))
    except ValueError:
        return escaped


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in the data that has a type, outermost first."""
    queue, seen = [data], 0
    while queue and seen < MAX_NODES:
        value = queue.pop(0) if len(queue) < 64 else queue.pop()
        seen += 1
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            if "@type" in value:
                yield value
            queue += [item for item in value.values() if isinstance(item, (dict, list))]


@lru_cache(maxsize=1024)
def _is_article(name: str) -> bool:
    return _ARTICLE.search(name) is not None


def _types(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    return {str(item) for item in (value if isinstance(value, list) else [value])}


def _fill(found: Linked, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
    """Take what is still missing from an article's object."""
    found.headline = found.headline or _text(node.get("headline")) or None
    found.published = found.published or _text(node.get("datePublished")) or None
    found.modified = found.modified or _text(node.get("dateModified")) or None
    found.authors = found.authors or _names(node.get("author"), by_id)
    found.editors = found.editors or _names(node.get("editor"), by_id)
    found.publisher = next(iter(_names(node.get("publisher"), by_id)), found.publisher)
    found.section = found.section or _text(node.get("articleSection")) or None
    found.tags = found.tags or _keywords(node.get("keywords"))
    found.translators = found.translators or _names(node.get("translator"), by_id)
    found.lang = found.lang or _text(node.get("inLanguage")) or None
    body = _text(node.get("articleBody"))
    found.body = found.body if len(found.body) >= len(body) else body
    if "isAccessibleForFree" in node and found.free is None:
        found.free = str(node["isAccessibleForFree"]).lower() not in ("false", "0")


def _keywords(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [part.strip() for item in items[:60] for part in _text(item).split(",") if part.strip()]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName") or ""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    return clean(_TAG.sub(" ", unescape(value)))


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _text(value)


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> list[str]:
    """Names of people or organisations, references followed."""
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items[:20]:
        if isinstance(item, dict) and not item.get("name") and item.get("@id") in by_id:
            item = by_id[item["@id"]]
        if isinstance(item, dict) and isinstance(item.get("name"), list):
            names.extend(_text(name) for name in item["name"])
        else:
            names.append(_name(item))
    return list(dict.fromkeys(name for name in names if name))
