"""Which texts share shingles: the sorted arrays find what a plain search over the window finds."""

import numpy as np
import pytest

from sumber.stories import shingles as module
from sumber.stories.shingles import ShingleIndex

WINDOW, CROWDED = 30, 12


def test_the_index_finds_what_a_search_of_all_texts_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MERGED", 8)
    random, index = np.random.default_rng(3), ShingleIndex()
    texts: list[set[int]] = []
    crowded = found = copied = 0
    root: dict[int, int] = {}
    for number in range(150):
        own = np.unique(np.minimum(random.geometric(0.05, 12), 60).astype(np.uint32) << np.uint32(25))
        oldest = max(0, number - WINDOW)
        held = {int(shingle): [k for k in range(oldest, number) if int(shingle) in texts[k]] for shingle in own}
        expected: dict[int, int] = {}
        for known in held.values():
            crowded += len(known) > CROWDED
            families = {root[k]: k for k in reversed(known[:CROWDED])}
            few = families.values() if 4 * len(families) <= CROWDED else ()
            copied += len(known) > CROWDED and len(few) > 0
            for k in known if len(known) <= CROWDED else few:
                expected[k] = expected.get(k, 0) + 1
        assert dict(index.shared(own, oldest, CROWDED, root)) == expected
        found += len(expected)
        texts.append({int(shingle) for shingle in own})
        root[number] = number if random.random() < 0.2 else int(random.integers(2))
        index.add(number, own, oldest)
    assert crowded > 50
    assert copied > 20
    assert found > 500


def test_texts_that_left_the_window_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MERGED", 10)
    index = ShingleIndex()
    for number in range(200):
        index.add(number, np.arange(5, dtype=np.uint32), max(0, number - WINDOW))
    assert len(index._texts) <= 5 * (WINDOW + 10)
