"""Which event mentions of one story are one happening.

Two mentions are one where their type agrees, they share an actor or a recipient, and neither who, when nor where contradicts.
Precision first: mentions that name nobody, and those told as history, stay alone. What is only planned, asked for or supposed
is never taken for what happened.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sumber.stories.scorer import day_number
from sumber.stories.terms import fold
from sumber.types import Coding, Event, EventMention, Placement, Role, Status

TOLERANCE = 1
"""Days by which two reports of one happening may differ: time zones, and pages that print only the day of publication."""
FACTUAL: frozenset[Status] = frozenset({"asserted", "alleged", "denied"})
"""Statuses of one deed: who asserts, alleges or denies it differs, the deed does not."""


@dataclass(frozen=True, slots=True)
class _Mention:
    document: str
    index: int
    event: EventMention
    origin: str
    day: int | None
    actors: frozenset[str]
    recipients: frozenset[str]
    place: frozenset[str]


@dataclass(slots=True)
class _Happening:
    first: _Mention
    members: list[_Mention] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    place: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)

    def add(self, mention: _Mention) -> None:
        self.members.append(mention)
        self.actors |= mention.actors
        self.recipients |= mention.recipients
        self.place |= mention.place
        if mention.day is not None:
            self.days.add(mention.day)

    def fits(self, mention: _Mention) -> bool:
        """May `mention` be this happening too? All mentions here have its type and story already."""
        if mention.day is not None and self.days:
            low, high = min(self.days), max(self.days)
            if not high - TOLERANCE <= mention.day <= low + TOLERANCE:
                return False
        for ours, theirs in ((self.actors, mention.actors), (self.recipients, mention.recipients), (self.place, mention.place)):
            if ours and theirs and not ours & theirs:
                return False
        return bool(self.actors & mention.actors or self.recipients & mention.recipients)


def same_events(codings: Sequence[Coding], placements: Iterable[Placement]) -> list[Event]:
    """The happenings of all stories, in order of their first mention. A document without a placement is a story of its own."""
    placed = {placement.id: placement for placement in placements}
    happenings: list[_Happening] = []
    open_by: dict[tuple[str, str, str, str], list[_Happening]] = defaultdict(list)
    for coding in codings:
        document = coding.annotation.document
        placement = placed.get(document.id)
        story, origin = (placement.story, placement.origin) if placement else (document.id, document.id)
        for index, event in enumerate(coding.events):
            mention = _mention(coding, index, event, origin)
            key = (story, event.type, event.mode or "", "factual" if event.status in FACTUAL else event.status)
            found = next((h for h in open_by[key] if not event.background and h.fits(mention)), None)
            if found is None:
                found = _Happening(mention)
                happenings.append(found)
                if not event.background:
                    open_by[key].append(found)
            found.add(mention)
    return [_event(happening) for happening in happenings]


def _mention(coding: Coding, index: int, event: EventMention, origin: str) -> _Mention:
    document = coding.annotation.document
    place = frozenset(fold(word) for word in event.place.name.split() if len(word) > 3) if event.place else frozenset()
    return _Mention(
        document.id,
        index,
        event,
        origin,
        _day(event, document.date),
        _keys(event.actors),
        _keys(event.recipients),
        place,
    )


def _keys(roles: Sequence[Role]) -> frozenset[str]:
    """What roles are compared by: the entity where it is known, else country and sectors, else the name itself."""
    keys = set()
    for role in roles:
        described = f"{role.country or ''}/{'+'.join(role.sectors)}" if role.country or role.sectors else ""
        keys.add(role.entity or described or fold(" ".join(role.name.split())))
    return frozenset(keys)


def _day(event: EventMention, published: str | None) -> int | None:
    """The day of the event, where its time names one; the day of publication where it has no time."""
    if event.time is None:
        return day_number(published)
    if event.time.begin and event.time.begin == event.time.end:
        return day_number(event.time.begin)
    return None


def _event(happening: _Happening) -> Event:
    members = happening.members
    events = [member.event for member in members]
    days = Counter(
        event.time.begin for event in events if event.time and event.time.begin and event.time.begin == event.time.end
    )
    places = Counter(event.place.name for event in events if event.place)
    first = members[0]
    digest = hashlib.blake2b(f"{first.document}\0{first.index}".encode("utf-8", "replace"), digest_size=10).digest()
    return Event(
        "evt_" + base64.b32encode(digest).decode().lower(),
        first.event.type,
        tuple((member.document, member.index) for member in members),
        tuple(dict.fromkeys(member.origin for member in members)),
        days.most_common(1)[0][0] if days else None,
        tuple(dict.fromkeys(role.name for event in events for role in event.actors)),
        tuple(dict.fromkeys(role.name for event in events for role in event.recipients)),
        places.most_common(1)[0][0] if places else None,
        tuple(dict.fromkeys(event.status for event in events)),
    )
