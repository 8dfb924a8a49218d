"""Names that two machines agree on: identifiers are hashes of what they name, never counters or clocks."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

DIGEST_BYTES = 10  # 80 bits: a chance of one in two million of any collision among a thousand million facts
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


def identifier(prefix: str, *parts: str | int) -> str:
    """`prefix_` and 16 base32 letters of a SHA-256 over the parts: the same parts give the same identifier everywhere."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}_{base64.b32encode(digest[:DIGEST_BYTES]).decode().lower()}"


def same_address(url: str | None) -> str | None:
    """The form under which two addresses count as one: no scheme, "www.", fragment, tracking parameter or last slash.

    None for what names no single article: no host, or a site's front page (which careless pages give as their own address).
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").lower().removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    query = [(key, value) for key, value in parse_qsl(parts.query, True) if not key.lower().startswith(TRACKING)]
    path = parts.path.rstrip("/")
    if parts.scheme not in ("http", "https") or not host or not (path or query):
        return None
    return f"{host}{port}{path}" + (f"?{urlencode(query)}" if query else "")
