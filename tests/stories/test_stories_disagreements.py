"""Happenings and disagreements, on invented reports."""

import re

import pytest

from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events
from sumber.types import Annotation, Coding, Document, EventMention, Placement, Role, Span, Status, TimeExpression


def sentences(text: str) -> tuple[Span, ...]:
    """A sentence a line."""
    return tuple(Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))


def coding(
    id: str, text: str, date: str, status: Status = "asserted", actor: str = "Garda Pantai", day: str | None = None
) -> Coding:
    """A report whose first sentence tells one arrest by `actor`."""
    document = Document(id, text, "id", date, f"Judul {id}")
    found = sentences(text)
    word = Span.of(text, 0, text.index(" "))
    time = TimeExpression(word, "DATE", day, begin=day, end=day) if day else None
    event = EventMention(
        "COERCE", "arrest", "material_conflict", -6, status, found[0], word, (Role(word, actor, "IDN", ("COP",)),), time=time
    )
    return Coding(Annotation(document, found, (), (), ()), (event,))


def placements(*ids: str, story: str = "s") -> list[Placement]:
    """Each of another origin, all of one story."""
    return [Placement(id, story, None, f"origin {id}") for id in ids]


A = coding("a", "Polisi menangkap kapten kapal dan menyebut 14 orang tewas.", "2024-06-04")
B = coding("b", "Kapten kapal dibawa petugas; korban tewas kini 17 orang.", "2024-06-05")
C = coding("c", "Petugas membantah menangkap kapten kapal itu.", "2024-06-05", "denied")


def test_one_happening_told_twice_is_one_event() -> None:
    (event,) = same_events([A, B], placements("a", "b"))
    assert event.mentions == (("a", 0), ("b", 0))
    assert event.origins == ("origin a", "origin b")


@pytest.mark.parametrize(
    "other",
    [
        coding("b", "Polisi menangkap kapten.", "2024-06-09"),
        coding("b", "Polisi menangkap kapten.", "2024-06-04", day="2024-06-01"),
        coding("b", "Polisi menangkap kapten.", "2024-06-04", "planned"),
    ],
)
def test_another_day_or_only_planned_is_another_event(other: Coding) -> None:
    assert len(same_events([A, other], placements("a", "b"))) == 2


def test_stories_do_not_share_events() -> None:
    assert len(same_events([A, B], [*placements("a"), *placements("b", story="t")])) == 2


def test_figures_that_differ_are_found_with_their_words() -> None:
    (found,) = find_disagreements([B, A], placements("a", "b"))
    assert (found.kind, found.about, found.update) == ("number", "killed", True)
    assert (found.a.document, found.a.value, found.b and found.b.value) == ("a", "14", "17")
    assert found.a.evidence.text == A.annotation.document.text


def test_a_copy_does_not_disagree_with_what_it_copies() -> None:
    placed = [Placement("a", "s", None, "x"), Placement("b", "s", "a", "x")]
    assert find_disagreements([A, B], placed) == []


@pytest.mark.parametrize(
    ("reprinted", "found"),
    [
        (
            "Polisi menangkap sembilan belas orang di pelabuhan.\nKapal itu memuat 36 mesin jahit.",
            ("number", "arrested", "9", "19"),
        ),
        ("Polisi menangkap sembilan orang di pelabuhan.\nKapal itu memuat 63 mesin jahit.", ("number", "mesin", "36", "63")),
        ("Polisi menangkap sembilan orang di pelabuhan, Selasa.\nKapal itu memuat 36 mesin jahit tua.", None),
    ],
)
def test_a_number_that_a_copy_changed_is_set_against_the_original(reprinted: str, found: tuple[str, ...] | None) -> None:
    original = coding("a", "Polisi menangkap sembilan orang di pelabuhan.\nKapal itu memuat 36 mesin jahit.", "2024-06-04")
    copies = [coding(id, reprinted, "2024-06-04") for id in "bc"]
    placed = [Placement("a", "s", None, "x"), *(Placement(id, "s", "a", "x") for id in "bc")]
    told = find_disagreements([original, *copies], placed)
    assert [(one.kind, one.about, one.a.value, one.b and one.b.value) for one in told] == ([found] if found else [])


def test_a_denied_deed_is_disputed() -> None:
    placed = placements("a", "c")
    (found,) = find_disagreements([A, C], placed, same_events([A, C], placed))
    assert (found.kind, found.a.value, found.b and found.b.value) == ("status", "asserted", "denied")


def test_two_days_of_one_deed_are_a_disagreement() -> None:
    one = coding("a", "Senin petugas menangkap kapten kapal.", "2024-06-04", day="2024-06-03")
    two = coding("b", "Selasa petugas menangkap kapten kapal.", "2024-06-04", day="2024-06-04")
    codings = [
        Coding(Annotation(c.annotation.document, c.annotation.sentences, (), (e.time,) if e.time else (), ()), (e,))
        for c in (one, two)
        for e in c.events
    ]
    placed = placements("a", "b")
    (found,) = find_disagreements(codings, placed, same_events(codings, placed))
    assert (found.kind, found.a.value, found.b and found.b.value) == ("date", "2024-06-03", "2024-06-04")


def accusation(id: str, actor: str, recipient: str) -> Coding:
    """A report whose one sentence tells that the country `actor` accused the country `recipient`."""
    text = f"{actor} menuduh {recipient}."
    (sentence,) = sentences(text)
    a, b = Span.of(text, 0, 3), Span.of(text, len(text) - 4, len(text) - 1)
    trigger = Span.of(text, 4, 11)
    roles = (Role(a, actor, actor),), (Role(b, recipient, recipient),)
    event = EventMention("ACCUSE", "allege", "verbal_conflict", -2, "asserted", sentence, trigger, *roles)
    return Coding(Annotation(Document(id, text, "id", "2024-06-04"), (sentence,), (), (), ()), (event,))


@pytest.mark.parametrize(("second", "kinds"), [(("PER", "CHL"), ["actor"]), (("CHL", "PER"), [])])
def test_who_did_it_is_disputed_where_the_accused_accuses(second: tuple[str, str], kinds: list[str]) -> None:
    codings, placed = [accusation("a", "CHL", "PER"), accusation("b", *second)], placements("a", "b")
    events = same_events(codings, placed)
    assert len(events) == len(kinds) + 1
    assert [one.kind for one in find_disagreements(codings, placed, events)] == kinds


def test_a_copied_mention_meets_its_original_though_it_names_nobody() -> None:
    text = "Kapal ditahan di dermaga timur kota itu."
    codings = []
    for id, words in (("a", text), ("b", text.replace("timur", "lama"))):
        (sentence,) = sentences(words)
        event = EventMention("COERCE", None, "material_conflict", -6, "asserted", sentence, Span.of(words, 6, 13))
        codings.append(Coding(Annotation(Document(id, words, "id", "2024-06-04"), (sentence,), (), (), ()), (event,)))
    assert len(same_events(codings, placements("a", "b"))) == 2
    assert len(same_events(codings, [Placement("a", "s", None, "x"), Placement("b", "s", "a", "x")])) == 1


def test_a_page_with_a_wrong_weekday_contradicts_itself() -> None:
    text = "Selasa (5/6) kapal itu tenggelam."
    time = TimeExpression(Span.of(text, 0, 12), "DATE", "2024-06-05", flags=("weekday-mismatch",))
    page = Coding(Annotation(Document("a", text, "id"), sentences(text), (), (time,), ()), ())
    (found,) = find_disagreements([page], [])
    assert (found.kind, found.b, found.a.evidence.text) == ("weekday", None, "Selasa (5/6)")
