"""Articles and their wordings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from sumber.archive.answers import ArticleAnswer, Source
from sumber.archive.answers.facts import VersionAnswer
from sumber.archive.queries.article_pages import article_of, article_page, versions_of
from sumber.archive.queries.articles import written
from sumber.archive.queries.keyset import Key, Slice
from sumber.serve.api.answering import Page, found, page, store_of
from sumber.serve.api.asking import ArticleQuestion
from sumber.serve.api.exports import FILES, exported

router = APIRouter()


@router.get("/articles", response_model=Page[Source], responses=FILES)
def articles(request: Request, asked: Annotated[ArticleQuestion, Query()]) -> Response:
    """Articles that fit every filter, those last published first."""
    if asked.format is not None:
        return exported(request, asked.format, "articles", asked)
    meanings = store_of(request).meanings

    def ask(connection: Connection, after: Key | None, limit: int) -> Slice[Source]:
        chosen = written(connection, asked.lang, asked.outlet, asked.words, meanings)
        return article_page(connection, asked.filters(), chosen, after, limit)

    return page(request, asked, (str, int), ask)


@router.get("/articles/{id}", response_model=ArticleAnswer)
def article(request: Request, id: str) -> Response:
    """An article whole, in its current wording."""
    with store_of(request).reading() as connection:
        return found(request, article_of(connection, id), f"article {id}")


@router.get("/articles/{id}/versions", response_model=Page[VersionAnswer])
def versions(request: Request, id: str) -> Response:
    """Every wording of an article, the first one read first."""
    with store_of(request).reading() as connection:
        wordings = versions_of(connection, id)
    return found(request, wordings and {"items": wordings, "next": None}, f"article {id}")
