"""Events, articles or stories as an Atom feed (RFC 4287).

Atom wants a moment of change of everything: where no page gives a date it is the epoch, and `published` is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from sumber.export.entries import Entry
from sumber.export.fields import coder

NAMESPACE = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01T00:00:00+00:00"


def _element(name: str) -> Callable[[str], str]:
    return lambda value: f"<{name}>{escape(value)}</{name}>"


def _updated(entry: Entry) -> str:
    return entry.modified or entry.published or EPOCH


FIELDS: tuple[tuple[str, Callable[[Entry], Iterable[str | None]], Callable[[str], str]], ...] = (
    ("id", lambda e: (e.id,), _element("id")),
    ("title", lambda e: (e.title,), _element("title")),
    ("updated", lambda e: (_updated(e),), _element("updated")),
    ("published", lambda e: (e.published,), _element("published")),
    ("author", lambda e: e.authors, lambda value: f"<author><name>{escape(value)}</name></author>"),
    ("link", lambda e: (e.url,), lambda value: f'<link rel="alternate" href={quoteattr(value)}/>'),
    ("category", lambda e: e.tags, lambda value: f"<category term={quoteattr(value)}/>"),
    ("content", lambda e: (e.text,), _element("content")),
)
"""The elements of an entry in order: its values, none or several, and the element that each becomes."""


def write_atom(entries: Iterable[Entry], out: TextIO, id: str, title: str) -> int:
    """Writes the feed of this id and title; returns how many entries. The feed's own `updated`, the latest of its entries',
    stands at its end: Atom lets elements stand in any order, and no entry has to be kept for it."""
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}">\n')
    out.write(_element("id")(id) + "\n" + _element("title")(title) + "\n")
    out.write(f"<author><name>{escape(coder())}</name></author>\n<generator>{escape(coder())}</generator>\n")
    written, latest = 0, datetime.fromisoformat(EPOCH)
    for entry in entries:
        lang = f" xml:lang={quoteattr(entry.lang)}" if entry.lang else ""
        out.write(f"<entry{lang}>{''.join(_elements(entry))}</entry>\n")
        latest = max(latest, datetime.fromisoformat(_updated(entry)))
        written += 1
    out.write(_element("updated")(latest.isoformat()) + "\n</feed>\n")
    return written


def _elements(entry: Entry) -> Iterator[str]:
    for _, values, element in FIELDS:
        yield from (element(value) for value in values(entry) if value is not None)
