"""A further run costs what is new: kept vectors, kept stories, and an archive as if it had been read in one go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent / "archive"))

import archive_world as world
from sqlalchemy import text

from sumber.archive.store import Archive
from sumber.archive.telling import resuming
from sumber.chain import Progress, Stages, Vectors, read
from sumber.errors import ArchiveError
from sumber.stories.group import Grouper
from sumber.stories.vectors import DIMENSIONS, Encoder
from sumber.types import Annotation, Coding, Document, Event, Placement

MORE = {
    "sarna-4.txt": ("https://d.example/4", "Sarna mourns", "D", "2026-03-06", "en", "", "Police met marchers. 20 people."),
    "lumen-2.txt": ("https://d.example/5", "Ostra waits", "D", "2026-03-06", "en", "", "Nobody met Ostra on 2026-03-01."),
}  # fmt: skip


def vector_of(document: Document) -> bytes:
    """Tells the text apart by its length."""
    return np.full(DIMENSIONS, len(document.text), "<f4").tobytes()


def fails(document: Document) -> bytes:
    raise ValueError(document.id)


def tells_here_only(parent: int, codings: Sequence[Coding], placements: Sequence[Placement]) -> list[Event]:
    """Fails in any process but one."""
    if os.getpid() != parent:
        raise ValueError("a worker")
    return world.same_events(codings, placements)


def tells_elsewhere(parent: int, codings: Sequence[Coding], placements: Sequence[Placement]) -> list[Event]:
    """Fails in that process."""
    if os.getpid() == parent:
        raise ValueError("the process that writes")
    return world.same_events(codings, placements)


class Watched:
    """The stages of the small world; notes which stories were told, and which vectors grouping was given."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.given: dict[str, bytes | None] = {}

    def stages(self, vectors: Vectors | None = None) -> Stages:
        return replace(world.STAGES, same_events=self.same_events, group=partial(world.Grouping, self.group), vectors=vectors)

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


@pytest.mark.parametrize("same_events", [world.same_events, tells_here_only, tells_elsewhere])
def test_workers_tell_the_stories_and_what_they_cannot_is_told_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same_events: Any
) -> None:
    folder = world.write_pages(tmp_path / "pages")
    read([folder], tmp_path / "one.db", stages=world.STAGES)
    monkeypatch.setattr("sumber.chain.FEW", 0)
    monkeypatch.setattr("sumber.chain.CODINGS", 1)  # a part for each story
    told = same_events if same_events is world.same_events else partial(same_events, os.getpid())
    steps: list[Progress] = []
    report = read(
        [folder], tmp_path / "two.db", processes=2, progress=steps.append, stages=replace(world.STAGES, same_events=told)
    )
    stories = [step for step in steps if step.phase == "stories"]
    assert [step.done for step in stories] == list(range(1, report.stories + 1))
    assert dump(tmp_path / "two.db") == dump(tmp_path / "one.db")


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


def test_an_entity_is_told_as_the_latest_page_tells_it_in_whatever_order_they_are_read(tmp_path: Path) -> None:
    def annotate(document: Document) -> Annotation:
        told = world.annotate(document)
        at = f"Port Sarna in {document.date}"
        return replace(told, mentions=tuple(replace(m, entity=m.entity and replace(m.entity, name=at)) for m in told.mentions))

    days = {n: f"It rained {n} days in Port Sarna." for n in (1, 2, 3)}
    pages = {f"{n}.txt": (f"https://e.example/{n}", "Sarna", "E", f"2026-03-0{n}", "en", "", days[n]) for n in days}
    found = []
    for number, order in enumerate(([(1, 2, 3)], [(3,), (2,), (1,)], [(3, 1), (2,)])):
        archive = tmp_path / f"{number}.db"
        for part, chosen in enumerate(order):
            folder = world.write_pages(tmp_path / f"{number}-{part}", {f"{n}.txt": pages[f"{n}.txt"] for n in chosen})
            read([folder], archive, 0, stages=replace(world.STAGES, annotate=annotate))
            if part == 0:  # what people say of an entity does not hide who told it
                with Archive(archive) as store:
                    article = max(store.mentions("ent_sarna"), key=lambda one: one.source.published or "").source.article
                    store.split("ent_sarna", article, reason="a namesake", user="mina")
        found.append([line for line in dump(archive) if line.startswith("entities") and "~" not in line])
    assert "Port Sarna in 2026-03-03" in found[0][0]
    assert found[1:] == found[:1] * 2


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


