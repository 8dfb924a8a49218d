"""Happenings and disagreements, on invented reports."""

import re
import time

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


def accusation(id: str, *charges: tuple[str, str]) -> Coding:
    """A report that tells, a sentence each, that one country accused another."""
    text = "\n".join(f"{actor} menuduh {recipient}." for actor, recipient in charges)
    events = []
    for sentence, names in zip(sentences(text), charges, strict=True):
        places = ((sentence.start, sentence.start + 3), (sentence.end - 4, sentence.end - 1))
        roles = [(Role(Span.of(text, *at), name, name),) for at, name in zip(places, names, strict=True)]
        trigger = Span.of(text, sentence.start + 4, sentence.start + 11)
        events.append(EventMention("ACCUSE", "allege", "verbal_conflict", -2, "asserted", sentence, trigger, *roles))
    return Coding(Annotation(Document(id, text, "id", "2024-06-04"), sentences(text), (), (), ()), tuple(events))


@pytest.mark.parametrize(("second", "kinds"), [(("PER", "CHL"), ["actor"]), (("CHL", "PER"), [])])
def test_who_did_it_is_disputed_where_the_accused_accuses(second: tuple[str, str], kinds: list[str]) -> None:
    codings, placed = [accusation("a", ("CHL", "PER")), accusation("b", second)], placements("a", "b")
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


BOTH = ("CHL", "PER"), ("PER", "CHL")


@pytest.mark.parametrize("original", ["a", "elsewhere"])
def test_accusations_that_a_copy_repeats_are_no_further_dispute(original: str) -> None:
    codings = [accusation("a", *BOTH), accusation("b", *BOTH)]
    placed = [Placement(id, "s", None if id == original else original, f"origin {id}") for id in "ab"]
    found = find_disagreements(codings, placed, same_events(codings, placed))
    assert [(one.kind, one.a.document, one.b and one.b.document) for one in found] == [("actor", "a", "a")]


def test_accusations_repeated_by_many_reports_take_no_time_for_each_pair() -> None:
    codings = [accusation(f"d{k}", *[("CHL", "PER")] * 30) for k in range(60)]
    placed = placements(*(coding.annotation.document.id for coding in codings))
    started = time.process_time()
    assert find_disagreements(codings, placed, [*same_events(codings[:1], placed)]) == []
    assert time.process_time() - started < 5  # each pair of 1,800 takes a minute


def test_a_stolen_text_that_claims_an_earlier_day_does_not_speak_for_its_original() -> None:
    stolen = coding("a", "Polisi menangkap kapten kapal dan menyebut 14 orang tewas.", "2024-06-03")
    own = coding("b", "Polisi menangkap kapten kapal dan menyebut 17 orang tewas.", "2024-06-04")
    other = coding("c", "Kapten kapal dibawa petugas; korban tewas kini 17 orang.", "2024-06-05")
    placed = [Placement("a", "s", "b", "x"), Placement("b", "s", None, "x"), Placement("c", "s", None, "y")]
    for codings in ([stolen, own, other], [other, own, stolen]):
        told = find_disagreements(codings, placed)
        assert [(one.a.document, one.a.value, one.b and (one.b.document, one.b.value)) for one in told] == [
            ("b", "17", ("a", "14"))
        ]


def test_two_figures_that_a_copy_changed_to_one_number_are_two() -> None:
    original = coding("a", "Polisi menyebut 14 orang tewas dan 12 orang luka.", "2024-06-04")
    copy = coding("b", "Polisi menyebut 17 orang tewas dan 17 orang luka.", "2024-06-04")
    told = find_disagreements([original, copy], [Placement("a", "s", None, "x"), Placement("b", "s", "a", "x")])
    assert [(one.about, one.a.value, one.b and one.b.value) for one in told] == [
        ("killed", "14", "17"), ("injured", "12", "17"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["hospital", "HOSPİTAL", "hoſpital", "ho\u017fp\u0131tal"])
def test_odd_letters_of_a_site_stop_nothing(word: str) -> None:
    reports = [
        Coding(Annotation(Document(id, text, "en", "2024-06-04"), sentences(text), (), (), ()), ())
        for id, text in (("a", f"The man was arrested at the {word}."), ("b", "The man was arrested at the airport."))
    ]
    assert len(find_disagreements(reports, placements("a", "b"))) == ("\u0131" not in word)


def test_a_text_reprinted_often_is_read_in_time() -> None:
    charges = [(a, b) for a in ("CHL", "PER", "BOL", "ARG") for b in ("URY", "PRY")]
    codings = [accusation(f"d{k}", *charges) for k in range(700)]
    placed = [Placement(f"d{k}", "s", "d0" if k else None, "x") for k in range(700)]
    started = time.process_time()
    events = same_events(codings, placed)
    assert time.process_time() - started < 4  # with each mention held against all before, many times as long
    assert [len(event.mentions) for event in events] == [700] * len(charges)
