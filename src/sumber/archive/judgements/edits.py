"""Edits of event mentions: what a person may put in the place of what the machine read, checked, and put there.

An edited party quotes the article like any other: its words must stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from sumber.archive.database import backend_of
from sumber.archive.identity import identifier
from sumber.archive.judgements.machine import keep
from sumber.archive.schema import EventMentionRow, NameRow, RoleRow, SentenceRow, TimeRow, VersionRow
from sumber.archive.words import fold
from sumber.archive.writing import listed
from sumber.errors import UsageError
from sumber.events.ontology import event_types
from sumber.knowledge.actors import PLOVER_SECTORS, code_actor
from sumber.knowledge.country_codes import country_codes
from sumber.types import Status

NONE = "none"  # takes a mode, a day, a place or all parties of a side away
PARTS = {"actors": "actor", "recipients": "recipient", "place": "place"}
_CODED = re.compile(r"(?s)(.*?)\s*(?:\[([A-Z ]*)\])?\s*")


def checked_edit(
    connection: Connection,
    id: str,
    type: str | None,
    mode: str | None,
    status: str | None,
    actors: Sequence[str] | None,
    recipients: Sequence[str] | None,
    place: str | None,
    day: str | None,
) -> dict[str, Any]:
    """What an edit of an event mention says, in the form that is kept. What is None stays as it is; "none" takes a value away.
    A party is words of the article, with its codes behind it where the words alone do not tell them: "Polisi [IDN COP]".
    Raises UsageError where a value does not exist or the article does not hold the words."""
    event = _event(connection, id)
    said: dict[str, Any] = _deed(event, type, mode)
    if status is not None:
        if status not in get_args(Status):
            raise UsageError(f"There is no status {status!r}; there are {', '.join(get_args(Status))}.")
        said["status"] = status
    if day is not None:
        said["day"] = None if day == NONE else _day(day)
    for name, parties in (("actors", actors), ("recipients", recipients), ("place", None if place is None else [place])):
        if parties is not None:
            said[name] = [_party(event, party) for party in parties if party != NONE]
    if not said:
        raise UsageError("An edit must change something: a type, mode, status, actor, recipient, place or day.")
    return said


def _event(connection: Connection, id: str) -> Row[Any]:
    columns: tuple[Any, ...] = (EventMentionRow.id, EventMentionRow.type, EventMentionRow.mode, EventMentionRow.version)
    words: tuple[Any, ...] = (SentenceRow.start, SentenceRow.end, VersionRow.text.label("body"))
    asked: Select[Any] = (
        select(*columns, *words, VersionRow.lang, VersionRow.published)
        .join(SentenceRow, SentenceRow.id == EventMentionRow.sentence)
        .join(VersionRow, VersionRow.id == EventMentionRow.version)
    )
    row: Row[Any] | None = connection.execute(asked.where(EventMentionRow.id == id)).one_or_none()
    if row is None:
        raise UsageError(f"The archive has no event {id}; only what one article tells of an event can be edited.")
    return row


def _deed(event: Row[Any], type: str | None, mode: str | None) -> dict[str, Any]:
    """Type and mode together: a new type leaves the old mode behind unless one is given."""
    if type is None and mode is None:
        return {}
    name = event.type if type is None else type.strip().upper()
    known = event_types().get(name)
    if known is None:
        raise UsageError(f"There is no type {type!r}; there are {', '.join(event_types())}.")
    if mode is not None and mode != NONE and mode not in known.modes:
        modes = f"; there are {', '.join(known.modes)}" if known.modes else ""
        raise UsageError(f"{name} has no mode {mode!r}{modes}.")
    return {"type": name, "mode": None if mode == NONE else mode}


def _day(day: str) -> str:
    try:
        if date.fromisoformat(day).isoformat() == day:
            return day
    except ValueError:
        pass
    raise UsageError(f"{day!r} is no day; write it as 2026-03-05.")


def _party(event: Row[Any], party: str) -> dict[str, Any]:
    """A party as it is kept: its name as the article writes it, country, sectors and entity."""
    match = _CODED.fullmatch(party)
    name, codes = (match[1], match[2]) if match else (party, None)
    found = _found(event.body, event.start, event.end, name)
    if found is None:
        raise UsageError(f"The article does not hold the words {name!r}: an edit names parties by words of the article.")
    words = event.body[found[0] : found[1]]
    known = code_actor(words, event.lang)
    if codes is None:
        return {"name": words, "country": known.country, "sectors": list(known.sectors), "entity": known.entity}
    countries = [code for code in codes.split() if country_codes(code)]
    sectors = [code for code in codes.split() if code in PLOVER_SECTORS or code == "IGO"]
    if len(countries) > 1 or len(countries) + len(sectors) < len(codes.split()):
        raise UsageError(f"[{codes}] must be at most one country (alpha-3) and sectors: {' '.join(sorted(PLOVER_SECTORS))}.")
    entity = known.entity if not countries or known.country == countries[0] else None
    return {"name": words, "country": next(iter(countries), None), "sectors": sectors, "entity": entity}


def _found(body: str, start: int, end: int, words: str) -> tuple[int, int] | None:
    """Where words stand: in the sentence if they do, else nearest to it."""
    if not words:
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    spans = [match.span() for match in pattern.finditer(body)]
    return min(spans, key=lambda span: max(0, start - span[0], span[1] - end), default=None)


def apply_edit(connection: Connection, id: str, judgement: str, said: Mapping[str, Any]) -> None:
    """Puts an edit's values in the place of the machine's, which are kept."""
    keep(connection, id)
    event = _event(connection, id)
    values: dict[str, Any] = {name: said[name] for name in ("status",) if name in said}
    if "type" in said:
        known = event_types()[said["type"]]
        values |= {"type": known.name, "mode": said["mode"], "quad": known.quad, "score": known.score_of(said["mode"])}
    if "day" in said:
        day = said["day"]
        values |= {"day": day, "time": day and _time(connection, event, day), **listed(day, event.published)}
    if values:
        connection.execute(update(EventMentionRow).where(EventMentionRow.id == id).values(values))
    for name, part in PARTS.items():
        if name in said:
            _put_parties(connection, event, judgement, part, said[name])


def _time(connection: Connection, event: Row[Any], day: str) -> str | None:
    """The time expression of the sentence that names the day, where one does."""
    stands = (TimeRow.version == event.version, TimeRow.start >= event.start, TimeRow.end <= event.end)
    asked = select(TimeRow.id).where(*stands, TimeRow.first_day == day, TimeRow.last_day == day).order_by(TimeRow.ordinal)
    return connection.execute(asked).scalars().first()


def _put_parties(
    connection: Connection, event: Row[Any], judgement: str, part: str, parties: Sequence[Mapping[str, Any]]
) -> None:
    spans = [_found(event.body, event.start, event.end, party["name"]) for party in parties]
    if None in spans:  # another wording of the article, without the words: nothing is made up
        return
    connection.execute(delete(RoleRow).where(RoleRow.event_mention == event.id, RoleRow.part == part))
    last = connection.execute(select(func.max(RoleRow.ordinal)).where(RoleRow.version == event.version)).scalar()
    ordinal = -1 if last is None else last
    for party, span in zip(parties, spans, strict=True):
        ordinal += 1
        start, end = span or (0, 0)
        words = event.body[start:end]
        row = {name: party[name] for name in ("name", "country", "sectors", "entity")}
        row |= {"id": identifier("role", judgement, event.id, part, ordinal), "version": event.version, "ordinal": ordinal}
        row |= {"start": start, "end": end, "text": words, "event_mention": event.id, "part": part}
        folded = fold(f"{party['name']}\n{words}")
        connection.execute(insert(RoleRow), row | {"folded": folded})
        connection.execute(backend_of(connection).upsert(NameRow).values(folded=folded).on_conflict_do_nothing())
