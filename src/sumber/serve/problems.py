"""Errors as RFC 9457 problem details: one plain sentence in `detail`, never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from sumber.errors import SumberError, UsageError
from sumber.views.safe import safe

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong: `title` is the status in words, `detail` a sentence for a person, `errors` one for each wrong part."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[str] = []


def problem(status: int, detail: str, errors: tuple[str, ...] = (), headers: dict[str, str] | None = None) -> JSONResponse:
    """A response of this kind. Words that came in with the request lose what acts on a terminal."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=safe(detail), errors=list(map(safe, errors)))
    return JSONResponse(told.model_dump(), status, headers, MEDIA_TYPE)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses for a route's `responses`, as OpenAPI tells them."""
    shape = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": shape} for status in statuses}


class NotModified(Exception):  # noqa: N818 - no error: a dependency's way to an answer
    """The client has this answer already."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__()
        self.headers = headers


def _sentence(error: dict[str, Any]) -> str:
    unknown = error["type"] == "extra_forbidden"
    told = "is not known here." if unknown else error["msg"].removeprefix("Value error, ")
    return ": ".join(filter(None, (".".join(map(str, error["loc"][1:])), told)))


def install(app: FastAPI, headers: dict[str, str]) -> None:
    """Makes every error of the app a problem; `headers` are for answers to faults, which no middleware sees."""

    def http(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))

    def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return problem(422, "Not everything that was asked can be understood.", tuple(map(_sentence, error.errors())))

    def usage(_: Request, error: Exception) -> Response:
        return problem(400, str(error))

    def unusable(_: Request, error: Exception) -> Response:
        return problem(503, str(error), headers={"retry-after": "5"})

    def fault(_: Request, __: Exception) -> Response:
        return problem(500, "That is a fault of sumber's own; please report it.", headers=headers)

    def unchanged(_: Request, error: Exception) -> Response:
        assert isinstance(error, NotModified)
        return Response(status_code=304, headers=error.headers)

    handlers = {HTTPException: http, RequestValidationError: invalid, UsageError: usage, SumberError: unusable}
    for kind, handler in {**handlers, NotModified: unchanged, Exception: fault}.items():
        app.add_exception_handler(kind, handler)
