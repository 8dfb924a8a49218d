"""What reports dispute about deeds: whether they were done, on which day, and by whom.

Read from the events of a story. Whether: one text asserts what another denies, or somebody rejects what was told of them just
before. When: two reports of one happening name different days. Who: the accused accuses somebody else; see
`culprits` for deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice

from sumber.stories.culprits import MOST, rival_charges
from sumber.stories.participants import Likeness, Participant, Participants, best_likeness
from sumber.stories.plans import Plans, Told
from sumber.types import Claim, Coding, Disagreement, Event, EventMention, Span, TimeExpression

# A denial answers what stands in its own sentence or at most this many before.
_ANSWERED = 2
# A time reckoned from another one of the text is not sure enough to tell a contradiction.
_DATED = frozenset({"stated", "publication"})
_ALLEGING = frozenset({"allege", None})
_Charge = tuple[str, tuple[Participant, ...], tuple[Participant, ...]]
"""The origin of an accusation, who accuses, and whom."""


def told(codings: Iterable[Coding]) -> list[Told]:
    """All mentions of some documents."""
    return [(coding.annotation.document.id, event) for coding in codings for event in coding.events]


class Disputes:
    """Finds the disputes of one story. `root` gives the text of the story that a document copies in the end, `origin` whose
    reporting it is."""

    def __init__(self, codings: Sequence[Coding], root: Callable[[str], str], origin: Callable[[str], str]) -> None:
        self._codings = {coding.annotation.document.id: coding for coding in codings}
        self._root, self._origin = root, origin
        self._people = Participants(role for _, event in told(codings) for role in chain(event.actors, event.recipients))
        self._plans = Plans(self._codings, self._people)

    def find(self, events: Iterable[Event]) -> Iterator[Disagreement]:
        """Disputes about these happenings, and those about who did it."""
        for event in events:
            mentions = [(id, self._codings[id].events[k]) for id, k in event.mentions if id in self._codings]
            yield from self._statuses(event.type, mentions)
            yield from self._days(event.type, mentions)
            yield from self._endings(event, mentions)
        yield from self._denials()
        yield from self._accusations()
        yield from rival_charges(self._codings, self._people, self._root, self._origin)

    def _claim(self, one: Told, evidence: Span, value: str) -> Claim:
        return Claim(one[0], self._origin(one[0]), evidence, value)

    def _statuses(self, type: str, mentions: Sequence[Told]) -> Iterator[Disagreement]:
        """A deed that one text asserts and another, no copy of it, denies."""
        if not mentions[0][1].quad.startswith("material"):
            return  # who pleads not guilty disputes no word
        asserted = next((one for one in mentions if one[1].status == "asserted"), None)
        denied = next((one for one in mentions if one[1].status == "denied"), None)
        if asserted and denied and self._root(asserted[0]) != self._root(denied[0]):
            claims = [self._claim(one, one[1].sentence, one[1].status) for one in (asserted, denied)]
            yield Disagreement("status", claims[0], claims[1], type)

    def _endings(self, event: Event, mentions: Sequence[Told]) -> Iterator[Disagreement]:
        """A plan, and the first report that it was called off."""
        ending = self._plans.called_off(mentions) if "cancelled" in event.statuses else None
        if ending is not None:
            plan = next(one for one in mentions if one[1].status == "planned" and one[0] != ending[0])
            claims = self._claim(plan, plan[1].sentence, "planned"), self._claim(ending, ending[1].sentence, "cancelled")
            yield Disagreement("status", *claims, event.type, update=True)

    def _days(self, type: str, mentions: Sequence[Told]) -> Iterator[Disagreement]:
        """The first two reports that date one deed differently, in sentences that name no other day. When something was
        done is read from no allegation: its time is often that of the word."""
        dated = [
            (one, one[1].time)
            for one in mentions
            if one[1].status == "asserted" and one[1].time and one[1].time.basis in _DATED and self._only_day(one)
        ]
        dated = [(one, time) for one, time in dated if not self._of_telling(one, time)]
        for (a, ours), (b, theirs) in combinations(dated, 2):
            if ours.begin != theirs.begin and self._root(a[0]) != self._root(b[0]):
                claims = self._claim(a, ours.span, ours.begin or ""), self._claim(b, theirs.span, theirs.begin or "")
                yield Disagreement("date", *claims, type)
                return

    def _of_telling(self, one: Told, time: TimeExpression) -> bool:
        """Is it the day of publication, told by more than the day's name ("this Wednesday", "hari ini")? That is often the day
        of the word, not of the deed."""
        return (self._codings[one[0]].annotation.document.date or "")[:10] == time.begin and " " in time.span.text

    def _only_day(self, one: Told) -> bool:
        times = self._codings[one[0]].annotation.times
        days = {time.begin for time in times if time.begin == time.end and time.span.within(one[1].sentence)}
        return one[1].time is not None and {one[1].time.begin} == days - {None}

    def _denials(self) -> Iterator[Disagreement]:
        """A deed told by somebody else's word, and its rejection by a participant right after. Copies repeat it."""
        for id, coding in self._codings.items():
            if self._root(id) != id:
                continue
            place = {sentence: k for k, sentence in enumerate(coding.annotation.sentences)}
            for denial in coding.events:
                if denial.type == "REJECT" and denial.mode is None and denial.status == "asserted":
                    deed = next((one for one in reversed(coding.events) if self._answers(denial, one, place)), None)
                    if deed is not None:
                        claims = (
                            self._claim((id, deed), deed.sentence, deed.status),
                            self._claim((id, denial), denial.sentence, "denied"),
                        )
                        yield Disagreement("status", *claims, deed.type)

    def _answers(self, denial: EventMention, deed: EventMention, place: Mapping[Span, int]) -> bool:
        by_word = deed.status == "alleged" or (deed.attribution is not None and deed.attribution.source != "credit")
        gap = place.get(denial.sentence, 0) - place.get(deed.sentence, 0)
        if not deed.quad.startswith("material") or not by_word or not 0 <= gap <= _ANSWERED:
            return False
        sides = self._people.read((*deed.actors, *deed.recipients))
        return (
            deed.trigger.end <= denial.trigger.start
            and best_likeness(self._people.read(denial.actors), sides) >= Likeness.ALIKE
        )

    def _accusations(self) -> Iterator[Disagreement]:
        """The first accusation of each origin against one whom the accused of another accusation points to instead."""
        charges: dict[_Charge, Told] = {}
        for one in told(coding for id, coding in self._codings.items() if self._root(id) == id):
            id, event = one
            if event.type == "ACCUSE" and event.mode in _ALLEGING and event.status == "asserted":
                charge = self._origin(id), self._people.read(event.actors), self._people.read(event.recipients)
                charges.setdefault(charge, one)  # who says the same again adds nothing
        seen = set()
        for (ours, a), (theirs, b) in combinations(islice(charges.items(), MOST), 2):
            origins = frozenset((ours[0], theirs[0]))
            if origins not in seen and (_points_away(ours, theirs) or _points_away(theirs, ours)):
                seen.add(origins)
                claims = [self._claim(one, one[1].sentence, one[1].recipients[0].name) for one in (a, b)]
                yield Disagreement("actor", claims[0], claims[1], a[1].type)


def _points_away(charge: _Charge, answer: _Charge) -> bool:
    (_, _, accused), (_, answering, others) = charge, answer
    return best_likeness(answering, accused) >= Likeness.ALIKE and best_likeness(accused, others) == Likeness.OTHER
