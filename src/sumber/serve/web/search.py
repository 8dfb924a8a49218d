"""`/search`: articles that hold the words, or are about what they mean."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from sumber.archive.answers import Words
from sumber.errors import UsageError
from sumber.serve.web.asking import LONGEST, page_number
from sumber.serve.web.downloads import as_json
from sumber.serve.web.render import page
from sumber.serve.web.routes import ViewRoute, store_of

LISTED = 20
router = APIRouter(route_class=ViewRoute)


@router.get("/search")
def search(request: Request) -> Response:
    """The hits, best first; all of them with ?as=json."""
    store, words = store_of(request), request.query_params.get("words", "").strip()
    if len(words) > LONGEST or "\0" in words:
        raise UsageError(f"A search takes at most {LONGEST} characters.")
    if request.query_params.get("as"):
        return as_json(store.search(words, limit=None), "search")
    number = page_number(request)
    found = list(store.search(words, limit=LISTED + 1, offset=(number - 1) * LISTED)) if words else []
    hits = [(hit, [_placed(hit.snippet, *span) for span in hit.found]) for hit in found[:LISTED]]
    return page(request, "search.html", words=words, hits=hits, more=len(found) > LISTED, number=number)


def _placed(snippet: Words, start: int, end: int) -> Words:
    """A find inside a snippet, with its place in the article."""
    return Words(snippet.start + start, snippet.start + end, snippet.text[start:end])
