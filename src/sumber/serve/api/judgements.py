"""Judgements over REST: the list of them, a new one, and taking one back. Writing asks for a token; its user is who judges."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from starlette.responses import Response

from sumber.archive.judgements import LONGEST, Judgement, all_judgements
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.queries.keyset import Key, Slice
from sumber.archive.store import Archive
from sumber.serve.api.answering import Page, answer, page
from sumber.serve.api.asking import JudgementQuestion
from sumber.serve.problems import documented
from sumber.serve.security import writer

router = APIRouter()
REFUSED = documented(403, 413)
Writer = Annotated[str, Depends(writer)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=500)]
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Verdict(BaseModel):
    """A fact is right or wrong."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["right", "wrong"]
    id: Id
    reason: Reason


class Edit(BaseModel):
    """Other values for an event mention; "none" takes one away."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["edit"]
    id: Id
    reason: Reason
    type: Words | None = None
    mode: Words | None = None
    status: Words | None = None
    actors: Annotated[list[Words], Field(max_length=20)] | None = None
    recipients: Annotated[list[Words], Field(max_length=20)] | None = None
    place: Words | None = None
    day: Words | None = None


class Merge(BaseModel):
    """Two stories, or two entities, are one, which keeps the first id."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["merge"]
    id: Id
    other: Id
    reason: Reason


class Split(BaseModel):
    """An article is of another story, or its names are of another entity."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["split"]
    id: Id
    article: Id
    reason: Reason


class Undo(BaseModel):
    """Why a judgement is taken back."""

    model_config = ConfigDict(extra="forbid")
    reason: Reason


Given = Annotated[Verdict | Edit | Merge | Split, Field(discriminator="kind")]


def _judging(request: Request) -> Archive:
    """The archive of the server, open for writing while a request lasts; the server's own store only reads."""
    return Archive(request.app.state.archive_path)


def _made(request: Request, judgement: Judgement) -> Response:
    return answer(request, judgement, status=201)


@router.get("/judgements", response_model=Page[Judgement])
def judgements(request: Request, asked: Annotated[JudgementQuestion, Query()]) -> Response:
    """What people judged, in order, with user, time and reason; `stands` tells which were not taken back."""

    def ask(connection: Connection, after: Key | None, limit: int) -> Slice[Judgement]:
        made = all_judgements(connection) if asked.of is None else judgements_of(connection, asked.of)
        begin = int((after or (0,))[0] or 0)  # judgements are only ever added, at the end
        found = tuple(islice(made, begin, begin + limit + 1))
        return Slice(found[:limit], (begin + limit,) if len(found) > limit else None)

    return page(request, asked, (int,), ask)


@router.post("/judgements", status_code=201, response_model=Judgement, responses=REFUSED)
def judge(request: Request, given: Given, user: Writer) -> Response:
    """Adds one judgement and does at once what follows from it; the same calls as `sumber judge`, `edit`, `merge`, `split`."""
    said = given.model_dump(exclude={"kind"}) | {"user": user}
    with _judging(request) as archive:
        match given:
            case Verdict():
                return _made(request, archive.judge(verdict=given.kind, **said))
            case Edit():
                return _made(request, archive.edit(**said))
            case Merge():
                return _made(request, archive.merge(**said))
            case Split():
                return _made(request, archive.split(**said))


@router.post("/judgements/{id}/undo", status_code=201, response_model=Judgement, responses=REFUSED)
def undo(request: Request, id: str, given: Undo, user: Writer) -> Response:
    """Takes a judgement back by another one, which can be undone itself."""
    with _judging(request) as archive:
        return _made(request, archive.undo(id, given.reason, user))
