"""`/materiel`: deliveries that are told, by whose word."""

from __future__ import annotations

from dataclasses import asdict, fields

from fastapi import APIRouter, Request, Response

from sumber.archive.answers.columns import MATERIEL
from sumber.archive.queries.materiel import Deliveries, MaterielFilter, deliveries, sheet_of
from sumber.archive.store import Archive
from sumber.serve.kept import kept
from sumber.serve.web.asking import filters, page_number
from sumber.serve.web.downloads import as_csv, as_export, as_json, links_to
from sumber.serve.web.render import page
from sumber.serve.web.routes import ViewRoute, store_of
from sumber.serve.wholes import deliveries_told

LISTED = 25
FEEDS = ("atom", "jsonfeed")
NAMES = tuple(field.name for field in fields(MaterielFilter))
router = APIRouter(route_class=ViewRoute)


@router.get("/materiel")
def materiel(request: Request) -> Response:
    """The list, or all of it with ?as=json or ?as=csv."""
    store, asked = store_of(request), filters(request, MaterielFilter, NAMES)
    wanted = request.query_params.get("as")
    if wanted == "json":
        return as_json(store.materiel(**asdict(asked)), "materiel")
    if wanted in FEEDS:
        events = {one.event.id: one.event for one in store.materiel(**asdict(asked))}  # one event may tell several things
        return as_export(request, events.values(), "events", wanted, "materiel")
    if wanted:
        return as_csv(store.materiel(**asdict(asked)), dict(MATERIEL), "materiel")
    number = page_number(request)
    found = _part(store, asked, LISTED, (number - 1) * LISTED)
    links = links_to(request, "json", "csv", *FEEDS)
    last = max(1, -(-found.total // LISTED))
    return page(request, "materiel.html", asked=asked, found=found, number=number, last=last, links=links)


def _part(store: Archive, asked: MaterielFilter, limit: int, offset: int) -> Deliveries:
    told = deliveries_told(store)
    sheet = kept(store, ("deliveries", asked), lambda connection: sheet_of(connection, told, asked))
    with store.reading() as connection:
        return deliveries(connection, told, sheet, limit, offset)
