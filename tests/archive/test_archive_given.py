"""Ids given to a question as one text mean what the ids themselves do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import invented

from sumber.archive.queries import answers_of
from sumber.archive.store import Archive
from sumber.errors import UsageError


def test_more_ids_than_sqlite_takes_parameters_are_answered_in_their_order(tmp_path: Path) -> None:
    invented.fill(tmp_path / "a.db", 5)
    with Archive(tmp_path / "a.db") as archive, archive.reading() as connection:
        known = [event.id for event in archive.events()]
        asked = [known[1], *(f"evm_{number}" for number in range(40_000)), "evm_'\"\\\0", known[0]]
        assert [event.id for event in answers_of(connection, asked)] == [known[1], known[0]]


def test_half_a_surrogate_pair_is_refused_plainly(tmp_path: Path) -> None:
    invented.fill(tmp_path / "a.db", 5)
    with Archive(tmp_path / "a.db") as archive, pytest.raises(UsageError), archive.reading() as connection:
        list(answers_of(connection, ["evm_\ud800"]))
