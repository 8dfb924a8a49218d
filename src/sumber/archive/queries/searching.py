"""Search: articles that hold the words asked for and articles about what was asked for, in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Any

from sqlalchemy import Connection, Row, select

from sumber.archive.answers import SearchHit, Words
from sumber.archive.database import backend_of
from sumber.archive.queries import current_sources, source_of, words_of
from sumber.archive.queries.meaning import Meanings
from sumber.archive.reckoned import chunks
from sumber.archive.schema import SentenceRow, VersionRow
from sumber.archive.words import Sought, match_query

SNIPPET = 240  # characters of a search hit's snippet: three lines of a terminal
RANK = 60  # of reciprocal rank fusion: how little the first ranks stand out (Cormack, Clarke and Büttcher 2009)
PART = 100  # hits whose articles are fetched together
POOL = 1000  # hits by words that are fused: sorting all that hold a common word costs more than they are worth

# Hits that are weighed, those read last; words that stand in everything tell none apart.
WEIGHED = 2_000


def asks_meaning(query: str) -> bool:
    """May a query be answered by meaning? Quotes and stars ask for the very words; without a word there is no meaning."""
    return not {'"', "*"} & set(query) and match_query(query) is not None


def search_hits(
    connection: Connection, query: str, limit: int | None, offset: int, meanings: Meanings | None = None
) -> Iterator[SearchHit]:
    """Articles whose current wording holds all words asked for (BM25, the title weighing five times the text; of more than
    WEIGHED hits those read earlier come behind the others, latest first) and, with `meanings`, those near enough to what a
    query means that does not ask for the very words; best first."""
    if match_query(query) is None:
        return
    about = meanings.about(connection, query) if meanings and asks_meaning(query) else ()
    found: Iterable[tuple[int, tuple[str, ...]]]
    if about:
        found = _fused(connection, query, about)
    else:
        found = ((number, ("words",)) for number in _hits(connection, query))
    shown, sought = list(islice(found, offset, None if limit is None else offset + limit)), Sought(query)
    asked = current_sources().add_columns(VersionRow.text.label("body"), VersionRow.id.label("version"), VersionRow.number)
    for part in chunks(shown, PART):
        numbers = [number for number, _ in part]
        rows = {row.number: row for row in connection.execute(asked.where(VersionRow.number.in_(numbers)))}
        for number, found_by in part:
            yield _hit(connection, sought, rows[number], found_by)


def _hits(connection: Connection, query: str) -> Iterator[int]:
    """The numbers of the versions found, the older ones of many only when somebody goes on to them."""
    index = backend_of(connection)
    yield from index.best(connection, query, WEIGHED)
    yield from index.others(connection, query, WEIGHED)


def _fused(connection: Connection, query: str, about: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Both rankings as one: of that by words the first POOL, and what of the other holds the words; then the rest of it."""
    there = select(VersionRow.number).where(VersionRow.number.in_(about), VersionRow.current.is_(True))
    current = set(connection.execute(there).scalars())
    near = [number for number in about if number in current]
    pool = list(islice(_hits(connection, query), POOL))
    whole = len(pool) < POOL
    if not whole:
        holding = set(connection.execute(backend_of(connection).holding(query, near)).scalars())
        pool += [number for number in near if number in holding.difference(pool)]
    fused = fuse(pool, near)
    yield from fused
    if not whole:
        seen = {number for number, _ in fused}
        yield from ((number, ("words",)) for number in islice(_hits(connection, query), POOL, None) if number not in seen)


def fuse(by_words: Sequence[int], by_meaning: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
    """Two rankings as one, by reciprocal rank; each with the rankings that it stands in. Of equals the one found by words, or
    better by words, comes first."""
    scores: defaultdict[int, float] = defaultdict(float)
    found_by: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for name, ranking in (("words", by_words), ("meaning", by_meaning)):
        for rank, number in enumerate(ranking, 1):
            scores[number] += 1 / (RANK + rank)
            found_by[number] += (name,)
    # Sorting keeps the order in which numbers came, that of words before that of meaning.
    return [(number, found_by[number]) for number in sorted(scores, key=lambda number: -scores[number])]


def _hit(connection: Connection, sought: Sought, row: Row[Any], found_by: tuple[str, ...]) -> SearchHit:
    """The hit of a version: what was found by meaning alone shows its first sentence, which is nearest to the query 37 times
    out of 40 and costs nothing."""
    if "words" in found_by:
        snippet, inside = _snippet(row.body, sought)
        return SearchHit(source_of(row), snippet, inside, tuple(sought.found_in(row.title or "")), found_by)
    return SearchHit(source_of(row), _lead(connection, row.version, row.body), (), (), found_by)


def _lead(connection: Connection, version: str, body: str) -> Words:
    first = select(SentenceRow.start, SentenceRow.end, SentenceRow.text).where(SentenceRow.version == version)
    row = connection.execute(first.order_by(SentenceRow.ordinal).limit(1)).first()
    return words_of(row) if row and row.end - row.start <= SNIPPET else _snippet(body)[0]


def _snippet(body: str, sought: Sought | None = None) -> tuple[Words, tuple[tuple[int, int], ...]]:
    """The stretch from just before the first word found (or the beginning), cut between words, and what is found inside."""
    found = sought.found_in(body) if sought else iter(())
    at_first = next(found, (0, 0))
    first = at_first[0]
    start = max(0, first - SNIPPET // 4)
    start = body.find(" ", start, first) + 1 or start if start else 0
    end = min(len(body), start + SNIPPET)
    if end < len(body):
        end = max(body.rfind(" ", first + 1, end), 0) or end
    spans = [at_first, *takewhile(lambda span: span[0] < end, found)]
    inside = tuple((low - start, high - start) for low, high in spans if start <= low < high <= end)
    return Words(start, end, body[start:end]), inside
