"""Questions to an archive, each one function on a connection. What a person types only ever travels as a bound parameter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, text

from sumber.archive.answers import Count, EventAnswer, Party, SearchHit, Source, Time, Words
from sumber.archive.schema import (
    EventMemberRow,
    EventMentionRow,
    PageRow,
    PlacementRow,
    QuantityRow,
    RoleRow,
    SentenceRow,
    TimeRow,
    VersionRow,
)
from sumber.archive.words import fold, found_at, match_query

SNIPPET = 240  # characters of a search hit's snippet: three lines of a terminal

RowLike = Row[Any] | Row[int, int, str]
_page = select(func.min(PageRow.input)).where(PageRow.version == VersionRow.id).correlate(VersionRow).scalar_subquery()
SOURCE = (
    VersionRow.article,
    VersionRow.title,
    VersionRow.outlet,
    VersionRow.published,
    VersionRow.lang,
    VersionRow.credits,
    VersionRow.url,
    _page.label("input"),
    PlacementRow.story,
    PlacementRow.origin,
    PlacementRow.copy_of,
    PlacementRow.translation_of,
)


def words_of(row: RowLike, prefix: str = "") -> Words:
    """The words in a row's columns."""
    columns = row._mapping
    return Words(columns[f"{prefix}start"], columns[f"{prefix}end"], columns[f"{prefix}text"])


def source_of(row: RowLike) -> Source:
    """The source in a row that selects SOURCE."""
    columns = row._mapping
    return Source(*(columns[column.name] for column in SOURCE))


def current_sources() -> Select[Any]:
    """The sources of all articles, in their current wording, in order of publication."""
    placed = PlacementRow.article == VersionRow.article
    order = (VersionRow.moment.is_(None), VersionRow.moment, VersionRow.article)
    return (
        select(*SOURCE)
        .select_from(VersionRow)
        .outerjoin(PlacementRow, placed)
        .where(VersionRow.current.is_(True))
        .order_by(*order)
    )


def _event_select() -> Select[Any]:
    """Event mentions with their sentence, time, happening and source."""
    sentence = [getattr(SentenceRow, name).label(f"sentence_{name}") for name in ("start", "end", "text", "ordinal")]
    timed = [
        getattr(TimeRow, name).label(f"time_{name}")
        for name in ("type", "value", "mod", "basis", "flags", "start", "end", "text")
    ]
    return (
        select(EventMentionRow.__table__, *sentence, *timed, EventMemberRow.event, *SOURCE)
        .join(SentenceRow, SentenceRow.id == EventMentionRow.sentence)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
        .outerjoin(TimeRow, TimeRow.id == EventMentionRow.time)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .outerjoin(EventMemberRow, EventMemberRow.event_mention == EventMentionRow.id)
    )


def _takes_part(part: str, who: str) -> ColumnElement[bool]:
    """Has the event such an actor or recipient: by country (alpha-3, in capitals), entity id, or a piece of its name?"""
    by_name = RoleRow.folded.contains(fold(who.strip()), autoescape=True)
    same = or_(RoleRow.country == who.strip(), RoleRow.entity == who.strip(), by_name)
    return EventMentionRow.id.in_(select(RoleRow.event_mention).where(RoleRow.part == part, same))


def select_events(
    actor: str | None = None,
    recipient: str | None = None,
    type: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    status: str | None = None,
    copies: bool = True,
    story: str | None = None,
) -> Select[Any]:
    """The ids of current event mentions that fit every filter given, latest first; where a sentence gives no time, the day of
    publication stands in."""
    day = func.coalesce(EventMentionRow.day, func.substr(VersionRow.published, 1, 10))
    asked: list[ColumnElement[bool]] = [VersionRow.current.is_(True)]
    asked += [_takes_part(part, who) for part, who in (("actor", actor), ("recipient", recipient)) if who]
    asked += [EventMentionRow.type == type.strip().upper()] if type else []
    asked += [EventMentionRow.status == status] if status else []
    asked += [func.coalesce(TimeRow.last_day, day) >= since] if since else []
    asked += [day <= until] if until else []
    asked += [PlacementRow.copy_of.is_(None)] if not copies else []
    asked += [PlacementRow.story == story] if story else []
    if country:
        there = select(RoleRow.event_mention).where(RoleRow.country == country.strip().upper())
        asked.append(EventMentionRow.id.in_(there))
    order = (day.is_(None), day.desc(), VersionRow.article, EventMentionRow.ordinal)
    placed = PlacementRow.article == VersionRow.article
    ids = select(EventMentionRow.id).join(VersionRow, VersionRow.id == EventMentionRow.version).outerjoin(PlacementRow, placed)
    timed = ids.outerjoin(TimeRow, TimeRow.id == EventMentionRow.time)
    return timed.where(and_(*asked)).order_by(*order)


