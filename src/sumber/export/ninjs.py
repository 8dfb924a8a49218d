"""Articles as ninjs 3.1 (IPTC): one item a line, each article in its current wording.

The agencies that a page credits stand in `infoSources`, the report that it reprints in `associations`, and whose reporting it
is in `trustIndicators`. ninjs has no place for coded events with their evidence: `sumber export annotation` gives those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from sumber.archive.answers import ArticleAnswer, Named
from sumber.export.fields import link, rfc3339, urn
from sumber.export.lines import Fields, compact, each, write_lines
from sumber.rows import Row

VERSION = "3.1"


def _named(kind: str) -> Callable[[ArticleAnswer], list[Row]]:
    def value(article: ArticleAnswer) -> list[Row]:
        return [_name(named) for named in article.named if named.kind == kind]

    return value


def _name(named: Named) -> Row:
    return {"name": named.name, **({"uri": urn(named.entity)} if named.entity else {})}


def _text(role: str, values: Iterable[str | None]) -> list[Row]:
    return [{"role": role, "contentType": "text/plain", "value": value} for value in compact(values)]


def _bodies(article: ArticleAnswer) -> list[Row]:
    counts = {"charCount": len(article.text), "wordCount": len(article.text.split())}
    return [body | counts for body in _text("main", [article.text])]


def _info_sources(article: ArticleAnswer) -> list[Row]:
    told = [("publisher", [article.source.outlet]), ("credit", article.source.credits)]
    return [{"name": name, "role": urn(f"role:{role}")} for role, names in told for name in compact(names)]


def _associations(article: ArticleAnswer) -> list[Row]:
    of = article.source.copy_of
    url = link(article.copied_url)
    return [{"name": "reprinted-from", "uri": url or urn(of), "type": "text"}] if of else []


def _alt_ids(article: ArticleAnswer) -> list[Row]:
    ids = [("article", article.source.article), ("story", article.source.story)]
    return [{"role": role, "value": id} for role, id in ids if id]


def _trust(article: ArticleAnswer) -> list[Row]:
    source = article.source
    if not source.origin:
        return []
    return [{"title": f"{'Reprint' if source.copy_of else 'Original'}; reporting of {source.origin}"}]


def uri(article: ArticleAnswer) -> str:
    """The article's address, or its id as a URN where it has none that may be a link."""
    return link(article.source.url) or urn(article.source.article)


FIELDS: Fields[ArticleAnswer] = (
    ("uri", uri),
    ("type", lambda _: "text"),
    ("contentCreated", lambda a: rfc3339(a.source.published)),
    ("versionCreated", lambda a: rfc3339(a.modified) or rfc3339(a.source.published)),
    ("pubStatus", lambda _: "usable"),
    ("language", lambda a: a.source.lang),
    ("by", lambda a: ", ".join(a.authors)),
    ("located", lambda a: a.dateline),
    ("title", lambda a: a.source.title),
    ("headlines", lambda a: _text("main", [a.source.title])),
    ("bodies", _bodies),
    ("descriptions", lambda a: _text("caption", a.captions)),
    ("people", _named("person")),
    ("organisations", _named("organization")),
    ("places", _named("place")),
    ("subjects", lambda a: [{"name": name, "uri": urn(f"plover:context:{name}")} for name in a.contexts]),
    ("infoSources", _info_sources),
    ("associations", _associations),
    ("altIds", _alt_ids),
    ("trustIndicators", _trust),
    ("standard", lambda _: {"name": "ninjs", "version": VERSION}),
)
"""The keys in order, all of them ninjs's own."""


def write_ninjs(articles: Iterable[ArticleAnswer], out: TextIO) -> int:
    """Writes a line an article; returns how many."""
    return write_lines(each(articles, FIELDS), out)
