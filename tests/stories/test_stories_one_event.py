"""When two reports, or one page twice, tell one happening."""

import pytest

from sumber.stories.events import same_events
from sumber.types import Annotation, Coding, Document, EventMention, Placement, Role, Span, Status, TimeExpression

Told = tuple[str, Role, Role | None, str | None]
"""The trigger, who, whom, and the day it is told to lie on."""


def someone(name: str, country: str | None = None, sectors: tuple[str, ...] = (), entity: str | None = None) -> Role:
    """A participant."""
    return Role(Span(0, len(name), name), name, country, sectors, entity=entity)


def report(id: str, published: str, *deeds: Told, type: str = "CONSULT", status: Status = "asserted") -> Coding:
    """A page of which each sentence tells one deed."""
    text = " ".join(f"{who.name} {trigger}." for trigger, who, _, _ in deeds)
    events: list[EventMention] = []
    at = 0
    for trigger, who, whom, day in deeds:
        start = text.index(trigger, at)
        sentence, word = Span.of(text, at, start + len(trigger) + 1), Span.of(text, start, start + len(trigger))
        time = TimeExpression(word, "DATE", day, begin=day, end=day) if day else None
        events.append(
            EventMention(type, None, "verbal_coop", 3, status, sentence, word, (who,), (whom,) if whom else (), time=time)
        )
        at = sentence.end + 1
    return Coding(Annotation(Document(id, text, "id", published), (), (), (), ()), tuple(events))


def happenings(*codings: Coding) -> list[set[tuple[str, int]]]:
    """Which mentions are one happening."""
    placed = [Placement(one.annotation.document.id, "s", None, one.annotation.document.id) for one in codings]
    return [set(event.mentions) for event in same_events(codings, placed)]


MALUN = someone("Malun Perada", "FJI", ("MIL",), "person:malun-perada")
MINISTER = someone("Tiko Sanavi", "TON", ("GOV", "MIL"), "person:tiko-sanavi")
MINISTRY = someone("Kementerian Pertahanan Tonga", "TON", ("GOV", "MIL"), "organization:kementerian-pertahanan-tonga")
OFFICERS = someone("pejabat Tonga", "TON", ("GOV",))
VISIT = report("a", "2031-03-05", ("bertemu", MALUN, MINISTRY, "2031-03-03"))


def test_a_meeting_that_a_later_page_tells_without_a_day_is_the_dated_one() -> None:
    assert happenings(VISIT, report("b", "2031-03-09", ("pertemuan", MALUN, OFFICERS, None))) == [{("a", 0), ("b", 0)}]


def test_a_minister_met_and_the_ministry_met_are_one_side() -> None:
    assert len(happenings(VISIT, report("b", "2031-03-05", ("pertemuan", MALUN, MINISTER, None)))) == 1


def test_a_page_tells_one_meeting_by_several_forms_of_the_word() -> None:
    general = someone("jenderal Fiji", "FJI", ("MIL",))
    page = report("b", "2031-03-09", ("saling bertemu", general, None, None), ("pertemuan", MALUN, OFFICERS, None))
    assert happenings(VISIT, page) == [{("a", 0), ("b", 0), ("b", 1)}]


@pytest.mark.parametrize(
    "other",
    [
        report("b", "2031-03-16", ("pertemuan", MALUN, OFFICERS, None)),
        report("b", "2031-03-09", ("pertemuan", MALUN, someone("pejabat Samoa", "WSM", ("GOV",)), None)),
        report("b", "2031-03-09", ("pertemuan", someone("Fiji", "FJI"), OFFICERS, None)),
        report("b", "2031-03-09", ("pertemuan", MALUN, OFFICERS, "2031-03-08")),
        report("b", "2031-03-09", ("menyerang", MALUN, OFFICERS, None), type="ASSAULT"),
    ],
    ids=["long ago", "another side", "nobody by name", "another day", "another deed"],
)
def test_what_tells_another_meeting(other: Coding) -> None:
    assert len(happenings(VISIT, other)) == 2


def test_two_plans_of_the_same_sides_are_one_only_by_word_or_day() -> None:
    fiji, tonga = someone("Fiji", "FJI"), someone("Tonga", "TON")
    plan = report("a", "2031-03-05", ("memperdalam kerja sama", fiji, tonga, None), type="AGREE", status="planned")
    meeting = report("b", "2031-03-05", ("menggelar latihan", fiji, tonga, None), type="AGREE", status="planned")
    again = report("c", "2031-03-05", ("kerja sama diperdalam", fiji, tonga, None), type="AGREE", status="planned")
    assert happenings(plan, meeting, again) == [{("a", 0), ("c", 0)}, {("b", 0)}]


def test_a_common_word_in_two_triggers_does_not_make_them_one() -> None:
    page = report("b", "2031-03-09", ("signed with", MALUN, OFFICERS, None), ("agreed with", MALUN, OFFICERS, None))
    assert len(happenings(page)) == 2
