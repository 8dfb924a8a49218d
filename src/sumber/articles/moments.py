"""When an article was published and modified: what the page declares, shows, and has in its address, weighed against each
other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from sumber.articles import labels, lexicon
from sumber.articles.blocks import Block, Markup
from sumber.articles.dates import find_moment, parse_moment
from sumber.articles.jsonld import Linked
from sumber.articles.provenance import NEAR, Stated

_DAY, _DAY_LAST = r"(0[1-9]|[12]\d|3[01])", r"[/-](0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20[0-3]\d)(?=[/_.-]|$)"
_URL_DAY_LAST = re.compile(_DAY_LAST)
_URL_DAY = re.compile(rf"[/-](20[0-3]\d)[/-]?(0[1-9]|1[0-2])[/-]?{_DAY}(?=[/_.-]|$)")
_URL_WORDED = re.compile(rf"/(20[0-3]\d)/([^\W\d]{{3,12}})/{_DAY}(?=[/_.-]|$)")
_DATELINE_DAY = re.compile(r"[^\W\d][^\d.]{0,40}(\d{1,2}[^()–—]{5,20}\d)\)?\s?[.:–—-]")

OFFSETS = frozenset((-210, 210, 270, 330, 345, 390, 570, 630))
"""Offsets of clocks in minutes that are no whole hours."""

MAX_OFFSET = 840
"""Minutes of the offset farthest from UTC."""

MINUTE = timedelta(minutes=1)

WRITTEN = date(2026, 12, 31)
"""A clock that is behind this day is wrong."""

FAR = 6
"""Blocks behind the text up to which a <time> belongs to the article."""

SHOWN = 3
"""Dates shown near the title that are looked at: more are of other articles."""


@dataclass(slots=True)
class Moments:
    """The moment of publication and of the last change as ISO 8601, and what each source says of both."""

    published: str | None
    modified: str | None
    stated: Stated = field(default_factory=list)
    changed: Stated = field(default_factory=list)


def read_moments(
    markup: Markup, linked: Linked, near: list[Block], title: str | None, url: str | None, lang: str | None
) -> Moments:
    """Of declared moments that name several days, the one that readers are shown wins; of those that name one day, the fullest.
    What is shown counts where nothing is declared, then the address, then a day that opens the text."""
    names = lexicon.words("web")["metadata"]
    stated = _declared(markup, linked.published, names["published"], lang)
    changed = _declared(markup, linked.modified, names["modified"], lang)
    timed, retimed = _elements(markup, lang)
    shown, updates = _lines(near, lang)
    stated += [(source, moment) for source, moment in timed if source != "page"]
    shown = [moment for _, moment in timed] + shown
    clocks = shown + [moment for _, moment in stated]
    stated, shown = _local(stated, clocks), [moment for _, moment in _local([("page", moment) for moment in shown], clocks)]
    address = _addressed(url)
    seen = [*shown, address] if address else shown
    best = _confirmed([moment for _, moment in stated], seen) or _first(shown, address)
    first = [moment for moment in shown if moment == best or moment == shown[0]]
    stated += [("page", moment) for moment in first] + ([("address", address)] if address and not best else [])
    updates = retimed + updates
    changed = _local(changed, updates + [moment for _, moment in changed])
    if best and all(source.partition(":")[2] in names["vague"] for source, said in stated if said == best):
        # No page changes before it is published: a tag that names no kind of date then holds a later one.
        best = next((moment for moment in updates if moment[:10] < best[:10]), best)
    best = best or address
    if best is None and updates:
        best = updates[0]
        stated.append(("page", best))
    if best is None and (best := _leading(markup, title, lang)):
        stated.append(("text", best))
    changed += [("page", moment) for moment in updates]
    later = [moment for _, moment in changed if not best or _instant(moment) > _instant(best) - NEAR]
    modified = _confirmed(later or [moment for _, moment in changed], [])
    best = best and _fullest(best, [moment for _, moment in stated])
    modified = modified and _fullest(modified, [moment for _, moment in changed])
    return Moments(best, modified, list(dict.fromkeys(stated)), list(dict.fromkeys(changed)))


def latest() -> str:
    """The last day on which a page read now may have been published: where the day begins first it may be tomorrow. A page that
    claims a later one would lead every list for good."""
    return (max(datetime.now(UTC).date(), WRITTEN) + timedelta(days=1)).isoformat()


def _possible(moment: str | None) -> str | None:
    """The moment, unless it lies in the future."""
    return moment if moment and (moment[:10] <= WRITTEN.isoformat() or moment[:10] <= latest()) else None


def _declared(markup: Markup, linked: str | None, names: list[str], lang: str | None) -> Stated:
    """The moments that JSON-LD and meta tags of these names give."""
    found = [("json-ld", linked), *((f"meta:{name}", markup.meta(name)) for name in names if name in markup.metas)]
    return [(source, moment) for source, value in found if (moment := _possible(parse_moment(value, lang)))]


def _elements(markup: Markup, lang: str | None) -> tuple[Stated, list[str]]:
    """The <time> nearest to where the article's text begins, and the nearest that tells of a change."""
    if not markup.times:
        return [], []
    first, last = labels.body_ends(markup.blocks)
    last = max(first, last)
    times: Stated = []
    updates: list[str] = []
    for value, at, names in sorted(markup.times, key=lambda time: (abs(time[1] - first), time[0])):
        if times and abs(at - first) > FAR:
            break
        typed = "datePublished" in names
        changed = not typed and bool(_updated().search(names.lower()))
        if at > last + FAR or (updates or at > first + FAR if changed else times):
            continue
        moment = _possible(parse_moment(value, lang))
        if moment and changed:
            updates.append(moment)
        elif moment:
            times.append(("time:datePublished" if typed else "page", moment))
        if times and updates:
            break
    return times, updates


