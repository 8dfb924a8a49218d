"""What changed from wording to wording: pages that were edited, and reprints of what others wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, starmap
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select
from sqlalchemy.orm import aliased

from sumber.archive.answers import Changes, Edit, Rewording, Source, Words
from sumber.archive.answers.article import ArticleHistory, Reprint, Wording
from sumber.archive.queries import current_sources, source_of
from sumber.archive.reckoned import chunks
from sumber.archive.schema import PageRow, PlacementRow, SentenceRow, VersionRow
from sumber.archive.writing import moment
from sumber.stories.changes import changes_between, same_words
from sumber.types import Span

_other = aliased(PageRow)


@dataclass(frozen=True, slots=True)
class _Text:
    """A wording's title and sentences."""

    title: str | None
    sentences: tuple[Span, ...]


class _Wordings:
    """The wordings of some articles, each article's from the first to the current one, and what changed between them."""

    def __init__(self, connection: Connection, articles: Iterable[str]) -> None:
        self.rows: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        self._texts: dict[str, _Text] = {}
        for part in chunks(sorted(set(articles))):
            for row in connection.execute(_versions().where(VersionRow.article.in_(part))):
                self.rows[row.article].append(row)
        for rows in self.rows.values():
            rows.sort(
                key=lambda row: (row.current, moment(row.modified or row.published) or "", row.fetched_at or "", row.number)
            )
        self._read(connection)

    def _read(self, connection: Connection) -> None:
        titles = {row.id: row.title for rows in self.rows.values() for row in rows}
        found: defaultdict[str, list[Span]] = defaultdict(list)
        columns = (SentenceRow.version, SentenceRow.start, SentenceRow.end, SentenceRow.text)
        for part in chunks(sorted(titles)):
            asked = select(*columns).where(SentenceRow.version.in_(part)).order_by(SentenceRow.version, SentenceRow.ordinal)
            for row in connection.execute(asked):
                found[row.version].append(Span(row.start, row.end, row.text))
        self._texts = {id: _Text(title, tuple(found[id])) for id, title in titles.items()}

    def between(self, earlier: str, later: str) -> Changes:
        """The changes from one wording to another."""
        return _changes(self._texts[earlier], self._texts[later])

    def reprinted(self, original: str, copy: str) -> Changes:
        """What the current wording of a copy changed: of that wording of the original that it is nearest to."""
        later = self.rows[copy][-1].id
        found = [self.between(row.id, later) for row in self.rows[original]]
        return max(reversed(found), key=lambda changes: (round(changes.kept, 3), -len(changes.added)))


def _versions() -> Select[Any]:
    columns = ("number", "id", "article", "current", "title", "published", "modified")
    # Of several pages with one wording, that with the least digest: the same in any archive of the same pages.
    least = select(func.min(_other.digest)).where(_other.version == VersionRow.id).correlate(VersionRow).scalar_subquery()
    page = (PageRow.digest, PageRow.input, PageRow.fetched_at)
    return select(*(getattr(VersionRow, name) for name in columns), *page).join(PageRow, PageRow.digest == least)


def _changes(earlier: _Text, later: _Text) -> Changes:
    found = changes_between(earlier.sentences, later.sentences)
    retitled = None if same_words(earlier.title, later.title) else earlier.title
    edits = tuple(Edit(_words(before), _words(after)) for before, after in found.edited)
    return Changes(round(found.kept, 3), retitled, tuple(map(_words, found.added)), tuple(map(_words, found.dropped)), edits)


def _words(span: Span) -> Words:
    return Words(span.start, span.end, span.text)


def rewordings(connection: Connection, story: str) -> Iterator[Rewording]:
    """What the reprints of a story and its edited pages changed, in order of the articles' ids."""
    asked = select(PlacementRow.article, PlacementRow.copy_of).where(PlacementRow.story == story).order_by(PlacementRow.article)
    placed = {row.article: row.copy_of for row in connection.execute(asked)}
    edited = _edited(connection, story)
    wanted = {*edited, *(id for pair in placed.items() if pair[1] for id in pair)}
    known = _Wordings(connection, wanted)
    for article, original in placed.items():
        if article in edited:
            rows = known.rows[article]
            yield Rewording(article, None, len(rows), known.between(rows[0].id, rows[-1].id))
        if original:
            yield _reprint(known, article, original)


def reprints(connection: Connection, copies: Mapping[str, str]) -> Iterator[Rewording]:
    """What articles changed of those that they reprint, which stand behind them in `copies`, in its order."""
    known = _Wordings(connection, {*copies, *copies.values()})
    return (_reprint(known, copy, original) for copy, original in copies.items())


def _reprint(known: _Wordings, copy: str, original: str) -> Rewording:
    return Rewording(copy, original, len(known.rows[copy]), known.reprinted(original, copy))


def _edited(connection: Connection, story: str) -> set[str]:
    """The articles of a story that have had more than one wording."""
    asked = select(VersionRow.article).join(PlacementRow, PlacementRow.article == VersionRow.article)
    found = asked.where(PlacementRow.story == story).group_by(VersionRow.article).having(func.count() > 1)
    return set(connection.execute(found).scalars())


def article_history(connection: Connection, id: str, reprints: int | None = None) -> ArticleHistory | None:
    """One article through time, with so many of its reprints at most; None where there is none of this id."""
    related = list(_related(connection, id))
    copies = [source.article for source in related if source.copy_of == id][:reprints]
    sources = {source.article: source for source in related if source.copy_of != id or source.article in copies}
    own = sources.get(id)
    if own is None:
        return None
    known = _Wordings(connection, sources)
    rows = known.rows[id]
    changes = [None, *(known.between(last.id, row.id) for last, row in pairwise(rows))]
    wordings = tuple(starmap(_wording, zip(rows, changes, strict=True)))
    original = sources.get(own.copy_of or "")
    text = connection.execute(select(VersionRow.text).where(VersionRow.id == rows[-1].id)).scalar_one()
    return ArticleHistory(
        own, text, wordings, original, known.reprinted(original.article, id) if original else None,
        tuple(Reprint(source, known.reprinted(id, source.article)) for source in sources.values() if source.copy_of == id),
    )  # fmt: skip


def _wording(row: Row[Any], changes: Changes | None) -> Wording:
    return Wording(row.id, row.current, row.title, row.published, row.modified, row.input, row.digest, row.fetched_at, changes)


def _related(connection: Connection, id: str) -> Iterator[Source]:
    """The sources of an article, of what it reprints, and of its reprints, in order of publication."""
    above = select(PlacementRow.copy_of).where(PlacementRow.article == id)
    there = or_(VersionRow.article == id, VersionRow.article.in_(above), PlacementRow.copy_of == id)
    return map(source_of, connection.execute(current_sources().where(there)))
