"""What an archive is asked, as methods of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection

from sumber.archive import queries
from sumber.archive.actors import queries as actor_queries
from sumber.archive.answers import (
    ArticleAnswer,
    DisagreementAnswer,
    EventAnswer,
    Explanation,
    SearchHit,
    Source,
    StoryAnswer,
    StoryLine,
    columns,
)
from sumber.archive.answers.actor import ActorAnswer
from sumber.archive.answers.article import ArticleHistory
from sumber.archive.answers.columns import Columns
from sumber.archive.answers.facts import MentionAnswer, QuoteAnswer
from sumber.archive.answers.frames import Answer, Answers
from sumber.archive.queries import articles as article_queries
from sumber.archive.queries import listing, searching, wordings
from sumber.archive.queries import materiel as materiel_queries
from sumber.archive.queries import stories as story_queries
from sumber.archive.queries.explain import explanations
from sumber.archive.queries.filtering import EventFilters
from sumber.archive.queries.materiel import Delivery
from sumber.archive.queries.meaning import Meanings
from sumber.archive.queries.story_filters import StoryFilter
from sumber.errors import UsageError
from sumber.events.ontology import event_types
from sumber.knowledge.countries import alpha3_of
from sumber.types import Status


class Questions(ABC):
    """Lists are asked for when they are gone through, and again for each loop."""

    meanings: Meanings

    @abstractmethod
    def _transaction(self, writes: bool = False) -> AbstractContextManager[Connection]: ...

    def stories(
        self,
        limit: int | None = None,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
        lang: str | None = None,
        words: str | None = None,
        actor: str | None = None,
        country: str | None = None,
        type: str | None = None,
        outlet: str | None = None,
    ) -> Answers[StoryLine]:
        """Stories that fit every filter, those last written about first. Days are ISO 8601 (UsageError otherwise); `lang` and
        `outlet` ask for a report in or by them, `words` for one that `search` would find, others for an event as in
        `events`."""  # fmt: skip
        _check_events(since, until, type, None)
        names = (_country(country), type and type.strip().upper())
        asked = StoryFilter(words, actor, *names, lang, outlet, since, until)
        return self._answers(columns.STORIES, story_queries.story_lines, asked, self.meanings, limit, offset)

    def story(self, id: str, include_wrong: bool = False) -> StoryAnswer:
        """One story whole. Raises UsageError for an unknown id."""
        with self._transaction() as connection:
            found = story_queries.story_answer(connection, id, include_wrong)
        if found is None:
            raise UsageError(f"The archive has no story {id}.")
        return found

    def events(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        status: str | None = None,
        copies: bool = True,
        story: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        include_wrong: bool = False,
    ) -> Answers[EventAnswer]:
        """Event mentions that fit every filter, latest first. `actor` and `recipient` are a piece of a name, an alpha-3 country
        or an entity's id; `country` that of any party or the place, by code or name; without `copies` those of
        reprints are left out, and without `include_wrong` those that people judged wrong."""  # fmt: skip
        _check_events(since, until, type, status)
        asked = EventFilters(actor, recipient, type, _country(country), since, until, status, copies, story, include_wrong)
        return self._answers(columns.EVENTS, queries.event_answers, asked, limit, offset)

    def search(self, words: str, limit: int | None = 20, offset: int = 0, meaning: bool = True) -> Iterator[SearchHit]:
        """Articles that hold all the words ("in quotes" as a phrase, `begin*` for a beginning) and, unless words are asked for
        in one of these ways, articles in any language about what the words mean; best first."""
        with self._transaction() as connection:
            yield from searching.search_hits(connection, words, limit, offset, self.meanings if meaning else None)

    def search_hint(self, words: str) -> str | None:
        """Why a search leaves out articles about what the words mean, in one sentence; None where it does not, or should."""
        with self._transaction() as connection:
            return self.meanings.hint(connection) if searching.asks_meaning(words) else None

    def articles(self, limit: int | None = None, offset: int = 0) -> Answers[Source]:
        """All articles in order of publication."""
        return self._answers(columns.SOURCE, queries.sources, queries.current_sources().limit(limit).offset(offset))

    def mentions(
        self,
        who: str | None = None,
        kind: str | None = None,
        story: str | None = None,
        include_wrong: bool = False,
        limit: int | None = None,
    ) -> Answers[MentionAnswer]:
        """Names in order of publication and of the text. `who` is a piece of a name or an entity's id, `kind` "person",
        "organization" or "place"."""
        return self._answers(columns.MENTIONS, listing.mentions, who, kind, story, include_wrong, limit)

    def quotes(
        self,
        speaker: str | None = None,
        story: str | None = None,
        include_wrong: bool = False,
        limit: int | None = None,
    ) -> Answers[QuoteAnswer]:
        """Quotes in order of publication and of the text. `speaker` is a piece of the speaker's name or an entity's id."""
        return self._answers(columns.QUOTES, listing.quotes, speaker, story, include_wrong, limit)

    def disagreements(
        self,
        kind: str | None = None,
        story: str | None = None,
        include_wrong: bool = False,
        limit: int | None = None,
    ) -> Answers[DisagreementAnswer]:
        """Disagreements, story by story. `kind` is "date", "weekday", "place", "number", "amount", "actor" or "status"."""
        return self._answers(columns.DISAGREEMENTS, listing.disagreements, kind, story, include_wrong, limit)

    def materiel(
        self,
        supplier: str | None = None,
        recipient: str | None = None,
        item: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Answers[Delivery]:
        """Deliveries of materiel that are told, latest first, one for each happening, thing and number. `supplier` and
        `recipient` are a piece of a name, an alpha-3 country or an entity's id, `item` a piece of its words."""
        _check_events(since, until, None, status)
        asked = materiel_queries.MaterielFilter(supplier, recipient, item, status, since, until)
        return self._answers(columns.MATERIEL, materiel_queries.all_deliveries, asked, limit)

    def _answers(self, flat: Columns, ask: Callable[..., Iterator[Answer]], *asked: Any) -> Answers[Answer]:
        def found() -> Generator[Answer, None, None]:
            with self._transaction() as connection:
                yield from ask(connection, *asked)

        return Answers(found, flat)

    def whole_articles(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        status: str | None = None,
        lang: str | None = None,
        copies: bool = True,
        limit: int | None = None,
        outlet: str | None = None,
        words: str | None = None,
    ) -> Iterator[ArticleAnswer]:
        """Articles with their text, latest first: published between the days, in the language, by the outlet, such as `search`
        finds for the words, and telling an event that fits the other filters, which are those of `events`."""
        _check_events(since, until, type, status)
        told = EventFilters(actor, recipient, type, _country(country), status=status)
        asked = article_queries.select_articles(since, until, copies)
        with self._transaction() as connection:
            if any((actor, recipient, type, country, status)):
                asked = article_queries.telling(asked, queries.select_events(connection, told))
            written = article_queries.written(connection, lang, outlet, words, self.meanings)
            yield from article_queries.article_answers(connection, asked.where(*written).limit(limit))

    def article(self, id: str) -> ArticleHistory:
        """One article through time: its wordings with what was changed, what it reprints and who reprints it. Raises UsageError
        for an unknown id."""
        with self._transaction() as connection:
            found = wordings.article_history(connection, id)
        if found is None:
            raise UsageError(f"The archive has no article {id}.")
        return found

    def actor(self, who: str, since: str | None = None, until: str | None = None, limit: int | None = 50) -> ActorAnswer:
        """An actor through time, by name, alpha-3 country or an entity's id: who this is, deeds by day, partners, quotes, and
        who reports. Lists hold `limit` at most, None for all. Raises UsageError where nobody is named so."""
        _check_days(since, until)
        with self._transaction() as connection:
            found = actor_queries.actor_answer(connection, who, since, until, limit)
        if found is None:
            raise UsageError(f"The archive names nobody called {who!r}.")
        return found

    def explain(self, id: str) -> tuple[Explanation, ...]:
        """The chain behind a fact: words, sentence, article, page; for a happening, the chain of each mention of it, for a
        disagreement, of each claim. Raises UsageError for an unknown id."""
        with self._transaction() as connection:
            found = tuple(explanations(connection, id))
        if not found:
            raise UsageError(f"The archive has no fact {id}.")
        return found


def _check_events(since: str | None, until: str | None, type: str | None, status: str | None) -> None:
    _check_days(since, until)
    if type is not None and type.strip().upper() not in event_types():
        raise UsageError(f"There is no type {type!r}; there are {', '.join(event_types())}.")
    if status is not None and status not in get_args(Status):
        raise UsageError(f"There is no status {status!r}; there are {', '.join(get_args(Status))}.")


def _country(asked: str | None) -> str | None:
    if not asked or not asked.strip():
        return None
    if (code := alpha3_of(asked)) is None:
        raise UsageError(f"There is no country {asked!r}; write its ISO 3166-1 code, such as IDN, or its name.")
    return code


def _check_days(since: str | None, until: str | None) -> None:
    for day in (since, until):
        try:
            if day is not None and date.fromisoformat(day).isoformat() != day:  # days are compared as strings
                raise ValueError(day)
        except ValueError as error:
            raise UsageError(f"{day!r} is no day; write it as 2026-03-05.") from error
    if since and until and since > until:
        raise UsageError(f"No day lies between {since} and {until}: the first is the later one.")
