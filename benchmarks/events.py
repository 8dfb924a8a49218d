"""Who did what to whom, coded on the gold sets that lie beside a checkout and on the suites by kind: tables in Markdown.

usage: python benchmarks/events.py [BENCH_FOLDER]

BENCH_FOLDER holds score_events.py and events/*.jsonl. The suites stand in benchmarks/suites: passives, nominal triggers,
negation, plans, quotes and allegations in three languages, written for sumber; nothing is learnt from them, but rules were
written by looking at those of negation. The figures of others are published ones: UniversalPetrarch is the dictionary coder
in use, "head" a plain sentence classifier on the same encoder trained on part of the same sentences, without lexicons or
roles; for a set that gives no other figure the share is that of plain statements that were given an event.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.rows import coding_row
from sumber.types import Document

SHARED = Path(__file__).parents[2] / "shared/bench"
SUITES = Path(__file__).parent / "suites"
KINDS = ("passive", "nominal", "negation", "plan", "quote", "allegation")
PEERS = {
    "gsr_en": "type .40, macro .38, quad .54; head .73, .67, .84",
    "plv_train_en": "macro .37; head .63, quad .82",
    "coped_en": "false .65 to .80; head .80",
    "protest_es": "type .33; head .58",
}
Row = dict[str, Any]


def coded(row: Row) -> Row:
    """The row as `sumber code` would answer it."""
    document = Document(str(row["id"]), row["text"], row.get("lang"), row.get("date"))
    return coding_row(code_annotation(annotate_document(document)))


def scored(bench: Path, gold: list[Row]) -> Row:
    """What the sets' own scorer says of the rows."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("gold.jsonl", "rows.jsonl")]
        for file, rows in zip(files, (gold, [coded(row) for row in gold]), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        call = [sys.executable, "score_events.py", *map(str, files)]
        return dict(json.loads(subprocess.run(call, cwd=bench, capture_output=True, check=True, text=True).stdout))


def read(path: Path) -> list[Row]:
    """The rows of a file of JSON Lines, roles by the names that the scorer takes."""
    rows: list[Row] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for event in row["events"]:
            for plural, singular in (("actors", "actor"), ("recipients", "recipient")):
                if plural in event:
                    event[singular] = event.pop(plural)
    return rows


def cells(found: Row) -> str:
    """The figures of a set as cells of the table; a set without events with types has none of those that rest on them."""
    figures = [found["detect"]["f1"], found["false_events"]]
    typed = [found["type"]["f1"], found["macro_f1"], found["quad"]["f1"], found["actor"]["f1"], found["recipient"]["f1"]]
    figures += [*(typed if found["macro_f1"] else [None, None, found["quad"]["f1"], None, None]), found["status"]]
    return " | ".join("–" if figure is None else f"{figure:.3f}" for figure in figures)


HEAD = "detect F1 | false events | type F1 | macro F1 | quad F1 | actor F1 | recipient F1 | status"
RULE = "|---|" + "---:|" * 8


def main(bench: Path) -> None:
    """Both tables."""
    if not (bench / "score_events.py").is_file():
        sys.exit(f"the gold sets and their scorer are not at {bench}; name their folder")
    print(f"| set | {HEAD} | others |\n{RULE}---|")
    for path in sorted((bench / "events").glob("*.jsonl")):
        print(f"| {path.stem} | {cells(scored(bench, read(path)))} | {PEERS.get(path.stem, '')} |", flush=True)
    print(f"\n| suite | {HEAD} |\n{RULE}")
    for kind in KINDS:
        for path in sorted(SUITES.glob(f"*_{kind}.jsonl")):
            print(f"| {kind}, {path.stem.split('_')[0]} | {cells(scored(bench, read(path)))} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
