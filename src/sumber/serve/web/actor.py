"""`/actors/{who}`: one actor across the archive."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from sumber.archive.actor_answers import ActorProfile
from sumber.archive.actor_profile import actor_profile
from sumber.errors import UsageError
from sumber.serve.web.asking import LONGEST, address
from sumber.serve.web.downloads import as_json, formats_of
from sumber.serve.web.kept import kept
from sumber.serve.web.render import page
from sumber.serve.web.routes import NotFoundError, ViewRoute, store_of

router = APIRouter(route_class=ViewRoute)


@router.get("/actors")
def actors(request: Request) -> Response:
    """Leads to the page of the actor that a form asks for."""
    who = request.query_params.get("who", "").strip()
    return RedirectResponse(address(f"/actors/{who}") if who else "/", 303)


@router.get("/actors/{who:path}")
def actor(request: Request, who: str) -> Response:
    """The actor of this entity's id, country or name; ?as=weeks is its chart, ?as=json everything."""
    store, wanted = store_of(request), request.query_params.get("as")
    if len(who) > LONGEST or "\0" in who:
        raise UsageError(f"A name takes at most {LONGEST} characters.")
    found: ActorProfile | None = kept(store, ("actor", who), lambda connection: actor_profile(connection, who))
    if found is None:
        raise NotFoundError(f"The archive has no actor {who!r}.")
    if wanted == "weeks":
        return JSONResponse({"weeks": [asdict(week) for week in found.weeks]})
    if wanted == "json":
        return as_json([found], "actor")
    sides = [
        (side, [(name, address(f"/v1/exports/{name}", [(side, found.who)])) for name in formats_of("events")])
        for side in ("actor", "recipient")
    ]
    return page(request, "actor.html", found=found, sides=sides)
