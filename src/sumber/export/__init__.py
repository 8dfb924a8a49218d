"""Writing an archive out for other programs: one file a format, each with one table of columns, as many rows out as came in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from sumber.archive.store import Archive
from sumber.errors import UsageError
from sumber.export.annotation import write_annotation
from sumber.export.atom import write_atom
from sumber.export.csv import write_csv
from sumber.export.entries import ENTRIES
from sumber.export.fields import urn
from sumber.export.ftm import write_ftm
from sumber.export.gdelt import write_gdelt
from sumber.export.gdelt_mentions import write_gdelt_mentions
from sumber.export.geojson import write_geojson
from sumber.export.jsonfeed import write_jsonfeed
from sumber.export.newsarticle import write_newsarticle
from sumber.export.ninjs import write_ninjs
from sumber.export.parquet import write_parquet
from sumber.export.plover import write_plover
from sumber.export.polecat import write_polecat
from sumber.views.safe import safe

EVENTS, ARTICLES, ANY = ("events",), ("articles",), ("events", "articles", "stories")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what writes it (a stream of answers and of text in, how many were written out), and what it can tell, first
    what it tells unless asked. A `binary` one is written as bytes, a `feed` from entries, and takes an id and a title."""

    write: Callable[..., int]
    tells: tuple[str, ...] = EVENTS
    binary: bool = False
    feed: bool = False


FORMATS: dict[str, Format] = {
    "csv": Format(write_csv),
    "parquet": Format(write_parquet, binary=True),
    "gdelt": Format(write_gdelt),
    "gdelt-mentions": Format(write_gdelt_mentions),
    "polecat": Format(write_polecat),
    "plover": Format(write_plover),
    "ftm": Format(write_ftm),
    "geojson": Format(write_geojson),
    "annotation": Format(write_annotation),
    "ninjs": Format(write_ninjs, ARTICLES),
    "newsarticle": Format(write_newsarticle, ARTICLES),
    "atom": Format(write_atom, ANY, feed=True),
    "jsonfeed": Format(write_jsonfeed, ANY, feed=True),
}
"""All formats by name."""

_TOLD = ("actor", "recipient", "type", "country", "since", "until", "status", "copies", "limit")
FILTERS = {
    "events": (*_TOLD, "story", "include_wrong"),
    "articles": (*_TOLD, "lang", "outlet", "words"),
    "stories": ("actor", "type", "country", "since", "until", "lang", "outlet", "words", "limit"),
}
"""The filters that choose among each kind of thing."""
OPTIONS = {"copies": "no-copies", "include_wrong": "judged"}  # filters that the command line calls otherwise


def export(archive: Archive, format: str, out: TextIO | None = None, of: str | None = None, **filters: Any) -> int:
    """Writes what fits every filter in a format to a stream (standard output unless given); returns how many were written.

    `of` chooses between "events", "articles" and "stories" where a format can tell several. Filters are those of
    `Archive.events`, `Archive.whole_articles` and `Archive.stories`, by name. Raises UsageError for an unknown format, for a
    filter that does not choose among what is asked for, and for bytes on a terminal; MissingExtraError where a format needs
    more.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise UsageError(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    of = of or chosen.tells[0]
    if of not in chosen.tells:
        raise UsageError(f"{format} tells {' or '.join(chosen.tells)}, not {of!r}.")
    given = _given(of, filters)
    stream = sys.stdout if out is None else out
    if stream is None:
        raise UsageError("Cannot write to standard output: it is closed.")
    if chosen.binary and stream.isatty():
        raise UsageError(f"{format} is no text: send it to a file, as in `sumber export {format} > {of}.{format}`.")
    answers = _answers(archive, of, given)
    if not chosen.feed:
        return chosen.write(answers, stream.buffer if chosen.binary else stream)
    asked = " ".join(f"{name}={value}" for name, value in sorted(given.items()))
    title = safe(f"sumber: {of} {asked}")
    return chosen.write(map(ENTRIES[of], answers), stream, urn(safe(f"feed:{of}:{asked}")), title)


def _given(of: str, filters: dict[str, Any]) -> dict[str, Any]:
    """The filters that are set. `copies` is set where it is false: true is how all is told anyway."""
    given = {name: value for name, value in filters.items() if value is not None and (name != "copies" or not value)}
    for name in given:
        if name not in FILTERS[of]:
            raise UsageError(f"--{OPTIONS.get(name, name)} does not choose among {of}.")
    return given


def _answers(archive: Archive, of: str, filters: dict[str, Any]) -> Iterator[Any]:
    ask: dict[str, Callable[..., Iterable[Any]]] = {
        "events": archive.events,
        "articles": archive.whole_articles,
        "stories": archive.stories,
    }
    yield from ask[of](**filters)
