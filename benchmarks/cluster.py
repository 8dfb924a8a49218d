"""Does a Ray cluster read as fast as the processes of this machine? The same pages by both, into archives that must be equal.

usage: python benchmarks/cluster.py [COUNT] [--ray ADDRESS] [--turns N]

Makes COUNT pages (200 unless given; see made.py) and reads them N times (2) by processes and on the cluster at ADDRESS (local
unless given: one of this machine's own), by turns, each time in a process and into an archive of its own. Prints the quickest
of both: seconds until the first page was read, what loading and starting takes; articles a second from there on, stories left
out; seconds of the whole run; articles a CPU second of all its processes on this machine, Ray's own among them; the largest
memory of the process that writes. Exit code 1 where an archive differs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import made

from sumber.archive.store import Archive
from sumber.chain import Progress, read

LOOK = 0.2  # seconds between two looks at what was spent


def run(folder: str, archive: str, ray: str | None) -> None:
    """One run in this process; prints its seconds as JSON."""
    begun, marks = time.monotonic(), []

    def mark(step: Progress) -> None:
        if step.phase == "read":
            marks.append(time.monotonic() - begun)

    report = read([folder], archive, None, mark, ray=ray)
    whole, memory = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = report.read / (marks[-1] - marks[0])
    print(json.dumps({"first page": marks[0], "a second": rate, "whole run": whole, "MB": memory, "articles": report.read}))


def spent(process: int) -> dict[int, float]:
    """CPU seconds so far of a process and of each that descends from it."""
    parents, seconds = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        number = int(stat.parent.name)
        parents[number], seconds[number] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    family = {process}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return {number: seconds[number] for number in family & seconds.keys()}


def watched(command: list[str]) -> dict[str, float]:
    """Runs one in a process of its own."""
    cpu: dict[int, float] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            cpu |= spent(running.pid)
            time.sleep(LOOK)
        assert running.stdout
        told: dict[str, float] = json.loads(running.stdout.read())
    return told | {"a CPU second": told.pop("articles") / sum(cpu.values())}


def dump(path: Path) -> list[str]:
    """Every row."""
    with Archive(path, read_only=True) as archive:
        return list(archive.dump())


def main() -> int:
    """Both, by turns."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("count", nargs="?", type=int, default=200)
    asked.add_argument("--ray", default="local")
    asked.add_argument("--turns", type=int, default=2)
    asked.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        run(*given.one, given.ray or None)
        return 0
    best: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = made.write(Path(name) / "pages", given.count)
        archives = []
        for turn in range(given.turns):
            for title, ray in (("processes", ""), (f"--ray {given.ray}", given.ray)):
                archives.append(Path(name) / f"{len(archives)}.db")
                command = [sys.executable, __file__, "--ray", ray, "--one", str(folder), str(archives[-1])]
                told = watched(command)
                print(f"turn {turn + 1}, {title}: {told['whole run']:.1f} seconds", file=sys.stderr, flush=True)
                if title not in best or told["whole run"] < best[title]["whole run"]:
                    best[title] = told
        equal = all(dump(path) == dump(archives[0]) for path in archives[1:])
    names = list(next(iter(best.values())))
    print(f"| | {' | '.join(names)} |\n|---|{'---:|' * len(names)}")
    for title, told in best.items():
        print(f"| {title} | {' | '.join(f'{told[name]:.1f}' for name in names)} |")
    print(f"\n{given.count} pages, {os.cpu_count()} cores here; the archives are equal: {equal}")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
