"""The docs are held against the command line: a page for each command, a word on each option, and every example run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer.main

from sumber.cli import app

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import run_docs  # noqa: E402

COMMANDS = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    run_docs.workplace(folder)
    return folder


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_a_page_that_names_each_option(name: str) -> None:
    page = (ROOT / "docs" / "commands" / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# sumber {name}\n")
    for parameter in COMMANDS[name].params:
        for option in (o for o in parameter.opts if o.startswith("--")):
            assert f"`{option}" in page, f"docs/commands/{name}.md says nothing of {option}"


def test_no_page_describes_a_command_that_is_not_there() -> None:
    assert {p.stem for p in (ROOT / "docs" / "commands").glob("*.md")} == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_print_what_the_page_shows(page: Path, workplace: Path) -> None:
    for step, got in run_docs.check(page, workplace):
        raise AssertionError(f"$ {step.command}\nprints\n{got}\nbut the page shows\n{step.output}")
