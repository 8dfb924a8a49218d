"""What the numbers of one sentence count: the word, before or after a number, that says it."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.stories.countables import Countables, kinds_that
from sumber.stories.numerals import Number, split_tokens
from sumber.types import Span

_AFTER, _BEFORE = 6, 4  # words between a number and the word that says what it counts
_NEAR = 2  # words within which the word after a number is surer than one further off before it
_PURPOSE = 7  # words between an amount and what it is for
_MEASURE = 7  # words between a measure and what is measured
_HEAD = 8  # words between a number and "the number of" before it
_PERSON = 10  # as _AFTER, where the number counts people whose fate is told later
_MEASURED = frozenset({"weight", "speed", "temperature"})  # what these measure need not be named
_OF_PEOPLE = kinds_that("people")  # "nine people at the port": no ports
_LONGEST = 1500  # characters of a sentence that are read


class CountedSentence:
    """One sentence, its words read once: `low` in lower case, phrases joined, those of `times` blanked; `tokens` their places;
    `nothing` the places of what there is none of, which no number counts."""

    def __init__(self, sentence: Span, words: Countables, times: Sequence[Span] = ()) -> None:
        self.sentence, self.words = sentence, words
        self.tokens = split_tokens(sentence.text[:_LONGEST], words.numerals)
        spans = [(time.start - sentence.start, time.end - sentence.start) for time in times]
        self.low = words.join(
            ["-" if any(begin < last and first < stop for begin, stop in spans) else word for first, last, word in self.tokens]
        )
        self.nothing: set[int] = set()

    def says(self, part: str) -> bool:
        """Does a word of the sentence stand in a set of the language's file?"""
        return any(self.words.says(part, word) for word in self.low)

    def says_before(self, part: str, number: Number, near: int) -> bool:
        """As `says`, of the `near` words before a number."""
        return any(self.words.says(part, word) for word in self.low[max(0, number.first - near) : number.first])

    def numeral(self, k: int) -> bool:
        """Is the word at `k` a numeral?"""
        numerals = self.words.numerals
        return self.low[k][0].isdecimal() or self.low[k] in numerals.units or self.low[k] in numerals.plus

    def text_before(self, number: Number) -> str:
        """The sentence up to a number."""
        return self.sentence.text[: self.tokens[number.first][0]]

    def contrasted(self, number: Number) -> bool:
        """Is it told as not the number, right after a word that sets it against the true one ("19, not 12")?"""
        k = number.first - 1
        while k > 0 and self.low[k] == "-":
            k -= 1
        return k > 0 and self.words.says("contrast", self.low[k])

    def kind(self, number: Number, left: int, right: int) -> tuple[str | None, int, float]:
        """What a number counts, the place of the word that says it, and the size of its unit. The word must stand in
        [left, right): a word that says what another number counts is used up."""
        low, words, first, last = self.low, self.words, number.first, number.last
        unit = last + 2 if last + 1 < len(low) and words.says("of", low[last + 1]) else last + 1
        for k in (first - 1, unit):
            if 0 <= k < len(low) and low[k] in words.currencies:
                return words.currencies[low[k]], k, 1.0
        following = low[last + 1] if last + 1 < len(low) else ""
        if following in words.units:
            return self._measure(number, left)
        if following == "%" or words.says("not_counts", following):
            return None, last, 1.0
        kind, at = self._thing(first, last, left, right)
        return kind, at, 1.0

    def _thing(self, first: int, last: int, left: int, right: int) -> tuple[str | None, int]:
        low, kinds = self.low, self.words.kinds
        ahead = [k for k in self._ahead(last) if k < right]
        after = next((k for k in ahead if self._counts_at(k, last)), None)
        if after is not None and after == right - 1 and right < len(low) and after - last > _NEAR:
            after = None  # it leads to the next number: "seven districts ... killed 13"
        behind = range(first - 1, max(left, first - _BEFORE) - 1, -1)
        before = next((k for k in behind if self._counts_at(k, last)), None)
        if after is None and before is None:
            kind, at = self.item(last, right)
            stated = self._stated(first, last, left) if kind in (None, "people") else (None, last)
            return stated if stated[0] else (kind or self._headed(first, last, left), at)
        if after is not None and (fate := self._fate_of_crowd(after, (first, last), (left, right))) is not None:
            return kinds[low[fate]], fate
        if after is not None and before is not None and kinds[low[after]] != kinds[low[before]]:
            if after - last <= _NEAR < first - before:
                return kinds[low[after]], after
            return (kinds[low[before]], before) if before == first - 1 and after - last > _NEAR else (None, last)
        at = after if after is not None else before or 0
        return kinds[low[at]], at

    def _fate_of_crowd(self, after: int, number_words: tuple[int, int], within: tuple[int, int]) -> int | None:
        """Where it stands what befell those of a crowd, the word at `after`, whom a number counts: "detained about 11
        protesters", "11 protesters were detained"."""
        low, kinds, (first, last), (left, right) = self.low, self.words.kinds, number_words, within
        if kinds[low[after]] not in kinds_that("crowds") or after - last > _NEAR:
            return None
        k = first - 1
        while k >= max(left, first - _NEAR) and any(self.words.says(part, low[k]) for part in ("about", "over", "becomes")):
            k -= 1
        if k >= left and self._is_fate(k) and "," not in self.sentence.text[self.tokens[k][1] : self.tokens[first][0]]:
            return k
        k = after + 1
        while k < min(right, after + 1 + _NEAR) and self.words.says("fillers", low[k]):
            k += 1
        following = low[k + 1] if k + 1 < len(low) else ""
        does = self.words.says("articles", following) or self.words.says("fillers", following)
        return k if k < right and self._is_fate(k) and not does else None

    def _is_fate(self, k: int) -> bool:
        return self.words.kinds.get(self.low[k]) in kinds_that("fates") and k not in self.nothing

    def _ahead(self, last: int) -> list[int]:
        """The words after a number that may say what it counts, what is put in between by the way left out: "five workers,
        including two foreigners, were killed"."""
        low, words, text = self.low, self.words, self.sentence.text
        if last + 1 < len(low) and low[last + 1] in words.numerals.joins:
            return []
        people = any(words.says("people", word) for word in low[last + 1 : last + 3])
        found: list[int] = []
        k, end = last + 1, len(low)
        while k < end and len(found) < (_PERSON if people else _AFTER):
            if words.says("part_after", low[k]) and "," in text[self.tokens[k - 1][1] : self.tokens[k][0]]:
                k = next((j for j in range(k + 1, end) if "," in text[self.tokens[j - 1][1] : self.tokens[j][0]]), end)
                continue
            found.append(k)
            k += 1
        return found

    def _counts_at(self, k: int, last: int) -> bool:
        """Does the word at `k` say what the number before `last` counts? Some do only before people: "carrying 71 people"."""
        if self.low[k] not in self.words.kinds or k in self.nothing:
            return False
        if not self.words.says("with_people", self.low[k]):
            return True
        return any(self.words.says("people", word) for word in self.low[last + 1 : last + 3])

    def _stated(self, first: int, last: int, left: int) -> tuple[str | None, int]:
        """As `_thing`, of a number that a head before it leads to: "put the number of accounts at 2.3 million"."""
        low, words = self.low, self.words
        start = next((k for k in range(first - 1, max(left, first - 4) - 1, -1) if words.says("becomes", low[k])), None)
        if start is None:
            return None, last
        near = range(start - 1, max(left, start - _HEAD) - 1, -1)
        if not any(words.says("heads", low[k]) for k in near):
            return None, last
        at = next((k for k in near if low[k] in words.kinds or low[k] in words.items), None)
        return (None, last) if at is None else (words.kinds.get(low[at]) or words.items[low[at]], last)

    def _headed(self, first: int, last: int, left: int) -> str | None:
        """What a number counts that ends the sentence: the one thing that stands before it ("users: 8 million")."""
        if last + 1 < len(self.low):
            return None
        things = {self.words.items[word] for word in self.low[left:first] if word in self.words.items}
        return things.pop() if len(things) == 1 else None

    def item(self, last: int, right: int) -> tuple[str | None, int]:
        """As `_thing`, of things counted in passing: the word follows the number closely, with no "and" between."""
        near: list[int] = []
        for k in range(last + 1, right):
            if self.low[k] in self.words.numerals.joins or self.numeral(k) or len(near) > _NEAR:
                break
            if not self._is_name(k) and not (k == last + 1 and self.words.says("of", self.low[k])):
                near.append(k)
        people = next((k for k in near if self.words.says("people", self.low[k])), None)
        at = next((k for k in near if self.low[k] in self.words.items), None)
        if at is not None and (people is None or at <= people or self.words.items[self.low[at]] in _OF_PEOPLE):
            return self.words.items[self.low[at]], at
        at = next((k for k in near if self.low[k] in self.words.states), None)
        if at is not None:
            return self.words.states[self.low[at]], at
        return (None, last) if people is None else ("people", people)

    def _is_name(self, k: int) -> bool:
        """A word with a capital inside a sentence names one thing, whatever number stands before it ("pintu dua Pelabuhan
        Makassar")."""
        return self.sentence.text[self.tokens[k][0]].isupper()

    def _measure(self, number: Number, left: int) -> tuple[str | None, int, float]:
        """What a number with a unit measures: the nearest word that names something of its dimension."""
        dimension, size = self.words.units[self.low[number.last + 1]]
        measures = self.words.measures[dimension]
        near = range(max(left, number.first - _MEASURE), min(len(self.low), number.last + 2 + _MEASURE))
        at = min((k for k in near if self.low[k] in measures), key=lambda k: abs(k - number.first), default=None)
        if at is not None and self._measured(at, dimension, number):
            return None, number.last + 1, size
        if at is None:
            return (dimension if dimension in _MEASURED else None), number.last + 1, size
        return measures[self.low[at]], number.last + 1, size

    def _measured(self, at: int, dimension: str, number: Number) -> bool:
        """Does another number with such a unit stand nearer to the word at `at`?"""
        units, low = self.words.units, self.low
        same = [k for k, word in enumerate(low) if k and word in units and units[word][0] == dimension]
        places = [k - 1 for k in same if self.numeral(k - 1)]
        return any(abs(k - at) < abs(number.last - at) for k in places)

    def purpose(self, number: Number) -> str | None:
        """What an amount is for: the nearest word that says so."""
        near = range(max(0, number.first - _PURPOSE), min(len(self.low), number.last + 2 + _PURPOSE))
        at = min((k for k in near if self.low[k] in self.words.purposes), key=lambda k: abs(k - number.first), default=None)
        return None if at is None else self.words.purposes[self.low[at]]
