"""A further run after judgements: what people judged holds, and only stories that changed are told again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import archive_world as world
import pytest
from judged_world import STAGES, archive_of, whole

from sumber.archive.store import Archive
from sumber.chain import Stages, read
from sumber.errors import ArchiveError
from sumber.stories.events import same_events
from sumber.types import Coding, Event, Placement

MORE = {
    "lumen.txt": ("https://d.example/5", "Ostra waits", "D", "2026-03-06", "en", "", "Nobody met Ostra on 2026-03-01."),
}
WHY = {"user": "mina", "reason": "seen the film"}


def watched(told: list[str]) -> Stages:
    """The stages, noting which stories were told."""

    def noting(codings: Sequence[Coding], placements: Sequence[Placement]) -> list[Event]:
        told.append(placements[0].story)
        return list(same_events(codings, placements))

    return replace(STAGES, same_events=noting)


def wrong(archive: Archive) -> str:
    return archive.judge(next(iter(archive.events(type="ASSAULT"))).id, "wrong", **WHY).id


def edit(archive: Archive) -> str:
    return archive.edit(next(iter(archive.events(type="ASSAULT"))).id, status="alleged", **WHY).id


def apart(archive: Archive) -> str:
    named = next(mention for mention in archive.mentions() if mention.entity)
    return archive.split(named.entity or "", named.source.article, **WHY).id


def together(archive: Archive) -> str:
    one, other, *_ = (story.id for story in archive.stories())
    return archive.merge(one, other, **WHY).id


JUDGING = (wrong, edit, apart, together)


@pytest.mark.parametrize("act", JUDGING)
def test_stories_that_were_judged_are_kept_as_they_are_told(tmp_path: Path, act: Callable[[Archive], str]) -> None:
    told: list[str] = []
    with archive_of(tmp_path) as archive:
        act(archive)
        carried = list(archive.judgements())
    read([world.write_pages(tmp_path / "more", MORE)], tmp_path / "a.db", 0, stages=watched(told))
    assert len(told) == 1, "the new page's story alone"
    with archive_of(tmp_path, "b.db") as other:
        read([tmp_path / "more"], tmp_path / "b.db", 0, stages=STAGES)
        other.carry(carried)
        with Archive(tmp_path / "a.db") as archive:
            assert whole(archive) == whole(other)


@pytest.mark.parametrize("act", JUDGING)
def test_a_judgement_between_two_runs_is_told_by_the_second(tmp_path: Path, act: Callable[[Archive], str]) -> None:
    """A page that was read but whose stories are not told yet: the judgement's own telling may not stand for the second's."""
    with archive_of(tmp_path) as archive:
        with archive._transaction(writes=True) as connection:
            connection.exec_driver_sql("DELETE FROM state WHERE key = 'stories'")
        undone = act(archive)
        archive.undo(undone, **WHY)
        act(archive)
        carried = list(archive.judgements())
    read([world.write_pages(tmp_path / "more", MORE)], tmp_path / "a.db", 0, stages=STAGES)
    with archive_of(tmp_path, "b.db", world.PAGES | MORE) as other:
        pages = tmp_path / "pages-a.db"
        read([pages], tmp_path / "b.db", 0, stages=STAGES)
        other.carry(carried)
        with Archive(tmp_path / "a.db") as archive:
            assert sorted(unnumbered(archive)) == sorted(unnumbered(other))


def unnumbered(archive: Archive) -> list[str]:
    """All rows without the numbers of versions, which follow the order of reading, and of the search index."""
    return [line for line in whole(archive) if not line.startswith("versions")]


def test_a_judgement_on_stories_while_they_are_reckoned_is_not_lost(tmp_path: Path) -> None:
    with archive_of(tmp_path) as archive:
        placements = archive.replay(STAGES.group(None).place(list(archive.documents())))
        together(archive)
        with pytest.raises(ArchiveError, match="meanwhile"):
            archive.set_stories(placements, (), "another version")
