"""What the model's outputs mean: the labels of each head, in the order of the columns. It travels inside the model file, so a
file always fits its own reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sumber.types import NameKind, Status

BIO = ("O", "B", "I")
NAME_KINDS: tuple[NameKind, ...] = ("person", "organization", "place")
QUOTE_PARTS = ("content", "speaker", "cue")
ROLES = ("actors", "recipients", "place", "time", "attribution")
STATUSES: tuple[Status, ...] = ("asserted", "planned", "alleged", "denied", "requested", "hypothetical")
VERSION = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Heads over units in the order of their columns in the output "unit", each with its labels; heads over the sentence
    likewise. Labels of the head "mode" are written TYPE/mode, TYPE/ for none. `distances` are the lower bounds of the buckets
    of distance, in units, between a trigger and a unit."""

    units: Mapping[str, tuple[str, ...]]
    sentence: Mapping[str, tuple[str, ...]]
    distances: tuple[int, ...] = (0, 1, 2, 3, 4, 6, 8, 12, 18, 27)

    def columns(self, head: str) -> slice:
        """Where the columns of a head over units stand."""
        return _columns(self.units, head)

    def sentence_columns(self, head: str) -> slice:
        """Where the columns of a head over the sentence stand."""
        return _columns(self.sentence, head)

    def dumps(self) -> str:
        """As kept in the model file."""
        return json.dumps(
            {"version": VERSION, "units": self.units, "sentence": self.sentence, "distances": self.distances}, sort_keys=False
        )

    @classmethod
    def loads(cls, text: str) -> Layout:
        """From a model file. Raises ValueError where the file was written for another version of the reader."""
        data = json.loads(text)
        if data.get("version") != VERSION:
            raise ValueError(f"the model's layout is version {data.get('version')}, this reader's is {VERSION}")
        heads = {part: {head: tuple(labels) for head, labels in data[part].items()} for part in ("units", "sentence")}
        return cls(heads["units"], heads["sentence"], tuple(data["distances"]))


def event_layout(modes: Mapping[str, tuple[str, ...]], contexts: tuple[str, ...] = ()) -> Layout:
    """The layout of all heads, for the types of events with their modes, and the contexts of sentences."""
    types = tuple(modes)
    units = {
        "name": ("O", *(f"{mark}-{kind}" for kind in NAME_KINDS for mark in "BI")),
        **dict.fromkeys(QUOTE_PARTS, BIO),
        "trigger": BIO,
        "type": types,
        "mode": tuple(f"{name}/{mode}" for name in types if modes[name] for mode in ("", *modes[name])),
        "status": STATUSES,
        "reciprocal": ("reciprocal",),
    }
    return Layout(units, {"gate": ("event",), "type": types, "context": contexts})


def _columns(heads: Mapping[str, tuple[str, ...]], head: str) -> slice:
    start = 0
    for name, labels in heads.items():
        if name == head:
            return slice(start, start + len(labels))
        start += len(labels)
    raise KeyError(head)
