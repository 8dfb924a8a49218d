"""docs/times.md explains every slot, setting and list that the files of times use, and no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sumber.reading.times.lexicon import slots_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "times.md").read_text(encoding="utf-8")
FILES = [tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "src/sumber/reading/data/times").glob("*.toml")]


def explained(head: str) -> set[str]:
    """The names in the first column of the table under this heading."""
    table = PAGE.split(f"| {head} | ")[1].split("\n\n")[0].splitlines()[2:]
    return {name for row in table for name in re.findall(r"`(\w+)`", row.split(" | ")[0])}


def used_slots() -> set[str]:
    meanings = {(name, said) for data in FILES for name, words in data.get("words", {}).items() for said in words}
    sets = {("", rule.partition(" ; ")[2]) for data in FILES for rule in data["rules"] if " ; " in rule}
    return {slot for name, said in meanings | sets for slot in slots_of(name, said)}


@pytest.mark.parametrize(
    ("head", "used"),
    [
        ("slot", used_slots() | {"year"}),
        ("setting", {name for data in FILES for name in data.get("settings", {})}),
        ("list", {name for data in FILES for name in data.get("lists", {})}),
    ],
    ids=["slot", "setting", "list"],
)
def test_the_page_explains_what_the_files_use(head: str, used: set[str]) -> None:
    assert explained(head) == used - {"drop"}
