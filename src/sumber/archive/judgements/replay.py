"""Judgements replayed over what was read: machine state is a pure function of pages and judgements.

Each replay begins from the machine's own values and does everything anew, in the order in which people acted, so that it does
not matter how often it was done before, or whether the pages or the judgements came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from sumber.archive.judgements import Judgement, all_judgements
from sumber.archive.judgements.edits import apply_edit
from sumber.archive.judgements.entities import apart, merged
from sumber.archive.judgements.machine import keep, restore
from sumber.archive.judgements.regrouping import Bearing, Cut, Link, regroup
from sumber.archive.judgements.subjects import resolve
from sumber.archive.reckoned import chunks
from sumber.archive.schema import EventMentionRow, MentionRow, QuoteRow, TimeRow, VersionRow
from sumber.archive.schema.judgements import MachineRow, VerdictRow, judged_wrong
from sumber.archive.writing import listed
from sumber.types import Placement

VERDICTS = ("right", "wrong")
FACTS = ("event", "name", "quote", "time", "quantity")
Verdicts = dict[tuple[str, str], dict[str, object]]
LAYERS: dict[str, type[EventMentionRow] | type[MentionRow] | type[QuoteRow] | type[TimeRow]] = {
    "events": EventMentionRow, "mentions": MentionRow, "quotes": QuoteRow, "times": TimeRow,
}  # fmt: skip


def replay_facts(connection: Connection) -> None:
    """All judgements on facts and entities. Those on stories and disagreements follow when these are there:
    `replay_placements`, `replay_disagreements`."""
    restore(connection)
    connection.execute(delete(VerdictRow))
    judgements = list(all_judgements(connection))
    put_verdicts(connection, [one for one in judgements if one.key.get("kind") in FACTS])
    _undate(connection)
    edits = [one for one in judgements if one.kind == "edit" and one.stands]
    # All are resolved before any is done: keys tell what the machine read.
    for edit, id in [(one, id) for one in edits for id, _ in resolve(connection, one.key)]:
        apply_edit(connection, id, edit.id, edit.payload)
    for one in judgements:
        if one.key.get("kind") == "entity":
            _judge_entity(connection, one)


def _undate(connection: Connection) -> None:
    """Events that rest on a time judged wrong have none."""
    dated = select(EventMentionRow.id, VersionRow.published).join(VersionRow, VersionRow.id == EventMentionRow.version)
    for id, published in connection.execute(dated.where(judged_wrong(EventMentionRow.time))).all():
        keep(connection, id)
        values = {"time": None, "day": None, **listed(None, published)}
        connection.execute(update(EventMentionRow).where(EventMentionRow.id == id).values(values))


def put_verdicts(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """What judgements on facts or disagreements bear on. Of several verdicts on one thing only the last stands."""
    rows: Verdicts = {}
    last: dict[str, dict[str, object]] = {}
    for one in judgements:
        for id, article in resolve(connection, one.key):
            row = _row(one, id, article=article)
            rows[id, one.id] = row
            if one.kind in VERDICTS and one.stands:
                if id in last:
                    last[id]["stands"] = False
                last[id] = row
    if rows:
        connection.execute(insert(VerdictRow), list(rows.values()))


def _row(one: Judgement, id: str, article: str | None = None, into: str | None = None) -> dict[str, object]:
    row: dict[str, object] = {"subject": id, "judgement": one.id, "kind": one.kind, "stands": one.stands}
    return row | {"article": article, "into": into}


def _judge_entity(connection: Connection, one: Judgement) -> None:
    """Merges two entities, or takes the names of one article out of one; undone or without its entities it is only history."""
    id, other, article = one.subject, one.payload.get("other"), one.payload.get("article")
    went: dict[str, str | None] = {}
    made = None
    if one.kind == "merge" and one.stands:
        went = dict(filter(None, [merged(connection, id, str(other))]))
    elif one.kind == "split" and one.stands:
        made = apart(connection, id, str(article))
    subjects = dict.fromkeys(str(subject) for subject in (id, made, other) if subject) | went
    connection.execute(insert(VerdictRow), [_row(one, subject, into=into) for subject, into in subjects.items()])


def replay_placements(connection: Connection, placements: Iterable[Placement]) -> list[Placement]:
    """What grouping gives, with the judgements on stories done."""
    judgements = [one for one in all_judgements(connection) if one.key.get("kind") == "story"]
    moved, bearings = regroup(placements, [_on_stories(one) for one in judgements if one.stands and one.kind != "undo"])
    told: defaultdict[str, dict[str, Bearing]] = defaultdict(dict)
    for bearing in bearings:
        told[bearing.judgement][bearing.subject] = bearing
    connection.execute(delete(VerdictRow).where(VerdictRow.judgement.in_([one.id for one in judgements])))
    rows: list[dict[str, object]] = []
    for one in judgements:
        # What has no bearing now is still history of what it was about.
        named = [one.subject, one.payload.get("other"), one.payload.get("article")]
        subjects = {str(id): Bearing(one.id, str(id)) for id in named if id} | told.get(one.id, {})
        rows += [_row(one, id, None, bearing.into) for id, bearing in subjects.items()]
    if rows:
        connection.execute(insert(VerdictRow), rows)
    return moved


def _on_stories(one: Judgement) -> Link | Cut:
    if one.kind == "merge":
        return Link(one.id, one.key["article"], one.payload["key"]["article"])
    return Cut(one.id, one.payload["article"], one.key["article"])


def replay_disagreements(connection: Connection) -> None:
    """The verdicts on disagreements, when these have been reckoned."""
    judgements = [one for one in all_judgements(connection) if one.key.get("kind") == "disagreement"]
    connection.execute(delete(VerdictRow).where(VerdictRow.judgement.in_([one.id for one in judgements])))
    put_verdicts(connection, judgements)


def left_out(connection: Connection, articles: Sequence[str]) -> dict[tuple[str, str], set[int]]:
    """By article and layer ("events", "mentions", "quotes", "times"), the numbers of the current facts judged wrong."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for layer, table in LAYERS.items():
        asked = select(VersionRow.article, table.ordinal).join(VersionRow, VersionRow.id == table.version)
        wrong = asked.where(VersionRow.current.is_(True), judged_wrong(table.id))
        for ids in chunks(articles):
            for article, ordinal in connection.execute(wrong.where(VersionRow.article.in_(ids))):
                found[article, layer].add(ordinal)
    return dict(found)


def bearings(connection: Connection) -> set[tuple[object, ...]]:
    """What now lies over the facts: two of these differ in what a judgement changed. Each ends with the article of the fact,
    None where it concerns an entity. Stories and disagreements are not among them."""
    concerned = {one.id for one in all_judgements(connection) if one.key.get("kind") in (*FACTS, "entity")}
    verdicts = select(VerdictRow.subject, VerdictRow.judgement, VerdictRow.stands, VerdictRow.article)
    values = select(MachineRow.subject, MachineRow.values, MachineRow.article)
    found = {tuple(row) for row in connection.execute(values)}
    return found | {tuple(row) for row in connection.execute(verdicts) if row.judgement in concerned}
