"""The archive: one file that keeps what was read, and answers from it. Safe to kill at any moment: what was committed stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast, get_args

from sqlalchemy import Connection, Engine, delete, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from sumber.archive import article_queries, health, queries, state, story_queries
from sumber.archive.answers import (
    ArticleAnswer,
    Check,
    EventAnswer,
    Explanation,
    SearchHit,
    Source,
    StoryAnswer,
    StoryLine,
)
from sumber.archive.database import open_database, plain_errors
from sumber.archive.explain import explanations
from sumber.archive.identity import identifier, same_address
from sumber.archive.loading import load_coding
from sumber.archive.schema import ArticleRow, EntityRow, PageRow, RefusalRow, StateRow, VersionRow
from sumber.archive.state import Telling
from sumber.archive.words import index_form
from sumber.archive.writing import VersionRows, article_row, moment, storable
from sumber.errors import UsageError
from sumber.events.ontology import event_types
from sumber.types import Annotation, Article, Coding, Document, Page, Placement, Refusal, RefusalReason, Status

DOCUMENT = tuple(getattr(VersionRow, name) for name in ("article", "text", "lang", "published", "title", "outlet", "credits"))


class Archive:
    """A context manager over an archive file. With `read_only` the file must exist and is never written.

    Every method raises ArchiveError where the file cannot be used as it is: missing, locked, damaged, of a newer sumber.
    """

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._engine: Engine = open_database(self.path, read_only)
        self._writing = self._engine.execution_options(writes=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; the last to close leaves it as one file, without journals beside it."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[Connection]:
        if writes and self.read_only:
            raise UsageError(f"{self.path} was opened only for reading.")
        with plain_errors(self.path), (self._writing if writes else self._engine).begin() as connection:
            yield connection

    # What is read

    def has_page(self, digest: str) -> bool:
        """Was a page with this SHA-256 read already?"""
        with self._transaction() as connection:
            return connection.execute(select(PageRow.digest).where(PageRow.digest == digest)).first() is not None

    def put_article(self, page: Page, article: Article, annotation: Annotation, coding: Coding) -> str:
        """Keeps a page's article with all its facts, in one transaction; returns the article's id. A page that is known changes
        nothing; other words at a known address become a new version. Raises EvidenceError where a fact does not quote the text.
        """
        address = same_address(article.url or page.url)
        id = identifier("art", address or page.digest)
        version = identifier("ver", id, article.title or "", article.text)
        with self._transaction(writes=True) as connection:
            connection.execute(delete(RefusalRow).where(RefusalRow.input == storable(page.input)))
            if connection.execute(select(PageRow.digest).where(PageRow.digest == page.digest)).first():
                return id
            connection.execute(upsert(ArticleRow).values(id=id, address=address).on_conflict_do_nothing())
            if not connection.execute(select(VersionRow.id).where(VersionRow.id == version)).first():
                self._put_version(connection, page, article_row(article, version, id) | {"contexts": coding.contexts})
                facts = VersionRows(version, article.text)
                facts.add(annotation, coding.events)
                self._put_facts(connection, facts)
                connection.execute(delete(StateRow).where(StateRow.key == "stories"))
            row = {"digest": page.digest, "input": storable(page.input), "url": page.url and storable(page.url)}
            row |= {"fetched_at": page.fetched_at, "media_type": page.media_type, "version": version}
            connection.execute(insert(PageRow), row)
        return id

    @staticmethod
    def _put_version(connection: Connection, page: Page, row: dict[str, Any]) -> None:
        """The later of two wordings is current: by what the page says of itself, then when it was fetched, then when read."""
        fetched = select(func.max(PageRow.fetched_at)).where(PageRow.version == VersionRow.id).scalar_subquery()
        columns = (VersionRow.id, VersionRow.published, VersionRow.modified, fetched.label("fetched"))
        of = (VersionRow.article == row["article"], VersionRow.current.is_(True))
        before = connection.execute(select(*columns).where(*of)).one_or_none()
        key = (moment(row["modified"] or row["published"]) or "", page.fetched_at or "")
        later = before is None or key >= (moment(before.modified or before.published) or "", before.fetched or "")
        if before is not None and later:
            connection.execute(update(VersionRow).where(VersionRow.id == before.id).values(current=False))
        number = connection.execute(insert(VersionRow).returning(VersionRow.number), row | {"current": later}).scalar_one()
        words = {"number": number, "title": index_form(row["title"]), "text": index_form(row["text"])}
        connection.execute(text("INSERT INTO search (rowid, title, text) VALUES (:number, :title, :text)"), words)

    @staticmethod
    def _put_facts(connection: Connection, facts: VersionRows) -> None:
        if facts.entities:
            statement = upsert(EntityRow)
            changed = {name: statement.excluded[name] for name in ("name", "kind", "country", "sectors", "aliases")}
            rows = [facts.entities[id] for id in sorted(facts.entities)]
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed), rows)
        for table, rows in facts.rows.items():
            connection.execute(insert(table), rows)

    def put_refusal(self, refusal: Refusal) -> None:
        """Keeps why an input gave no article; the last word on each input stands."""
        row = {"input": storable(refusal.input), "reason": refusal.reason, "detail": storable(refusal.detail)}
        statement = upsert(RefusalRow)
        with self._transaction(writes=True) as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["input"], set_=row), row)

    # What is reckoned from it

    def documents(self) -> Iterator[Document]:
        """All articles in their current wording, in order of publication (those without a date last), as they are asked for."""
        order = (VersionRow.moment.is_(None), VersionRow.moment, VersionRow.article)
        asked = select(*DOCUMENT).where(VersionRow.current.is_(True)).order_by(*order).execution_options(yield_per=50)
        with self._transaction() as connection:
            for row in connection.execute(asked):
                yield Document(*row)

    def codings(self, articles: Sequence[str]) -> Iterator[Coding]:
        """The codings of some articles, in that order. Raises UsageError for an unknown id."""
        with self._transaction() as connection:
            for article in articles:
                asked = select(VersionRow.id, *DOCUMENT).where(VersionRow.current.is_(True), VersionRow.article == article)
                row = connection.execute(asked).one_or_none()
                if row is None:
                    raise UsageError(f"The archive has no article {article}.")
                yield load_coding(connection, row.id, Document(*row[1:]))

    def stories_by(self) -> str | None:
        """The version of sumber that reckoned the stories; None while an article has come since."""
        with self._transaction() as connection:
            return connection.execute(select(StateRow.value).where(StateRow.key == "stories")).scalar()

    def set_stories(self, placements: Iterable[Placement], tellings: Iterable[Telling], by: str) -> None:
        """Replaces all stories, happenings and disagreements in one transaction; `by` is the version of sumber."""
        with self._transaction(writes=True) as connection:
            state.clear(connection)
            state.put_placements(connection, placements)
            for telling in tellings:
                state.put_telling(connection, telling)
            connection.execute(delete(StateRow).where(StateRow.key == "stories"))
            connection.execute(insert(StateRow), {"key": "stories", "value": by})

    # What is asked

    def stories(
        self,
        limit: int | None = None,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
        lang: str | None = None,
    ) -> Iterator[StoryLine]:
        """Stories, those last written about first. Days are ISO 8601 (UsageError otherwise)."""  # fmt: skip
        _check_days(since, until)
        with self._transaction() as connection:
            yield from story_queries.story_lines(connection, since, until, lang, limit, offset)

    def story(self, id: str) -> StoryAnswer:
        """One story whole. Raises UsageError for an unknown id."""
        with self._transaction() as connection:
            found = story_queries.story_answer(connection, id)
        if found is None:
            raise UsageError(f"The archive has no story {id}.")
        return found

    def events(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        status: str | None = None,
        copies: bool = True,
        story: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[EventAnswer]:
        """Event mentions that fit every filter, latest first. `actor` and `recipient` are a piece of a name, an alpha-3 country
        or an entity's id; `country` that of any party or the place; without `copies` those of reprints are left out.
        """  # fmt: skip
        _check_events(since, until, type, status)
        asked = queries.select_events(actor, recipient, type, country, since, until, status, copies, story)
        with self._transaction() as connection:
            yield from queries.event_answers(connection, asked.limit(limit).offset(offset))

    def search(self, words: str, limit: int | None = 20, offset: int = 0) -> Iterator[SearchHit]:
        """Articles that hold all the words ("in quotes" as a phrase, `begin*` for a beginning), best first."""
        with self._transaction() as connection:
            yield from queries.search_hits(connection, words, limit, offset)

    def articles(self, limit: int | None = None, offset: int = 0) -> Iterator[Source]:
        """All articles in order of publication."""
        with self._transaction() as connection:
            for row in connection.execute(queries.current_sources().limit(limit).offset(offset)):
                yield queries.source_of(row)

    def whole_articles(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        status: str | None = None,
        lang: str | None = None,
        copies: bool = True,
        limit: int | None = None,
    ) -> Iterator[ArticleAnswer]:
        """Articles with their text, latest first: published between the days, in the language, and telling an event that fits
        the other filters, which are those of `events`."""
        _check_events(since, until, type, status)
        events = queries.select_events(actor, recipient, type, country, status=status)
        asked = article_queries.select_articles(since, until, lang, copies)
        if any((actor, recipient, type, country, status)):
            asked = article_queries.telling(asked, events)
        with self._transaction() as connection:
            yield from article_queries.article_answers(connection, asked.limit(limit))

    def explain(self, id: str) -> tuple[Explanation, ...]:
        """The chain behind a fact: words, sentence, article, page; for a happening, the chain of each mention of it.
        Raises UsageError for an unknown id."""
        with self._transaction() as connection:
            found = tuple(explanations(connection, id))
        if not found:
            raise UsageError(f"The archive has no fact {id}.")
        return found

    def refusals(self) -> Iterator[Refusal]:
        """All inputs that gave no article, with the reason."""
        asked = select(RefusalRow.input, RefusalRow.reason, RefusalRow.detail).order_by(RefusalRow.reason, RefusalRow.input)
        with self._transaction() as connection:
            for row in connection.execute(asked.execution_options(yield_per=100)):
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


def _check_events(since: str | None, until: str | None, type: str | None, status: str | None) -> None:
    _check_days(since, until)
    if type is not None and type.strip().upper() not in event_types():
        raise UsageError(f"There is no type {type!r}; there are {', '.join(event_types())}.")
    if status is not None and status not in get_args(Status):
        raise UsageError(f"There is no status {status!r}; there are {', '.join(get_args(Status))}.")


def _check_days(*days: str | None) -> None:
    for day in days:
        try:
            if day is not None and date.fromisoformat(day).isoformat() != day:  # days are compared as strings
                raise ValueError(day)
        except ValueError as error:
            raise UsageError(f"{day!r} is no day; write it as 2026-03-05.") from error
