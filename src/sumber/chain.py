"""The whole chain, from pages to an archive: `sumber read`.

Pages are read in worker processes, of this machine or of a Ray cluster, and written by this one, a transaction each, in the
order of the input. Whatever was committed before a kill stays and is not read again; stories are as if reckoned anew from all
articles, so that the order and number of runs never show in them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from sumber.archive.places import Place
from sumber.archive.store import CODINGS, Archive
from sumber.archive.telling import Teller
from sumber.archive.telling.resuming import Resume
from sumber.archive.telling.state import Telling
from sumber.archive.writing import storable
from sumber.archive.writing.putting import Prepared, prepare
from sumber.cluster import Cluster, open_workers
from sumber.errors import EvidenceError
from sumber.types import Annotation, Article, Coding, Disagreement, Document, Event, Page, Placement, Refusal
from sumber.workers import SECONDS, Failure, Processes, map_in_order

SUMBER = version("sumber")
CHUNK = 4  # pages handed to a worker at a time
COMMIT = 8  # articles of one transaction: what a kill may undo, some seconds' work
FEW = 256  # articles whose stories are told sooner than processes are begun
VECTORS = 32  # documents handed to a worker at a time where only vectors are computed


@dataclass(frozen=True, slots=True)
class Vectors:
    """Computes story vectors, once for each wording, with the model of that checksum. Picklable."""

    of: Callable[[Document], bytes]
    model: str


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of the chain. All but the last three before `vectors` run in worker processes and must be picklable. Without
    `vectors`, `group` gets documents without them."""

    find_pages: Callable[[Iterable[str | Path]], Iterable[Path | Refusal]]
    read_page: Callable[[Path], Page | Refusal]
    extract: Callable[[Page], Article | Refusal]
    annotate: Callable[[Document], Annotation]
    code: Callable[[Annotation], Coding]
    group: Resume
    same_events: Callable[[Sequence[Coding], Sequence[Placement]], Iterable[Event]]
    find_disagreements: Callable[[Sequence[Coding], Sequence[Placement], Sequence[Event]], Iterable[Disagreement]]
    vectors: Vectors | None = None

    @classmethod
    def real(cls) -> Stages:
        """Those of sumber; imported here, because they load models and word lists that no query needs."""
        from sumber.articles.extract import extract_page
        from sumber.events.code import code_annotation
        from sumber.pages.files import find_pages, read_page
        from sumber.reading.annotate import annotate_document
        from sumber.reading.encoder.session import model_checksum
        from sumber.stories.disagreements import find_disagreements
        from sumber.stories.events import same_events
        from sumber.stories.group import Grouper
        from sumber.stories.vectors import vector_of

        return cls(
            find_pages, read_page, extract_page, annotate_document, code_annotation, Grouper.resumed, same_events,
            find_disagreements, Vectors(vector_of, model_checksum()),
        )  # fmt: skip


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
    vector: tuple[str, bytes] | None


_Outcome = Refusal | _Known | _Reading
_Opened = Page | Refusal | _Known | Failure[Path]


def read(
    paths: Iterable[str | Path],
    archive: str | Place,
    processes: int | None = 0,
    progress: Callable[[Progress], None] | None = None,
    stages: Stages | None = None,
    seconds: float = SECONDS,
    ray: str | None = None,
) -> ReadReport:
    """Reads pages into an archive and reckons its stories. `processes` are workers, None for one a core; 0 reads in this
    process, without guard against pages that hang. `ray` is the address of a Ray cluster that works instead; see
    `cluster.open_workers` for that and its errors. Raises ArchiveError where the archive cannot be used; a bad page is a
    Refusal in the report.
    """
    stages = stages or Stages.real()
    show = progress or (lambda _: None)
    with Archive(archive) as store, open_workers(processes, ray, seconds) as workers:
        run = _Run(store, stages, show, workers)
        try:
            run.read(paths)
        finally:
            _forget(store.path)
        stories = run.tell()
    return ReadReport(run.done, run.known, tuple(run.refused), stories)


