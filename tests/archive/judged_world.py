"""The invented world with sumber's own telling of stories: what judging tells at once and what reading tells are then one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import archive_world as world

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events
from sumber.stories.identity import story_id
from sumber.types import Document, Placement

PACT = {
    "pact.txt": (
        "https://harbourpost.example/a/80", "Pact feared in Port Sarna", "Harbour Post",
        "2026-03-06", "en", "", "Police in Port Sarna met marchers on 2026-03-06. Marchers asked for bread in Port Sarna.",
    ),
}  # fmt: skip


def group(documents: Iterable[Document]) -> Iterator[Placement]:
    """A story for each first word of a title, with the id that its first article gives."""
    opened: dict[str, str] = {}
    taken = list(documents)
    for document, placement in zip(taken, world.group(taken), strict=True):
        word = re.sub(r"\W", "", (document.title or "none").split()[0].lower())
        yield replace(placement, story=opened.setdefault(word, story_id(document.id)))


STAGES = replace(
    world.STAGES, group=partial(world.Grouping, group), same_events=same_events, find_disagreements=find_disagreements
)


def archive_of(folder: Path, name: str = "a.db", pages: dict[str, tuple[str, ...]] | None = None) -> Archive:
    """An archive of the world's pages and one more, open for judging."""
    written = world.write_pages(folder / f"pages-{name}", (world.PAGES | PACT) if pages is None else pages)
    read([written], folder / name, 0, stages=STAGES)
    return Archive(folder / name)


def facts(archive: Archive) -> list[str]:
    """All rows but those of the judgements themselves, of pages' places in the file system, and of tokens."""
    return [line for line in archive.dump() if not line.startswith(("judgements", "verdicts", "machine", "pages", "tokens"))]


def whole(archive: Archive) -> list[str]:
    """All rows but the places of pages and the numbers that the order of reading gives."""
    return [re.sub(r"^(versions\t\()\d+", r"\1", line) for line in archive.dump() if not line.startswith("pages")]
