"""Names, entities, quotes, disagreements, and the chain behind any fact."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sumber.archive.answers import Explanation
from sumber.archive.answers.facts import DisputeAnswer, EntityAnswer, MentionAnswer, QuoteAnswer
from sumber.archive.queries.explain import explanations
from sumber.archive.queries.fact_pages import dispute_page, entity_of, entity_page, mention_page, quote_page
from sumber.serve.api.answering import Page, found, page, store_of
from sumber.serve.api.asking import DisputeQuestion, EntityQuestion, MentionQuestion, QuoteQuestion

router = APIRouter()


@router.get("/mentions", response_model=Page[MentionAnswer])
def mentions(request: Request, asked: Annotated[MentionQuestion, Query()]) -> Response:
    """Names in articles, in a fixed order."""
    chosen = (asked.article, asked.entity, asked.kind, asked.judged)
    return page(request, asked, (str,), lambda c, *at: mention_page(c, *chosen, *at))


@router.get("/entities", response_model=Page[EntityAnswer])
def entities(request: Request, asked: Annotated[EntityQuestion, Query()]) -> Response:
    """Whom and what the names mean, in a fixed order."""
    return page(request, asked, (str,), lambda c, *at: entity_page(c, asked.name, asked.kind, asked.country, *at))


@router.get("/entities/{id}", response_model=EntityAnswer)
def entity(request: Request, id: str) -> Response:
    """One of them, with its names by language."""
    with store_of(request).reading() as connection:
        return found(request, entity_of(connection, id), f"entity {id}")


@router.get("/quotes", response_model=Page[QuoteAnswer])
def quotes(request: Request, asked: Annotated[QuoteQuestion, Query()]) -> Response:
    """Who said what, those last published first."""
    chosen = (asked.speaker, asked.article, asked.lang, asked.copies, asked.judged)
    return page(request, asked, (str, int, int), lambda c, *at: quote_page(c, *chosen, *at))


@router.get("/disagreements", response_model=Page[DisputeAnswer])
def disagreements(request: Request, asked: Annotated[DisputeQuestion, Query()]) -> Response:
    """Where reports do not fit each other, those of the stories last written about first."""
    return page(request, asked, (str, str), lambda c, *at: dispute_page(c, asked.kind, asked.story, asked.judged, *at))


@router.get("/explain/{id}", response_model=Page[Explanation])
def explain(request: Request, id: str) -> Response:
    """The chain behind a fact: words, sentence, article, page; for a happening, the chain of each event that tells it."""
    with store_of(request).reading() as connection:
        chains = list(explanations(connection, id))
    return found(request, chains and {"items": chains, "next": None}, f"fact {id}")
