"""Entity F1 on gold names must not fall under these floors (model and lexicons; exact span and kind)."""

import json
from pathlib import Path

import pytest

from sumber.errors import MissingExtraError
from sumber.reading.encoder import predict
from sumber.reading.names import find_mentions
from sumber.types import Document, Span

NAMES = Path(__file__).resolve().parents[3] / "shared" / "bench" / "names"
KINDS = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "PLC": "place",
    "GPE": "place",
    "PPL": "person",
    "NOR": "organization",
}
ROWS = 300
Named = tuple[int, int, str]


def gold_names(tokens: list[str], tags: list[str]) -> set[Named]:
    """The spans of BIO tags in the tokens joined by blanks."""
    names: list[Named] = []
    at = 0
    for token, tag in zip(tokens, tags, strict=True):
        kind = KINDS.get(tag[2:])
        if kind and tag[0] == "I" and names and names[-1][1] == at - 1 and names[-1][2] == kind:
            names[-1] = (names[-1][0], at + len(token), kind)
        elif kind:
            names.append((at, at + len(token), kind))
        at += len(token) + 1
    return set(names)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("id-nergrit-valid", 0.75), ("id-idner2k-dev", 0.67), ("en-uner-ewt-test", 0.6)])
def test_entity_f1(name: str, floor: float) -> None:
    path = NAMES / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the gold sets are not beside this checkout")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:ROWS]]
    texts = [" ".join(row["tokens"]) for row in rows]
    try:
        predictions = list(predict(texts))
    except MissingExtraError as missing:
        pytest.skip(str(missing))
    right = found = wanted = 0
    for row, text, prediction in zip(rows, texts, predictions, strict=True):
        gold = gold_names(row["tokens"], row["tags"])
        mentions = find_mentions(Document(row["id"], text, row["lang"]), (Span.of(text, 0, len(text)),), (prediction,))
        have = {(m.span.start, m.span.end, m.kind) for m in mentions}
        right += len(gold & have)
        found += len(have)
        wanted += len(gold)
    assert 2 * right / (found + wanted) >= floor
