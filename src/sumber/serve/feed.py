"""Which stories fit a question, in the order of the feed: asked once for each state of the archive, by pages and REST alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sumber.archive.queries.feed import feed_of, feed_order
from sumber.archive.queries.story_filters import StoryFilter
from sumber.archive.store import Archive
from sumber.serve.kept import kept
from sumber.serve.wholes import versions_told, whole_feed


def fitting_stories(store: Archive, asked: StoryFilter) -> Sequence[int]:
    """The numbers of the stories that fit every filter, as `feed_order` gives them."""
    rest = replace(asked, words=None, country=None, actor=None)
    whole = whole_feed(store)
    order = kept(store, ("feed", rest), partial(feed_order, asked=rest, whole=whole)) if rest != StoryFilter() else whole
    if rest == asked:
        return order
    told = versions_told(store)
    return kept(store, ("feed", asked), lambda connection: feed_of(connection, order, told, asked, store.meanings))
