"""The part of an archive that machines reckon anew: stories, placements, events and disagreements, replaced as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from sumber.archive.identity import identifier
from sumber.archive.reckoned import TOLD, chunks, forget_told
from sumber.archive.schema import (
    ClaimRow,
    DisagreementRow,
    EventMemberRow,
    EventMentionRow,
    EventRow,
    PlacementRow,
    StoryRow,
    VectorRow,
    VersionRow,
)
from sumber.errors import EvidenceError
from sumber.stories.central import most_central
from sumber.stories.identity import story_id
from sumber.types import Claim, Disagreement, Event, Placement


@dataclass(frozen=True, slots=True)
class Telling:
    """What was reckoned of one story beyond its articles: its happenings and its disagreements."""

    story: str
    events: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def clear(connection: Connection, keep: Collection[str] = ()) -> None:
    """Takes all reckoned state away but that of the stories to keep."""
    if not keep:
        for table in (ClaimRow, EventMemberRow, *TOLD, PlacementRow, StoryRow):
            connection.execute(delete(table))
        return
    forget(connection, [story for story in connection.execute(select(StoryRow.id)).scalars() if story not in keep])


def forget(connection: Connection, stories: Sequence[str]) -> None:
    """Takes some stories away with all that was reckoned of them."""
    forget_told(connection, stories)
    for ids in chunks(stories):
        connection.execute(delete(PlacementRow).where(PlacementRow.story.in_(ids)))
        connection.execute(delete(StoryRow).where(StoryRow.id.in_(ids)))


def put_placements(connection: Connection, placements: Iterable[Placement]) -> None:
    """Writes stories and placements."""
    for story, group in groupby(sorted(placements, key=lambda placement: (placement.story, placement.id)), lambda p: p.story):
        placed = list(group)
        connection.execute(insert(StoryRow), [_story_row(connection, story, placed)])
        rows = [
            {
                "article": p.id,
                "story": p.story,
                "copy_of": p.copy_of,
                "origin": p.origin,
                "translation_of": p.translation_of,
                "opens": story_id(p.id),
                "grouped": p.grouped or p.story,
            }
            for p in placed
        ]
        connection.execute(insert(PlacementRow), rows)


def _story_row(connection: Connection, story: str, placed: Sequence[Placement]) -> dict[str, Any]:
    """The sums of a story. Its headline is the title of its most central original, of two as central the earlier one's; the
    earliest copy's where no original has a title."""
    columns = (VersionRow.article, VersionRow.moment, VersionRow.lang, VersionRow.title, VectorRow.vector)
    articles: list[Row[Any]] = []
    for ids in chunks([placement.id for placement in placed]):
        asked = select(*columns).outerjoin(VectorRow, VectorRow.version == VersionRow.id)
        articles.extend(connection.execute(asked.where(VersionRow.current.is_(True), VersionRow.article.in_(ids))))
    copies = {placement.id for placement in placed if placement.copy_of is not None}
    articles.sort(key=lambda row: (not row.title, row.article in copies, row.moment or "~", row.article))
    originals = [row for row in articles if row.title and row.article not in copies]
    headline = originals[most_central([row.vector for row in originals])] if originals else articles[0]
    moments = [row.moment for row in articles if row.moment]
    languages = Counter(row.lang for row in sorted(articles, key=lambda row: row.lang or "") if row.lang)
    return {
        "id": story, "headline": headline.article, "first": min(moments, default=None), "last": max(moments, default=None),
        "languages": tuple(lang for lang, _ in languages.most_common()), "articles": len(articles),
        "origins": len({placement.origin for placement in placed}),
    }  # fmt: skip


def put_telling(connection: Connection, telling: Telling) -> None:
    """Writes the happenings and disagreements of a story. Raises EvidenceError where a claim does not quote its article."""
    names = ("id", "type", "day", "place", "origins", "actors", "recipients", "statuses")
    known = _mention_ids(connection, {article for event in telling.events for article, _ in event.mentions})
    events = [{name: getattr(event, name) for name in names} | {"story": telling.story} for event in telling.events]
    members = [
        {"event_mention": _known_mention(known, mention), "event": event.id}
        for event in telling.events
        for mention in event.mentions
    ]
    for table, rows in ((EventRow, events), (EventMemberRow, members)):
        if rows:
            connection.execute(insert(table), rows)
    for disagreement in dict.fromkeys(telling.disagreements):
        _put_disagreement(connection, telling.story, disagreement)


def _mention_ids(connection: Connection, articles: set[str]) -> dict[tuple[str, int], str]:
    """The ids of the current event mentions of some articles, by article and index."""
    columns = (VersionRow.article, EventMentionRow.ordinal, EventMentionRow.id)
    asked = select(*columns).join(VersionRow, VersionRow.id == EventMentionRow.version).where(VersionRow.current.is_(True))
    found: dict[tuple[str, int], str] = {}
    for ids in chunks(sorted(articles)):
        rows = connection.execute(asked.where(VersionRow.article.in_(ids)))
        found |= {(article, ordinal): id for article, ordinal, id in rows}
    return found


def _known_mention(known: dict[tuple[str, int], str], mention: tuple[str, int]) -> str:
    if mention not in known:
        raise EvidenceError(f"an event rests on mention {mention[1]} of {mention[0]}, which has none of that number")
    return known[mention]


def _put_disagreement(connection: Connection, story: str, disagreement: Disagreement) -> None:
    sides = [side for side in (disagreement.a, disagreement.b) if side is not None]
    spans = [part for side in sides for part in (side.document, side.evidence.start, side.evidence.end, side.value)]
    id = identifier("dis", story, disagreement.kind, disagreement.about, *spans)
    row = {"id": id, "story": story, "kind": disagreement.kind, "about": disagreement.about, "update": disagreement.update}
    connection.execute(insert(DisagreementRow), row)
    connection.execute(insert(ClaimRow), [_claim_row(connection, id, number, side) for number, side in enumerate(sides)])


def _claim_row(connection: Connection, disagreement: str, number: int, claim: Claim) -> dict[str, Any]:
    asked = select(VersionRow.id, VersionRow.text).where(VersionRow.current.is_(True), VersionRow.article == claim.document)
    version = connection.execute(asked).one_or_none()
    words = claim.evidence
    if version is None or version.text[words.start : words.end] != words.text:
        raise EvidenceError(f"a claim does not quote the text of {claim.document}")
    return {
        "id": identifier("clm", disagreement, number), "version": version.id, "ordinal": number, "start": words.start,
        "end": words.end, "text": words.text, "disagreement": disagreement, "origin": claim.origin, "value": claim.value,
    }  # fmt: skip
