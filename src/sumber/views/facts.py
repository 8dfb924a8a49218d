"""Events, search hits and the chain behind a fact, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from sumber.archive.answers import EventAnswer, Explanation, SearchHit, Words
from sumber.archive.queries.materiel import Delivery
from sumber.views.judgements import history
from sumber.views.parts import UNDATED, according, below, byline, day_and_minute, deed, heading, many, quoted, stack
from sumber.views.safe import safe, words


def events_view(events: Iterable[EventAnswer]) -> RenderableType:
    """Events, each with its day, who did what to whom, the sentence, by whose word, and the id for `sumber explain`."""
    parts: list[RenderableType] = []
    shown = 0
    for event in events:
        shown += 1
        parts.append(Text(_day(event), style="bold"))
        parts.append(below(deed(event)))
        parts.append(below(quoted(event.sentence, (event.trigger,)), 4))
        parts += [below(according(event), 4), Text()]
    return stack([*parts, Text(many(shown, "event"), style="dim")])


def materiel_view(deliveries: Iterable[Delivery]) -> RenderableType:
    """Deliveries, each with its day, the thing, from whom to whom, the sentence, by whose word, and who else tells it."""
    parts: list[RenderableType] = []
    shown = 0
    for one in deliveries:
        shown += 1
        event = one.event
        amount = f"{one.amount:g}" if one.amount is not None else "some"
        parts.append(
            Text(f"{_day(event)}  {amount} {safe(one.item) or 'of something not named'}", style="bold", overflow="fold")
        )
        parts.append(below(deed(event)))
        parts.append(below(quoted(event.sentence, (event.trigger,)), 4))
        told = f"told by {many(one.articles, 'article')} from {many(one.origins, 'independent origin')}"
        parts += [below(according(event), 4), below(Text(told, style="dim"), 4), Text()]
    return stack([*parts, Text(many(shown, "delivery", "deliveries"), style="dim")])


def _day(event: EventAnswer) -> str:
    """Its own day, or that of the report, which is said."""
    if event.day:
        value = safe(event.time.value) if event.time else ""
        return value if value.startswith(event.day) else safe(event.period)
    return f"reported {safe(event.source.published)[:10]}" if event.source.published else UNDATED


def search_view(hits: Iterable[SearchHit]) -> RenderableType:
    """Articles found, each with a stretch of its text in which the words found stand out, and how it was found."""
    parts: list[RenderableType] = []
    shown = 0
    for hit in hits:
        shown += 1
        snippet = hit.snippet
        found = [Words(snippet.start + a, snippet.start + b, snippet.text[a:b]) for a, b in hit.found]
        parts += [words(hit.source.title or "(without a title)", style="bold"), below(byline(hit.source))]
        parts += [below(quoted(snippet, found)), below(Text(_where(hit), style="dim", overflow="fold")), Text()]
    return stack([*parts, Text(many(shown, "article"), style="dim")])


def _where(hit: SearchHit) -> str:
    found = f"found by {' and '.join(hit.found_by)}"
    return " · ".join(filter(None, (found, safe(hit.source.url) or safe(hit.source.input), safe(hit.source.story))))


def explain_view(chain: Iterable[Explanation]) -> RenderableType:
    """The chain behind a fact, from the fact down to the page."""
    parts: list[RenderableType] = []
    for number, link in enumerate(chain):
        parts += [Text()] if number else []
        parts.append(Text(f"{safe(link.kind)} {safe(link.id)}", style="bold"))
        if link.event:
            parts.append(below(deed(link.event)))
        parts += [
            below(Text(f"{name}: ", style="dim", overflow="fold").append(safe(value), style="not dim"))
            for name, value in link.facts
        ]
        parts.append(_step("the words", quoted(link.words), f"characters {link.words.start} to {link.words.end}"))
        for name, part in link.parts:
            parts.append(_step(safe(name), quoted(part), f"characters {part.start} to {part.end}"))
        if link.sentence:
            parts.append(_step("in the sentence", quoted(link.sentence, (link.words,)), None))
        source = link.source
        parts.append(_step("of the article", words(source.title or "(without a title)"), safe(source.article)))
        parts.append(below(byline(source), 4))
        if source.origin:
            parts.append(below(Text(f"origin: {safe(source.origin)}", style="dim", overflow="fold"), 4))
        if source.copy_of:
            parts.append(below(Text(f"reprinted from {safe(source.copy_of)}", style="dim", overflow="fold"), 4))
        if not link.current:
            edited = f"an earlier wording: the page was edited since (sumber article {safe(source.article)})"
            parts.append(below(Text(edited, style="yellow", overflow="fold"), 4))
        fetched = f"fetched {day_and_minute(link.fetched_at)}, " if link.fetched_at else ""
        parts.append(_step("on the page", words(source.url or source.input), f"{fetched}SHA-256 {safe(link.digest)}"))
        if source.url:
            parts.append(below(words(f"read from {source.input}", style="dim"), 4))
        if link.judgements:
            parts.append(below(stack([heading("judged"), *map(below, history(link.judgements, subject=False))])))
        if link.on_copies:
            parts.append(below(stack([heading("judged on a copy"), *map(below, history(link.on_copies))])))
    return stack(parts)


def _step(label: str, shown: Text, note: str | None) -> RenderableType:
    line = Text(f"{label}: ", style="cyan", overflow="fold").append_text(Text("", style="default").append_text(shown))
    return below(stack([line, below(Text(note, style="dim", overflow="fold"))]) if note else line)
