"""Twin events are told apart by what the reports of each share."""

from collections import Counter

import numpy as np
import pytest

from sumber.stories.clustering import Group, merge_linked
from sumber.stories.coherence import coherence, linked, shortfall
from sumber.stories.scorer import Features, Profile, Weights

WEIGHTS = Weights(vector=4, words=4, names=4, numbers=4, same_language=0, dated=0, gap=0, intercept=0, threshold=0)


def profile(lang: str, vector: tuple[float, float], **words: float) -> Profile:
    """One report; words and vector of length 1."""
    length = sum(value * value for value in words.values()) ** 0.5
    told = {word: value / length for word, value in words.items()}
    unit = np.asarray(vector, np.float32) / np.float32(np.hypot(*vector))
    return Features(unit, told, {}, {"#7": 1.0}, lang, None).profile(WEIGHTS)


def both(a: Profile, b: Profile) -> Profile:
    return a + b


CHURCH = both(profile("en", (1, 0), bomb=1, church=2), profile("en", (1, 0), bomb=1, church=2))
STATION = both(profile("en", (1, 0), bomb=1, station=2), profile("en", (1, 0), bomb=1, station=2))


def test_twins_hang_together_less_than_each_in_itself() -> None:
    assert coherence(CHURCH, CHURCH) == pytest.approx(1.0)
    assert coherence(CHURCH, STATION) == pytest.approx(0.2 / ((1.0 + 3 * 0.2) / 4), rel=0.01)
    assert shortfall(CHURCH, STATION, 0.8) > 0 == shortfall(CHURCH, CHURCH, 0.8)


def test_across_languages_vectors_tell() -> None:
    twin = both(profile("id", (1, 2), bom=1), profile("es", (1, 2), bomba=1))
    assert coherence(CHURCH, twin) < 0.8 < coherence(CHURCH, both(profile("id", (1, 0.1), bom=1), profile("es", (1, 0), b=1)))


def test_a_report_alone_proves_nothing() -> None:
    assert shortfall(CHURCH, profile("en", (0, 1), station=1), 0.9) == 0.0


def test_copies_are_no_proof_that_a_group_hangs_together() -> None:
    one = profile("en", (1, 0), bomb=1, church=2)
    reprinted = linked(linked(one, one), one)
    assert (reprinted.size, reprinted.languages) == (3, Counter({"en": 3}))
    assert coherence(reprinted, STATION) == 1.0
    (group,) = merge_linked([Group(one, None, [k]) for k in range(3)], [(1, 0), (2, 0)])
    assert group.profile.trivial == reprinted.trivial
