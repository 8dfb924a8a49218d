"""Writing events out for other programs: one file a format, each with one table of columns, as many rows out as came in."""

from collections.abc import Callable, Iterable
from typing import TextIO

from sumber.archive.answers import EventAnswer
from sumber.export.csv import write_csv

FORMATS: dict[str, Callable[[Iterable[EventAnswer], TextIO], int]] = {"csv": write_csv}
"""Each format's writer: takes events and a text stream, returns how many it wrote."""
