"""find_times: takes the longest times of each sentence, keeps out what only looks like one, and resolves them in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sumber.reading.times.calendar import Interval
from sumber.reading.times.lexicon import Lexicon, Slots, lexicon
from sumber.reading.times.match import Match, Matcher, Token, tokenize
from sumber.reading.times.resolve import Context, Reading, clock_of, read_date, read_duration, read_set
from sumber.reading.times.telling import Told, told_before
from sumber.scripts import written_together
from sumber.types import Document, Span, TimeExpression, TimeKind

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MOST_DAYS = 50
"""Days of one sentence that are weighed against a clock time: keeps hostile text linear."""

MARKER_REACH = 14
"""Tokens looked back from a weekday for a word that makes its clause one of the future."""


MOST_JOINTS = 2
"""Tokens that may stand between two weekdays of a list: a comma and a word."""

NIGHT_ENDS = 5
"""An hour before this one, told with the night of a day ("overnight", "Monday night"), may be that day's or the next."""


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match
    time: TimeExpression
    interval: Interval | None


def find_times(document: Document, sentences: tuple[Span, ...]) -> tuple[TimeExpression, ...]:
    """The times of the text in order, none overlapping another, in TIMEX3 terms. Relative ones are reckoned from
    `document.date` (never from today: without it their unknown parts are X), from a time named before in the text or, within a
    quotation, from the day on which it was spoken."""
    words = lexicon(document.lang)
    base = Context(_published(document.date), next_weekday_in_next_week=words.settings.get("next_weekday") == "next-week")
    times = _times(document.text, sentences, words, base)
    if told := told_before(document.text, sentences, times, words, base.published):
        times = _times(document.text, sentences, words, base, told)
    return tuple(times)


def _times(
    text: str, sentences: tuple[Span, ...], words: Lexicon, base: Context, told: tuple[Told, ...] = ()
) -> list[TimeExpression]:
    times: list[TimeExpression] = []
    for sentence in sentences:
        tokens = tokenize(text, sentence.start, sentence.end)
        before = base.anchor
        found, base = _sentence(text, tokens, words, base, told)
        times += [f.time for f in _clocks_on_days(found, before, tokens, words)]
    return times


