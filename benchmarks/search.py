"""Search by words, by meaning, and by both, on invented reports that lie beside a checkout.

usage: python benchmarks/search.py [REPORTS_FOLDER] [-v]
       python benchmarks/search.py [REPORTS_FOLDER] --floors
       python benchmarks/search.py --scale ARTICLES

REPORTS_FOLDER holds stories.jsonl and stories_many.jsonl: 361 reports of 79 events in 18 languages, put into an archive of
their own. benchmarks/queries.jsonl asks for 40 of these events, in English, Indonesian and Spanish, and for 12 things that no
report is about. `recall` is the share of an event's reports among the first ten hits, `mrr` the reciprocal rank of the first of
them. `crossed` leaves out reports in the query's own language. `precision` is the share of hits that are reports of the event,
`none` how many of the 12 get no hit. The encoder learnt its story vectors on these reports, never on a query. -v prints every
query with the ranks of its reports.

--floors prints what the two limits of likeness in archive/queries/meaning.py let through: `precision` and `recall` of all hits.

--scale measures CPU seconds of a first and a later search in an archive of so many short articles with random vectors, each
hundredth of them near the queries.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from sumber.archive.queries.meaning import Meanings, query_vector
from sumber.archive.store import Archive
from sumber.archive.writing.putting import prepare
from sumber.reading.encoder.session import model_checksum
from sumber.stories.vectors import vector_of
from sumber.types import Annotation, Article, Coding, Document, Page

SHARED = Path(__file__).parents[2] / "shared/training"
INPUTS = "SELECT input FROM versions JOIN pages ON pages.version = versions.id ORDER BY number"  # numbers run from 1
QUERIES = Path(__file__).parent / "queries.jsonl"
Row = dict[str, Any]
Found = Callable[[str], Sequence[str]]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def reports_of(folder: Path) -> dict[str, Row]:
    """The reports by id."""
    return {row["id"]: row for name in ("stories", "stories_many") for row in rows_of(folder / f"{name}.jsonl")}


def document(row: Row) -> Document:
    """A report as the archive gets it."""
    return Document(row["id"], row["text"], row["lang"], row["date"], row["title"])


def put(archive: Archive, documents: Iterable[Document], vector: Callable[[Document], bytes]) -> None:
    """The documents as articles without facts; the page of each is named by its id."""
    articles = []
    for document in documents:
        page = Page(document.id, None, b"", document.id, "text/plain")
        article = Article(document.id, document.id, document.text, document.lang, None, document.title)
        empty = Annotation(document, (), (), (), ())
        articles.append(prepare(page, article, empty, Coding(empty, ()), (model_checksum(), vector(document))))
    archive.put_articles(articles)


def by_meaning_alone(archive: Archive) -> Found:
    """All reports that are near enough to a query, by the matrix itself."""
    meanings = Meanings()

    def find(query: str) -> list[str]:
        with archive._transaction() as connection:
            numbers = meanings.about(connection, query)
            inputs = list(connection.exec_driver_sql(INPUTS).scalars())
        return [inputs[number - 1] for number in numbers]

    return find


def figures(find: Found, queries: list[Row], reports: dict[str, Row], verbose: bool) -> Row:
    """What a way of searching finds."""
    kept: dict[str, list[float]] = {"recall": [], "mrr": [], "crossed_recall": [], "crossed_mrr": [], "precision": []}
    none = 0
    for query in queries:
        hits = find(query["query"])
        story = query["story"]
        if story is None:
            none += not hits
            continue
        right = [id for id, report in reports.items() if report["story"] == story]
        if verbose:
            print(query["query"], [hits.index(id) + 1 if id in hits else None for id in right], len(hits))
        own = {id for id in right if reports[id]["lang"] == query["lang"]}
        for prefix, aside in (("", set()), ("crossed_", own)):
            asked = [id for id in right if id not in aside]
            ranks = [rank for rank, id in enumerate((id for id in hits if id not in aside), 1) if id in asked]
            kept[f"{prefix}recall"].append(sum(rank <= 10 for rank in ranks) / len(asked))
            kept[f"{prefix}mrr"].append(1 / ranks[0] if ranks else 0.0)
        if hits:
            kept["precision"].append(sum(id in right for id in hits) / len(hits))
    return {name: round(fmean(values), 3) for name, values in kept.items()} | {"none": none}


def quality(folder: Path, file: Path, verbose: bool) -> None:
    """Print a line for each way of searching."""
    reports = reports_of(folder)
    queries = rows_of(QUERIES)
    with Archive(file) as archive:
        put(archive, map(document, reports.values()), vector_of)
        ways: dict[str, Found] = {
            "words": lambda query: [hit.source.input for hit in archive.search(query, meaning=False)],
            "meaning": by_meaning_alone(archive),
            "both": lambda query: [hit.source.input for hit in archive.search(query)],
        }
        for name, find in ways.items():
            print(json.dumps({"search": name, **figures(find, queries, reports, verbose)}), flush=True)


def floors(folder: Path, file: Path) -> None:
    """Print a line for each pair of limits."""
    reports = reports_of(folder)
    queries = rows_of(QUERIES)
    meanings = Meanings()
    with Archive(file) as archive:
        put(archive, map(document, reports.values()), vector_of)
        with archive._transaction() as connection:
            meanings.refresh(connection)
            stories = [reports[input]["story"] for input in connection.exec_driver_sql(INPUTS).scalars()]
    near = [meanings.nearest(query_vector(query["query"])) for query in queries]
    for share in (0.0, 0.5, 0.6, 0.7):
        for floor in (0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.34):
            right = shown = asked = none = 0
            for query, found in zip(queries, near, strict=True):
                hits = [number for number, cosine in found if cosine >= max(floor, share * found[0][1])]
                none += query["story"] is None and not hits
                if query["story"]:
                    right += sum(stories[number - 1] == query["story"] for number in hits)
                    shown, asked = shown + len(hits), asked + stories.count(query["story"])
            row = {
                "share": share,
                "floor": floor,
                "precision": round(right / max(1, shown), 3),
                "recall": round(right / asked, 3),
            }
            print(json.dumps(row | {"f1": round(2 * right / (shown + asked), 3), "none": none}))


def scale(articles: int, file: Path) -> None:
    """Print how long searches take: one that all articles hold the words of, one that few do, one that none does."""
    random = np.random.default_rng(0)
    queries = ("marchers", "town number 77", "port strike")
    near = np.mean([query_vector(query) for query in queries], axis=0)

    def vector(document: Document) -> bytes:
        noise = random.normal(scale=384**-0.5, size=384)
        return bytes((noise + (near if document.id.endswith("00") else 0)).astype("<f4").tobytes())

    with Archive(file) as archive:
        for first in range(0, articles, 1000):
            documents = (Document(f"{n:07}", f"Marchers met in town number {n}.") for n in range(first, first + 1000))
            put(archive, documents, vector)
    with Archive(file, read_only=True) as archive:
        for query, turn in ((query, turn) for query in queries for turn in ("first", "later")):
            started = time.process_time()
            hits = list(archive.search(query))
            seconds = round(time.process_time() - started, 3)
            both = sum(len(hit.found_by) == 2 for hit in hits)
            row = {"query": query, "turn": turn, "articles": articles, "hits": len(hits), "by_both": both}
            print(json.dumps(row | {"cpu_seconds": seconds}))


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(given[0]) if given else SHARED
        if "--floors" in sys.argv:
            floors(folder, Path(place) / "floors.db")
        elif "--scale" in sys.argv:
            scale(int(given[0]), Path(place) / "scale.db")
        else:
            quality(folder, Path(place) / "search.db", "-v" in sys.argv)
