"""What a reader asks for in the query string, checked; and addresses that ask for something else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote, quote_plus

from fastapi import Request

from sumber.errors import UsageError
from sumber.events.ontology import event_types
from sumber.knowledge.countries import alpha3_of
from sumber.serve.web.languages import FALLBACK, languages

LONGEST = 200  # characters of one filter
DEEPEST = 400  # pages: further down somebody wants a download
DAYS = ("since", "until")
STATUSES = ("asserted", "planned", "alleged", "denied", "requested", "hypothetical")

Asked = TypeVar("Asked")


class AskedError(UsageError):
    """What a reader asked for cannot be told; the sentence is one of the pages' words, so that every language has it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(languages()[FALLBACK](key, **values))
        self.key, self.values = key, values


def filters(request: Request, model: type[Asked], names: Iterable[str]) -> Asked:
    """The filters of these names that are set, as the dataclass that a question takes. Raises AskedError: an unknown type,
    status or country, a day that is none, days in the wrong order, too many characters."""
    given = {name: request.query_params.get(name, "").strip() for name in names}
    for name, value in given.items():
        if len(value) > LONGEST or "\0" in value:
            raise AskedError("error_long", name=name, most=LONGEST)
    if given.get("type"):
        given["type"] = given["type"].upper()
        if given["type"] not in event_types():
            raise AskedError("error_none", name=given["type"], known=", ".join(event_types()))
    if given.get("status") and given["status"] not in STATUSES:
        raise AskedError("error_none", name=given["status"], known=", ".join(STATUSES))
    if given.get("country"):
        if (country := alpha3_of(given["country"])) is None:
            raise AskedError("error_country", name=given["country"])
        given["country"] = country
    for name in DAYS:
        _check_day(given.get(name))
    since, until = (given.get(name) for name in DAYS)
    if since and until and since > until:
        raise AskedError("error_days", since=since, until=until)
    return model(**{name: value for name, value in given.items() if value})


def _check_day(day: str | None) -> None:
    try:
        if day and date.fromisoformat(day).isoformat() != day:
            raise ValueError(day)
    except ValueError as error:
        raise AskedError("error_day", day=day) from error


def page_number(request: Request) -> int:
    """The page of a list, from 1."""
    asked = request.query_params.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 5 or not 1 <= int(asked) <= DEEPEST:
        raise AskedError("error_page", last=DEEPEST)
    return int(asked)


def address(path: str, query: Iterable[tuple[str, str]] = ()) -> str:
    """A path with a query, encoded; characters outside ASCII and of no address are escaped."""
    asked = "&".join(f"{_part(name)}={_part(value)}" for name, value in query if value)
    return _path(path) + (f"?{asked}" if asked else "")


@lru_cache(10_000)  # a page has hundreds of addresses, made of the same few words
def _part(word: str) -> str:
    return quote_plus(word)


@lru_cache(10_000)
def _path(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~-._")


def here(request: Request, **changes: str | int | None) -> str:
    """The address of this view with some of its query changed; None takes a part out. Only what the address line holds is
    kept, never the choice of a language."""
    kept = {name: value for name, value in request.query_params.items() if name not in ("ui", "page")}
    kept |= {name: "" if value is None else str(value) for name, value in changes.items()}
    return address(request.url.path, kept.items())
