"""Pages of event mentions: what `Archive.events` tells, a page at a time, latest first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from sumber.archive.answers import EventAnswer, HappeningAnswer
from sumber.archive.queries import answers_of
from sumber.archive.queries.filtering import EventFilters, in_current, original, told, versions_of
from sumber.archive.queries.keyset import Conditions, Key, Slice, Stretch, rows_behind
from sumber.archive.schema import EventMemberRow, EventMentionRow, EventRow
from sumber.archive.schema.judgements import judged_wrong

ORDER: tuple[Any, ...] = (
    EventMentionRow.listed.expression,
    EventMentionRow.version.expression,
    EventMentionRow.ordinal.expression,
)


def event_page(connection: Connection, asked: EventFilters, after: Key | None, limit: int) -> Slice[EventAnswer]:
    """The events that fit every filter, behind a key."""
    conditions = told(connection, asked)
    if asked.story:
        conditions.append(EventMentionRow.version.in_(versions_of(asked.story)))
    wanted: Select[Any] = select(EventMentionRow.id, *ORDER).where(*conditions)

    def each(event: Any) -> Conditions:
        current = in_current(event.version, *([] if asked.copies else [original()]))
        return [current] if asked.include_wrong else [current, ~judged_wrong(event.id)]

    rows = rows_behind(connection, wanted, ORDER, stretches(asked.since, asked.until), after, limit, each)
    answers = tuple(answers_of(connection, [row.id for row in rows[:limit]]))
    return Slice(answers, tuple(rows[limit - 1])[1:] if len(rows) > limit else None)


def stretches(since: str | None, until: str | None) -> list[Stretch]:
    """The list in stretches that an index can be walked along: events since a day by the day they are listed at, then those
    listed before it that last until it or longer (few: a year, a week), then those without a day."""
    listed, last = EventMentionRow.listed.expression, EventMentionRow.last.expression
    up_to: Conditions = [listed <= until] if until else []
    if since:
        spanning: Conditions = [listed < since, last >= since, last > listed]
        found = [Stretch([listed >= since, *up_to]), Stretch([*spanning, *up_to])]
    else:
        found = [Stretch(up_to or [listed.is_not(None)])]
    undated: Conditions = [listed.is_(None), *([last >= since] if since else [])]
    return found if until else [*found, Stretch(undated, dated=False)]


def event_of(connection: Connection, id: str) -> EventAnswer | HappeningAnswer | None:
    """An event mention, or a happening with every mention that tells it; None where neither has this id."""
    mention = next(answers_of(connection, [id]), None)
    row = None if mention else connection.execute(select(EventRow.__table__).where(EventRow.id == id)).one_or_none()
    if row is None:
        return mention
    members = select(EventMemberRow.event_mention).where(EventMemberRow.event == id).order_by(EventMemberRow.event_mention)
    mentions = tuple(answers_of(connection, connection.execute(members).scalars().all()))
    return HappeningAnswer(
        row.id, row.type, row.day, row.place, row.actors, row.recipients, row.statuses, row.origins, mentions
    )
