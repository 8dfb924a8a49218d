"""The house itself: one public face, rooms that import only leftwards, no language in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sumber

SOURCE = Path(sumber.__file__).parent
# Data walks from left to right and never back; a room may import itself and what stands to its left.
ORDER = [
    "errors",
    "types",
    "rows",
    "workers",
    "knowledge",
    "pages",
    "articles",
    "reading",
    "events",
    "stories",
    "archive",
    "chain",
    "views",
    "export",
    "serve",
]
# Language identification reads bare text and knows no other part of its room: articles may ask it.
ALLOWED = {("articles", "sumber.reading.language")}


def rooms() -> Iterator[tuple[str, Path]]:
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if room in ORDER:
            yield room, path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(("room", "path"), sorted(rooms()), ids=lambda x: str(x) if isinstance(x, str) else x.name)
def test_a_room_imports_only_what_stands_to_its_left(room: str, path: Path) -> None:
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "sumber" or len(parts) < 2 or (room, module) in ALLOWED:
            continue
        assert parts[1] in ORDER, f"{path.name} imports {module}, which is no room"
        assert ORDER.index(parts[1]) <= ORDER.index(room), f"{path.name} ({room}) imports {module}"


def test_all_is_sorted_and_real() -> None:
    assert sumber.__all__ == sorted(sumber.__all__)
    for name in sumber.__all__:
        assert getattr(sumber, name).__doc__ or name == "__version__", name


def test_no_file_is_two_rooms() -> None:
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
