"""On which days a report says, in its first words, that things happen.

What tells twins apart for a reader: two attacks by the same group, two visits of one journey. A lead names the day of what is
new; what came before follows further down.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sumber.reading.sentences import split_sentences
from sumber.reading.times import find_times
from sumber.types import Document

LEAD = 250
"""Characters of a text in which a day must begin to be one of its lead; as many more are read as a date may have."""
_DATE = 40
DATELINE = re.compile(r"[^\n]{0,70}?(?:[-–—]{1,2} |\) )")
"""What may open a text: place, day and agency, which are of the word, not of the deed."""
# Defaulted years and holidays in plain words are not sure enough.
_BASES = frozenset({"stated", "publication", "text"})


def lead_days(document: Document) -> tuple[str, ...]:
    """The days (ISO 8601) that the beginning of the text names, in order; a dateline's is none of them."""
    lead = replace(document, text=document.text[: LEAD + _DATE], vector=None)
    dateline = DATELINE.match(lead.text)
    start = dateline.end() if dateline else 0
    days = {
        time.begin
        for time in find_times(lead, split_sentences(lead.text, lead.lang))
        if time.begin and time.begin == time.end and time.basis in _BASES and not time.flags
        if time.span.end > start and time.span.start < LEAD
    }
    return tuple(sorted(days))
