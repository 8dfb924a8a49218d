"""In what kind of building or room reports of one story place a happening: arrested at his house or at an airport.

A site is read where a preposition leads to it in a sentence that tells one happening (data/deeds/) and one site of a kind
(data/sites/, one file a language). Premises are compared with premises and rooms with rooms: a kitchen may lie in a hotel.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sumber.caseless import unaccented
from sumber.stories.data_files import alternatives, language_table
from sumber.stories.dating import deeds_in
from sumber.stories.reports import Report, heard
from sumber.stories.vectors import primary_language
from sumber.types import Disagreement, Span

# Happenings of one place each; a protest, a visit or a flood has many.
_PLACED = frozenset({"arrest", "fire", "blast", "shooting", "kidnapping", "robbery", "landing"})
_NEAR = 90  # characters between a happening and its site
_LONGEST = 1500  # characters of a sentence that are read
_SAME_DAYS = 2  # later reports tell of what followed


@dataclass(frozen=True, slots=True)
class _Sites:
    pattern: re.Pattern[str]
    names: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Placed:
    report: Report
    sentence: Span
    site: str


def differing_sites(reports: Sequence[Report]) -> list[Disagreement]:
    """The first two reports that place a happening at different sites of one level, a happening once. Of a report that
    places it at several sites nothing is known."""
    told: dict[tuple[str, str], list[_Placed]] = defaultdict(list)
    for report in heard(reports):
        own: dict[tuple[str, str], dict[str, Span]] = defaultdict(dict)
        for deed, level, site, sentence in _read(report):
            own[deed, level].setdefault(site, sentence)
        for key, sites in own.items():
            if len(sites) == 1:
                ((site, sentence),) = sites.items()
                told[key].append(_Placed(report, sentence, site))
    found: dict[str, Disagreement] = {}
    for (deed, _), placed in told.items():
        first = placed[0]
        other = next((one for one in placed if one.site != first.site and _near(first, one)), None)
        if other is not None:
            ours, theirs = (one.report.claim(one.sentence, one.site) for one in (first, other))
            found.setdefault(deed, Disagreement("place", ours, theirs, deed))
    return list(found.values())


def _near(a: _Placed, b: _Placed) -> bool:
    return abs((a.report.day or 0) - (b.report.day or 0)) <= _SAME_DAYS


def _read(report: Report) -> Iterator[tuple[str, str, str, Span]]:
    """(deed, "premises" or "rooms", site, sentence) of each sentence that tells one deed and one site of a level."""
    lang = primary_language(report.annotation.document.lang)
    words = _sites(lang)
    if words is None:
        return
    for sentence in report.annotation.sentences:
        text = sentence.text[:_LONGEST]
        deeds = [(deed, at) for deed, at in deeds_in(text, lang) if deed in _PLACED]
        if len({deed for deed, _ in deeds}) != 1:
            continue
        sites = [
            (*words.names[word], match.start(1))
            for match in words.pattern.finditer(text)
            if (word := unaccented(match[1])) in words.names
        ]
        for level in {level for level, _, _ in sites}:
            of_level = {site: at for other, site, at in sites if other == level}
            if len(of_level) == 1:
                ((site, at),) = of_level.items()
                if min(abs(at - place) for _, place in deeds) <= _NEAR:
                    yield deeds[0][0], level, site, sentence


@functools.cache
def _sites(lang: str) -> _Sites | None:
    table = language_table("sites", lang)
    if table is None:
        return None
    known = {word: (level, site) for level in ("premises", "rooms") for site, words in table[level].items() for word in words}
    before, sites = (alternatives(sorted(part, key=len, reverse=True)) for part in (table["at"], known))
    names = {unaccented(word): site for word, site in known.items()}
    return _Sites(
        re.compile(rf"(?<!\w)(?:{before})\s(?:[^\W\d_]+(?:['’][^\W\d_]+)?\s){{0,2}}?({sites})(?!\w)", re.IGNORECASE), names
    )
