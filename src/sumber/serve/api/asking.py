"""What the routes can be asked: the command line's filters by the same names. Anything else in a query is refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from sumber.archive.queries.filtering import EventFilters
from sumber.archive.queries.story_filters import StoryFilter
from sumber.events.ontology import event_types
from sumber.export import FORMATS
from sumber.knowledge.countries import alpha3_of
from sumber.types import NameKind, Status

LIMIT, MOST = 50, 500


def _day(given: str) -> str:
    try:
        if date.fromisoformat(given).isoformat() == given:  # days are compared as strings
            return given
    except ValueError:
        pass
    raise ValueError("is no day; write it as 2026-03-05.")


def _type(given: str) -> str:
    if given.strip().upper() not in event_types():
        raise ValueError(f"is no type; there are {', '.join(event_types())}.")
    return given.strip().upper()


def _country(given: str) -> str:
    if given.strip() and alpha3_of(given) is None:
        raise ValueError("is no country; write its ISO 3166-1 code, such as IDN, or its name.")
    return alpha3_of(given) or ""


def _format(of: str) -> tuple[str, ...]:
    return tuple(name for name, format in FORMATS.items() if of in format.tells)


Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]
EventType = Annotated[str, AfterValidator(_type)]
Country = Annotated[str, AfterValidator(_country)]
Lang = Annotated[str | None, Field(description="Language (BCP 47), such as id.")]
DisagreementKind = Literal["date", "weekday", "place", "number", "amount", "actor", "status"]
Kind = Annotated[NameKind | None, Field(description="Of whom or what it is a name.")]
Outlet = Annotated[str | None, Field(description="Name of the outlet.")]
Words = Annotated[str | None, Field(max_length=1_000, description="Words, as in a search.")]
Format = Annotated[str | None, Field(description="Gives all that fits, in an export format, instead of a page.")]


Judged = Annotated[bool, Field(description="Tell what people judged wrong too.")]


class Paged(BaseModel):
    """A page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int | None = Field(None, ge=1, le=MOST, description=f"At most so many; {LIMIT} unless given.")
    cursor: str | None = Field(None, max_length=2_000, description="`next` of the page before.")


class Days(BaseModel):
    """Between two days."""

    since: Day | None = Field(None, description="From this day on.")
    until: Day | None = Field(None, description="Up to this day.")

    @model_validator(mode="after")
    def _in_order(self) -> Days:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"No day lies between {self.since} and {self.until}: the first is the later one.")
        return self


class Told(Days):
    """The filters of events."""

    actor: str | None = Field(None, description="Part of the actor's name, a country (alpha-3), or an entity's id.")
    recipient: str | None = Field(None, description="The same for the recipient.")
    type: EventType | None = Field(None, description="PLOVER type, such as PROTEST.")
    country: Country | None = Field(None, description="Country of any party or of the place: alpha-3, or a name of it.")
    status: Status | None = Field(None, description="Whether it happened, by the report's word.")
    copies: bool = Field(True, description="Tell what reprints say too.")

    def filters(self, story: str | None = None, wrong: bool = False) -> EventFilters:
        """These filters as the archive takes them."""
        return EventFilters(
            self.actor, self.recipient, self.type, self.country, self.since, self.until, self.status, self.copies, story, wrong
        )


class EventQuestion(Paged, Told):
    """Which events, and which page of them."""

    judged: Judged = False
    story: str | None = Field(None, description="Only events of this story.")
    format: Format = Field(None, json_schema_extra={"enum": [*_format("events")]})


class MaterielQuestion(Paged, Days):
    """Which deliveries."""

    supplier: str | None = Field(None, description="Part of the supplier's name, a country (alpha-3), or an entity's id.")
    recipient: str | None = Field(None, description="The same for the recipient.")
    item: str | None = Field(None, description="Part of the words for the thing.")
    status: Status | None = Field(None, description="Whether it happened, by the report's word.")


class ArticleQuestion(Paged, Told):
    """Which articles: published between the days, in the language, by the outlet, such as a search for the words finds, and
    telling an event that fits the other filters."""

    lang: Lang = None
    outlet: Outlet = None
    words: Words = None
    format: Format = Field(None, json_schema_extra={"enum": [*_format("articles")]})


class StoryQuestion(Paged, Days):
    """Which stories: those with a report between the days, one in the language, one by the outlet, one that holds or means the
    words, and one that tells an event which fits the other filters."""

    actor: str | None = Field(None, description="Part of a party's name, a country (alpha-3), or an entity's id.")
    country: Country | None = Field(None, description="Country of any party or of the place: alpha-3, or a name of it.")
    type: EventType | None = Field(None, description="PLOVER type, such as PROTEST.")
    lang: Lang = None
    outlet: Outlet = None
    words: Words = None
    format: Format = Field(None, json_schema_extra={"enum": [*_format("stories")]})

    def filters(self) -> StoryFilter:
        """These filters as the archive takes them."""
        days, country = (self.since, self.until), self.country or None
        return StoryFilter(self.words, self.actor, country, self.type, self.lang, self.outlet, *days)


class MentionQuestion(Paged):
    """Which names."""

    article: str | None = Field(None, description="Names in this article.")
    entity: str | None = Field(None, description="Names of this entity.")
    kind: Kind = None
    judged: Judged = False


class EntityQuestion(Paged):
    """Which entities."""

    name: str | None = Field(None, description="Part of any of its names.")
    kind: Kind = None
    country: Country | None = Field(None, description="Its country: alpha-3, or a name of it.")


class QuoteQuestion(Paged):
    """Which quotes."""

    speaker: str | None = Field(None, description="Part of the speaker's name, or an entity's id.")
    article: str | None = Field(None, description="Quotes in this article.")
    lang: Lang = None
    copies: bool = Field(True, description="Tell what reprints say too.")
    judged: Judged = False


class DisputeQuestion(Paged):
    """Which disagreements."""

    kind: DisagreementKind | None = Field(None, description="Of what the reports say different things.")
    story: str | None = Field(None, description="Only those of this story.")
    judged: Judged = False


class JudgementQuestion(Paged):
    """Which judgements."""

    of: str | None = Field(None, max_length=200, description="Only those that bear on this story, article, fact or entity.")


class SearchQuestion(Paged):
    """What to search for."""

    words: str = Field(max_length=1_000, description='Words; "in quotes" a phrase, begin* a beginning.')


class ExportQuestion(Told):
    """What to export; `of` as in `sumber export --of`."""

    model_config = ConfigDict(extra="forbid")

    of: str | None = Field(None, description="events, articles or stories, where a format can tell several.")
    story: str | None = Field(None, description="Only events of this story.")
    lang: Lang = None
    outlet: Outlet = None
    words: Words = None
    judged: Judged = False
    limit: int | None = Field(None, ge=1, description="At most so many; all unless given.")
