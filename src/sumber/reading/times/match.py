"""From words to slots: tokens, and a memoised matcher of a lexicon's rules over them."""

from __future__ import annotations

from dataclasses import dataclass

from sumber.reading.times.lexicon import PIECES, Element, Lexicon, Rule, Slots
from sumber.scripts import written_together

TOP = ("time", "date", "duration", "set", "ref")
"""Rules whose matches are time expressions; where two are equally long, the earlier named wins."""

REACH = 6
"""Tokens within which a time must show a telling word (lists.weak names the classes that tell nothing by themselves)."""

MAX_DEPTH = 12
"""Rules nested deeper than this match nothing: a guard against rules that call themselves."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits or one other character. `glued`: no white space before it."""

    text: str
    lower: str
    start: int
    end: int
    glued: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [first, last) read as the kind `kind` with these slots."""

    kind: str
    first: int
    last: int
    slots: Slots


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], offsets into `text`."""
    tokens = []
    before = -1
    for piece in PIECES.finditer(text, start, end):
        word = piece[0]
        tokens.append(Token(word, word.lower(), piece.start(), piece.end(), piece.start() == before))
        before = piece.end()
    return tokens


_NONE: dict[str, list[tuple[int, Slots]]] = {}


class Matcher:
    """Matches the rules of `lexicon` over the tokens of one sentence."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._memo: dict[tuple[str, int], list[tuple[int, Slots]]] = {}
        self._keys: dict[int, tuple[str, ...]] = {}
        firsts = lexicon.firsts
        self._words: list[dict[str, list[tuple[int, Slots]]]] = [
            self._classes(at) if token.lower in firsts or token.text[0].isdecimal() else _NONE
            for at, token in enumerate(tokens)
        ]

    def starts(self) -> list[int]:
        """Tokens with which a time may begin: those that have a telling word within reach and continue no number."""
        weak = self.lexicon.lists["weak"]
        near: list[int] = []
        for at, classes in enumerate(self._words):
            if classes and not weak.issuperset(classes):
                near += range(max(near[-1] + 1 if near else 0, at - REACH), at + 1)
        return [at for at in near if not (at and self.tokens[at].glued and _goes_on(self.tokens[at - 1].text[-1]))]

    def best(self, first: int) -> Match | None:
        """The longest time expression that begins with token `first`."""
        found = None
        for kind in TOP:
            for last, slots in self._rule(kind, first, 0):
                if found is None or last > found.last:
                    found = Match(kind, first, last, slots)
        return found

    def may_be(self, name: str, at: int) -> bool:
        """Can the tokens from `at` on be of that class?"""
        return name in self._words[at]

    def _ways(self, name: str, at: int) -> tuple[Rule, ...]:
        keys = self._keys.get(at)
        if keys is None:
            literal = self.tokens[at].lower
            own = (literal,) if literal in self.lexicon.literals else ()
            keys = self._keys[at] = (*own, *self._words[at])
        return self.lexicon.ways(name, keys) if keys else ()

    def _classes(self, at: int) -> dict[str, list[tuple[int, Slots]]]:
        """Classes that the tokens from `at` on may have, each with the token after its phrase, and with what it says."""
        token = self.tokens[at]
        if token.text[0].isdecimal():
            return {name: [(at + 1, slots)] for name, slots in _number_classes(token.text)}
        longest = self.lexicon.firsts.get(token.lower, 0)
        found: dict[str, list[tuple[int, Slots]]] = {}
        for length in range(min(longest, len(self.tokens) - at), 0, -1):
            key = tuple(t.lower for t in self.tokens[at : at + length])
            for name, slots in self.lexicon.phrases.get(key, ()):
                found.setdefault(name, []).append((at + length, slots))
        if token.lower in self.lexicon.lists.get("capitalized", ()):
            # "Minggu" is Sunday, "minggu" a week; a first word tells nothing.
            capital = token.text[0].isupper()
            dropped = ("unit",) if capital and at else () if capital else ("weekday", "weekday_short", "month", "month_short")
            found = {name: said for name, said in found.items() if name not in dropped}
        return found

    def _rule(self, name: str, first: int, depth: int) -> list[tuple[int, Slots]]:
        key = (name, first)
        if key not in self._memo:
            self._memo[key] = []
            found: dict[int, Slots] = {}
            if depth < MAX_DEPTH and name in self.lexicon.rules:
                for rule in self._ways(name, first):
                    for last, slots in self._elements(rule.elements, 0, first, {}, depth, first):
                        found.setdefault(last, {} if "drop" in rule.sets else _summed({**slots, **rule.sets}))
            self._memo[key] = list(found.items())
        return self._memo[key]

    def _elements(
        self, elements: tuple[Element, ...], index: int, at: int, slots: Slots, depth: int, first: int
    ) -> list[tuple[int, Slots]]:
        if index == len(elements):
            return [(at, slots)] if at > first else []
        element = elements[index]
        results: list[tuple[int, Slots]] = []
        if at < len(self.tokens) and (self.tokens[at].glued or not element.glued):
            for last, more in self._one(element, at, depth):
                results += self._elements(elements, index + 1, last, {**slots, **more}, depth, first)
        if element.optional:
            results += self._elements(elements, index + 1, at, slots, depth, first)
        return results

    def _one(self, element: Element, at: int, depth: int) -> list[tuple[int, Slots]]:
        if element.literal:
            return [(at + 1, {})] if self.tokens[at].lower == element.name else []
        found = self._words[at].get(element.name, [])
        return [*found, *self._rule(element.name, at, depth + 1)] if element.name in self.lexicon.rules else found


def _summed(slots: Slots) -> Slots:
    """The slots; tens and ones told apart ("thirty-two") are one number."""
    if "plus" not in slots or "n" not in slots:
        return slots
    return {**{k: v for k, v in slots.items() if k != "plus"}, "n": int(slots["n"]) + int(slots["plus"])}


def _goes_on(before: str) -> bool:
    return (before.isalnum() and not written_together(before)) or before == "/"


def _number_classes(digits: str) -> list[tuple[str, Slots]]:
    if len(digits) > 4:
        return []
    value = int(digits)
    found: list[tuple[str, Slots]] = [("int", {"n": value})]
    if len(digits) <= 2:
        if 1 <= value <= 31:
            found += [("day", {"day": value}), ("firstday", {"first_day": value}), ("lastday", {"last_day": value})]
        found += [("monthnum", {"month": value})] if 1 <= value <= 12 else []
        found += [("hour", {"hour": value})] if value <= 24 else []
        found += [("ordnum", {"ord": value})] if value else []
    if len(digits) == 2:
        found += [("minute", {"minute": value})] if value < 60 else []
        found.append(("year2", {"year": value + (2000 if value < 70 else 1900)}))
    if len(digits) == 4 and 1000 <= value < 2200:
        found.append(("year", {"year": value}))
    if len(digits) == 4 and value // 100 < 24 and value % 100 < 60:
        found.append(("clock4", {"hour": value // 100, "minute": value % 100}))
    if len(digits) == 4 and value % 10 == 0 and 1000 <= value < 2200:
        found.append(("tens", {"decade": value // 10}))
    if len(digits) == 2 and value % 10 == 0:
        found.append(("tens2", {"decade": 190 + value // 10}))
    return found
