"""Forms under which texts are compared: what counts for nothing is left out, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.words import fold
from sumber.caseless import alphanumeric, unaccented
from sumber.knowledge.match import token_key


@pytest.mark.parametrize(
    ("text", "plain", "bare", "key", "folded"),
    [
        ("U.S.", "u.s.", "us", "us", "u.s."),
        ("\u0130stanbul", "istanbul", "istanbul", "istanbul", "istanbul"),
        ("Straße", "strasse", "strasse", "strasse", "strasse"),
        ("Jo\u00e3o-Pessoa", "joao-pessoa", "jo\u00e3opessoa", "joao-pessoa", "joao-pessoa"),
        # Thai: a vowel sign is part of the word for the search, and for none of the others.
        ("\u0e01\u0e38", "\u0e01", "\u0e01", "\u0e01", "\u0e01\u0e38"),
    ],
)
def test_each_form_leaves_out_what_it_says(text: str, plain: str, bare: str, key: str, folded: str) -> None:
    assert (unaccented(text), alphanumeric(text), token_key(text), fold(text)) == (plain, bare, key, folded)


@given(st.text())
def test_letters_and_digits_alone_are_compared(text: str) -> None:
    assert alphanumeric(text) == "".join(filter(str.isalnum, text.casefold()))


@given(st.text())
def test_taking_accents_away_twice_changes_nothing_more(text: str) -> None:
    assert unaccented(unaccented(text)).casefold() == unaccented(unaccented(unaccented(text))).casefold()
