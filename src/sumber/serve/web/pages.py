"""All web pages, put into an application whose `state.store` is an archive opened for reading."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from sumber.archive.words import match_query
from sumber.knowledge.places import place_of
from sumber.serve.web import actor, article, judging, materiel, relations, search, stories, story

VIEWS = (stories, story, article, actor, relations, materiel, search, judging)


def install(app: FastAPI) -> None:
    """Adds the routes of every view and, under /static, what they are drawn with. Tables that are read when first asked for
    are asked for here, so that no reader waits for them."""
    place_of("city:0")
    match_query("words")
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for view in VIEWS:
        app.include_router(view.router, include_in_schema=False)
