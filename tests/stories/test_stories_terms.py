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


def test_signs_that_belong_to_a_letter_end_no_word() -> None:
    assert split_words("मुख्यमंत्री ने कहा।") == ["मुख्यमंत्री", "ने", "कहा"]
    assert split_words("বাংলাদেশ সরকার") == ["বাংলাদেশ", "সরকার"]
    assert split_words("நீர் மட்டம்") == ["நீர்", "மட்டம்"]
    assert find_terms(Document("a", "cafe\u0301", "es")).words == find_terms(Document("b", "café", "es")).words
    assert split_words("รัฐ") == ["รั", "ัฐ"]


def test_numbers_and_letters_before_characters_without_spaces_stand_by_themselves() -> None:
    assert split_words("3月地震发生 GPS信号中断") == ["3", "月地", "地震", "震发", "发生", "GPS", "信号", "号中", "中断"]
    assert split_words("地震GPS") == ["地震", "GPS"]


def test_a_title_of_a_million_words_is_read_as_far_as_a_text() -> None:
    found = find_terms(Document("a", "", "en", title=" ".join(f"w{k}" for k in range(200_000))))
    assert len(found.words) < 1000
