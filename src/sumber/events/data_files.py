"""The data files of a language; what it has no file of is read as in any language."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def read_data(kind: str, lang: str) -> dict[str, Any]:
    """data/KIND/LANG.toml, or data/KIND/und.toml where the language has none."""
    folder = files("sumber.events") / "data" / kind
    own = folder / f"{lang}.toml"
    return tomllib.loads((own if own.is_file() else folder / "und.toml").read_text(encoding="utf-8"))
