"""Likeness of groups in a batch: one comparison a pair, and what is joined follows from its parts."""

import numpy as np
import pytest

from sumber.stories.clustering import Group, cluster
from sumber.stories.pairing import Pairs
from sumber.stories.scorer import Profile, Profiler, likeness, load_weights
from sumber.stories.weighed import Weighed
from sumber.types import Document

_TEXTS = (
    "Bendungan Lawe jebol pada Senin, kata Bupati Rustam Hadi; 40 rumah di Desa Terusan hanyut.",
    "Empat puluh rumah hanyut ketika Bendungan Lawe jebol, kata Rustam Hadi di Desa Terusan.",
    "The Lawe dam burst on Monday and swept away 40 houses in Terusan, regent Rustam Hadi said.",
    "El puerto de Marola reabrió el martes tras 12 días de huelga, dijo la ministra Inés Cobo.",
    "Puerto de Marola: la ministra Inés Cobo anunció que la huelga de 12 días terminó.",
)


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    noise = np.random.default_rng(5).normal(size=(len(_TEXTS), 384)).astype("<f4")
    languages = ("id", "id", "en", "es", "es")
    documents = [
        Document(f"d{i}", text, languages[i], f"2024-05-0{i + 1}", vector=noise[i].tobytes()) for i, text in enumerate(_TEXTS)
    ]
    return [found.profile(load_weights()) for found in Profiler().features(documents)]


def test_a_pair_is_as_alike_as_the_scorer_says(profiles: list[Profile]) -> None:
    weights = load_weights()
    pairs = Pairs(profiles, weights)
    for a, b in ((0, 1), (0, 2), (3, 4), (2, 4), (1, 0)):
        assert pairs.likeness(a, b) == pytest.approx(likeness(profiles[a], profiles[b], weights))


def test_what_is_joined_is_as_alike_as_its_parts_tell(profiles: list[Profile]) -> None:
    weights = load_weights()
    pairs = Pairs(profiles, weights)
    two = profiles[0] + profiles[1]
    pairs.profiles += [two, two + profiles[2]]
    pairs.infer(5, 0, 1, [2])
    for other in (3, 4):
        pairs.infer(5, 0, 1, [other])
        pairs.infer(6, 5, 2, [other])
        assert pairs.likeness(6, other) == pytest.approx(likeness(pairs.profiles[6], profiles[other], weights))
        assert pairs.likeness(6, other) != pytest.approx(likeness(two, profiles[other], weights))


def test_two_open_stories_stay_two(profiles: list[Profile]) -> None:
    weights = load_weights()
    groups = [Group(profiles[0], "story_a"), Group(profiles[0], "story_b"), Group(profiles[0], None, [0])]
    found = cluster(groups, {2: {0, 1}, 0: {1, 2}, 1: {0, 2}}, weights)
    assert {group.story for group in found} == {"story_a", "story_b"}
    assert sorted(len(group.members) for group in found) == [0, 1]


def test_a_group_without_terms_shares_none(profiles: list[Profile]) -> None:
    weights = load_weights()
    bare = Profile(profiles[0].vector, Weighed.of({}))
    pairs = Pairs([profiles[0], bare, profiles[1]], weights)
    pairs.compare(0, [1, 2])
    assert pairs.likeness(0, 1) == pytest.approx(likeness(profiles[0], bare, weights))
    assert pairs.likeness(1, 0) == pairs.likeness(0, 1)
    assert pairs.likeness(0, 2) == pytest.approx(likeness(profiles[0], profiles[1], weights))
