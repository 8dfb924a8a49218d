#!/usr/bin/env python3
"""Fit the weights with which lexicon and model are believed, on rows that neither was made from.

usage: fit_fusion.py ROWS.jsonl [--write | --shipped]

ROWS hold lang, text and events as training/data does. Mine the lexicon without them first (mine_triggers.py over the other
rows), fit, then mine it again over all. Prints precision, recall and F1 of types by threshold, each row judged by weights
fitted on the other four fifths; --write stores the weights fitted on all in src/sumber/events/data/fusion.toml. With --shipped
rows are judged by the weights stored there.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from sumber.events import fusion
from sumber.events.grammar import load_grammar, see_clause
from sumber.events.lexicon import language_data, load_lexicon
from sumber.reading.encoder import predict
from sumber.types import SentencePrediction, Span

FOLDS = 5
RIDGE = 1.0
TARGET = Path(fusion.__file__).parent / "data" / "fusion.toml"
HEADER = "# Fitted by tools/fit_fusion.py on sentences new to lexicon and model: do not edit. Ours (Apache-2.0).\n"
Cases = list[tuple[int, str, dict[str, float], bool]]
Held = list[tuple[int, float, bool]]


def cases_of(rows: list[dict[str, object]], predictions: list[SentencePrediction], alone: bool) -> Cases:
    """(row, type, evidence, is it told?) for each type that lexicon or model names."""
    cases: Cases = []
    for number, (row, prediction) in enumerate(zip(rows, predictions, strict=True)):
        lang, text = language_data(str(row["lang"])), str(row["text"])
        lexicon = load_lexicon(lang)
        told = {event["type"] for event in row["events"]}  # type: ignore[attr-defined]
        lexical: dict[str, float] = {}
        for match in fusion.matches(see_clause(Span.of(text, 0, len(text)), load_grammar(lang)), lexicon, lang):
            lexical[match.type] = max(match.confidence, lexical.get(match.type, 0.0))
        named = {kind.type for event in prediction.events for kind in event.types if kind.confidence >= fusion.FAINT}
        for kind in sorted(named if alone else lexical.keys() | named):
            cases.append((number, kind, fusion.evidence(lexical.get(kind), kind, prediction, alone), kind in told))
    return cases


def fit(cases: Cases) -> dict[str, float]:
    """Weights of a logistic model with a ridge on all but the bias."""
    names = list(cases[0][2])
    values = np.array([[found[name] for name in names] for _, _, found, _ in cases])
    truth = np.array([told for *_, told in cases], float)
    ridge = np.array([0.0 if name == "bias" else RIDGE for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = values @ weights
        slope = values.T @ (1 / (1 + np.exp(-logits)) - truth) + ridge * weights
        return float((np.logaddexp(0, logits) - truth * logits).sum() + (ridge * weights**2).sum() / 2), slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 4) for name, weight in zip(names, best, strict=True)}


def main() -> None:
    """The command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--shipped", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.rows.read_text(encoding="utf-8").splitlines()]
    predictions = predict([str(row["text"]) for row in rows])
    body = HEADER
    for name, alone in (("both", False), ("alone", True)):
        cases = cases_of(rows, predictions, alone)
        tell(name, rows, shipped(cases, alone) if arguments.shipped else held_out(cases))
        body += f"\n[{name}]\n" + "".join(f'"{key}" = {weight}\n' for key, weight in fit(cases).items())
    if arguments.write:
        TARGET.write_text(body, encoding="utf-8")


def held_out(cases: Cases) -> Held:
    """(row, probability, is it told?) of each case, by weights fitted on the other folds."""
    held: Held = []
    for fold in range(FOLDS):
        weights = fit([case for case in cases if case[0] % FOLDS != fold])
        held += [(n, fusion.probability(weights, found), told) for n, _, found, told in cases if n % FOLDS == fold]
    return held


def shipped(cases: Cases, alone: bool) -> Held:
    """The same by the weights that ship."""
    weights = fusion.fusion_weights(alone)
    return [(n, fusion.probability(weights, found), told) for n, _, found, told in cases]


def tell(name: str, rows: list[dict[str, object]], held: Held) -> None:
    """Prints figures by threshold and how true confidences are."""
    empty = {n for n, row in enumerate(rows) if not row["events"]}
    total = sum(len({event["type"] for event in row["events"]}) for row in rows)  # type: ignore[attr-defined]
    for bar in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
        kept = [(n, told) for n, value, told in held if value >= bar]
        hits = sum(told for _, told in kept)
        f1 = 2 * hits / (len(kept) + total)
        false, precision = len(empty & {n for n, _ in kept}) / max(len(empty), 1), hits / max(len(kept), 1)
        print(f"{name} {bar}: P {precision:.3f} R {hits / total:.3f} F1 {f1:.3f}, of empty ones {false:.3f}")
    for low in range(10):
        inside = [(value, told) for _, value, told in held if int(value * 10) == low]
        if inside:
            mean = math.fsum(value for value, _ in inside) / len(inside)
            print(f"{name} .{low}: {len(inside)} said {mean:.2f}, true {sum(told for _, told in inside) / len(inside):.2f}")


if __name__ == "__main__":
    main()