def test_grouping_goes_on_where_it_stood_and_gives_what_one_run_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "BLOCK", 8)
    placed: list[int] = []

    class Counted(Grouper):
        def place(self, documents: Sequence[Document]) -> list[Placement]:
            placed.append(len(documents))
            return super().place(documents)

    stages = replace(world.STAGES, group=Counted.resumed, vectors=Vectors(noise_of, "noise"))
    pages = invented(40)
    for number, (parts, most) in enumerate(
        [
            ((range(30), range(30, 40)), 8 + 10 + 4),  # the newest last: the block at hand, the new ones, those without a date
            ((range(36), (*range(37, 40), 36)), 8 + 4 + 4),  # some days old
            ((range(5, 40), range(5)), 40),  # older than all others
        ]
    ):
        archive = tmp_path / f"{number}.db"
        for part, chosen in enumerate(parts):
            placed.clear()
            names = [f"{k:02}.txt" for k in chosen]
            folder = world.write_pages(tmp_path / f"{number}-{part}", {name: pages[name] for name in names})
            read([folder], archive, 0, stages=stages)
        assert sum(placed) <= most
    placed.clear()
    read([world.write_pages(tmp_path / "all", pages)], tmp_path / "whole.db", 0, stages=stages)
    assert placed == [8, 8, 8, 8, 4, 4]
    whole = told(tmp_path / "whole.db")
    assert all(told(tmp_path / f"{number}.db") == whole for number in range(3))
    assert 1 < len([line for line in whole if line.startswith("stories\t")]) < 30
    assert [line for line in whole if line.startswith("placements\t") and "art_" in line.split(", ")[2]]  # copies
    with Archive(tmp_path / "0.db", read_only=True) as archive:
        assert archive.counts()["groupings"] == resuming.STANDS


def told(path: Path) -> list[str]:
    """What was reckoned; the other tables number wordings in the order in which they were read."""
    tables = ("stories", "placements", "events", "event_members", "disagreements", "claims", "reckoned")
    return [line for line in dump(path) if line.startswith(tuple(f"{table}\t" for table in tables))]


def noise_of(document: Document) -> bytes:
    """A direction that the story's number in the title decides."""
    noise = np.random.default_rng(int((document.title or "0").split()[-1])).standard_normal(DIMENSIONS)
    return (noise / np.linalg.norm(noise)).astype("<f4").tobytes()


def invented(number: int) -> dict[str, tuple[str, ...]]:
    """Reports of a dozen stories, one every eight hours; some reprint another, every tenth has no date."""
    names = ["Sarna", "Ostra", "Lumen", "Velm", "Kessa", "Tarno", "Ilvar", "Moruk", "Pesta", "Quill", "Rando", "Seffi"]
    pages = {}
    for k in range(number):
        story = (k * 7) % 12
        day = "" if k % 10 == 9 else (datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=8 * k)).isoformat()
        who = f"{names[story]} and {names[story - 3]}"
        text = " ".join(
            f"{who} counted {story * 11 + n} {names[(story + n) % 12].lower()} boats at pier {n + story} before the storm."
            for n in range(6 if k % 4 else 4)
        )
        outlet = f"Outlet {k % 5}"
        pages[f"{k:02}.txt"] = (
            f"https://o.example/{k}",
            f"{who} wait {story}",
            outlet,
            day,
            "en",
            "",
            f"{text} Told {k // 3}.",
        )
    return pages
