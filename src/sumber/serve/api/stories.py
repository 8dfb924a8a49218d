"""Stories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sumber.archive.answers import StoryAnswer, StoryLine
from sumber.archive.queries.article_pages import story_page
from sumber.archive.queries.feed import numbered
from sumber.archive.queries.stories import story_answer
from sumber.archive.queries.story_filters import StoryFilter, story_conditions
from sumber.serve.api.answering import Page, found, page, store_of
from sumber.serve.api.asking import StoryQuestion
from sumber.serve.api.exports import FILES, exported
from sumber.serve.feed import fitting_stories

router = APIRouter()


@router.get("/stories", response_model=Page[StoryLine], responses=FILES)
def stories(request: Request, asked: Annotated[StoryQuestion, Query()]) -> Response:
    """Stories that fit every filter, those last written about first."""
    if asked.format is not None:
        return exported(request, asked.format, "stories", asked)
    store, filters = store_of(request), asked.filters()
    if filters == StoryFilter(lang=filters.lang, since=filters.since, until=filters.until):
        return page(request, asked, (str, str), lambda c, *at: story_page(c, story_conditions(c, filters, None), *at))
    # Other filters ask the facts of all articles, once for each state of the archive.
    numbers = fitting_stories(store, filters)
    return page(request, asked, (str, str), lambda c, *at: story_page(c, [numbered(numbers)], *at))


@router.get("/stories/{id}", response_model=StoryAnswer)
def story(request: Request, id: str) -> Response:
    """A story whole: articles, happenings by whose word, disagreements."""
    with store_of(request).reading() as connection:
        return found(request, story_answer(connection, id), f"story {id}")
