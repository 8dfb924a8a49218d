"""Moments as pages write them, in machine form and in words, to ISO 8601 with the page's own offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache

from sumber.articles import lexicon

EARLIEST, LATEST = 1990, 2100
"""Years outside are no year of publication on the web."""

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?(?![\d:])",
    re.I,
)
_ZONE = r"((?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})\b"
_CLOCK = re.compile(
    r"\s*(?:[^\w\s]{1,3}|\b[^\W\d]{1,6}\.?(?:\s[^\W\d]{1,4})?)?\s*(?<!\d)(\d{1,2})\s?(?:[:.h時时]|시)\s?(\d{2})(?:[:.]\d{2})?(?:分|분)?"
    rf"(?![\d.]\d)\s*([ap]\.?m\b\.?)?(?:\s*\(?\s*{_ZONE})?(?:\s*\(?\s*{_ZONE})?",
    re.I,
)
_BEFORE = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap]\.?m\b\.?)?\s*(?:\(?((?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})\)?)?[\s,|·•–-]{0,4}$",
    re.I,
)
_YEARED = re.compile(r"\d{4}|\d[/.·-]\s?\d\d\b")
_DAY_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,?\s{0,3}\d{4}(?!\d)", re.I)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.·-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/-])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?(?:[/.-]|年|년)\s?(\d{1,2})\s?(?:[/.-]|月|월)\s?(\d{1,2})(?:日|일|\.)?(?!\d)")


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    """Day-month-year and month-day-year with the month in words, any language; how far before its day a month begins at
    most."""
    names = sorted({name for table in lexicon.months().values() for name in table}, key=len, reverse=True)
    # By first letters, so that most of the hundreds of names are passed over at once.
    ends: dict[str, list[str]] = {}
    for name in names:
        ends.setdefault(name[0], []).append(re.escape(name[1:]))
    month = "(" + "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in ends.items()) + ")"
    of = "".join(re.escape(word) + r"\s|" for word in lexicon.phrases("of"))
    day_first = (
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?[\s.-]{{1,3}}(?:{of}de\s|of\s)?{month}\b"
        rf"\.?,?[\s.-]{{0,3}}(?:de\s|del\s)?(\d{{4}})(?!\d)"
    )
    month_first = rf"\b{month}\b\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,3}}(\d{{4}})(?!\d)"
    return re.compile(day_first, re.I), re.compile(month_first, re.I), len(names[0]) + len(". ") + 1


def parse_moment(value: str | None, lang: str | None = None) -> str | None:
    """A date or moment out of metadata as ISO 8601; None where it is none. A day stays a day; an offset is never made up."""
    return _parsed(value.strip()[:80], lang) if value else None


@lru_cache(maxsize=64)
def _parsed(value: str, lang: str | None) -> str | None:
    """The same, remembered: a page says its moments in several places."""
    found = _ISO.match(value)
    if found:
        return _iso(found)
    if re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.0)?", value):
        return datetime.fromtimestamp(int(float(value)) / (1000 if len(value) > 12 else 1), UTC).isoformat()
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return find_moment(value, lang)
    if not EARLIEST <= moment.year <= LATEST:
        return None
    return moment.isoformat() if moment.tzinfo or moment.hour or moment.minute else moment.date().isoformat()


def _iso(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return _build(int(year), int(month), int(day), None, None)
    clock = (int(hour), int(minute), int(second or 0))
    return _build(int(year), int(month), int(day), clock, _offset(zone))


def _build(year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: timezone | None) -> str | None:
    try:
        moment = datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=zone)
    except ValueError:
        return None
    if not EARLIEST <= year <= LATEST:
        return None
    return moment.isoformat() if clock else moment.date().isoformat()


def _offset(zone: str | None) -> timezone | None:
    """The offset that a zone's name or digits say; None where it is unknown."""
    if not zone:
        return None
    zone = zone.upper().replace(" ", "")
    if zone == "Z":
        return UTC
    digits = lexicon.words("web")["zones"].get(zone) or zone.removeprefix("UTC").removeprefix("GMT")
    found = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", digits)
    if not found:
        return None
    delta = timedelta(hours=int(found.group(2)), minutes=int(found.group(3) or 0))
    return None if delta > timedelta(hours=14) else timezone(-delta if found.group(1) == "-" else delta)


