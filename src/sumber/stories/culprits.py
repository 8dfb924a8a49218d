"""Whom reports of one story accuse of a deed, and where one accuses others than another does.

Precision first. Reports describe one side in many ways (rebels, a force by its name), so that other words alone prove nothing.
A charge is a deed told by somebody's word, or an accusation beside a deed, never what its doers tell themselves. Two charges
about one site or victim differ where the accused names others, or where those accused exclude each other: two countries, a
state's forces and men who are none. Without a common victim the accused must say that it was the other side who did it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from sumber.caseless import unaccented
from sumber.knowledge.actors import code_actor, owner_country
from sumber.stories.data_files import Table, any_of, language_table
from sumber.stories.participants import Likeness, Participant, Participants, best_likeness
from sumber.stories.scorer import day_number
from sumber.stories.vectors import primary_language
from sumber.types import Claim, Coding, Disagreement, EventMention, Role

_DEED = "ASSAULT"
_ALLEGING = frozenset({"allege", None})
_FORCES = frozenset({"MIL", "COP", "SPY"})
_IRREGULAR = frozenset({"REB", "PRM", "CRM", "UAF"})
_NAME_LETTERS = 3  # shorter words of a name tell no site
_TOLERANCE = 1  # days
MOST = 300
"""Charges of a story that are compared with each other, the first ones."""


@dataclass(frozen=True, slots=True)
class _Charge:
    """`turned`: the words say that it was these and nobody else ("it was the rebels who fired")."""

    id: str
    event: EventMention
    accused: tuple[Role, ...]
    culprits: tuple[Participant, ...]
    tellers: tuple[Participant, ...]
    victims: tuple[Participant, ...]
    site: frozenset[str]
    modes: frozenset[str]
    turned: bool

    def answers(self, other: _Charge) -> bool:
        """Is it the word of those whom the other accuses?"""
        return best_likeness(self.tellers, other.culprits) >= Likeness.ALIKE

    def turns(self, other: _Charge) -> bool:
        """Do the accused say that it was the accuser's side, or the victim's?"""
        return (
            self.turned
            and self.answers(other)
            and best_likeness(self.culprits, (*other.tellers, *other.victims)) >= Likeness.ALIKE
        )


def rival_charges(
    codings: Mapping[str, Coding], people: Participants, root: Callable[[str], str], origin: Callable[[str], str]
) -> Iterator[Disagreement]:
    """The first two charges of each two origins that name different culprits of one deed. `root` gives the text that a
    document copies in the end, `origin` whose reporting it is."""
    found = (_charge(coding, event, people) for id, coding in codings.items() if root(id) == id for event in coding.events)
    seen = set()
    for a, b in combinations(islice((one for one in found if one), MOST), 2):
        origins = frozenset((origin(a.id), origin(b.id)))
        if origins not in seen and _rivals(a, b):
            seen.add(origins)
            claims = [Claim(one.id, origin(one.id), one.event.sentence, one.accused[0].name) for one in (a, b)]
            yield Disagreement("actor", claims[0], claims[1], _DEED)


def _charge(coding: Coding, event: EventMention, people: Participants) -> _Charge | None:
    """What an event says of those who did a deed, if it is somebody's word."""
    lang, tellers = coding.annotation.document.lang, _tellers(event, coding.annotation.document.lang)
    by_word = event.status == "alleged" or (event.status == "asserted" and bool(tellers))
    if event.background:
        return None
    if event.type == _DEED and by_word:
        accused, deeds = event.actors, [event]
    elif event.type == "ACCUSE" and event.mode in _ALLEGING and event.status == "asserted":
        accused, tellers = event.recipients, event.actors or tellers
        deeds = [one for one in coding.events if one.type == _DEED and one.sentence == event.sentence]
    else:
        return None
    culprits, told = people.read(accused), people.read(tellers)
    deeds += _before(coding, event)
    if not deeds or not culprits or not all(map(_is_armed, culprits)):
        return None
    if event.type == _DEED and best_likeness(told, culprits) >= Likeness.ALIKE:
        return None  # what they tell of themselves
    victims = [role for deed in deeds for role in deed.recipients]
    site = _site([*victims, *(deed.place for deed in deeds if deed.place)], lang)
    modes = frozenset(deed.mode for deed in deeds if deed.mode)
    turned = _turned(event, accused[0], lang)
    return _Charge(coding.annotation.document.id, event, accused, culprits, told, people.read(victims), site, modes, turned)


