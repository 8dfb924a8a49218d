"""The tables of judgements. `judgements` is only ever added to, and the database itself refuses anything else. `verdicts` and
`machine_values` are reckoned from it and from what was read, and replaced whole at each replay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, SQLColumnExpression, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from sumber.archive.schema import Base


class JudgementRow(Base):
    """One act of one person. `key` (JSON) says what is judged so that it is found again when pages are read anew; `payload`
    (JSON) holds what an edit, a merge or a split says; `undoes` the judgement that an undo takes back."""

    __tablename__ = "judgements"
    id: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[str]
    user: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str]
    key: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)
    undoes: Mapped[str | None] = mapped_column(ForeignKey("judgements.id"))
    __table_args__ = (
        CheckConstraint("kind IN ('right', 'wrong', 'edit', 'merge', 'split', 'undo')", "kind"),
        CheckConstraint("(kind = 'undo') = (undoes IS NOT NULL)", "undo"),
    )


class VerdictRow(Base):
    """What a judgement bears on in this archive. It `stands` unless it was undone, or a later one on the same thing overrules
    it. `article` is that of a judged fact; `into` what a story or entity was merged into."""

    __tablename__ = "verdicts"
    subject: Mapped[str] = mapped_column(primary_key=True)
    judgement: Mapped[str] = mapped_column(ForeignKey("judgements.id"), primary_key=True)
    kind: Mapped[str]
    stands: Mapped[bool]
    article: Mapped[str | None] = mapped_column(index=True)
    into: Mapped[str | None]


class MachineRow(Base):
    """What the machine had read where a judgement put something else: JSON of the fact's columns, and the roles of an event."""

    __tablename__ = "machine_values"
    subject: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[str]
    values: Mapped[str] = mapped_column(Text)


class TokenRow(Base):
    """A token of a user: its SHA-256, when it was made, and when it was revoked."""

    __tablename__ = "tokens"
    digest: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    made_at: Mapped[str]
    revoked_at: Mapped[str | None]


_WRONG = select(VerdictRow.subject).where(VerdictRow.kind == "wrong", VerdictRow.stands)


def judged_wrong(id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Was the fact of this id judged wrong, and does that stand?"""
    return id.in_(_WRONG)
