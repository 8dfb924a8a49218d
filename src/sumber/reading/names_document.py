"""What the rest of a document says of a name: the model reads a sentence at a time, a report names again whom it introduced."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sumber.knowledge.match import tokenize
from sumber.reading.names_known import Found
from sumber.types import NameKind

SURE = 0.8
"""A name told so surely speaks for others of the document."""
REPEATED = 0.7
"""How surely a name stands where only its being told elsewhere says so: about as many are right on consecutive sentences of the
gold sets."""
SHORTEST = 3
MAX_NAMESAKES = 20
"""Of names with the same first word so many are looked for, so that the search stays linear."""
MAX_WORDS = 10
"""Longer names of persons are lists, and have no parts."""
_WORD = re.compile(r"\w+")
_BEFORE, _AFTER = re.compile(r"[\w\-/@.#]"), re.compile(r"[\w\-/@]|\.\w")
"""Marks that make a name a part of something longer: another name, an address, a tag."""
Words = tuple[str, ...]


def agree(text: str, found: Sequence[Found]) -> list[Found]:
    """The names, of one kind wherever they stand in the document. Part of the full name of a person who is told more surely is
    that person; other words are of the kind that all their mentions together speak for, where one of the kinds is a person."""
    words = [tuple(token.key for token in tokenize(text, f.start, f.end)) for f in found]
    persons = _parts(found, words)
    told = [
        replace(f, kind="person", confidence=persons[own]) if f.kind != "person" and persons.get(own, 0) > f.confidence else f
        for f, own in zip(found, words, strict=True)
    ]
    votes: dict[Words, dict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    for f, own in zip(told, words, strict=True):
        votes[own][f.kind] += f.confidence
    return [replace(f, kind=_elected(votes[own], f.kind)) for f, own in zip(told, words, strict=True)]


def repeats(text: str, told: Sequence[Found]) -> Iterator[Found]:
    """Further places of names that are told surely, and of persons' last names, written just so and standing by themselves. Of
    single words only persons and acronyms: others may be everyday words that begin a sentence. Linear in the text."""
    named: dict[str, dict[str, NameKind]] = defaultdict(dict)
    for name, kind in _sought(text, told):
        first = _WORD.search(name)
        if first and len(named[first[0]]) < MAX_NAMESAKES:
            named[first[0]].setdefault(name, kind)
    covered = bytearray(len(text))
    for f in told:
        covered[f.start : f.end] = b"\1" * (f.end - f.start)
    for word in _WORD.finditer(text):
        for name in sorted(named.get(word[0], ()), key=len, reverse=True):
            start, end = word.start(), word.start() + len(name)
            if text.startswith(name, start) and not any(covered[start:end]) and _alone(text, start, end):
                covered[start:end] = b"\1" * len(name)
                yield Found(start, end, named[word[0]][name], REPEATED)
                break


def _parts(found: Sequence[Found], words: Sequence[Words]) -> dict[Words, float]:
    """The parts of full names of persons who are told surely, and how surely the surest is."""
    parts: dict[Words, float] = {}
    for f, own in zip(found, words, strict=True):
        if f.kind == "person" and f.confidence >= SURE and len(own) <= MAX_WORDS:
            for size in range(1, len(own)):
                for part in (own[i : i + size] for i in range(len(own) - size + 1)):
                    parts[part] = max(parts.get(part, 0.0), f.confidence)
    return parts


def _elected(votes: Mapping[NameKind, float], kind: NameKind) -> NameKind:
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] > votes[kind] and "person" in (best, kind) else kind


def _sought(text: str, told: Iterable[Found]) -> Iterator[tuple[str, NameKind]]:
    sure = [(text[f.start : f.end], f.kind) for f in told if f.confidence >= SURE]
    for name, kind in sure:
        distinct = name.isupper() or any(map(str.isspace, name)) or (kind == "person" and name != name.lower())
        if distinct and len(name) >= SHORTEST and not name.islower():
            yield name, kind
    for name, kind in sure:
        _, _, last = name.rpartition(" ")
        if kind == "person" and last != name and len(last) > SHORTEST and last[0].isupper():
            yield last, kind


def _alone(text: str, start: int, end: int) -> bool:
    """Is text[start:end] no part of a longer word or of words joined by a mark?"""
    goes_on = _AFTER.match(text, end) or unicodedata.category(text[end : end + 1] or " ").startswith("M")
    return not (goes_on or _BEFORE.match(text[max(0, start - 1) : start]))
