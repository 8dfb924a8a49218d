"""Search by words and by meaning."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from sumber.archive.answers import SearchHit
from sumber.archive.queries.keyset import Key, Slice
from sumber.archive.queries.searching import search_hits
from sumber.serve.api.answering import Page, page, store_of
from sumber.serve.api.asking import SearchQuestion

router = APIRouter()


@router.get("/search", response_model=Page[SearchHit])
def search(request: Request, asked: Annotated[SearchQuestion, Query()]) -> Response:
    """Articles in any language that hold all the words or are about what they mean, best first; `found_by` tells which. Quotes
    and stars ask for the words alone. New articles move others: a page may repeat some."""

    def ask(connection: Connection, after: Key | None, limit: int) -> Slice[SearchHit]:
        begin = int((after or (0,))[0] or 0)
        hits = tuple(search_hits(connection, asked.words, limit + 1, begin, store_of(request).meanings))
        return Slice(hits[:limit], (begin + limit,) if len(hits) > limit else None)

    return page(request, asked, (int,), ask)
