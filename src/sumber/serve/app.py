"""The server as a whole: `create_app` for any ASGI server, `serve` for the command."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from ipaddress import ip_address
from typing import Any

import anyio.to_thread
from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from sumber.archive.judgements.tokens import Tokens
from sumber.archive.places import Place, place_of
from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.serve import login, problems, processes
from sumber.serve.api import router
from sumber.serve.freshness import watch_of
from sumber.serve.limits import Limits, Rate
from sumber.serve.security import HEADERS, LOOPBACK, SecurityHeaders, reader
from sumber.serve.web import pages
from sumber.serve.wholes import Ahead

# Requests a second of one client, and how many at once. On loopback all browsers and scripts of the machine are one client.
PUBLIC_RATE, LOCAL_RATE = (20.0, 200), (1_000.0, 5_000)
# Threads that answer. SQLite lets others run while it searches, Python does not while it builds answers: more only get in each
# other's way, and each holds a connection.
THREADS = 6


TOKEN = {"type": "http", "scheme": "bearer", "description": "From `sumber token`; reading on loopback needs none."}


class Server(FastAPI):
    """An app that describes what is under /v1, with the shape of its errors and what needs a token."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI 3.1 document, made once."""
        if self.openapi_schema is None:
            told = super().openapi()
            told["paths"] = {path: routes for path, routes in told["paths"].items() if path.startswith(router.prefix)}
            shape = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            told.setdefault("components", {}).setdefault("schemas", {})["Problem"] = shape
            told["components"]["securitySchemes"] = {"token": TOKEN}
            for routes in told["paths"].values():
                for method, operation in routes.items():
                    operation["security"] = [{"token": []}] if method == "post" else [{}, {"token": []}]
        return self.openapi_schema or {}


def create_app(archive: str | Place, *, public: bool = False, rate: Rate | None = None) -> FastAPI:
    """The server of an archive, which must exist. With `public` it answers to any host's name and asks a token for everything;
    else it answers to names of loopback only, and asks a token for writing. Raises ArchiveError."""
    store = Archive(archive, read_only=True)
    place = store.path
    app = Server(
        title="sumber",
        version=version("sumber"),
        description="Who says that what happened, with the exact words behind every fact.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        dependencies=[Depends(reader)],
        lifespan=_life,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(GZipMiddleware, compresslevel=3),
            Middleware(Limits, rate or Rate(*(PUBLIC_RATE if public else LOCAL_RATE)), None if public else LOOPBACK),
        ],
    )
    app.state.store, app.state.archive_path, app.state.public, app.state.watch = store, place, public, watch_of(store)
    app.state.tokens = Tokens(place)
    problems.install(app, HEADERS)
    login.install(app)
    app.include_router(router)
    pages.install(app)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    ahead = Ahead(app.state.store, app.state.watch)
    ahead.begin()
    yield
    ahead.end()
    app.state.tokens.close()
    app.state.store.close()


def serve(
    archive: str | Place,
    host: str = "127.0.0.1",
    port: int = 8137,
    open_browser: bool = False,
    workers: int | None = None,
) -> None:
    """Serves an archive by some processes (one a core, at most 4, unless told) until it is interrupted; prints the address.
    Port 0 takes any free one. Raises UsageError where the address cannot be listened at, ArchiveError where there is no
    archive."""
    place = place_of(archive)
    make = partial(create_app, place, public=not _is_loopback(host))
    app = make()
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    sys.stdout.write(f"{place} is at {address} (Ctrl-C ends)\n")
    sys.stdout.flush()
    if open_browser:
        webbrowser.open(address)  # the socket listens already: the browser waits until the server has begun
    with listening:
        processes.serve_together(app, make, listening, workers or processes.usual())


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        # Of a name that cannot be resolved the number is getaddrinfo's own; Python adds the address to the system's words.
        number = 0 if isinstance(error, socket.gaierror) else getattr(error, "errno", None)
        reason = os.strerror(number) if number else getattr(error, "strerror", None) or error
        raise UsageError(f"Cannot listen at {host}, port {port}: {reason}.") from error
