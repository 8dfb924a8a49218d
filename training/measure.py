"""How good a model file is on the dev rows of training/, in the terms of the benchmarks.

usage: python -m training.measure MODEL.onnx
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from sumber.reading.encoder.packed import packed_model
from sumber.reading.encoder.predict import predict
from sumber.reading.encoder.session import Session
from sumber.reading.encoder.stories import story_vectors
from sumber.stories.vectors import head
from sumber.types import Document, EventPrediction, SentencePrediction, SpanPrediction
from training.rows import Row, load_rows, report_rows

THRESHOLD = 0.25
"""An event is told from this confidence on: between .2, the best F1 on the dev rows, and .3, which wrongs half as many."""
_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def told(prediction: SentencePrediction) -> list[tuple[str, str | None, EventPrediction]]:
    """Type, mode and the rest of each event that passes the threshold."""
    return [
        (kind.type, kind.mode, event) for event in prediction.events for kind in event.types if kind.confidence >= THRESHOLD
    ]


class Counts:
    """True positives, false positives and false negatives by name of a figure."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def add(self, name: str, gold: Iterable[Any], found: Iterable[Any]) -> None:
        """Compares two collections of things that are equal or not."""
        gold, found = set(gold), set(found)
        counts = self._counts.setdefault(name, [0, 0, 0])
        for place, value in enumerate((len(gold & found), len(found - gold), len(gold - found))):
            counts[place] += value

    def figures(self) -> dict[str, float]:
        """F1 of each."""
        return {
            name: round(2 * hit / max(2 * hit + wrong + missed, 1), 4) for name, (hit, wrong, missed) in self._counts.items()
        }


def dev_figures(model: Path) -> dict[str, Any]:
    """F1 by figure, the share of sentences without an event that are given one, accuracy of mode and status, average precision
    of pairs of reports on one story, and the mean that decides between models. Names, triggers and roles count where both ends
    are exact, quotes where most of the content is."""
    rows = [row for row in load_rows() if row.dev]
    reader = Session(model, packed_model())
    predictions = predict([row.text for row in rows], reader)
    counts, types = Counts(), Counts()
    empty = false = 0
    right: dict[str, list[bool]] = {"mode": [], "status": []}
    for row, prediction in zip(rows, predictions, strict=True):
        events = told(prediction)
        empty += not row.events
        false += bool(not row.events and events)
        _count_spans(counts, row, prediction)
        for kind in {event["type"] for event in row.events or ()} | {kind for kind, _, _ in events}:
            types.add(
                kind, [kind for event in row.events or () if event["type"] == kind], [k for k, _, _ in events if k == kind]
            )
        counts.add("detect", ["event"] if row.events else [], ["event"] if events else [])
        counts.add("type", {(row.id, event["type"]) for event in row.events or ()}, {(row.id, kind) for kind, _, _ in events})
        counts.add(
            "trigger", {tuple(event["trigger"]) for event in row.events or ()}, {_ends(event.trigger) for _, _, event in events}
        )
        _count_events(counts, right, row, events)
    figures = counts.figures() | {name: round(sum(hits) / max(len(hits), 1), 4) for name, hits in right.items()}
    figures["story"] = round(_story_precision(reader), 4)
    by_type = types.figures()
    figures["type_macro"] = round(sum(by_type.values()) / max(len(by_type), 1), 4)
    mean = round(sum(figures.values()) / len(figures), 4)
    return {"rows": len(rows), "mean": mean, "false_events": round(false / max(empty, 1), 4), **figures, "by_type": by_type}


def _story_precision(reader: Session) -> float:
    """Average precision of pairs of reports on one story, over the dev families."""
    rows = [row for row, dev in report_rows() if dev]
    vectors = story_vectors([head(Document(row["id"], row["text"], title=row["title"])) for row in rows], reader)
    return precision(vectors, [row["story"] for row in rows])


def precision(vectors: np.ndarray, stories: list[str]) -> float:
    """Average precision of pairs of one story among all pairs, ranked by inner product."""
    first, second = np.triu_indices(len(stories), 1)
    same = np.asarray([stories[a] == stories[b] for a, b in zip(first, second, strict=True)])
    order = np.argsort(-(vectors @ vectors.T)[first, second])
    hits = same[order]
    return float((hits.cumsum() / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else 0.0


def _count_spans(counts: Counts, row: Row, prediction: SentencePrediction) -> None:
    counts.add("name", row.names, [(_KINDS[name.kind], *_ends(name.span)) for name in prediction.names])
    if row.quotes is None:
        return
    for part, spans in (("content", prediction.contents), ("speaker", prediction.speakers), ("cue", prediction.cues)):
        gold = [tuple(quote[part]) for quote in row.quotes if quote.get(part)]
        counts.add(part, gold, [_nearest(_ends(span), gold) for span in spans])


def _nearest(span: tuple[int, int], gold: list[tuple[int, int]]) -> tuple[int, int]:
    """The gold span of which this one is most, and the other way round; else the span itself."""
    for start, end in gold:
        shared = min(end, span[1]) - max(start, span[0])
        if 2 * shared >= max(end - start, span[1] - span[0]):
            return start, end
    return span


def _count_events(
    counts: Counts, right: dict[str, list[bool]], row: Row, events: list[tuple[str, str | None, EventPrediction]]
) -> None:
    for gold in row.events or ():
        same = [(mode, event) for kind, mode, event in events if kind == gold["type"]]
        if not same:
            continue
        mode, event = min(same, key=lambda found: abs(found[1].trigger.start - gold["trigger"][0]))
        right["mode"].append(mode == gold.get("mode"))
        right["status"].append(event.status == gold["status"])
        for role in ("actors", "recipients"):
            counts.add(role, map(tuple, gold[role]), map(_ends, getattr(event, role)))
        for role in ("place", "time", "attribution"):
            counts.add(role, [tuple(gold[role])] if gold.get(role) else [], map(_ends, getattr(event, role)))


def _ends(span: SpanPrediction) -> tuple[int, int]:
    return span.start, span.end


if __name__ == "__main__":
    print(json.dumps(dev_figures(Path(sys.argv[1])), indent=1))
