"""`/relations`: how countries treat each other, and the sentences behind one field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from sumber.archive.answers import EventAnswer
from sumber.archive.queries import answers_of
from sumber.archive.queries.relations import Relation, RelationFilter, related
from sumber.archive.store import Archive
from sumber.serve.kept import kept
from sumber.serve.web.asking import AskedError, filters, page_number
from sumber.serve.web.downloads import as_csv, as_export, as_json, formats_of, links_to
from sumber.serve.web.render import page
from sumber.serve.web.routes import ViewRoute, store_of
from sumber.serve.wholes import relation_sums

SHOWN = 16  # countries of the matrix, those with most events; the list below it has every pair
PAIRS = 200
LISTED = 25
COLUMNS = {
    "actor": lambda pair: pair.actor,
    "recipient": lambda pair: pair.recipient,
    "events": lambda pair: pair.events,
    "score": lambda pair: round(pair.score, 3),
    "conflict": lambda pair: pair.conflict,
}
router = APIRouter(route_class=ViewRoute)


@router.get("/relations")
def matrix(request: Request) -> Response:
    """The matrix; with ?actor= and ?recipient= the events of one field. ?as= gives either as a file."""
    store, asked = store_of(request), _asked(request)
    actor, recipient = (request.query_params.get(name, "").strip().upper() for name in ("actor", "recipient"))
    if actor or recipient:
        return _field(request, store, asked, actor, recipient)
    pairs = relation_sums(store).relations(asked)
    wanted = request.query_params.get("as")
    if wanted == "json":
        return as_json(pairs, "relations")
    if wanted:
        return as_csv(pairs, COLUMNS, "relations")
    countries = _weightiest(pairs)
    fields = {(pair.actor, pair.recipient): pair for pair in pairs}
    left_out = len({country for pair in pairs for country in (pair.actor, pair.recipient)}) - len(countries)
    return page(
        request, "relations.html", asked=asked, countries=countries, fields=fields, pairs=pairs[:PAIRS], total=len(pairs),
        left_out=left_out,
    )  # fmt: skip


def _asked(request: Request) -> RelationFilter:
    """What is asserted counts unless another status, or "any", is asked for."""
    status = request.query_params.get("status", "asserted").strip()
    names = ("since", "until", "type") if status in ("", "any") else ("since", "until", "type", "status")
    asked = filters(request, RelationFilter, names)
    copies = request.query_params.get("copies") in ("true", "1")
    return replace(asked, copies=copies, status=None if "status" not in names else asked.status)


def _weightiest(pairs: tuple[Relation, ...]) -> list[str]:
    """The countries with most events; in order of their codes, so that a matrix is read like a table."""
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.actor] += pair.events
        weight[pair.recipient] += pair.events
    return sorted(country for country, _ in weight.most_common(SHOWN))


def _field(request: Request, store: Archive, asked: RelationFilter, actor: str, recipient: str) -> Response:
    if not (actor and recipient):
        raise AskedError("error_pair")
    wanted, number = request.query_params.get("as"), page_number(request)

    ids = kept(store, ("related", actor, recipient, asked), lambda c: related(c, actor, recipient, asked))

    def part(limit: int, offset: int) -> tuple[EventAnswer, ...]:
        with store.reading() as connection:
            return tuple(answers_of(connection, ids[offset : offset + limit]))

    def whole() -> Iterator[EventAnswer]:
        for offset in range(0, len(ids), 500):
            yield from part(500, offset)

    if wanted:
        if wanted == "json":
            return as_json(whole(), "relation")
        return as_export(request, whole(), "events", wanted, "relation")
    events = part(LISTED, (number - 1) * LISTED)
    return page(
        request, "relation.html", asked=asked, actor=actor, recipient=recipient, events=events,
        more=len(ids) > number * LISTED, number=number, links=links_to(request, "json", *formats_of("events")),
    )  # fmt: skip
