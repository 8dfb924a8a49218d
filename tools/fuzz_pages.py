#!/usr/bin/env python3
"""Try to break the reading of pages: damaged, nested, repeated and binary variants of the example pages, made by hypothesis.

usage: fuzz_pages.py [MINUTES]

Each page is read with positions. Stops at the first that raises, takes more than 2 CPU seconds, or leaves the process above
500 MB of peak memory, and tells how it was made; else prints how many were read, the slowest, and the peak.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from sumber.articles.extract import extract_page
from sumber.pages.files import page_of
from sumber.types import Page

SECONDS, MEGABYTES = 2.0, 500
ROUND = 2_000
PAGES = sorted((Path(__file__).parents[1] / "examples/pages").iterdir())
PIECES = [
    *(
        b"<p>",
        b"</p>",
        b"<div class='",
        b"<div hidden>",
        b"</div>",
        b"<li>",
        b"<table><tr><td>",
        b"</table>",
        b"<a href='",
        b"</a>",
    ),
    *(
        b"<script>",
        b"</script>",
        b"<script type='application/ld+json'>{\"@graph\":[",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<title>",
    ),
    *(
        b"<meta property='article:published_time' content='",
        b"<time datetime='2025-13-40'>",
        b"&#x110000;",
        b"&amp;" * 40,
        b"<",
    ),
    *(
        b">",
        b'"',
        b"'",
        b"=",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1f\x8b",
        "\u202e\u2028".encode(),
        b"By ",
        b"Baca Juga: ",
    ),
    *(b"<h1>", b"<nav>", b"<aside>", b"<blockquote>", b"<br><br>", b"(ANTARA)", b"12/12/12 12:12 WIB", b"<noscript>", b"<svg>"),
]
Change = tuple[str, int, int, bytes]
CHANGES = st.tuples(
    st.sampled_from(["insert", "cut", "double", "flood", "noise"]), st.integers(0, 2**24), st.integers(0, 5_000),
    st.sampled_from(PIECES) | st.binary(max_size=40),
)  # fmt: skip
read = slowest = 0.0


def changed(data: bytes, changes: list[Change]) -> bytes:
    """A page after all changes, at most some megabytes."""
    for kind, place, size, piece in changes:
        at = place % (len(data) + 1)
        if kind == "cut":
            data = data[:at] + data[at + size :]
        elif kind == "double":
            data = data[:at] + data[at : at + size] * min(200, 400_000 // (size + 1)) + data[at:]
        elif kind == "flood":
            data = data[:at] + piece * (size * 4) + data[at:]
        elif kind == "noise":
            data = data[:at] + random.Random(place).randbytes(size) + data[at:]
        else:
            data = data[:at] + piece + data[at:]
        data = data[:3_000_000]
    return data


@settings(max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PAGES), st.lists(CHANGES, max_size=8))
def attempt(path: Path, changes: list[Change]) -> None:
    """Read one page."""
    global read, slowest
    page = page_of(changed(path.read_bytes(), changes), "page")
    began = time.process_time()
    if isinstance(page, Page):
        extract_page(page, positions=True)
    taken = time.process_time() - began
    read, slowest = read + 1, max(slowest, taken)
    assert taken < SECONDS, f"{taken:.1f} s"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024, "memory"


def main(minutes: float) -> None:
    """Rounds of ROUND pages until the time is up."""
    began, number = time.monotonic(), 0
    while time.monotonic() - began < minutes * 60:
        seed(number)(attempt)()
        number += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{read:,.0f} pages, the slowest took {slowest:.2f} CPU seconds, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30)
