"""`/stories/{id}`: one story, and its charts and files by ?as=."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from sumber.archive.answers import Source
from sumber.archive.queries.dossier import Dossier, dossier
from sumber.archive.queries.wordings import reprints
from sumber.archive.store import Archive
from sumber.export import FORMATS
from sumber.knowledge.places import place_of
from sumber.serve.web.asking import address
from sumber.serve.web.downloads import as_export, as_json, formats_of, links_to
from sumber.serve.web.render import page
from sumber.serve.web.routes import NotFoundError, ViewRoute, store_of, wholes
from sumber.views.parts import day_and_minute
from sumber.views.safe import safe

TELLINGS, DISAGREEMENTS, ARTICLES = 60, 40, 300
NODES = 80  # articles in the drawing of the lineage; the table has them all
router = APIRouter(route_class=ViewRoute)


@router.get("/stories/{id}")
def story(request: Request, id: str) -> Response:
    """The story as a page; ?as=lineage and ?as=map are its charts, ?as=json and the names of formats its files."""
    store, wanted = store_of(request), request.query_params.get("as")
    with store.reading() as connection:
        found = dossier(connection, id, TELLINGS, DISAGREEMENTS, ARTICLES)
    if found is None:
        raise NotFoundError("error_missing", name=id)
    if wanted == "json":
        return as_json([store.story(found.story.id)], found.story.id)
    if wanted == "lineage":
        return JSONResponse(lineage_chart(found.articles))
    if wanted == "map":
        return JSONResponse({"spots": map_spots(found)})
    if wanted:
        return _file(request, store, found, wanted)
    copies = {article.article: article.copy_of for article in found.articles if article.copy_of}
    with store.reading() as connection:
        changes = {copy.article: copy.changes for copy in reprints(connection, copies)}
    return page(
        request, "story.html", found=found, origins=lineage(found.articles), spots=map_spots(found), changes=changes,
        links=links_to(request, "json", *FORMATS),
        known={article.article: article for article in found.articles},
    )  # fmt: skip


def _file(request: Request, store: Archive, found: Dossier, wanted: str) -> Response:
    """The story's events in a format that tells them, its articles in one that tells only these."""
    id = found.story.id
    if wanted in formats_of("events") or wanted not in FORMATS:
        return as_export(request, store.events(story=id), "events", wanted, id)
    return as_export(request, wholes(store, (source.article for source in store.story(id).articles)), "articles", wanted, id)


def lineage(articles: tuple[Source, ...]) -> list[tuple[str, list[Source]]]:
    """Origins with their articles in order of publication, the origin with most articles first, of several the one that
    reported first."""
    origins: dict[str, list[Source]] = {}
    for article in articles:
        origins.setdefault(article.origin or "", []).append(article)
    return sorted(origins.items(), key=lambda pair: -len(pair[1]))


def lineage_chart(articles: tuple[Source, ...]) -> dict[str, Any]:
    """Nodes and edges for a graph: origins at the left, their own reports beside them, then reprints and translations."""
    shown = articles[:NODES]
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, str]] = []
    origins = {article.article: article.origin for article in shown}
    names: dict[str | None, str] = {}
    for origin, number in Counter(article.origin for article in shown).most_common():
        names[origin] = f"origin:{len(names)}"
        nodes.append({"id": names[origin], "name": safe(origin) or "?", "kind": "origin", "articles": number, "level": 0})
    for article in shown:
        before = next((id for id in (article.copy_of, article.translation_of) if id in origins), None)
        kind = "copy" if article.copy_of else "translation" if article.translation_of else "own"
        nodes.append({
            "id": article.article, "name": safe(article.outlet) or safe(article.url) or "?", "kind": kind,
            "title": safe(article.title), "when": day_and_minute(article.published), "level": 2 if before else 1,
            "origin": names[article.origin], "href": address(f"/articles/{article.article}"),
        })  # fmt: skip
        if before:
            edges.append({"source": before, "target": article.article, "kind": kind})
        if before is None or origins[before] != article.origin:
            edges.append({"source": names[article.origin], "target": article.article, "kind": "own"})
    return {"nodes": nodes, "edges": edges, "left_out": len(articles) - len(shown)}


def map_spots(found: Dossier) -> list[dict[str, Any]]:
    """The places that the gazetteer has coordinates for."""
    placed = ((spot, place_of(spot.entity or "")) for spot in found.spots)
    return [
        {"name": safe(spot.name), "kind": place.kind, "at": [place.longitude, place.latitude], "mentions": spot.mentions}
        for spot, place in placed
        if place
    ]
