"""Answers about a whole archive that views rest on. Each takes up to a second on 50,000 articles, so that they are reckoned
before somebody asks: when the server begins, and again when the archive has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Thread
from typing import Any

from sqlalchemy import Connection

from sumber.archive.actors.parties import Parties
from sumber.archive.queries.feed import Choices, Told, choices, feed_order, told_versions
from sumber.archive.queries.materiel import AllTold, told_deliveries
from sumber.archive.queries.relations import RelationSums
from sumber.archive.queries.story_filters import StoryFilter
from sumber.archive.store import Archive
from sumber.errors import SumberError
from sumber.serve.freshness import Watch
from sumber.serve.kept import kept, ready

LOOKED = 1.0  # seconds between two looks at the archive's file
# Seconds without a change after which answers are reckoned again: while pages are read it changes all the time, and what
# is reckoned between two of them would take the reading's processors for nothing.
QUIET = 10.0


def whole_feed(store: Archive) -> Sequence[int]:
    """All stories in the order of the feed."""
    return kept(store, "feed", partial(feed_order, asked=StoryFilter()), whole=True)


def feed_choices(store: Archive) -> Choices:
    """What the feed's filters offer."""
    return kept(store, "choices", choices, whole=True)


def versions_told(store: Archive) -> Told:
    """In which story each wording is told."""
    return kept(store, "told versions", told_versions, whole=True)


def relation_sums(store: Archive) -> RelationSums:
    """What countries are told to do to each other."""
    return kept(store, "relations", RelationSums, whole=True)


def deliveries_told(store: Archive) -> AllTold:
    """All counted materiel that is told to be delivered."""
    return kept(store, "deliveries", told_deliveries, whole=True)


def all_parties(store: Archive) -> Parties:
    """All parties of events."""
    return kept(store, "parties", Parties, whole=True)


def parties_ready(store: Archive, connection: Connection) -> Parties | None:
    """The same, where they were read since the archive changed: nobody waits for them, as an actor can be told without."""
    found: Parties | None = ready(store, "parties", connection)
    return found


WHOLES: tuple[Callable[[Archive], Any], ...] = (
    whole_feed, feed_choices, versions_told, relation_sums, deliveries_told, all_parties,
)  # fmt: skip
"""All of them, those first that most views need."""


class Ahead:
    """Reckons all of them in a thread of its own, between `begin` and `end`."""

    def __init__(self, store: Archive, watch: Watch) -> None:
        self._store, self._watch, self._ended = store, watch, Event()
        self._thread = Thread(target=self._work, name="ahead", daemon=True)

    def begin(self) -> None:
        """Starts with the archive as it is."""
        self._thread.start()

    def end(self) -> None:
        """Waits until the answer that is being reckoned is there: the archive may be closed then."""
        self._ended.set()
        self._thread.join()

    def _work(self) -> None:
        seen, reckoned, since, pause = "", "", 0.0, 0.0
        while not self._ended.wait(pause):
            state, now, pause = self._state(), time.monotonic(), LOOKED
            if state != seen:
                seen, since = state, now if reckoned else now - QUIET
            if seen and seen != reckoned and now - since >= QUIET:
                self._reckon()
                reckoned = seen

    def _state(self) -> str:
        try:
            return self._watch.state() or ""
        except SumberError:  # the file is gone: whoever asks is told so
            return ""

    def _reckon(self) -> None:
        for ask in WHOLES:
            if self._ended.is_set():
                return
            try:
                ask(self._store)
            except SumberError:  # whoever asks is told why
                return
