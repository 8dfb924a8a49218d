#!/usr/bin/env python3
"""Count how often each trigger pattern tells its event type in the training sentences, and add patterns that only they know.

usage: mine_triggers.py TRAINING_FOLDER [--without FOLD]

Reads the .jsonl rows with "events" (lang, text, events with type, mode, trigger) and writes two files a language below
src/sumber/events/data: triggers/mined/LANG.tsv (pattern, type, mode, hits, occurrences) and weights/LANG.tsv, the logistic
model of sumber.events.scoring fitted on the same matches. --without leaves out one of five folds (by a hash of the row's id),
for an honest measure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from sumber.events import lexicon as lexicons
from sumber.events.candidates import find_matches
from sumber.events.grammar import Clause, load_grammar, see_clause
from sumber.events.lexicon import Lexicon, language_data, load_lexicon
from sumber.events.scoring import features
from sumber.types import Span

FOLDS = 5
DATA = Path(lexicons.__file__).parent / "data"
MINED = DATA / "triggers" / "mined"
WEIGHTS = DATA / "weights"
HEADER = "# Counted and fitted on sumber's own training sentences by tools/mine_triggers.py: do not edit. Ours (Apache-2.0).\n"
MIN_PRECISION = 0.5  # a new pattern that tells its type more rarely is noise
MAX_PATTERN_TOKENS = 4
MIN_FEATURE_COUNT = 4
RIDGE = 2.0
MINED_PRIOR = " ~0.5"  # as sumber.events.lexicon adds to mined patterns
Labelled = list[tuple[Clause, list[tuple[str, str, int, int]]]]
Key = tuple[str, str, str]


def fold_of(identifier: str) -> int:
    """The fold of a row: stable over runs."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % FOLDS


def training_rows(folder: Path) -> list[dict[str, Any]]:
    """The labelled sentences of a folder, without its whole stories."""
    files = [p for p in sorted(folder.rglob("*.jsonl")) if not p.name.startswith(("stories", "disagreements"))]
    return [json.loads(line) for p in files for line in p.read_text(encoding="utf-8").splitlines()]


def pattern_of(clause: Clause, start: int, end: int, lexicon: Lexicon, support: Counter[str]) -> str | None:
    """The pattern of a labelled trigger: its first word as a lemma where it is an inflected verb, the rest as it stands."""
    tokens = [k for k, t in enumerate(clause.tokens) if start < t.end and t.start < end]
    if not tokens or len(tokens) > MAX_PATTERN_TOKENS or not all(clause.tokens[k].is_word for k in tokens):
        return None
    word = clause.tokens[tokens[0]].lower
    morphology, known = lexicon.morphology, lexicon.by_lemma
    lemmas = [
        (lemma, feature) for lemma, feature in morphology.analyze(word) if feature not in ("none", "agent", "result", "nominal")
    ]
    best = max(lemmas, key=lambda a: (a[0] in known, support[a[0]], a[1] == "base"), default=None)
    first = word
    if (
        (len(tokens) == 1 or word not in lexicon.by_word)
        and best is not None
        and (best[1] != "base" or best[0] in known)
        and (best[0] in known or support[best[0]] > 1)
    ):
        first = f"<{best[0]}>"
    if len(tokens) == 1 and (word in clause.grammar.prepositions | clause.grammar.auxiliaries | clause.grammar.determiners):
        return None
    return " ".join([first, *(clause.tokens[k].lower for k in tokens[1:])])


