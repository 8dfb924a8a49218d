"""The judgements of an archive, as methods of it: each adds one row and does at once what follows from it."""

from __future__ import annotations

import getpass
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any, Literal

from sqlalchemy import Connection, select

from sumber.archive.answers.columns import JUDGEMENTS
from sumber.archive.answers.frames import Answers
from sumber.archive.judgements import Judgement, JudgementKind, all_judgements, append, put
from sumber.archive.judgements.edits import checked_edit
from sumber.archive.judgements.entities import entity_now
from sumber.archive.judgements.machine import restore
from sumber.archive.judgements.regrouping import copies
from sumber.archive.judgements.replay import bearings, replay_facts, replay_placements
from sumber.archive.judgements.subjects import TELLING, Subject, story_subject, subject_of
from sumber.archive.queries.corrections import judgements_of
from sumber.archive.schema import MentionRow, VersionRow
from sumber.archive.telling import Teller
from sumber.archive.telling.retelling import placements_of, replay
from sumber.errors import UsageError
from sumber.types import Placement


def user_or_login(user: str | None) -> str:
    """The user given, or the name under which this process runs. Raises UsageError where there is none."""
    try:
        return user or getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("Say who judges: this process runs under no name.") from error


class Judging(ABC):
    """What people may judge in an archive. All of it is undone by `undo`; nothing is ever deleted."""

    @abstractmethod
    def _transaction(self, writes: bool = False) -> AbstractContextManager[Connection]: ...

    @cached_property
    def _teller(self) -> Teller:
        return Teller.real()

    def judge(self, id: str, verdict: Literal["right", "wrong"], reason: str, user: str | None = None) -> Judgement:
        """Judges an event as one article tells it, a name, a quote, a time, a quantity or a disagreement. What is wrong is
        left out of answers, and stories are told without it. Raises UsageError for an unknown id or verdict, or without a
        reason."""
        if verdict not in ("right", "wrong"):
            raise UsageError(f"A fact is right or wrong, not {verdict!r}.")
        if id.partition("_")[0] not in (*TELLING, "dis"):
            kinds = "event mention, name, quote, time, quantity or disagreement"
            raise UsageError(f"{id} is no {kinds}, which alone are right or wrong: judge the event that it is part of.")
        with self._transaction(writes=True) as connection:
            return self._act(connection, verdict, id, user, reason)

    def edit(
        self,
        id: str,
        reason: str,
        user: str | None = None,
        type: str | None = None,
        mode: str | None = None,
        status: str | None = None,
        actors: Sequence[str] | None = None,
        recipients: Sequence[str] | None = None,
        place: str | None = None,
        day: str | None = None,
    ) -> Judgement:
        """Puts other values in an event mention; the machine's are kept beside. "none" takes a mode, place or day away, and
        `["none"]` all parties of a side. A party is words of the article, with its codes where the words alone do not tell
        them: "Polisi [IDN COP]". Raises UsageError for what PLOVER does not know and for words that the article lacks."""
        with self._transaction(writes=True) as connection:
            said = checked_edit(connection, id, type, mode, status, actors, recipients, place, day)
            return self._act(connection, "edit", id, user, reason, said)

    def merge(self, id: str, other: str, reason: str, user: str | None = None) -> Judgement:
        """Makes two stories, or two entities, one, which keeps the first id. Raises UsageError where they are not two of one
        kind."""
        with self._transaction(writes=True) as connection:
            one, two = subject_of(connection, id), subject_of(connection, other)
            if one.kind != two.kind or one.kind not in ("story", "entity"):
                raise UsageError("Two stories or two entities can be merged, nothing else.")
            if one.id == two.id or (one.kind == "entity" and entity_now(connection, one.id) == entity_now(connection, two.id)):
                raise UsageError(f"{id} and {other} are one {one.kind} already.")
            return self._act(connection, "merge", one.id, user, reason, {"other": two.id, "key": dict(two.key)}, one)

    def split(self, id: str, article: str, reason: str, user: str | None = None) -> Judgement:
        """Takes an article, with its reprints, out of a story; or the names of one article out of an entity, which they become
        another of. Raises UsageError where the story or the entity is not of that article, or of no other."""
        with self._transaction(writes=True) as connection:
            subject = subject_of(connection, id)
            if subject.kind == "story":
                subject = _story_without(connection, subject, article)
            elif subject.kind != "entity" or not _names(connection, entity_now(connection, subject.id), article):
                raise UsageError(f"{article} is no article of a story or an entity {id}.")
            return self._act(connection, "split", subject.id, user, reason, {"article": article}, subject)

    def undo(self, judgement: str, reason: str, user: str | None = None) -> Judgement:
        """Takes a judgement back; an undo too can be undone. Raises UsageError where it is not there or does not stand."""
        with self._transaction(writes=True) as connection:
            found = next(all_judgements(connection, [judgement]), None)
            if found is None:
                raise UsageError(f"The archive has no judgement {judgement}.")
            if not found.stands:
                raise UsageError(f"The judgement {judgement} was undone already.")
            named = {name: found.payload[name] for name in ("other", "article") if name in found.payload}
            subject = Subject(str(found.key["kind"]), found.subject, found.key)
            return self._act(connection, "undo", found.subject, user, reason, named, subject, found.id)

    def judgements(self, of: str | None = None) -> Answers[Judgement]:
        """All judgements in the order in which they were made, or those that bear on the thing of an id (for a story also those
        on facts of its articles)."""

        def found() -> Generator[Judgement, None, None]:
            with self._transaction() as connection:
                yield from all_judgements(connection) if of is None else judgements_of(connection, of)

        return Answers(found, JUDGEMENTS)

    def carry(self, judgements: Iterable[Judgement]) -> int:
        """Adds judgements that were made in another archive, as they are; returns how many were new here. What they bear on may
        be read before or after. Raises UsageError for one that was changed since it was made."""
        with self._transaction(writes=True) as connection:
            before = bearings(connection)
            added = put(connection, judgements)
            if added:
                replay(connection, before, self._teller)
            return added

    def replay(self, placements: Iterable[Placement]) -> list[Placement]:
        """Does all judgements on facts anew, and those on stories over what grouping gives; the stories are then to be told
        from what this returns, and set."""
        with self._transaction(writes=True) as connection:
            replay_facts(connection)
            return replay_placements(connection, placements)

    def _act(
        self,
        connection: Connection,
        kind: JudgementKind,
        id: str,
        user: str | None,
        reason: str,
        payload: dict[str, Any] | None = None,
        subject: Subject | None = None,
        undoes: str | None = None,
    ) -> Judgement:
        before = bearings(connection)
        if subject is None:
            if id.partition("_")[0] in TELLING:
                restore(connection)  # keys are made of what the machine read
            subject = subject_of(connection, id)
        made = append(connection, kind, id, user_or_login(user), reason, subject.key, payload, undoes)
        replay(connection, before, self._teller)
        return made


def _story_without(connection: Connection, subject: Subject, article: str) -> Subject:
    """The story, known by an article that does not go with this one. Raises UsageError where none would be left."""
    placements = [placement for placement in placements_of(connection) if placement.story == subject.id]
    if article not in {placement.id for placement in placements}:
        raise UsageError(f"{article} is no article of the story {subject.id}.")
    left = story_subject(connection, subject.id, but=frozenset(copies(article, placements)))
    if left is None:
        raise UsageError(f"The story {subject.id} holds nothing but {article} and its reprints.")
    return left


def _names(connection: Connection, entity: str, article: str) -> bool:
    named = select(MentionRow.id).join(VersionRow, VersionRow.id == MentionRow.version)
    return connection.execute(named.where(MentionRow.entity == entity, VersionRow.article == article)).first() is not None
