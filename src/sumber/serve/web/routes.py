"""The route of a view: what cannot be answered gives a page that says so, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from sumber.archive.answers import ArticleAnswer
from sumber.archive.queries.article_pages import article_of
from sumber.archive.store import Archive
from sumber.errors import ArchiveError, SumberError, UsageError
from sumber.serve.web.asking import AskedError
from sumber.serve.web.render import failure


class NotFoundError(AskedError):
    """The archive holds nothing of this name."""


def _status(error: SumberError) -> int:
    return 404 if isinstance(error, NotFoundError) else 400 if isinstance(error, UsageError) else 500


class ViewRoute(APIRoute):
    """A route whose errors are pages: 400 for a question that cannot be asked, 404 for what is not there, 503 for an archive
    that cannot be read now."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """The handler, with its errors shown."""
        answer = super().get_route_handler()

        async def shown(request: Request) -> Response:
            try:
                return await answer(request)
            except SumberError as error:
                return failure(request, error, 503 if isinstance(error, ArchiveError) else _status(error))

        return shown


def wholes(store: Archive, articles: Iterable[str]) -> Iterator[ArticleAnswer]:
    """These articles whole, one text in memory at a time."""
    for id in articles:
        with store.reading() as connection:
            found = article_of(connection, id)
        if found is not None:
            yield found


def store_of(request: Request) -> Archive:
    """The archive that is served."""
    store: Archive = request.app.state.store
    return store
