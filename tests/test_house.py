"""The house itself: one public face, rooms that import only leftwards, no circle of imports, no file that is two rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

import sumber

SOURCE = Path(sumber.__file__).parent
# Data walks from left to right and never back; a room may import itself and what stands to its left.
ORDER = [
    "errors",
    "scripts",
    "caseless",
    "types",
    "rows",
    "workers",
    "cluster",
    "knowledge",
    "pages",
    "articles",
    "reading",
    "events",
    "stories",
    "stages",
    "archive",
    "chain",
    "doctor",
    "views",
    "export",
    "serve",
    "cli_shared",
    "cli_judgements",
    "cli",
]
# The same inside the archive, its largest room: what it keeps, then what people judge of it, then what it answers.
IN_ARCHIVE = [
    "words",
    "identity",
    "places",
    "schema",
    "migrations",
    "given",
    "backend",
    "sqlite",
    "postgres",
    "database",
    "reckoned",
    "writing",
    "judgements",
    "telling",
    "answers",
    "queries",
    "actors",
    "health",
    "judging",
    "questions",
    "store",
]
# Language identification reads bare text and knows no other part of its room: articles may ask it.
ALLOWED = {("articles", "sumber.reading.language")}


def module_of(path: Path) -> str:
    return ".".join(("sumber", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


MODULES = {module_of(path): path for path in SOURCE.rglob("*.py")}


def rooms() -> Iterator[tuple[str, Path]]:
    """Every file with its room; the public face alone belongs to none."""
    for module, path in MODULES.items():
        if module != "sumber":
            yield module.split(".")[1], path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (module if module in MODULES else node.module for module in inner)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def circles(imported: Mapping[str, Iterable[str]]) -> set[str]:
    """What is left where files that import none of the others are taken away, again and again."""
    left = {module: set(names) & imported.keys() - {module} for module, names in imported.items()}
    while free := {module for module, names in left.items() if not names}:
        left = {module: names - free for module, names in left.items() if module not in free}
    return set(left)


@pytest.mark.parametrize(("room", "path"), sorted(rooms()), ids=lambda x: str(x) if isinstance(x, str) else x.name)
def test_a_room_imports_only_what_stands_to_its_left(room: str, path: Path) -> None:
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "sumber" or len(parts) < 2 or (room, module) in ALLOWED:
            continue
        assert parts[1] in ORDER, f"{path.name} imports {module}, which is no room"
        assert ORDER.index(parts[1]) <= ORDER.index(room), f"{path.name} ({room}) imports {module}"


def test_the_archive_imports_only_what_stands_to_its_left() -> None:
    for module, path in MODULES.items():
        own = module.split(".")[2:3] if module.startswith("sumber.archive.") else []
        for part, name in product(own, imports(path)):
            if name.startswith("sumber.archive."):
                assert IN_ARCHIVE.index(name.split(".")[2]) <= IN_ARCHIVE.index(part), f"{module} imports {name}"


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": []}) == {"a", "b", "c"}
    assert not circles({module: list(imports(path)) for module, path in MODULES.items()})


def test_all_is_sorted_and_real() -> None:
    assert sumber.__all__ == sorted(sumber.__all__)
    for name in sumber.__all__:
        assert getattr(sumber, name).__doc__ or name == "__version__", name


def test_no_file_is_two_rooms() -> None:
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
