"""From slots to a TIMEX3 value: what day, month, week or span of time a phrase means, seen from the day of publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sumber.reading.times import calendar
from sumber.reading.times.calendar import Interval
from sumber.reading.times.lexicon import Slots
from sumber.types import TimeBasis

MONTHS_AHEAD = 3
"""How many months ahead a month, a quarter or a half without a year may begin before last year's is meant."""
AHEAD_DAYS = 120
"""How far ahead of publication a day and month without a year may lie before last year's is meant: news looks back more
than forward."""

BLANK = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "Y": "XXXX"}
"""Values of units whose place in time is not known, and of sets that name a unit."""


LAST_HIJRI_YEAR = 1700
"""A feast or month of the Islamic calendar with a year up to this one has it of that calendar: "1 Ramadan 1446"."""

PERSIAN_YEARS = range(1244, 1473)
"""Years in which the Persian calendar's leap years are known by rule."""

LONGEST_DAYS = {"W": 7, "WE": 7, "M": 31, "Q": 92, "H": 184, "Y": 366, "DE": 3653, "CE": 36525}
"""Days of the longest of each unit; shorter ones stay within a day."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is read against. `published` is None where the document has no date; `anchor` is the last day, month or
    year named before in the text; `future`: its clause speaks of what is to come; `past`: of what has happened."""

    published: date | None
    anchor: Interval | None = None
    future: bool = False
    past: bool = False
    next_weekday_in_next_week: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolved phrase."""

    value: str
    interval: Interval | None = None
    basis: TimeBasis = "stated"
    mod: str | None = None
    flags: tuple[str, ...] = ()


def read_date(slots: Slots, context: Context) -> Reading | None:
    """The reading of a phrase for a date, or None where its parts give none. A clock time or part of the day is added to it."""
    try:
        reading = _date(slots, context)
    except (ValueError, OverflowError):
        return None
    if reading is None:
        return None
    clock = clock_of(slots)
    if clock:
        reading = replace(reading, value=reading.value + clock)
    mod = slots.get("mod")
    return replace(reading, mod=str(mod)) if mod else reading


def clock_of(slots: Slots) -> str:
    """The part of a TIMEX3 value after the day: "T06:40", "TMO", or nothing."""
    if "hour" in slots:
        hour = int(slots["hour"])
        half = slots.get("half_day") or {"AF": "pm", "EV": "pm", "NI": "pm"}.get(str(slots.get("part")))
        if half == "pm" and 1 <= hour < 12 and not (slots.get("part") == "NI" and hour < 5):
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return f"T{hour:02}:{int(slots.get('minute', 0)):02}"
    return f"T{slots['part']}" if "part" in slots else ""


def read_duration(slots: Slots) -> Reading | None:
    """A length of time: P3D, PT45M, PXY."""
    unit = str(slots["unit"])
    if unit == "WE":
        return None
    amount = slots.get("n", "X")
    prefix = "PT" if unit in ("h", "m", "s") else "P"
    scale = {"DE": 10, "CE": 100, "Q": 3, "H": 6}.get(unit)
    if scale and isinstance(amount, int):
        amount *= scale
    unit = {"DE": "Y", "CE": "Y", "Q": "M", "H": "M"}.get(unit, unit)
    half = "H30M" if slots.get("plus_half") and unit == "h" else ""
    value = f"{prefix}{amount}{half or unit.upper()}"
    return Reading(value, mod=str(slots["mod"]) if "mod" in slots else None)


def read_set(slots: Slots, as_period: bool) -> Reading:
    """Something that comes again and again: "XXXX-WXX-4", "XXXX-XX" or (as_period) "P1M"."""
    if "weekday" in slots:
        return Reading(f"XXXX-WXX-{slots['weekday']}{clock_of(slots)}")
    if "month" in slots:
        day = f"-{int(slots['day']):02}" if "day" in slots else ""
        return Reading(f"XXXX-{int(slots['month']):02}{day}")
    if "unit" not in slots:
        return Reading("XXXX-XX-XX" + clock_of(slots))
    unit = str(slots["unit"])
    if as_period or "n" in slots or unit not in BLANK:
        return read_duration({"n": 1, **slots}) or Reading("XXXX-WXX-WE")
    return Reading(BLANK[unit])


def _date(slots: Slots, context: Context) -> Reading | None:
    if "ref" in slots:
        return Reading(str(slots["ref"]), basis="publication")
    if "jalali_month" in slots:
        return _jalali(slots, context)
    if "hijri_month" in slots:
        day_of = f"/{slots['day']}" if "day" in slots else ""
        return _holiday({**slots, "hijri": f"{slots['hijri_month']}{day_of}"}, context)
    if slots.keys() & {"holiday", "hijri", "nth", "easter"}:
        return _holiday(slots, context)
    if "hijri_year" in slots:
        whole = calendar.year_of(calendar.hijri(int(slots["year"]), 7, 1).year)
        return Reading(whole.value, whole, mod="APPROX")
    if "ord" in slots and slots.get("unit") == "CE":
        number = int(slots["ord"])
        return _stated(calendar.years(f"{number - 1:02}", 100)) if 1 < number < 23 else None
    if "decade" in slots:
        decade = int(slots["decade"])
        if decade % 10 == 0 and decade < 200 and "hundreds" in slots:
            return _stated(calendar.years(str(decade // 10), 100))
        return _stated(calendar.years(str(decade), 10))
    if "sub" in slots and "ord" in slots:
        return _part_of_year(str(slots["sub"]), int(slots["ord"]), slots, context)
    if "season" in slots:
        return _season(slots, context)
    if ("day" in slots and slots.keys() & {"month", "dir", "only"}) or ("weekday" in slots and "day" in slots):
        return _day_of_month(slots, context)
    if "month" in slots:
        return _month(slots, context)
    if "weekday" in slots:
        return _weekday(slots, context)
    if "year" in slots:
        return _stated(calendar.year_of(int(slots["year"])))
    return _relative(slots, context)


def _stated(interval: Interval, *flags: str) -> Reading:
    return Reading(interval.value, interval, flags=flags)


def _seen_from(slots: Slots, context: Context) -> tuple[date | None, TimeBasis]:
    """The day from which a relative phrase is reckoned, and what it is."""
    if slots.get("from") == "text" and context.anchor is not None:
        return context.anchor.first, "text"
    return context.published, "publication"


def _year(slots: Slots, context: Context) -> int | None:
    """The year that the phrase itself gives: in figures, or as "last year"."""
    if "year" in slots:
        return int(slots["year"])
    origin, _ = _seen_from(slots, context)
    if slots.get("unit") == "Y" and "dir" in slots and origin:
        return origin.year + int(slots["dir"])
    return None


def _day_of_month(slots: Slots, context: Context) -> Reading | None:
    number, seen = int(slots["day"]), context.published
    year = _year(slots, context)
    basis: TimeBasis = "stated" if "year" in slots else "publication"
    if "month" not in slots:
        if seen is None:
            return Reading(f"XXXX-XX-{number:02}", basis=basis)
        steps = int(slots["dir"]) if slots.get("unit") == "M" else 0
        if "only" in slots:
            steps = int(number < seen.day) if context.future else -int(number > seen.day)
        whole = calendar.month(seen.year, seen.month + steps)
        year, month = whole.first.year, whole.first.month
    else:
        month = int(slots["month"])
    if year is None and seen is None:
        return Reading(
            f"XXXX-{month:02}-{number:02}",
            basis="defaulted",
            flags=() if _exists(2024, month, number) else ("impossible-date",),
        )
    if year is None and seen is not None:
        year = _nearest_year(seen, month, number, slots, context)
    if year is None or not _exists(year, month, number):
        return Reading(f"{year:04}-{month:02}-{number:02}", basis=basis, flags=("impossible-date",))
    day = date(year, month, number)
    flags = ("weekday-mismatch",) if "weekday" in slots and day.isoweekday() != slots["weekday"] else ()
    return Reading(day.isoformat(), calendar.day(day), basis, flags=flags)


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _nearest_year(seen: date, month: int, number: int, slots: Slots, context: Context) -> int:
    days = {y: date(y, month, number) for y in (seen.year - 1, seen.year, seen.year + 1) if _exists(y, month, number)}
    if not days or slots.get("dir") == 0:
        return seen.year
    if "dir" in slots:
        ahead = [y for y, d in days.items() if (d >= seen if int(slots["dir"]) > 0 else d <= seen)]
        return (min(ahead) if int(slots["dir"]) > 0 else max(ahead)) if ahead else seen.year
    limit = 300 if context.future else AHEAD_DAYS
    return min(
        days, key=lambda y: (days[y] - seen).days if 0 <= (days[y] - seen).days <= limit else _back(seen, days[y], context)
    )


def _back(seen: date, day: date, context: Context) -> int:
    # Days past compete with days ahead by distance; beyond the limit nothing ahead is meant. Where the clause speaks of
    # the future, a past day must be three times nearer.
    gap = (seen - day).days
    return gap * (3 if context.future else 1) if gap > 0 else 10_000 - gap


def _month(slots: Slots, context: Context) -> Reading | None:
    number = int(slots["month"])
    year, seen = _year(slots, context), context.published
    if year is not None:
        return (
            Reading(m.value, m, "stated" if "year" in slots else "publication") if (m := calendar.month(year, number)) else None
        )
    if seen is None:
        return Reading(f"XXXX-{number:02}", basis="defaulted")
    gap = number - seen.month
    match slots.get("dir"):
        case -1:
            year = seen.year - (gap >= 0)
        case 1:
            year = seen.year + (gap <= 0)
        case 0:
            year = seen.year
        case _ if context.future:
            year = seen.year + (gap < -2)
        case _:
            year = seen.year - (gap > MONTHS_AHEAD) + (gap < -10)
    whole = calendar.month(year, number)
    return Reading(whole.value, whole, "publication")


def _weekday(slots: Slots, context: Context) -> Reading | None:
    wanted, (seen, basis) = int(slots["weekday"]), _seen_from(slots, context)
    if seen is None:
        return Reading(f"XXXX-WXX-{wanted}", basis="defaulted")
    if slots.get("unit") == "W" and "dir" in slots:
        monday = calendar.shifted("W", seen, int(slots["dir"])).first
        day = monday + timedelta(wanted - 1)
        return Reading(day.isoformat(), calendar.day(day), basis)
    if "days" in slots:
        day = seen + timedelta(int(slots["days"]))
        return Reading(
            day.isoformat(), calendar.day(day), basis, flags=() if day.isoweekday() == wanted else ("weekday-mismatch",)
        )
    back = (seen.isoweekday() - wanted) % 7
    match slots.get("dir"):
        case -1:
            day = seen - timedelta(back or 7)
        case 1 if context.next_weekday_in_next_week and not slots.get("nearest"):
            day = calendar.shifted("W", seen, 1).first + timedelta(wanted - 1)
        case 1:
            day = seen + timedelta(7 - back)
        case 0:
            gone = not context.future and (back < 4 or context.past)
            day = seen - timedelta(back) if gone or not back else seen + timedelta(7 - back)
        case _:
            day = seen + timedelta((7 - back) % 7) if context.future else seen - timedelta(back)
    return Reading(day.isoformat(), calendar.day(day), basis)


def _part_of_year(unit: str, number: int, slots: Slots, context: Context) -> Reading | None:
    size = 3 if unit == "Q" else 6
    if not 1 <= number <= 12 // size:
        return None
    year, seen = _year(slots, context), context.published
    basis: TimeBasis = "stated" if "year" in slots else "publication"
    if year is None and seen is None:
        return Reading(f"XXXX-{unit}{number}", basis="defaulted")
    if year is None and seen is not None:
        near = (number - 1) * size + 1 - seen.month <= MONTHS_AHEAD
        year = seen.year if near or context.future or slots.get("dir") in (0, 1) else seen.year - 1
    whole = calendar.months(f"{year:04}-{unit}{number}", int(year or 0), (number - 1) * size + 1, size)
    return Reading(whole.value, whole, basis)


def _season(slots: Slots, context: Context) -> Reading | None:
    name = str(slots["season"])
    year, seen = _year(slots, context), context.published
    first = calendar.SEASONS[name]
    if year is None and seen is None:
        return Reading(f"XXXX-{name}", basis="defaulted")
    if year is None and seen is not None:
        match slots.get("dir"):
            case -1:
                year = seen.year - (seen.month < first + 3)
            case 1:
                year = seen.year + (seen.month >= first)
            case 0:
                year = seen.year
            case _:
                year = seen.year - (seen.month < first and not context.future)
    whole = calendar.months(f"{year:04}-{name}", int(year or 0), first, 3)
    return Reading(whole.value, whole, "stated" if "year" in slots else "publication")


def _jalali(slots: Slots, context: Context) -> Reading | None:
    """A day of the Persian calendar; without its year the latest that lies no farther ahead than a day and month may."""
    number, of = int(slots["jalali_month"]), int(slots["day"])
    if "year" in slots:
        year = int(slots["year"])
        return _stated(calendar.day(calendar.jalali(year, number, of))) if year in PERSIAN_YEARS else None
    if context.published is None:
        return None
    latest = context.published + timedelta(AHEAD_DAYS)
    days = (calendar.jalali(context.published.year - behind, number, of) for behind in (621, 622, 623))
    near = next((day for day in days if day <= latest), None)
    return Reading(near.isoformat(), calendar.day(near), "publication") if near else None


def _holiday(slots: Slots, context: Context) -> Reading | None:
    """A feast of the solar year ("12/25"; nth "11/4/4": the 4th Thursday of November, -1 the last), of the
    Christian one (easter: days from Easter Sunday) or of the Islamic one (hijri "10/1"; "9" is the whole month, named by the
    Gregorian month it begins in)."""
    kind = next(name for name in ("holiday", "hijri", "nth", "easter") if name in slots)
    parts = [int(p) for p in str(slots[kind]).split("/")]
    year, seen = _year(slots, context), context.published
    if year is None and seen is None:
        return Reading(f"XXXX-{parts[0]:02}-{parts[1]:02}" if kind == "holiday" else "XXXX", basis="defaulted")
    near = [year] if year is not None else [seen.year + step for step in (-1, 0, 1)] if seen else []
    if kind == "hijri" and "year" in slots and int(slots["year"]) <= LAST_HIJRI_YEAR:
        days = [calendar.hijri(int(slots["year"]), parts[0], parts[1] if len(parts) > 1 else 1)]
    else:
        days = [day for y in near for day in _feasts(kind, parts, y)]
    if seen and "dir" in slots and slots.get("unit") != "Y":
        wanted = int(slots["dir"])
        days = [d for d in days if (d < seen) == (wanted < 0)] if wanted else [d for d in days if d.year == seen.year]
    if not days:
        return None
    day = min(days, key=lambda d: abs((d - seen).days)) if seen and year is None else days[0]
    whole = calendar.month(day.year, day.month) if kind == "hijri" and len(parts) == 1 else calendar.day(day)
    mod = "APPROX" if kind == "hijri" else None
    return Reading(whole.value, whole, "stated" if "year" in slots else "publication", mod)


def _feasts(kind: str, parts: list[int], year: int) -> list[date]:
    if kind == "easter":
        return [calendar.easter(year) + timedelta(parts[0])]
    if kind == "hijri":
        return calendar.hijri_in(year, parts[0], parts[1] if len(parts) > 1 else 1)
    if kind == "holiday":
        return [date(year, parts[0], parts[1])]
    whole = calendar.month(year, parts[0])
    days = [whole.first + timedelta(n) for n in range((whole.last - whole.first).days + 1)]
    alike = [d for d in days if d.isoweekday() == parts[2]]
    return [alike[parts[1] - 1 if parts[1] > 0 else parts[1]]]


def _relative(slots: Slots, context: Context) -> Reading | None:
    unit = str(slots.get("unit", "D"))
    seen, basis = _seen_from(slots, context)
    steps = int(slots["days"]) if "days" in slots else int(slots.get("dir", 0))
    if "n" in slots:
        if not isinstance(slots["n"], int):
            return Reading("PAST_REF" if steps < 0 else "FUTURE_REF", basis=basis)
        steps *= slots["n"]
    elif "some" in slots:
        return Reading("PAST_REF" if steps < 0 else "FUTURE_REF", basis=basis)
    if "moment" in slots:  # "at that time" is whenever was told before, a day as well as a year
        return Reading(context.anchor.value, context.anchor, "text") if context.anchor else None
    if "dir" not in slots and "days" not in slots:
        return None
    if basis == "text" and context.anchor and _is_wider(context.anchor, unit):
        return _about(context.anchor, unit, steps)
    if unit in ("h", "m", "s"):
        return _hours(unit, steps, seen, basis)
    if seen is None:
        return Reading(BLANK.get(unit, "XXXX"), basis="defaulted")
    if unit in ("DE", "CE") and "n" in slots:
        unit, steps = "Y", steps * (10 if unit == "DE" else 100)
    if slots.get("from") == "text" and steps == 0 and context.anchor is not None:
        whole = context.anchor if unit == "D" else calendar.shifted(unit, seen, 0)
    elif unit == "W" and "n" in slots and steps > 0:
        whole = calendar.day(seen + timedelta(7 * steps))
    else:
        whole = calendar.shifted(unit, seen, steps)
    return Reading(whole.value, whole, basis)


def _is_wider(anchor: Interval, unit: str) -> bool:
    """Is the time reckoned from longer than the unit? A month before something of 2022 may be of 2022 or of 2021."""
    return (anchor.last - anchor.first).days > LONGEST_DAYS.get(unit, 1) - 1


def _about(anchor: Interval, unit: str, steps: int) -> Reading | None:
    """A short way from something that is known to a year or a month only lies about there; farther off nothing is known."""
    days = LONGEST_DAYS.get(unit, 1) * abs(steps)
    near = unit in ("D", "W", "M") and 0 < 4 * days <= (anchor.last - anchor.first).days + 1
    return Reading(anchor.value, anchor, "text", "APPROX") if near else None


def _hours(unit: str, steps: int, seen: date | None, basis: TimeBasis) -> Reading | None:
    # Without the hour of writing, "two hours ago" is known to the day at best, and to nothing near midnight.
    days = steps // 24 if unit == "h" and steps % 24 == 0 else 0
    if seen is None:
        return Reading("XXXX-XX-XX", basis="defaulted")
    day = calendar.day(seen + timedelta(days))
    return Reading(day.value, day, basis)
