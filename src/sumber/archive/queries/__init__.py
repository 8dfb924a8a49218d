"""Questions to an archive, each one function on a connection. What a person types only ever travels as a bound parameter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from sumber.archive.answers import Correction, Count, EventAnswer, Party, Source, Time, Words
from sumber.archive.database import backend_of
from sumber.archive.given import as_given, given
from sumber.archive.queries.corrections import PARTS, corrected, judged
from sumber.archive.queries.filtering import EventFilters, original, told, told_of_all, versions_of
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
_source = attrgetter(*(column.name for column in SOURCE))


@cache
def _words(prefix: str) -> attrgetter[tuple[int, int, str]]:
    return attrgetter(f"{prefix}start", f"{prefix}end", f"{prefix}text")


def words_of(row: RowLike, prefix: str = "") -> Words:
    """The words in a row's columns."""
    return Words(*_words(prefix)(row))


def source_of(row: RowLike) -> Source:
    """The source in a row that selects SOURCE."""
    return Source(*_source(row))


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


# Values are taken by their place, which is several times as quick as by name: the groups stand as the answers' fields do.
_FIRST = ("type", "mode", "quad", "score", "status", "background", "day")
_LAST = ("reciprocal", "attribution_name", "contexts", "confidence")
_TIMED = ("type", "value", "mod", "basis", "flags")
_SPAN = ("start", "end", "text")
_INFERRED = ("inference_kind", "inference_start", "inference_end", "inference_text")
_ROLE = ("event_mention", "part", "name", "country", "sectors", *_SPAN, *_INFERRED, "entity")
_COUNT = ("event_mention", "kind", "value", "item", *_SPAN, "id")


def _columns(table: Any, names: Iterable[str], prefix: str = "") -> list[Any]:
    return [getattr(table, name).label(f"{prefix}{name}") for name in names]


def _event_select() -> Select[Any]:
    """Event mentions with their happening, time, sentence and source."""
    return (
        select(
            EventMentionRow.id,
            EventMemberRow.event,
            *_columns(EventMentionRow, (*_FIRST, *_LAST, *_SPAN)),
            *_columns(TimeRow, (*_TIMED, *_SPAN), "time_"),
            *_columns(SentenceRow, (*_SPAN, "ordinal"), "sentence_"),
            *SOURCE,
        )
        .join(SentenceRow, SentenceRow.id == EventMentionRow.sentence)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
        .outerjoin(TimeRow, TimeRow.id == EventMentionRow.time)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .outerjoin(EventMemberRow, EventMemberRow.event_mention == EventMentionRow.id)
    )


def select_events(connection: Connection, asked: EventFilters, limited: bool = False) -> Select[Any]:
    """The ids of event mentions that fit every filter given, whatever their version and whether copies or not. What was judged
    wrong is left out unless it is asked for. `limited` tells that the first in the order of days will do: a filter that many
    fit is then asked row by row along their index."""
    listed, last = EventMentionRow.listed, EventMentionRow.last
    fits = (told if limited else told_of_all)(connection, asked)
    fits += [or_(listed >= asked.since, and_(last > listed, last >= asked.since))] if asked.since else []
    fits += [listed <= asked.until] if asked.until else []
    fits += [EventMentionRow.version.in_(versions_of(asked.story))] if asked.story else []
    fits += [~judged_wrong(EventMentionRow.id)] if not asked.include_wrong else []
    return select(EventMentionRow.id).where(*fits)


def event_answers(
    connection: Connection, asked: EventFilters, limit: int | None = None, offset: int = 0
) -> Iterator[EventAnswer]:
    """The event mentions of current versions that fit every filter given, latest first; where a sentence gives no time, the day
    of publication stands in. A hundred at a time: only the ids of a day are sorted, and memory stays flat."""
    ids = islice(_in_order(connection, asked, limit is not None), offset, None if limit is None else offset + limit)
    while part := list(islice(ids, 100)):
        yield from answers_of(connection, part)


def _in_order(connection: Connection, asked: EventFilters, limited: bool) -> Iterator[str]:
    """Ids day by day. Of each day all are looked at, of the days behind the last one wanted none."""
    columns = (EventMentionRow.listed, EventMentionRow.version, EventMentionRow.ordinal)
    events = select_events(connection, asked, limited).add_columns(*columns).order_by(EventMentionRow.listed.desc())
    walk, event = backend_of(connection).walk(events)
    version = (VersionRow.id == event.version, VersionRow.current.is_(True), *([] if asked.copies else [original()]))
    article = select(VersionRow.article).where(*version).scalar_subquery().label("article")
    with connection.execute(walk.add_columns(article).execution_options(yield_per=100)) as rows:
        for _, day in groupby(rows, lambda row: row.listed):
            current = (row for row in day if row.article)
            yield from (row.id for row in sorted(current, key=lambda row: (row.article, row.ordinal)))


_EVENTS = _event_select().where(given(EventMentionRow.id))
_ROLES = select(*_columns(RoleRow, _ROLE)).where(given(RoleRow.event_mention)).order_by(RoleRow.ordinal)
_COUNTS = select(*_columns(QuantityRow, _COUNT)).where(given(QuantityRow.event_mention), ~judged_wrong(QuantityRow.id))
_COUNTS = _COUNTS.order_by(QuantityRow.ordinal)


def answers_of(connection: Connection, ids: Sequence[str]) -> Iterator[EventAnswer]:
    """The answers of some event mentions, of whatever version, in that order; an id of none gives none."""
    asked = as_given(ids)
    found = {row.id: row for row in connection.execute(_EVENTS, asked)}
    roles, counts = _by_event(connection, _ROLES, asked), _by_event(connection, _COUNTS, asked)
    verdicts, corrections = judged(connection, ids), corrected(connection, found.values(), roles)
    for id in ids:
        if id in found:
            yield _answer(found[id], roles.get(id, ()), counts.get(id, ()), verdicts.get(id), corrections.get(id, ()))


def _answer(
    row: Any, roles: Iterable[Any], counts: Iterable[Any], verdict: str | None, corrections: tuple[Correction, ...]
) -> EventAnswer:
    parts: dict[str, list[Party]] = {part: [] for part in PARTS}
    for role in roles:
        parts[role[1]].append(_party(role))
    id, event, type, mode, quad, score, status, background, day, *rest = row
    reciprocal, attribution, contexts, confidence, *rest = rest
    start, end, trigger, time, value, mod, basis, flags, *rest = rest
    time_start, time_end, time_text, sentence_start, sentence_end, sentence, ordinal, *source = rest
    return EventAnswer(
        id, event, type, mode, quad, score, status, background, day,
        Time(time, value, mod, basis, flags, Words(time_start, time_end, time_text)) if time else None,
        tuple(parts["actor"]), tuple(parts["recipient"]), reciprocal, next(iter(parts["place"]), None), attribution, contexts,
        tuple(map(_count, counts)), confidence, Words(start, end, trigger), Words(sentence_start, sentence_end, sentence),
        Source(*source), ordinal + 1, verdict, corrections,
    )  # fmt: skip


def _by_event(connection: Connection, select: Select[Any], asked: dict[str, str]) -> dict[str, list[Row[Any]]]:
    grouped: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select, asked):
        grouped.setdefault(row[0], []).append(row)
    return grouped


def _party(row: Any) -> Party:
    _, _, name, country, sectors, start, end, text, inferred, *words, entity = row
    return Party(name, country, sectors, Words(start, end, text), inferred, Words(*words) if inferred else None, entity)


def _count(row: Any) -> Count:
    _, kind, value, item, start, end, text, id = row
    return Count(kind, value, item, Words(start, end, text), id)
