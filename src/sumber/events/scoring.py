"""How surely a match of the lexicon tells its event: a logistic model over its precision, voice and the words around it.

The weights are data (data/weights/xx.tsv), fitted by tools/mine_triggers.py on our training sentences; without them the bare
precision of the pattern stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from sumber.events.candidates import Candidate
from sumber.events.grammar import Clause
from sumber.events.status import status_of

NEAR = 3
WINDOW = 6
CLIP = 0.02  # precision is kept off 0 and 1 before its logit


def features(clause: Clause, match: Candidate, precision: float, seen: int) -> Iterator[tuple[str, float]]:
    """Name and value of each feature of a match. `seen` is how many counted occurrences the precision rests on."""
    precision = min(max(precision, CLIP), 1 - CLIP)
    kind = match.type
    logit = math.log(precision / (1 - precision))
    yield "bias", 1.0
    yield "logit", logit
    yield "logit-seen", logit * min(math.log1p(seen), 3.0)
    yield f"length {min(match.entry.length, 4)}", 1.0
    yield f"type {kind}", 1.0
    yield f"voice {match.voice}", 1.0
    yield f"voice {match.voice} {kind}", 1.0
    yield f"status {status_of(clause, match, ())}", 1.0
    before, after = clause.words(match.start - WINDOW, match.start), clause.words(match.end, match.end + WINDOW)
    yield f"before {before[-1] if before else '^'}", 1.0
    yield f"after {after[0] if after else '$'}", 1.0
    for word in dict.fromkeys(before[-NEAR:]):
        yield f"left {word}", 1.0
    for word in dict.fromkeys(after[:NEAR]):
        yield f"right {word}", 1.0
    for word in dict.fromkeys(before + after):
        yield f"near {word} {kind}", 1.0
    for word in dict.fromkeys(t.lower for t in clause.tokens):
        yield f"in {word}", 1.0
    for side, start, end in (("left", match.start - 12, match.start), ("right", match.end, match.end + 12)):
        if any(clause.tokens[k].text[0].isupper() for k in range(max(start, 1), min(end, len(clause.tokens)))):
            yield f"name {side}", 1.0


@cache
def load_weights(lang: str) -> Mapping[str, float]:
    """Weights by feature name; empty where none were fitted."""
    path = files("sumber.events") / "data" / "weights" / f"{lang}.tsv"
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {name: float(weight) for name, weight in rows}


def score(weights: Mapping[str, float], found: Iterator[tuple[str, float]]) -> float:
    """The model's probability, 0..1."""
    total = sum(weights.get(name, 0.0) * value for name, value in found)
    return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))
