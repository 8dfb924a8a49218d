"""Numbers that a copy changed: its sentences set against those they were made from.

A sentence that a copy edited still tells the same, so a figure in it that differs is no other thing. Counts are compared by
what they count; where no word list says that, both sentences must be the same but for one number in digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from sumber.caseless import unaccented
from sumber.stories.changes import changes_between
from sumber.stories.comparing import differ
from sumber.stories.quantities import Count, find_counts
from sumber.stories.reports import Report
from sumber.types import Disagreement, Span

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+")


def changed_figures(reports: Sequence[Report]) -> list[Disagreement]:
    """The figures of each copy that are others in the text it copies, if that stands among the reports; each once."""
    originals = {report.annotation.document.id: report for report in reports}
    found: dict[tuple[str, Span, str, str], Disagreement] = {}
    for copy in reports:
        original = originals.get(copy.root)
        if original is None or original is copy:
            continue
        for before, after in changes_between(original.annotation.sentences, copy.annotation.sentences).edited:
            for one in _changed(original, before, copy, after):
                found.setdefault((copy.root, before, one.about, one.b.value if one.b else ""), one)
    return list(found.values())


def _changed(original: Report, before: Span, copy: Report, after: Span) -> Iterator[Disagreement]:
    ours, theirs = _single(original, before), _single(copy, after)
    pairs = [(a, b) for a, b in product(ours, theirs) if a.kind == b.kind and a.purpose == b.purpose and a.value != b.value]
    for a, b in pairs:
        if differ(a, b):
            claims = original.claim(before, f"{a.value:g}"), copy.claim(after, f"{b.value:g}")
            yield Disagreement("amount" if b.amount else "number", *claims, b.kind, b.update)
    known = [count.span.text for count in (*ours, *theirs)]
    number = _only_number(original, before, copy, after)
    if number is not None and not pairs and not {number[0], number[1]} & set(known):
        yield Disagreement("number", original.claim(before, number[0]), copy.claim(after, number[1]), number[2])


def _single(report: Report, sentence: Span) -> list[Count]:
    """The counts of a sentence of which it has one of a kind."""
    times = _times(report, sentence)
    counts = [one for one in find_counts((sentence,), report.annotation.document.lang, times) if not one.former]
    return [one for one in counts if [other.kind for other in counts].count(one.kind) == 1]


def _times(report: Report, sentence: Span) -> list[Span]:
    return [time.span for time in report.annotation.times if time.span.within(sentence)]


def _only_number(original: Report, before: Span, copy: Report, after: Span) -> tuple[str, str, str] | None:
    """The number in digits that alone differs, in both texts, and the word after it; None where more differs."""
    ours, theirs = _tokens(original, before), _tokens(copy, after)
    if len(ours) != len(theirs):
        return None
    places = [k for k, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    if len(places) != 1 or not (ours[places[0]][:1].isdecimal() and theirs[places[0]][:1].isdecimal()):
        return None
    (k,) = places
    return ours[k], theirs[k], next((word for word in ours[k + 1 :] if word.isalpha()), "")


def _tokens(report: Report, sentence: Span) -> list[str]:
    """The words and numbers of a sentence, without case and accents; a time is one word."""
    spans = [(time.start - sentence.start, time.end - sentence.start) for time in _times(report, sentence)]
    words = [(match.start(), unaccented(match.group())) for match in _TOKEN.finditer(sentence.text)]
    return ["time" if any(start <= at < end for start, end in spans) else word for at, word in words]
