"""Twin events days apart, told by their leads: the days these name, which groups are merged first, and which stay apart."""

import math

import numpy as np
import pytest

from sumber.stories.clustering import Group, cluster, nearest
from sumber.stories.coherence import same_days, shortfall
from sumber.stories.leads import LEAD, lead_days
from sumber.stories.scorer import Features, Profile, Weights, profiles_of, profiles_state
from sumber.types import Document

WEIGHTS = Weights(20, 1, 0, 0, same_language=0, dated=0, gap=0, intercept=-10, threshold=-2, coherence=0.84)


def told(place: str, angle: int, *days: int) -> Profile:
    """A report of a bomb; vectors are as near as their angles."""
    vector = np.asarray([math.cos(math.radians(angle)), math.sin(math.radians(angle))], np.float32)
    return Features(vector, {"bomb": 0.5, place: 0.75**0.5}, {}, {}, "en", None, days).profile(WEIGHTS)


def pair(place: str, *days: int) -> Profile:
    return told(place, 0, *days) + told(place, 0, *days)


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("A bomb killed five people at the fish market on Sunday.", "en", ("2031-05-11",)),
        ("Lima orang tewas ketika bom meledak di pasar, Minggu (11/5/2031).", "id", ("2031-05-11",)),
        ("The Front said on Monday that it had bombed the market on Sunday.", "en", ("2031-05-11", "2031-05-12")),
        ("LORONG, May 11 (Antara) - A bomb killed five people at the fish market.", "en", ()),
        ("A bomb killed five people at the fish market in May.", "en", ()),
        ("word " * (LEAD // 5 + 1) + "on Sunday.", "en", ()),
        ("", "en", ()),
    ],
)
def test_a_lead_names_its_days(text: str, lang: str, days: tuple[str, ...]) -> None:
    assert lead_days(Document("x", text, lang, "2031-05-12")) == days


def test_groups_name_the_same_days_as_far_as_their_reports_do() -> None:
    assert same_days(pair("market", 1), pair("barracks", 1)) == pytest.approx(1.0)
    assert same_days(pair("market", 1), pair("barracks", 1, 2)) == pytest.approx(0.5**0.5)
    assert same_days(pair("market", 1), pair("barracks", 2)) == 0.0
    assert same_days(pair("market", 1), pair("barracks")) is None


def test_what_hangs_together_less_is_surely_apart_where_leads_name_other_days() -> None:
    ours, some, others = pair("market", 1), pair("barracks", 1, 2), pair("barracks", 2)
    assert shortfall(ours, others, 0.84) > 3 * shortfall(ours, some, 0.84) > 0


def test_a_grouping_resumed_knows_the_days() -> None:
    ((story, again),) = profiles_of(profiles_state({"s": pair("market", 1, 2)}))
    assert (story, again.told, again.tellers) == ("s", pair("market", 1, 2).told, 2)


@pytest.mark.parametrize(("day", "stories"), [(12, [[0, 1], [2, 3]]), (11, [[0, 1, 2, 3]])])
def test_twins_do_not_mix_though_two_of_their_reports_are_the_most_alike(day: int, stories: list[list[int]]) -> None:
    reports = [told("market", 0, 11), told("market", 32, 11), told("barracks", 57, day), told("barracks", 89, day)]
    groups = [Group(report, None, [k]) for k, report in enumerate(reports)]
    found = cluster(groups, nearest(groups, range(4)), WEIGHTS)
    assert sorted(group.members for group in found) == stories