def event_answers(connection: Connection, ids: Select[Any]) -> Iterator[EventAnswer]:
    """The answers of a selection of ids, in its order. A hundred at a time: only ids are sorted, and memory stays flat."""
    for part in connection.execute(ids.execution_options(yield_per=100)).scalars().partitions():
        yield from answers_of(connection, part)


def answers_of(connection: Connection, ids: Sequence[str]) -> Iterator[EventAnswer]:
    """The answers of some event mentions, of whatever version, in that order; an id of none gives none."""
    found = {row.id: row for row in connection.execute(_event_select().where(EventMentionRow.id.in_(ids)))}
    roles = _by_event(connection, select(RoleRow.__table__).where(RoleRow.event_mention.in_(ids)).order_by(RoleRow.ordinal))
    counts = _by_event(
        connection, select(QuantityRow.__table__).where(QuantityRow.event_mention.in_(ids)).order_by(QuantityRow.ordinal)
    )
    for row in (found[id] for id in ids if id in found):
        parts = {part: tuple(party_of(role) for role in roles.get(row.id, ()) if role.part == part) for part in _PARTS}
        quantities = tuple(Count(count.kind, count.value, count.item, words_of(count)) for count in counts.get(row.id, ()))
        yield EventAnswer(
            row.id, row.event, row.type, row.mode, row.quad, row.score, row.status, row.background, row.day,
            _time_of(row), parts["actor"], parts["recipient"], row.reciprocal,
            next(iter(parts["place"]), None), row.attribution_name, row.contexts, quantities, row.confidence, words_of(row),
            words_of(row, "sentence_"), source_of(row), row.sentence_ordinal + 1,
        )  # fmt: skip


_PARTS = ("actor", "recipient", "place")


def _time_of(row: Row[Any]) -> Time | None:
    if row.time is None:
        return None
    return Time(row.time_type, row.time_value, row.time_mod, row.time_basis, row.time_flags, words_of(row, "time_"))


def _by_event(connection: Connection, asked: Select[Any]) -> dict[str, list[Row[Any]]]:
    grouped: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(asked):
        grouped.setdefault(row.event_mention, []).append(row)
    return grouped


def party_of(row: Row[Any]) -> Party:
    """The party in a row of roles."""
    inferred_from = words_of(row, "inference_") if row.inference_kind else None
    return Party(row.name, row.country, row.sectors, words_of(row), row.inference_kind, inferred_from, row.entity)


def search_hits(connection: Connection, query: str, limit: int | None, offset: int) -> Iterator[SearchHit]:
    """Articles whose current wording holds all words asked for, best first (BM25, the title weighing five times the text)."""
    match = match_query(query)
    if match is None:
        return
    ranked = text(
        "SELECT search.rowid AS found, bm25(search, 5.0, 1.0) AS rank FROM search JOIN versions ON number = search.rowid "
        "WHERE search MATCH :match AND current ORDER BY rank, versions.id LIMIT :limit OFFSET :offset"
    )
    bound = {"match": match, "limit": -1 if limit is None else limit, "offset": offset}
    for number in connection.execute(ranked, bound).scalars():
        asked = current_sources().add_columns(VersionRow.text.label("body")).where(VersionRow.number == number)
        row = connection.execute(asked).one()
        snippet, found = _snippet(row.body, found_at(row.body, query))
        yield SearchHit(source_of(row), snippet, found, tuple(found_at(row.title or "", query)))


def _snippet(body: str, found: list[tuple[int, int]]) -> tuple[Words, tuple[tuple[int, int], ...]]:
    """The stretch from just before the first word found (or the beginning), cut between words, and what is found inside."""
    first = found[0][0] if found else 0
    start = max(0, first - SNIPPET // 4)
    start = body.find(" ", start, first) + 1 or start if start else 0
    end = min(len(body), start + SNIPPET)
    if end < len(body):
        end = max(body.rfind(" ", first + 1, end), 0) or end
    inside = tuple((low - start, high - start) for low, high in found if low >= start and high <= end)
    return Words(start, end, body[start:end]), inside
