"""An actor on a terminal: who this is, deeds by day, partners, quotes, and who reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sumber.archive.answers.actor import ActorAnswer, Deed, Known, Partner, Reporting, Said
from sumber.views.parts import UNDATED, according, below, byline, deed, heading, many, quoted, stack
from sumber.views.safe import safe, words

NAMES, PARTNERS, QUOTES, REPORTING = 5, 12, 5, 10
"""Names of a language, partners, quotes of each kind, and outlets or origins that are shown; --json holds `--limit` of each."""


def actor_view(answer: ActorAnswer) -> RenderableType:
    """Who this is and how widely it is named; what it did and what was done to it by day; with whom; words by and about it."""
    who = answer.who
    parts: list[RenderableType] = [words(who.name, style="bold"), Text(_facts(who), style="dim", overflow="fold")]
    parts += [Text(f"{lang}: {names}", style="dim", overflow="fold") for lang, names in _names(answer)]
    if answer.namesakes:
        others = "; ".join(f"{safe(one.name)} ({_facts(one)})" for one in answer.namesakes)
        parts.append(Text(f"not to be taken for {others}", style="dim", overflow="fold"))
    parts += [Text(_reach(answer), overflow="fold"), Text()]
    parts.append(heading(f"What happened: {many(answer.acted, 'deed')} of its own, {many(answer.received, 'deed')} towards it"))
    shown = sum(len(day.deeds) for day in answer.days)
    both = sum(one.part == "both" for day in answer.days for one in day.deeds)
    if answer.acted + answer.received - both > shown:
        parts.append(below(Text(f"the latest {shown:,} (--limit shows more)", style="dim")))
    for day in answer.days:
        parts.append(below(Text(safe(day.day) or UNDATED, style="bold")))
        parts += [below(_deed(one), 4) for one in day.deeds]
    if answer.partners:
        parts += [Text(), heading("With whom"), below(_partners(answer.partners[:PARTNERS]))]
    parts += _quotes("What it said", answer.quotes, answer.quotes_by)
    parts += _quotes("Named in the words of others", answer.mentions_in_quotes, answer.quotes_about)
    reporting = (("Outlets", answer.outlets), ("Origins", answer.origins))
    parts += [Text(), heading("Who reports"), *(below(_reporting(name, of)) for name, of in reporting if of)]
    return stack(parts)


def _facts(who: Known) -> str:
    named = f"named {many(who.mentions, 'time')}"
    return ", ".join(filter(None, (*map(safe, (who.kind, who.country, *who.sectors)), named, *map(safe, who.ids))))


def _names(answer: ActorAnswer) -> Iterator[tuple[str, str]]:
    by: defaultdict[str, list[str]] = defaultdict(list)
    for one in answer.names:
        by[safe(one.lang) or "unknown language"].append(f"{safe(one.name)} ({one.articles:,})")
    for lang, names in sorted(by.items()):
        more = f" and {len(names) - NAMES:,} more" if len(names) > NAMES else ""
        yield lang, ", ".join(names[:NAMES]) + more


def _reach(answer: ActorAnswer) -> str:
    days = [(moment or "")[:10] for moment in (answer.first, answer.last)]
    between = UNDATED if not days[0] else days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return f"{between} · {many(answer.articles, 'article')} from {many(answer.independent, 'independent origin')}"


def _deed(one: Deed) -> RenderableType:
    event = one.event
    told = f"told by {many(one.articles, 'article')} from {many(one.origins, 'independent origin')}" if one.articles > 1 else ""
    parts: list[RenderableType] = [deed(event), below(quoted(event.sentence, (event.trigger,))), below(according(event))]
    return stack([*parts, below(Text(told, style="dim"))] if told else parts)


def _partners(partners: Sequence[Partner]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    for _ in range(3):
        table.add_column(justify="right", no_wrap=True)
    table.add_row("", *(Text(name, style="dim") for name in ("to them", "from them", "mean score")))
    for one in partners:
        name = safe(one.name) + (f" [{safe(one.country)}]" if one.country else "")
        table.add_row(Text(name, overflow="fold"), f"{one.to:,}", f"{one.by:,}", f"{one.score:+.1f}")
    return table


def _quotes(title: str, number: int, quotes: Sequence[Said]) -> list[RenderableType]:
    if not number:
        return []
    shown = quotes[:QUOTES]
    latest = f", the latest {len(shown)}" if number > len(shown) else ""
    parts: list[RenderableType] = [Text(), heading(f"{title}: {many(number, 'quote')}{latest}")]
    for one in shown:
        said = safe(one.speaker)
        if not one.direct:  # the word of saying is shown: "denied" turns reported words round
            by = " ".join(filter(None, (said, f"“{safe(one.cue)}”" if one.cue else "")))
            said = ", ".join(filter(None, (by, "in the report's words")))
        speaker = Text(f"{said}; " if said else "", style="dim", overflow="fold")
        line = speaker.append_text(byline(one.source)).append(f" · {safe(one.id)}")
        parts += [below(quoted(one.words)), below(line, 4)]
    return parts


def _reporting(name: str, of: Sequence[Reporting]) -> Text:
    shown = ", ".join(f"{safe(one.name)} ({one.articles:,})" for one in of[:REPORTING])
    more = " and more" if len(of) > REPORTING else ""
    return Text(f"{name}: {shown}{more}", overflow="fold")
