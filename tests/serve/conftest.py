"""Servers of two archives, asked in the same process: the invented world's, and one of many invented articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import archive_world as world
import invented
from fastapi.testclient import TestClient

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.serve.app import create_app

HERE = "http://127.0.0.1"
ARTICLES = 60


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the invented world: four articles, six event mentions, two stories."""
    folder = tmp_path_factory.mktemp("serve")
    read([world.write_pages(folder / "pages")], folder / "a.db", 0, stages=world.STAGES)
    return folder / "a.db"


@pytest.fixture(scope="session")
def client(archive_file: Path) -> Iterator[TestClient]:
    """A client on loopback of the invented world."""
    with TestClient(create_app(archive_file), HERE, raise_server_exceptions=False) as asked:
        yield asked


@pytest.fixture(scope="session")
def many_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 60 articles, 300 event mentions, 120 quotes, 1,080 names."""
    path = tmp_path_factory.mktemp("serve") / "many.db"
    invented.fill(path, ARTICLES)
    return path


@pytest.fixture(scope="session")
def many(many_file: Path) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(create_app(many_file), HERE, raise_server_exceptions=False) as asked:
        yield asked


@pytest.fixture(scope="session")
def store(many_file: Path) -> Iterator[Archive]:
    """The same archive, asked without a server."""
    with Archive(many_file, read_only=True) as opened:
        yield opened
