"""What the whole chain costs: pages to an archive on this machine's cores, by stage, and ten new pages more.

usage: python benchmarks/chain.py [COUNT] [--processes N] [--more N] [--keep FOLDER] [--light]

Makes COUNT pages (2,000 unless given; see made.py) and N more (10), reads the first into a new archive and then the others into
the same, each in a process of its own. Prints for both runs: seconds, articles a second, CPU seconds of each stage over all
processes, and the peak memory of the process that writes and of the largest worker. With --light the encoder says nothing and
vectors are noise: what is left is quick enough to see how time and memory grow over many pages. A goal stands in the last line:
8 articles a second on two cores without a GPU.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import made
import numpy as np

import sumber.reading.annotate as annotating
from sumber.archive.store import Archive
from sumber.chain import Stages, Vectors, read
from sumber.stories.vectors import DIMENSIONS, head
from sumber.types import Annotation, Document, SentencePrediction

GOAL = 8
_SPENT: Counter[str] = Counter()


def peak() -> float:
    """Peak memory of this process, in MB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found.group(1)) / 1024 if found else 0.0


@dataclass(frozen=True, slots=True)
class Timed:
    """A stage that notes, in a file a process, what CPU seconds it took and how large its process is."""

    name: str
    stage: Callable[..., Any]
    notes: Path

    def __call__(self, *given: Any) -> Any:
        begun = time.process_time()
        try:
            found = self.stage(*given)
            return found if isinstance(found, tuple) or not hasattr(found, "__next__") else list(found)
        finally:
            _SPENT[self.name] += time.process_time() - begun
            note = {"stages": _SPENT, "cpu": time.process_time(), "peak": peak()}
            (self.notes / f"{os.getpid()}.json").write_text(json.dumps(note), encoding="ascii")


def light_annotate(document: Document) -> Annotation:
    """The reading by rules and lexicons alone."""
    annotating.predict = lambda near: [SentencePrediction() for _ in near]
    return annotating.annotate_document(document)


def light_vector(document: Document) -> bytes:
    """A direction that only the words it stands for decide."""
    noise = np.random.default_rng(zlib.crc32(head(document).encode("utf-8", "replace"))).standard_normal(DIMENSIONS)
    return bytes((noise / np.linalg.norm(noise)).astype("<f4").tobytes())


def timed_method(name: str) -> None:
    """Counts the CPU seconds of a method of the archive, without those of stages that it waits for."""
    method = getattr(Archive, name)

    def timed(*given: Any, **named: Any) -> Any:
        begun, within = time.process_time(), sum(_SPENT.values())
        try:
            return method(*given, **named)
        finally:
            _SPENT[name] += time.process_time() - begun - (sum(_SPENT.values()) - within)

    setattr(Archive, name, timed)


def run(folder: str, archive: str, processes: int, light: bool) -> None:
    """One run in this process; prints what it cost as JSON."""
    with tempfile.TemporaryDirectory() as name:
        timed = partial(Timed, notes=Path(name))
        stages = Stages.real()
        if light:
            stages = replace(stages, annotate=light_annotate, vectors=Vectors(light_vector, "light"))
        names = [
            name for name, stage in ((name, getattr(stages, name)) for name in stages.__dataclass_fields__) if callable(stage)
        ]
        names = [name for name in names if name not in ("find_pages", "read_page", "group")]
        stages = replace(stages, **{name: timed(name, getattr(stages, name)) for name in names})
        if stages.vectors:
            stages = replace(stages, vectors=replace(stages.vectors, of=timed("vectors", stages.vectors.of)))
        for method in ("put_articles", "put_vectors", "put_refusal", "regrouped", "unchanged_stories", "set_stories"):
            timed_method(method)
        began = time.monotonic()
        marks: dict[str, float] = {}
        report = read([folder], archive, processes, lambda step: marks.setdefault(step.phase, time.monotonic() - began), stages)
        wall = time.monotonic() - began
        notes = [
            json.loads(path.read_text(encoding="ascii")) for path in Path(name).glob("*.json") if path.stem != str(os.getpid())
        ]
    spent = Counter(_SPENT)
    for note in notes:
        spent.update(note["stages"])
    cpu = time.process_time() + sum(note["cpu"] for note in notes)
    told = {
        "wall": wall,
        "told": marks.get("stories"),
        "read": report.read,
        "refused": len(report.refused),
        "stories": report.stories,
    }
    told |= {"cpu": cpu, "main": time.process_time(), "peak": peak(), "worker": max((n["peak"] for n in notes), default=0.0)}
    print(json.dumps(told | {"stages": dict(spent), "bytes": Path(archive).stat().st_size}))


def show(title: str, told: dict[str, Any]) -> None:
    """One run as tables."""
    print(
        f"\n{title}: {told['read']} articles, {told['refused']} refused, {told['stories']} stories, "
        f"{told['bytes'] / 1e6:.0f} MB"
    )
    print("\n| | seconds |\n|---|---:|")
    print(f"| from start to end | {told['wall']:.1f} |\n| before the stories | {told['told'] or 0:.1f} |")
    print(f"| CPU, all processes | {told['cpu']:.1f} |\n| CPU, the process that writes | {told['main']:.1f} |")
    for name, seconds in sorted(told["stages"].items(), key=lambda item: -item[1]):
        print(f"| CPU, {name} | {seconds:.2f} |")
    print(f"\npeak memory: {told['peak']:.0f} MB, the largest worker {told['worker']:.0f} MB")
    print(f"articles a second: {told['read'] / told['wall']:.1f}; a CPU second: {told['read'] / told['cpu']:.1f}", flush=True)


def main() -> None:
    """Both runs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("count", nargs="?", type=int, default=2000)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--more", type=int, default=10)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--light", action="store_true")
    asked.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        run(*given.one, given.processes, given.light)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name)
        first = made.write(folder / "pages", given.count)
        more = made.write(folder / "more", given.count + given.more, given.count)
        again = [sys.executable, __file__, "--processes", str(given.processes), *(["--light"] if given.light else []), "--one"]
        for title, part in (("new archive", first), (f"{given.more} pages more", more)):
            command = [*again, str(part), str(folder / "a.db")]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            show(title, json.loads(done.stdout))
    print(f"\nThe goal is {GOAL} articles a second.")


if __name__ == "__main__":
    main()
