"""`/articles/{id}/changes`: what a reprint changed, and an article from wording to wording."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from sumber.archive.queries.wordings import article_history
from sumber.serve.web.downloads import as_json, links_to
from sumber.serve.web.render import page
from sumber.serve.web.routes import NotFoundError, ViewRoute, store_of

LISTED = 40  # reprints whose sentences are compared: a comparison takes some milliseconds
router = APIRouter(route_class=ViewRoute)


@router.get("/articles/{id}/changes")
def changes(request: Request, id: str) -> Response:
    """The changes, or with ?as=json those of every reprint."""
    wanted = request.query_params.get("as")
    with store_of(request).reading() as connection:
        found = article_history(connection, id, None if wanted else LISTED + 1)
    if found is None:
        raise NotFoundError("error_missing", name=id)
    if wanted:
        return as_json([found], id)
    return page(request, "changes.html", found=found, listed=LISTED, links=links_to(request, "json"))
