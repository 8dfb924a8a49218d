"""Lets the tests of this folder use the invented world of the archive's tests, and its archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))
import archive_world as world

from sumber.archive.store import Archive
from sumber.chain import read


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive of the invented world: four articles, six event mentions, two stories."""
    folder = tmp_path_factory.mktemp("export")
    read([world.write_pages(folder / "pages")], folder / "a.db", 0, stages=world.STAGES)
    with Archive(folder / "a.db", read_only=True) as opened:
        yield opened
