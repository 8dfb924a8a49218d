"""Names that two machines agree on: identifiers are hashes of what they name, never counters or clocks."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sumber.archive.words import fold
from sumber.caseless import alphanumeric

DIGEST_BYTES = 10  # 80 bits: a chance of one in two million of any collision among a thousand million facts
TRACKING = (
    "utm_", "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "mc_cid", "mc_eid", "igshid", "_ga",
    "at_medium", "at_campaign", "cmpid", "ocid", "xtor", "__twitter_impression",
)  # fmt: skip
# Names under which a site serves the same pages to telephones, and a host that serves the pages of others.
MOBILE = ("www", "m", "mobile", "amp")
AMP_CACHE = ".cdn.ampproject.org"
PAGES = frozenset({"page", "halaman", "pagina", "p"})


def identifier(prefix: str, *parts: str | int) -> str:
    """`prefix_` and 16 base32 letters of a SHA-256 over the parts: the same parts give the same identifier everywhere."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}_{base64.b32encode(digest[:DIGEST_BYTES]).decode().lower()}"


def canonical(value: Any) -> str:
    """JSON that two machines write alike."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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


def same_outlet(one: str | None, other: str | None) -> bool:
    """May two names be of one outlet? Where a page names none, or one name holds the other ("The Harbour Ledger", "Harbour
    Ledger"), they may."""
    names = sorted((alphanumeric(fold(name or "")) for name in (one, other)), key=len)
    return names[0] in names[1]


def own_address(url: str | None, canonical: str | None) -> str | None:
    """The address that a page is known by, in the form of `same_address`: the one that it calls its own, where that is of the
    same site; another site's is that of what it reprints, and of the second page of a long text only its first."""
    own, called = same_address(url), same_address(canonical)
    if called is None or own is None:
        return own or called
    return called if _same_site(own, called) and not (_later_page(url) and not _later_page(canonical)) else own


def _same_site(own: str, called: str) -> bool:
    host, other = _site(own), _site(called)
    cached = other.replace("-", "--").replace(".", "-") + AMP_CACHE
    return host == other or host in {cached, *(f"{name}-{cached}" for name in MOBILE)}


def _site(address: str) -> str:
    first, _, rest = address.split("/", 1)[0].split("?", 1)[0].partition(".")
    return rest if first in MOBILE and "." in rest else f"{first}.{rest}"


def _later_page(url: str | None) -> bool:
    query = parse_qsl(urlsplit((url or "").strip()).query)
    return any(key.lower() in PAGES and value.isdecimal() and int(value) > 1 for key, value in query)