def labels_of(row: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """(type, mode, start, end) of a row's events."""
    return [(e["type"], e["mode"] or "", *e["trigger"]) for e in row["events"]]


def count(clauses: Labelled, lexicon: Lexicon) -> dict[Key, list[int]]:
    """(pattern, type, mode) -> [hits, occurrences]: a hit overlaps a trigger labelled with the type."""
    out: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for clause, labels in clauses:
        for match in find_matches(clause, lexicon):
            start, end = clause.tokens[match.start].start, clause.tokens[match.end - 1].end
            cell = out[match.entry.source, match.type, match.mode or ""]
            cell[1] += 1
            cell[0] += any(kind == match.type and start < e and s < end for kind, _, s, e in labels)
    return out


def lexicon_with(lang: str, mined: dict[Key, tuple[int, int]]) -> Lexicon:
    """The hand-written lexicon with these counts in place of the mined file."""
    lexicons.read_mined = lambda path: mined
    load_lexicon.cache_clear()
    return load_lexicon(lang)


def fit(clauses: Labelled, lexicon: Lexicon, hand: set[Key]) -> dict[str, float]:
    """Weights of the logistic model, each match judged by counts without itself."""
    rows: list[dict[str, float]] = []
    truth: list[float] = []
    for clause, labels in clauses:
        for match in find_matches(clause, lexicon):
            start, end = clause.tokens[match.start].start, clause.tokens[match.end - 1].end
            hit = any(kind == match.type and start < e and s < end for kind, _, s, e in labels)
            entry = match.entry
            # A mined pattern that only this sentence knows would not be there without it.
            if hit and entry.hits == 1 and (entry.source, entry.type, entry.mode or "") not in hand:
                continue
            rows.append(dict(features(clause, match, entry.precision_without(hit), entry.seen - 1)))
            truth.append(float(hit))
    seen = Counter(name for row in rows for name in row)
    names = {name: k for k, name in enumerate(sorted(n for n, c in seen.items() if c >= MIN_FEATURE_COUNT))}
    cells = [(i, names[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in names]
    matrix = csr_matrix(([c[2] for c in cells], ([c[0] for c in cells], [c[1] for c in cells])), shape=(len(rows), len(names)))
    y = np.array(truth)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z)) + RIDGE / 2 * float(w @ w)
        return value, matrix.T @ (p - y) + RIDGE * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(best.x[k]), 2) for name, k in names.items() if abs(best.x[k]) >= 0.02}


def mine(rows: list[dict[str, Any]], lang: str) -> tuple[dict[Key, list[int]], dict[str, float]]:
    """Counts of the hand-written patterns and of those that the labels add, and the weights of the model."""
    lexicon = lexicon_with(lang, {})
    grammar = load_grammar(lang)
    clauses = [(see_clause(Span.of(r["text"], 0, len(r["text"])), grammar), labels_of(r)) for r in rows]
    vocabulary = {t.lower for clause, _ in clauses for t in clause.tokens if t.is_word}
    support: Counter[str] = Counter(lemma for w in vocabulary for lemma in {a for a, _ in lexicon.morphology.analyze(w)})
    new: Counter[Key] = Counter()
    for clause, labels in clauses:
        for kind, mode, start, end in labels:
            if pattern := pattern_of(clause, start, end, lexicon, support):
                new[pattern, kind, mode] += 1
    hand = {(e.source, e.type, e.mode or "") for e in lexicon.entries}
    # A pattern that is written by hand, with conditions or a prior, is not mined again without them.
    written = {(bare(source), kind) for source, kind, _ in hand}
    fresh_keys = [key for key in majority_modes(new) if (key[0], key[1]) not in written]
    both = lexicon_with(lang, dict.fromkeys(fresh_keys, (0, 0)))
    out: dict[Key, list[int]] = {}
    for key, (hits, seen) in count(clauses, both).items():
        if key in hand:
            out[key] = [hits, seen]
        elif hits and hits / seen >= MIN_PRECISION:
            out[(key[0].removesuffix(MINED_PRIOR), *key[1:])] = [hits, seen]
    final = lexicon_with(lang, {key: (hits, seen) for key, (hits, seen) in out.items()})
    return out, fit(clauses, final, hand)


def bare(source: str) -> str:
    """A pattern without its conditions and prior."""
    return " ".join(part for part in source.split() if part[0] not in "{~")


def majority_modes(new: Counter[Key]) -> list[Key]:
    """Each (pattern, type) once, with the mode that more than half of its labels bear, else none."""
    total: Counter[tuple[str, str]] = Counter()
    for (pattern, kind, _), hits in new.items():
        total[pattern, kind] += hits
    best = {(p, k): m for (p, k, m), hits in new.items() if 2 * hits > total[p, k]}
    return [(p, k, best.get((p, k), "")) for p, k in total]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training", type=Path)
    parser.add_argument("--without", type=int)
    arguments = parser.parse_args()
    by_lang: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in training_rows(arguments.training):
        if arguments.without is None or fold_of(row["id"]) != arguments.without:
            by_lang[language_data(row["lang"])].append(row)
    by_lang.pop(language_data(None), None)  # languages without triggers of their own have nothing to count
    for lang, rows in sorted(by_lang.items()):
        counts, weights = mine(rows, lang)
        write(MINED / f"{lang}.tsv", ["\t".join([*key, str(hits), str(seen)]) for key, (hits, seen) in sorted(counts.items())])
        write(WEIGHTS / f"{lang}.tsv", [f"{name}\t{weight}" for name, weight in sorted(weights.items())])
        print(f"{lang}: {len(counts)} patterns, {len(weights)} weights from {len(rows)} sentences")


def write(path: Path, lines: list[str]) -> None:
    """A data file with its header."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
