"""Who may judge in a browser, and the mark by which the server knows its own forms.

The mark is made of the token and a secret of this process: no other site can read or guess it. After a restart an open form is
refused, and shown anew it works again.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from fastapi import Request

from sumber.serve.security import COOKIE

_SECRET = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who may judge in this browser, and the mark that the forms bring back."""

    user: str
    mark: str


def writer_of(request: Request) -> Writer | None:
    """The user of the token in this browser's cookie; None for a mere reader."""
    token = request.cookies.get(COOKIE)
    user: str | None = request.app.state.tokens.user_of(token) if token else None
    return Writer(user, mark_of(token)) if token and user else None


def mark_of(token: str) -> str:
    """The mark of forms that are given out to the bearer of a token."""
    return hmac.digest(_SECRET, token.encode("utf-8", "surrogatepass"), "sha256").hex()
