"""Counted things in a text: how many killed, arrested, displaced, how much money, how deep, each with its words.

Numerals and the words that say what is counted stand in data/quantities/, one file a language; a language without a file has
no quantities. Read cautiously: a number counts for the nearest such word of its own sentence, and only where no other number
stands between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sumber.stories.countables import kinds_that, load_countables
from sumber.stories.counted import CountedSentence
from sumber.stories.numerals import Number, read_numbers
from sumber.stories.parts import is_age, is_part
from sumber.stories.vectors import primary_language
from sumber.types import Span

_NEAR_WORD = 40  # characters in which the word before a time stands


@dataclass(frozen=True, slots=True)
class Count:
    """`value` of `kind` ("killed", "IDR", "drones"); `span` the number's words, `sentence` where they stand. `about`: not said
    exactly, `over`: no less than the value, `claimed`: somebody's estimate. `update`: the sentence says that an earlier figure
    no longer holds, `former`: that this is the earlier one, `revised`: that it was wrong, `ratio`: that this is so many times
    the earlier. `amount`: money or materiel; `purpose`: what the money is for. `noun`: who or what is counted where `kind` says
    what they do ("workers" that are "laid_off"); `people`: they are people; `passing`: counted by a mere noun."""

    kind: str
    value: float
    span: Span
    sentence: Span
    about: bool
    update: bool
    amount: bool = False
    former: bool = False
    purpose: str | None = None
    revised: bool = False
    noun: str | None = None
    ratio: float | None = None
    passing: bool = False
    people: bool = False
    over: bool = False
    claimed: bool = False


def find_counts(sentences: tuple[Span, ...], lang: str | None, times: Sequence[Span] = ()) -> tuple[Count, ...]:
    """The counts of a document's sentences, in order; what stands in `times` counts nothing. A correction may leave what it
    counts to the sentence before."""
    words = load_countables(primary_language(lang))
    if words is None:
        return ()
    found: list[Count] = []
    carried: str | None = None
    ordered = sorted(times, key=lambda time: time.start)
    starts, first = [time.start for time in ordered], 0
    for sentence in sentences:
        while first < len(ordered) and ordered[first].end <= sentence.start:
            first += 1
        near = ordered[first : bisect_left(starts, sentence.end)]
        one = _Sentence(sentence, words, [time for time in near if time.overlaps(sentence)])
        found += one.counts(carried)
        carried = one.only_kind(len(one.low))
    return tuple(found)


def begins(before: str, lang: str | None) -> bool:
    """Does the word right before a time, the last of `before`, say that something goes on since then?"""
    words = load_countables(primary_language(lang))
    last = before[-_NEAR_WORD:].split()[-1:]
    return words is not None and bool(last) and words.says("since", last[0].lower())


class _Sentence(CountedSentence):
    """The counts of one sentence."""

    def only_kind(self, end: int) -> str | None:
        """What it counts before `end`, where its words tell of one thing only, or of one fate."""
        kinds = {self.words.kinds[word] for word in self.low[:end] if word in self.words.kinds}
        fates = kinds & kinds_that("fates")
        return next(iter(fates if len(fates) == 1 else kinds)) if 1 in (len(kinds), len(fates)) else None

    def counts(self, carried: str | None) -> Iterator[Count]:
        """The counts of the sentence; `carried` is what the sentence before counted."""
        if self.says("elsewhere"):
            return
        yield from self._none()
        yield from self._ages()
        numbers = [n for n in read_numbers(self.low, self.words.numerals) if not is_age(self, n)]
        against = [number for number in numbers if self.contrasted(number)]
        whole = [number for number in numbers if number not in against and not is_part(self, number)]
        for number in numbers:
            if number not in (*whole, *against) and (kind := self._former(number, carried)):
                yield self._count(kind, number, former=True)
        left = 0
        told: set[str] = set()
        for k, number in enumerate(whole):
            right = whole[k + 1].first if k + 1 < len(whole) else len(self.low)
            kind, said, size = self.kind(number, left, right)
            if kind in (None, "people") and self._corrected(number):
                kind = self._carried(number.first, carried) or kind
            left = max(number.last, said) + 1
            other = any(self.words.says("others", word) for word in self.low[max(0, number.first - 1) : number.last + 2])
            if kind is not None and not (other and kind in told):
                noun = self.item(number.last, right)[0] if kind in self.words.kinds.values() else None
                if noun is not None and noun not in kinds_that("people") and said != number.last + 1:
                    kind, noun = noun, None
                outdated = [one for one in against if left <= one.first < right]
                for wrong in outdated:
                    yield self._count(kind, wrong, size, former=True)
                count = self._count(kind, number, size)
                yield replace(
                    count,
                    revised=count.revised or bool(outdated),
                    noun=None if noun == kind else noun,
                    people=bool({kind, noun} & kinds_that("people")),
                    passing=kind in self.words.items.values() or kind in self.words.states.values(),
                )
                told.add(kind)
        yield from self._shares()

    def _count(self, kind: str, number: Number, size: float = 1.0, former: bool = False) -> Count:
        amount = kind in self.words.amounts
        ratio = next((self.words.ratios[word] for word in self.low[number.last :] if word in self.words.ratios), None)
        return Count(
            kind,
            number.value * size,
            self._span(number.first, number.last),
            self.sentence,
            number.about or self.says_before("about", number, 2) or self.says_before("over", number, 3),
            self.says("update"),
            amount,
            former,
            self.purpose(number) if amount else None,
            self.says("revised") or (ratio or 0) > 1,
            claimed=self.says("claims"),
            over=self.says_before("over", number, 3),
            ratio=ratio,
        )

    def _shares(self) -> Iterator[Count]:
        """Fractions of what is counted: "a third of its users"."""
        for k, word in enumerate(self.low):
            if word in self.words.fractions:
                at = next((j for j in range(k + 1, min(len(self.low), k + 5)) if self.low[j] in self.words.items), None)
                if at is not None:
                    kind = f"share of {self.words.items[self.low[at]]}"
                    yield self._count(kind, Number(k, k, self.words.fractions[word]))

    def _span(self, first: int, last: int) -> Span:
        span = Span.of(self.sentence.text, self.tokens[first][0], self.tokens[last][1])
        return Span(self.sentence.start + span.start, self.sentence.start + span.end, span.text)

    def _corrected(self, number: Number) -> bool:
        return self.says_before("update", number, 2) or (self.says("update") and self.says_before("becomes", number, 1))

    def _carried(self, end: int, carried: str | None) -> str | None:
        """What a number counts that names nothing itself: what stands before it, or in the sentence before."""
        return self.only_kind(end) or (None if any(word in self.words.kinds for word in self.low) else carried)

    def _former(self, number: Number, carried: str | None) -> str | None:
        """What a number counts that is told as no longer true ("from 14 to five", "not 7")."""
        if not self.says("update") or not self.says_before("former", number, 2):
            return None
        items = {self.words.items[word] for word in self.low if word in self.words.items}
        return self._carried(len(self.low), carried) or (items.pop() if len(items) == 1 else None)

    def _none(self) -> Iterator[Count]:
        """The things of which the sentence says that there are none: "no deaths", "nobody was hurt", "no casualties"."""
        low, words = self.low, self.words
        for k, word in enumerate(low):
            if not words.says("none", word):
                continue
            at = next((j for j in range(k + 1, len(low)) if not words.says("fillers", low[j]) and low[j] != "-"), k)
            named = range(k + 1, min(at + 1, len(low)))
            ahead = [j for j in named if low[j] in words.kinds or words.says("casualties", low[j])]
            behind = [k - 1] if k and low[k - 1] in words.kinds else []
            for j in (ahead or behind)[-1:]:
                for kind in [words.kinds[low[j]]] if low[j] in words.kinds else ["killed", "injured"]:
                    if kind in kinds_that("none"):
                        self.nothing.add(j)
                        yield Count(kind, 0.0, self._span(min(k, j), max(k, j)), self.sentence, False, self.says("update"))

    def _ages(self) -> Iterator[Count]:
        """The ages of people by name, each a kind of its own: "Sarmin (39)", "Sarmin, 39,"."""
        for number in read_numbers(self.low, self.words.numerals):
            if is_age(self, number):
                name = self.text_before(number).rstrip(" (,").rsplit(" ", 1)[-1]
                if name[:1].isupper() and name.isalpha():
                    yield self._count(f"age of {name}", number)
