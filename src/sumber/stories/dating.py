"""On which day reports of one story say that a thing happened.

What PLOVER codes is a part of the news: nobody acts in an earthquake or a fire. So a day is read here as the time that stands
in one sentence with a word for the happening (data/deeds/, one file a language); a report that dates it otherwise than most
disagrees with the earliest of those.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sumber.stories.data_files import any_of, language_table
from sumber.stories.leads import DATELINE
from sumber.stories.reports import Report, heard, times_within
from sumber.stories.scorer import day_number
from sumber.stories.vectors import primary_language
from sumber.types import Disagreement, TimeExpression

# Days further apart are those of two happenings of a kind; what is still to come is put off by more.
_APART, _PUT_OFF = 2, 62
_BASES = frozenset({"stated", "publication"})
_WEEK = 7
_BREAKS = "breaks"
_LONGEST = 1500  # characters of a sentence that are read


@dataclass(frozen=True, slots=True)
class _Dated:
    report: Report
    time: TimeExpression
    day: int


@functools.cache
def _deeds(lang: str) -> Mapping[str, re.Pattern[str]]:
    table = language_table("deeds", lang)
    if table is None:
        return {}
    return {deed: any_of(words) for deed, words in {**table["deeds"], _BREAKS: table["breaks"]}.items()}


def differing_days(reports: Sequence[Report]) -> list[Disagreement]:
    """Each report that dates a happening otherwise than most, set against the earliest that dates it as most do."""
    told: dict[str, list[_Dated]] = defaultdict(list)
    for report in heard(reports):
        for deed, dated in _dated(report):
            told[deed].append(dated)
    found: dict[tuple[str, str, int], Disagreement] = {}
    for deed, dates in told.items():
        usual = Counter(one.day for one in dates).most_common(1)[0][0]
        first = next(one for one in dates if one.day == usual)
        for one in dates:
            if _differ(first, one):
                pair = sorted((first, one), key=dates.index)
                ours, theirs = (each.report.claim(each.time.span, each.time.begin or "") for each in pair)
                kind = "weekday" if all(_by_weekday(each.time) for each in pair) else "date"
                found.setdefault((first.report.root, one.report.root, one.day), Disagreement(kind, ours, theirs, deed))
    return list(found.values())


def _dated(report: Report) -> Iterator[tuple[str, _Dated]]:
    """Each happening that the report dates, if by one day only."""
    annotation = report.annotation
    deeds = _deeds(primary_language(annotation.document.lang))
    days: dict[str, dict[int, TimeExpression]] = defaultdict(dict)
    dateline = DATELINE.match(annotation.document.text)
    sentences = {sentence.start: sentence for sentence in annotation.sentences}
    for at, time in ((at, time) for at, times in times_within(annotation).items() for time in times):
        day = day_number(time.begin) if time.begin and time.begin == time.end else None
        if day is None or time.flags or (dateline and time.span.end <= dateline.end()):
            continue
        start, whole = time.span.start - at, sentences[at].text[:_LONGEST]
        if start >= len(whole):
            continue
        # A month may be a word for a happening ("March 20").
        text = whole[:start] + " " * len(time.span.text) + whole[start + len(time.span.text) :]
        if deed := _nearest(deeds, text, start):
            days[deed].setdefault(_past(day, time, report), time)
    for deed, found in days.items():
        if len(found) == 1:
            ((day, time),) = found.items()
            if time.basis in _BASES:  # "the next day" is too often that of something else, yet the deed may be its
                yield deed, _Dated(report, time, day)


def deeds_in(text: str, lang: str) -> list[tuple[str, int]]:
    """The happenings that words of a primary language tell in `text`, each with its place."""
    deeds = _deeds(lang)
    return [(deed, m.start()) for deed, words in deeds.items() if deed != _BREAKS for m in words.finditer(text)]


def _nearest(deeds: Mapping[str, re.Pattern[str]], text: str, at: int) -> str | None:
    places = [
        (abs(match.start() - at), deed, _between(text, match, at))
        for deed, words in deeds.items()
        if deed != _BREAKS
        for match in words.finditer(text)
    ]
    if not places:
        return None
    _, deed, between = min(places)
    return None if deeds[_BREAKS].search(between) else deed


def _between(text: str, deed: re.Match[str], at: int) -> str:
    """The words between a happening and a time; a clause that a comma ends stands apart from both."""
    return text[deed.end() : at].rsplit(",", 1)[-1] if deed.end() <= at else text[at : deed.start()]


def _by_weekday(time: TimeExpression) -> bool:
    """Is the day told by the weekday, with or without its date, not by a date alone ("July 1", "1 Ogos")?"""
    return (
        time.basis == "publication"
        and not time.span.text[:1].isdigit()
        and not re.fullmatch(r"\W*\w+\W+\d+\W*", time.span.text)
    )


def _past(day: int, time: TimeExpression, report: Report) -> int:
    """A weekday that was taken for the next one, where the report comes after the deed."""
    if report.day is not None and report.day < day < report.day + _WEEK and _by_weekday(time):
        return day - _WEEK
    return day


def _differ(a: _Dated, b: _Dated) -> bool:
    if any(one.day == one.report.day and one.day > (other.report.day or 0) for one, other in ((a, b), (b, a))):
        return False  # the other came before that day: it is the day of what followed
    ahead = all(one.report.day is not None and one.day > one.report.day for one in (a, b))
    return 0 < abs(a.day - b.day) <= (_PUT_OFF if ahead else _APART)
