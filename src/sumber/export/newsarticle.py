"""Articles as schema.org NewsArticle in JSON-LD: one a line, each article in its current wording.

A line may stand in a page's `<script type="application/ld+json">` as it is: nothing in it can end that element.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sumber.archive.answers import ArticleAnswer, Named
from sumber.export.fields import link, urn
from sumber.export.lines import Fields, compact, each, embeddable, write_lines
from sumber.export.ninjs import uri
from sumber.rows import Row

TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


def _people(names: Iterable[str]) -> list[Row]:
    return [{"@type": "Person", "name": name} for name in compact(names)]


def _thing(named: Named) -> Row:
    known = {"identifier": named.entity} if named.entity else {}
    return {"@type": TYPES.get(named.kind, "Thing"), "name": named.name, **known}


def _publisher(article: ArticleAnswer) -> Row | None:
    outlet = article.source.outlet
    return {"@type": "NewsMediaOrganization", "name": outlet} if outlet else None


def _based_on(article: ArticleAnswer) -> str | None:
    of = article.source.copy_of
    return (link(article.copied_url) or urn(of)) if of else None


FIELDS: Fields[ArticleAnswer] = (
    ("@context", lambda _: "https://schema.org"),
    ("@type", lambda _: "NewsArticle"),
    ("@id", uri),
    ("identifier", lambda a: a.source.article),
    ("url", lambda a: link(a.source.url)),
    ("headline", lambda a: a.source.title),
    ("author", lambda a: _people(a.authors)),
    ("editor", lambda a: _people(a.editors)),
    ("datePublished", lambda a: a.source.published),
    ("dateModified", lambda a: a.modified),
    ("publisher", _publisher),
    ("creditText", lambda a: ", ".join(a.source.credits)),
    ("dateline", lambda a: a.dateline),
    ("inLanguage", lambda a: a.source.lang),
    ("isBasedOn", _based_on),
    ("isPartOf", lambda a: a.source.story and {"@type": "CreativeWork", "@id": urn(a.source.story)}),
    ("spatialCoverage", lambda a: [_thing(named) for named in a.named if named.kind == "place"]),
    ("mentions", lambda a: [_thing(named) for named in a.named if named.kind != "place"]),
    ("keywords", lambda a: list(a.contexts)),
    ("wordCount", lambda a: len(a.text.split())),
    ("articleBody", lambda a: a.text),
)
"""The keys in order. `datePublished` is as the page gives it: schema.org takes a bare day as well as a moment."""


def write_newsarticle(articles: Iterable[ArticleAnswer], out: TextIO) -> int:
    """Writes a line an article; returns how many."""
    return write_lines(each(articles, FIELDS), out, embeddable)
