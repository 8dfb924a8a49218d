"""Judging in the browser, by forms, for those who gave a token at /login."""

from __future__ import annotations

import hmac
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from sumber.archive.judgements import Judgement
from sumber.archive.judgements.edits import NONE
from sumber.archive.schema import DisagreementRow
from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.serve.security import COOKIE, writer
from sumber.serve.web.asking import address
from sumber.serve.web.routes import ViewRoute
from sumber.serve.web.writers import mark_of

_PLACES = {"story": "/stories/", "entity": "/actors/"}
router = APIRouter(route_class=ViewRoute)


async def form(request: Request) -> dict[str, str]:
    """The fields of a form that was sent. Raises 403 where it is none that this browser was given."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"))
    fields = {name: values[0].strip() for name, values in sent.items()}  # what is left empty is not there
    wanted = mark_of(request.cookies.get(COOKIE, ""))
    if not hmac.compare_digest(fields.get("mark", "").encode(), wanted.encode()):
        raise HTTPException(403, "This form is not of this browser, or too old: load the page again.")
    return fields


@router.post("/judge")
def judge(
    request: Request, user: Annotated[str, Depends(writer)], fields: Annotated[dict[str, str], Depends(form)]
) -> Response:
    """Does what a form asks for: right, wrong, edit, merge, split or undo; leads to the page of what was judged."""
    with Archive(request.app.state.archive_path) as archive:
        made = _done(archive, fields, user)
        kind, id = str(made.key.get("kind")), made.subject
        if kind == "disagreement":  # it is shown in its story
            with archive.reading() as connection:
                told = select(DisagreementRow.story).where(DisagreementRow.id == id)
                kind, id = "story", connection.execute(told).scalar() or ""
    return RedirectResponse(address(_PLACES.get(kind, "/explain/") + id) if id else "/", 303)


def _done(archive: Archive, fields: dict[str, str], user: str) -> Judgement:
    act, id, reason = (fields.get(name, "") for name in ("act", "id", "reason"))
    match act:
        case "right" | "wrong":
            return archive.judge(id, act, reason, user)
        case "merge":
            return archive.merge(id, fields.get("other", ""), reason, user)
        case "split":
            return archive.split(id, fields.get("article", ""), reason, user)
        case "undo":
            return archive.undo(id, reason, user)
        case "edit":
            return archive.edit(id, reason, user, **_edited(fields))
    raise UsageError(f"There is no judgement {act!r}.")


def _edited(fields: dict[str, str]) -> dict[str, Any]:
    """What was changed in the form of an event, as `Archive.edit` takes it: only that, so that nothing which somebody else
    changed meanwhile is put back. What was emptied is taken away."""
    found: dict[str, Any] = {}
    for name in ("type", "mode", "status", "place", "day"):
        if (now := fields.get(name, "")) != fields.get(f"was_{name}", ""):
            found[name] = now or NONE
    for name in ("actors", "recipients"):
        parties, before = (_lines(fields.get(key, "")) for key in (name, f"was_{name}"))
        if parties != before:
            found[name] = parties or [NONE]
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