@cache
def _known(archive: Place) -> Archive:
    """A worker's own view of the archive: it looks known pages up by itself, so that they cost a hash and no more."""
    return Archive(archive, read_only=True)


def _forget(archive: Place) -> None:
    """Lets go of that view where this process was its own worker."""
    if _known.cache_info().currsize:
        _known(archive).close()
        _known.cache_clear()


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a worker does with a path or, where it has no such file, with what was opened for it."""

    stages: Stages
    archive: Place

    def __call__(self, given: Path | _Opened) -> _Outcome | Failure[Path]:
        opened = self.open(given) if isinstance(given, Path) else given
        return self._read(opened) if isinstance(opened, Page) else opened

    def open(self, path: Path) -> Page | Refusal | _Known:
        """The page at a path, where it is one that the archive does not hold."""
        page = self.stages.read_page(path)
        return _Known() if isinstance(page, Page) and _known(self.archive).has_page(page.digest) else page

    def _read(self, page: Page) -> Refusal | _Reading:
        article = self.stages.extract(page)
        if isinstance(article, Refusal):
            return article
        document = article.document(page.digest)
        coding = self.stages.code(self.stages.annotate(document))
        article = replace(article, lang=coding.annotation.document.lang)
        return _Reading(replace(page, data=b""), article, coding, self._vector(document))

    def _vector(self, document: Document) -> tuple[str, bytes] | None:
        """That of the title as the archive keeps it, so that it never matters who computed it."""
        if self.stages.vectors is None:
            return None
        kept = replace(document, title=document.title and storable(document.title))
        return self.stages.vectors.model, self.stages.vectors.of(kept)


_Part = list[tuple[str, list[Placement]]]
"""Stories that are told together, each with its placements."""


@dataclass(frozen=True, slots=True)
class _Teller:
    """What a worker does with some stories; it reads what was coded by itself."""

    teller: Teller
    archive: Place

    def __call__(self, part: _Part) -> list[Telling]:
        return list(self.tell(_known(self.archive), part))

    def tell(self, store: Archive, part: _Part) -> Iterator[Telling]:
        """The stories of a part, in their order."""
        ids = [placement.id for _, members in part for placement in members]
        codings = {coding.annotation.document.id: coding for coding in store.codings(ids)}
        wrong = store.left_out(ids)
        for story, members in part:
            yield self.teller.tell(story, members, [codings[placement.id] for placement in members], wrong)


class _Run:
    """One run, and what it has done so far."""

    def __init__(self, store: Archive, stages: Stages, show: Callable[[Progress], None], workers: Processes | Cluster) -> None:
        self.store, self.stages, self.show, self.workers = store, stages, show, workers
        self.done = self.known = 0
        self.refused: list[Refusal] = []
        self.waiting: list[Prepared] = []
        self.stale = {refusal.input for refusal in store.refusals()}
        """Refusals of earlier runs, of which nothing is known yet."""

    def read(self, paths: Iterable[str | Path]) -> None:
        """Reads what the archive does not hold yet."""
        given = list(paths)
        found = list(self.stages.find_pages(given))
        for refusal in (item for item in found if isinstance(item, Refusal)):
            self._refuse(refusal)
        self._accept(given)
        files = [item for item in found if isinstance(item, Path)]
        reader = _Reader(self.stages, self.store.path)
        opened: Iterable[Path | _Opened] = map_in_order(reader.open, files, processes=0) if self.workers.apart else files
        outcomes = self.workers.map(reader, opened, CHUNK)
        for path, outcome in zip(files, outcomes, strict=True):
            self._keep(path, outcome)
            if len(self.waiting) == COMMIT:
                self._commit()
            self.show(Progress("read", self.done + self.known + len(self.waiting) + len(self.refused), len(found)))
        self._commit()

    def _keep(self, path: Path, outcome: _Outcome | Failure[Any]) -> None:
        match outcome:
            case _Reading():
                self._prepare(outcome)
            case _Known():
                self.known += 1
                self._accept([path])
            case Refusal():
                self._refuse(outcome)
            case Failure(_, why):
                self._refuse(Refusal(str(path), "failed", why))

    def _prepare(self, read: _Reading) -> None:
        try:
            prepared = prepare(read.page, read.article, read.coding.annotation, read.coding, read.vector)
        except EvidenceError as error:
            self._refuse(Refusal(read.page.input, "failed", str(error)))
            return
        if why := self.store.unfit(prepared):
            self._refuse(Refusal(read.page.input, "failed", why))
        else:
            self.waiting.append(prepared)

    def _commit(self) -> None:
        """Writes what waits. Bytes that came twice in one run are known the second time."""
        new = self.store.put_articles(self.waiting) if self.waiting else 0
        self.done, self.known = self.done + new, self.known + len(self.waiting) - new
        self.waiting.clear()

    def _refuse(self, refusal: Refusal) -> None:
        self.store.put_refusal(refusal)
        self.stale.discard(storable(refusal.input))
        self.refused.append(refusal)

    def _accept(self, inputs: Iterable[str | Path]) -> None:
        """Takes back what earlier runs said of inputs that are none to refuse any more, though they bring no new page."""
        known = self.stale.intersection(storable(str(input)) for input in inputs)
        self.store.forget_refusals(known)
        self.stale -= known

    def tell(self) -> int:
        """Reckons the stories where they are stale, those of which something changed; returns how many there are."""
        if self.store.stories_by() != SUMBER:
            vectors = self.stages.vectors
            if vectors:
                self._compute(vectors)
            with self.store.regrouped(self.stages.group, SUMBER, vectors.model if vectors else None) as grouped:
                placements = self.store.replay(grouped.placements)
                keep = self.store.unchanged_stories(placements, SUMBER)
                self.store.set_stories(placements, self._tellings(placements, keep), SUMBER, keep, grouped)
        return self.store.counts()["stories"]

    def _compute(self, vectors: Vectors) -> None:
        """Vectors of articles that were read without them, or with another model. One that fails is left to `group`."""
        documents = list(self.store.without_vectors(vectors.model))
        found: dict[str, bytes] = {}
        answers = self.workers.map(vectors.of, documents, VECTORS)
        for document, answer in zip(documents, answers, strict=True):
            if not isinstance(answer, Failure):
                found[document.id] = answer
        if found:
            self.store.put_vectors(vectors.model, found)

    def _tellings(self, placements: Iterable[Placement], keep: Collection[str]) -> Iterator[Telling]:
        """Some stories at a time, so that no more than their articles are in memory."""
        placed: defaultdict[str, list[Placement]] = defaultdict(list)
        for placement in placements:
            if placement.story not in keep:
                placed[placement.story].append(placement)
        teller = _Teller(Teller(self.stages.same_events, self.stages.find_disagreements), self.store.path)
        parts = [[(story, placed[story]) for story in part] for part in _parts(placed)]
        number = 0
        for part, told in zip(parts, self._told(teller, parts), strict=True):
            # What a worker could not tell, which is given a minute, is told here.
            for telling in teller.tell(self.store, part) if isinstance(told, Failure) else told:
                number += 1
                yield telling
                self.show(Progress("stories", number, len(placed)))

    def _told(self, teller: _Teller, parts: list[_Part]) -> Iterator[Iterable[Telling] | Failure[_Part]]:
        """The stories of each part, by workers where they see the archive and there is work for them."""
        many = sum(len(members) for part in parts for _, members in part) > FEW
        if many and not self.workers.apart and not self.workers.here:
            yield from self.workers.map(teller, parts, 1)
        else:
            yield from (teller.tell(self.store, part) for part in parts)


def _parts(placed: Mapping[str, Sequence[Placement]]) -> Iterator[list[str]]:
    """Stories in stretches of about CODINGS articles, which are loaded together."""
    part: list[str] = []
    articles = 0
    for story, members in placed.items():
        if part and articles + len(members) > CODINGS:
            yield part
            part, articles = [], 0
        part.append(story)
        articles += len(members)
    if part:
        yield part
