"""Stories on a terminal: the list, and one story whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sumber.archive.answers import (
    ClaimAnswer,
    DisagreementAnswer,
    EventAnswer,
    HappeningAnswer,
    Rewording,
    Source,
    StoryAnswer,
    StoryLine,
)
from sumber.views.changes import rewording_line
from sumber.views.judgements import history
from sumber.views.lineage import lineage
from sumber.views.parts import (
    UNDATED,
    according,
    below,
    bounded,
    byline,
    day_and_minute,
    deed,
    heading,
    left_out,
    many,
    quoted,
    stack,
)
from sumber.views.safe import safe, words

FIGURES = ("number", "amount")  # kinds of disagreements about how many
NAMES = 6  # outlets named after "reprinted by"


def stories_view(lines: Iterable[StoryLine]) -> RenderableType:
    """A list of stories: headline, days, languages, articles and the independent origins among them, id."""
    shown = list(lines)
    if not shown:
        return Text("No stories: none fits the filters, or the archive is empty (`sumber read PATH` reads pages into it).")
    parts: list[RenderableType] = []
    for line in shown:
        parts.append(words(line.headline or "(without a title)", style="bold"))
        parts += [below(story_sums(line).append(f" · {safe(line.id)}")), Text()]
    return stack([*parts, Text(many(len(shown), "story", "stories"), style="dim")])


def story_sums(line: StoryLine) -> Text:
    """A story's days, languages, articles and the independent origins among them."""
    sums = f"{many(line.articles, 'article')} from {many(line.origins, 'independent origin')}"
    facts = (_days(line), ", ".join(map(safe, line.languages)), sums)
    return Text(" · ".join(filter(None, facts)), style="dim", overflow="fold")


