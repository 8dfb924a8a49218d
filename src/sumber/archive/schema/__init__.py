"""The tables of an archive.

An article is known by its address (or, without one, by its page's digest); each wording of it is a version, and facts belong
to versions. Every fact holds its evidence: the words and where they stand, NOT NULL, as long as the span says. Stories,
placements, events and disagreements are reckoned anew after each run and hang on articles and facts, never the other way.
A change here needs a migration beside it: a test holds both against each other.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, MetaData, Text, TypeDecorator, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Strings(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """A list as JSON; None is an empty one."""
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """The tuple again."""
        return _strings(value) if value else ()


@lru_cache(10_000)  # the same few outlets, sectors and statuses stand in most rows
def _strings(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


class Base(DeclarativeBase):
    """Root of all tables; constraint names follow one pattern, so that migrations can name them."""

    type_annotation_map = {tuple[str, ...]: Strings}  # noqa: RUF012
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def where(holds: str) -> dict[str, Any]:
    """The rows that an index is over, for either database."""
    return {f"{database}_where": sql(holds) for database in ("sqlite", "postgresql")}


def span_check(prefix: str = "", optional: bool = False) -> CheckConstraint:
    """Words are as long as their span. An optional span is there in all its three columns or in none."""
    start, end, text = (f'"{prefix}{part}"' for part in ("start", "end", "text"))
    holds = f"{start} >= 0 AND {end} > {start} AND length({text}) = {end} - {start}"
    if optional:
        whole = " AND ".join(f"{part} IS NOT NULL" for part in (start, end, text))
        none = " AND ".join(f"{part} IS NULL" for part in (start, end, text))
        holds = f"({none}) OR ({whole} AND {holds})"
    return CheckConstraint(holds, f"{prefix}span")


class Fact:
    """What every fact has: its version, its place in the order of its kind there (from 0), and its evidence."""

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"))
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]


class PageRow(Base):
    """A page that was read; its bytes stay where they were."""

    __tablename__ = "pages"
    digest: Mapped[str] = mapped_column(primary_key=True)
    input: Mapped[str]
    url: Mapped[str | None]
    fetched_at: Mapped[str | None]
    media_type: Mapped[str]
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), index=True)


class RefusalRow(Base):
    """An input that gave no article, and why; the last word on each input stands."""

    __tablename__ = "refusals"
    input: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(index=True)
    detail: Mapped[str]


class ArticleRow(Base):
    """An article, whatever its wording. `address` is None where its pages give none."""

    __tablename__ = "articles"
    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str | None] = mapped_column(unique=True)


class VersionRow(Base):
    """One wording of an article; `current` marks the latest. `moment` is `published` in UTC, for ordering only."""

    __tablename__ = "versions"
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    article: Mapped[str] = mapped_column(ForeignKey("articles.id"), index=True)
    current: Mapped[bool]
    title: Mapped[str | None]
    text: Mapped[str]
    lang: Mapped[str | None]
    url: Mapped[str | None]
    published: Mapped[str | None]
    modified: Mapped[str | None]
    moment: Mapped[str | None]
    outlet: Mapped[str | None]
    dateline: Mapped[str | None]
    authors: Mapped[tuple[str, ...]]
    editors: Mapped[tuple[str, ...]]
    credits: Mapped[tuple[str, ...]]
    captions: Mapped[tuple[str, ...]]
    promos: Mapped[tuple[str, ...]]
    contexts: Mapped[tuple[str, ...]]
    __table_args__ = (
        Index("ix_versions_one_current", "article", unique=True, **where("current")),
        Index("ix_versions_moment", "moment"),
        Index("ix_versions_lang", "lang", "moment"),
        # Who told what in which wording, without reading texts: for lists, matrices and charts over a whole archive.
        Index("ix_versions_shown", "id", "current", "moment", "published", "article", "outlet", "lang"),
        Index("ix_versions_told_in", "lang", "current", "article"),
        Index("ix_versions_outlet", "outlet", "current", "article"),
    )


class SentenceRow(Fact, Base):
    """A sentence of a version."""

    __tablename__ = "sentences"
    __table_args__ = (UniqueConstraint("version", "ordinal"), span_check())


class EntityRow(Base):
    """Somebody or something that names point to; `aliases` is a JSON object of lists by language, `folded` holds all names
    without case and accents, for filters."""

    __tablename__ = "entities"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str | None]
    sectors: Mapped[tuple[str, ...]]
    aliases: Mapped[str]
    folded: Mapped[str]


class NameRow(Base):
    """A `folded` of roles or quotes, once: a piece of a name is looked for here, not in every row that holds it."""

    __tablename__ = "names"
    folded: Mapped[str] = mapped_column(primary_key=True)


class MentionRow(Fact, Base):
    """A name in the text; `candidates` is a JSON list of the namesakes it may mean, each an object with its share."""

    __tablename__ = "mentions"
    sentence: Mapped[str | None] = mapped_column(ForeignKey("sentences.id"))
    kind: Mapped[str]
    entity: Mapped[str | None] = mapped_column(ForeignKey("entities.id"))
    confidence: Mapped[float]
    candidates: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("version", "ordinal"), span_check(), Index("ix_mentions_entity", "entity", "id"))


class TimeRow(Fact, Base):
    """A time expression; `first_day` and `last_day` bound the interval meant."""

    __tablename__ = "times"
    sentence: Mapped[str | None] = mapped_column(ForeignKey("sentences.id"))
    type: Mapped[str]
    value: Mapped[str]
    mod: Mapped[str | None]
    basis: Mapped[str]
    flags: Mapped[tuple[str, ...]]
    first_day: Mapped[str | None]
    last_day: Mapped[str | None]
    __table_args__ = (UniqueConstraint("version", "ordinal"), span_check())


class QuoteRow(Fact, Base):
    """Somebody's words: the span is their content, `meant` the mention that the speaker names or stands for. `folded` is the
    speaker's words and that mention's name without case and accents, for filters; empty without a speaker."""

    __tablename__ = "quotes"
    sentence: Mapped[str | None] = mapped_column(ForeignKey("sentences.id"))
    speaker_start: Mapped[int | None]
    speaker_end: Mapped[int | None]
    speaker_text: Mapped[str | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue_text: Mapped[str | None]
    via: Mapped[tuple[str, ...]]
    direct: Mapped[bool]
    meant: Mapped[str | None] = mapped_column(ForeignKey("mentions.id"), index=True)
    folded: Mapped[str]
    __table_args__ = (
        UniqueConstraint("version", "ordinal"),
        span_check(),
        span_check("speaker_", True),
        span_check("cue_", True),
        Index("ix_quotes_folded", "folded", "version", "ordinal", "id"),
    )


class EventMentionRow(Fact, Base):
    """One event told in one sentence: the span is its trigger. `day` is the first day of its time, None where it gives none;
    `listed` is the day that lists order it by: `day`, or else that of publication; `last` the last day of its time, or that."""

    __tablename__ = "event_mentions"
    sentence: Mapped[str] = mapped_column(ForeignKey("sentences.id"))
    type: Mapped[str]
    mode: Mapped[str | None]
    quad: Mapped[str]
    score: Mapped[float]
    status: Mapped[str]
    reciprocal: Mapped[bool]
    time: Mapped[str | None] = mapped_column(ForeignKey("times.id"))
    day: Mapped[str | None] = mapped_column(index=True)
    attribution_source: Mapped[str | None]
    attribution_name: Mapped[str | None]
    attribution_start: Mapped[int | None]
    attribution_end: Mapped[int | None]
    attribution_text: Mapped[str | None]
    contexts: Mapped[tuple[str, ...]]
    background: Mapped[bool]
    confidence: Mapped[float]
    listed: Mapped[str | None]
    last: Mapped[str | None]
    __table_args__ = (
        UniqueConstraint("version", "ordinal"),
        span_check(),
        span_check("attribution_", True),
        Index("ix_event_mentions_listed", "listed", "version", "ordinal"),
        Index("ix_event_mentions_type", "type", "listed", "version", "ordinal"),
        Index("ix_event_mentions_last", "last", **where("last > listed")),
    )


class RoleRow(Fact, Base):
    """A participant or the place of an event mention; `folded` is name and words without case and accents, for filters."""

    __tablename__ = "roles"
    event_mention: Mapped[str] = mapped_column(ForeignKey("event_mentions.id"))
    part: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    country: Mapped[str | None]
    sectors: Mapped[tuple[str, ...]]
    entity: Mapped[str | None]
    inference_kind: Mapped[str | None]
    inference_start: Mapped[int | None]
    inference_end: Mapped[int | None]
    inference_text: Mapped[str | None]
    __table_args__ = (
        UniqueConstraint("version", "ordinal"),
        CheckConstraint("part IN ('actor', 'recipient', 'place')", "part"),
        Index("ix_roles_event_mention", "event_mention", "part", "country"),
        *(Index(f"ix_roles_{by}", by, "part", "event_mention", "version") for by in ("folded", "country", "entity")),
        span_check(),
        span_check("inference_", True),
    )


class QuantityRow(Fact, Base):
    """A counted thing of an event mention."""

    __tablename__ = "quantities"
    event_mention: Mapped[str] = mapped_column(ForeignKey("event_mentions.id"), index=True)
    kind: Mapped[str]
    value: Mapped[float | None]
    item: Mapped[str | None]
    __table_args__ = (UniqueConstraint("version", "ordinal"), span_check(), Index("ix_quantities_kind", "kind"))


class StoryRow(Base):
    """A story and the sums shown in lists; `headline` is the article whose title stands for it."""

    __tablename__ = "stories"
    id: Mapped[str] = mapped_column(primary_key=True)
    headline: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    first: Mapped[str | None]
    last: Mapped[str | None]
    languages: Mapped[tuple[str, ...]]
    articles: Mapped[int]
    origins: Mapped[int]
    __table_args__ = (Index("ix_stories_last", "last"),)


class PlacementRow(Base):
    """Where an article belongs, and whose reporting it is. `opens` is the id of the story that it would have opened: where
    stories merged or were split since, an old id still leads to the story that its first article is in. `translation_of` is
    less sure than `copy_of`. `grouped` is the story that grouping alone gives, whatever people judged."""

    __tablename__ = "placements"
    article: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    story: Mapped[str] = mapped_column(ForeignKey("stories.id"), index=True)
    copy_of: Mapped[str | None] = mapped_column(ForeignKey("articles.id"), index=True)
    origin: Mapped[str]
    translation_of: Mapped[str | None] = mapped_column(ForeignKey("articles.id"))
    opens: Mapped[str] = mapped_column(index=True)
    grouped: Mapped[str] = mapped_column(index=True)


class EventRow(Base):
    """One happening, told by the event mentions in `event_members`."""

    __tablename__ = "events"
    id: Mapped[str] = mapped_column(primary_key=True)
    story: Mapped[str] = mapped_column(ForeignKey("stories.id"))
    type: Mapped[str]
    day: Mapped[str | None]
    place: Mapped[str | None]
    origins: Mapped[tuple[str, ...]]
    actors: Mapped[tuple[str, ...]]
    recipients: Mapped[tuple[str, ...]]
    statuses: Mapped[tuple[str, ...]]
    __table_args__ = (Index("ix_events_story", "story", "type"),)


class EventMemberRow(Base):
    """An event mention that tells a happening; each tells one at most."""

    __tablename__ = "event_members"
    event_mention: Mapped[str] = mapped_column(ForeignKey("event_mentions.id"), primary_key=True)
    event: Mapped[str] = mapped_column(ForeignKey("events.id"), index=True)


class DisagreementRow(Base):
    """Two claims that do not fit, or one page that contradicts itself (then one claim)."""

    __tablename__ = "disagreements"
    id: Mapped[str] = mapped_column(primary_key=True)
    story: Mapped[str] = mapped_column(ForeignKey("stories.id"), index=True)
    kind: Mapped[str]
    about: Mapped[str]
    update: Mapped[bool]


class ClaimRow(Fact, Base):
    """One side of a disagreement: ordinal 0 for a, 1 for b."""

    __tablename__ = "claims"
    disagreement: Mapped[str] = mapped_column(ForeignKey("disagreements.id"), index=True)
    origin: Mapped[str]
    value: Mapped[str]
    __table_args__ = (UniqueConstraint("disagreement", "ordinal"), Index("ix_claims_version", "version"), span_check())


class VectorRow(Base):
    """The story vector of a version: float32, little endian, as the model file of that checksum gives it."""

    __tablename__ = "vectors"
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    model: Mapped[str]
    vector: Mapped[bytes]


class ReckonedRow(Base):
    """What a story was reckoned from, as a digest: while that stays, so do its happenings and disagreements."""

    __tablename__ = "reckoned"
    story: Mapped[str] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    digest: Mapped[str]


class GroupingRow(Base):
    """Where grouping stood after the first so many documents, in its order, of which a digest tells; so a further run need not
    begin at the first again: what it knew there, in parts. It follows from them, and no fact from it."""

    __tablename__ = "groupings"
    documents: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    state: Mapped[bytes]


class StateRow(Base):
    """What the archive knows of itself: `stories` is the version of sumber that reckoned them, absent while they are stale."""

    __tablename__ = "state"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


FACTS: tuple[type[Fact], ...] = (
    SentenceRow, MentionRow, TimeRow, QuoteRow, EventMentionRow, RoleRow, QuantityRow, ClaimRow,
)  # fmt: skip
