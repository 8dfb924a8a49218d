"""Are the participants that two reports name the same ones? Told by entity, country, PLOVER sectors, and the words of the name.

Reports name one participant in many ways ("police", "officers in riot gear", a spokesman by name), so a comparison has three
answers: the same, another one, and not told. Inside a story a person known by name lends what one report says of them (their
country, their office) to all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sumber.caseless import unaccented
from sumber.stories.terms import split_words
from sumber.types import Role

_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_NAME_LETTERS = 3  # shorter words of a name (particles, articles) tell nobody apart


class Likeness(IntEnum):
    """What comparing two participants, or two sides of a deed, tells."""

    OTHER = -1
    UNTOLD = 0
    ALIKE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant as it is compared. `entity` only of a person or an organization; `words` of the name,
    without case and accents."""

    entity: str | None
    country: str | None
    sectors: frozenset[str]
    words: frozenset[str]

    def likeness(self, other: Participant) -> Likeness:
        """Is the other the same participant, as far as both are told?"""
        if self.entity and other.entity:
            if _kind(self.entity) != _kind(other.entity):  # a minister and a ministry are two, and may be one side
                return min(Likeness.ALIKE, self._by_codes(other))
            return Likeness.SAME if self.entity == other.entity else self._by_words(other)
        return self._by_codes(other)

    def _by_codes(self, other: Participant) -> Likeness:
        if self.country and other.country and self.country != other.country:
            return Likeness.OTHER
        if self.country and other.country:
            return self._in_one_country(other)
        if self.sectors and other.sectors and not self.sectors & other.sectors:
            return Likeness.UNTOLD if self.sectors & _STATE and other.sectors & _STATE else Likeness.OTHER
        if self.sectors and other.sectors:
            return Likeness.ALIKE
        return Likeness.ALIKE if self.words & other.words else Likeness.UNTOLD

    def _by_words(self, other: Participant) -> Likeness:
        return Likeness.ALIKE if self.words & other.words else Likeness.OTHER

    def _in_one_country(self, other: Participant) -> Likeness:
        if not self.sectors or not other.sectors or self.sectors & other.sectors:
            return Likeness.SAME
        # A deed of a state is told now of its government, now of its soldiers, and now of the country.
        return Likeness.ALIKE if self.sectors & _STATE and other.sectors & _STATE else Likeness.OTHER


def best_likeness(ours: Sequence[Participant], theirs: Sequence[Participant]) -> Likeness:
    """The best likeness between a participant of one side and one of the other; UNTOLD where a side names nobody."""
    return max((a.likeness(b) for a in ours for b in theirs), default=Likeness.UNTOLD)


class Participants:
    """The participants of one story, learned from all its roles first."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._entities: dict[str, str] = {}
        self._countries: defaultdict[str, set[str]] = defaultdict(set)
        self._sectors: defaultdict[str, set[str]] = defaultdict(set)
        roles = list(roles)
        for role in roles:
            if (entity := _own_entity(role)) and entity.startswith("person:") and (last := _surname(role)):
                self._entities.setdefault(last, entity)
        for role in roles:
            if key := self._entity(role):
                if role.country:
                    self._countries[key].add(role.country)
                self._sectors[key].update(role.sectors)

    def read(self, roles: Sequence[Role]) -> tuple[Participant, ...]:
        """Roles as they are compared."""
        return tuple(self._participant(role) for role in roles)

    def _participant(self, role: Role) -> Participant:
        entity = self._entity(role)
        countries = self._countries.get(entity or "", set())
        country = role.country or (next(iter(countries)) if len(countries) == 1 else None)
        sectors = frozenset(role.sectors or self._sectors.get(entity or "", ()))
        words = frozenset(word for word in map(unaccented, split_words(role.name)) if len(word) > _NAME_LETTERS)
        return Participant(entity, country, sectors, words)

    def _entity(self, role: Role) -> str | None:
        return _own_entity(role) or (self._entities.get(last) if (last := _surname(role)) else None)


def _own_entity(role: Role) -> str | None:
    """A person or an organization; a country is told by `country`."""
    return role.entity if role.entity and not role.entity.startswith("country:") else None


def _kind(entity: str) -> str:
    return entity.partition(":")[0]


def _surname(role: Role) -> str | None:
    """The last word of what looks like a name; None where the words only describe."""
    words = role.name.split()
    return unaccented(words[-1]) if words and len(words) <= 5 and words[-1][:1].isupper() else None
