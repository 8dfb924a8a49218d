"""The stages as functions over streams, by the names of the commands: extract, annotate, code, group, similar.

Each takes a stream and gives a stream with one answer for each input, in order. An input that cannot be answered gives a
Refusal in its place. Refusals among the inputs (a row that could not be parsed) pass through.

`processes` is the number of worker processes, None for one a core. The default, 0, works in the calling process: it needs no
`if __name__ == "__main__"`, but has no guard against an input that hangs. `ray` is the address of a Ray cluster that works
instead; see `sumber.cluster.open_workers`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sumber.articles.extract import extract_page
from sumber.articles.learned import Learned
from sumber.cluster import open_workers
from sumber.events.code import code_annotation
from sumber.events.confidence import DEFAULT_CONFIDENCE
from sumber.pages.files import find_pages, read_page
from sumber.reading.annotate import annotate_document
from sumber.stories.group import group as group_documents
from sumber.stories.similarity import similarities
from sumber.types import Annotation, Article, Coding, Document, Placement, Refusal
from sumber.workers import Failure

Item = TypeVar("Item")
Answer = TypeVar("Answer")
DIGITS = 6
"""Of a score behind the point: more would tell processors apart, not pairs."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to extract and, where known, the address it was saved from."""

    path: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to compare."""

    id: str
    a: Document
    b: Document


@dataclass(frozen=True, slots=True)
class Similarity:
    """How surely both documents of a pair report the same story, in 0..1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class _Coder:
    """Reads and codes a document; an object of its own so that worker processes get the threshold with it."""

    min_confidence: float

    def __call__(self, document: Document | Refusal) -> Coding | Refusal:
        if isinstance(document, Refusal):
            return document
        return code_annotation(annotate_document(document), min_confidence=self.min_confidence)


def extract(
    sources: Iterable[str | Path | Source | Refusal],
    *,
    processes: int | None = 0,
    positions: bool = False,
    furniture: Learned | None = None,
) -> Iterator[Article | Refusal]:
    """The article of each page; a folder stands for the pages in it. With `positions` each paragraph's bytes come along;
    `furniture` are lines that sumber.articles.learned learned of outlets."""
    extractor = _Extractor(positions, furniture)
    return _each(
        extractor, _files(sources), processes, None, chunk=4, name=lambda s: s.input if isinstance(s, Refusal) else s.path
    )


def annotate(
    documents: Iterable[Document | Refusal], *, processes: int | None = 0, ray: str | None = None
) -> Iterator[Annotation | Refusal]:
    """Sentences, names, times and quotes of each document."""
    return _each(_annotate, documents, processes, ray, chunk=8, name=_document_name)


def code(
    documents: Iterable[Document | Refusal],
    *,
    min_confidence: float = DEFAULT_CONFIDENCE,
    processes: int | None = 0,
    ray: str | None = None,
) -> Iterator[Coding | Refusal]:
    """The PLOVER events of each document; those less sure than `min_confidence` are not told."""
    return _each(_Coder(min_confidence), documents, processes, ray, chunk=8, name=_document_name)


def group(documents: Iterable[Document | Refusal]) -> Iterator[Placement | Refusal]:
    """The story, copy and origin of each document, which come in the order of the stream."""
    waiting: deque[Refusal | None] = deque()
    for placement in group_documents(_sift(documents, waiting)):
        while (refusal := waiting.popleft()) is not None:
            yield refusal
        yield placement
    yield from (refusal for refusal in waiting if refusal is not None)


def similar(pairs: Iterable[Pair | Refusal]) -> Iterator[Similarity | Refusal]:
    """How surely both documents of each pair report the same story."""
    waiting: deque[Refusal | str] = deque()
    for score in similarities((pair.a, pair.b) for pair in _pairs(pairs, waiting)):
        while isinstance(first := waiting.popleft(), Refusal):
            yield first
        yield Similarity(first, round(score, DIGITS))
    yield from (refusal for refusal in waiting if isinstance(refusal, Refusal))


def _sift(documents: Iterable[Document | Refusal], waiting: deque[Refusal | None]) -> Iterator[Document]:
    """The documents alone; `waiting` remembers where the refusals stood."""
    for document in documents:
        if isinstance(document, Refusal):
            waiting.append(document)
        else:
            waiting.append(None)
            yield document


def _pairs(pairs: Iterable[Pair | Refusal], waiting: deque[Refusal | str]) -> Iterator[Pair]:
    for pair in pairs:
        if isinstance(pair, Refusal):
            waiting.append(pair)
        else:
            waiting.append(pair.id)
            yield pair


def _files(sources: Iterable[str | Path | Source | Refusal]) -> Iterator[Source | Refusal]:
    for source in sources:
        if isinstance(source, Refusal):
            yield source
            continue
        path, url = (source.path, source.url) if isinstance(source, Source) else (source, None)
        for found in find_pages([path]):
            yield found if isinstance(found, Refusal) else Source(str(found), url)


@dataclass(frozen=True, slots=True)
class _Extractor:
    """Reads a page and extracts it; an object of its own so that worker processes get the options with it."""

    positions: bool
    furniture: Learned | None

    def __call__(self, source: Source | Refusal) -> Article | Refusal:
        if isinstance(source, Refusal):
            return source
        page = read_page(Path(source.path), source.url)
        if isinstance(page, Refusal):
            return page
        return extract_page(page, positions=self.positions, furniture=self.furniture)


def _annotate(document: Document | Refusal) -> Annotation | Refusal:
    return document if isinstance(document, Refusal) else annotate_document(document)


def _document_name(document: Document | Refusal) -> str:
    return document.input if isinstance(document, Refusal) else document.id


def _each(
    function: Callable[[Item], Answer],
    items: Iterable[Item],
    processes: int | None,
    ray: str | None,
    *,
    chunk: int,
    name: Callable[[Item], str],
) -> Iterator[Answer | Refusal]:
    with open_workers(processes, ray) as workers:
        for answer in workers.map(function, items, chunk):
            yield Refusal(name(answer.item), "failed", answer.why) if isinstance(answer, Failure) else answer
