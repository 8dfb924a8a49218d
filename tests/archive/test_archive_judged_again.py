"""A further run after judgements: what people judged holds, and only stories that changed are told again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import archive_world as world
import pytest
from judged_world import STAGES, archive_of, facts, whole

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


def test_of_pages_with_one_wording_the_latest_is_believed_in_whatever_order_they_are_read(tmp_path: Path) -> None:
    """A page that gets a date, is edited, and comes back in its old wording; people judged it after the first of them."""
    url, title, outlet, day, *rest, words = world.PAGES["sarna-1.txt"]
    other = world.PAGES["sarna-2.txt"][4:-1]
    pages = {
        "undated": (url, title, outlet, "", *rest, words),
        "dated": (url, title, outlet, day, *rest, words),
        "edited": (url, title, outlet, "2026-03-07", *rest, f"{words} The quay is closed."),
        "back": (url, title, "The Kabar Teluk", "2026-03-08", *other, words),
        "elsewhere": (url, title, "Harbour Post", "2026-03-09", *other, words),
    }
    orders = (
        "undated dated edited back",
        "back edited dated undated",
        "edited undated back dated",
        "dated back undated edited",
    )
    others = world.write_pages(tmp_path / "others", {name: page for name, page in world.PAGES.items() if name != "sarna-1.txt"})
    found, judged = [], []
    for number, order in enumerate(orders):
        archive = tmp_path / f"{number}.db"
        read([others], archive, 0, stages=STAGES)
        for at, name in enumerate(f"{order} elsewhere".split()):
            read([world.write_pages(tmp_path / name, {f"{name}.txt": pages[name]})], archive, 0, stages=STAGES)
            if at == 0:
                with Archive(archive) as store:
                    if not judged:
                        told = {event.type: event.id for event in store.events() if event.source.url == url}
                        store.edit(told["REQUEST"], actors=["none"], **WHY)
                        store.edit(told["ASSAULT"], actors=["Mina Harrow"], status="alleged", **WHY)
                        judged = list(store.judgements())
                    store.carry(judged)
        with Archive(archive) as store:
            found.append(sorted(re.sub(r"^(versions\t\()\d+", r"\1", line) for line in facts(store)))
            (article,) = (one for one in store.articles() if one.url == url)
            assert (article.outlet, article.published) == ("The Kabar Teluk", "2026-03-08")
            assert [event.status for event in store.events(type="ASSAULT") if event.source.url == url] == ["alleged"]
            assert all(check.ok for check in store.healthy())
    assert all(lines == found[0] for lines in found)


def test_a_judgement_on_stories_while_they_are_reckoned_is_not_lost(tmp_path: Path) -> None:
    with archive_of(tmp_path) as archive:
        placements = archive.replay(STAGES.group(None).place(list(archive.documents())))
        together(archive)
        with pytest.raises(ArchiveError, match="meanwhile"):
            archive.set_stories(placements, (), "another version")
