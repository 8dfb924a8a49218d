"""`/actors/{who}`: one actor across the archive."""

from __future__ import annotations

from dataclasses import asdict, fields
from operator import attrgetter

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from sumber.archive.actors.profile import actor_profile
from sumber.archive.answers.actor import ActorProfile, Week
from sumber.serve.kept import kept
from sumber.serve.web.asking import LONGEST, AskedError, address
from sumber.serve.web.downloads import Columns, as_csv, as_json, formats_of, links_to
from sumber.serve.web.render import page
from sumber.serve.web.routes import NotFoundError, ViewRoute, store_of
from sumber.serve.wholes import parties_ready

WEEKS: Columns = {field.name: attrgetter(field.name) for field in fields(Week)}
router = APIRouter(route_class=ViewRoute)


@router.get("/actors")
def actors(request: Request) -> Response:
    """Leads to the page of the actor that a form asks for."""
    who = request.query_params.get("who", "").strip()
    return RedirectResponse(address(f"/actors/{who}") if who else "/", 303)


@router.get("/actors/{who:path}")
def actor(request: Request, who: str) -> Response:
    """The actor of this entity's id, country or name, ?with= one other; ?as=weeks is its chart, ?as=csv that as a table,
    ?as=json everything."""
    store, wanted = store_of(request), request.query_params.get("as")
    other = request.query_params.get("with", "").strip() or None
    if len(who) > LONGEST or len(other or "") > LONGEST or "\0" in who + (other or ""):
        raise AskedError("error_long", name="who", most=LONGEST)
    found: ActorProfile | None = kept(
        store, ("actor", who, other), lambda asked: actor_profile(asked, who, other, parties_ready(store, asked))
    )
    if found is None:
        raise NotFoundError("error_missing", name=who)
    if wanted == "weeks":
        return JSONResponse({"weeks": [asdict(week) for week in found.weeks]})
    if wanted == "json":
        return as_json([found], "actor")
    if wanted:
        return as_csv(found.weeks, WEEKS, "weeks")
    return page(request, "actor.html", found=found, sides=_sides(found), links=links_to(request, "json", "csv"))


def _sides(found: ActorProfile) -> list[tuple[str, list[tuple[str, str]]]]:
    """Its events as files, those in which it acts and those in which it is acted on, by or to the counterpart if there is
    one."""
    asked = {
        "actor": [("actor", found.who), ("recipient", found.counterpart or "")],
        "recipient": [("actor", found.counterpart or ""), ("recipient", found.who)],
    }
    return [
        (side, [(name, address(f"/v1/exports/{name}", query)) for name in formats_of("events")])
        for side, query in asked.items()
    ]
