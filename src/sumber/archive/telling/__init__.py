"""One story told from its codings, without what people judged wrong. The stages see only what is left; what they number is
numbered back, so that no id depends on what was left out before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sumber.archive.telling.state import Telling
from sumber.stories.identity import happening_id
from sumber.types import Coding, Disagreement, Event, Placement

Item = TypeVar("Item")
SameEvents = Callable[[Sequence[Coding], Sequence[Placement]], Iterable[Event]]
FindDisagreements = Callable[[Sequence[Coding], Sequence[Placement], Sequence[Event]], Iterable[Disagreement]]
LeftOut = Mapping[tuple[str, str], set[int]]


@dataclass(frozen=True, slots=True)
class Teller:
    """The two stages that tell a story."""

    same_events: SameEvents
    find_disagreements: FindDisagreements

    @classmethod
    def real(cls) -> Teller:
        """Those of sumber; imported here, because they load word lists that no query needs."""
        from sumber.stories.disagreements import find_disagreements
        from sumber.stories.events import same_events

        return cls(same_events, find_disagreements)

    def tell(self, story: str, members: Sequence[Placement], codings: Iterable[Coding], wrong: LeftOut) -> Telling:
        """The happenings and disagreements of a story. `wrong` holds what was judged so, by article and layer."""
        kept = [_without(coding, wrong) for coding in codings]
        events = list(self.same_events(kept, members))
        disagreements = tuple(self.find_disagreements(kept, members, events))
        return Telling(story, tuple(_renumbered(event, wrong) for event in events), disagreements)


def _without(coding: Coding, wrong: LeftOut) -> Coding:
    annotation = coding.annotation
    id = annotation.document.id
    out = {layer: wrong.get((id, layer), set()) for layer in ("events", "mentions", "quotes", "times")}
    if not any(out.values()):
        return coding
    annotation = replace(
        annotation,
        mentions=_left(annotation.mentions, out["mentions"]),
        quotes=_left(annotation.quotes, out["quotes"]),
        times=_left(annotation.times, out["times"]),
    )
    return replace(coding, annotation=annotation, events=_left(coding.events, out["events"]))


def _left(items: Sequence[Item], out: set[int]) -> tuple[Item, ...]:
    return tuple(item for number, item in enumerate(items) if number not in out)


def _renumbered(event: Event, wrong: LeftOut) -> Event:
    """The event with its mentions numbered as the archive numbers them, and with the id that its first one gives."""
    numbered = tuple((id, _number(index, wrong.get((id, "events"), set()))) for id, index in event.mentions)
    if numbered == event.mentions:
        return event
    first = event.id if numbered[0] == event.mentions[0] else happening_id(*numbered[0])
    return replace(event, id=first, mentions=numbered)


def _number(index: int, out: set[int]) -> int:
    """The number among all of what has this number among those that are left."""
    for number in sorted(out):
        index += number <= index
    return index
