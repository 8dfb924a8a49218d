"""Which report stands for its story."""

import numpy as np

from sumber.stories.central import most_central


def vector(*values: float) -> bytes:
    return np.asarray(values, "<f4").tobytes()


def test_the_report_nearest_to_the_mean_stands_for_the_story() -> None:
    assert most_central([vector(1, 0), vector(1, 1), vector(0, 1)]) == 1


def test_long_vectors_weigh_no_more_than_short_ones() -> None:
    assert most_central([vector(0, 9), vector(1, 0), vector(2, 0.1)]) == 2


def test_of_two_as_central_the_earlier_stands() -> None:
    assert most_central([vector(1, 0), vector(0, 1)]) == 0


def test_reports_without_a_vector_are_passed_over() -> None:
    assert most_central([None, vector(1, 0), vector(1, 1), vector(0, 1)]) == 2
    assert most_central([None, None]) == most_central([None, vector(1, 0)]) == 0
