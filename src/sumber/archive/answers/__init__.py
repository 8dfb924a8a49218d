"""What an archive answers with: frozen rows of plain values, which `dataclasses.asdict` turns into JSON as they are.

Moments and days are ISO 8601 as the page gives them, None where it gives none; spans are code points into the article's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sumber.archive.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand in an article: `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """The article something was read in, its page, and whose reporting it is: `origin`, `copy_of` where it reprints another
    article of the archive, `translation_of` where it seems to translate one (None for an original, and while stories are not
    reckoned)."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    lang: str | None
    credits: tuple[str, ...]
    url: str | None
    input: str
    story: str | None
    origin: str | None
    copy_of: str | None
    translation_of: str | None


_PERIOD = re.compile(r"\d{4}(-(\d\d|[WQH]\d+|[A-Z]{2}))?")


def period_of(value: str | None) -> str | None:
    """A TIMEX3 value that names a stretch longer than a day by its year; None for any other."""
    return value if value and _PERIOD.fullmatch(value) else None


@dataclass(frozen=True, slots=True)
class Time:
    """When an event was, as TIMEX3; `basis` says what the value rests on, `flags` hold contradictions."""

    type: str
    value: str
    mod: str | None
    basis: str
    flags: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what takes part in an event. `inferred` says how, where the words name nobody, and `inferred_from` holds them;
    `entity` is the id of who is known by this name, None where nobody is."""

    name: str
    country: str | None
    sectors: tuple[str, ...]
    words: Words
    inferred: str | None = None
    inferred_from: Words | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing: `value` is None where the words give no number; `id` is what `Archive.judge` takes."""

    kind: str
    value: float | None
    item: str | None
    words: Words
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of an event that a person changed, and what the machine had read there (empty for nothing)."""

    field: str
    machine: str


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """One event as one article tells it. `event` is the happening it tells with others, None where it stands alone. `day` is
    the first day of its time, None where the sentence gives none; then only the article's date bounds it. `sentence_number`
    counts the sentences of the article from 1. `verdict` is "right" or "wrong" where a person judged it; what people changed in
    it is in `corrections`."""

    id: str
    event: str | None
    type: str
    mode: str | None
    quad: str
    score: float
    status: str
    background: bool
    day: str | None
    time: Time | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reciprocal: bool
    place: Party | None
    attribution: str | None
    contexts: tuple[str, ...]
    quantities: tuple[Count, ...]
    confidence: float
    trigger: Words
    sentence: Words
    source: Source
    sentence_number: int | None = None
    verdict: str | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def period(self) -> str | None:
        """Its day; the month, season, week or year where its words tell no more: "2022" is not the first of January."""
        return (period_of(self.time.value if self.time else None) if self.day else None) or self.day


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that an article names; `entity` is None where nothing is known of the name."""

    name: str
    kind: str
    entity: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """One article whole, in its current wording. `named` holds each person, organization and place once, in order of the text;
    `copied_url` is the address of the article that it reprints, where that has one."""

    source: Source
    text: str
    modified: str | None
    dateline: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    captions: tuple[str, ...]
    contexts: tuple[str, ...]
    named: tuple[Named, ...]
    copied_url: str | None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list: counts of articles and of independent origins, the first and last moment (UTC) of publication."""

    id: str
    headline: str | None
    first: str | None
    last: str | None
    languages: tuple[str, ...]
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """One side of a disagreement: what is claimed, in which sentence, by which article."""

    value: str
    sentence: Words
    source: Source


@dataclass(frozen=True, slots=True)
class DisagreementAnswer:
    """Two claims that do not fit; `b` is None where one page contradicts itself."""

    id: str
    kind: str
    about: str
    update: bool
    a: ClaimAnswer
    b: ClaimAnswer | None


@dataclass(frozen=True, slots=True)
class HappeningAnswer:
    """One happening of a story and every event mention that tells it; `origins` are the independent ones."""

    id: str
    type: str
    day: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    statuses: tuple[str, ...]
    origins: tuple[str, ...]
    mentions: tuple[EventAnswer, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence in an earlier text, and what it became in a later one."""

    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class Changes:
    """What a later text made of an earlier one: `kept` is the share of the earlier text's words that it still has, 0..1.
    `added` stand in the later text, `dropped` in the earlier one; `retitled` is the earlier title where it is another now."""

    kept: float
    retitled: str | None
    added: tuple[Words, ...]
    dropped: tuple[Words, ...]
    edited: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """An article and what it changed: of `earlier`, the article that it reprints, or of its own first wording where `earlier`
    is None. `wordings` counts those that its page has had."""

    article: str
    earlier: str | None
    wordings: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """One story whole: its line in the list, the first sentence of its lead, its articles in order of publication, the
    happenings in order of their days, event mentions that belong to no happening, the disagreements, what reprints and
    edited pages changed, and what people judged of it or of facts in it."""

    story: StoryLine
    lead: Words | None
    articles: tuple[Source, ...]
    happenings: tuple[HappeningAnswer, ...]
    others: tuple[EventAnswer, ...]
    disagreements: tuple[DisagreementAnswer, ...]
    rewordings: tuple[Rewording, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article found: a stretch of its text around the first words found, and where in that stretch the found words stand.
    `found_by` tells how: "words", "meaning" (then the stretch is its first sentence), or both."""

    source: Source
    snippet: Words
    found: tuple[tuple[int, int], ...]
    title_found: tuple[tuple[int, int], ...]
    found_by: tuple[str, ...] = ("words",)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The chain behind a fact: the words, their sentence, the article and its page. `kind` is "event", "quote", "name", "time",
    "sentence", "role", "quantity" or "claim"; `facts` are the fact's values by name, and `parts` the words behind each of its
    parts. `digest` is the SHA-256 of the page, `fetched_at` when it was fetched. `current` is false where the page was edited
    since, and this is an earlier wording of it. `judgements` are what people judged of the fact, `on_copies` what
    they judged of the same words in articles that reprint this one or that it reprints, which does not bear on this."""

    id: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    words: Words
    parts: tuple[tuple[str, Words], ...]
    sentence: Words | None
    source: Source
    digest: str
    fetched_at: str | None
    event: EventAnswer | None = None
    current: bool = True
    judgements: tuple[Judgement, ...] = ()
    on_copies: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One examination of the archive: its name, whether it passed, and what was found."""

    name: str
    ok: bool
    detail: str
