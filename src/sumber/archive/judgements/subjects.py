"""What is judged, and how it is found again.

Ids of facts hold their number in their version, which changes when a later sumber reads the page anew. The key of a fact is
made of what stays: the article, the sentence, the words, and what is told of them. A story is known by an article in it, a
disagreement by its claims, an entity by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, SQLColumnExpression, Text, cast, func, literal, or_, select

from sumber.archive.reckoned import IN_ORDER
from sumber.archive.schema import (
    ClaimRow,
    DisagreementRow,
    EntityRow,
    EventMentionRow,
    MentionRow,
    PlacementRow,
    QuantityRow,
    QuoteRow,
    SentenceRow,
    StoryRow,
    TimeRow,
    VersionRow,
)
from sumber.errors import UsageError
from sumber.stories.identity import story_id

FactRow = type[EventMentionRow] | type[MentionRow] | type[QuoteRow] | type[TimeRow] | type[QuantityRow]
_COUNTED: SQLColumnExpression[str] = func.printf(
    "%s %s %s", QuantityRow.kind, func.coalesce(cast(QuantityRow.value, Text), ""), func.coalesce(QuantityRow.item, "")
)
TELLING: Mapping[str, tuple[str, FactRow, SQLColumnExpression[str]]] = {
    "evm": ("event", EventMentionRow, EventMentionRow.type),
    "men": ("name", MentionRow, MentionRow.kind),
    "quo": ("quote", QuoteRow, literal("quote")),
    "time": ("time", TimeRow, TimeRow.value),
    "qty": ("quantity", QuantityRow, _COUNTED),
}  # the kind of fact behind each prefix, its table, and what is told of its words beyond their place


@dataclass(frozen=True, slots=True)
class Subject:
    """Something judged in this archive: its kind ("event", "name", "quote", "time", "quantity", "disagreement", "story",
    "entity", "judgement"), the key under which it is found again, and the article of a fact."""

    kind: str
    id: str
    key: Mapping[str, Any]
    article: str | None = None


def subject_of(connection: Connection, id: str) -> Subject:
    """What an id names. Raises UsageError where it names nothing that can be judged."""
    prefix = id.partition("_")[0]
    found: Subject | None = None
    if prefix in TELLING:
        found = _fact(connection, prefix, id)
    elif prefix == "dis":
        found = _disagreement(connection, id)
    elif prefix == "story":
        found = story_subject(connection, id)
    elif connection.execute(select(EntityRow.id).where(EntityRow.id == id)).first():
        found = Subject("entity", id, {"kind": "entity", "entity": id})
    if found is None:
        raise UsageError(f"The archive has no event, name, quote, time, quantity, disagreement, story or entity {id}.")
    return found


def _facts(prefix: str) -> Select[Any]:
    """Facts of a kind with their article and sentence, in order of the text."""
    _, table, told = TELLING[prefix]
    of: tuple[Any, ...] = (VersionRow.article, SentenceRow.text.label("sentence"), told.label("told"))
    columns: tuple[Any, ...] = (table.id, table.version, table.text, *of)
    found: Select[Any] = select(*columns).join(VersionRow, VersionRow.id == table.version)
    if table is QuantityRow:  # it stands in the sentence of its event
        found = found.join(EventMentionRow, EventMentionRow.id == QuantityRow.event_mention)
    sentence = EventMentionRow.sentence if table is QuantityRow else table.sentence  # type: ignore[union-attr]
    return found.outerjoin(SentenceRow, SentenceRow.id == sentence).order_by(VersionRow.number, table.ordinal)


def _fact(connection: Connection, prefix: str, id: str) -> Subject | None:
    kind, table, _ = TELLING[prefix]
    row = connection.execute(_facts(prefix).where(table.id == id)).one_or_none()
    if row is None:
        return None
    key = {"kind": kind, "article": row.article, "sentence": row.sentence, "words": row.text, "told": row.told}
    same = [other.id for other in _like(connection, prefix, key) if other.version == row.version]
    return Subject(kind, id, key | {"nth": same.index(id)}, row.article)


def _like(connection: Connection, prefix: str, key: Mapping[str, Any]) -> Sequence[Any]:
    """The facts that say the same of the same words in the same sentence of an article, in all its versions."""
    _, table, told = TELLING[prefix]
    same = (table.text == key["words"], told == key["told"], SentenceRow.text.is_not_distinct_from(key["sentence"]))
    return connection.execute(_facts(prefix).where(VersionRow.article == key["article"], *same)).all()


def _disagreement(connection: Connection, id: str) -> Subject | None:
    row = connection.execute(select(DisagreementRow.kind, DisagreementRow.about).where(DisagreementRow.id == id)).one_or_none()
    if row is None:
        return None
    claims = _claims(connection, id)
    return Subject("disagreement", id, {"kind": "disagreement", "of": row.kind, "about": row.about, "claims": claims})


def _claims(connection: Connection, id: str) -> list[list[str]]:
    columns = (VersionRow.article, ClaimRow.text, ClaimRow.value)
    asked = select(*columns).join(VersionRow, VersionRow.id == ClaimRow.version).where(ClaimRow.disagreement == id)
    return [list(row) for row in connection.execute(asked.order_by(ClaimRow.ordinal))]


def story_now(connection: Connection, id: str) -> str | None:
    """The id under which a story is known now: its own, or that of the story which took in the article that once opened it, or
    which it was merged into. None for none."""
    here = connection.execute(select(StoryRow.id).where(StoryRow.id == id)).scalar()
    order = ((PlacementRow.opens == id).desc(), PlacementRow.article)
    led = select(PlacementRow.story).where((PlacementRow.opens == id) | (PlacementRow.grouped == id)).order_by(*order)
    return here or connection.execute(led.limit(1)).scalar()


def story_subject(connection: Connection, id: str, but: frozenset[str] = frozenset()) -> Subject | None:
    """A story, by the id it has or had, known by the article that opened it, or else by its earliest; by none in `but`."""
    id = story_now(connection, id) or id
    asked = select(PlacementRow.article).join(VersionRow, VersionRow.article == PlacementRow.article)
    placed = asked.where(PlacementRow.story == id, VersionRow.current.is_(True)).order_by(*IN_ORDER)
    articles = [article for article in connection.execute(placed).scalars() if article not in but]
    if not articles:
        return None
    opener = next((article for article in articles if story_id(article) == id), articles[0])
    return Subject("story", id, {"kind": "story", "article": opener})


def resolve(connection: Connection, key: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The ids, with the articles of facts, that a key of a fact, a disagreement or an entity names in this archive: one a
    version of the article at most. Empty where it names nothing that is here."""
    match key:
        case {"kind": "event" | "name" | "quote" | "time" | "quantity" as kind}:
            prefix = next(prefix for prefix, (name, _, _) in TELLING.items() if name == kind)
            versions: dict[str, list[str]] = {}
            for row in _like(connection, prefix, key):
                versions.setdefault(row.version, []).append(row.id)
            return [(ids[key["nth"]], key["article"]) for ids in versions.values() if len(ids) > key["nth"]]
        case {"kind": "disagreement"}:
            of = (DisagreementRow.kind == key["of"], DisagreementRow.about == key["about"])
            ids = connection.execute(select(DisagreementRow.id).where(*of).order_by(DisagreementRow.id)).scalars().all()
            return [(id, None) for id in ids if _claims(connection, id) == key["claims"]]
        case {"kind": "entity"}:
            there = connection.execute(select(EntityRow.id).where(EntityRow.id == key["entity"])).first()
            return [(key["entity"], None)] if there else []
    return []


def copies_of(connection: Connection, id: str) -> list[str]:
    """The ids of what says the same as a fact in the articles that its article reprints, or that reprint it or the same."""
    if id.partition("_")[0] not in TELLING or (subject := _fact(connection, id.partition("_")[0], id)) is None:
        return []
    copied = select(PlacementRow.copy_of).where(PlacementRow.article == subject.article)
    first = connection.execute(copied).scalar() or subject.article
    same = or_(PlacementRow.article == first, PlacementRow.copy_of == first)
    articles = connection.execute(select(PlacementRow.article).where(same).order_by(PlacementRow.article)).scalars()
    others = [article for article in articles if article != subject.article]
    return [found for article in others for found, _ in resolve(connection, dict(subject.key) | {"article": article})]
