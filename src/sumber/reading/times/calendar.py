"""Reckoning with days: units shifted, intervals of TIMEX3 values, the tabular Islamic calendar, the Persian one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""TIMEX3 seasons and the month each begins in, north of the equator."""

_HIJRI_EPOCH = 227015
"""Proleptic Gregorian ordinal of 1 Muharram 1 AH (civil reckoning, 19 July 622 Gregorian)."""

_NOWRUZ, _NOWRUZ_YEAR = date(2021, 3, 21), 1400
"""The first day of a Persian year, and which."""
_LEAP_YEARS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Of 33 Persian years those with a day more, by what is left of their number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A calendar value and its first and last day."""

    value: str
    first: date
    last: date


def day(of: date) -> Interval:
    """One day."""
    return Interval(of.isoformat(), of, of)


def month(year: int, number: int) -> Interval:
    """A month; `number` may lie outside 1..12 and then counts on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Interval(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(value: str, year: int, number: int, count: int) -> Interval:
    """`count` months from `number` of `year` on, under the name `value`."""
    return Interval(value, month(year, number).first, month(year, number + count - 1).last)


def year_of(year: int) -> Interval:
    """A year."""
    return months(f"{year:04}", year, 1, 12)


def week(of: date) -> Interval:
    """The ISO week that holds the day."""
    monday = of - timedelta(of.weekday())
    number = of.isocalendar()
    return Interval(f"{number.year:04}-W{number.week:02}", monday, monday + timedelta(6))


def weekend(of: date) -> Interval:
    """Saturday and Sunday of the ISO week that holds the day."""
    whole = week(of)
    return Interval(whole.value + "-WE", whole.first + timedelta(5), whole.last)


def shifted(unit: str, of: date, steps: int) -> Interval:
    """The calendar unit (D, W, WE, M, Q, H, Y, DE, CE) `steps` from the one that holds the day."""
    match unit:
        case "D":
            return day(of + timedelta(steps))
        case "W":
            return week(of + timedelta(7 * steps))
        case "WE":
            return weekend(of + timedelta(7 * steps))
        case "M":
            return month(of.year, of.month + steps)
        case "Q" | "H":
            size = 3 if unit == "Q" else 6
            first = month(of.year, ((of.month - 1) // size + steps) * size + 1).first
            return months(f"{first.year:04}-{unit}{(first.month - 1) // size + 1}", first.year, first.month, size)
        case "DE":
            return years(str(of.year // 10 + steps), 10)
        case "CE":
            return years(str(of.year // 100 + steps), 100)
        case _:
            return year_of(of.year + steps)


def years(prefix: str, count: int) -> Interval:
    """A decade ("199") or century ("19"): all years that begin with the prefix."""
    return Interval(prefix, date(int(prefix) * count, 1, 1), date(int(prefix) * count + count - 1, 12, 31))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as given by Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def hijri(year: int, number: int, of: int) -> date:
    """Day `of` of month `number` of the Islamic year in the civil tabular calendar; sightings may differ by a day or two."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (number - 1) + 1) // 2 + of
    return date.fromordinal(_HIJRI_EPOCH + days - 1)


def jalali(year: int, number: int, of: int) -> date:
    """Day `of` of month `number` of the Persian year, its leap years told by the cycle of 33 years: from 1244 to 1472."""
    before = sum(y % 33 in _LEAP_YEARS for y in range(min(year, _NOWRUZ_YEAR), max(year, _NOWRUZ_YEAR)))
    days = (year - _NOWRUZ_YEAR) * 365 + (before if year > _NOWRUZ_YEAR else -before)
    return _NOWRUZ + timedelta(days + 30 * (number - 1) + min(number - 1, 6) + of - 1)


def hijri_in(year: int, number: int, of: int) -> list[date]:
    """The days of a Gregorian year on which that day of the Islamic year falls: one, seldom two or none."""
    guess = int((year - 622) * 33 / 32)
    return [found for hy in (guess - 1, guess, guess + 1, guess + 2) if (found := hijri(hy, number, of)).year == year]
