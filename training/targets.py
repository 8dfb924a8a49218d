"""Rows as numbers: sub-tokens, units, and what each head should answer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from sumber.reading.encoder.layout import QUOTE_PARTS, ROLES, STATUSES, Layout, event_layout
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import Window, windows
from training.compile import ONTOLOGY
from training.rows import Row

Labels = npt.NDArray[np.int64]
_KINDS = {"PER": "person", "ORG": "organization", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class EventTarget:
    """One trigger: its units [first, last), and what is asked of it. Events that share a trigger are one target with several
    types; `modes` are columns of the head "mode", one for each type that has modes; `roles` are BIO labels [role, unit]."""

    first: int
    last: int
    types: list[int]
    modes: list[int]
    status: int
    reciprocal: bool
    roles: Labels


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its answers. `tags` are labels of a unit by head; a head that the row has no labels for is absent, and
    `events` is None where the row does not tell its events. `contexts` are columns of the head "context", None in a language
    whose words for contexts are not known."""

    row: Row
    window: Window
    tags: dict[str, Labels]
    events: list[EventTarget] | None
    contexts: list[int] | None = None


def ontology_layout() -> Layout:
    """The layout for PLOVER's types and modes as the project's ontology has them."""
    ontology = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))
    modes = {name: tuple(entry["modes"]) for name, entry in ontology["types"].items()}
    return event_layout(modes, tuple(ontology["contexts"]))


@cache
def _context_words(lang: str) -> dict[str, list[str]]:
    """The contexts of each word, by the coder's own lists; none for a language without one."""
    path = ONTOLOGY.parent / f"contexts/{lang}.toml"
    found: dict[str, list[str]] = {}
    for context, words in tomllib.loads(path.read_text(encoding="utf-8"))["contexts"].items() if path.is_file() else ():
        for word in words.split():
            found.setdefault(word, []).append(context)
    return found


def _contexts(row: Row, layout: Layout) -> list[int] | None:
    """Nobody labelled contexts: the head learns them from words, which it carries into languages and wordings without a
    list."""
    words = _context_words(row.lang)
    if not words:
        return None
    told = {context for word in re.findall(r"[\w-]+", row.text.lower()) for context in words.get(word, ())}
    return [layout.sentence["context"].index(context) for context in sorted(told)]


def example(row: Row, layout: Layout) -> Example | None:
    """The row as numbers, cut to one window; None for a text without words."""
    window = next(windows(row.text, tokenizer()), None)
    if window is None:
        return None
    names = layout.units["name"]
    tags = {"name": np.zeros(len(window.heads), np.int64)}
    for kind, start, end in row.names:
        if kind in _KINDS:
            inside = _units(window, start, end)
            tags["name"][inside] = names.index(f"I-{_KINDS[kind]}")
            tags["name"][inside[:1]] = names.index(f"B-{_KINDS[kind]}")
    if row.quotes is not None:
        for part in QUOTE_PARTS:
            tags[part] = _bio(window, [quote[part] for quote in row.quotes if quote.get(part)])
    contexts = _contexts(row, layout)
    if row.events is None:
        return Example(row, window, tags, None, contexts)
    tags["trigger"] = _bio(window, sorted(event["trigger"] for event in row.events))
    return Example(row, window, tags, _events(row, window, layout), contexts)


def _events(row: Row, window: Window, layout: Layout) -> list[EventTarget]:
    types, modes = layout.units["type"], layout.units["mode"]
    groups: dict[tuple[int, int], list[dict[str, object]]] = {}
    for event in row.events or ():
        inside = _units(window, *event["trigger"])
        if inside:
            groups.setdefault((inside[0], inside[-1] + 1), []).append(event)
    targets = []
    for (first, last), events in sorted(groups.items()):
        spans = [[span for event in events for span in _spans(event[role])] for role in ROLES]
        labels = [f"{event['type']}/{event.get('mode') or ''}" for event in events]
        targets.append(
            EventTarget(
                first,
                last,
                sorted({types.index(str(event["type"])) for event in events}),
                sorted({modes.index(label) for label in labels if label in modes}),
                STATUSES.index(str(events[0]["status"])),
                any(event.get("reciprocal") for event in events),
                np.stack([_bio(window, role) for role in spans]),
            )
        )
    return targets


def _spans(value: object) -> list[list[int]]:
    """Spans of a role, which holds none, one or a list of them."""
    if not isinstance(value, list) or not value:
        return []
    return value if isinstance(value[0], list) else [value]


def _bio(window: Window, spans: list[list[int]]) -> Labels:
    """O, B, I as 0, 1, 2; of spans that overlap the longer keeps its words."""
    labels = np.zeros(len(window.heads), np.int64)
    for start, end in sorted(spans, key=lambda span: span[1] - span[0]):
        inside = _units(window, start, end)
        labels[inside] = 2
        labels[inside[:1]] = 1
    return labels


def _units(window: Window, start: int, end: int) -> list[int]:
    """The units that share a character with [start, end)."""
    return [unit for unit, (a, b) in enumerate(zip(window.starts, window.ends, strict=True)) if a < end and start < b]
