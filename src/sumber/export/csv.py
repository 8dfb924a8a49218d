"""Events as CSV (RFC 4180, UTF-8, a header line): a row each, with the sentence, its article, outlet, language and address."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from sumber.archive.answers import EventAnswer
from sumber.archive.answers.columns import EVENTS
from sumber.export.cells import cell

COLUMNS = EVENTS
"""The columns in order: name and where the value comes from; those of data frames."""


def write_csv(events: Iterable[EventAnswer], out: TextIO) -> int:
    """Writes the header and a line an event; returns how many events. Words from pages lose control characters, and a cell that
    a spreadsheet would run as a formula begins with an apostrophe."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(name for name, _ in COLUMNS)
    values, written = [value for _, value in COLUMNS], 0
    for event in events:
        writer.writerow([cell(value(event)) for value in values])
        written += 1
    return written
