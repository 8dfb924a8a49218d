"""Floors for quotes by rules alone on the gold sets beside the checkout; lowering one is a decision, not a repair."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sumber.reading.quotes import find_quotes
from sumber.reading.sentences import split_sentences
from sumber.types import Document, Quote, Span

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
FLOORS = [("gold_id", 0.92, 0.84), ("handmade_xx", 0.93, 0.93), ("wikinews_de", 0.65, 0.47), ("polnear_en", 0.61, 0.45)]


def _row(span: Span | None) -> dict[str, object] | None:
    return {"start": span.start, "end": span.end} if span else None


def _quotes(gold: dict[str, str]) -> tuple[Quote, ...]:
    document = Document(gold["id"], gold["text"], gold["lang"])
    return find_quotes(document, split_sentences(document.text, document.lang), ())


@pytest.mark.shared
@pytest.mark.parametrize(("name", "found", "speaker"), FLOORS)
def test_floor(name: str, found: float, speaker: float, tmp_path: Path) -> None:
    gold = BENCH / "quotes" / f"{name}.jsonl"
    if not gold.is_file():
        pytest.skip("the gold sets are not beside this checkout")
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            quotes = [{**(_row(q.span) or {}), "speaker": _row(q.speaker)} for q in _quotes(row)]
            out.write(json.dumps({"id": row["id"], "quotes": quotes}) + "\n")
    scorer = [sys.executable, str(BENCH / "score_quotes.py"), str(gold), str(predicted)]
    score = json.loads(subprocess.run(scorer, cwd=BENCH, capture_output=True, text=True, check=True).stdout)
    assert score["found"]["f1"] >= found
    assert score["speaker_right_of_all"] >= speaker
