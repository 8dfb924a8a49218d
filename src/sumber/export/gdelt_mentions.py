"""Event mentions in the 16 columns of GDELT 2.0's mentions file: tab-separated, no header.

GDELT counts offsets in its English translations; sumber reads the original, so they stay empty. Extras, which GDELT reserves,
holds what has no column: `key:value` pairs split by semicolons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO
from urllib.parse import urlsplit

from sumber.archive.answers import EventAnswer
from sumber.export.cells import write_tabbed
from sumber.export.fields import caveats, link, timed_instant
from sumber.export.gdelt import global_event_id

WEB, CITATION_ONLY = 1, 2
_LEAST, _MOST = 10, 100  # GDELT's confidence in percent


def _moment(event: EventAnswer) -> str | None:
    when = timed_instant(event.source.published)
    return f"{when:%Y%m%d%H%M%S}".rjust(14, "0") if when else None


def _site(event: EventAnswer) -> str | None:
    url = link(event.source.url)
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else event.source.outlet


def _confidence(event: EventAnswer) -> int:
    return min(_MOST, max(_LEAST, round(event.confidence * 100)))


def _extras(event: EventAnswer) -> str:
    words = {"trigger": event.trigger.text, "sentence": event.sentence.text}
    span = {"sentence_start": str(event.sentence.start), "sentence_end": str(event.sentence.end)}
    lang = {"lang": event.source.lang} if event.source.lang else {}
    pairs = {**caveats(event), **lang, "offsets": "code points of the original", **span, **words}
    return ";".join(f"{key}:{value.replace(';', ',')}" for key, value in pairs.items())


def _nothing(_: EventAnswer) -> None:
    return None


COLUMNS: tuple[tuple[str, Callable[[EventAnswer], object]], ...] = (
    ("GlobalEventID", global_event_id),
    ("EventTimeDate", _nothing),
    ("MentionTimeDate", _moment),
    ("MentionType", lambda e: WEB if link(e.source.url) else CITATION_ONLY),
    ("MentionSourceName", _site),
    ("MentionIdentifier", lambda e: link(e.source.url) or e.source.article),
    ("SentenceID", lambda e: e.sentence_number),
    ("Actor1CharOffset", _nothing),
    ("Actor2CharOffset", _nothing),
    ("ActionCharOffset", _nothing),
    ("InRawText", lambda _: 1),
    ("Confidence", _confidence),
    ("MentionDocLen", _nothing),
    ("MentionDocTone", _nothing),
    ("MentionDocTranslationInfo", _nothing),
    ("Extras", _extras),
)
"""The columns in GDELT's order."""


def write_gdelt_mentions(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes a line an event mention, with the number that `gdelt` gives it; returns how many."""
    return write_tabbed(events, (value for _, value in COLUMNS), out)
