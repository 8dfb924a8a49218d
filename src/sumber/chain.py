"""The whole chain, from pages to an archive: `sumber read`.

Pages are read in worker processes and written by this one, a transaction each, in the order of the input. Whatever was
committed before a kill stays and is not read again; stories are reckoned anew from all articles, so that the order and number
of runs never show in them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from sumber.archive.state import Telling
from sumber.archive.store import Archive
from sumber.errors import EvidenceError
from sumber.types import Annotation, Article, Coding, Disagreement, Document, Event, Page, Placement, Refusal
from sumber.workers import SECONDS, Failure, map_in_order

SUMBER = version("sumber")
CHUNK = 4  # pages handed to a worker at a time


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of the chain. All but the last three run in worker processes and must be picklable."""

    find_pages: Callable[[Iterable[str | Path]], Iterable[Path | Refusal]]
    read_page: Callable[[Path], Page | Refusal]
    extract: Callable[[Page], Article | Refusal]
    annotate: Callable[[Document], Annotation]
    code: Callable[[Annotation], Coding]
    group: Callable[[Iterable[Document]], Iterable[Placement]]
    same_events: Callable[[Sequence[Coding], Sequence[Placement]], Iterable[Event]]
    find_disagreements: Callable[[Sequence[Coding], Sequence[Placement], Sequence[Event]], Iterable[Disagreement]]

    @classmethod
    def real(cls) -> Stages:
        """Those of sumber; imported here, because they load models and word lists that no query needs."""
        from sumber.articles.extract import extract_page
        from sumber.events.code import code_annotation
        from sumber.pages.files import find_pages, read_page
        from sumber.reading.annotate import annotate_document
        from sumber.stories.disagreements import find_disagreements
        from sumber.stories.events import same_events
        from sumber.stories.group import group

        return cls(
            find_pages, read_page, extract_page, annotate_document, code_annotation, group, same_events, find_disagreements
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: in phase "read" inputs are counted, in phase "stories" stories."""

    phase: Literal["read", "stories"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a run did: pages read, pages known already, and every refusal; `stories` counts those of the whole archive."""

    read: int
    known: int
    refused: tuple[Refusal, ...]
    stories: int

    @property
    def reasons(self) -> dict[str, int]:
        """How many refusals there are of each reason, the most frequent first."""
        return dict(Counter(refusal.reason for refusal in sorted(self.refused, key=lambda r: r.reason)).most_common())


@dataclass(frozen=True, slots=True)
class _Known:
    """A page whose digest the archive holds."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page read; its bytes are left behind, the writer needs only its names."""

    page: Page
    article: Article
    coding: Coding


_Outcome = Refusal | _Known | _Reading


def read(
    paths: Iterable[str | Path],
    archive: str | Path,
    processes: int | None = 0,
    progress: Callable[[Progress], None] | None = None,
    stages: Stages | None = None,
    seconds: float = SECONDS,
) -> ReadReport:
    """Reads pages into an archive and reckons its stories. `processes` are workers, None for one a core; 0 reads in this
    process, without guard against pages that hang. Raises ArchiveError where the archive cannot be used; a bad page is a
    Refusal in the report.
    """
    stages = stages or Stages.real()
    show = progress or (lambda _: None)
    with Archive(archive) as store:
        run = _Run(store, stages, show)
        try:
            run.read(paths, processes, seconds)
        finally:
            _forget(store.path)
        stories = run.tell()
    return ReadReport(run.done, run.known, tuple(run.refused), stories)


@cache
def _known(archive: Path) -> Archive:
    """A worker's own view of the archive: it looks known pages up by itself, so that they cost a hash and no more."""
    return Archive(archive, read_only=True)


def _forget(archive: Path) -> None:
    """Lets go of that view where this process was its own worker."""
    if _known.cache_info().currsize:
        _known(archive).close()
        _known.cache_clear()


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a worker does with a path."""

    stages: Stages
    archive: Path

    def __call__(self, path: Path) -> _Outcome:
        page = self.stages.read_page(path)
        if isinstance(page, Refusal):
            return page
        if _known(self.archive).has_page(page.digest):
            return _Known()
        article = self.stages.extract(page)
        if isinstance(article, Refusal):
            return article
        coding = self.stages.code(self.stages.annotate(article.document(page.digest)))
        return _Reading(replace(page, data=b""), replace(article, lang=coding.annotation.document.lang), coding)


class _Run:
    """One run, and what it has done so far."""

    def __init__(self, store: Archive, stages: Stages, show: Callable[[Progress], None]) -> None:
        self.store, self.stages, self.show = store, stages, show
        self.done = self.known = 0
        self.refused: list[Refusal] = []

    def read(self, paths: Iterable[str | Path], processes: int | None, seconds: float) -> None:
        """Reads what the archive does not hold yet."""
        found = list(self.stages.find_pages(paths))
        for refusal in (item for item in found if isinstance(item, Refusal)):
            self._refuse(refusal)
        files = [item for item in found if isinstance(item, Path)]
        reader = _Reader(self.stages, self.store.path)
        outcomes = map_in_order(reader, files, processes=processes, chunk=CHUNK, seconds=seconds)
        for path, outcome in zip(files, outcomes, strict=True):
            self._keep(path, outcome)
            self.show(Progress("read", self.done + self.known + len(self.refused), len(found)))

    def _keep(self, path: Path, outcome: _Outcome | Failure[Path]) -> None:
        match outcome:
            case _Reading(page, article, coding):
                self._put(page, article, coding)
            case _Known():
                self.known += 1
            case Refusal():
                self._refuse(outcome)
            case Failure(_, why):
                self._refuse(Refusal(str(path), "failed", why))

    def _put(self, page: Page, article: Article, coding: Coding) -> None:
        if self.store.has_page(page.digest):  # the same bytes twice in one run
            self.known += 1
            return
        try:
            self.store.put_article(page, article, coding.annotation, coding)
            self.done += 1
        except EvidenceError as error:
            self._refuse(Refusal(page.input, "failed", str(error)))

    def _refuse(self, refusal: Refusal) -> None:
        self.store.put_refusal(refusal)
        self.refused.append(refusal)

    def tell(self) -> int:
        """Reckons the stories where they are stale; returns how many there are."""
        if self.store.stories_by() != SUMBER:
            placements = list(self.stages.group(self.store.documents()))
            self.store.set_stories(placements, self._tellings(placements), SUMBER)
        return self.store.counts()["stories"]

    def _tellings(self, placements: Iterable[Placement]) -> Iterator[Telling]:
        """One story at a time, so that no more than one story's articles are in memory."""
        placed: defaultdict[str, list[Placement]] = defaultdict(list)
        for placement in placements:
            placed[placement.story].append(placement)
        for number, (story, members) in enumerate(placed.items(), 1):
            codings = list(self.store.codings([placement.id for placement in members]))
            events = tuple(self.stages.same_events(codings, members))
            yield Telling(story, events, tuple(self.stages.find_disagreements(codings, members, events)))
            self.show(Progress("stories", number, len(placed)))
