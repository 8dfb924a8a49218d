"""`/`: the feed of stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from fastapi import APIRouter, Request, Response

from sumber.archive.answers.columns import STORIES, within
from sumber.archive.queries.feed import Feed, FeedLine, feed_part
from sumber.archive.queries.story_filters import StoryFilter
from sumber.archive.store import Archive
from sumber.serve.feed import fitting_stories
from sumber.serve.web.asking import address, filters, page_number
from sumber.serve.web.downloads import as_csv, as_json
from sumber.serve.web.render import page
from sumber.serve.web.routes import ViewRoute, store_of
from sumber.serve.wholes import feed_choices

LISTED = 25
BATCH = 500
NAMES = tuple(field.name for field in fields(StoryFilter))
COLUMNS = {
    **dict(within(lambda line: line.story, STORIES)),
    "types": lambda line: ";".join(f"{name}={number}" for name, number in line.types),
}
router = APIRouter(route_class=ViewRoute)


@router.get("/")
def stories(request: Request) -> Response:
    """The feed, page by page, or whole with ?as=json or ?as=csv."""
    store, asked = store_of(request), filters(request, StoryFilter, NAMES)
    wanted = request.query_params.get("as")
    if wanted == "json":
        return as_json(_all(store, asked), "stories")
    if wanted == "csv":
        return as_csv(_all(store, asked), COLUMNS, "stories")
    number = page_number(request)
    feed = _feed(store, asked, LISTED, (number - 1) * LISTED)
    return page(
        request, "stories.html", feed=feed, asked=asked, choices=feed_choices(store), number=number,
        last=max(1, -(-feed.total // LISTED)), first=(number - 1) * LISTED + 1, exports=_exports(asked),
    )  # fmt: skip


def _feed(store: Archive, asked: StoryFilter, limit: int, offset: int) -> Feed:
    numbers = fitting_stories(store, asked)
    with store.reading() as connection:
        return feed_part(connection, numbers, limit, offset)


def _all(store: Archive, asked: StoryFilter) -> Iterator[FeedLine]:
    offset = 0
    while lines := _feed(store, asked, BATCH, offset).lines:
        yield from lines
        offset += len(lines)


def _exports(asked: StoryFilter) -> list[tuple[str, str]]:
    """Feeds of the same stories."""
    given = [("of", "stories"), *((name, getattr(asked, name) or "") for name in NAMES)]
    return [(name, address(f"/v1/exports/{name}", given)) for name in ("atom", "jsonfeed")]
