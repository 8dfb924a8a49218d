"""Decoding of columns into spans."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.encoder.decode import (
    best_labels,
    characters,
    distance_buckets,
    sigmoid,
    softmax,
    tagged_spans,
    viterbi,
)
from sumber.reading.encoder.layout import Layout, event_layout
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import windows

_SIZES = st.tuples(st.integers(1, 4), st.integers(1, 12), st.sampled_from([3, 5, 7]), st.integers(0, 2**32 - 1))


@given(_SIZES)
@settings(deadline=None)
def test_viterbi_never_begins_inside(sizes: tuple[int, int, int, int]) -> None:
    count, length, labels, seed = sizes
    logits = np.random.default_rng(seed).normal(0, 3, (count, length, labels)).astype(np.float32)
    for row in viterbi(logits).tolist():
        for before, label in zip([0, *row], row, strict=False):
            assert label == 0 or label % 2 or before in (label - 1, label)


@given(_SIZES)
@settings(deadline=None)
def test_viterbi_is_the_best_path_among_those_tried(sizes: tuple[int, int, int, int]) -> None:
    count, length, labels, seed = sizes
    logits = np.random.default_rng(seed).normal(0, 3, (count, length, labels)).astype(np.float32)
    found = viterbi(logits)
    rows, units = np.indices(found.shape)
    begins = [0, *range(1, labels, 2)]
    # Labels that begin everywhere are always a lawful path: none may beat what was found.
    assert (logits[rows, units, found].sum(-1) >= logits[:, :, begins].max(-1).sum(-1) - 1e-3).all()


@given(_SIZES, st.sampled_from([0.0, 2.5]))
@settings(deadline=None)
def test_the_short_way_to_the_best_labels_gives_the_same(sizes: tuple[int, int, int, int], beside: float) -> None:
    count, length, labels, seed = sizes
    logits = np.random.default_rng(seed).normal(0, 3, (count, length, labels)).astype(np.float32)
    logits[..., 0] += 3  # mostly nothing, as in sentences, so that both ways are gone
    assert (best_labels(logits, beside) == viterbi(logits, beside)).all()


def test_spans_have_kind_ends_and_probability() -> None:
    logits = np.full((1, 4, 5), -4.0, np.float32)
    for unit, label in enumerate((0, 3, 4, 1)):
        logits[0, unit, label] = 4.0
    second, first = tagged_spans(logits, [4])[0]
    assert (second.kind, second.first, second.last) == (1, 1, 3)
    assert (first.kind, first.first, first.last) == (0, 3, 4)
    assert first.probability > 0.99


def test_units_beyond_the_size_count_for_nothing() -> None:
    logits = np.zeros((1, 3, 3), np.float32)
    logits[0, :, 1] = 5.0
    assert [span.last for span in tagged_spans(logits, [2])[0]] == [1, 2]


def test_lenience_lets_more_spans_through_but_does_not_raise_their_probability() -> None:
    logits = np.asarray([[[0.5, 0.0, -3.0]]], np.float32)
    assert tagged_spans(logits, [1]) == [[]]
    (span,) = tagged_spans(logits, [1], lenience=1.0)[0]
    assert span.probability < 0.5


def test_two_names_side_by_side_are_one_where_that_costs_less() -> None:
    logits = np.full((1, 3, 5), -4.0, np.float32)
    for unit, label, other in ((0, 1, 2), (1, 1, 2), (2, 3, 4)):
        logits[0, unit, label], logits[0, unit, other] = 4.0, 3.0
    apart = [(span.kind, span.first, span.last) for span in tagged_spans(logits, [3])[0]]
    assert apart == [(0, 0, 1), (0, 1, 2), (1, 2, 3)]
    # Names of two kinds stay two, and so do those of which the model is surer than that.
    assert [(span.kind, span.first, span.last) for span in tagged_spans(logits, [3], beside=1.5)[0]] == [(0, 0, 2), (1, 2, 3)]
    assert len(tagged_spans(logits, [3], beside=0.5)[0]) == 3


def test_distance_buckets_are_middle_inside_and_lower_before() -> None:
    buckets = distance_buckets(2, 4, 7, (0, 1, 2, 4)).tolist()
    assert buckets == [1, 2, 3, 3, 4, 5, 5]


@given(st.lists(st.floats(-80, 80, width=32), min_size=2, max_size=6))
def test_softmax_and_sigmoid_are_probabilities(values: list[float]) -> None:
    logits = np.asarray(values, np.float32)
    assert softmax(logits).sum() == pytest.approx(1, abs=1e-4)
    assert ((sigmoid(logits) >= 0) & (sigmoid(logits) <= 1)).all()


def test_layout_travels_through_text_and_refuses_another_version() -> None:
    layout = event_layout({"AGREE": (), "PROTEST": ("demo", "riot")})
    again = Layout.loads(layout.dumps())
    assert again == layout
    assert layout.units["mode"] == ("PROTEST/", "PROTEST/demo", "PROTEST/riot")
    assert again.columns("trigger") == slice(16, 19)
    with pytest.raises(ValueError, match="version"):
        Layout.loads(layout.dumps().replace('"version": 1', '"version": 99'))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ketua Partai Laut (PL) , Rina", "Partai Laut (PL)"),
        ("Ketua Partai Laut (PL), Rina", "Partai Laut (PL)"),
        ("the Harbour Union (HU)’s", "Harbour Union (HU)"),
        ("kata Rina Tirta (", "Rina Tirta"),
        ("dari BMT) di", "BMT"),
    ],
)
def test_spans_end_with_whole_words_and_brackets_of_their_own(text: str, wanted: str) -> None:
    window = next(windows(text, tokenizer()))
    begins = text.index(wanted)
    inside = [
        unit
        for unit, (start, end) in enumerate(zip(window.starts, window.ends, strict=True))
        if start < begins + len(wanted) and begins < end
    ]
    start, end = characters(text, window, inside[0], inside[-1] + 1)
    assert text[start:end] == wanted


def test_a_bracket_opened_elsewhere_is_left_out() -> None:
    text = "ditahan (oleh polisi kota) lalu"
    window = next(windows(text, tokenizer()))
    units = [unit for unit, start in enumerate(window.starts) if text.index("polisi") <= start < text.index("lalu")]
    start, end = characters(text, window, units[0], units[-1] + 1)
    assert text[start:end] == "polisi kota"
