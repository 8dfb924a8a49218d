"""What the model says of one sentence. All spans are code points of that sentence, half-open; probabilities lie in 0..1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sumber.types import NameKind, Status


@dataclass(frozen=True, slots=True)
class SpanPrediction:
    """A stretch of the sentence, and how surely it is what it is given as: the mean over its words."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class NamePrediction:
    """A name. Names do not overlap each other."""

    kind: NameKind
    span: SpanPrediction


@dataclass(frozen=True, slots=True)
class TypePrediction:
    """A PLOVER type that a trigger may have, with the likeliest of its modes; `mode` is None where none fits or none exist.
    `probability` is the type's, given that the trigger is one; `confidence` is that of the whole event: gate, trigger, and the
    type as trigger and sentence see it. Events of .2 or more are best for F1, of .3 or more for precision (training/README)."""

    type: str
    probability: float
    confidence: float
    mode: str | None
    mode_probability: float


@dataclass(frozen=True, slots=True)
class EventPrediction:
    """A trigger and what hangs on it. `types` holds every type of some probability, likeliest first; `statuses` is a
    distribution. Roles are lists: two actors joined by "and" are two spans."""

    trigger: SpanPrediction
    types: tuple[TypePrediction, ...]
    statuses: Mapping[Status, float]
    reciprocal: float
    actors: tuple[SpanPrediction, ...]
    recipients: tuple[SpanPrediction, ...]
    place: tuple[SpanPrediction, ...]
    time: tuple[SpanPrediction, ...]
    attribution: tuple[SpanPrediction, ...]

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return max(self.statuses, key=lambda status: self.statuses[status])


@dataclass(frozen=True, slots=True)
class SentencePrediction:
    """All that the heads say. `contents`, `speakers` and `cues` are parts of quotations, which may overlap names; `gate` is
    the probability that the sentence tells an event at all, `types` that it tells one of each type. Triggers are given
    generously: weigh them by the confidence of their types."""

    names: tuple[NamePrediction, ...] = ()
    contents: tuple[SpanPrediction, ...] = ()
    speakers: tuple[SpanPrediction, ...] = ()
    cues: tuple[SpanPrediction, ...] = ()
    gate: float = 0.0
    types: Mapping[str, float] | None = None
    events: tuple[EventPrediction, ...] = ()
