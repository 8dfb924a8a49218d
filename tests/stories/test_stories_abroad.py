"""Unlike happenings of one kind in several countries, told in several languages: invented reports, all of them."""

import json
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sumber.stories.coherence import shortfall
from sumber.stories.group import group
from sumber.stories.scenes import lead_countries
from sumber.stories.scorer import Features, Profile, Weights, abroad, common_country, profiles_of, profiles_state, score
from sumber.types import Document

TWINS = Path(__file__).parent / "twins.jsonl"
WEIGHTS = Weights(20, 1, 0, 0, same_language=0, dated=0, gap=0, intercept=-10, threshold=-2, coherence=0.84, abroad=5)


def told(lang: str, *countries: str) -> Profile:
    """A report whose lead names these countries."""
    return Features(np.asarray([1, 0], np.float32), {}, {}, {}, lang, None, (), countries).profile(WEIGHTS)


@pytest.mark.parametrize(
    ("title", "text", "lang", "countries"),
    [
        ("Perawat Kenya mogok", "Para perawat mogok kerja di Nairobi.", "id", ("KEN",)),
        ("Guru mogok", "Lima guru berunjuk rasa di depan kantor bupati.", "id", ()),
        ("Lima: maestros en paro", "Los maestros marcharon en Lima.", "es", ("PER",)),
        ("Le président chilien à Rabat", "Il y restera deux jours.", "fr", ("CHL", "MAR")),
        ("Bank robbed", "U.S. marshals searched for two men.", "en", ("USA",)),
        ("Three guinea pigs saved", "A male nurse found them.", "en", ()),
        ("Grève", "Les infirmières ont cessé le travail.", "fr", ()),
        (None, "", None, ()),
    ],
)
def test_a_lead_names_its_countries(title: str | None, text: str, lang: str | None, countries: tuple[str, ...]) -> None:
    assert lead_countries(Document("x", text, lang, None, title)) == countries


def test_countries_behind_the_beginning_are_none_of_the_lead() -> None:
    document = Document("x", "word " * 80 + "in Kenya and Peru", "en")
    assert lead_countries(document) == ()
    assert lead_countries(replace(document, text="In Kenya and Peru " + document.text)) == ("KEN", "PER")


def test_other_countries_speak_against_one_story_in_two_languages() -> None:
    here, there, neither = told("en", "KEN"), told("fr", "PRT"), told("fr")
    assert abroad(here, there, WEIGHTS) == 5
    assert score(here, there, WEIGHTS) == score(here, neither, WEIGHTS) - 5
    assert abroad(here, neither, WEIGHTS) == abroad(here, told("fr", "KEN", "PRT"), WEIGHTS) == 0
    assert abroad(here, told("en", "PRT"), WEIGHTS) == 0  # words of one language tell it better


def test_groups_have_a_country_in_common_as_far_as_their_reports_name_it() -> None:
    ours = told("en", "KEN") + told("en", "KEN", "UGA") + told("en", "UGA") + told("en")
    assert common_country(ours, told("fr", "KEN")) == pytest.approx(2 / 3)
    assert common_country(ours, told("fr")) is None
    assert abroad(ours, told("fr", "KEN"), WEIGHTS) == pytest.approx(5 / 3 * 3 / 4)


def test_groups_of_two_countries_must_hang_together_better() -> None:
    def pair(country: str, angle: float) -> Profile:
        one = told("en", country), told("fr", country)
        for report in one:
            report.vector = report.vector[0] * np.asarray([np.cos(angle), np.sin(angle)], np.float32)
        return one[0] + one[1]

    assert shortfall(pair("KEN", 0), pair("KEN", 0.7), 0.84) == 0
    assert shortfall(pair("KEN", 0), pair("PRT", 0.7), 0.84) > 0


def test_a_grouping_resumed_knows_the_countries() -> None:
    ((_, again),) = profiles_of(profiles_state({"s": told("en", "KEN", "UGA") + told("fr")}))
    assert (again.countries, again.located) == (Counter(KEN=1, UGA=1), 1)


def test_twins_in_other_countries_stay_apart() -> None:
    rows = [json.loads(line) for line in TWINS.read_text("utf-8").splitlines()]
    placed = group(Document(row["id"], row["text"], row["lang"], row["date"], row["title"]) for row in rows)
    pairs = Counter(
        (one["story"] == other["story"], ours.story == theirs.story)
        for (one, ours), (other, theirs) in combinations(zip(rows, placed, strict=True), 2)
    )
    assert pairs[True, False] == 0
    assert pairs[False, True] <= 14  # 29 where countries tell nothing
