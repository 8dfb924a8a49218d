"""Reckoning what matrices and sheets are made of, story by story: it stands beside a story's happenings, comes with them and
goes with them, so that it is right whenever stories are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select
from sqlalchemy.orm import aliased

from sumber.archive.reckoned import chunks
from sumber.archive.schema import (
    EventMemberRow,
    EventMentionRow,
    PlacementRow,
    QuantityRow,
    RoleRow,
    VersionRow,
)
from sumber.archive.schema.judgements import judged_wrong
from sumber.archive.schema.tallies import DeliveryRow, RelationRow

DELIVERING = ("AID", "COOPERATE", "AGREE")
"""Types of events that counted materiel is delivered in; what is planned is agreed on."""
_actor, _recipient = aliased(RoleRow), aliased(RoleRow)
_day = func.coalesce(EventMentionRow.day, func.substr(VersionRow.published, 1, 10))
_copy = PlacementRow.copy_of.is_not(None)


def _known(column: Any) -> ColumnElement[Any]:
    """A column that rows are not looked up by. Stories, wordings, mentions, roles is the only order that stays quick; without
    statistics SQLite, for some numbers of stories, would meet every role of the archive with each of them."""
    return cast(ColumnElement[Any], column + "")


def put_tallies(connection: Connection, stories: Sequence[str]) -> None:
    """Reckons the rows of stories that are told and have none."""
    for ids in chunks(stories):
        for table, asked in ((RelationRow, relations_told()), (DeliveryRow, deliveries_told())):
            names = [column.name for column in asked.selected_columns]
            connection.execute(insert(table).from_select(names, asked.where(PlacementRow.story.in_(ids))))


def _told(*columns: Any) -> Select[Any]:
    """Columns of what was not judged wrong in current wordings of articles that are in a story."""
    told = select(*columns).select_from(PlacementRow).join(VersionRow, VersionRow.article == _known(PlacementRow.article))
    placed = told.join(EventMentionRow, EventMentionRow.version == _known(VersionRow.id))
    return placed.where(VersionRow.current.is_(True), ~judged_wrong(EventMentionRow.id))


def relations_told() -> Select[Any]:
    """The rows of `RelationRow`. All of a mention is told by one article: the least of it is what it is."""
    mention = EventMentionRow
    columns = (
        mention.id.label("event_mention"), _actor.country.label("actor"), _recipient.country.label("recipient"),
        func.min(PlacementRow.story).label("story"), func.min(_day).label("day"), mention.type, mention.status,
        func.min(PlacementRow.copy_of).is_not(None).label("copy"), mention.score,
        mention.quad.like("%conflict").label("conflict"), func.count().label("parties"),
    )  # fmt: skip
    both = (
        _told(*columns)
        .join(_actor, (_actor.event_mention == _known(mention.id)) & (_actor.part == "actor"))
        .join(_recipient, (_recipient.event_mention == _known(mention.id)) & (_recipient.part == "recipient"))
    )
    return both.where(_actor.country != _recipient.country).group_by(mention.id, _actor.country, _recipient.country)


def deliveries_told() -> Select[Any]:
    """The rows of `DeliveryRow`."""
    mention = EventMentionRow
    columns = (
        QuantityRow.id, mention.id.label("event_mention"), PlacementRow.story,
        func.coalesce(EventMemberRow.event, mention.id).label("happening"), PlacementRow.article, PlacementRow.origin,
        _day.label("day"), mention.status, QuantityRow.item, QuantityRow.value, mention.confidence, _copy.label("copy"),
    )  # fmt: skip
    counted = (
        _told(*columns)
        .join(QuantityRow, QuantityRow.event_mention == _known(mention.id))
        .outerjoin(EventMemberRow, EventMemberRow.event_mention == mention.id)
    )
    return counted.where(QuantityRow.kind == "materiel", _known(mention.type).in_(DELIVERING), ~judged_wrong(QuantityRow.id))
