"""Floors of quality on the gold pages that lie beside a checkout: a change that falls below one is a loss."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sumber.articles.extract import extract_page
from sumber.pages.files import read_page
from sumber.types import Article, Page

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
BODY = {"aeb": 0.973, "fundeval": 0.987, "fundus": 0.974, "idhtml": 0.99, "idtext": 0.98, "wcxb": 0.967}
OTHER = {"segments": 0.935, "day": 0.93, "moment": 0.99, "title": 0.84}


@pytest.mark.shared
@pytest.mark.skipif(not (BENCH / "pages" / "gold.jsonl").exists(), reason="the gold pages are not beside this checkout")
def test_quality_on_gold_pages_stays_above_its_floors(tmp_path: Path) -> None:
    gold = [json.loads(line) for line in (BENCH / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    rows, refused = [], []
    for row in gold:
        page = read_page(BENCH / "pages" / row["file"], row.get("url"))
        article = extract_page(page) if isinstance(page, Page) else page
        if isinstance(article, Article):
            known = {key: getattr(article, key) for key in ("title", "published", "authors", "paragraphs", "promos", "lang")}
            rows.append({"input": row["file"], "ok": True, **known})
        else:
            refused.append(row["file"])
    (tmp_path / "pred.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scorer = [sys.executable, "score_pages.py", "pages/gold.jsonl", str(tmp_path / "pred.jsonl")]
    scores = json.loads(subprocess.run(scorer, cwd=BENCH, capture_output=True, check=True, text=True).stdout)
    assert {name: scores["body"][name]["f1"] for name in BODY if scores["body"][name]["f1"] < BODY[name]} == {}
    assert {name: scores[name] for name in OTHER if scores[name] < OTHER[name]} == {}
    assert scores["authors"]["f1"] >= 0.905
    assert scores["promos_left"] <= 3
    assert len(refused) <= 1, refused
