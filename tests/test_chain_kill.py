"""Killed at random moments, again and again: nothing is lost, nothing is there twice (benchmarks/kill.py does more of it)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "archive"))

import archive_world as world

from sumber.archive.store import Archive
from sumber.chain import read
from sumber.errors import ArchiveError

KILLS, COUNT = 6, 80
RUN = """
import sys
sys.path.insert(0, {tests!r})
import archive_world as world
from sumber.chain import read
if __name__ == "__main__":
    read([{folder!r}], {archive!r}, 2, stages=world.STAGES)
"""


def articles(path: Path) -> int:
    try:
        with Archive(path, read_only=True) as archive:
            return archive.counts()["articles"]
    except ArchiveError:
        return 0


def test_many_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    text = "Lumen met Ostra on 2026-02-{:02}. Police fired at marchers, killing {} people."
    pages = {
        f"{n:03}.txt": ("", "SLOW" if n % 3 == 0 else f"Ostra {n % 7}", "O", "", "en", "", text.format(n % 28 + 1, n))
        for n in range(COUNT)
    }
    folder = world.write_pages(tmp_path / "pages", pages)
    killed, whole, script = tmp_path / "a.db", tmp_path / "whole.db", tmp_path / "run.py"
    here = str(Path(__file__).parent / "archive")
    script.write_text(RUN.format(tests=here, folder=str(folder), archive=str(killed)))
    rng, held = random.Random(20261122), 0
    for _ in range(KILLS):
        run = subprocess.Popen([sys.executable, str(script)])
        while articles(killed) == held and run.poll() is None:
            time.sleep(0.05)
        time.sleep(rng.uniform(0.0, 0.4))
        run.kill()
        run.wait()
        now = articles(killed)
        assert held <= now <= COUNT
        held = now
    for path in (killed, whole):
        read([folder], path, 0, stages=world.STAGES)
    with Archive(killed, read_only=True) as after, Archive(whole, read_only=True) as never:
        assert list(after.dump()) == list(never.dump())
        assert all(check.ok for check in after.healthy())
        assert after.counts()["articles"] == COUNT
