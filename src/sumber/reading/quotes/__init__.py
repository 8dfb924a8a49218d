"""Who says what: direct, indirect and mixed quotes with their speakers and the media they came through."""

from __future__ import annotations

from sumber.reading.quotes.find import find_quotes
from sumber.reading.quotes.speakers import resolve_speakers

__all__ = ["find_quotes", "resolve_speakers"]
