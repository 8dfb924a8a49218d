"""Moments, names, datelines and the files of words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.articles import lexicon
from sumber.articles.dateline import read_opening
from sumber.articles.dates import find_moment, parse_moment
from sumber.articles.lines import labelled_values, unlabelled_author
from sumber.articles.people import split_names, tidy_name


@pytest.mark.parametrize(
    ("written", "lang", "moment"),
    [
        ("- 3 Maret 2021, 07:05 WIB", "id", "2021-03-03T07:05:00+07:00"),
        ("Kamis, 4 Maret 2021 / 19:30 WIT", "id", "2021-03-04T19:30:00+09:00"),
        ("05/03/2021 20.10 WITA", "id", "2021-03-05T20:10:00+08:00"),
        ("Rilis: 6-3-2021 16.05", "id", "2021-03-06T16:05:00"),
        ("7 Ogos 2022 4:20pm", "ms", "2022-08-07T16:20:00"),
        ("Marso 11, 2026, 3:45 n.h.", "tl", "2026-03-11T15:45:00"),
        ("Marso 11, 2026, 9:10 n.u.", "tl", "2026-03-11T09:10:00"),
        ("Ika-11 ng Marso 2026", "tl", "2026-03-11"),
        ("March 8, 2021 at 9:15 p.m. EST", "en", "2021-03-08T21:15:00-05:00"),
        ("9 de marzo de 2021", "es", "2021-03-09"),
        ("10. März 2021, 11:45 Uhr", "de", "2021-03-10T11:45:00"),
        ("2021年3月11日 8時30分", "ja", "2021-03-11T08:30:00"),
        ("12 listopada 2021", "pl", "2021-11-12"),
        ("12. listopadu 2021", "cs", "2021-11-12"),
        ("25/12/2021", "en", "2021-12-25"),
        ("04/05/2021", "en", None),
        ("04/05/2021", "id", "2021-05-04"),
        ("31 Februari 2021", "id", None),
        ("Halaman 3 dari 12", "id", None),
        ("", "id", None),
    ],
)
def test_dates_that_readers_see(written: str, lang: str, moment: str | None) -> None:
    assert find_moment(written, lang) == moment


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2021-03-03T07:05:00.123Z", "2021-03-03T07:05:00+00:00"),
        ("2021-03-03 07:05:00 +0700", "2021-03-03T07:05:00+07:00"),
        ("20210303T0705", "2021-03-03T07:05:00"),
        ("2021-03-03", "2021-03-03"),
        ("Wed, 03 Mar 2021 07:05:00 GMT", "2021-03-03T07:05:00+00:00"),
        ("1614755100", "2021-03-03T07:05:00+00:00"),
        ("1614755100000", "2021-03-03T07:05:00+00:00"),
        ("0001-01-01T00:00:00Z", None),
        ("2021-13-40", None),
        ("kemarin", None),
        (None, None),
    ],
)
def test_dates_for_machines(value: str | None, moment: str | None) -> None:
    assert parse_moment(value, "en") == moment


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_a_date_fail(text: str) -> None:
    assert parse_moment(text) is None or len(parse_moment(text) or "") >= 10
    assert find_moment(text) is None or len(find_moment(text) or "") >= 10


def test_names_are_split_and_tidied() -> None:
    assert split_names("Oleh Rina Wati, Budi Arto dan Tono") == ["Rina Wati", "Budi Arto", "Tono"]
    assert split_names("By Ana Ruiz & Tom Field") == ["Ana Ruiz", "Tom Field"]
    assert tidy_name("https://kabar.example/rina") == ""
    assert tidy_name("Rina Wati, rina@kabar.example") == "Rina Wati"


def test_labels_tell_roles_apart() -> None:
    line = "Penerjemah: Yanti Lestari/ Red: Gito Prakoso"
    assert labelled_values(line) == [("translator", "Yanti Lestari"), ("editor", "Gito Prakoso")]
    assert labelled_values("Sumber: Nusa | Editor: Joni") == [("credit", "Nusa"), ("editor", "Joni")]
    assert labelled_values("Menurut editor majalah itu, harga naik.") == []


def test_bare_bylines_end_before_the_date() -> None:
    assert unlabelled_author("By Marta Hill April 12, 2024") == ["Marta Hill"]
    assert unlabelled_author("By the time they had come home the river had risen") == []


@pytest.mark.parametrize(
    ("text", "outlet", "place", "credits", "rest"),
    [
        ("KABAR.EXAMPLE - BANDARJAYA. Harga cabai naik lagi pekan ini.", "KABAR.EXAMPLE", "BANDARJAYA", (), "Harga cabai"),
        ("BANDARJAYA, KABAR.EXAMPLE - Harga cabai naik lagi pekan ini.", "KABAR.EXAMPLE", "BANDARJAYA", (), "Harga cabai"),
        (
            "Bandarjaya (NUSA) - Harga cabai naik lagi pekan ini, kata warga.",
            None,
            "Bandarjaya",
            ("NUSA",),
            "Bandarjaya (NUSA)",
        ),
        ("KT LEMBAYUNG - Harga cabai naik, seperti dikutip Kabar-Lembayung.com.", "KT LEMBAYUNG", None, (), "Harga cabai"),
        ("Harga cabai - yang sempat turun - naik lagi pekan ini, kata warga.", None, None, (), "Harga cabai -"),
        ("Wali Kota Bandarjaya: harga cabai akan turun pada pekan depan.", None, None, (), "Wali Kota"),
    ],
)
def test_openings(text: str, outlet: str | None, place: str | None, credits: tuple[str, ...], rest: str) -> None:
    opening = read_opening([text], None, None)
    assert (opening.outlet, opening.place, opening.credits) == (outlet, place, credits)
    assert text[opening.cut :].startswith(rest)


@pytest.mark.parametrize("lang", lexicon.languages())
def test_every_key_of_a_language_is_one_that_is_read_and_its_words_are_in_lower_case(lang: str) -> None:
    words = lexicon.words(lang)
    known = set(re.findall(r"`(\w+)`", lexicon.__doc__ or "")) | {f"{key}_bare" for key in lexicon.BARE_KEYS}
    assert words.keys() <= known
    for key in words.keys() - {"months", "date_order"}:
        assert all(phrase == phrase.lower() and phrase.strip() == phrase for phrase in words[key]), key
    assert len(words.get("months", ())) in (0, 12)
