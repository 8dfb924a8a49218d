"""How the cost of grouping grows: a generated stream with known stories, grouped beside vectors that are given.

usage: python benchmarks/grouping.py [ARTICLES ...]

For each number of articles (10,000 and 100,000 unless given) a stream is made in a process of its own, from a fixed seed:
stories of 1 to 40 reports in three languages over some days, with names, words and numbers of their own beside common ones,
and one report in twelve a copy of an earlier one. Vectors are the story's own direction with noise, so that only grouping is
timed. Prints a line each: articles, seconds, articles a second, peak MB, stories made and found, B-cubed precision and recall.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from sumber.stories.group import BATCH, Grouper
from sumber.stories.scorer import Profiler
from sumber.stories.vectors import DIMENSIONS, Encoder, Matrix, unit
from sumber.types import Document

SEED = 20261122
COUNTS = (10_000, 100_000)
_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]
_LANGUAGES = ("id", "en", "es")
_NOISE = 0.55
_A_DAY = 400
"""Articles a day: a story's reports lie some days apart, so that many stories are open at a time."""


class Stream:
    """Generated articles, and the vector of each by its id."""

    def __init__(self, number: int) -> None:
        self._rng = random.Random(SEED)
        self._noise = np.random.default_rng(SEED)
        self._number = number
        self._common = [self._word() for _ in range(4000)]
        self.stories: dict[str, int] = {}
        self.vectors: dict[str, Matrix] = {}

    def _word(self) -> str:
        return "".join(self._rng.choice(_SYLLABLES) for _ in range(self._rng.randint(2, 4)))

    def _sentence(self, own: Sequence[str], names: Sequence[str]) -> str:
        rng = self._rng
        words = [rng.choice(own) if rng.random() < 0.3 else rng.choice(self._common) for _ in range(14)]
        words[rng.randint(3, 12)] = rng.choice(names)
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def __iter__(self) -> Iterator[Document]:
        """The documents in the order of their days. Open stories are told further at random."""
        rng = self._rng
        alive: list[tuple[int, int, list[str], list[str], Matrix]] = []
        told: list[Document] = []
        opened = 0
        for place in range(self._number):
            if not alive or rng.random() < 0.2:
                centre = unit(self._noise.standard_normal((1, DIMENSIONS)).astype(np.float32))[0]
                own, names = [self._word() for _ in range(25)], [self._word().capitalize() for _ in range(6)]
                alive.append((opened, min(int(rng.paretovariate(1.1)), 40), own, names, centre))
                opened += 1
            at = rng.randrange(max(0, len(alive) - 150), len(alive))
            story, left, own, names, centre = alive[at]
            day = date(2024, 1, 1) + timedelta(place // _A_DAY)
            text = "\n\n".join(" ".join(self._sentence(own, names) for _ in range(3)) for _ in range(4))
            copied = next((old for old in reversed(told[-200:]) if self.stories[old.id] == story), None)
            if copied and rng.random() < 0.25:
                text = copied.text
            document = Document(
                f"a{place}", text, rng.choice(_LANGUAGES), day.isoformat(), self._sentence(own, names), f"outlet {place % 97}"
            )
            self.stories[document.id] = story
            noise = self._noise.standard_normal(DIMENSIONS).astype(np.float32) * (_NOISE / DIMENSIONS**0.5)
            self.vectors[document.id] = centre + noise
            told.append(document)
            del told[:-1000]
            if left <= 1:
                alive.pop(at)
            else:
                alive[at] = (story, left - 1, own, names, centre)
            yield document


class Given(Encoder):
    """Hands out the vectors that came with the stream."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream

    def encode(self, documents: Sequence[Document]) -> Matrix:
        return unit(np.stack([self._stream.vectors.pop(document.id) for document in documents]))


def bcubed(gold: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """B-cubed precision and recall."""
    wide, narrow = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[id], found[id]) for id in gold)
    precision = sum(both[gold[id], found[id]] / narrow[found[id]] for id in gold) / len(gold)
    return precision, sum(both[gold[id], found[id]] / wide[gold[id]] for id in gold) / len(gold)


def measure(number: int) -> str:
    """One line of the table."""
    stream = Stream(number)
    grouper = Grouper(profiler=Profiler(Given(stream)))
    found: dict[str, str] = {}
    seconds, part = 0.0, []
    for document in stream:
        part.append(document)
        if len(part) == BATCH or len(stream.stories) == number:
            begun = time.monotonic()
            found |= {placement.id: placement.story for placement in grouper.place(part)}
            seconds += time.monotonic() - begun
            part = []
    precision, recall = bcubed(stream.stories, found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stories = f"{len(set(stream.stories.values()))} / {len(set(found.values()))}"
    return f"| {number} | {seconds:.1f} | {number / seconds:.0f} | {peak:.0f} | {stories} | {precision:.3f} | {recall:.3f} |"


def main(arguments: list[str]) -> None:
    """A line for each number, each in a process of its own, so that peaks do not mix."""
    if arguments[:1] == ["--one"]:
        print(measure(int(arguments[1])))
        return
    print("| articles | seconds | a second | peak MB | stories made / found | B-cubed P | R |")
    print("|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for number in map(int, arguments or COUNTS):
        print(
            subprocess.run([sys.executable, __file__, "--one", str(number)], check=True, capture_output=True, text=True).stdout,
            end="",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