def _days(line: StoryLine) -> str:
    first, last = (line.first or "")[:10], (line.last or "")[:10]
    return UNDATED if not first else first if first == last else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a long story is shown; what is left out is counted. `events` of all days together, `tellings` of one event,
    `others` of each other list; `copies` of one article."""

    events: int = 30
    tellings: int = 3
    others: int = 20
    copies: int = 5


WHOLE = Limits(*[sys.maxsize] * 4)
"""Nothing is left out."""


def story_view(answer: StoryAnswer, limits: Limits = Limits()) -> RenderableType:
    """One story: headline, lead, what happened by day, where reports disagree, who took it from whom, edited pages, the
    articles; of a long story the most widely told part of each."""
    line = answer.story
    parts: list[RenderableType] = [words(line.headline or "(without a title)", style="bold")]
    parts.append(story_sums(line))
    if answer.lead:
        parts += [Text(), quoted(answer.lead)]
    parts += _part("What happened", _timeline(answer.happenings, limits))
    parts += _part("Also told", bounded(list(map(_other, answer.others)), limits.others, "event"))
    disagreements = list(map(disagreement_view, answer.disagreements))
    parts += _part("Where the reports disagree", bounded(disagreements, limits.others, "disagreement"))
    reprints = {found.article: found for found in answer.rewordings if found.earlier}
    parts += _part("Who took it from whom", lineage(answer.articles, reprints, limits.others, limits.copies))
    edited = [found for found in answer.rewordings if found.earlier is None]
    parts += _part("Pages edited since", bounded([*_edited(answer.articles, edited)], limits.others, "page"))
    parts += _part("Articles", bounded(list(map(_article, answer.articles)), limits.others, "article"))
    parts += _part("What people judged", bounded(list(history(answer.judgements)), limits.others, "judgement"))
    return stack(parts)


def _part(title: str, content: Iterable[RenderableType]) -> list[RenderableType]:
    shown = list(content)
    return [Text(), heading(title), *map(below, shown)] if shown else []


def _edited(articles: Sequence[Source], edited: Iterable[Rewording]) -> Iterator[RenderableType]:
    known = {article.article: article for article in articles}
    for found in edited:
        if found.article in known:
            yield stack([byline(known[found.article]), below(rewording_line(found))])


def _when(found: HappeningAnswer) -> str | None:
    """Its day, or the month or year that its first report with one gives."""
    return found.day or next((one.period for one in found.mentions if one.period != one.day), None)


def _rank(found: HappeningAnswer) -> tuple[bool, str, int, int]:
    when = _when(found)
    return when is None, when or "", -len(found.origins), -len(found.mentions)


def _chosen(ranked: Sequence[HappeningAnswer], most: int) -> set[str]:
    """The ids of the happenings shown: of each day the one most widely told, then those most widely told of all."""
    firsts = {_when(happening): happening.id for happening in reversed(ranked)}
    order = sorted(ranked, key=lambda one: (one.id != firsts[_when(one)], -len(one.origins), -len(one.mentions)))
    return {happening.id for happening in order[:most]}


def _timeline(happenings: Iterable[HappeningAnswer], limits: Limits) -> Iterator[RenderableType]:
    """By day, what most origins tell first: how widely it is told, then the reports of it in their own words."""
    ranked = sorted(happenings, key=_rank)
    chosen = _chosen(ranked, limits.events)
    for day, group in groupby(ranked, key=_when):
        of_day = list(group)
        shown = [happening for happening in of_day if happening.id in chosen]
        yield Text(safe(day) or UNDATED, style="bold")
        for happening in shown:
            yield from _happening(happening, limits.tellings)
        if len(of_day) > len(shown):
            yield below(left_out(len(of_day) - len(shown), "event"))


def _happening(happening: HappeningAnswer, most: int) -> Iterator[RenderableType]:
    told = happening.mentions
    ids = {event.source.article for event in told}
    off = happening.statuses[-1:] == ("cancelled",)
    told_as = happening.statuses[:-1] if off else happening.statuses
    if off:
        yield below(Text("called off later:", style="yellow"))
    if len(ids) > 1:
        sums = f"one event, told by {len(ids)} articles, {many(len(happening.origins), 'independent origin')}"
        statuses = f", as {' and '.join(map(safe, told_as))}" if len(told_as) > 1 else ""
        yield below(Text(f"{sums}{statuses}:", style="dim", overflow="fold"))
    columns = 4 if len(ids) > 1 else 2
    own = [event for event in told if event.source.copy_of not in ids]  # a reprint of a report shown is not shown again
    for event in own[:most]:
        yield from _telling(event, told, columns)
    if len(own) > most:
        yield below(left_out(len(own) - most, "report of it", "reports of it"), columns)


def _telling(event: EventAnswer, told: Sequence[EventAnswer], columns: int) -> Iterator[RenderableType]:
    """One report of a happening, and who reprints it."""
    yield below(deed(event), columns)
    yield below(quoted(event.sentence, (event.trigger,)), columns + 2)
    yield below(according(event), columns + 2)
    copies = {
        safe(other.source.outlet) or other.source.article for other in told if other.source.copy_of == event.source.article
    }
    if copies:
        names = sorted(copies)
        more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
        yield below(Text(f"reprinted by {', '.join(names[:NAMES])}{more}", style="dim", overflow="fold"), columns + 2)


def _other(event: EventAnswer) -> RenderableType:
    return stack([deed(event), below(quoted(event.sentence, (event.trigger,))), below(according(event))])


def disagreement_view(found: DisagreementAnswer) -> RenderableType:
    """Both claims side by side, each with its sentence."""
    title = Text(f"{safe(found.kind)}: {safe(found.about)}", style="bold red", overflow="fold")
    if found.update:
        title.append(" (a later figure)" if found.kind in FIGURES else " (told later)", style="not bold")
    table = Table.grid(padding=(0, 2), expand=True)
    sides = [found.a] if found.b is None else [found.a, found.b]
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(_claim(side) for side in sides))
    return stack([title, table, Text()])


def _claim(claim: ClaimAnswer) -> RenderableType:
    return stack([words(claim.value, style="bold"), quoted(claim.sentence), byline(claim.source)])


def _article(article: Source) -> RenderableType:
    where = safe(article.url) or safe(article.input)
    facts = (day_and_minute(article.published), safe(article.lang), safe(article.outlet), safe(article.article))
    return stack([
        words(article.title or "(without a title)"),
        below(Text(" · ".join(filter(None, facts)), style="dim", overflow="fold")),
        below(Text(where, style="dim", overflow="fold")),
    ])  # fmt: skip
