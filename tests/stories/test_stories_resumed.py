"""A grouping that is put away after each batch and taken up again places what one that never stopped places."""

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sumber.stories.group import Grouper
from sumber.stories.standing import State, pack, unpacked
from sumber.stories.vectors import DIMENSIONS, unit
from sumber.types import Document, Placement

REPORTS = Path(__file__).parents[2] / "training/data/stories_many.jsonl"
BATCH = 15


@pytest.fixture(scope="module")
def reports() -> list[Document]:
    """Reports of neighbouring events, whose vectors are those of their events with noise; each is reprinted now and then."""
    random = np.random.default_rng(11)
    rows = [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    families = {family: random.standard_normal(DIMENSIONS) for family in sorted({row["family"] for row in rows})}
    stories = {row["story"]: families[row["family"]] + 0.4 * random.standard_normal(DIMENSIONS) for row in rows}
    found = []
    for k, row in enumerate(sorted(rows, key=lambda row: row["date"])):
        vector = unit((stories[row["story"]] + 0.5 * random.standard_normal(DIMENSIONS))[None])[0].astype("<f4").tobytes()
        plain = Document(row["id"], row["text"], row["lang"], row["date"], row["title"], row["outlet"], vector=vector)
        again = replace(plain, id=f"{plain.id}-again", title="Again", outlet="Other")
        found += [plain, again] if k % 9 == 0 else [plain]
    return found


def state_of(grouper: Grouper) -> io.BytesIO:
    file = io.BytesIO()
    grouper.save(file)
    file.seek(0)
    return file


def known(grouper: Grouper) -> dict[str, State]:
    return unpacked(state_of(grouper))


def placed(reports: list[Document], stopping: bool) -> list[Placement]:
    grouper, found = Grouper(), []
    for start in range(0, len(reports), BATCH):
        found += grouper.place(reports[start : start + BATCH])
        grouper = Grouper.resumed(state_of(grouper)) if stopping else grouper
    return found


def test_stopping_changes_no_place(reports: list[Document]) -> None:
    once = placed(reports, stopping=False)
    assert placed(reports, stopping=True) == once
    assert 20 < len({placement.story for placement in once}) < len(reports) - 20
    assert any(placement.copy_of for placement in once)


def test_a_state_is_the_same_bytes_again_after_it_was_taken_up(reports: list[Document]) -> None:
    grouper = Grouper()
    grouper.place(reports[:40])
    parts, again = known(grouper), known(Grouper.resumed(state_of(grouper)))
    assert {name: part.values for name, part in parts.items()} == {name: part.values for name, part in again.items()}
    for name, part in parts.items():
        assert all(np.array_equal(array, again[name].arrays[key]) for key, array in part.arrays.items())
    pack(parts.items(), file := io.BytesIO())
    file.seek(0)
    assert unpacked(file).keys() == parts.keys()
