"""Pieces that several views share: moments, sources, parties and what they did, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sumber.archive.answers import EventAnswer, Party, Source, Words
from sumber.views.safe import safe

UNDATED = "undated"


def day_and_minute(moment: str | None) -> str:
    """A moment as the page gives it, to the minute and with its offset: "2026-03-04 18:00 +07:00"."""
    if not moment:
        return UNDATED
    day, _, clock = safe(moment).partition("T")
    if not clock:
        return day
    offset = clock[8:].lstrip("0123456789.") if clock[5:6] == ":" else clock[5:]
    return f"{day} {clock[:5]} {'UTC' if offset in ('Z', '+00:00') else offset}".strip()


def many(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def heading(text: str) -> Text:
    """The heading of a part."""
    return Text(text, style="bold cyan")


def below(part: RenderableType, columns: int = 2) -> Padding:
    """A part set in from the left."""
    return Padding(part, (0, 0, 0, columns), expand=False)


def stack(parts: Iterable[RenderableType]) -> Group:
    """Parts below each other."""
    return Group(*parts)


def left_out(number: int, one: str, more: str | None = None) -> Text:
    """How many more there are than are shown, and how to see them."""
    return Text(f"and {many(number, 'more ' + one, 'more ' + more if more else None)} (--all shows them)", style="dim")


def bounded(parts: Sequence[RenderableType], most: int, one: str) -> Iterator[RenderableType]:
    """The first `most` of some parts, and how many are left out."""
    yield from parts[:most]
    if len(parts) > most:
        yield left_out(len(parts) - most, one)


def quoted(found: Words, emphasis: Iterable[Words] = ()) -> Text:
    """A stretch of an article in quotation marks; `emphasis` are words inside it, by their places in the article."""
    line = Text("“", overflow="fold")
    for part, emphatic in pieces(found, emphasis):
        line.append(part, style="bold underline" if emphatic else None)
    return line.append("”")


def pieces(found: Words, emphasis: Iterable[Words]) -> Iterator[tuple[str, bool]]:
    """A stretch of an article in pieces, each harmless, and whether it is one of the words of `emphasis`."""
    at = found.start
    for start, end in sorted({(max(part.start, found.start), min(part.end, found.end)) for part in emphasis}):
        if at <= start < end:
            yield piece(found.text[at - found.start : start - found.start]), False
            yield piece(found.text[start - found.start : end - found.start]), True
            at = end
    yield piece(found.text[at - found.start : found.end - found.start]), False


def piece(raw: str) -> str:
    """Part of a text, harmless; white space at its edges is kept as one blank."""
    bare = safe(raw)
    if not bare:
        return " " if raw[:1].isspace() else ""
    return (" " if raw[0].isspace() else "") + bare + (" " if raw[-1].isspace() else "")


def byline(source: Source, reprint: bool = True) -> Text:
    """Where something was read: outlet, credit, date, and (if wanted) whether it is a reprint or a translation."""
    others = [safe(name) for name in source.credits if name != source.outlet]
    credit = f" (credit: {', '.join(others)})" if others else ""
    copied = ", a reprint" if source.copy_of and reprint else ", probably translated" if source.translation_of else ""
    outlet = safe(source.outlet) or safe(source.url) or safe(source.input)
    return Text(f"{outlet}{credit}, {day_and_minute(source.published)}{copied}", style="dim", overflow="fold")


def party(who: Party) -> str:
    """A party with its country and sectors: "Police [IDN COP]"."""
    codes = " ".join(filter(None, (who.country, *who.sectors)))
    inferred = f"from {who.inferred} “{safe(who.inferred_from.text)}”" if who.inferred and who.inferred_from else ""
    return safe(who.name) + (f" [{', '.join(filter(None, (safe(codes), inferred)))}]" if codes or inferred else "")


def deed(event: EventAnswer) -> Text:
    """Who did what to whom, in what sense it is told, where and when."""
    line = Text(overflow="fold")
    line.append(" and ".join(map(party, event.actors)) or "somebody not named")
    line.append(f" {'<->' if event.reciprocal else '->'} ")
    line.append(safe(event.type) + (f"/{safe(event.mode)}" if event.mode else ""), style="bold")
    if event.recipients:
        line.append(" -> " + " and ".join(map(party, event.recipients)))
    line.append(f" ({safe(event.status)}{', told as background' if event.background else ''})", style="yellow")
    if event.place:
        line.append(f", in {safe(event.place.name)}")
    if event.time:
        line.append(f", {safe(event.time.value)}" + (f" ({event.time.basis})" if event.time.basis != "stated" else ""))
        line.append("".join(f" [{safe(flag)}]" for flag in event.time.flags), style="red")
    for fixed in event.corrections:
        line.append(f" [edited: {safe(fixed.field)} was {safe(fixed.machine) or 'none'}]", style="magenta")
    if event.verdict:
        line.append(f" [judged {event.verdict}]", style="magenta")
    for count in event.quantities:
        amount = f"{count.value:g}" if count.value is not None else "some"
        line.append(f", {safe(count.kind)}: {amount}" + (f" {safe(count.item)}" if count.item else ""))
    return line


def according(event: EventAnswer) -> Text:
    """According to whom, where somebody is named, and in which report; then the id for `sumber explain`."""
    # Whose report it is stands in the byline already, as the outlet or its credit.
    said = event.attribution if event.attribution not in (*event.source.credits, event.source.outlet) else None
    line = Text(f"according to {safe(said)}; " if said else "", style="dim", overflow="fold")
    return line.append_text(byline(event.source)).append(f" · {safe(event.id)}")
