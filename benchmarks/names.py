"""Names in whole documents: the gold sets of names whose sentences stand in the order of their articles, joined again.

usage: python benchmarks/names.py [BENCH_FOLDER]

BENCH_FOLDER holds score_names.py and names/*.jsonl. The scorers of `make bench` give sumber one sentence at a time; here it
reads a document, and what one sentence tells of a name counts in the others. Documents end where the set says so (-DOCSTART-),
in sets that do not after BLOCK sentences, whatever they are about. One JSON line a set: entity F1 by single sentences and by
documents.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sumber.reading.annotate import annotate_document
from sumber.types import Document

SHARED = Path(__file__).parents[2] / "shared/bench"
SETS = ("en-uner-ewt-test", "de-conll-test", "pt-mlnews-test", "ar-mlnews-test", "swa-masakhaner2-test")
BLOCK = 12
START = "-DOCSTART-"
Row = dict[str, Any]


def documents(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows of each document, in order."""
    marked = any(row["tokens"][0] == START for row in rows)
    document: list[Row] = []
    for row in rows:
        begins = row["tokens"][0] == START
        if document and (begins if marked else len(document) == BLOCK):
            yield document
            document = []
        if not begins:
            document.append(row)
    yield document


def joined(rows: list[Row]) -> tuple[Row, Document]:
    """A document as the scorer reads it, and as sumber does: there a line for each row, of the same length."""
    whole = {"id": rows[0]["id"], **{key: [each for row in rows for each in row[key]] for key in ("tokens", "tags")}}
    return whole, Document(str(whole["id"]), "\n".join(" ".join(row["tokens"]) for row in rows), rows[0]["lang"])


def scored(bench: Path, asked: list[tuple[Row, Document]]) -> Row:
    """What the scorer of names says of the documents."""
    told = [
        {"id": gold["id"], "mentions": [{"start": m.span.start, "end": m.span.end, "kind": m.kind} for m in found.mentions]}
        for gold, document in asked
        for found in [annotate_document(document)]
    ]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("gold.jsonl", "rows.jsonl")]
        for file, rows in zip(files, ([gold for gold, _ in asked], told), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        call = [sys.executable, "score_names.py", *map(str, files)]
        return dict(json.loads(subprocess.run(call, cwd=bench, capture_output=True, check=True, text=True).stdout))


def main(bench: Path) -> None:
    """Print a line a set."""
    for name in SETS:
        rows = [json.loads(line) for line in (bench / f"names/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        apart = scored(bench, [joined([row]) for row in rows])
        whole = scored(bench, [joined(document) for document in documents(rows)])
        print(json.dumps({"set": name, "sentences": apart["all"], "documents": whole["all"]}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
