"""Grouping, copies and similarity on the gold sets that lie beside a checkout: B-cubed, copies' F1, Pearson's r, seconds.

usage: stories.py [BENCH_FOLDER] [SET ...]

Each set is scored by the scorers of that folder, in one process for all sets, so that the encoder is loaded once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sumber.stories.group import group
from sumber.stories.similarity import similarities
from sumber.types import Document

SHARED = Path(__file__).parents[2] / "shared/bench"


def document(row: dict[str, Any]) -> Document:
    """A row of a gold set as the stage command would see it."""
    return Document(str(row["id"]), row["text"], row.get("lang"), row.get("date"), row.get("title"), row.get("source"))


def pair(row: dict[str, Any]) -> tuple[Document, Document]:
    """Both sides of a row of pairs."""
    return Document("a", row["text1"], row["lang1"]), Document("b", row["text2"], row["lang2"])


def judge(folder: Path, scorer: str, gold: Path, predictions: Iterable[dict[str, Any]], name: str, started: float) -> None:
    """Write the predictions, have them scored, print the scorer's line with the set's name and the seconds taken."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in predictions)
        file.flush()
        seconds = round(time.monotonic() - started, 1)
        command = [sys.executable, scorer, str(gold), file.name]
        line = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    print(json.dumps({"set": name, "seconds": seconds, **json.loads(line)}), flush=True)


def main(folder: Path, only: list[str]) -> None:
    """A line a set."""
    for path in sorted((folder / "stories").glob("*.jsonl")):
        name, started = path.stem, time.monotonic()
        if name == "reprints_gold_en" or (only and name not in only):
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if name.startswith("pairs"):
            scores = similarities(map(pair, rows))
            found = [{"id": row["id"], "score": score} for row, score in zip(rows, scores, strict=True)]
            judge(folder, "score_pairs.py", path, found, name, started)
            continue
        found = [{"id": p.id, "story": p.story, "copy_of": p.copy_of} for p in group(map(document, rows))]
        if name.startswith("reprints"):
            judge(folder, "score_copies.py", path.with_name("reprints_gold_en.jsonl"), found, name, started)
        else:
            judge(folder, "score_stories.py", path, found, name, started)


if __name__ == "__main__":
    given = sys.argv[1:]
    where = [Path(one) for one in given if Path(one).is_dir()]
    main((where or [SHARED])[0], [one for one in given if not Path(one).is_dir()])
