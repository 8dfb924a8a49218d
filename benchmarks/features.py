"""Would grouping gain by what reports tell: types of events, who did them to whom, their places and days?

usage: features.py [BENCH_FOLDER] [SET ...]

Codes the reports of the gold sets that lie beside a checkout (some minutes), gives each kind of feature to the story scorer
beside those it has, and prints B-cubed F1 a set and their mean. A kind is a vector of length 1 a report, rare values first, and
weighs what logistic regression gives it on the reports written for sumber (tools/fit_story_scorer.py with one column more), and
twice that. "other types" takes points off a pair of reports that both tell events, none of one type.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from grouping import bcubed

import sumber.stories.clustering as clustering
from stories import SHARED, document
from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.stories.group import Grouper
from sumber.stories.scorer import Features, Profile, Profiler, Weights, stale
from sumber.stories.vectors import Encoder
from sumber.stories.weighed import Weighed
from sumber.types import Document, EventMention

_MARK = "#!"
"""Begins a term of a feature; what begins with "#" does not count for how a group hangs together."""
_SEEN = 1e-6
"""What a term weighs that is only to be counted."""
_TYPES: dict[int, set[str]] = {}
"""The types of events that a term of this key counts."""


def parties(event: EventMention) -> str:
    """The countries, else the sectors, of both sides."""
    sides = ([side.country or "/".join(side.sectors) or "?" for side in found] for found in (event.actors, event.recipients))
    return ":".join("+".join(sorted(set(side))) for side in sides)


def place(event: EventMention) -> str | None:
    """The linked place."""
    return event.place.entity if event.place and event.place.entity else None


def day(event: EventMention) -> str | None:
    """The type and the day, where that is one day."""
    time = event.time
    return f"{event.type}:{time.begin}" if time and time.begin and time.begin == time.end else None


KINDS: dict[str, tuple[Callable[[EventMention], str | None], float]] = {
    "types": (lambda event: event.type, 1.26),
    "modes": (lambda event: f"{event.type}:{event.mode}", 1.42),
    "who to whom": (lambda event: f"{event.type}:{parties(event)}", 1.5),
    "places": (place, 0.26),
    "types by day": (day, 15.8),
}
"""What an event gives to each kind, and the weight that was fitted."""
OTHER_TYPES = 1.3


def told(item: Document) -> list[EventMention]:
    """The events of a report that are its news."""
    return [event for event in code_annotation(annotate_document(item)).events if not event.background]


def vectors(
    reports: Mapping[str, Sequence[EventMention]], kind: Callable[[EventMention], str | None]
) -> dict[str, dict[str, float]]:
    """The feature of each report, of length 1: earlier and surer events first, common values last."""
    counted: dict[str, Counter[str]] = {}
    for id, events in reports.items():
        counted[id] = Counter()
        for at, event in enumerate(events):
            value = kind(event)
            if value:
                counted[id][value] += event.confidence / (1 + at / 4)
    frequency = Counter(value for counts in counted.values() for value in counts)
    found = {}
    for id, counts in counted.items():
        weighed = {v: (1 + math.log1p(n)) * math.log((len(counted) + 50) / (frequency[v] + 2)) for v, n in counts.items()}
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        found[id] = {value: weight / length for value, weight in weighed.items()}
    return found


@dataclass(frozen=True, slots=True)
class Coded(Features):
    """The features of a report with what its events add; `types` is of no weight and only counted."""

    added: Mapping[str, float] | None = None
    types: str = ""

    def profile(self, weights: Weights) -> Profile:
        """The report as a group of one."""
        found = Features.profile(self, weights)
        found.terms += Weighed.of({_MARK + term: value for term, value in (self.added or {}).items()})
        if self.types:
            counted = Weighed.of({f"{_MARK}={self.types}": _SEEN})
            _TYPES[int(counted.keys[0])] = set(self.types.split(","))
            found.terms += counted
        return found


class Known(Profiler):
    """A profiler that adds what is known of a report's events."""

    def __init__(self, added: Mapping[str, Mapping[str, float]], types: Mapping[str, str]) -> None:
        super().__init__()
        self._added, self._types = added, types

    def features(self, documents: Sequence[Document]) -> list[Features]:
        """Features of a batch."""
        plain = super().features(documents)
        own = [{name: getattr(one, name) for name in Features.__dataclass_fields__} for one in plain]
        return [
            Coded(**fields, added=self._added.get(item.id), types=self._types.get(item.id, ""))
            for item, fields in zip(documents, own, strict=True)
        ]


def other_types(a: Profile, b: Profile) -> float:
    """The share of pairs of reports that both tell events, and none of one type."""
    sides = [
        [
            (_TYPES[key], value / _SEEN)
            for key, value in zip(one.terms.keys.tolist(), one.terms.values, strict=True)
            if key in _TYPES
        ]
        for one in (a, b)
    ]
    return float(sum(n * m for ours, n in sides[0] for theirs, m in sides[1] if not ours & theirs)) / (a.size * b.size)


def grouped(items: Sequence[Document], profiler: Profiler, apart: float) -> dict[str, str]:
    """The story of each report; `apart` is what reports of other types lose."""
    clustering.stale = lambda a, b: stale(a, b) + (apart * other_types(a, b) if apart else 0.0)
    try:
        return {placed.id: placed.story for placed in Grouper(profiler).place(items)}
    finally:
        clustering.stale = stale


def variants(reports: Mapping[str, Sequence[EventMention]]) -> Iterable[tuple[str, Profiler, float]]:
    """Each way to group: its name, the profiler, and what reports of other types lose."""
    yield "as it is", Profiler(), 0.0
    for name, (kind, weight) in KINDS.items():
        plain = vectors(reports, kind)
        for times in (1, 2):
            added = {id: {t: math.sqrt(times * weight) * v for t, v in one.items()} for id, one in plain.items()}
            yield f"{name}, {times * weight:g}", Known(added, {}), 0.0
    types = {id: ",".join(sorted({event.type for event in events})) for id, events in reports.items()}
    for times in (1, 2):
        yield f"other types, -{times * OTHER_TYPES:g}", Known({}, types), times * OTHER_TYPES


def main(folder: Path, only: list[str]) -> None:
    """A table: a line a variant, a column a set."""
    figures: dict[str, list[float]] = {}
    names = []
    for path in sorted((folder / "stories").glob("*.jsonl")):
        if path.stem.startswith(("pairs", "reprints")) or (only and path.stem not in only):
            continue
        names.append(path.stem)
        rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        items = [document(row) for row in rows]
        with get_context("spawn").Pool() as pool:
            reports = dict(zip((item.id for item in items), pool.map(told, items, 8), strict=True))
        encoded = Encoder().encode(items)
        items = [replace(item, vector=vector.astype("<f4").tobytes()) for item, vector in zip(items, encoded, strict=True)]
        gold = {str(row["id"]): row["story"] for row in rows if row.get("story") is not None}
        for name, profiler, apart in variants(reports):
            found = grouped(items, profiler, apart)
            p, r = bcubed(gold, {id: found[id] for id in gold})
            figures.setdefault(name, []).append(2 * p * r / (p + r))
    print("| features added, weight |", " | ".join(names), "| mean |\n|---|" + "---:|" * (len(names) + 1))
    for name, values in figures.items():
        print(f"| {name} |", " | ".join(f"{value:.3f}" for value in (*values, sum(values) / len(values))), "|")


if __name__ == "__main__":
    given = sys.argv[1:]
    where = [Path(one) for one in given if Path(one).is_dir()]
    main((where or [SHARED])[0], [one for one in given if not Path(one).is_dir()])
