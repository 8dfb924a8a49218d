"""All web pages, put into an application whose `state.store` is an archive opened for reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sumber.archive.words import match_query
from sumber.knowledge.places import place_of
from sumber.serve.web import actor, article, changes, judging, materiel, original, relations, search, stories, story
from sumber.serve.web.asking import AskedError
from sumber.serve.web.render import failure

PAGES = (401, 403, 404, 405)  # statuses that pages of their own tell
VIEWS = (stories, story, article, original, changes, actor, relations, materiel, search, judging)


def install(app: FastAPI) -> None:
    """Adds the routes of every view and, under /static, what they are drawn with. Tables that are read when first asked for
    are asked for here, so that no reader waits for them."""
    place_of("city:0")
    match_query("words")
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for view in VIEWS:
        app.include_router(view.router, include_in_schema=False)
    plain = app.exception_handlers[HTTPException]

    def shown(request: Request, error: Exception) -> Any:
        """A browser that asks for a page gets one in its language; programs get problem details."""
        assert isinstance(error, HTTPException)
        if error.status_code not in PAGES or not _wants_page(request):
            return plain(request, error)
        response = failure(request, AskedError(f"error_{error.status_code}"), error.status_code)
        response.headers.update(error.headers or {})
        return response

    app.add_exception_handler(HTTPException, shown)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")
