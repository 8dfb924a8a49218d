"""The figures of `make bench` as the tables of docs/quality.md.

usage: make bench > bench.jsonl; table.py bench.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]


def rows(path: str) -> Iterator[Figures]:
    """The lines of the scorers; a stage that failed comes as it is."""
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("{"):
                yield json.loads(line)


def table(head: list[str], lines: list[list[object]]) -> str:
    """A table in Markdown."""
    shown = [[_cell(value) for value in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * len(head), *shown])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def pages(found: list[Figures]) -> str:
    """Body F1 by source, then the other figures."""
    figures = found[0]
    body = table(["body F1", *figures["body"]], [["sumber", *(source["f1"] for source in figures["body"].values())]])
    keys = ["segments", "day", "moment", "title"]
    rest = [*(figures[key] for key in keys), figures["authors"]["f1"], f"{figures['promos_left']} of {figures['promos']}"]
    return body + "\n\n" + table([*keys, "authors F1", "promos left in the body"], [rest])


def names(found: list[Figures]) -> str:
    """F1 by set and kind."""
    kinds = ["person", "organization", "place"]
    lines = [[f["set"], f["all"]["p"], f["all"]["r"], f["all"]["f1"], *(f.get(k, {}).get("f1") for k in kinds)] for f in found]
    return table(["set", "precision", "recall", "F1", *kinds], lines)


def times(found: list[Figures]) -> str:
    """Detection and values."""
    lines = [[f["set"], f["detect"]["p"], f["detect"]["r"], f["detect"]["f1"], f["value_accuracy_of_all"]] for f in found]
    return table(["set", "precision", "recall", "detection F1", "value right, of all"], lines)


def quotes(found: list[Figures]) -> str:
    """Quotes found and speakers right."""
    lines = [[f["set"], f["found"]["p"], f["found"]["r"], f["found"]["f1"], f["speaker_right_of_all"]] for f in found]
    return table(["set", "precision", "recall", "found F1", "speaker right, of all"], lines)


def events(found: list[Figures]) -> str:
    """Detection, types, quad classes and roles."""
    head = ["set", "detect F1", "false events", "type F1", "macro F1", "quad F1", "actor F1", "recipient F1", "status"]
    scores = [{**f, **{key: f[key]["f1"] for key in ("detect", "type", "quad", "actor", "recipient")}} for f in found]
    keys = ["set", "detect", "false_events", "type", "macro_f1", "quad", "actor", "recipient", "status"]
    # A set whose gold names no types says nothing of types and roles.
    untyped = {"type", "macro_f1", "actor", "recipient"}
    lines = [[None if key in untyped and not f["by_type"] else f.get(key) for key in keys] for f in scores]
    return table(head, lines)


def stories(found: list[Figures]) -> str:
    """Grouping by B-cubed, and pairs across languages."""
    lines = [[f["set"], *(f["bcubed"][k] for k in ("p", "r", "f1")), f["cross"]["f1"] or None] for f in found]
    return table(["set", "B-cubed precision", "recall", "F1", "pairs of two languages, F1"], lines)


def pairs(found: list[Figures]) -> str:
    """Pearson's r against the judges, by languages."""
    keys = sorted({key for f in found for key in f if key == "all" or (len(key) == 5 and key[2] == "-")})
    return table(["set", *keys], [[f["set"], *(f.get(key) for key in keys)] for f in found])


def copies(found: list[Figures]) -> str:
    """Copies found."""
    return table(["set", "precision", "recall", "F1"], [[f["set"], f["p"], f["r"], f["f1"]] for f in found])


TABLES = [pages, names, times, quotes, events, stories, pairs, copies]


def main() -> None:
    """Prints every table whose part was run, then what failed."""
    found = list(rows(sys.argv[1]))
    for make in TABLES:
        part = [f for f in found if f.get("score") == make.__name__]
        if part:
            print(f"## {make.__name__.capitalize()}\n\n{make(part)}\n")
    for figures in found:
        if "failed" in figures:
            print(f"{figures['set']} failed: {figures['failed']}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
