"""The chain behind a fact: words, sentence, article, page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, func, select, true

from sumber.archive.answers import EventAnswer, Explanation, Party, Words
from sumber.archive.judgements.subjects import copies_of
from sumber.archive.queries import SOURCE, answers_of, source_of, words_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.schema import (
    Base,
    ClaimRow,
    EntityRow,
    EventMemberRow,
    EventMentionRow,
    MentionRow,
    PageRow,
    PlacementRow,
    QuantityRow,
    QuoteRow,
    RoleRow,
    SentenceRow,
    TimeRow,
    VersionRow,
)

KINDS: dict[str, type[Base]] = {
    "sent": SentenceRow, "men": MentionRow, "time": TimeRow, "quo": QuoteRow, "evm": EventMentionRow, "role": RoleRow,
    "qty": QuantityRow, "clm": ClaimRow,
}  # fmt: skip
NAMES: dict[type[Base], str] = {
    SentenceRow: "sentence", MentionRow: "name", TimeRow: "time", QuoteRow: "quote", EventMentionRow: "event", RoleRow: "role",
    QuantityRow: "quantity", ClaimRow: "claim",
}  # fmt: skip
# Columns of a fact that its chain shows elsewhere, or that only machines need.
CHAIN = {"id", "version", "ordinal", "start", "end", "text", "sentence", "folded", "event_mention", "disagreement", "time",
         "listed", "last"}  # fmt: skip


def explanations(connection: Connection, id: str) -> Iterator[Explanation]:
    """The chain of a fact, or one for each event mention of a happening and each claim of a disagreement; nothing where no fact
    has this id."""
    members = select(EventMemberRow.event_mention).where(EventMemberRow.event == id).order_by(EventMemberRow.event_mention)
    claims = select(ClaimRow.id).where(ClaimRow.disagreement == id).order_by(ClaimRow.ordinal)
    for one in (id, *connection.execute(members).scalars().all(), *connection.execute(claims).scalars().all()):
        found = explain_fact(connection, one)
        if found is not None:
            yield found


def explain_fact(connection: Connection, id: str) -> Explanation | None:
    """The chain of one fact; None where there is no such fact."""
    model = KINDS.get(id.partition("_")[0])
    if model is None:
        return None
    table = cast(Table, model.__table__)
    fact = connection.execute(select(table).where(table.c.id == id)).one_or_none()
    if fact is None:
        return None
    page = (func.min(PageRow.digest).label("digest"), func.min(PageRow.fetched_at).label("fetched_at"))
    of = select(*page).where(PageRow.version == fact.version).subquery()
    asked = (
        select(*SOURCE, *of.c, VersionRow.current)
        .select_from(VersionRow)
        .join(of, true())
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .where(VersionRow.id == fact.version)
    )
    row = connection.execute(asked).one()
    event = next(answers_of(connection, [id]), None) if model is EventMentionRow else None
    parts = (*(_event_parts(event) if event else ()), *_parts(fact))
    facts = tuple(_values(connection, fact))
    sentence = _sentence(connection, table, fact)
    return Explanation(
        id,
        NAMES[model],
        facts,
        words_of(fact),
        parts,
        sentence,
        source_of(row),
        row.digest,
        row.fetched_at,
        event,
        row.current,
        judgements_of(connection, id),
        tuple(judgement for copy in copies_of(connection, id) for judgement in judgements_of(connection, copy)),
    )


def _sentence(connection: Connection, table: Table, fact: Row[Any]) -> Words | None:
    """The sentence a fact says it stands in, or the one it begins in."""
    asked = select(SentenceRow.start, SentenceRow.end, SentenceRow.text)
    if table.name == "sentences":
        return words_of(fact)
    if "sentence" in table.c:
        asked = asked.where(SentenceRow.id == fact.sentence)
    else:
        asked = asked.where(SentenceRow.version == fact.version, SentenceRow.start <= fact.start, SentenceRow.end > fact.start)
    row = connection.execute(asked).first()
    return words_of(row) if row else None


def _values(connection: Connection, fact: Row[Any]) -> Iterator[tuple[str, str]]:
    for name, value in fact._mapping.items():
        if name in CHAIN or name.endswith(("_start", "_end", "_text")) or value is None or value == ():
            continue
        shown = ", ".join(value) if isinstance(value, tuple) else str(value).lower() if isinstance(value, bool) else str(value)
        match name:
            case "entity":
                known = connection.execute(select(EntityRow.name).where(EntityRow.id == value)).scalar()
                shown = f"{known} ({value})" if known else shown
            case "meant":
                meant = connection.execute(select(MentionRow.text).where(MentionRow.id == value)).scalar()
                shown = f"{meant} ({value})" if meant else shown
            case "candidates":
                shown = "; ".join(map(_candidate, json.loads(value)))
            case "confidence":
                shown = str(round(value, 4))
        if shown:
            yield name, shown


def _candidate(one: Mapping[str, Any]) -> str:
    """A namesake with its share of what is likely: "Georgetown, GUY (city:3378644) 56 %"."""
    where = ", ".join(filter(None, (one["name"], one["country"])))
    return f"{where} ({one['id']}) {one['share']:.0%}".replace("%", " %")


def _parts(fact: Row[Any]) -> Iterator[tuple[str, Words]]:
    for name in fact._mapping:
        prefix = name.removesuffix("start")
        if name.endswith("_start") and fact._mapping[name] is not None:
            yield prefix.strip("_"), words_of(fact, prefix)


def _event_parts(event: EventAnswer) -> Iterator[tuple[str, Words]]:
    place = (("place", event.place),) if event.place else ()
    parts = (*(("actor", party) for party in event.actors), *(("recipient", party) for party in event.recipients), *place)
    for name, party in parts:
        yield from _party_parts(name, party)
    if event.time:
        yield "time", event.time.words
    for count in event.quantities:
        yield count.kind, count.words


def _party_parts(name: str, party: Party) -> Iterator[tuple[str, Words]]:
    yield f"{name} {party.name}", party.words
    if party.inferred and party.inferred_from:
        yield f"{name} by {party.inferred}", party.inferred_from
