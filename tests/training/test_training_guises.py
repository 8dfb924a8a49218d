"""Rows in another guise keep their labels on the right words."""

import random
from dataclasses import replace

import pytest
from training.rows import Row, load_rows
from training.vary import Guises, joined, renamed

TEXT = "Menteri Sari Wulan menolak usul Kota Rawa, kata Sari Wulan."
ROW = Row(
    "a", "written", "id", TEXT, False,
    [("PER", 8, 18), ("LOC", 32, 41), ("PER", 48, 58)],
    [{"type": "REJECT", "mode": None, "status": "asserted", "trigger": [19, 26], "actors": [[0, 18]], "recipients": [],
      "place": [32, 41], "time": None, "attribution": None, "reciprocal": False}],
    [{"content": [0, 41], "speaker": [48, 58], "cue": [43, 47]}],
)  # fmt: skip
OTHER = Row(
    "b", "written", "id", "Polisi menahan dua orang.", False, [],
    [{"type": "COERCE", "mode": "arrest", "status": "asserted", "trigger": [7, 14], "actors": [[0, 6]],
      "recipients": [[15, 24]], "place": None, "time": None, "attribution": None, "reciprocal": False}], [],
)  # fmt: skip


def words(row: Row, span: list[int] | tuple[int, int]) -> str:
    return row.text[slice(*span)]


def always(random_: random.Random) -> random.Random:
    random_.random = lambda: 0.0  # type: ignore[method-assign]
    return random_


def test_a_name_is_exchanged_wherever_it_stands_and_labels_move_with_it() -> None:
    other = renamed(ROW, {("id", "PER"): ["Bu Ning"], ("id", "LOC"): ["Pulau Sembilang"]}, always(random.Random(1)))
    assert other.text == "Menteri Bu Ning menolak usul Pulau Sembilang, kata Bu Ning."
    assert [words(other, name[1:]) for name in other.names] == ["Bu Ning", "Pulau Sembilang", "Bu Ning"]
    assert other.events
    assert other.quotes
    event, quote = other.events[0], other.quotes[0]
    assert [words(other, event["trigger"]), words(other, event["actors"][0])] == ["menolak", "Menteri Bu Ning"]
    assert words(other, event["place"]) == "Pulau Sembilang"
    assert words(other, quote["content"]) == "Menteri Bu Ning menolak usul Pulau Sembilang"
    assert [words(other, quote[part]) for part in ("speaker", "cue")] == ["Bu Ning", "kata"]


def test_a_name_within_which_a_label_ends_stays() -> None:
    cut = replace(ROW, events=[ROW.events[0] | {"actors": [[0, 12]]}] if ROW.events else None)
    other = renamed(cut, {("id", "PER"): ["Bu Ning"], ("id", "LOC"): ["Kota Rawa"]}, always(random.Random(1)))
    assert other.text == "Menteri Sari Wulan menolak usul Kota Rawa, kata Bu Ning."


def test_two_sentences_become_one_with_the_labels_of_both() -> None:
    both = joined(ROW, OTHER, ", sementara ")
    assert both.text == "Menteri Sari Wulan menolak usul Kota Rawa, kata Sari Wulan, sementara polisi menahan dua orang."
    assert both.events
    assert [words(both, event["trigger"]) for event in both.events] == ["menolak", "menahan"]
    assert words(both, both.events[1]["recipients"][0]) == "dua orang"
    assert both.names == ROW.names


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for row in load_rows() if not row.dev]


def test_of_all_that_is_learnt_from_every_label_still_stands_on_words(rows: list[Row]) -> None:
    guises, chance = Guises(rows), random.Random(7)
    pools = {(row.lang, kind, words(row, span)) for row in rows for kind, *span in row.names}
    shown = [other for row in rows if (other := guises.of(row, chance)) is not None]
    assert 0.2 * len(rows) < len(shown) < 0.45 * len(rows)
    for row in shown:
        assert all((row.lang, kind, words(row, span)) in pools for kind, *span in row.names), row.text
        for event in row.events or ():
            trigger = words(row, event["trigger"])
            assert trigger.strip() == trigger != "", row.text


def test_what_is_shown_of_a_row_is_the_same_from_the_same_seed(rows: list[Row]) -> None:
    guises, row = Guises(rows), next(row for row in rows if row.names and row.events)
    one, two = ([guises.of(row, chance) for _ in range(30)] for chance in (random.Random(3), random.Random(3)))
    assert one == two
    assert None in one
    assert any(other is not None and other.id != row.id for other in one)
