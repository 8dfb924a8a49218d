"""What a request may cost: which hosts it may name, how often a client may ask, how much it may send."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import monotonic

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sumber.serve.problems import problem
from sumber.serve.security import host_of

MAX_BODY = 256 * 1024  # bytes: a judgement with a long reason has a hundredth of it
CLIENTS = 10_000  # whose rates are remembered; the one that asked longest ago is forgotten first


class Rate:
    """A bucket of `burst` requests a client, filled again by `a_second` (token bucket)."""

    def __init__(self, a_second: float, burst: int, clock: Callable[[], float] = monotonic) -> None:
        self.a_second, self.burst, self._clock = a_second, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Counts a request of a client; the seconds to wait before one is let through, 0 where this one is."""
        now = self._clock()
        left, since = self._buckets.pop(client, (float(self.burst), now))
        left = min(float(self.burst), left + (now - since) * self.a_second)
        allowed = left >= 1
        self._buckets[client] = (left - 1 if allowed else left, now)
        while len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.a_second


def client_of(scope: Scope) -> str:
    """Whom a rate is counted for: the address, of IPv6 the network of 64 bits that one client has to itself."""
    host = str((scope.get("client") or ("local", 0))[0])
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host


class Limits:
    """Refuses what asks too often (429), sends too much (413), or names a host that is not among `hosts` (400); None allows
    all hosts."""

    def __init__(self, app: ASGIApp, rate: Rate, hosts: Collection[str] | None, max_body: int = MAX_BODY) -> None:
        self.app, self.rate, self.hosts, self.max_body = app, rate, hosts, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a refused request itself; others go on, and their bodies are counted as they come in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.max_body:
                raise HTTPException(413, self._too_large())
            return message

        await self.app(scope, counted, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self.hosts is not None and host_of(headers.get("host", "")) not in self.hosts:
            return problem(400, "This server is not known by that name.")
        wait = self.rate.wait(client_of(scope))
        if wait:
            seconds = max(1, ceil(wait))
            return problem(429, f"Too many requests; ask again in {seconds} s.", headers={"retry-after": str(seconds)})
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:20]) > self.max_body:
            return problem(413, self._too_large())
        return None

    def _too_large(self) -> str:
        return f"A request may hold {self.max_body} bytes at most."
