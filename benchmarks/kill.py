"""Is anything lost or twice where `sumber read` is killed again and again?

usage: python benchmarks/kill.py [PAGES [KILLS]]

Makes PAGES pages (1,000 unless given; see made.py), reads them, and kills the process that writes with SIGKILL after a random
time, KILLS times (25); its workers must end by themselves. Then it lets a run end, examines the archive as `sumber doctor`
does, and compares every row with those of an archive that was read without a kill. Exit code 1 where anything differs.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import made

from sumber.archive.store import Archive
from sumber.errors import ArchiveError

LONGEST = 20.0  # seconds until a kill: some fall into loading, some into reading and writing
READ = [str(Path(sys.executable).with_name("sumber")), "read", "--quiet"]


def articles(path: Path) -> int:
    """How many articles the archive holds; 0 where there is none yet."""
    try:
        with Archive(path, read_only=True) as archive:
            return archive.counts()["articles"]
    except ArchiveError:
        return 0


def kill_once(command: list[str], seconds: float) -> bool:
    """Runs, and kills the process that writes; False where the run had ended before."""
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    ended = run.poll() is not None
    if not ended:
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    return not ended


def dump(path: Path) -> list[str]:
    """Every row, where the archive is healthy."""
    with Archive(path, read_only=True) as archive:
        bad = [check for check in archive.healthy() if not check.ok]
        for check in bad:
            print(f"{path.name}: {check.name}: {check.detail}")
        return ["unhealthy"] if bad else list(archive.dump())


def main(pages: int, kills: int) -> int:
    """Kills, ends, compares."""
    rng = random.Random(made.SEED)
    with tempfile.TemporaryDirectory() as name:
        folder, killed, whole = made.write(Path(name) / "pages", pages), Path(name) / "killed.db", Path(name) / "whole.db"
        held, done = 0, 0
        for _ in range(kills):
            done += kill_once([*READ, str(folder), "--archive", str(killed)], rng.uniform(0.5, LONGEST))
            now = articles(killed)
            print(f"kill {done}: {now} articles, {now - held} more", flush=True)
            if now < held:
                print("articles were lost")
                return 1
            held = now
        for path in (killed, whole):
            subprocess.run([*READ, str(folder), "--archive", str(path)], check=True, stdout=subprocess.DEVNULL)
        equal = dump(killed) == dump(whole)
        print(f"{pages} pages, {done} kills while it ran, {articles(killed)} articles; the archives are equal: {equal}")
        return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, [*sys.argv[1:], *("1000", "25")[len(sys.argv) - 1 :]])))
