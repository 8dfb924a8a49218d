"""What a document says of its names as a whole (all invented)."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.names_document import MAX_NAMESAKES, REPEATED, agree, repeats
from sumber.reading.names_known import Found
from sumber.types import NameKind

Told = list[tuple[str, NameKind, float]]


def told(text: str, names: Told) -> list[Found]:
    """The names as found, each behind the one before."""
    found, at = [], 0
    for name, kind, confidence in names:
        at = text.index(name, at)
        found.append(Found(at, at + len(name), kind, confidence))
        at += len(name)
    return found


@pytest.mark.parametrize(
    ("text", "names", "kinds"),
    [
        ("Orvela Tasmin came. It was Tasmin who paid.",
         [("Orvela Tasmin", "person", 0.95), ("Tasmin", "place", 0.7)], ["person", "person"]),
        ("Kata Tasmin, hujan. Orvela Tasmin Budu pulang.",
         [("Tasmin", "organization", 0.6), ("Orvela Tasmin Budu", "person", 0.9)], ["person", "person"]),
        ("Sado Lin Htet spoke. Lin Htet left.",
         [("Sado Lin Htet", "person", 0.9), ("Lin Htet", "place", 0.8)], ["person", "person"]),
        ("Orvela Tasmin came to Tasmin.",
         [("Orvela Tasmin", "person", 0.85), ("Tasmin", "place", 0.97)], ["person", "place"]),
        ("Orvela Tasmin came to Tasmin.",
         [("Orvela Tasmin", "person", 0.6), ("Tasmin", "place", 0.5)], ["person", "place"]),
        ("Brulik spoke. Brulik left. Then Brulik slept.",
         [("Brulik", "person", 0.9), ("Brulik", "place", 0.7), ("Brulik", "person", 0.9)], ["person"] * 3),
        ("Brulik beat Doreth in Brulik.",
         [("Brulik", "organization", 0.9), ("Doreth", "organization", 0.9), ("Brulik", "place", 0.8)],
         ["organization", "organization", "place"]),
    ],
)  # fmt: skip
def test_a_name_is_of_one_kind(text: str, names: Told, kinds: list[NameKind]) -> None:
    assert [f.kind for f in agree(text, told(text, names))] == kinds


def test_part_of_a_name_is_as_sure_as_the_name() -> None:
    text = "Orvela Tasmin came. Tasmin paid."
    found = told(text, [("Orvela Tasmin", "person", 0.95), ("Tasmin", "place", 0.4)])
    assert [f.confidence for f in agree(text, found)] == [0.95, 0.95]


@pytest.mark.parametrize(
    ("text", "names", "more"),
    [
        ("Brulik spoke. Then Brulik slept.", [("Brulik", "person", 0.9)], [("Brulik", 19)]),
        ("Orvela Tasmin came. Tasmin paid.", [("Orvela Tasmin", "person", 0.9)], [("Tasmin", 20)]),
        ("The Lantern Trust met. Lantern Trust staff left.", [("Lantern Trust", "organization", 0.9)], [("Lantern Trust", 23)]),
        ("The LTR met. LTR staff left.", [("LTR", "organization", 0.9)], [("LTR", 13)]),
        ("رأى سامر البدراني أن سامر البدراني غادر.", [("سامر البدراني", "person", 0.9)], [("سامر البدراني", 21)]),
        ("राम वर्मन बोले। राम वर्मनी गए।", [("राम वर्मन", "person", 0.9)], []),
        ("Brulik spoke. Then Brulik slept.", [("Brulik", "person", 0.7)], []),
        ("The Lantern shone. A Lantern fell.", [("Lantern", "organization", 0.9)], []),
        ("Brulik spoke of brulik, Brulikan, Brulik-Doreth, @Brulik, Brulik.net.", [("Brulik", "person", 0.9)], []),
        ("Brulik spoke. They heard Brulik.", [("Brulik", "person", 0.9)], [("Brulik", 25)]),
        ("Raja Orvela III came. III left.", [("Orvela III", "person", 0.9)], []),
        ("kata budi lalu budi pergi", [("budi", "person", 0.9)], []),
    ],
)
def test_what_is_told_surely_is_found_again(text: str, names: Told, more: list[tuple[str, int]]) -> None:
    found = list(repeats(text, told(text, names)))
    assert [(text[f.start : f.end], f.start) for f in found] == more
    assert all(f.kind == names[0][1] and f.confidence == REPEATED for f in found)


def test_the_longest_name_is_found_again() -> None:
    text = "Brulik Aven met Brulik. Brulik Aven slept."
    found = repeats(text, told(text, [("Brulik Aven", "person", 0.9), ("Brulik", "person", 0.9)]))
    assert [text[f.start : f.end] for f in found] == ["Brulik Aven"]


@settings(deadline=None)
@given(st.text(alphabet="Ab -.é\n", max_size=60), st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=6))
def test_repeats_never_overlap(text: str, places: list[tuple[int, int]]) -> None:
    found = [Found(at, at + size, "person", 0.9) for at, size in places if at + size <= len(text)]
    covered = [at for f in found for at in range(f.start, f.end)]
    more = [at for f in repeats(text, found) for at in range(f.start, f.end)]
    assert not set(covered) & set(more)
    assert len(set(more)) == len(more)


def test_many_namesakes_end_soon() -> None:
    names = [f"Brulik A{number}" for number in range(5000)]
    text = ". ".join(names) + ". Brulik X" * 20_000
    began = time.process_time()
    assert not list(repeats(text, told(text, [(name, "person", 0.9) for name in names])))
    assert time.process_time() - began < 5
    assert MAX_NAMESAKES < 5000
