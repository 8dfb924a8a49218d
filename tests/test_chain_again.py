"""A further run costs what is new: kept vectors, kept stories, and an archive as if it had been read in one go."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent / "archive"))

import archive_world as world
from sqlalchemy import text

from sumber.archive.store import Archive
from sumber.chain import Stages, Vectors, read
from sumber.errors import ArchiveError
from sumber.stories.vectors import DIMENSIONS, Encoder
from sumber.types import Coding, Document, Event, Placement

MORE = {
    "sarna-4.txt": ("https://d.example/4", "Sarna mourns", "D", "2026-03-06", "en", "", "Police met marchers. 20 people."),
    "lumen-2.txt": ("https://d.example/5", "Ostra waits", "D", "2026-03-06", "en", "", "Nobody met Ostra on 2026-03-01."),
}  # fmt: skip


def vector_of(document: Document) -> bytes:
    """Tells the text apart by its length."""
    return np.full(DIMENSIONS, len(document.text), "<f4").tobytes()


def fails(document: Document) -> bytes:
    raise ValueError(document.id)


class Watched:
    """The stages of the small world; notes which stories were told, and which vectors grouping was given."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.given: dict[str, bytes | None] = {}

    def stages(self, vectors: Vectors | None = None) -> Stages:
        return replace(world.STAGES, same_events=self.same_events, group=self.group, vectors=vectors)

    def group(self, documents: Iterable[Document]) -> Iterator[Placement]:
        known = list(documents)
        self.given = {document.id: document.vector for document in known}
        return world.group(known)

    def same_events(self, codings: Sequence[Coding], placements: Sequence[Placement]) -> list[Event]:
        self.told.append(placements[0].story)
        return world.same_events(codings, placements)


def dump(path: Path) -> list[str]:
    with Archive(path, read_only=True) as archive:
        return list(archive.dump())


def test_only_stories_of_which_something_changed_are_told_again(tmp_path: Path) -> None:
    folder, more = world.write_pages(tmp_path / "pages"), world.write_pages(tmp_path / "pages-more", MORE)
    watched = Watched()
    read([folder], tmp_path / "a.db", 0, stages=watched.stages())
    assert sorted(watched.told) == ["story_lumen", "story_sarna"]
    watched.told.clear()
    read([more], tmp_path / "a.db", 0, stages=watched.stages())
    assert sorted(watched.told) == ["story_ostra", "story_sarna"]
    read([folder, more], tmp_path / "whole.db", 0, stages=world.STAGES)
    assert dump(tmp_path / "a.db") == dump(tmp_path / "whole.db")


def test_an_entity_told_otherwise_has_its_stories_told_again(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")
    watched = Watched()
    read([folder], tmp_path / "a.db", 0, stages=watched.stages())
    watched.told.clear()
    with Archive(tmp_path / "a.db") as archive, archive._engine.begin() as connection:
        connection.execute(text("UPDATE entities SET name = 'Old Sarna' WHERE id = 'ent_sarna'"))
    title = "Quay of Port Sarna"
    more = {"q.txt": ("https://e.example/1", title, "E", "2026-03-09", "en", "", "Nobody was in Port Sarna.")}
    read([world.write_pages(tmp_path / "more", more)], tmp_path / "a.db", 0, stages=watched.stages())
    assert sorted(watched.told) == ["story_quay", "story_sarna"]


def test_stories_to_keep_that_changed_meanwhile_are_an_error(tmp_path: Path) -> None:
    read([world.write_pages(tmp_path / "pages")], tmp_path / "a.db", 0, stages=world.STAGES)
    with Archive(tmp_path / "a.db") as archive:
        placements = list(world.group(archive.documents()))
        with pytest.raises(ArchiveError, match="meanwhile"):
            archive.set_stories(placements, (), "another version", keep={"story_sarna"})
        assert archive.story("story_sarna").story.articles == 3


def test_vectors_are_kept_and_those_of_another_model_are_computed_anew(tmp_path: Path) -> None:
    folder, watched = world.write_pages(tmp_path / "pages"), Watched()
    read([folder], tmp_path / "a.db", 0, stages=watched.stages())
    assert set(watched.given.values()) == {None}
    more = world.write_pages(tmp_path / "more", MORE)
    read([more], tmp_path / "a.db", 2, stages=watched.stages(Vectors(vector_of, "one")))
    with Archive(tmp_path / "a.db") as archive:
        assert watched.given == {document.id: vector_of(document) for document in archive.documents()}
        assert not list(archive.without_vectors("one"))
        assert [document.vector for document in archive.documents("two")] == [None] * 6
        first = next(archive.documents())
        archive.put_vectors("two", {first.id: vector_of(first)})
        assert len(list(archive.without_vectors("two"))) == 5


def test_a_vector_that_fails_is_left_to_grouping(tmp_path: Path) -> None:
    folder, watched = world.write_pages(tmp_path / "pages"), Watched()
    read([folder], tmp_path / "a.db", 0, stages=watched.stages())
    more = world.write_pages(tmp_path / "more", MORE)
    report = read([more], tmp_path / "a.db", 0, stages=replace(watched.stages(), vectors=Vectors(fails, "one")))
    assert (report.reasons, report.known, report.stories) == ({"failed": 2}, 0, 2)
    with Archive(tmp_path / "a.db") as archive:
        assert len(list(archive.without_vectors("one"))) == 4


def test_grouping_takes_the_vectors_that_documents_bring() -> None:
    given = Document("a", "A text.", vector=np.arange(DIMENSIONS, dtype="<f4").tobytes())
    (row,) = Encoder().encode([given])
    assert row.tolist() == list(range(DIMENSIONS))
