"""Precision and recall of `find_disagreements` by kind, on the disagreements written for sumber.

usage: disagreements.py [TRAINING_FOLDER] [-v]

Stories are given (this measures disagreements, not grouping), copies are found. A finding is right where a labelled
disagreement of its kind stands between the same two texts, or texts they copy, and its evidence overlaps the quotes; a page
that contradicts itself is met by a label that holds it against another page. Not every true disagreement is labelled, so
precision is a lower bound; -v prints the findings that no label meets.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.stories.copies import CopyFinder
from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events
from sumber.stories.lineage import Lineage
from sumber.types import Claim, Disagreement, Document, Placement

SHARED = Path(__file__).parents[2] / "shared/training"


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def find(rows: list[dict[str, Any]]) -> tuple[list[Disagreement], dict[str, str]]:
    """What the stories disagree about, and by the labels the text that each text copies or translates, else itself."""
    finder, lineage = CopyFinder(), Lineage()
    codings, placements, roots = [], [], {}
    for row in rows:
        document = Document(row["id"], row["text"], row["lang"], row["date"], row["title"], row["outlet"])
        original = finder.add(document)
        roots[document.id] = row["copy_of"] or document.id
        placements.append(Placement(document.id, row["story"], original, lineage.origin(document, original)))
        codings.append(code_annotation(annotate_document(document)))
    return find_disagreements(codings, placements, same_events(codings, placements)), roots


def meets(claim: Claim | None, side: dict[str, str] | None, texts: dict[str, str], roots: dict[str, str]) -> bool:
    """Does a claim stand in the labelled text, or one with the same root, on the labelled words?"""
    if claim is None or side is None:
        return claim is side
    if roots[claim.document] != roots[side["id"]]:
        return False
    start = texts[claim.document].find(side["quote"])
    if start < 0:  # a copy that was edited there
        return claim.document != side["id"]
    return claim.evidence.start < start + len(side["quote"]) and start < claim.evidence.end


def main(folder: Path, verbose: bool) -> None:
    """Print a line a kind."""
    rows = read(folder / "stories.jsonl")
    labels = read(folder / "disagreements.jsonl")
    texts = {row["id"]: row["text"] for row in rows}
    found, roots = find(rows)
    right, wrong, met = Counter[str](), Counter[str](), set[int]()
    for one in found:
        hits = [
            k
            for k, label in enumerate(labels)
            if label["kind"] == one.kind
            and (
                (meets(one.a, label["a"], texts, roots) and meets(one.b, label["b"], texts, roots))
                or (one.b is None and any(meets(one.a, label[side], texts, roots) for side in "ab"))
                or (meets(one.b, label["a"], texts, roots) and meets(one.a, label["b"], texts, roots))
            )
        ]
        met.update(hits)
        (right if hits else wrong)[one.kind] += 1
        if verbose and not hits:
            values = one.a.value, one.b and one.b.value
            print(
                "unlabelled", one.kind, one.about, one.update, values, one.a.evidence.text, "|", one.b and one.b.evidence.text
            )
    for kind in sorted({*right, *wrong, *(label["kind"] for label in labels)}):
        ours, of_kind = right[kind] + wrong[kind], [k for k, label in enumerate(labels) if label["kind"] == kind]
        print(
            json.dumps(
                {
                    "kind": kind,
                    "found": ours,
                    "p": round(right[kind] / ours, 3) if ours else None,
                    "r": round(len(met.intersection(of_kind)) / len(of_kind), 3) if of_kind else None,
                    "labels": len(of_kind),
                }
            )
        )
    print(
        json.dumps(
            {"all": len(found), "p": round(sum(right.values()) / max(1, len(found)), 3), "r": round(len(met) / len(labels), 3)}
        )
    )


if __name__ == "__main__":
    names = [argument for argument in sys.argv[1:] if argument != "-v"]
    main(Path(names[0]) if names else SHARED, "-v" in sys.argv)
