"""Plans that a later report calls off, on invented reports."""

import pytest

from sumber.stories.disagreements import find_disagreements
from sumber.stories.events import same_events
from sumber.types import Annotation, Coding, Document, Event, EventMention, Placement, Role, Span, Status, TimeExpression


def report(
    id: str, text: str, day: int, trigger: str, type: str = "PROTEST", status: Status = "planned", *,
    mode: str | None = None, due: int | None = None, lang: str = "en", who: str = "Lumen",
) -> Coding:  # fmt: skip
    """A report of 2031-03-`day` whose one sentence tells one deed of the country `who`, due on the day `due`."""
    sentence = Span.of(text, 0, len(text))
    start = text.index(trigger)
    word = Span.of(text, start, start + len(trigger))
    moment = f"2031-03-{due:02}" if due else None
    time = TimeExpression(word, "DATE", moment, begin=moment, end=moment) if moment else None
    role = Role(Span.of(text, 0, 3), who, who[:3].upper())
    event = EventMention(type, mode, "verbal_conflict", -2, status, sentence, word, (role,), time=time)
    return Coding(Annotation(Document(id, text, lang, f"2031-03-{day:02}"), (sentence,), (), (), ()), (event,))


PLAN = report("a", "The union will march on Saturday.", 3, "march", due=8)
OFF = report("b", "The union cancelled its march.", 5, "march", status="asserted")


def told(*codings: Coding) -> tuple[list[Event], list[tuple[str, str, str, bool]]]:
    """The happenings, and the disagreements about states: both values, whether it is an update, and what about."""
    placed = [Placement(one.annotation.document.id, "s", None, one.annotation.document.id) for one in codings]
    events = same_events(codings, placed)
    found = [one for one in find_disagreements(codings, placed, events) if one.kind == "status"]
    return events, [(one.a.value, one.b.value if one.b else "", one.about, one.update) for one in found]


def test_a_plan_that_a_later_report_calls_off_is_told_as_cancelled_with_both_sentences() -> None:
    events, states = told(PLAN, OFF)
    assert events[0].statuses == ("planned", "cancelled")
    assert states == [("planned", "cancelled", "PROTEST", True)]


@pytest.mark.parametrize(
    "ending",
    [
        report("b", "Serikat buruh membatalkan unjuk rasa.", 5, "unjuk rasa", status="asserted", lang="id"),
        report("b", "El sindicato desconvocó la marcha.", 5, "marcha", status="asserted", lang="es"),
        report("b", "The union called off the march.", 5, "called off", "REJECT", "asserted"),
    ],
)
def test_words_and_refusals_that_call_off(ending: Coding) -> None:
    assert told(PLAN, ending)[0][0].statuses == ("planned", "cancelled")


def test_a_refused_meeting_ends_planned_talks_in_any_language() -> None:
    plan = report("a", "Lumen and Ostra will hold talks.", 3, "hold", "AGREE")
    ending = report("b", "Lumen membatalkan pertemuan.", 5, "membatalkan", "REJECT", "asserted", mode="meet", lang="id")
    assert told(plan, ending)[0][0].statuses == ("planned", "cancelled")


@pytest.mark.parametrize(
    "other",
    [
        report("b", "The union held its march.", 8, "march", status="asserted"),  # it was held
        report("b", "The union never cancelled its march.", 5, "march", status="asserted"),  # denied
        report("b", "The union warned it could cancel its march.", 5, "march", status="asserted"),  # only feared
        report("b", "The union cancelled its march.", 5, "march", status="asserted", who="Ostra"),  # another's
        report("b", "The union cancelled its march.", 2, "march", status="asserted"),  # before it was planned
        report("b", "The union cancelled its march.", 20, "march", status="asserted"),  # after the day: another march
        report("b", "The union cancelled the order.", 5, "cancelled", "REJECT", "asserted"),  # something else
    ],
)
def test_what_calls_nothing_off(other: Coding) -> None:
    events, states = told(PLAN, other)
    assert (events[0].statuses, states) == (("planned",), [])
