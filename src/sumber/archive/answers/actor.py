"""An actor through time: who this is, what was done by and to it, with whom, what was said, and who reports of it."""

from __future__ import annotations

from dataclasses import dataclass

from sumber.archive.answers import EventAnswer, Source, Words
from sumber.archive.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that the archive names. `ids` are the entities that it goes by: several where articles tell more
    of it or less; none where it is only a name. `mentions` counts how often it is named."""

    ids: tuple[str, ...]
    name: str
    kind: str | None
    country: str | None
    sectors: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class NameInUse:
    """A name that articles of a language (BCP 47, None where unknown) give it, and in how many."""

    lang: str | None
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Deed:
    """A happening in which it takes part, as "actor", "recipient" or "both"; `event` is the surest report of it. `articles` and
    `origins` count those that tell of its part."""

    part: str
    articles: int
    origins: int
    event: EventAnswer


@dataclass(frozen=True, slots=True)
class DayOfDeeds:
    """What happened on a day (ISO 8601; a month or a year where the sentence tells no more; the day of the report where it
    tells nothing, None where that is not known)."""

    day: str | None
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """Who stands on the other side: in how many happenings it is acted on (`to`) and acts (`by`), and their mean score, -10
    (conflict) to 10 (cooperation)."""

    name: str
    entity: str | None
    country: str | None
    to: int
    by: int
    score: float


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: the words, who speaks (as the article writes it), the article, and the word of saying, without which reported
    words cannot be understood: "denied" turns them round."""

    id: str
    words: Words
    speaker: str | None
    direct: bool
    source: Source
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """An outlet or an origin, and how many articles of it name the actor."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """An actor whole. `namesakes` are others that the words asked for may mean. Counts are of everything between the days asked
    for; lists hold at most as many as were asked for: `days` the latest deeds, in order; `partners`, `outlets` and `origins`
    the most frequent; quotes the latest, without those of reprints."""

    who: Known
    names: tuple[NameInUse, ...]
    namesakes: tuple[Known, ...]
    articles: int
    independent: int
    first: str | None
    last: str | None
    acted: int
    received: int
    days: tuple[DayOfDeeds, ...]
    partners: tuple[Partner, ...]
    quotes: int
    quotes_by: tuple[Said, ...]
    mentions_in_quotes: int
    quotes_about: tuple[Said, ...]
    outlets: tuple[Reporting, ...]
    origins: tuple[Reporting, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """One week of an actor, by its Monday: event mentions of cooperation and of conflict, in words and in deeds."""

    monday: str
    verbal_coop: int
    material_coop: int
    verbal_conflict: int
    material_conflict: int


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Who else takes part: `who` is an entity's id, a country or a name, `score` the mean of the events shared (-10 to 10)."""

    who: str
    name: str
    country: str | None
    cooperation: int
    conflict: int
    score: float


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """An actor at a glance: a country with all that is of it, an entity, or a name that is not linked ("country", the entity's
    kind, "name"). `aliases` are the words that stand for it with their number, `parts` how often it takes part in an event, of
    which the latest, `summed` of them, are summed here; `outlets` count the events that they tell. Where a `counterpart` is
    asked for, `weeks` and `events` are those in which both take part. Of an entity, `articles` are the latest
    that name it (id and title), and `judgements` are what people judged of it."""

    who: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[tuple[str, int], ...]
    parts: int
    summed: int
    weeks: tuple[Week, ...]
    counterparts: tuple[Counterpart, ...]
    events: tuple[EventAnswer, ...]
    quotes_by: tuple[Said, ...]
    quotes_about: tuple[Said, ...]
    outlets: tuple[tuple[str, int], ...]
    counterpart: str | None = None
    articles: tuple[tuple[str, str | None], ...] = ()
    judgements: tuple[Judgement, ...] = ()
