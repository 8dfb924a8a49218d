"""How the routes answer: pages with opaque cursors, as JSON that is harmless wherever it is shown."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import orjson
from fastapi import HTTPException, Request
from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.responses import Response

from sumber.archive.queries.keyset import Key, Slice
from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.rows import dump
from sumber.serve.api.asking import LIMIT, Paged

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """Some items of a list; `next` is the cursor of the next ones, null where these are the last."""

    items: list[Item]
    next: str | None = None


def store_of(request: Request) -> Archive:
    """The archive that the app serves."""
    store: Archive = request.app.state.store
    return store


async def acceptable(request: Request) -> None:
    """A dependency: raises 406 where the client wants no JSON. Exports come in the format that is asked for by name."""
    wanted = [part.partition(";")[0].strip().lower() for part in request.headers.get("accept", "*/*").split(",")]
    named = "format" in request.query_params or "format" in request.path_params
    if not named and not {"*/*", "application/*", "application/json"} & set(wanted):
        raise HTTPException(406, "Answers come as application/json.")


def answer(request: Request, body: Any, headers: dict[str, str] | None = None, status: int = 200) -> Response:
    """An answer of the archive (dataclasses as they are) as JSON."""
    both = {**request.state.caching, **(headers or {})}
    return Response(dump(body), status, both, "application/json")


def found(request: Request, body: Any, what: str) -> Response:
    """The same; raises 404 where there is none."""
    if not body:
        raise HTTPException(404, f"The archive has no {what}.")
    return answer(request, body)


def page(
    request: Request,
    asked: Paged,
    shape: tuple[type, ...],
    ask: Callable[[Connection, Key | None, int], Slice[Any]],
) -> Response:
    """The page of a list that is asked for; `shape` are the types of its keys. Raises UsageError for another list's cursor."""
    of = f"{request.url.path}\n{asked.model_dump(exclude={'cursor', 'limit'})}"
    mark = hashlib.blake2b(of.encode(), digest_size=6).hexdigest()
    after = _key(asked.cursor, mark, shape) if asked.cursor is not None else None
    with store_of(request).reading() as connection:
        told = ask(connection, after, asked.limit or LIMIT)
    cursor = None if told.next is None else base64.urlsafe_b64encode(orjson.dumps([mark, *told.next])).decode().rstrip("=")
    following = {"link": f'<{request.url.include_query_params(cursor=cursor)}>; rel="next"'} if cursor else {}
    return answer(request, {"items": told.answers, "next": cursor}, following)


def _key(cursor: str, mark: str, shape: tuple[type, ...]) -> Key:
    """The key in a cursor. Only its first value may be missing, and only where others follow."""
    try:
        read, *key = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error) as error:
        raise UsageError("That is no cursor; take `next` of the page before.") from error
    fits = len(key) == len(shape) and all(
        type(value) is kind or (value is None and number == 0 and len(shape) > 1)
        for number, (value, kind) in enumerate(zip(key, shape, strict=False))
    )
    if read != mark or not fits:
        raise UsageError("That cursor belongs to another list; take `next` of the page before, with the same filters.")
    return tuple(key)
