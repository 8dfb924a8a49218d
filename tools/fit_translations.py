#!/usr/bin/env python3
"""Fit the weights by which translations are told: src/sumber/stories/data/translations.toml.

usage: fit_translations.py STORIES.jsonl ...

The files hold reports written for sumber, with `copy_kind` "translated" where one translates another (`copy_of`). Logistic
regression over all pairs of one story in two languages that may be a translation. Prints precision and recall by threshold,
each family of stories judged by weights fitted on the others, and keeps the lowest threshold with a precision of TARGET.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from sumber.stories import translations
from sumber.stories.scorer import Profiler
from sumber.stories.translations import evidence, may_translate, traits_of
from sumber.types import Document

TARGET = 0.9
FOLDS = 4
OUT = Path(translations.__file__).parent / "data/translations.toml"
NAMES = ("bias", "vector", "numbers", "names", "length")


def pairs(rows: list[dict[str, Any]]) -> list[tuple[int, str, dict[str, float], bool]]:
    """(fold, id of the later report, evidence, is it a translation?) of each pair that may be one."""
    documents = [Document(r["id"], r["text"], r["lang"], r["date"], r["title"], r["outlet"]) for r in rows]
    features = Profiler().features(documents)
    traits = {document.id: traits_of(document, found) for document, found in zip(documents, features, strict=True)}
    by_id = {row["id"]: row for row in rows}

    def root(id: str) -> str:
        above = by_id[id]["copy_of"]
        return root(above) if above else id

    cases = []
    for later in rows:
        for original in rows:
            a, b = traits[original["id"]], traits[later["id"]]
            if a is b or original["story"] != later["story"] or original["copy_kind"] or not may_translate(a, b):
                continue
            fold = hashlib.sha256(later["family"].encode()).digest()[0] % FOLDS
            true = later["copy_kind"] == "translated" and root(later["id"]) == original["id"]
            cases.append((fold, later["id"], evidence(a, b), true))
    return cases


def fit(cases: list[tuple[int, str, dict[str, float], bool]]) -> np.ndarray:
    """Weights by NAMES, ridge 1 on standardised columns but the bias."""
    table = np.array([[found[name] for name in NAMES] for _, _, found, _ in cases])
    labels = np.array([true for *_, true in cases], float)
    spread = np.where(table.std(0) > 0, table.std(0), 1.0)

    def loss(w: np.ndarray) -> float:
        z = (table / spread) @ w
        return float((np.logaddexp(0, z) - labels * z).sum() + 0.5 * (w[1:] ** 2).sum())

    return np.asarray(minimize(loss, np.zeros(len(NAMES))).x) / spread


def main(paths: list[Path]) -> None:
    """Fit, judge, write."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    cases = pairs(rows)
    best: dict[str, tuple[float, bool]] = {}
    for fold in range(FOLDS):
        weights = fit([case for case in cases if case[0] != fold])
        for _, id, found, true in (case for case in cases if case[0] == fold):
            logit = float(np.dot(weights, [found[name] for name in NAMES]))
            if id not in best or logit > best[id][0]:
                best[id] = logit, true
    wanted = len({id for _, id, _, true in cases if true})
    chosen = None
    for threshold in np.arange(-1, 3.01, 0.25):
        told = [true for logit, true in best.values() if logit > threshold]
        precision, recall = sum(told) / max(len(told), 1), sum(told) / wanted
        print(f"{threshold:.2f}: precision {precision:.3f}, recall {recall:.3f} of {wanted}")
        if chosen is None and precision >= TARGET:
            chosen = float(threshold)
    weights = fit(cases)
    lines = [
        "# How surely one report translates another (sumber/stories/translations.py). Fitted by tools/fit_translations.py on",
        "# reports written for sumber; Apache-2.0. `threshold` is the logit from which a report is called a translation.",
        f"threshold = {chosen}",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(NAMES, weights, strict=True)),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(name) for name in sys.argv[1:]])
