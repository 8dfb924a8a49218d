"""A story told by its own articles: headline, lead, and what happened on which day. Nothing here is generated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sumber.stories.vectors import Encoder, unit
from sumber.types import Annotation, Document, Event, Span

_LONGEST_LEAD = 400  # characters; a "sentence" longer than this is a list or a broken page
_SHORTEST_LEAD = 40


@dataclass(frozen=True, slots=True)
class Day:
    """What is told of one day: `day` is ISO 8601, `events` are ids, the most widely reported first."""

    day: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A story's face: the most central article, its title, and its first full sentence."""

    document: str
    headline: str | None
    lead: Span | None


def timeline(events: Sequence[Event]) -> list[Day]:
    """The days of a story's events in order; events without a day are left out, what more origins tell comes first."""
    days: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.day is not None:
            days[event.day].append(event)
    return [
        Day(day, tuple(e.id for e in sorted(told, key=lambda e: (-len(e.origins), -len(e.mentions)))))
        for day, told in sorted(days.items())
    ]


def summarise(documents: Sequence[Document], annotations: Mapping[str, Annotation], encoder: Encoder | None = None) -> Summary:
    """The face of a story: that article whose vector lies nearest to the middle of them all, the earlier one where two are as
    near. `documents` must hold at least one; `annotations` by document id give the lead, None where there is none."""
    vectors = unit((encoder or Encoder()).encode(documents))
    central = documents[int(np.argmax(np.round(vectors @ vectors.mean(axis=0), 4)))]
    found = annotations.get(central.id)
    return Summary(central.id, central.title, lead_sentence(found) if found else None)


def lead_sentence(annotation: Annotation) -> Span | None:
    """The first sentence that is long enough to tell something and short enough to be one."""
    fitting = (s for s in annotation.sentences if _SHORTEST_LEAD <= len(s.text) <= _LONGEST_LEAD)
    return next((s for s in fitting if s.text.strip()), None)
