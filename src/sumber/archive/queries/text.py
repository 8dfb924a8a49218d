"""One wording of an article with every span in it, for showing a text with its facts where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from sumber.archive.answers import Source
from sumber.archive.queries import SOURCE, source_of
from sumber.archive.schema import (
    EventMentionRow,
    MentionRow,
    PageRow,
    PlacementRow,
    QuantityRow,
    QuoteRow,
    RoleRow,
    TimeRow,
    VersionRow,
)
from sumber.archive.schema.judgements import judged_wrong


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact where it stands: `layer` is "name", "time", "quote", "event" or "role"; `about` says in a word what it is."""

    id: str
    layer: str
    start: int
    end: int
    about: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One version of an article: `marks` in order of the text, `judged` how many facts are left out as wrong, `versions` its
    wordings as (id, modified or published, current), in the order read."""

    version: str
    current: bool
    source: Source
    text: str
    modified: str | None
    dateline: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    captions: tuple[str, ...]
    promos: tuple[str, ...]
    contexts: tuple[str, ...]
    marks: tuple[Mark, ...]
    judged: int
    versions: tuple[tuple[str, str | None, bool], ...]
    pages: tuple[tuple[str, str | None], ...]


BODY = ("text", "modified", "dateline", "authors", "editors", "captions", "promos", "contexts")


def marked_text(connection: Connection, article: str, version: str | None = None, wrong: bool = False) -> MarkedText | None:
    """The wording asked for, the current one unless told; None where the article has none such. Facts that people judged wrong
    are left out unless they are asked for."""
    body = [getattr(VersionRow, name).label(f"body_{name}") for name in BODY]
    asked = (
        select(*SOURCE, *body, VersionRow.id.label("version"), VersionRow.current.label("now"))
        .select_from(VersionRow)
        .outerjoin(PlacementRow, PlacementRow.article == VersionRow.article)
        .where(VersionRow.article == article)
    )
    which = VersionRow.id == version if version else VersionRow.current.is_(True)
    row = connection.execute(asked.where(which)).one_or_none()
    if row is None:
        return None
    dated = func.coalesce(VersionRow.modified, VersionRow.published)
    others = select(VersionRow.id, dated, VersionRow.current).where(VersionRow.article == article).order_by(VersionRow.number)
    pages = select(PageRow.digest, PageRow.fetched_at).where(PageRow.version == row.version).order_by(PageRow.digest)
    marks = _marks(connection, row.version)
    return MarkedText(
        version=row.version,
        current=row.now,
        source=source_of(row),
        marks=tuple(mark for mark, judged in marks if wrong or not judged),
        judged=sum(judged for _, judged in marks if not wrong),
        versions=tuple((one[0], one[1], one[2]) for one in connection.execute(others)),
        pages=tuple((one[0], one[1]) for one in connection.execute(pages)),
        **{name: row._mapping[f"body_{name}"] for name in BODY},
    )


def _marks(connection: Connection, version: str) -> list[tuple[Mark, bool]]:
    """The facts of a version in order of the text, and whether each was judged wrong."""
    layers: tuple[tuple[str, Any, Any], ...] = (
        ("name", MentionRow, MentionRow.kind),
        ("time", TimeRow, TimeRow.value),
        ("quote", QuoteRow, QuoteRow.speaker_text),
        ("event", EventMentionRow, EventMentionRow.type),
        ("role", RoleRow, RoleRow.part),
        ("role", QuantityRow, QuantityRow.kind),
    )
    found = [
        (Mark(row.id, layer, row.start, row.end, row.about or ""), row.judged)
        for layer, model, about in layers
        for row in connection.execute(_spans(model, about, version))
    ]
    return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end, pair[0].layer, pair[0].id))


def _spans(model: Any, about: Any, version: str) -> Select[Any]:
    of = model.event_mention if model in (RoleRow, QuantityRow) else model.id
    columns = (model.id, model.start, model.end, about.label("about"), judged_wrong(of).label("judged"))
    return select(*columns).where(model.version == version)
