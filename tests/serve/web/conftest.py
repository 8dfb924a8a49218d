"""Archives for the tests of the web pages: the invented world, and one of pages that mean harm."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "archive"))
import archive_world as world
from fastapi.testclient import TestClient
from web_world import HOSTILE

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.serve.app import create_app
from sumber.types import Annotation, Coding

JAKARTA = "city:1642911"


def _code(annotation: Annotation) -> Coding:
    """The world's events, in a place that maps know."""
    coding = world.code(annotation)
    return replace(coding, events=tuple(replace(e, place=e.place and replace(e.place, entity=JAKARTA)) for e in coding.events))


def _archive(folder: Path, pages: dict[str, tuple[str, ...]]) -> Archive:
    read([world.write_pages(folder / "pages", pages)], folder / "a.db", 0, stages=replace(world.STAGES, code=_code))
    return Archive(folder / "a.db", read_only=True)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Four articles, six event mentions, two stories."""
    with _archive(tmp_path_factory.mktemp("web"), world.PAGES) as opened:
        yield opened


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Two articles whose every word is an attack."""
    with _archive(tmp_path_factory.mktemp("harm"), HOSTILE) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(store: Archive) -> Iterator[TestClient]:
    """A reader of the invented world."""
    with TestClient(create_app(store.path), "http://127.0.0.1") as asked:
        yield asked


@pytest.fixture(scope="session")
def hostile_client(hostile_store: Archive) -> Iterator[TestClient]:
    """A reader of the pages that mean harm."""
    with TestClient(create_app(hostile_store.path), "http://127.0.0.1") as asked:
        yield asked
