"""How windows are put together: all of them once, none too many, and at no greater cost than any plainer way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.reading.encoder import predict, session
from sumber.reading.encoder.batching import BATCH_TOKENS, BATCH_WINDOWS, CALL, batches

LENGTHS = st.lists(st.integers(min_value=2, max_value=400), max_size=80)


def _cost(lengths: list[int], found: list[list[int]]) -> int:
    return sum(len(rows) * max(lengths[row] for row in rows) + CALL for rows in found)


def _greedy(lengths: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if found and (len(found[-1]) + 1) * lengths[row] <= BATCH_TOKENS and len(found[-1]) < BATCH_WINDOWS:
            found[-1].append(row)
        else:
            found.append([row])
    return found


@given(LENGTHS)
def test_every_window_is_read_once_and_memory_is_bounded(lengths: list[int]) -> None:
    found = batches(lengths)
    assert sorted(row for rows in found for row in rows) == list(range(len(lengths)))
    assert all(len(rows) <= BATCH_WINDOWS for rows in found)
    assert all(len(rows) == 1 or len(rows) * max(lengths[row] for row in rows) <= BATCH_TOKENS for rows in found)


@given(LENGTHS)
def test_no_plainer_way_costs_less(lengths: list[int]) -> None:
    cost = _cost(lengths, batches(lengths))
    assert cost <= _cost(lengths, _greedy(lengths))
    assert cost <= _cost(lengths, [[row] for row in range(len(lengths))])


def test_like_lengths_go_together_and_unlike_ones_do_not() -> None:
    assert batches([40, 41, 12, 40, 12]) == [[2, 4], [0, 3, 1]]
    assert batches([]) == []


def test_what_is_handed_on_together_is_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Rain fell.",
        "Police in Marola arrested four dockers on Tuesday, the harbour board said.",
        '"We will not pay," the minister Ilse Brandvold said.',
        "Menteri Pertahanan Rustam Hadi menandatangani perjanjian dengan Republik Meridia di Kota Tambora, Selasa (4/6).",
        "El gobierno pidió calma.",
    ] * 3
    together = predict(texts)
    monkeypatch.setattr(session, "JOINED_UNITS", 1)
    alone = predict(texts)
    for one, other in zip(together, alone, strict=True):
        assert [(name.kind, name.span.start, name.span.end) for name in one.names] == [
            (name.kind, name.span.start, name.span.end) for name in other.names
        ]
        assert [event.trigger.start for event in one.events] == [event.trigger.start for event in other.events]
        assert one.gate == pytest.approx(other.gate, abs=1e-6)
