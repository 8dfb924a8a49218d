"""`/search`: articles that hold the words, or are about what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from sumber.archive.answers import SearchHit, Words
from sumber.archive.answers.columns import SOURCE
from sumber.serve.web.asking import LONGEST, AskedError, page_number
from sumber.serve.web.downloads import Columns, as_csv, as_export, as_json, formats_of, links_to
from sumber.serve.web.render import page
from sumber.serve.web.routes import ViewRoute, store_of, wholes


def _of_source(value: Callable[[Any], object], hit: SearchHit) -> object:
    return value(hit.source)


LISTED = 20
COLUMNS: Columns = {
    **{name: partial(_of_source, value) for name, value in SOURCE},
    "found_by": lambda hit: ";".join(hit.found_by),
    "snippet": lambda hit: hit.snippet.text,
}
router = APIRouter(route_class=ViewRoute)


@router.get("/search")
def search(request: Request) -> Response:
    """The hits, best first; all of them with ?as=json."""
    store, words = store_of(request), request.query_params.get("words", "").strip()
    if len(words) > LONGEST or "\0" in words:
        raise AskedError("error_long", name="words", most=LONGEST)
    if wanted := request.query_params.get("as"):
        return _file(request, store.search(words, limit=None), wanted)
    number = page_number(request)
    links = links_to(request, "json", "csv", *formats_of("articles"))
    found = list(store.search(words, limit=LISTED + 1, offset=(number - 1) * LISTED)) if words else []
    hits = [(hit, [_placed(hit.snippet, *span) for span in hit.found]) for hit in found[:LISTED]]
    return page(request, "search.html", words=words, hits=hits, more=len(found) > LISTED, number=number, links=links)


def _file(request: Request, hits: Iterator[SearchHit], wanted: str) -> Response:
    if wanted == "json":
        return as_json(hits, "search")
    if wanted == "csv":
        return as_csv(hits, COLUMNS, "search")
    found = wholes(store_of(request), (hit.source.article for hit in hits))
    return as_export(request, found, "articles", wanted, "search")


def _placed(snippet: Words, start: int, end: int) -> Words:
    """A find inside a snippet, with its place in the article."""
    return Words(snippet.start + start, snippet.start + end, snippet.text[start:end])
