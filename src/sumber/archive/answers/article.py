"""An article through time: its wordings, what it reprints, and who reprints it."""

from __future__ import annotations

from dataclasses import dataclass

from sumber.archive.answers import Changes, Source


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an article, read from the page with this SHA-256. `changes` are those against the wording before it, None
    of the first; facts rest on wordings, and only those of the `current` one count."""

    id: str
    current: bool
    title: str | None
    published: str | None
    modified: str | None
    input: str
    digest: str
    fetched_at: str | None
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that reprints another, and what it changed."""

    source: Source
    changes: Changes


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """One article: where it was read, its current text, its wordings from the first to the current one; `original` is what it
    reprints and `changes` what it made of that (None where it reprints nothing); `reprints` are in order of publication."""

    source: Source
    text: str
    wordings: tuple[Wording, ...]
    original: Source | None
    changes: Changes | None
    reprints: tuple[Reprint, ...]
