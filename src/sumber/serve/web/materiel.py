"""`/materiel`: deliveries that are told, by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from fastapi import APIRouter, Request, Response

from sumber.archive.materiel_queries import Deliveries, Delivery, MaterielFilter, deliveries, told_deliveries
from sumber.archive.store import Archive
from sumber.export.fields import names
from sumber.serve.web.asking import filters, page_number
from sumber.serve.web.downloads import as_csv, as_json
from sumber.serve.web.kept import kept
from sumber.serve.web.render import page
from sumber.serve.web.routes import ViewRoute, store_of

LISTED = 25
BATCH = 500
NAMES = tuple(field.name for field in fields(MaterielFilter))
COLUMNS = {
    "id": lambda one: one.id,
    "event": lambda one: one.event.id,
    "day": lambda one: one.event.day,
    "time": lambda one: one.event.time.value if one.event.time else None,
    "published": lambda one: one.event.source.published,
    "suppliers": lambda one: names(one.event.actors),
    "recipients": lambda one: names(one.event.recipients),
    "item": lambda one: one.item,
    "amount": lambda one: one.amount,
    "status": lambda one: one.event.status,
    "background": lambda one: one.event.background,
    "according_to": lambda one: one.event.attribution,
    "outlet": lambda one: one.event.source.outlet,
    "articles": lambda one: one.articles,
    "origins": lambda one: one.origins,
    "sentence": lambda one: one.event.sentence.text,
    "url": lambda one: one.event.source.url,
    "input": lambda one: one.event.source.input,
    "story": lambda one: one.event.source.story,
}
router = APIRouter(route_class=ViewRoute)


@router.get("/materiel")
def materiel(request: Request) -> Response:
    """The list, or all of it with ?as=json or ?as=csv."""
    store, asked = store_of(request), filters(request, MaterielFilter, NAMES)
    wanted = request.query_params.get("as")
    if wanted == "json":
        return as_json(_all(store, asked), "materiel")
    if wanted:
        return as_csv(_all(store, asked), COLUMNS, "materiel")
    number = page_number(request)
    found = _part(store, asked, LISTED, (number - 1) * LISTED)
    last = max(1, -(-found.total // LISTED))
    return page(request, "materiel.html", asked=asked, found=found, number=number, last=last)


def _part(store: Archive, asked: MaterielFilter, limit: int, offset: int) -> Deliveries:
    told = kept(store, "deliveries", told_deliveries)
    with store.reading() as connection:
        return deliveries(connection, told, asked, limit, offset)


def _all(store: Archive, asked: MaterielFilter) -> Iterator[Delivery]:
    offset = 0
    while shown := _part(store, asked, BATCH, offset).shown:
        yield from shown
        offset += len(shown)