def _published(moment: str | None) -> date | None:
    match = _DATE.match(moment or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _sentence(
    text: str, tokens: list[Token], words: Lexicon, base: Context, told: tuple[Told, ...]
) -> tuple[list[_Found], Context]:
    matcher = Matcher(tokens, words)
    found: list[_Found] = []
    done = 0
    for at in matcher.starts():
        match = matcher.best(at) if at >= done and _may_open(text, tokens[at]) else None
        if match is None or not _may_close(text, tokens[match.last - 1]):
            continue
        if _is_name_or_count(tokens, match, words) or _ends_number(matcher, match) or _ends_amount(tokens, match, found, words):
            done = match.last
            continue
        if _is_doubtful(matcher, match, found):
            continue
        match = _as_set(tokens, _as_span(tokens, match, words), found, words)
        future = _speaks_of_future(tokens, match, words)
        spoken = next((day for start, end, day in told if start < tokens[match.first].start < end), base.published)
        past = not future and _speaks_of_past(tokens, match, words)
        context = replace(base, published=spoken, future=future, past=past)
        reading = _read(match, context, words)
        if reading is None:
            continue
        found += _with_range(text, tokens, match, reading, context)
        if reading.interval is not None and match.kind in ("date", "time"):
            base = replace(base, anchor=reading.interval)
        done = match.last
    return found, base


def _read(match: Match, context: Context, words: Lexicon) -> Reading | None:
    match match.kind:
        case "duration":
            return read_duration(match.slots)
        case "set":
            return read_set(match.slots, words.settings.get("sets") == "periods")
        case "time" if not match.slots.keys() - {"hour", "minute", "part", "half_day", "mod", "zone", "clock"}:
            mod = match.slots.get("mod")
            return Reading(clock_of(match.slots), mod=str(mod) if mod else None)
        case _:
            return read_date(match.slots, context)


def _with_range(text: str, tokens: list[Token], match: Match, reading: Reading, context: Context) -> list[_Found]:
    """The expression; of "15-19 August" and "August 15-19" both days, each a time of its own."""
    slots = match.slots
    other = slots.get("first_day", slots.get("last_day"))
    numbers = [i for i in range(match.first, match.last) if tokens[i].text.isdecimal() and int(tokens[i].text) == other]
    own: Slots = {k: v for k, v in slots.items() if k not in ("first_day", "last_day", "weekday", "part")}
    twin = read_date({**own, "day": other}, context) if other is not None and numbers else None
    if twin is None:
        return [_made(text, tokens, match, reading)]
    if "first_day" in slots:
        at = numbers[0]
        parts = ((Match("date", at, at + 1, own), twin), (Match(match.kind, at + 2, match.last, slots), reading))
    else:
        at = numbers[-1]
        parts = ((Match(match.kind, match.first, at - 1, slots), reading), (Match("date", at, match.last, own), twin))
    return [_made(text, tokens, *part) for part in parts]


def _made(text: str, tokens: list[Token], match: Match, reading: Reading) -> _Found:
    kinds: dict[str, TimeKind] = {"duration": "DURATION", "set": "SET"}
    kind = kinds.get(
        match.kind, "TIME" if "T" in reading.value.replace("FUTURE", "").replace("PAST", "").replace("PRESENT", "") else "DATE"
    )
    span = Span.of(text, tokens[match.first].start, tokens[match.last - 1].end)
    whole = reading.interval
    begin, end = (whole.first.isoformat(), whole.last.isoformat()) if whole else (None, None)
    time = TimeExpression(span, kind, reading.value, reading.mod, reading.basis, reading.flags, begin, end)
    return _Found(match, time, whole)


def _clocks_on_days(found: list[_Found], before: Interval | None, tokens: list[Token], words: Lexicon) -> list[_Found]:
    """A bare clock time belongs to the day named nearest to it in its sentence, else to the last day named before; the end of a
    range that is the earlier hour ("from 23:00 to 01:30") to the day after."""
    days = [f for f in found if f.time.type in ("DATE", "TIME") and f.interval and f.interval.first == f.interval.last]
    days = days[:MOST_DAYS]
    out: list[_Found] = []
    for one in found:
        clock = one.time.value
        nearest = min(days, key=lambda d: abs(d.match.first - one.match.first), default=None)
        day = nearest.interval if nearest else before
        past_midnight = bool(out) and _ends_range(out[-1], one, tokens, words)
        doubtful = not past_midnight and _in_doubtful_night(nearest, clock)
        if clock.startswith("T") and day is not None and day.first == day.last and not doubtful:
            iso = (day.first + timedelta(past_midnight)).isoformat()
            time = replace(one.time, value=iso + clock, basis="text", begin=iso, end=iso)
            one = replace(one, time=time)
        out.append(one)
    return out


def _in_doubtful_night(day: _Found | None, clock: str) -> bool:
    """Is the clock time an hour after midnight, and the day told by its night?"""
    return day is not None and day.time.value.endswith("TNI") and clock[1:3].isdecimal() and int(clock[1:3]) < NIGHT_ENDS


def _ends_range(first: _Found, last: _Found, tokens: list[Token], words: Lexicon) -> bool:
    """Are these the two clock times of a range of which the second is the earlier hour?"""
    joins = words.lists.get("joins", frozenset()) | words.lists.get("limits", frozenset())
    between = tokens[first.match.last : last.match.first]
    _, _, began = first.time.value.partition("T")
    return len(between) == 1 and between[0].lower in joins and last.time.value[1:] < began and began[:1].isdecimal()


def _may_open(text: str, first: Token) -> bool:
    """Numbers inside longer ones, versions, fractions, scores and words are no times: told by what stands before the first
    token, before any rule is tried."""
    before = text[max(0, first.start - 2) : first.start]
    last = before[-1:]
    if (last.isalnum() and not written_together(last)) or last == "_":
        return False
    if not first.text[0].isdigit() or not before:
        return True
    return not (
        (last in "/.,:#$€£%+@" and (before[:1].isdigit() or last in "#$€£/+@")) or (last in "-–" and before[:1].isalnum())
    )


def _may_close(text: str, last: Token) -> bool:
    """The same by what stands after the last token."""
    after = text[last.end : last.end + 2]
    apart = any(map(written_together, after[:1] + last.text[-1]))
    if (after[:1].isalnum() and not apart) or after[:1] == "_":
        return False
    return not (
        last.text[0].isdigit()
        and after
        and (after[0] in "%°" or (after[0] in "/.,:-–" and after[1:].isdigit()) or after[0] in "$€£")
    )


def _is_name_or_count(tokens: list[Token], match: Match, words: Lexicon) -> bool:
    """Streets, parties and the like that are named by a date; ages; counted things."""
    lists = words.lists
    none: frozenset[str] = frozenset()
    before = [t.lower for t in tokens[max(0, match.first - 2) : match.first]]
    ahead = [t.lower for t in tokens[match.last : match.last + 2]] + ["", ""]
    blockers, ages = lists.get("blockers", none), lists.get("age_before", none)
    if before and (before[-1] in blockers or (before[0] in blockers and tokens[match.first - 1].text[0].isupper())):
        return True
    if before and tokens[match.first].text.isdecimal() and before[-1] in lists.get("numbered", none):
        return True
    if not {ahead[0], " ".join(ahead[:2])}.isdisjoint(lists.get("blockers_after", none)):
        return True
    after = ahead[1] if ahead[0] in ("-", "–") else ahead[0]
    old = not {after, " ".join(ahead[:2])}.isdisjoint(lists.get("age_after", none)) or not {
        " ".join(before),
        *before[-1:],
    }.isdisjoint(ages)
    return match.kind == "duration" and old


def _as_span(tokens: list[Token], match: Match, words: Lexicon) -> Match:
    """ "The first time in two years" looks back over a length of time; "in two years" alone looks ahead."""
    before = {t.lower for t in tokens[max(0, match.first - 6) : match.first]}
    far = match.slots.get("unit") in ("DE", "CE")
    if "within" in match.slots and (far or before & words.lists.get("spanning", frozenset())):
        return Match("duration", match.first, match.last, {k: v for k, v in match.slots.items() if k != "dir"})
    return match


def _as_set(tokens: list[Token], match: Match, found: list[_Found], words: Lexicon) -> Match:
    """A bare weekday that goes on the list of "every Monday and Thursday" comes again and again as well."""
    last = found[-1] if found else None
    if last is None or last.match.kind != "set" or "weekday" not in last.match.slots or match.slots.keys() != {"weekday"}:
        return match
    joins = words.lists.get("joins", frozenset()) | {","}
    between = tokens[last.match.last : match.first]
    listed = 0 < len(between) <= MOST_JOINTS and all(t.lower in joins for t in between)
    return Match("set", match.first, match.last, match.slots) if listed else match


def _is_doubtful(matcher: Matcher, match: Match, found: list[_Found]) -> bool:
    tokens, words = matcher.tokens, matcher.lexicon
    before = tokens[match.first - 1] if match.first else None
    if match.kind == "duration" and before is not None and matcher.may_be("unit", match.first - 1):
        return True  # "24 hours a day": a rate
    phrase = " ".join(t.lower for t in tokens[match.first : match.last])
    support = words.lists.get("support", frozenset())
    if match.last - match.first > 1:
        return phrase in words.lists.get("ambiguous", ()) and (before is None or before.lower not in support)
    return _doubtful_word(matcher, match, before, found)


def _ends_number(matcher: Matcher, match: Match) -> bool:
    """Does a time open with the rest of a number in words that began before it: the "two years" of "a hundred and two years",
    the "years" of "2,500 years ago"?"""
    tokens, lists, first = matcher.tokens, matcher.lexicon.lists, match.first
    counted = matcher.may_be("unit", first) and match.slots.get("dir") == -1
    article = match.slots.get("n") == 1 and not matcher.may_be("ones", first)  # "$1 billion a year"
    number = matcher.may_be("num", first) or matcher.may_be("tenfold", first)
    if tokens[first].text.isdecimal() or article or not (counted or number):
        return False
    at = first - 1
    while at > 0 and (tokens[at].text == "-" or tokens[at].lower in lists.get("number_joins", frozenset())):
        at -= 1
    if at < 0:
        return False
    if counted and at == first - 1 and (tokens[at].text.isdecimal() or matcher.may_be("num", at)):
        return True
    return tokens[at].lower in lists.get("numerals", frozenset()) or matcher.may_be("tenfold", at)


def _ends_amount(tokens: list[Token], match: Match, found: list[_Found], words: Lexicon) -> bool:
    """Is this the end of a longer way: the "eight months ago" of "two years and eight months ago"?"""
    last = found[-1].match if found else None
    if last is None or last.kind != "duration" or "dir" not in match.slots or "n" not in match.slots:
        return False
    between = tokens[last.last : match.first]
    joins = words.lists.get("joins", frozenset()) | words.lists.get("number_joins", frozenset())
    return len(between) < MOST_JOINTS and all(t.lower in joins for t in between)


def _doubtful_word(matcher: Matcher, match: Match, before: Token | None, found: list[_Found]) -> bool:
    """Single words that are names or something else as often (May, Mei, Minggu), and bare years, need support around them."""
    tokens, words = matcher.tokens, matcher.lexicon
    token = tokens[match.first]
    lists = words.lists
    none: frozenset[str] = frozenset()
    previous = before.lower if before is not None else ""
    after = tokens[match.last] if match.last < len(tokens) else None
    supported = previous in lists.get("support", none)
    if token.text.isdecimal():
        listed = previous in (",", *lists.get("joins", none)) and bool(found) and found[-1].match.last >= match.first - 1
        closed = before is not None and previous == "(" and after is not None and after.text in (")", ",", "-", "–", ";")
        return not (
            supported
            or listed
            or closed
            or (match.first == 0 and after is not None and after.text != "." and after.text.islower())
        )
    calendar_name = any(
        matcher.may_be(name, match.first) for name in ("weekday", "month", "month_short", "weekday_short", "holiday")
    )
    if not calendar_name and token.text[0].isupper() and before is not None and before.text[0].isupper():
        return True  # "Radio Hoy", "Sony Now": words of a name
    if token.lower in lists.get("capitalized", none) and not token.text[0].isupper():
        return True
    if token.lower in lists.get("ambiguous", none):
        named = after is not None and after.text[0].isupper()
        return named or not (supported or previous in (",", "-", "–", "("))
    named_before = before is not None and before.text[0].isupper() and not supported and before.lower not in words.firsts
    return (token.text.isupper() and len(token.text) <= 3) or bool(
        named_before and after is not None and after.text[0].isupper() and match.first > 1
    )


def _speaks_of_future(tokens: list[Token], match: Match, words: Lexicon) -> bool:
    """Does a marker of the future stand before the time in its clause, or behind one that opens the sentence (any, where
    verbs stand last), with no verb of the past between? A limit ("until") counts right before the time only: "arrested by
    police on Monday"."""
    if _limited(tokens, match, words):
        return True
    before = range(match.first - 1, max(-1, match.first - 1 - MARKER_REACH), -1)
    if _marked(tokens, before, words):
        return True
    behind = range(match.last, min(match.last + MARKER_REACH, len(tokens)))
    opens = match.first <= 1 or words.settings.get("verb") == "last"
    return opens and _marked(tokens, range(match.last, _clause_end(tokens, behind, words)), words)


def _speaks_of_past(tokens: list[Token], match: Match, words: Lexicon) -> bool:
    """Does the nearest verb that tells its tense, before the time in its sentence, else behind it, stand in the past?"""
    past, endings = words.lists.get("past", frozenset()), tuple(words.lists.get("past_endings", ()))
    before = range(match.first - 1, max(-1, match.first - 1 - MARKER_REACH), -1)
    behind = range(match.last, min(match.last + MARKER_REACH, len(tokens)))
    for steps in (before, behind):
        for at in steps:
            word = tokens[at].lower
            if tokens[at].text in ".;":
                break
            if word in past or (len(word) > 4 and word.endswith(endings)):
                return True
    return False


def _clause_end(tokens: list[Token], steps: range, words: Lexicon) -> int:
    """Where among the steps another clause opens ("who will ...") or a verb ends as those of the past do."""
    openers, endings = words.lists.get("openers", frozenset()), tuple(words.lists.get("past_endings", ()))
    return next(
        (at for at in steps if (word := tokens[at].lower) in openers or (len(word) > 4 and word.endswith(endings))), steps.stop
    )


def _marked(tokens: list[Token], steps: range, words: Lexicon) -> bool:
    """Does a marker of the future come before a verb of the past and the clause's end, token by token?"""
    future, past = words.lists.get("future", frozenset()), words.lists.get("past", frozenset())
    endings = tuple(words.lists.get("future_endings", ()))
    for at in steps:
        word = tokens[at].lower
        if word in past or tokens[at].text in ".;":
            return False
        if word in future or (at + 1 < len(tokens) and f"{word} {tokens[at + 1].lower}" in future):
            return True
        if endings and len(word) > 4 and word.endswith(endings):
            return True
    return False


def _limited(tokens: list[Token], match: Match, words: Lexicon) -> bool:
    """Does a word for a limit stand right before the time, or before its article?"""
    limits, support = words.lists.get("limits", frozenset()), words.lists.get("support", frozenset())
    at = match.first - 1
    if at > 0 and tokens[at].lower in support - limits:
        at -= 1
    return at >= 0 and tokens[at].lower in limits