def _tellers(event: EventMention, lang: str | None) -> tuple[Role, ...]:
    """By whose word it is told; none where only an agency's credit tells."""
    word = event.attribution
    if word is None or word.span is None:
        return ()
    code = code_actor(word.name, lang)
    country = code.country or owner_country(word.name, lang)  # "the Chilean version" is Chile's word
    return (Role(word.span, code.name or word.name, country, code.sectors, code.entity),)


def _before(coding: Coding, event: EventMention) -> list[EventMention]:
    """The deeds without a doer that the sentence before tells: what the charge is about."""
    ends = [one.end for one in coding.annotation.sentences if one.end <= event.sentence.start]
    return [one for one in coding.events if one.type == _DEED and not one.actors and one.sentence.end == max(ends, default=-1)]


def _is_armed(one: Participant) -> bool:
    """May it be a side that fights? A country may; townspeople and firms, more often misread, may not."""
    return bool(one.sectors & (_FORCES | _IRREGULAR)) or (one.country is not None and one.sectors <= {"GOV"})


def _site(roles: Sequence[Role], lang: str | None) -> frozenset[str]:
    """The names in what was hit and where, but those of countries."""
    words = {word for role in roles for word in re.findall(r"\w+", role.name)}
    names = {word for word in words if word[0].isupper() and len(word) > _NAME_LETTERS}
    return frozenset(unaccented(word) for word in names if code_actor(word, lang).sectors != ("GOV",))


def _rivals(a: _Charge, b: _Charge) -> bool:
    if best_likeness(a.culprits, b.culprits) >= Likeness.ALIKE and not _exclude(a.culprits, b.culprits):
        return False
    if best_likeness(a.tellers, b.tellers) >= Likeness.ALIKE or not _one_day(a.event, b.event):
        return False
    if a.turns(b) or b.turns(a):
        return True
    if len(a.modes | b.modes) > 1:
        return False
    if a.answers(b) or b.answers(a):
        others = best_likeness(a.culprits, b.culprits) == Likeness.OTHER
        common = bool(a.site & b.site) or (not (a.site and b.site) and best_likeness(a.victims, b.victims) >= Likeness.ALIKE)
        return others and common
    return a.id != b.id and bool(a.site & b.site) and _exclude(a.culprits, b.culprits)


def _exclude(ours: Sequence[Participant], theirs: Sequence[Participant]) -> bool:
    """Can no culprit here be one there, however described?"""
    return all(_excludes(a, b) for a in ours for b in theirs)


def _excludes(a: Participant, b: Participant) -> bool:
    if a.country and b.country:
        return a.country != b.country
    return (_is_state(a) and bool(b.sectors & _IRREGULAR)) or (_is_state(b) and bool(a.sectors & _IRREGULAR))


def _is_state(one: Participant) -> bool:
    """Forces of a state for sure: a "force" by its name may be anybody's."""
    named = one.entity is not None and one.country is None
    return bool(one.sectors & _FORCES) and not one.sectors & _IRREGULAR and not named


def _one_day(a: EventMention, b: EventMention) -> bool:
    """Do both tell the same day, as far as they tell one?"""
    days = [day_number(one.time.begin) for one in (a, b) if one.time]
    known = [day for day in days if day is not None]
    return max(known, default=0) - min(known, default=0) <= _TOLERANCE


@functools.cache
def _clefts(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after those of whom it is said that it was they."""
    table = language_table("contrasts", lang) or Table()
    return any_of(table["cleft_before"]), any_of(table["cleft_after"])


def _turned(event: EventMention, accused: Role, lang: str | None) -> bool:
    before, after = _clefts(primary_language(lang))
    start, end = accused.span.start - event.sentence.start, accused.span.end - event.sentence.start
    if not 0 <= start < end <= len(event.sentence.text):
        return False
    opening = [match.end() for match in before.finditer(event.sentence.text[:start])]
    near = bool(opening) and len(event.sentence.text[opening[-1] : start].split()) <= 1  # an article
    return near and after.match(event.sentence.text[end:].lstrip()) is not None
