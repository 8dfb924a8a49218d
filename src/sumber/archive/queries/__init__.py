"""Questions to an archive, each one function on a connection. What a person types only ever travels as a bound parameter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from sumber.archive.answers import Count, EventAnswer, Party, Source, Time, Words
from sumber.archive.given import as_given, given
from sumber.archive.queries.corrections import PARTS, corrected, judged
from sumber.archive.queries.filtering import EventFilters, told_of_all
from sumber.archive.reckoned import IN_ORDER
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
from sumber.archive.schema.judgements import judged_wrong

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
_SOURCE_NAMES = tuple(column.name for column in SOURCE)  # asking a column for its name takes longer than reading its value


def words_of(row: RowLike, prefix: str = "") -> Words:
    """The words in a row's columns."""
    columns = row._mapping
    return Words(columns[f"{prefix}start"], columns[f"{prefix}end"], columns[f"{prefix}text"])


def source_of(row: RowLike) -> Source:
    """The source in a row that selects SOURCE."""
    columns = row._mapping
    return Source(*[columns[name] for name in _SOURCE_NAMES])


def current_sources() -> Select[Any]:
    """The sources of all articles, in their current wording, in order of publication."""
    placed = PlacementRow.article == VersionRow.article
    return (
        select(*SOURCE)
        .select_from(VersionRow)
        .outerjoin(PlacementRow, placed)
        .where(VersionRow.current.is_(True))
        .order_by(*IN_ORDER)
    )


def sources(connection: Connection, asked: Select[Any]) -> Iterator[Source]:
    """The sources that a selection of SOURCE gives."""
    return (source_of(row) for row in connection.execute(asked))


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


def select_events(connection: Connection, asked: EventFilters) -> Select[Any]:
    """The ids of current event mentions that fit every filter given, latest first; where a sentence gives no time, the day of
    publication stands in. What was judged wrong is left out unless it is asked for."""
    day = func.coalesce(EventMentionRow.day, func.substr(VersionRow.published, 1, 10))
    fits = [VersionRow.current.is_(True), *told_of_all(connection, asked)]
    fits += [func.coalesce(TimeRow.last_day, day) >= asked.since] if asked.since else []
    fits += [day <= asked.until] if asked.until else []
    fits += [PlacementRow.copy_of.is_(None)] if not asked.copies else []
    fits += [PlacementRow.story == asked.story] if asked.story else []
    fits += [~judged_wrong(EventMentionRow.id)] if not asked.include_wrong else []
    order = (day.is_(None), day.desc(), VersionRow.article, EventMentionRow.ordinal)
    placed = PlacementRow.article == VersionRow.article
    ids = select(EventMentionRow.id).join(VersionRow, VersionRow.id == EventMentionRow.version).outerjoin(PlacementRow, placed)
    timed = ids.outerjoin(TimeRow, TimeRow.id == EventMentionRow.time)
    return timed.where(*fits).order_by(*order)


def event_answers(
    connection: Connection, asked: EventFilters, limit: int | None = None, offset: int = 0
) -> Iterator[EventAnswer]:
    """The events that `select_events` gives. A hundred at a time: only ids are sorted, and memory stays flat."""
    ids = select_events(connection, asked).limit(limit).offset(offset)
    for part in connection.execute(ids.execution_options(yield_per=100)).scalars().partitions():
        yield from answers_of(connection, part)


_EVENTS = _event_select().where(given(EventMentionRow.id))
_ROLES = select(RoleRow.__table__).where(given(RoleRow.event_mention)).order_by(RoleRow.ordinal)
_COUNTS = select(QuantityRow.__table__).where(given(QuantityRow.event_mention), ~judged_wrong(QuantityRow.id))
_COUNTS = _COUNTS.order_by(QuantityRow.ordinal)


def answers_of(connection: Connection, ids: Sequence[str]) -> Iterator[EventAnswer]:
    """The answers of some event mentions, of whatever version, in that order; an id of none gives none."""
    asked = as_given(ids)
    found = {row.id: row for row in connection.execute(_EVENTS, asked)}
    roles, counts = _by_event(connection, _ROLES, asked), _by_event(connection, _COUNTS, asked)
    verdicts, corrections = judged(connection, ids), corrected(connection, found.values(), roles)
    for row in (found[id] for id in ids if id in found):
        parts = {part: tuple(party_of(role) for role in roles.get(row.id, ()) if role.part == part) for part in PARTS}
        quantities = tuple(
            Count(count.kind, count.value, count.item, words_of(count), count.id) for count in counts.get(row.id, ())
        )
        yield EventAnswer(
            row.id, row.event, row.type, row.mode, row.quad, row.score, row.status, row.background, row.day,
            _time_of(row), parts["actor"], parts["recipient"], row.reciprocal,
            next(iter(parts["place"]), None), row.attribution_name, row.contexts, quantities, row.confidence, words_of(row),
            words_of(row, "sentence_"), source_of(row), row.sentence_ordinal + 1,
            verdicts.get(row.id), corrections.get(row.id, ()),
        )  # fmt: skip


def _time_of(row: Row[Any]) -> Time | None:
    if row.time is None:
        return None
    return Time(row.time_type, row.time_value, row.time_mod, row.time_basis, row.time_flags, words_of(row, "time_"))


def _by_event(connection: Connection, select: Select[Any], asked: dict[str, str]) -> dict[str, list[Row[Any]]]:
    grouped: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select, asked):
        grouped.setdefault(row.event_mention, []).append(row)
    return grouped


def party_of(row: Row[Any]) -> Party:
    """The party in a row of roles."""
    inferred_from = words_of(row, "inference_") if row.inference_kind else None
    return Party(row.name, row.country, row.sectors, words_of(row), row.inference_kind, inferred_from, row.entity)
