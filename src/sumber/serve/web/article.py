"""`/articles/{id}`: the text with its spans, and `/explain/{id}`: the chain behind one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from sumber.archive.answers import Explanation
from sumber.archive.queries import answers_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.queries.text import Mark, MarkedText, marked_text
from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.export import FORMATS
from sumber.serve.web.asking import address
from sumber.serve.web.downloads import as_export, as_json, formats_of, links_to
from sumber.serve.web.marks import piece, segments
from sumber.serve.web.render import page
from sumber.serve.web.routes import NotFoundError, ViewRoute, store_of, wholes

LAYERS = ("event", "role", "name", "time", "quote")
"""The layers, the narrowest claim first: where several facts share words, a click shows the first."""
ALSO = 12  # further facts of the same words that the panel offers
router = APIRouter(route_class=ViewRoute)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a paragraph and the facts that cover them, by `LAYERS`; `first` where none of these words came before."""

    words: Markup
    marks: tuple[Mark, ...] = ()
    first: bool = True

    @property
    def href(self) -> str:
        """The address of the chain behind the first fact, naming the others."""
        others = ",".join(mark.id for mark in self.marks[1 : ALSO + 1])
        return address(f"/explain/{self.marks[0].id}", [("also", others)])

    @property
    def classes(self) -> str:
        """A class for each layer."""
        return " ".join(dict.fromkeys(f"l-{mark.layer}" for mark in self.marks))


@router.get("/articles/{id}")
def article(request: Request, id: str) -> Response:
    """The article in its current wording, or in another by ?version=, with what was judged wrong by ?judged=true; ?as=json
    gives it whole, with every span."""
    store, wanted = store_of(request), request.query_params.get("as")
    with store.reading() as connection:
        judged = request.query_params.get("judged") == "true"
        found = marked_text(connection, id, request.query_params.get("version"), judged)
        judgements = judgements_of(connection, id)
    if found is None:
        raise NotFoundError("error_wording", name=id)
    if wanted == "json":
        return as_json([found], id)
    if wanted:
        return _file(request, store, found, wanted)
    paragraphs = list(_paragraphs(found))
    layers = {layer: sum(mark.layer == layer for mark in found.marks) for layer in LAYERS}
    links = links_to(request, "json", *(name for name in FORMATS if found.current or name in formats_of("events")))
    return page(
        request,
        "article.html",
        found=found,
        source=found.source,
        paragraphs=paragraphs,
        layers=layers,
        links=links,
        judgements=judgements,
    )


def _file(request: Request, store: Archive, found: MarkedText, wanted: str) -> Response:
    """The events of a wording in a format that tells them, the article in one that tells only articles in their current one."""
    id = found.source.article
    if wanted in FORMATS and wanted not in formats_of("events") and found.current:
        return as_export(request, wholes(store, [id]), "articles", wanted, id)
    with store.reading() as connection:
        events = list(answers_of(connection, [mark.id for mark in found.marks if mark.layer == "event"]))
    return as_export(request, events, "events", wanted, id)


def _paragraphs(found: MarkedText) -> Iterator[list[Segment]]:
    """The lines of the text, cut wherever a span begins or ends."""
    seen: set[str] = set()
    at = 0
    for line in found.text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield list(_segments(found, at, end, seen))
        at = end + 1


def _segments(found: MarkedText, start: int, end: int, seen: set[str]) -> Iterator[Segment]:
    here = [mark for mark in found.marks if mark.start < end and mark.end > start]
    here.sort(key=lambda mark: (LAYERS.index(mark.layer), mark.end - mark.start, mark.start))
    for low, high, covering in segments(start, end, [(mark.start, mark.end) for mark in here]):
        marks = tuple(here[number] for number in covering)
        first = bool(marks) and marks[0].id not in seen
        seen |= {marks[0].id} if marks else set()
        yield Segment(piece(found.text[low:high]), marks, first)


@router.get("/explain/{id}")
def explain(request: Request, id: str) -> Response:
    """The chain behind a fact: a part of a page for htmx, else a page of its own; ?also= names facts of the same words."""
    chain, wanted = _chain(request, id), request.query_params.get("as")
    if wanted == "json":
        return as_json(chain, id)
    if wanted:
        return as_export(request, (link.event for link in chain if link.event), "events", wanted, id)
    also = [one for one in request.query_params.get("also", "").split(",")[:ALSO] if one]
    others = [_chain(request, one)[0] for one in also]
    template = "chain.html" if request.headers.get("hx-request") else "explain.html"
    return page(request, template, chain=chain[:ALSO], total=len(chain), others=others)


def _chain(request: Request, id: str) -> tuple[Explanation, ...]:
    try:
        return store_of(request).explain(id)
    except UsageError as error:
        raise NotFoundError("error_missing", name=id) from error
