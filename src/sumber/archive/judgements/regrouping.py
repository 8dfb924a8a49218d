"""What people judged of stories, put over what grouping gives: stories merged, articles split off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sumber.stories.identity import story_id
from sumber.types import Placement


@dataclass(frozen=True, slots=True)
class Link:
    """The stories of articles `a` and `b` are one, which keeps the id of the first."""

    judgement: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Article `a`, with what copies it, is not of the story of article `b`."""

    judgement: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a judgement came to: which story or article it bears on, and what a merged story went into."""

    judgement: str
    subject: str
    into: str | None = None


def regroup(placements: Iterable[Placement], judged: Sequence[Link | Cut]) -> tuple[list[Placement], list[Bearing]]:
    """The placements with all judgements done in their order, and what each bore on; one that finds its wish fulfilled, or its
    articles gone, changes nothing. A placement that moved tells in `grouped` where grouping had put it."""
    given = list(placements)
    story = {placement.id: placement.story for placement in given}
    bearings: list[Bearing] = []
    for one in judged:
        if one.a not in story or one.b not in story:
            continue
        ours, theirs = story[one.a], story[one.b]
        if isinstance(one, Link):
            story |= {id: ours for id, its in story.items() if its == theirs}
            bearings += [Bearing(one.judgement, ours)] + ([Bearing(one.judgement, theirs, ours)] if theirs != ours else [])
        elif ours == theirs and one.b not in (family := set(copies(one.a, given))):
            apart = _own_story(one.a, set(story.values()))
            story |= {id: apart for id in family if story[id] == ours}
            bearings += [Bearing(one.judgement, subject) for subject in (ours, apart)]
    moved = [p if story[p.id] == p.story else replace(p, story=story[p.id], grouped=p.story) for p in given]
    return moved, bearings


def by_machine(placement: Placement) -> Placement:
    """The placement as grouping alone gave it."""
    return replace(placement, story=placement.grouped or placement.story, grouped=None)


def copies(article: str, placements: Sequence[Placement]) -> Iterator[str]:
    """The article, what copies it, what copies those, and so on."""
    found = {article}
    yield article
    while more := {p.id for p in placements if p.copy_of in found} - found:
        yield from sorted(more)
        found |= more


def _own_story(article: str, taken: set[str]) -> str:
    """The id of the story that the article opens; another one where that story goes on without it."""
    id = story_id(article)
    while id in taken:
        id = story_id(f"{id}\0{article}")
    return id
