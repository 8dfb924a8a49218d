"""What docs/architecture.md names is there, and the page that it walks really passes it."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType

import pytest
from typer.testing import CliRunner

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.cli import app

ROOT = Path(__file__).resolve().parents[2]
SOURCE = str(ROOT / "src" / "sumber") + "/"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = sorted(p.name for p in (ROOT / "src" / "sumber").iterdir() if (p / "__init__.py").is_file())
WALK = PAGE[PAGE.index("\n1. ") :]
REPORTS = (
    "kabarselat-junta-niger-moskow.txt",
    "harbourledger-niger-accord.html",
    "poskhatulistiwa-niger-rusia.html",
    "correodelistmo-niger-drones.html",
    "northgatecourier-russia-niger-pact.txt",
    "suaratanjung-niger-moscow.txt",
)


def named(text: str) -> list[str]:
    found = set(re.findall(rf"`((?:{'|'.join((*ROOMS, 'chain', 'workers', 'types'))})(?:\.\w+)+)`", text))
    return sorted(name for name in found if not name.endswith(".py"))


@pytest.mark.parametrize("name", named(PAGE))
def test_what_the_page_names_is_there(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    try:
        assert hasattr(import_module(f"sumber.{module}"), attribute)
    except ModuleNotFoundError:
        owner, _, kind = module.rpartition(".")
        assert hasattr(getattr(import_module(f"sumber.{owner}"), kind), attribute)


def test_the_walk_passes_every_room() -> None:
    assert {name.split(".")[0] for name in named(WALK)} >= {
        "pages", "articles", "reading", "events", "stories", "archive", "views"
    }  # fmt: skip
    assert all(f"`{room}`" in PAGE for room in ROOMS)


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every function of sumber that runs while the six reports are read, their story told and its weekday explained."""
    seen: set[str] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(SOURCE):
            module = code.co_filename.removeprefix(SOURCE).removesuffix(".py").replace("/", ".")
            seen.add(f"{module}.{code.co_qualname}")

    archive, before = str(tmp_path_factory.mktemp("walk") / "walk.db"), sys.getprofile()
    sys.setprofile(note)
    try:
        read([ROOT / "examples" / "pages" / name for name in REPORTS], archive, processes=0)
        with Archive(archive, read_only=True) as store:
            (story,) = store.stories()
            (weekday,) = store.disagreements(kind="weekday")
        for command in (["story", story.id], ["explain", weekday.id]):
            told = CliRunner().invoke(app, [*command, "--archive", archive])
            assert "Selasa (12/3)" in told.output, told.output
    finally:
        sys.setprofile(before)
    return seen


@pytest.mark.parametrize("name", named(WALK))
def test_the_page_passes_each_function_that_the_walk_names(name: str, passed: set[str]) -> None:
    assert name in passed