def find_moment(text: str, lang: str | None = None) -> str | None:
    """The first date written in a line, with the clock time beside it, as ISO 8601; None where there is none."""
    text = text[:300]
    if not _YEARED.search(text):
        return None
    best: tuple[int, int, tuple[int, int, int]] | None = None
    for found, day in _days(text, lang):
        if best is None or found.start() < best[0]:
            best = (found.start(), found.end(), day)
    if best is None:
        return None
    start, end, (year, month, day_) = best
    clock = _CLOCK.match(text, end) or _BEFORE.search(text[:start])
    if clock:
        hour, minute = int(clock.group(1)), int(clock.group(2))
        half = (clock.group(3) or _half(text[clock.end(2) :]) or _leading_half(text[end : clock.start(1)])).lower()
        if half and hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24 and minute < 60:
            # The first word may be one for "o'clock".
            zones = (_offset(zone) for zone in clock.groups()[3:])
            return _build(year, month, day_, (hour, minute, 0), next((zone for zone in zones if zone), None))
    return _build(year, month, day_, None, None)


@cache
def _halves() -> re.Pattern[str]:
    """What languages write behind a clock time for a.m. and p.m.: the first group matches for p.m."""
    early, late = (lexicon.alternatives(lexicon.phrases(key)) for key in ("forenoon", "afternoon"))
    return re.compile(rf"\s*(?:({late})|{early})", re.I)


def _half(behind: str) -> str:
    """ "a" or "p" where words right behind a clock time tell the half of the day, else nothing."""
    found = _halves().match(behind)
    return ("p" if found.group(1) else "a") if found else ""


def _leading_half(between: str) -> str:
    """The same for words that stand between the day and the clock time ("오후 3:25")."""
    if between.isascii():
        return ""
    found = _halves().search(between)
    return ("p" if found.group(1) else "a") if found else ""


def _days(text: str, lang: str | None) -> list[tuple[re.Match[str], tuple[int, int, int]]]:
    """Every way of writing a day that is found in the text: the match and (year, month, day)."""
    days = []
    day_first, month_first, reach = _worded()
    found = day_first.search(text)
    if found and (month := _month(found.group(2), lang)):
        days.append((found, (int(found.group(3)), month, int(found.group(1)))))
    # Hundreds of names are only looked for right before a day and a year.
    near = (month_first.search(text, max(0, tail.start() - reach)) for tail in _DAY_YEAR.finditer(text))
    found = next((match for match in near if match), None)
    if found and (month := _month(found.group(1), lang)):
        days.append((found, (int(found.group(3)), month, int(found.group(2)))))
    found = _YEAR_FIRST.search(text)
    if found:
        days.append((found, (int(found.group(1)), int(found.group(2)), int(found.group(3)))))
    found = _NUMERIC.search(text)
    if found:
        first, second = int(found.group(1)), int(found.group(3))
        year = int(found.group(4)) + (2000 if len(found.group(4)) == 2 else 0)
        order = (
            lexicon.words(lang.split("-")[0]).get("date_order", "day")
            if lang and lang.split("-")[0] in lexicon.languages()
            else ""
        )
        if first > 12 >= second or (order == "day" and second <= 12) or first == second:
            days.append((found, (year, second, first)))
        elif second > 12 >= first:
            days.append((found, (year, first, second)))
    return [(match, day) for match, day in days if _build(*day, None, None)]


def _month(name: str, lang: str | None) -> int | None:
    """A month's number: in the page's language, else where the languages that know the name agree."""
    name = name.lower()
    own = lexicon.months().get((lang or "").split("-")[0], {}).get(name)
    if own:
        return own
    numbers = {table[name] for table in lexicon.months().values() if name in table}
    return numbers.pop() if len(numbers) == 1 else None
