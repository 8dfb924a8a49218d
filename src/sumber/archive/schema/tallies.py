"""What matrices and sheets over a whole archive are made of, one narrow row a fact: reckoned with each story, so that nobody
waits for it. It follows from articles, placements and judgements alone; see `telling.tallies`."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sumber.archive.schema import Base


class RelationRow(Base):
    """What one event mention tells a country to do to another. `day` is that of the event, or of the report where the sentence
    names none; `copy` marks what a reprint repeats; `score` is PLOVER's, `conflict` its side; `parties` counts the pairs of an
    actor and a recipient of these countries."""

    __tablename__ = "relations"
    event_mention: Mapped[str] = mapped_column(ForeignKey("event_mentions.id"), primary_key=True)
    actor: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(primary_key=True)
    story: Mapped[str] = mapped_column(ForeignKey("stories.id"), index=True)
    day: Mapped[str | None]
    type: Mapped[str]
    status: Mapped[str]
    copy: Mapped[bool]
    score: Mapped[float]
    conflict: Mapped[bool]
    parties: Mapped[int]
    __table_args__ = (Index("ix_relations_pair", "actor", "recipient", "day"),)


class DeliveryRow(Base):
    """Materiel that one event mention counts, by the id of the quantity; `happening` is the mention itself where it is told
    alone, `day` as in `RelationRow`."""

    __tablename__ = "deliveries"
    id: Mapped[str] = mapped_column(ForeignKey("quantities.id"), primary_key=True)
    event_mention: Mapped[str] = mapped_column(ForeignKey("event_mentions.id"), index=True)
    story: Mapped[str] = mapped_column(ForeignKey("stories.id"), index=True)
    happening: Mapped[str]
    article: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    origin: Mapped[str]
    day: Mapped[str | None]
    status: Mapped[str]
    item: Mapped[str | None]
    value: Mapped[float | None]
    confidence: Mapped[float]
    copy: Mapped[bool]
