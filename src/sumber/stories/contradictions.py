"""Sentences of two reports of which one takes back what the other says, told by their words.

Three signs: a thing that one says was not there ("no tremor") and the other says was; one thing in two states that exclude each
other (an airport open and closed); a sentence that contradicts by a word of its own ("denied") and shares its things with
another. Words stand in data/contrasts/, one file a language; names and things tell that both speak of the same.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sumber.caseless import unaccented
from sumber.stories.data_files import Table, alternatives, language_table
from sumber.stories.reports import Report, heard
from sumber.stories.vectors import primary_language
from sumber.types import Disagreement, Span

_NEAR = 40  # characters between a thing and its state
_NEGATED = 2  # words
_MISSING, _FOUND = "missing", "found"
_SOON = 9  # characters after a thing in which "would" still takes it back
_LONGEST = 1500  # characters of a sentence that are read
_COMMON = 2  # a thing told in more sentences of a report is its subject, not a claim
_CLAUSE = re.compile(r"[.,;:\"“”«»]")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]{3,}")


_Key = tuple[str, str]
"""A thing and a state, "" where none is told."""
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    things: re.Pattern[str]
    states: re.Pattern[str]
    names: Mapping[str, str]
    negations: re.Pattern[str]
    denials: re.Pattern[str]
    unreal: re.Pattern[str]
    clauses: re.Pattern[str]
    links: re.Pattern[str]
    origins: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says: `there` the things it asserts, `absent` those it negates, of these `elsewhere` those that it says
    came from elsewhere, `states` (thing, state) pairs."""

    report: Report
    span: Span
    there: frozenset[str]
    absent: frozenset[str]
    states: frozenset[tuple[str, str]]
    names: frozenset[str]
    elsewhere: frozenset[str] = frozenset()

    def word(self, thing: str) -> str:
        """What it says of a thing: "denied", a state, or "asserted"."""
        if thing in self.absent:
            return "denied"
        return next((state for other, state in sorted(self.states) if other == thing), "asserted")


def contradictions(reports: Sequence[Report]) -> list[Disagreement]:
    """The contradictions of a story, each thing once, between the earliest two texts that do not copy each other."""
    there, absent, states = _index(), _index(), _index()
    order: list[_Said] = []
    for report in heard(reports):
        said = [*_read(report)]
        order += said
        subjects = Counter(thing for one in said for thing in one.there)
        for one in said:
            for thing in one.absent:
                absent[thing, ""].append(one)
            for thing in one.there:
                if subjects[thing] <= _COMMON:  # else it is what the report tells of all along
                    there[thing, ""].append(one)
            for state in one.states:
                states[state].append(one)
    place = {id(one): k for k, one in enumerate(order)}
    found: dict[str, Disagreement] = {}
    opposed = [(thing, there[thing, ""], absent[thing, ""]) for thing, _ in sorted(absent)]
    for a, b in _pairs():
        opposed += [(thing, states[thing, a], states[thing, b]) for thing in sorted({thing for thing, _ in states})]
    for about, ours, theirs in opposed:
        pair = next((two for two in product(ours, theirs) if _opposed(about, *two)), None)
        if pair is not None and about not in found:
            found[about] = _disagreement(about, *sorted(pair, key=lambda one: place[id(one)]))
    return list(found.values())


def _index() -> defaultdict[_Key, list[_Said]]:
    return defaultdict(list)


def _opposed(about: str, a: _Said, b: _Said) -> bool:
    """Are they of two texts, and, where somebody is missing here and found there, of the same one by name?"""
    return a.report.root != b.report.root and (about != _MISSING or bool(a.names & b.names))


def _disagreement(about: str, one: _Said, other: _Said) -> Disagreement:
    claims = one.report.claim(one.span, one.word(about)), other.report.claim(other.span, other.word(about))
    where = about in _places() and about in one.absent | other.absent
    kind = "place" if where or about in one.elsewhere | other.elsewhere else "status"
    later = (other.report.day or 0) > (one.report.day or 0)
    return Disagreement(kind, *claims, about, about == _MISSING and later)


