"""Numbers that are not the count of a thing: a part of it, all there are of it, somebody's age."""

from __future__ import annotations

from sumber.stories.countables import kinds_that
from sumber.stories.counted import CountedSentence
from sumber.stories.numerals import Number

_NEAR = 2  # words after a number, or after "of", in which the word stands that says what is counted


def is_part(one: CountedSentence, number: Number) -> bool:
    """Is the number only a part of the count ("two of the dead", "including two", "three children and an old man")?"""
    low, words, first, last = one.low, one.words, number.first, number.last
    before = low[first - 1] if first else ""
    following = low[last + 1] if last + 1 < len(low) else ""
    if words.says("part_before", following):
        return True
    if words.says("part_after", before) and not (words.says("of", before) and first > 1 and one.numeral(first - 2)):
        return True
    if _is_whole(one, number):
        return True
    if words.says("of", following) and not number.about:
        return any(word in words.kinds for word in low[last + 2 : last + 2 + _NEAR])
    if _is_thing(one, number):
        return False
    end = next((k for k in range(last + 1, len(low)) if low[k] in words.kinds), len(low))
    joins = [k for k in range(last + 1, min(len(low) - 1, last + 4, end)) if low[k] in words.numerals.joins]
    return any(low[k + 1] in words.numerals.units or words.says("articles", low[k + 1]) for k in joins)


def _is_thing(one: CountedSentence, number: Number) -> bool:
    """Does it count things or measure, so that what "and" adds to it is counted by itself: "two tanks and three lorries"?"""
    near = one.low[number.last + 1 : number.last + 2 + _NEAR]
    things = (one.words.items[word] for word in near if word in one.words.items)
    return any(word in one.words.units for word in near[:1]) or any(thing not in kinds_that("people") for thing in things)


def _is_whole(one: CountedSentence, number: Number) -> bool:
    """Is it all there are, of which a number before it tells how many: the 18 of "seven of the country's 18 provinces"? Or of
    whom it is told that they are none: "none of the 18"?"""
    low, words, first = one.low, one.words, number.first
    of = next((k for k in range(first - 1, max(0, first - 4), -1) if words.says("of", low[k])), None)
    if of is not None and words.says("none", low[of - 1]):
        return True
    fate = any(words.kinds.get(word) in kinds_that("of_all") for word in low[number.last + 1 : number.last + 2 + _NEAR])
    return of is not None and one.numeral(of - 1) and not fate


def is_age(one: CountedSentence, number: Number) -> bool:
    """Is it somebody's age, in brackets or between commas after a name?"""
    before, after = one.text_before(number), one.sentence.text[one.tokens[number.last][1] :][:1]
    if not before or not 5 <= number.value < 120:
        return False
    if before.endswith("(") and after == ")":
        return True
    name = before[:-2].rsplit(" ", 1)[-1]
    return before.endswith(", ") and after in (",", ".") and name[:1].isupper() and name.isalpha()
