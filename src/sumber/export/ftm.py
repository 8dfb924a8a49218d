"""Events as FollowTheMoney entities: a stream of JSON lines, an Event for each event mention, its Article as `proof`, its
parties.

Who is known by an id of the archive is one entity throughout; a party that is only described ("nine dockers") is one of its
own in each event, so that no two are merged for having the same words. An article or a party may come again: fragments of one
id are one entity to FollowTheMoney's tools. Entity ids are the archive's, written with the letters that FollowTheMoney allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from sumber.archive.answers import EventAnswer, Party, Source
from sumber.archive.identity import identifier
from sumber.export.fields import caveats, day_of, deed, event_day, link, timed_instant
from sumber.export.lines import Fields, compact, filled
from sumber.knowledge.country_codes import country_codes
from sumber.rows import Row, dump

_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_LONGEST = 200
KINDS = {"person": "Person", "org": "Organization"}
"""FollowTheMoney's schema for ids of the archive that tell the kind; any other party is a LegalEntity, the schema above
both."""


def ftm_id(id: str) -> str:
    """An id of the archive as FollowTheMoney allows it: "evm_a" is "evm-a", "org:b" is "org.b", and what has other letters is a
    hash of them."""
    written = id.replace("_", "-").replace(":", ".")
    fits = len(written) <= _LONGEST and _ID.fullmatch(written)
    return written if fits else identifier("id", id).replace("_", "-")


def _alpha2(country: str | None) -> list[str]:
    codes = country_codes(country)
    return [codes.alpha2.lower()] if codes else []


def _moment(written: str | None) -> str | None:
    """A moment in UTC, or the bare day where the page gives no time."""
    when, day = timed_instant(written), day_of(written)
    return f"{when:%Y-%m-%dT%H:%M:%S}" if when else day.isoformat() if day else None


def party_ids(event: EventAnswer) -> Iterator[tuple[str, Party]]:
    """Each party of an event with its id."""
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for number, party in enumerate(parties):
            yield ftm_id(party.entity or f"{event.id}.{side}.{number}"), party


def _notes(event: EventAnswer) -> list[str]:
    return [f"{key}: {value}" for key, value in caveats(event).items() if key != "id"]


def _day(event: EventAnswer) -> list[str]:
    """The event's own day, or a month or year, which FollowTheMoney's dates may be."""
    period = event.period or ""
    return compact([period if period.replace("-", "").isdigit() else event.day])


EVENT: Fields[EventAnswer] = (
    ("name", lambda e: [deed(e)]),
    ("date", lambda e: _day(e) or [day.isoformat() for day in (event_day(e),) if day]),
    ("startDate", lambda e: _day(e)),
    ("location", lambda e: [e.place.name] if e.place else []),
    ("country", lambda e: _alpha2(e.place.country) if e.place else []),
    ("involved", lambda e: compact(id for id, _ in party_ids(e))),
    ("summary", lambda e: [e.sentence.text]),
    ("keywords", lambda e: compact([e.type, e.mode, e.status, *e.contexts])),
    ("notes", _notes),
    ("recordId", lambda e: [e.id]),
    ("publisher", lambda e: compact([e.source.outlet])),
    ("sourceUrl", lambda e: compact([link(e.source.url)])),
    ("proof", lambda e: [ftm_id(e.source.article)]),
)
"""Properties of an Event. `date` is the report's where the sentence gives no time, `startDate` only ever the event's own."""

ARTICLE: Fields[Source] = (
    ("title", lambda s: compact([s.title])),
    ("publishedAt", lambda s: compact([_moment(s.published)])),
    ("publisher", lambda s: compact([s.outlet])),
    ("language", lambda s: compact([s.lang])),
    ("sourceUrl", lambda s: compact([link(s.url)])),
    ("notes", lambda s: [f"credit: {credit}" for credit in s.credits]),
)
"""Properties of an Article."""

PARTY: Fields[Party] = (
    ("name", lambda p: [p.name]),
    ("country", lambda p: _alpha2(p.country)),
    ("keywords", lambda p: list(p.sectors)),
)
"""Properties of a party; its keywords are PLOVER's sectors."""


def entities(event: EventAnswer) -> Iterator[Row]:
    """An event's entities: the Event first, then its Article and its parties."""
    yield {"id": ftm_id(event.id), "schema": "Event", "properties": filled(event, EVENT)}
    source = event.source
    yield {"id": ftm_id(source.article), "schema": "Article", "properties": filled(source, ARTICLE)}
    for id, party in party_ids(event):
        kind = KINDS.get((party.entity or "").partition(":")[0], "LegalEntity")
        yield {"id": id, "schema": kind, "properties": filled(party, PARTY)}


def write_ftm(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes the lines of every event; returns how many events."""
    written = 0
    for event in events:
        for row in entities(event):
            out.write(dump(row) + "\n")
        written += 1
    return written
