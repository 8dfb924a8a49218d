"""Events: as each article tells them, and the happenings that several tell."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sumber.archive.answers import EventAnswer, HappeningAnswer
from sumber.archive.queries.event_pages import event_of, event_page
from sumber.archive.queries.materiel import Delivery, MaterielFilter, delivery_page
from sumber.serve.api.answering import Page, found, page, store_of
from sumber.serve.api.asking import EventQuestion, MaterielQuestion
from sumber.serve.api.exports import FILES, exported

router = APIRouter()


@router.get("/events", response_model=Page[EventAnswer], responses=FILES)
def events(request: Request, asked: Annotated[EventQuestion, Query()]) -> Response:
    """Who did what to whom, according to whom: events that fit every filter, latest first, each with its sentence."""
    if asked.format is not None:
        return exported(request, asked.format, "events", asked)
    return page(request, asked, (str, str, int), lambda c, *at: event_page(c, asked.filters(asked.story, asked.judged), *at))


@router.get("/events/{id}", response_model=EventAnswer | HappeningAnswer)
def event(request: Request, id: str) -> Response:
    """An event as one article tells it, or a happening with every event that tells it."""
    with store_of(request).reading() as connection:
        return found(request, event_of(connection, id), f"event {id}")


@router.get("/materiel", response_model=Page[Delivery])
def materiel(request: Request, asked: Annotated[MaterielQuestion, Query()]) -> Response:
    """Deliveries of materiel that are told, latest first: supplier, recipient, number and thing, by whose word."""
    chosen = MaterielFilter(asked.supplier, asked.recipient, asked.item, asked.status, asked.since, asked.until)
    return page(request, asked, (str, str), lambda c, *at: delivery_page(c, chosen, *at))
