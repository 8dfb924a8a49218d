"""Every function and room that docs/architecture.md names is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = sorted(p.name for p in (ROOT / "src" / "sumber").iterdir() if (p / "__init__.py").is_file())
NAMED = sorted(set(re.findall(rf"`((?:{'|'.join((*ROOMS, 'chain', 'workers', 'types'))})(?:\.\w+)+)`", PAGE)))


@pytest.mark.parametrize("name", [name for name in NAMED if not name.endswith(".py")])
def test_what_the_walk_names_is_there(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    try:
        assert hasattr(import_module(f"sumber.{module}"), attribute)
    except ModuleNotFoundError:
        owner, _, kind = module.rpartition(".")
        assert hasattr(getattr(import_module(f"sumber.{owner}"), kind), attribute)


def test_the_walk_passes_every_room() -> None:
    assert {name.split(".")[0] for name in NAMED} >= {"pages", "articles", "reading", "events", "stories", "archive", "views"}
    assert all(f"`{room}`" in PAGE for room in ROOMS)
