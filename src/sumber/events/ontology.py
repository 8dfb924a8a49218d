"""PLOVER 2.0 as data/ontology.toml holds it: types with quad class, modes, scores, CAMEO roots; the 37 contexts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from sumber.types import Quad


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types. `modes` gives each mode's score, `score` the type's own, on the manual's scale -10..10."""

    name: str
    gloss: str
    quad: Quad
    recipient_required: bool
    cameo: str
    score: float
    score_checked: bool
    modes: Mapping[str, float]

    def score_of(self, mode: str | None) -> float:
        """The mode's score, or the type's own where the mode is unknown or none."""
        return self.modes.get(mode or "", self.score)


@cache
def event_types() -> Mapping[str, EventType]:
    """All types by name, in the manual's order."""
    return {
        name: EventType(
            name,
            str(row["gloss"]),
            cast(Quad, row["quad"]),
            bool(row["recipient"]),
            str(row["cameo"]),
            float(row["score"]),
            bool(row["checked"]),
            {mode: float(score) for mode, score in row["modes"].items()},
        )
        for name, row in _data()["types"].items()
    }


@cache
def contexts() -> tuple[str, ...]:
    """PLOVER's 37 contexts, in the manual's order."""
    return tuple(_data()["contexts"])


@cache
def _data() -> dict[str, Any]:
    with (files("sumber.events") / "data" / "ontology.toml").open("rb") as file:
        return tomllib.load(file)
