"""Templates filled in: whatever comes out of an archive loses its controls and marks of direction, then is escaped."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from babel import Locale
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import PackageLoader, StrictUndefined

from sumber.errors import SumberError
from sumber.events.ontology import event_types
from sumber.export.fields import coder, link
from sumber.knowledge.countries import country_name
from sumber.serve.web import marks
from sumber.serve.web.asking import STATUSES, AskedError, address, here
from sumber.serve.web.languages import COOKIE, Strings, chosen, languages
from sumber.serve.web.templating import Templates
from sumber.serve.web.values import changes_of, part_of, value_of
from sumber.serve.web.writers import writer_of
from sumber.views.parts import day_and_minute

YEAR = 365 * 24 * 3600


@cache
def _environment() -> Templates:
    environment = Templates(
        loader=PackageLoader("sumber.serve.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "moment": day_and_minute,
        "link": link,
        "quoted": marks.quoted,
        "spark": marks.spark,
        "lines": marks.lines,
    }
    environment.globals |= {"event_types": event_types(), "statuses": STATUSES, "languages": languages(), "coder": coder()}
    environment.globals |= {
        "address": address,
        "score_class": marks.score_class,
        "codes": marks.codes,
        "known_as": marks.known_as,
    }
    return environment


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A view as HTML, in the reader's language; a language asked for in the address is remembered."""
    strings = chosen(request)
    shared = {"t": strings, "here": partial(here, request), "query": request.query_params, "path": request.url.path}
    shared |= {"country": partial(_country, strings), "writer": writer_of(request)}
    shared |= {"language": partial(_language, strings)}
    shared |= {"value_of": partial(value_of, strings), "part_of": partial(part_of, strings)}
    shared |= {"changes_of": partial(changes_of, strings)}
    html = _environment().get_template(template).render(**shared, **context)
    response = HTMLResponse(html, status, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"})
    if request.query_params.get("ui") == strings.language:
        response.set_cookie(COOKIE, strings.language, max_age=YEAR, samesite="strict", httponly=True)
    return response


def _country(strings: Strings, code: str | None) -> str:
    """A country's name in the reader's language; nothing for none."""
    return country_name(code, strings.language) if code else ""


def _language(strings: Strings, tag: str) -> str:
    """A language's name in the reader's, with its tag: "Spanyol (es)"."""
    name = Locale.parse(strings.language).languages.get(tag.replace("-", "_"))
    return f"{name} ({tag})" if name else tag


def failure(request: Request, error: SumberError, status: int) -> HTMLResponse:
    """A page that says in one sentence why there is nothing to see; what the archive itself says it says in English."""
    if isinstance(error, AskedError):
        return page(request, "error.html", status, sentence=chosen(request)(error.key, **error.values), lang=None)
    return page(request, "error.html", status, sentence=str(error), lang="en")
