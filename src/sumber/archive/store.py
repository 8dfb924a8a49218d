"""The archive: one file, or one database of a server, that keeps what was read, and answers from it. Safe to kill at any
moment: what was committed stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, cast

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, delete, insert, select

from sumber.archive import health, reckoned
from sumber.archive.answers import Check
from sumber.archive.database import backend_of, open_database, plain_errors
from sumber.archive.judgements import replay
from sumber.archive.judgements.regrouping import by_machine
from sumber.archive.judging import Judging
from sumber.archive.places import Place, place_of
from sumber.archive.queries.meaning import Meanings
from sumber.archive.questions import Questions
from sumber.archive.schema import PageRow, RefusalRow, StateRow, VectorRow, VersionRow
from sumber.archive.telling import resuming, state
from sumber.archive.telling.loading import DOCUMENT, current_codings
from sumber.archive.telling.state import Telling
from sumber.archive.telling.tallies import put_tallies
from sumber.archive.writing import putting, storable
from sumber.errors import ArchiveError, UsageError
from sumber.types import Coding, Document, Placement, Refusal, RefusalReason

CODINGS = 64  # articles whose codings are in memory at a time


class Archive(Judging, Questions):
    """A context manager over an archive: a file, or a database of PostgreSQL by its address (`postgresql://user@host/database`).
    With `read_only` it must exist and is never written. `path` tells where it is, never a password.

    Every method raises ArchiveError where it cannot be used as it is: missing, locked, damaged, of a newer sumber.
    """

    def __init__(self, path: str | Place, read_only: bool = False) -> None:
        self.path = place_of(path)
        self.read_only = read_only
        self._engine: Engine = open_database(self.path, read_only)
        self._writing = self._engine.execution_options(writes=True)
        self.meanings = Meanings()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of it; the last to close leaves a file as one, without journals beside it."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[Connection]:
        if writes and self.read_only:
            raise UsageError(f"{self.path} was opened only for reading.")
        with plain_errors(self.path), (self._writing if writes else self._engine).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in one read transaction, for the questions that the modules of this folder put to one."""
        with self._transaction() as connection:
            yield connection

    # What is read

    def has_page(self, digest: str) -> bool:
        """Was a page with this SHA-256 read already?"""
        with self._transaction() as connection:
            return connection.execute(select(PageRow.digest).where(PageRow.digest == digest)).first() is not None

    def unfit(self, article: putting.Prepared) -> str | None:
        """Why the archive cannot keep an article; None where it can."""
        longest = backend_of(self.path).longest
        if longest is None or not putting.too_long(article, longest):
            return None
        return f"an outlet, address or name is longer than an archive in PostgreSQL keeps: {longest:,} bytes"

    def put_articles(self, articles: Sequence[putting.Prepared]) -> int:
        """Keeps several articles with all their facts, in their order, in one transaction; returns how many pages were new. A
        page that is known changes nothing; other words at a known address become a new version."""
        with self._transaction(writes=True) as connection:
            return putting.put(connection, articles)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keeps the story vectors that the model of a checksum gave, by article."""
        with self._transaction(writes=True) as connection:
            of = select(VersionRow.article, VersionRow.id).where(VersionRow.current.is_(True))
            versions = {row.article: row.id for row in connection.execute(of)}
            rows = [{"version": versions[id], "model": model, "vector": vector} for id, vector in vectors.items()]
            putting.put_vectors(connection, rows)

    def put_refusal(self, refusal: Refusal) -> None:
        """Keeps why an input gave no article; the last word on each input stands."""
        longest = backend_of(self.path).longest
        input = storable(refusal.input)[-(longest or 0) // 4 :]  # the end tells which; a character takes four bytes at most
        row = {"input": input, "reason": refusal.reason, "detail": storable(refusal.detail)}
        with self._transaction(writes=True) as connection:
            statement = backend_of(connection).upsert(RefusalRow)
            connection.execute(statement.on_conflict_do_update(index_elements=["input"], set_=row), row)

    def forget_refusals(self, inputs: Collection[str]) -> None:
        """Takes back why these inputs gave no article."""
        if inputs:
            with self._transaction(writes=True) as connection:
                stale = delete(RefusalRow).where(RefusalRow.input == bindparam("asked"))
                connection.execute(stale, [{"asked": input} for input in inputs])

    # What is reckoned from it

    def documents(self, model: str | None = None) -> Iterator[Document]:
        """All articles in their current wording, in order of publication (those without a date last), as they are asked for;
        with the story vectors that the model of a checksum gave, where one is named."""
        with self._transaction() as connection:
            yield from _documents(connection, model)

    def without_vectors(self, model: str) -> Iterator[Document]:
        """The articles that have no story vector of the model of that checksum, in their current wording."""
        asked = select(*DOCUMENT).outerjoin(VectorRow, _vector_by(model))
        asked = asked.where(VersionRow.current.is_(True), VectorRow.version.is_(None)).order_by(VersionRow.number)
        with self._transaction() as connection, connection.execute(asked.execution_options(yield_per=50)) as rows:
            for row in rows:
                yield Document(*row)

    def regrouped(self, group: resuming.Resume, by: str, model: str | None) -> resuming.Regrouped:
        """What grouping all documents gives, begun where what an earlier run grouped has not changed since. `by` is the version
        of sumber."""
        with self._transaction() as connection:
            stood = resuming.standing(connection, f"{by} {model}")
            with resuming.known_state(connection, len(stood.placed)) as state:
                return resuming.regroup_all(stood, state, _documents(connection, model, len(stood.placed)), group)

    def codings(self, articles: Sequence[str]) -> Iterator[Coding]:
        """The codings of some articles, in that order. Raises UsageError for an unknown id."""
        with self._transaction() as connection:
            for part in reckoned.chunks(articles, CODINGS):
                yield from current_codings(connection, part)

    def left_out(self, articles: Sequence[str]) -> dict[tuple[str, str], set[int]]:
        """By article and layer ("events", "mentions", "quotes", "times"), the numbers of the facts that people judged wrong."""
        with self._transaction() as connection:
            return replay.left_out(connection, articles)

    def stories_by(self) -> str | None:
        """The version of sumber that reckoned the stories; None while an article has come since."""
        with self._transaction() as connection:
            return reckoned.reckoned_by(connection)

    def unchanged_stories(self, placements: Sequence[Placement], by: str) -> set[str]:
        """Stories that `set_stories` may keep: of which nothing changed since they were reckoned."""
        with self._transaction() as connection:
            return reckoned.unchanged(connection, reckoned.digests(connection, placements, by))

    def set_stories(
        self,
        placements: Sequence[Placement],
        tellings: Iterable[Telling],
        by: str,
        keep: Collection[str] = frozenset(),
        grouped: resuming.Regrouped | None = None,
    ) -> None:
        """Replaces stories, happenings and disagreements in one transaction, but for those of the stories to `keep`; `by` is
        the version of sumber, `grouped` where grouping stood, for the next run. Raises ArchiveError where a story to keep has
        changed meanwhile, or people judged of stories."""
        with self._transaction(writes=True) as connection:
            found = reckoned.digests(connection, placements, by)
            kept = reckoned.unchanged(connection, found).issuperset(keep)
            if not kept or replay.replay_placements(connection, map(by_machine, placements)) != list(placements):
                raise ArchiveError(f"{self.path} was written by another program meanwhile; run the command again.")
            state.clear(connection, keep)
            state.put_placements(connection, [placement for placement in placements if placement.story not in keep])
            for telling in tellings:
                state.put_telling(connection, telling)
            put_tallies(connection, sorted({placement.story for placement in placements}.difference(keep)))
            reckoned.put_digests(connection, {story: digest for story, digest in found.items() if story not in keep})
            replay.replay_disagreements(connection)
            if grouped:
                resuming.put_stands(connection, grouped)
            connection.execute(delete(StateRow).where(StateRow.key == "stories"))
            connection.execute(insert(StateRow), {"key": "stories", "value": by})
            backend_of(connection).learn_statistics(connection)

    # What is told of it

    def refusals(self) -> Iterator[Refusal]:
        """All inputs that gave no article, with the reason."""
        asked = select(RefusalRow.input, RefusalRow.reason, RefusalRow.detail).order_by(RefusalRow.reason, RefusalRow.input)
        with self._transaction() as connection, connection.execute(asked.execution_options(yield_per=100)) as rows:
            for row in rows:
                yield Refusal(row.input, cast(RefusalReason, row.reason), row.detail)

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self._transaction() as connection:
            return health.counts(connection)

    def healthy(self) -> tuple[Check, ...]:
        """The examinations of `sumber doctor`: the file, its references, the index, and every quoted span."""
        with self._transaction() as connection:
            return tuple(health.checks(connection))

    def dump(self) -> Iterator[str]:
        """Every row as a line, in a fixed order."""
        with self._transaction() as connection:
            yield from health.dump(connection)


def _vector_by(model: str | None) -> ColumnElement[bool]:
    return (VectorRow.version == VersionRow.id) & (VectorRow.model == model)


def _documents(connection: Connection, model: str | None, skip: int = 0) -> Iterator[Document]:
    asked = select(*DOCUMENT).add_columns(VectorRow.vector).where(VersionRow.current.is_(True)).order_by(*reckoned.IN_ORDER)
    asked = asked.outerjoin(VectorRow, _vector_by(model)).offset(skip).execution_options(yield_per=50)
    with connection.execute(asked) as rows:
        for row in rows:
            yield Document(*row)