@functools.cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in _in_any_language()["pairs"])


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(_in_any_language()["places"])


def _in_any_language() -> Table:
    return language_table("contrasts", "pairs") or Table()


@functools.cache
def _words(lang: str) -> _Words | None:
    table = language_table("contrasts", lang)
    if table is None:
        return None
    names = {unaccented(word): name for part in ("things", "states") for name, words in table[part].items() for word in words}
    things, states = (_any_of([w for words in table[part].values() for w in words]) for part in ("things", "states"))
    signs = {part: _any_of(table[part]) for part in ("negations", "denials", "unreal", "clauses", "links", "origins")}
    return _Words(things=things, states=states, names=names, **signs)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: -len(word))
    return re.compile(r"(?<!\w)(" + alternatives(longest) + r")(?:s|es|nya)?(?!\w)", re.IGNORECASE)


def _read(report: Report) -> Iterator[_Said]:
    words = _words(primary_language(report.annotation.document.lang))
    if words is None:
        return
    sentences = report.annotation.sentences
    for k, span in enumerate(sentences):
        things, states = [_named(pattern, span.text, words) for pattern in (words.things, words.states)]
        absent = {thing for thing, start, _ in things if _negated(span.text, start, words)}
        real = {(thing, start) for thing, start, end in things if not words.unreal.search(span.text[: end + _SOON])}
        names = " ".join(one.text for one in sentences[k : k + 2])
        yield _Said(
            report,
            span,
            frozenset(thing for thing, start in real if not _denied(span.text, start, words)) - absent,
            frozenset(absent & {thing for thing, _ in real}),
            _states(things, [one for one in states if not _negated(span.text, one[1], words)]),
            frozenset(unaccented(name) for name in _NAME.findall(names)),
            frozenset(
                thing for thing, _, end in things if thing in absent and words.origins.search(span.text[end : end + _NEAR])
            ),
        )


def _named(pattern: re.Pattern[str], text: str, words: _Words) -> list[_Place]:
    found = ((words.names.get(unaccented(match[1])), match.start(), match.end()) for match in pattern.finditer(text[:_LONGEST]))
    return [(name, start, end) for name, start, end in found if name is not None]


def _states(things: Sequence[_Place], states: Sequence[_Place]) -> frozenset[_Key]:
    """Each thing with the states told near it; none where both of a pair are, of people by name the one that holds now."""
    near = {
        (thing, state)
        for thing, start, end in things
        for state, begin, last in states
        if state not in (_MISSING, _FOUND) and min(abs(begin - end), abs(start - last)) <= _NEAR
    }
    told = {state for state, _, _ in states} & {_MISSING, _FOUND}
    clear = {one for one in near if not any((one[0], other) in near for other in _opposites(one[1]))}
    return frozenset(clear | {(_MISSING, _FOUND if _FOUND in told else state) for state in told})


def _opposites(state: str) -> Iterator[str]:
    return (other for pair in _pairs() if state in pair for other in pair if other != state)


def _negated(text: str, start: int, words: _Words) -> bool:
    """Is what follows at `start` negated, with a word between at most, or denied by the very word before?"""
    clause = [word for word in _clause(text, start, words).split() if not words.links.fullmatch(word)]
    near = " ".join(clause[-_NEGATED:])
    denied = any(match.end() == len(near) for match in words.denials.finditer(near))
    return denied or words.negations.search(near) is not None


def _denied(text: str, start: int, words: _Words) -> bool:
    """Is anything negated or denied before, in the same clause?"""
    clause = _clause(text, start, words)
    return words.negations.search(clause) is not None or words.denials.search(clause) is not None


def _clause(text: str, start: int, words: _Words) -> str:
    return words.clauses.split(_CLAUSE.split(text[:start])[-1])[-1]
