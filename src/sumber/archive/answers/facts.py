"""What an archive answers about facts one by one: names, entities, quotes, wordings; frozen rows, as in `answers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sumber.archive.answers import DisagreementAnswer, Source, Words


@dataclass(frozen=True, slots=True)
class VersionAnswer:
    """One wording of an article; `current` is its latest. `digest` is its page's SHA-256, `fetched_at` when it was got."""

    id: str
    current: bool
    title: str | None
    text: str
    lang: str | None
    published: str | None
    modified: str | None
    fetched_at: str | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """Somebody or something that names point to: country as alpha-3, PLOVER sectors, other names by language."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MentionAnswer:
    """A name as it stands in an article. `entity` is the id of who is known by it, `name` and `country` are that one's; None
    where nobody is known. `confidence` lies in 0..1."""

    id: str
    kind: str
    words: Words
    entity: str | None
    name: str | None
    country: str | None
    confidence: float
    sentence: Words | None
    source: Source


@dataclass(frozen=True, slots=True)
class QuoteAnswer:
    """Somebody's words (`direct`) or the gist of them. `speaker` are the words that name who said it, `meant` the name that
    these stand for and `entity` who that is; `cue` is the word of saying, `via` the media that the words came through."""

    id: str
    words: Words
    direct: bool
    speaker: Words | None
    meant: str | None
    entity: str | None
    cue: Words | None
    via: tuple[str, ...]
    sentence: Words | None
    source: Source


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """A disagreement and the story that it is in."""

    story: str
    disagreement: DisagreementAnswer
