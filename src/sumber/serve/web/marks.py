"""Small drawings and marked words that templates need: sparks, sentences with their trigger, classes of scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from markupsafe import Markup, escape

from sumber.archive.answers import Party, Words
from sumber.views.safe import harmless, safe

LEAST, BARS = 14, 30  # days of a spark, so that short ones compare; more than the second are taken together
STEP, HEIGHT = 4, 22  # width of a day and height of the highest bar, in pixels


def piece(raw: str) -> Markup:
    """Part of a text, harmless and escaped; white space at its edges is kept as one blank."""
    bare = safe(raw)
    if not bare:
        return Markup(" ") if raw[:1].isspace() else Markup("")
    left, right = " " * raw[0].isspace(), " " * raw[-1].isspace()
    return Markup(f"{left}{escape(bare)}{right}")  # noqa: S704 - escaped


def quoted(found: Words, emphasis: Iterable[Words] = ()) -> Markup:
    """A stretch of an article with some of its words marked; their places count in the article."""
    inside = sorted({(max(e.start, found.start), min(e.end, found.end)) for e in emphasis})
    parts: list[str] = []
    at = found.start
    for start, end in inside:
        if at <= start < end:
            parts += [_cut(found, at, start), f"<mark>{_cut(found, start, end)}</mark>"]
            at = end
    return Markup(f"<q>{''.join([*parts, _cut(found, at, found.end)])}</q>")  # noqa: S704 - of escaped pieces


def _cut(found: Words, start: int, end: int) -> Markup:
    return piece(found.text[start - found.start : end - found.start])


def spark(days: Sequence[tuple[str, int]], label: str) -> Markup:
    """Reports by day as bars in SVG, from the first day to the last; `label` tells it to who cannot see it."""
    known = [(day, number) for written, number in days if (day := _day(written))]
    if not known:
        return Markup("")
    first, span = known[0][0], (known[-1][0] - known[0][0]).days + 1
    step = -(-span // BARS)
    bars = [0] * max(LEAST, -(-span // step))
    for day, number in known:
        bars[(day - first).days // step] += number
    drawn = (
        f'<rect x="{at * STEP}" y="{HEIGHT - height}" width="{STEP - 1}" height="{height}"/>'
        for at, number in enumerate(bars)
        for height in (max(2, round(number / max(bars) * HEIGHT)) if number else 1,)
    )
    return _SPARK.format(label=label, width=len(bars) * STEP, height=HEIGHT, bars=Markup("".join(drawn)))  # noqa: S704 - of numbers


_SPARK = Markup(
    '<svg class="spark" role="img" aria-label="{label}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    "{bars}</svg>"
)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def score_class(score: float) -> str:
    """The class of a score between conflict (-10) and cooperation (10): s-n5 to s-p5."""
    step = max(-5, min(5, round(score / 2)))
    return f"s-{'n' if step < 0 else 'p'}{abs(step)}"


def codes(party: Party) -> str:
    """A party's country and sectors: "NER MIL"."""
    return " ".join(filter(None, (party.country, *party.sectors)))


def lines(parties: Sequence[Party]) -> str:
    """Parties as an edit takes them, a line each: "Polisi [IDN COP]"."""
    return "\n".join(safe(party.name) + (f" [{known}]" if (known := codes(party)) else "") for party in parties)


def known_as(party: Party) -> str:
    """By what a party's own page is found: its entity's id, or its name."""
    return party.entity or harmless(party.name)


def segments(start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, list[int]]]:
    """A stretch cut wherever a span begins or ends: (start, end, the numbers of the spans that cover it)."""
    cuts = sorted({start, end, *(at for span in spans for at in span if start < at < end)})
    return [
        (low, high, [number for number, (first, last) in enumerate(spans) if first <= low and high <= last])
        for low, high in pairwise(cuts)
    ]
