"""The chain: nothing read twice, nothing lost to a kill, and no page stops a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "archive"))

import archive_world as world

from sumber.archive.store import Archive
from sumber.chain import Progress, read
from sumber.errors import ArchiveError
from sumber.types import Coding, Disagreement, Event, Placement


def dump(path: Path) -> list[str]:
    with Archive(path, read_only=True) as archive:
        return list(archive.dump())


def pages(folder: Path, *titles: str) -> Path:
    return world.write_pages(
        folder, {f"{n:03}.txt": ("", title, "O", "", "en", "", f"Text number {n}.") for n, title in enumerate(titles)}
    )


def test_a_refusal_is_taken_back_when_the_input_holds_what_is_known(tmp_path: Path) -> None:
    folder, archive = pages(tmp_path / "pages", "One", "WALL", "BOOM"), tmp_path / "a.db"
    missing = tmp_path / "more"
    assert len(read([folder, missing], archive, 0, stages=world.STAGES).refused) == 3
    (folder / "001.txt").write_bytes((folder / "000.txt").read_bytes())
    pages(missing, "One")
    assert read([folder, missing], archive, 0, stages=world.STAGES).known == 3
    with Archive(archive, read_only=True) as store:
        assert [Path(refusal.input).name for refusal in store.refusals()] == ["002.txt"]


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")
    first = read([folder], tmp_path / "a.db", 2, stages=world.STAGES)
    before = dump(tmp_path / "a.db")
    second = read([folder, folder / "lumen.txt"], tmp_path / "a.db", 0, stages=world.STAGES)
    assert (first.read, first.known, first.stories) == (4, 0, 2)
    assert (second.read, second.known, second.stories) == (0, 5, 2)
    assert dump(tmp_path / "a.db") == before


def test_the_number_of_processes_does_not_show(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")
    for name, processes in (("a.db", 0), ("b.db", 2)):
        read([folder], tmp_path / name, processes, stages=world.STAGES)
    assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")


def test_pages_that_kill_hang_or_raise_are_refusals_of_their_own(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", "a", "DIE", "b", "HANG", "BOOM", "WALL", "c", "d")
    seen: list[Progress] = []
    report = read([folder, tmp_path / "none"], tmp_path / "a.db", 2, seen.append, world.STAGES, seconds=1.5)
    found = {Path(refusal.input).stem: (refusal.reason, refusal.detail) for refusal in report.refused}
    assert found["001"] == ("failed", "its process died (exit code 9)")
    assert found["003"] == ("failed", "took more than 1.5 seconds")
    assert found["004"] == ("failed", "ValueError: boom")
    assert found["005"][0] == "paywall"
    assert found["none"][0] == "missing"
    assert (report.read, report.reasons) == (4, {"failed": 3, "missing": 1, "paywall": 1})
    assert [step.done for step in seen if step.phase == "read"] == list(range(2, 10))
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert {refusal.input for refusal in archive.refusals()} == {refusal.input for refusal in report.refused}
        assert len(list(archive.documents())) == 4


def test_the_same_bytes_twice_in_one_run_are_one_page(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", "a")
    (folder / "copy.txt").write_bytes((folder / "000.txt").read_bytes())
    report = read([folder], tmp_path / "a.db", 2, stages=world.STAGES)
    assert (report.read, report.known) == (1, 1)


COUNT = 120  # slow pages, of 0.1 seconds each: many more than are committed together
KILLED = """
import sys
sys.path.insert(0, {tests!r})
import archive_world as world
from sumber.chain import read
if __name__ == "__main__":
    read([{folder!r}], {archive!r}, 2, stages=world.STAGES)
"""


def test_a_kill_loses_nothing_committed_and_repeats_nothing(tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", *(f"SLOW {n}" for n in range(COUNT)))
    script = tmp_path / "run.py"
    here = str(Path(__file__).parent / "archive")
    script.write_text(KILLED.format(tests=here, folder=str(folder), archive=str(tmp_path / "a.db")))
    run = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
    try:
        committed = wait_for(tmp_path / "a.db", 5)
    finally:
        os.kill(run.pid, signal.SIGKILL)  # the writer alone: its workers must notice by themselves
        run.wait()
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        kept = archive.counts()["articles"]
    assert committed <= kept < COUNT
    report = read([folder], tmp_path / "a.db", 0, stages=world.STAGES)
    assert (report.known, report.read, report.refused) == (kept, COUNT - kept, ())
    read([folder], tmp_path / "whole.db", 0, stages=world.STAGES)
    assert dump(tmp_path / "a.db") == dump(tmp_path / "whole.db")
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert all(check.ok for check in archive.healthy())


def wait_for(path: Path, articles: int, seconds: int = 30) -> int:
    for _ in range(20 * seconds):
        time.sleep(0.05)
        try:
            with Archive(path, read_only=True) as archive:
                found = archive.counts()["articles"]
        except ArchiveError:
            continue
        if found >= articles:
            return found
    raise AssertionError(f"nothing was committed in {seconds} seconds")


def test_stories_missed_by_a_kill_are_reckoned_by_the_next_run(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")

    def killed(codings: Sequence[Coding], placements: Sequence[Placement]) -> list[Event]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read([folder], tmp_path / "a.db", 0, stages=replace(world.STAGES, same_events=killed))
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert (archive.stories_by(), list(archive.stories())) == (None, [])
        assert archive.counts()["articles"] == 4
    report = read([folder], tmp_path / "a.db", 0, stages=world.STAGES)
    assert (report.read, report.known, report.stories) == (0, 4, 2)


def test_stories_are_replaced_as_one(tmp_path: Path) -> None:
    folder = world.write_pages(tmp_path / "pages")
    read([folder], tmp_path / "a.db", 0, stages=world.STAGES)
    before = [line for line in dump(tmp_path / "a.db") if not line.startswith(("state", "versions", "pages", "articles"))]
    more = world.write_pages(tmp_path / "more", {"x.txt": ("", "Sarna again", "O", "", "en", "", "Nothing new.")})

    def fails(codings: Sequence[Coding], placements: Sequence[Placement], events: Sequence[Event]) -> list[Disagreement]:
        raise RuntimeError("a fault of the stage")

    with pytest.raises(RuntimeError):
        read([more], tmp_path / "a.db", 0, stages=replace(world.STAGES, find_disagreements=fails))
    after = dump(tmp_path / "a.db")
    assert set(before) <= set(after)
    assert read([], tmp_path / "a.db", 0, stages=world.STAGES).stories == 2
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert archive.story("story_sarna").story.articles == 4
