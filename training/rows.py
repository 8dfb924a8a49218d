"""The sentences that the model learns from, whatever set they come from, in one form.

A row that lacks a kind of label (None, not empty) teaches nothing about that kind. Rows of the fixed development split are
chosen by a hash of their id, minimal pairs by that of the pair, so both sides stay together.

usage: python -m training.rows FOLDER

Writes the sentences written for sumber to FOLDER/learn/rows.jsonl and FOLDER/dev/rows.jsonl, as training/data has them, and the
reports to stories.jsonl beside each.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.compile import compiled

HERE = Path(__file__).resolve().parent
DEV_SHARE = 0.06
DEV_FAMILIES = 0.08
WRITTEN_FOR_SUMBER = (
    "id_domestic", "id_world", "en_wire", "en_local", "es_mixed", "ms_mixed", "negatives",
    "cb_verbal_coop", "cb_material_coop", "cb_verbal_conflict", "cb_material_conflict",
)  # fmt: skip
NAME_SETS = ("id-nergrit-train", "id-idner2k-train", "en-uner-ewt-dev")
REPEATS = {"written": 2.0, "negatives": 3.0, "id-nergrit-train": 1.2, "id-idner2k-train": 0.6, "en-uner-ewt-dev": 1.0}
"""How often an epoch shows the rows of a set, once unless named: the codebook files hold hardly a sentence without an event,
and rows of names stand there twice, with blanks around marks and without. NERGrit's encyclopaedic style is rare elsewhere."""
_NO_BLANK_BEFORE = set(".,;:!?)]%”’…")
_NO_BLANK_AFTER = set("([“‘")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence. Spans are [start, end); names are (PER | ORG | LOC, start, end); events and quotes as training/data has
    them. `dev` rows measure and are never learnt from."""

    id: str
    set: str
    lang: str
    text: str
    dev: bool
    names: list[tuple[str, int, int]]
    events: list[dict[str, Any]] | None = None
    quotes: list[dict[str, Any]] | None = None


def load_rows() -> list[Row]:
    """Every row of every set, in a fixed order. Mistakes in training/written are told on standard error and left out."""
    rows = [_row(name, row, dev) for name, row, dev in written_rows()]
    for name in NAME_SETS:
        for row in _read(HERE / "data/names" / f"{name}.jsonl"):
            for glued in (False, True):
                text, names = _joined(row["tokens"], row["tags"], glued)
                rows.append(Row(f"{row['id']}-{int(glued)}", name, row["lang"], text, False, names))
    return rows


def written_rows() -> Iterator[tuple[str, dict[str, Any], bool]]:
    """(set, row as training/data has it, is it a development row?) of every sentence written for sumber."""
    mistakes: list[str] = []
    files = sorted(str(path) for path in (HERE / "written").glob("*.jsonl"))
    sets = [(name, _read(HERE / "data" / f"{name}.jsonl")) for name in WRITTEN_FOR_SUMBER]
    for name, source in [*sets, ("written", compiled(files, mistakes))]:
        for row in source:
            yield name, row, _is_dev(f"{name}/{row['pair']}" if row.get("pair") is not None else row["id"])
    sys.stderr.writelines(f"left out: {mistake}\n" for mistake in mistakes)


def report_rows() -> Iterator[tuple[dict[str, Any], bool]]:
    """(row as training/data has it, is it of a development family?) of every report written for sumber."""
    for path in sorted([*(HERE / "data").glob("stories*.jsonl"), *(HERE / "written/stories").glob("*.jsonl")]):
        for row in _read(path):
            yield row, _is_dev(f"{path.stem}/{row['family']}", DEV_FAMILIES)


def _row(name: str, row: dict[str, Any], dev: bool) -> Row:
    names = [(kind, start, end) for kind, start, end in row["names"]]
    return Row(row["id"], name, row["lang"], row["text"], dev, names, row["events"], row["quotes"])


def _is_dev(key: str, share: float = DEV_SHARE) -> bool:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) < share * 2**32


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _joined(tokens: list[str], tags: list[str], glued: bool) -> tuple[str, list[tuple[str, int, int]]]:
    """Text and names of a row of tokens; `glued` sets marks as print does, otherwise a blank stands between all tokens."""
    text, quoted = "", False
    names: list[tuple[str, int, int]] = []
    tight = True
    for word, tag in zip(tokens, tags, strict=True):
        closes = word in _NO_BLANK_BEFORE or (word == '"' and quoted)
        if text and not tight and not (glued and closes):
            text += " "
        start = len(text)
        text += word
        tight = glued and (word in _NO_BLANK_AFTER or (word == '"' and not quoted))
        quoted ^= word == '"'
        if tag.startswith("B-"):
            names.append((tag[2:], start, len(text)))
        elif tag.startswith("I-") and names:
            names[-1] = (names[-1][0], names[-1][1], len(text))
    return text, names


def main(folder: Path) -> None:
    """The command line of the module's docstring."""
    parts: dict[bool, list[str]] = {False: [], True: []}
    for _, row, dev in written_rows():
        parts[dev].append(json.dumps(row, ensure_ascii=False) + "\n")
    reports: dict[bool, list[str]] = {False: [], True: []}
    for row, dev in report_rows():
        reports[dev].append(json.dumps(row, ensure_ascii=False) + "\n")
    for name, found in (("rows.jsonl", parts), ("stories.jsonl", reports)):
        for dev, lines in found.items():
            (folder / ("dev" if dev else "learn")).mkdir(parents=True, exist_ok=True)
            (folder / ("dev" if dev else "learn") / name).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
