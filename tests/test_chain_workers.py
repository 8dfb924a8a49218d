"""Work in other processes: answers in order, and an item that goes wrong is lost alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from sumber.workers import WINDOW, Failure, map_in_order


def work(item: int) -> object:
    if item == 3:
        os._exit(7)
    if item == 5:
        raise ValueError("five")
    if item == 8:
        time.sleep(60)
    if item == 9:
        return lambda: None  # cannot be pickled
    time.sleep(0.02 * (item % 3))
    return item * item


def test_answers_come_in_order_and_what_fails_is_lost_alone() -> None:
    answers = list(map_in_order(work, range(20), processes=2, chunk=4, seconds=2))
    lost = {answer.item: answer.why for answer in answers if isinstance(answer, Failure)}
    assert [n for n, answer in enumerate(answers) if not isinstance(answer, Failure)] == sorted(set(range(20)) - set(lost))
    assert all(answer == n * n for n, answer in enumerate(answers) if n not in lost)
    assert list(lost) == [3, 5, 8, 9]
    assert lost[3] == "its process died (exit code 7)"
    assert lost[5] == "ValueError: five"
    assert lost[8] == "took more than 2 seconds"
    assert lost[9].startswith("its process died")


def test_items_are_taken_only_as_far_ahead_as_the_window() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield taken

    answers = map_in_order(abs, items(), processes=1, chunk=2)
    assert next(answers) == 1
    assert taken <= WINDOW * 2 + 1
    answers.close()  # type: ignore[attr-defined]


def test_no_processes_means_this_one() -> None:
    assert list(map_in_order(lambda item: (item, os.getpid()), [1, 2], processes=0)) == [(1, os.getpid()), (2, os.getpid())]
    (lost,) = map_in_order(work, [5], processes=0)
    assert lost == Failure(5, "ValueError: five")


def test_nothing_to_do_starts_nothing() -> None:
    assert list(map_in_order(work, [], processes=2)) == []