@cache
def _updated() -> re.Pattern[str]:
    """Words for a change in a text in small letters (without re.I the search is several times as fast)."""
    return re.compile(lexicon.alternatives(lexicon.phrases("updated")))


def _lines(near: list[Block], lang: str | None) -> tuple[list[str], list[str]]:
    """Moments that lines near the title show: those of publication, those of changes."""
    shown: list[str] = []
    updates: list[str] = []
    for block in near:
        if block.label == labels.TITLE or block.tag == "h1" or not _DATED.search(block.text):
            continue
        for part, changed in _parts(block.text):
            moment = _possible(find_moment(part, lang))
            if moment:
                (updates if changed else shown).append(moment)
        if len(shown) >= SHOWN:
            break
    return shown, updates


def _parts(line: str) -> list[tuple[str, bool]]:
    """A line cut before the words for a change; whether each part begins with one."""
    lower = line.lower()
    starts = [found.start() for found in _updated().finditer(lower)][:2] if len(lower) == len(line) else []
    if not starts:
        return [(line, False)]
    bounds = [*starts, len(line)]
    return [(line[: starts[0]], False), *((line[start:end], True) for start, end in pairwise(bounds))]


_DATED = re.compile(r"\d(?:(?:\w\w)?\D{1,16}(?:19|20)\d\d(?!\d)|(?:(?<=1)9|(?<=2)0)\d\d\D{1,3}\d|[/.·-]\s?\d\d\b)")
"""What a line with a date holds; it begins with one sign of a kind, which is looked for much faster than three."""


def _first(shown: list[str], address: str | None) -> str | None:
    """The first moment shown; the first that names the address's day, where one does."""
    return next((moment for moment in shown if address and moment[:10] == address), shown[0] if shown else None)


def _confirmed(declared: list[str], shown: list[str]) -> str | None:
    """The first declared moment, or a later one that the page shows while it doesn't show the first."""
    for moment in declared:
        if any(same_time(moment, other) for other in shown):
            return moment
    return declared[0] if declared else None


def same_time(a: str, b: str) -> bool:
    """Is it one day, or one instant told with two offsets?"""
    return a[:10] == b[:10] or abs(_instant(a) - _instant(b)) < (NEAR if _is_zoned(a) and _is_zoned(b) else timedelta(0))


def _fullest(best: str, moments: list[str]) -> str:
    """A moment, or another statement of it that also names the clock, the offset, or an offset that is not merely UTC."""
    for moment in moments:
        clocked = len(best) == 10 < len(moment) and moment[:10] == best
        zoned = moment[:16] == best[:16] and _is_zoned(moment) and not _is_zoned(best)
        if clocked or zoned:
            best = moment
        elif _is_utc(best) and _is_zoned(moment) and not _is_utc(moment) and abs(_instant(best) - _instant(moment)) < MINUTE:
            best = datetime.fromisoformat(best).astimezone(datetime.fromisoformat(moment).tzinfo).isoformat()
    return best


def _local(stated: Stated, clocks: list[str]) -> Stated:
    """Statements without an offset told by another that is the same with one; those in UTC told by the page's own clock, where
    a time without an offset is the same but for whole hours."""
    twins = {moment[:16]: moment for moment in clocks if _is_zoned(moment)}
    plain = [moment for moment in clocks if len(moment) > 10 and not _is_zoned(moment) and moment[:16] not in twins]
    zoned = [(source, moment if _is_zoned(moment) else twins.get(moment[:16], moment)) for source, moment in stated]
    return [(source, _told_by(moment, plain) if plain and _is_utc(moment) else moment) for source, moment in zoned]


def _told_by(moment: str, clocks: list[str]) -> str:
    instant = datetime.fromisoformat(moment)
    for clock in clocks:
        minutes, rest = divmod((_instant(clock).replace(second=0) - instant.replace(second=0)).total_seconds(), 60)
        if not rest and 0 < abs(minutes) <= MAX_OFFSET and (minutes % 60 == 0 or minutes in OFFSETS):
            return instant.astimezone(timezone(timedelta(minutes=minutes))).isoformat()
    return moment


def _is_zoned(moment: str) -> bool:
    return len(moment) > 19 and moment[-6] in "+-"


def _is_utc(moment: str) -> bool:
    return moment.endswith("+00:00")


def _instant(moment: str) -> datetime:
    """As if in UTC where no offset is known."""
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _addressed(url: str | None) -> str | None:
    """The day in a page's address."""
    return _possible(_day_in(url))


def _day_in(url: str | None) -> str | None:
    try:
        path = urlsplit(url or "").path if "//" in (url or "") else url or ""
    except ValueError:
        path = url or ""
    found = _URL_DAY.search(path)
    if found:
        return parse_moment("-".join(found.groups()))
    found = _URL_DAY_LAST.search(path)
    if found:
        return parse_moment("-".join(reversed(found.groups())))
    found = _URL_WORDED.search(path)
    return find_moment(f"{found[3]} {found[2]} {found[1]}") if found else None


def _leading(markup: Markup, title: str | None, lang: str | None) -> str | None:
    """A day that the headline or a first paragraph begins with ("29.11.2022 – ..."), or that its dateline names."""
    body = [block.text for block in markup.blocks if block.label == labels.BODY][:3]
    starts = [text[:24] for text in (title or "", *body) if text[:1].isdigit()]
    starts += [found[1] for text in body if (found := _DATELINE_DAY.match(text[:90]))]
    return next((moment for start in starts if (moment := _possible(find_moment(start, lang)))), None)
