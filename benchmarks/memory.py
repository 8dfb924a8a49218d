"""Does the memory of `sumber extract` grow with the number of pages? The process's resident set after so many pages.

usage: python benchmarks/memory.py [COUNT] [PAGE ...]

COUNT pages (10,000 unless given) are read one after the other in one process, made from the saved pages named (those of the
gold set beside the checkout unless given). Every repetition has class names and links of its own, so that nothing that the
reader remembers of one outlet serves the next. Prints a line at each tenth of the way: pages, pages a CPU second, MB.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from sumber.articles.extract import extract_page
from sumber.pages.files import read_page
from sumber.types import Page

SHARED = Path(__file__).parents[2] / "shared/bench/pages"
_NAMING = re.compile(rb'((?:class|id|href)=")')


def pages(paths: list[Path], number: int) -> Iterator[Page]:
    """So many pages; the same saved page comes with other attributes each time."""
    made = 0
    for turn in count():
        for path in paths:
            page = read_page(path)
            if isinstance(page, Page):
                yield page if not turn else replace(page, data=_NAMING.sub(rb"\1v%d-" % turn, page.data))
                made += 1
            if made == number:
                return
        if not made:
            raise SystemExit("none of the pages can be read")


def resident() -> float:
    """Megabytes of this process in memory."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found.group(1)) / 1024 if found else 0.0


def main(arguments: list[str]) -> None:
    """Read the pages and tell what they cost."""
    number = int(arguments[0]) if arguments else 10_000
    paths = [Path(name) for name in arguments[1:]] or sorted(path for path in SHARED.rglob("*") if path.suffix != ".jsonl")
    paths = [path for path in paths if path.is_file()]
    print("| pages | pages a CPU second | MB |\n|---:|---:|---:|")
    spent = 0.0
    for read, page in enumerate(pages(paths, number), 1):
        begun = time.process_time()
        extract_page(page)
        spent += time.process_time() - begun
        if read % max(number // 10, 1) == 0:
            print(f"| {read} | {read / spent:.0f} | {resident():.0f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
