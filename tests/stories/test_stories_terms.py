"""Terms: what two reports are compared by."""

from hypothesis import given
from hypothesis import strategies as st

from sumber.stories.terms import find_terms, split_words
from sumber.stories.vocabulary import document_share
from sumber.types import Document


def test_names_are_capitals_inside_a_sentence() -> None:
    found = find_terms(Document("a", "Kemarin hujan. Bupati Sutarno Wiraguna datang ke Lembang.", "id"))
    assert {"^sutarn", "^lemban"} <= set(found.names)
    assert "^kemari" not in found.names
    assert "^bupati" not in found.names


def test_numbers_of_two_digits_and_more_are_terms() -> None:
    assert set(find_terms(Document("a", "12.500 orang, 3 kapal, 7,25 ton")).numbers) == {"#12500", "#725"}


def test_spellings_of_a_name_meet() -> None:
    one = find_terms(Document("a", "the mayor Petrovsky said", "en"))
    two = find_terms(Document("b", "wali kota Petrovskyi berkata", "id"))
    assert set(one.names) & set(two.names)


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert list(split_words("地震发生")) == ["地震", "震发", "发生"]


def test_common_words_are_told_from_rare_ones() -> None:
    assert document_share("yang") > 0.5
    assert document_share("the") > 0.5
    assert document_share("Wiragunawati") < 0.01


@given(st.text())
def test_any_text_gives_terms(text: str) -> None:
    found = find_terms(Document("a", text, title=text))
    assert all(0 < share <= 1 for share in found.shares.values())
    assert {*found.words, *found.names, *found.numbers} <= set(found.shares)
