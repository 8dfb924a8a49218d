"""Terms packed small: what is added up and multiplied is what tables of terms would give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.stories.weighed import Weighed, inner_products

TERMS = st.dictionaries(
    st.sampled_from(["banjir", "^lawe", "#40", "dam", "^hadi", "#1200", "水库"]), st.floats(0.01, 9), max_size=7
)


@given(TERMS, TERMS)
def test_terms_add_up(a: dict[str, float], b: dict[str, float]) -> None:
    both = Weighed.of(a) + Weighed.of(b)
    expected = Weighed.of({term: a.get(term, 0.0) + b.get(term, 0.0) for term in a | b})
    assert both.keys.tolist() == expected.keys.tolist()
    assert both.values.tolist() == pytest.approx(expected.values.tolist())


@given(TERMS, st.lists(TERMS, max_size=4))
def test_one_is_multiplied_with_each(one: dict[str, float], others: list[dict[str, float]]) -> None:
    found = inner_products(Weighed.of(one), [Weighed.of(other) for other in others])
    expected = [sum(value * other.get(term, 0.0) for term, value in one.items()) for other in others]
    assert found.tolist() == pytest.approx(expected, abs=1e-9)


def test_what_is_told_leaves_numbers_out() -> None:
    told = Weighed.of({"dam": 2.0, "#40": 3.0, "^lawe": 5.0}).told()
    assert sorted(told.values.tolist()) == [2.0, 5.0]
    assert told.inner(Weighed.of({"#40": 1.0})) == 0.0
    assert np.all(np.diff(told.keys.astype(object)) > 0)
