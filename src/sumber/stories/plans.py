"""Plans that a later report says will come to nothing: who called them off, in whose words.

What is called off is told by words (data/contrasts/, one file a language); that it is this plan, by its type or its trigger
and by a participant that both name. PLOVER codes a cancelled meeting as REJECT, so a refusal to meet may end planned talks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from sumber.caseless import unaccented
from sumber.stories.data_files import any_of, language_table
from sumber.stories.participants import Likeness, Participants, best_likeness
from sumber.stories.scorer import day_number
from sumber.stories.terms import split_words
from sumber.stories.vectors import primary_language
from sumber.types import Coding, EventMention

Told = tuple[str, EventMention]
"""A document's id and one of its mentions."""

_NEAR = 60  # characters between what is called off and the word that says so
_BEFORE = 30  # characters before that word in which a negation, or one that makes it unreal, bears on it
_LONGEST = 1500  # characters of a sentence that are read
_LETTERS = 5  # of a trigger's word, by which "march" meets "marched"
_MEETINGS = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Plans:
    """The plans of one story; `codings` by document id."""

    def __init__(self, codings: Mapping[str, Coding], people: Participants) -> None:
        self._codings, self._people = codings, people
        self._endings: list[Told] | None = None

    def called_off(self, plan: Sequence[Told]) -> Told | None:
        """The first mention that calls off what these mentions plan: reported no earlier than the first of them and in another
        article, before the day for which it was planned, if that is told. None where no plan is told or nothing ends it."""
        before = [one for one in plan if one[1].status == "planned" and not self._ends(one)]
        if not before:
            return None
        return next((one for one in self._ending() if any(self._is_of(one, planned) for planned in before)), None)

    def _ending(self) -> list[Told]:
        """All mentions in words that call something off, the earliest first."""
        if self._endings is None:
            all_told = ((id, event) for id, coding in self._codings.items() for event in coding.events)
            self._endings = sorted(filter(self._ends, all_told), key=lambda one: self._day(one[0]) or 0)
        return self._endings

    def _is_of(self, ending: Told, planned: Told) -> bool:
        (id, event), (other, plan) = ending, planned
        told, ended = self._day(other), self._day(id)
        if id == other or told is None or ended is None or ended < told:
            return False
        due = day_number(plan.time.end) if plan.time and plan.time.end else None
        if due is not None and due < ended - 1:
            return False
        ours, theirs = (self._people.read((*one.actors, *one.recipients)) for one in (event, plan))
        return _same_deed(event, plan) and best_likeness(ours, theirs) >= Likeness.ALIKE

    def _ends(self, one: Told) -> bool:
        return calls_off(one[1], self._codings[one[0]].annotation.document.lang)

    def _day(self, id: str) -> int | None:
        return day_number(self._codings[id].annotation.document.date)


def calls_off(event: EventMention, lang: str | None) -> bool:
    """Do words near the trigger say that what the mention tells is called off, neither denied nor only feared?"""
    signs = _signs(primary_language(lang))
    if signs is None:
        return False
    words, against = signs
    text, start = event.sentence.text[:_LONGEST], event.trigger.start - event.sentence.start
    end = event.trigger.end - event.sentence.start
    found: Iterator[re.Match[str]] = words.finditer(text)
    near = (match for match in found if match.start() - end <= _NEAR and start - match.end() <= _NEAR)
    return any(not against.search(text[max(0, match.start() - _BEFORE) : match.start()]) for match in near)


def _same_deed(event: EventMention, plan: EventMention) -> bool:
    if event.type == plan.type:
        return True
    if event.type != "REJECT":
        return False
    words = {unaccented(word)[:_LETTERS] for word in split_words(event.sentence.text[:_LONGEST])}
    named = {unaccented(word)[:_LETTERS] for word in split_words(plan.trigger.text) if len(word) >= _LETTERS}
    return bool(named & words) or (event.mode == "meet" and plan.type in _MEETINGS)


@functools.cache
def _signs(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The words that call off, and those that take it back; None where the language has no file."""
    table = language_table("contrasts", lang)
    if table is None:
        return None
    against = (*table["negations"], *table["denials"], *table["unreal"])
    return any_of(table["called_off"]), any_of(against)
