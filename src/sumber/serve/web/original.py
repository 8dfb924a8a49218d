"""`/articles/{id}/page`: the page that an article was read from, as text, what stands around the article marked."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from sumber.archive.queries.text import MarkedText, marked_text
from sumber.archive.schema import PageRow
from sumber.archive.store import Archive
from sumber.articles.extract import page_lines
from sumber.articles.kinds import BODY, SUBHEAD, TITLE
from sumber.pages.files import read_page
from sumber.serve.web.downloads import as_csv
from sumber.serve.web.render import page
from sumber.serve.web.routes import NotFoundError, ViewRoute, store_of
from sumber.types import Page

LISTED = 2_000  # blocks of a page: the longest of the example pages has 90
OF_ARTICLE = (BODY, SUBHEAD, TITLE)
router = APIRouter(route_class=ViewRoute)


@router.get("/articles/{id}/page")
def original(request: Request, id: str) -> Response:
    """The text of the page behind the current wording, or another by ?version=, never its markup; whole with ?as=csv."""
    store = store_of(request)
    with store.reading() as connection:
        found = marked_text(connection, id, request.query_params.get("version"))
    if found is None:
        raise NotFoundError("error_wording", name=id)
    lines = page_lines(_page_of(store, found))
    if request.query_params.get("as"):
        return as_csv(lines, {"is": lambda line: line[0], "text": lambda line: line[1]}, id)
    return page(request, "original.html", found=found, lines=lines[:LISTED], total=len(lines), of_article=OF_ARTICLE)


def _page_of(store: Archive, found: MarkedText) -> Page:
    """The page's file, where it still is what was read: by its SHA-256, so that no other file is ever shown. Raises
    NotFoundError."""
    with store.reading() as connection:
        rows = connection.execute(select(PageRow.input, PageRow.digest).where(PageRow.version == found.version)).all()
    for row in rows:
        for folder in (Path(), *([store.path.parent] if isinstance(store.path, Path) else [])):
            if (file := folder / row.input).is_file():  # a pipe may never end
                given = read_page(file, found.source.url)
                if isinstance(given, Page) and given.digest == row.digest:
                    return given
    raise NotFoundError("error_page_gone", name=rows[0].input if rows else found.source.input)
