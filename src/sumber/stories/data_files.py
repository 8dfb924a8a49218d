"""The data files of this room, one a language and kind. One that is missing is not read, a key that is missing holds none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any


class Table(dict[str, Any]):
    """A data file's keys."""

    def __missing__(self, key: str) -> dict[str, Any]:
        return {}


def language_table(kind: str, lang: str) -> Table | None:
    """data/KIND/LANG.toml of a primary language; None where it has none."""
    entry = files("sumber.stories").joinpath("data", kind, f"{lang}.toml")
    return Table(tomllib.loads(entry.read_text("utf-8"))) if lang.isalpha() and entry.is_file() else None


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, in their order; one that never matches where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds whole words, in whatever case."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)
