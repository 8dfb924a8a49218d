"""Which event mentions of one story are one happening.

A copy tells what it copies: a mention in a sentence that was taken over is the original's. Two other mentions are one where
their types agree, a participant is shared, and neither who, when nor where contradicts. Precision first: mentions that share
nobody stay apart; what is told as history meets history only; what is only planned, asked for or supposed is never taken for
what happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from sumber.caseless import unaccented
from sumber.stories.identity import happening_id
from sumber.stories.lineage import copied_line
from sumber.stories.participants import Likeness, Participant, Participants, best_likeness
from sumber.stories.plans import Plans
from sumber.stories.scorer import day_number
from sumber.stories.terms import split_words
from sumber.stories.vocabulary import document_share
from sumber.types import Coding, Event, EventMention, Placement, Status

TOLERANCE = 1
"""Days by which two reports of one happening may differ: time zones, and pages that print only the day of publication."""
FACTUAL: frozenset[Status] = frozenset({"asserted", "alleged", "denied"})
"""Statuses of one deed: who asserts, alleges or denies it differs, the deed does not."""
# A deed told without a time lies this many days before its report, or less; a meeting that a person known by name had with the
# same other side is told of for longer.
_FRESH, _RECALLED = 2, 7
# Types told with either side first: who met whom, who agreed with whom.
_MUTUAL = frozenset({"CONSULT", "AGREE"})
# Two words are forms of one where this share of the shorter one, and so many letters, stand in both.
_ONE_WORD, _ONE_WORD_LETTERS = 0.6, 4
_EVERYWHERE = 0.4
# Of a copied sentence, this share of the words of both is common.
_TAKEN_OVER = 0.5
_COMPARED_WORDS = 120

_Days = tuple[int, int]
_Wording = tuple[str, str, frozenset[str]]
"""All that tells whether a mention is copied: its type, its trigger, and the words of its sentence."""


@dataclass(frozen=True, slots=True)
class _Mention:
    document: str
    index: int
    event: EventMention
    origin: str
    published: int | None
    days: _Days | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: frozenset[str]
    words: frozenset[str]

    def likeness(self, other: _Mention) -> int:
        """How like the participants of both sides are together; OTHER where a side contradicts."""
        straight = _both(best_likeness(self.actors, other.actors), best_likeness(self.recipients, other.recipients))
        if self.event.type not in _MUTUAL and not (self.event.reciprocal and other.event.reciprocal):
            return straight
        crossed = _both(best_likeness(self.actors, other.recipients), best_likeness(self.recipients, other.actors))
        return max(straight, crossed)

    def contradicts(self, other: _Mention, fresh: int) -> bool:
        """Do day, place or mode tell two deeds? A page tells a deed once, unless it uses the same word again; so does whoever
        tells what is not yet done, unless the day is the same. What is told without a time is `fresh` days old at most."""
        ours, theirs = self.event, other.event
        if ours.mode and theirs.mode and ours.mode != theirs.mode:
            return True
        dated = bool(self.days and self.days == other.days)
        if (self.document == other.document or (ours.status not in FACTUAL and not dated)) and not _one_word(
            ours.trigger.text, theirs.trigger.text
        ):
            return True
        if ours.background != theirs.background or (ours.background and not (self.days and other.days)):
            return True
        if self._elsewhere(other) and not (self.days and self.days == other.days):
            return True
        return not _meet(self._window(fresh), other._window(fresh), TOLERANCE if self.days and other.days else 0)

    def same_person_met(self, other: _Mention) -> bool:
        """Do both tell whom one person, known by name, met or agreed with?"""
        ours, theirs = ({one.entity for one in each.actors + each.recipients} for each in (self, other))
        return self.event.type in _MUTUAL and any(entity.startswith("person:") for entity in ours & theirs if entity)

    def _elsewhere(self, other: _Mention) -> bool:
        """Are both places known and not the same? A street or a hall is known to lie in no country, and tells nothing."""
        ours, theirs = self.event.place, other.event.place
        if ours is None or theirs is None or not ours.country or not theirs.country:
            return False
        return ours.country != theirs.country or not self.place & other.place

    def _window(self, fresh: int) -> _Days | None:
        if self.days:
            return self.days
        return None if self.published is None else (self.published - fresh, self.published + TOLERANCE)

    def taken_over(self, original: _Mention) -> float:
        """How sure it is that this mention copies `original`, 0 where it does not: words common to both sentences, more where
        the triggers agree."""
        type, trigger, words = self.wording()
        other, word, theirs = original.wording()
        share = len(words & theirs) / (len(words | theirs) or 1)
        return share + (trigger == word) if type == other and share >= _TAKEN_OVER else 0.0

    def wording(self) -> _Wording:
        """What a copy of it takes over."""
        return self.event.type, unaccented(self.event.trigger.text), self.words


@lru_cache(maxsize=65_536)
def _one_word(ours: str, theirs: str) -> bool:
    """Do two triggers tell with one word, perhaps in two forms ("bertemu", "pertemuan")? Words that stand in every other text
    tell nothing."""
    first, second = (unaccented(trigger) for trigger in (ours, theirs))
    a, b = ([word for word in trigger.split() if document_share(word) < _EVERYWHERE] for trigger in (first, second))
    return first == second or any(_forms(one, other) for one in a for other in b)


def _forms(a: str, b: str) -> bool:
    shared = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return shared >= max(_ONE_WORD_LETTERS, _ONE_WORD * min(len(a), len(b)))


def _both(actors: Likeness, recipients: Likeness) -> int:
    return Likeness.OTHER if Likeness.OTHER in (actors, recipients) else actors + recipients


def _meet(a: _Days | None, b: _Days | None, tolerance: int) -> bool:
    return a is None or b is None or (a[0] - tolerance <= b[1] and b[0] - tolerance <= a[1])


@dataclass(slots=True)
class _Happening:
    key: tuple[str, ...]
    members: list[_Mention] = field(default_factory=list)
    cancelled: bool = False

    def fit(self, mention: _Mention) -> int:
        """How well `mention` fits as this happening too, 0 where it does not: no member may contradict it."""
        best = 0
        # A page whose telling without a time has met a dated one may tell it again.
        again = not mention.days and any(one.document == mention.document and not one.days for one in self.members)
        for member in self.members:
            likeness = member.likeness(mention)
            recalled = again or (likeness == 2 * Likeness.SAME and member.same_person_met(mention))
            if likeness == Likeness.OTHER or member.contradicts(mention, _RECALLED if recalled else _FRESH):
                return 0
            if likeness > Likeness.UNTOLD:
                best = max(best, 2 * likeness + (member.event.mode == mention.event.mode))
        return best


def same_events(codings: Sequence[Coding], placements: Iterable[Placement]) -> list[Event]:
    """The happenings of all stories, in order of their first mention. A document without a placement is a story of its own."""
    placed = {placement.id: placement for placement in placements}
    stories: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        id = coding.annotation.document.id
        stories[placed[id].story if id in placed else id].append(coding)
    happenings = [one for story in stories.values() for one in _happenings(story, placed)]
    order = {coding.annotation.document.id: k for k, coding in enumerate(codings)}
    happenings.sort(key=lambda one: (order[one.members[0].document], one.members[0].index))
    return [_event(happening) for happening in happenings]


def _happenings(codings: Sequence[Coding], placed: Mapping[str, Placement]) -> list[_Happening]:
    """The happenings of one story. Originals are read before their copies, so that each copied mention finds its own."""
    people = Participants(
        role for coding in codings for event in coding.events for role in chain(event.actors, event.recipients)
    )
    happenings: list[_Happening] = []
    told: dict[str, dict[_Wording, tuple[_Mention, _Happening]]] = defaultdict(dict)
    ids = {coding.annotation.document.id for coding in codings}
    for coding in sorted(codings, key=lambda coding: len(copied_line(coding.annotation.document.id, placed))):
        document = coding.annotation.document
        placement = placed.get(document.id)
        family = copied_line(document.id, placed)[-1]
        earlier = list(told[family].values()) if placement and placement.copy_of in ids else []
        for index, event in enumerate(coding.events):
            mention = _mention(coding, index, event, placement.origin if placement else document.id, people)
            found = _copied(mention, earlier) or _fitting(mention, happenings)
            if found is None:
                found = _Happening(_key(event))
                happenings.append(found)
            found.members.append(mention)
            told[family].setdefault(mention.wording(), (mention, found))
    happenings = _told_again(happenings)
    order = {coding.annotation.document.id: k for k, coding in enumerate(codings)}
    for happening in happenings:
        happening.members.sort(key=lambda member: (order[member.document], member.index))
    plans = Plans({coding.annotation.document.id: coding for coding in codings}, people)
    for happening in happenings:
        if happening.key[1] == "planned":
            happening.cancelled = plans.called_off([(one.document, one.event) for one in happening.members]) is not None
    return happenings


def _told_again(happenings: list[_Happening]) -> list[_Happening]:
    """Gives mentions without a time that found nothing when they were read a second chance, now that all is known."""
    kept: list[_Happening] = []
    for place, happening in enumerate(happenings):
        mention = happening.members[0]
        found = None
        if len(happening.members) == 1 and not mention.days:
            found = _fitting(mention, [*kept, *happenings[place + 1 :]])
        if found is None:
            kept.append(happening)
        else:
            found.members.append(mention)
    return kept


def _key(event: EventMention) -> tuple[str, ...]:
    return event.type, "factual" if event.status in FACTUAL else event.status


def _copied(mention: _Mention, earlier: Sequence[tuple[_Mention, _Happening]]) -> _Happening | None:
    ranked = [(mention.taken_over(original), -k) for k, (original, _) in enumerate(earlier)]
    best, at = max(ranked, default=(0.0, 0))
    return earlier[-at][1] if best else None


def _fitting(mention: _Mention, happenings: Sequence[_Happening]) -> _Happening | None:
    key = _key(mention.event)
    ranked = [(one.fit(mention), -k) for k, one in enumerate(happenings) if one.key == key]
    best, at = max(ranked, default=(0, 0))
    return happenings[-at] if best else None


def _mention(coding: Coding, index: int, event: EventMention, origin: str, people: Participants) -> _Mention:
    document = coding.annotation.document
    place = frozenset(unaccented(word) for word in event.place.name.split() if len(word) > 3) if event.place else frozenset()
    return _Mention(
        document.id,
        index,
        event,
        origin,
        day_number(document.date),
        _days(event),
        people.read(event.actors),
        people.read(event.recipients),
        place,
        frozenset(unaccented(word) for word in split_words(event.sentence.text[: 12 * _COMPARED_WORDS])),
    )


def _days(event: EventMention) -> _Days | None:
    """The first and last day in which the text says that it happened."""
    begin, end = (day_number(event.time.begin), day_number(event.time.end)) if event.time else (None, None)
    return (begin, max(begin, end)) if begin is not None and end is not None else None


def _event(happening: _Happening) -> Event:
    members = happening.members
    events = [member.event for member in members]
    days = Counter(
        event.time.begin for event in events if event.time and event.time.begin and event.time.begin == event.time.end
    )
    places = Counter(event.place.name for event in events if event.place)
    first = members[0]
    return Event(
        happening_id(first.document, first.index),
        first.event.type,
        tuple((member.document, member.index) for member in members),
        tuple(dict.fromkeys(member.origin for member in members)),
        days.most_common(1)[0][0] if days else None,
        tuple(dict.fromkeys(role.name for event in events for role in event.actors)),
        tuple(dict.fromkeys(role.name for event in events for role in event.recipients)),
        places.most_common(1)[0][0] if places else None,
        (*dict.fromkeys(event.status for event in events), *(("cancelled",) if happening.cancelled else ())),
    )
