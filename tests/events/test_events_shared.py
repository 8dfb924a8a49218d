"""Floors of quality on gold sets that lie beside a checkout; lowering one is an explicit act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.types import Document

GOLD = Path(__file__).parents[3] / "shared" / "bench" / "events"


def type_f1(path: Path) -> float:
    """Micro F1 of event types over sentences, denied and hypothetical events left out."""
    hits = said = true = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        coding = code_annotation(annotate_document(Document(str(row["id"]), row["text"], row["lang"], row.get("date") or None)))
        found = {e.type for e in coding.events if e.status not in ("denied", "hypothetical")}
        gold = {e["type"] for e in row["events"]}
        hits, said, true = hits + len(found & gold), said + len(found), true + len(gold)
    return 2 * hits / (said + true)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("gsr_en", 0.60), ("fight_es", 0.80)])
def test_type_f1_holds(name: str, floor: float) -> None:
    path = GOLD / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip("the gold sets are not here")
    assert type_f1(path) >= floor
