"""Group a stream of reports into stories.

Lineage comes before stories: copies are found first and stay with what they copy. Reports are taken in batches, in input
order; within a batch they are clustered by average link together with the stories still open, so the order inside a batch does
not matter. A placement, once given, stands. Memory is bounded by the batch and by the number of stories kept open; of these a
batch is compared with those that have a report at most SEASON days from its own, so that a late report still finds its story.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO

from sumber.stories.clustering import Group, cluster, merge_linked, nearest
from sumber.stories.copies import CopyFinder
from sumber.stories.identity import story_id
from sumber.stories.lineage import Lineage, credits_outlet
from sumber.stories.scorer import SEASON, Features, Profile, Profiler, load_weights, profiles_of, profiles_state
from sumber.stories.standing import State, pack, unpacked
from sumber.stories.translations import TranslationFinder, traits_of
from sumber.types import Document, Placement

BATCH = 1000
"""Documents looked at together; a smaller batch answers sooner and groups a little worse."""
OPEN_STORIES = 20_000
"""Stories kept open; beyond that the one that has waited longest for a new report is closed."""


def group(documents: Iterable[Document], batch: int = BATCH) -> Iterator[Placement]:
    """The story, the copied text and the origin of each document, in input order."""
    grouper = Grouper()
    stream = iter(documents)
    while part := list(islice(stream, batch)):
        yield from grouper.place(part)


class Grouper:
    """The state of a grouping: open stories, texts that may be copied, and what the stream has shown of its terms."""

    def __init__(self, profiler: Profiler | None = None) -> None:
        self._weights = load_weights()
        self._profiler = profiler or Profiler()
        self._copies = CopyFinder()
        self._lineage = Lineage()
        self._translations = TranslationFinder()
        self._open: OrderedDict[str, Profile] = OrderedDict()
        self._story_of: OrderedDict[str, str] = OrderedDict()

    @classmethod
    def resumed(cls, state: BinaryIO | None) -> Grouper:
        """A grouping that goes on where one stood when `save` wrote `state`, a new one without."""
        grouper = cls()
        if state is not None:
            parts = unpacked(state)
            for name, part in grouper._parts().items():
                part.restore(parts[name])
            grouper._open = OrderedDict(profiles_of(parts["open"]))
            grouper._story_of = OrderedDict(parts["placed"].values)
        return grouper

    def save(self, file: BinaryIO) -> None:
        """Writes all that the places of further documents depend on."""
        pack(self._states(), file)

    def _states(self) -> Iterator[tuple[str, State]]:
        for name, part in self._parts().items():
            yield name, part.state()
        yield "open", profiles_state(self._open)
        yield "placed", State(list(self._story_of.items()))

    def _parts(self) -> dict[str, Profiler | CopyFinder | Lineage | TranslationFinder]:
        return {
            "profiler": self._profiler, "copies": self._copies, "lineage": self._lineage, "translations": self._translations,
        }  # fmt: skip

    def place(self, documents: Sequence[Document]) -> list[Placement]:
        """Place a batch, in the order given."""
        if not documents:
            return []
        with _uncollected():
            return self._place(documents)

    def _place(self, documents: Sequence[Document]) -> list[Placement]:
        copied = _turned(documents, [self._copies.add(document) for document in documents])
        features = self._profiler.features(documents)
        stories = self._stories(documents, features, copied)
        translated = [
            self._translations.add(story, traits_of(document, found), original is not None)
            for document, found, original, story in zip(documents, features, copied, stories, strict=True)
        ]
        sure = [found.id if found and found.sure else None for found in translated]
        origins = self._origins(documents, [a or b for a, b in zip(copied, sure, strict=True)])
        placements = []
        for k, (document, story) in enumerate(zip(documents, stories, strict=True)):
            told = translated[k]
            placements.append(Placement(document.id, story, copied[k], origins[k], told and told.id))
            self._story_of[document.id] = story
            self._story_of.move_to_end(document.id)
        while len(self._story_of) > self._copies.window:
            self._story_of.popitem(last=False)
        return placements

    def _origins(self, documents: Sequence[Document], taken: Sequence[str | None]) -> list[str]:
        """Whose reporting each document is; `taken` is what it copies or surely translates. One that copies a later one waits
        for that."""
        places = _firsts(documents)
        found: dict[int, str] = {}
        for i in range(len(documents)):
            line = [i]
            while (above := taken[line[-1]]) in places and places[above] not in found and places[above] not in line:
                line.append(places[above])
            for k in reversed(line):
                if k not in found:
                    found[k] = self._lineage.origin(documents[k], taken[k])
        return [found[i] for i in range(len(documents))]

    def _stories(self, documents: Sequence[Document], features: Sequence[Features], copied: Sequence[str | None]) -> list[str]:
        profiles = [found.profile(self._weights) for found in features]
        groups = [Group(profile, None, [i]) for i, profile in enumerate(profiles)]
        places = _firsts(documents)
        # A document stays with what it copies, and one that is given again with itself.
        held = [
            [id for id in (document.id, original) if id is not None]
            for document, original in zip(documents, copied, strict=True)
        ]
        told = {self._story_of[id] for ids in held for id in ids if id in self._story_of}
        near = self._near(found.day for found in features) | (self._open.keys() & told)
        known = [story for story in self._open if story in near]
        stories = {story: len(documents) + k for k, story in enumerate(known)}
        groups += [Group(self._open[story], story) for story in known]
        links: list[tuple[int, int]] = []
        for i, ids in enumerate(held):
            for id in ids:
                links += [(i, k) for k in (places.get(id), stories.get(self._story_of.get(id, ""))) if k is not None and k != i]
        groups = merge_linked(groups, links)
        newcomers = [i for i, candidate in enumerate(groups) if candidate.members]
        return self._keep(documents, [g for g in cluster(groups, nearest(groups, newcomers), self._weights) if g.members])

    def _near(self, days: Iterable[int | None]) -> set[str]:
        """The open stories that have a report in the window around the days of a batch, or none with a day."""
        dated = [day for day in days if day is not None]
        first, last = min(dated, default=0) - SEASON, max(dated, default=0) + SEASON
        return {
            story
            for story, profile in self._open.items()
            if not dated or not profile.days or any(first <= day <= last for day in profile.days)
        }

    def _keep(self, documents: Sequence[Document], found: Sequence[Group]) -> list[str]:
        placed = [""] * len(documents)
        for part in sorted(found, key=lambda part: part.members[0]):
            story = part.story or story_id(documents[part.members[0]].id)
            self._open[story] = part.profile
            self._open.move_to_end(story)
            for i in part.members:
                placed[i] = story
        while len(self._open) > OPEN_STORIES:
            self._open.popitem(last=False)
        return placed


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python does not look for circles of objects meanwhile: it would go through all open stories again and again, a fifth of
    the time that grouping takes, to find hardly one."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _firsts(documents: Sequence[Document]) -> dict[str, int]:
    """Where each document stands first, by its id."""
    return {document.id: i for i, document in reversed(list(enumerate(documents)))}


def _turned(documents: Sequence[Document], copied: Sequence[str | None]) -> list[str | None]:
    """What each document copies. Of two with one text it is the later, unless the earlier one names the later one's outlet as
    its source: a date is quickly forged, and a day without a time of day comes first."""
    found = list(copied)
    places = _firsts(documents)
    for i, original in enumerate(copied):
        first = i if original is None else places.get(original, i)
        if first < i and found[first] is None and credits_outlet(documents[first], documents[i].outlet):
            found[first], found[i] = documents[i].id, None
    return found
