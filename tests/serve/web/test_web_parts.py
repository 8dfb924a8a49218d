"""The small parts: languages, segments, sparks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.answers import Changes, Edit, Words
from sumber.events.ontology import event_types
from sumber.serve import web
from sumber.serve.web import marks
from sumber.serve.web.languages import languages
from sumber.serve.web.values import changes_of, part_of
from sumber.types import NameKind, Quad, Status, TimeBasis, TimeKind
from sumber.views.changes import brief, counted

FOLDER = Path(web.__file__).parent


def test_all_languages_have_the_same_words() -> None:
    words = {tag: strings._words for tag, strings in languages().items()}
    assert set(words) >= {"en", "id"}
    for tag, known in words.items():
        assert known.keys() == words["en"].keys(), tag
        for key, text in known.items():
            assert text, (tag, key)
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", words["en"][key])), (tag, key)


def test_every_word_that_a_template_asks_for_is_there() -> None:
    known = languages()["en"]._words
    source = "".join(path.read_text(encoding="utf-8") for path in (FOLDER / "templates").glob("*.html"))
    for key in re.findall(r"\bt\([\"'](\w+)[\"'](?! ~)", source):
        assert key in known, key
    for key in re.findall(r"t\.many\([\"'](\w+)[\"']", source):
        assert {f"{key}_one", f"{key}_many"} <= known.keys(), key


@pytest.mark.parametrize("retitled", [None, "Nine held"])
@pytest.mark.parametrize("cut", [0, 1, 2])
@pytest.mark.parametrize("added", [0, 1, 1200])
@pytest.mark.parametrize("edited", [0, 1, 2])
def test_the_web_counts_changes_as_the_terminal_does(retitled: str | None, cut: int, added: int, edited: int) -> None:
    one = Words(0, 1, "A")
    changes = Changes(0.5, retitled, (one,) * added, (one,) * cut, (Edit(one, one),) * edited)
    assert changes_of(languages()["en"], changes) == brief(changes)
    for strings in languages().values():
        assert [int(n.replace(".", "")) for n in re.findall(r"[\d.]+", changes_of(strings, changes).replace(",", ""))] == [
            number for _, number in counted(changes)
        ]


def test_every_word_that_code_puts_together_is_there() -> None:
    known = languages()["en"]
    assert {kind: known(f"gloss_{kind}") for kind in event_types()} == {
        name: type.gloss for name, type in event_types().items()
    }
    wanted = {
        "status": (*get_args(Status), "cancelled"), "quad": get_args(Quad), "basis": get_args(TimeBasis),
        "time": get_args(TimeKind), "kind": get_args(NameKind), "is": ("true", "false"),
        "count": ("killed", "injured", "arrested", "protesters", "materiel"),
    }  # fmt: skip
    for prefix, values in wanted.items():
        for value in values:
            assert known.get(f"{prefix}_{value}", ""), (prefix, value)
    assert [part_of(known, name) for name in ("actor Rivers", "actor by pronoun", "killed", "else")] == [
        "actor Rivers", "actor from the pronoun", "killed", "else",
    ]  # fmt: skip
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    for key in re.findall(r'(?:AskedError|NotFoundError)\(\s*"(\w+)"', source):
        known(key)


def test_no_template_has_inline_script_or_style() -> None:
    for path in (FOLDER / "templates").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:|\|\s*safe\b", source), path.name


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8))
def test_segments_cover_a_stretch_once(found: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in found]
    cut = marks.segments(10, 30, spans)
    assert [low for low, _, _ in cut] == [10, *(high for _, high, _ in cut[:-1])]
    assert cut[-1][1] == 30
    for low, high, covering in cut:
        for at in range(low, high):
            assert covering == [number for number, (start, end) in enumerate(spans) if start <= at < end]


def test_a_spark_has_a_bar_for_each_day_and_says_its_label() -> None:
    drawn = marks.spark([("2026-03-01", 4), ("2026-03-03", 1), ("broken", 9)], 'says "<it>"')
    assert drawn.count("<rect") == marks.LEAST
    assert drawn.count(f'height="{marks.HEIGHT}"') == 2  # the highest bar, and the drawing
    assert "&lt;it&gt;" in drawn
    assert marks.spark([("1926-01-01", 1), ("2026-01-01", 1)], "").count("<rect") <= marks.BARS
    assert marks.spark([], "none") == ""


def test_scores_have_classes_from_end_to_end() -> None:
    assert [marks.score_class(score) for score in (-10, -4.9, -0.4, 0, 1.5, 10)] == [
        "s-n5",
        "s-n2",
        "s-p0",
        "s-p0",
        "s-p1",
        "s-p5",
    ]
