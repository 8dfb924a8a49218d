"""Quotation marks of all styles, paired within one paragraph: outermost pairs, whatever stands in them."""

from __future__ import annotations

import bisect
import re

_MARK = re.compile(r"``|''|[\"“”„‟«»「」『』]|['‘’‚‹›]")
_CLOSER = re.compile(r"(?<=\S)['’‘›](?!\w)")
_SINGLE = frozenset("'‘’‚‹›")
_ALWAYS_OPEN = {"„": '“”"', "``": "''", "「": "」", "『": "』", "‚": "‘’'"}
_ALWAYS_CLOSE = frozenset("」』")
# How far a single quotation mark may look for its partner: apostrophes are so frequent that only near ones are believed.
_SINGLE_REACH = 600


def find_quoted(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Quoted stretches of the paragraph [start, end): (start, end, width of the opening mark), marks included, outermost
    only, in order. A mark without partner is ignored, except one that opens the paragraph: it runs to the paragraph's end,
    as a speech of several paragraphs is printed."""
    pairs: list[tuple[int, int, int]] = []
    stack: list[tuple[int, str]] = []
    closers = _single_closers(text, start, end)
    position = start
    while match := _MARK.search(text, position, end):
        at, mark, position = match.start(), match.group(), match.end()
        if mark in _SINGLE:
            if not stack and (close := _single_close(text, start, at, end, closers)):
                pairs.append((at, close, 1))
                position = close
            continue
        if stack and _closes(text, stack, at, position, end):
            opened, opener = stack.pop()
            pairs.append((opened, position, len(opener)))
        elif _opens(text, start, at, position, end, mark):
            stack.append((at, mark))
    if len(stack) == 1 and not text[start : stack[0][0]].strip():
        pairs.append((stack[0][0], end, len(stack[0][1])))
    return _outermost(pairs)


def leaves_open(paragraph: str) -> bool:
    """Does a quotation begin in the paragraph that does not end in it, as where a speech goes on in the next?"""
    if "“" in paragraph or "«" in paragraph:
        return max(paragraph.rfind("“"), paragraph.rfind("«")) > max(paragraph.rfind("”"), paragraph.rfind("»"))
    return paragraph.count('"') % 2 == 1


def _opens(text: str, start: int, at: int, after: int, end: int, mark: str) -> bool:
    if mark in _ALWAYS_OPEN or mark == "“":
        return True
    if mark in _ALWAYS_CLOSE or after >= end:
        return False
    if mark == "«":
        return True
    return (at == start or not text[at - 1].isalnum()) and not text[after].isspace()


def _closes(text: str, stack: list[tuple[int, str]], at: int, after: int, end: int) -> bool:
    """Does the mark at `at` end the quotation on top of the stack? A mark after a space and before a letter opens another."""
    opener, mark = stack[-1][1], text[at:after]
    if opener in _ALWAYS_OPEN:
        return mark in _ALWAYS_OPEN[opener] or (opener == "``" and mark in '"”')
    if mark in _ALWAYS_OPEN:
        return False
    if opener == "«" or mark == "»":
        return (opener, mark) == ("«", "»") or (opener == "»" and mark == "»" and text[at - 1] != " ")
    if opener == "»":
        return mark == "«"
    opening_place = text[at - 1].isspace() and after < end and not text[after].isspace()
    return not opening_place and mark != "“" and mark != "«"


def _single_closers(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where a single mark may close (after no blank, before no letter), and which of those places follow punctuation."""
    places = [m.start() for m in _CLOSER.finditer(text, start, end)]
    return places, [i for i in places if text[i - 1] in ".,!?…"]


def _single_close(text: str, start: int, at: int, end: int, closers: tuple[list[int], list[int]]) -> int | None:
    """Where the single quotation that opens at `at` ends, or None where the mark is an apostrophe."""
    if text[at] == "’" or at + 1 >= end or text[at + 1].isspace():
        return None
    if at > start and (text[at - 1].isalnum() or text[at - 1] in "'’"):
        return None
    for places in reversed(closers):
        k = bisect.bisect_left(places, at + 2)
        if k < len(places) and places[k] < at + _SINGLE_REACH:
            return places[k] + 1
    return None


def _outermost(pairs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for pair in sorted(pairs, key=lambda p: (p[0], -p[1])):
        if not found or pair[0] >= found[-1][1]:
            found.append(pair)
    return found
