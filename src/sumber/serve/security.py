"""Who may ask, and what a browser may do with the answers.

On loopback reading is free: whoever is on the machine can read the file too. A request from elsewhere needs a token, and so
does writing from anywhere. Other sites' pages cannot reach a loopback server by a name of their own (DNS rebinding): the Host
must be a name of loopback. They cannot write with a visitor's cookie: it is SameSite=Strict, and the Origin must be ours.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "sumber_token"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
HEADERS = {
    "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "x-content-type-options": "nosniff",
    # Tells other sites nothing, as "no-referrer" does, under which browsers hide the Origin of our own forms from us as well.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SecurityHeaders:
    """Puts HEADERS on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


def host_of(header: str) -> str | None:
    """The host's name or address in a Host header, without port and brackets; None where it holds none."""
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None


async def reader(request: Request) -> str | None:
    """The user who asks; None on loopback without a token. Raises 401 where reading needs a token, and leads a browser
    that asks for a page to the form that takes one."""
    user = await _user(request)
    if user is None and (request.app.state.public or not _is_local(request)):
        if _is_page(request):
            raise HTTPException(303, "Reading from here needs a token.", {"location": "/login"})
        raise _unauthorized("Reading from here needs a token; `sumber token` makes one.")
    if request.method not in SAFE_METHODS:
        check_origin(request)
    return user


async def writer(request: Request) -> str:
    """The user who writes. Raises 401 without a token, 403 where another site's page asks with this user's cookie."""
    user = await _user(request)
    if user is None:
        raise _unauthorized("Writing needs a token; `sumber token` makes one.")
    check_origin(request)
    return user


async def _user(request: Request) -> str | None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE)
    if not token:
        return None
    user: str | None = await run_in_threadpool(request.app.state.tokens.user_of, token)
    return user


def _is_page(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "") and "/v1/" not in request.url.path


def _unauthorized(sentence: str) -> HTTPException:
    return HTTPException(401, sentence, {"www-authenticate": "Bearer"})


def _is_local(request: Request) -> bool:
    """Does the request come from this machine? What has no address came through a socket of it."""
    try:
        return request.client is None or ip_address(request.client.host).is_loopback
    except ValueError:
        return True


def check_origin(request: Request) -> None:
    """Raises 403 where another site's page asks."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "Another site's page may not write here.")
