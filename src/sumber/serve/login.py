"""A form that takes a token and keeps it in a cookie, for browsers, which cannot send it in a header."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sumber.serve.security import COOKIE, check_origin
from sumber.serve.web.render import page

DAYS = 30


async def ask(request: Request) -> Response:
    """The form."""
    return page(request, "login.html", refused=False)


async def take(request: Request) -> Response:
    """Keeps a good token in a cookie and leads to the first page; for any other the form comes again."""
    check_origin(request)  # or another site could have this browser judge in its name
    token = parse_qs((await request.body()).decode("utf-8", "replace")).get("token", [""])[0].strip()
    if not token or await run_in_threadpool(request.app.state.tokens.user_of, token) is None:
        return page(request, "login.html", 401, refused=True)
    response = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, max_age=DAYS * 86_400, httponly=True, samesite="strict", secure=secure)
    return response


def install(app: Starlette) -> None:
    """Adds the form. Its routes are plain ones, which the app's need of a token does not hold for."""
    app.router.routes += [Route("/login", ask, methods=["GET"]), Route("/login", take, methods=["POST"])]
