"""Events, articles or stories as a JSON Feed (version 1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sumber.export.entries import Entry
from sumber.export.fields import coder
from sumber.export.lines import Fields, each, write_document

VERSION = "https://jsonfeed.org/version/1.1"

FIELDS: Fields[Entry] = (
    ("id", lambda e: e.id),
    ("url", lambda e: e.url),
    ("title", lambda e: e.title),
    ("content_text", lambda e: e.text),
    ("date_published", lambda e: e.published),
    ("date_modified", lambda e: e.modified),
    ("authors", lambda e: [{"name": name} for name in e.authors]),
    ("tags", lambda e: list(e.tags)),
    ("language", lambda e: e.lang),
)
"""The keys of an item in order."""


def write_jsonfeed(entries: Iterable[Entry], out: TextIO, id: str, title: str) -> int:
    """Writes the feed of this title, `id` in its description; returns how many items."""
    head = {"version": VERSION, "title": title, "description": id, "authors": [{"name": coder()}]}
    return write_document(head, "items", each(entries, FIELDS), out)
