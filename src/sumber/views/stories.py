"""Stories on a terminal: the list, and one story whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sumber.archive.answers import ClaimAnswer, DisagreementAnswer, EventAnswer, HappeningAnswer, Source, StoryAnswer, StoryLine
from sumber.views.parts import UNDATED, according, below, byline, day_and_minute, deed, heading, many, quoted, stack
from sumber.views.safe import safe, words


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


def story_view(answer: StoryAnswer) -> RenderableType:
    """One story: headline, lead, what happened by day, where reports disagree, who took it from whom, the articles."""
    line = answer.story
    parts: list[RenderableType] = [words(line.headline or "(without a title)", style="bold")]
    parts.append(story_sums(line))
    if answer.lead:
        parts += [Text(), quoted(answer.lead)]
    parts += _part("What happened", _timeline(answer.happenings))
    parts += _part("Also told", map(_other, answer.others))
    parts += _part("Where the reports disagree", map(disagreement_view, answer.disagreements))
    parts += _part("Who took it from whom", _lineage(answer.articles))
    parts += _part("Articles", map(_article, answer.articles))
    return stack(parts)


def _part(title: str, content: Iterable[RenderableType]) -> list[RenderableType]:
    shown = list(content)
    return [Text(), heading(title), *map(below, shown)] if shown else []


def _rank(found: HappeningAnswer) -> tuple[bool, str, int, int]:
    return found.day is None, found.day or "", -len(found.origins), -len(found.mentions)


def _timeline(happenings: Iterable[HappeningAnswer]) -> Iterator[RenderableType]:
    """By day, what most origins tell first: how widely it is told, then every report of it in its own words."""
    day = ""
    for happening in sorted(happenings, key=_rank):
        told = happening.mentions
        if (happening.day or UNDATED) != day:
            day = happening.day or UNDATED
            yield Text(safe(day), style="bold")
        articles = len({event.source.article for event in told})
        if articles > 1:
            sums = f"one event, told by {articles} articles, {many(len(happening.origins), 'independent origin')}"
            statuses = f", as {' and '.join(map(safe, happening.statuses))}" if len(happening.statuses) > 1 else ""
            yield below(Text(f"{sums}{statuses}:", style="dim", overflow="fold"))
        for event in told:
            yield from _telling(event, told, 4 if articles > 1 else 2)


def _telling(event: EventAnswer, told: Sequence[EventAnswer], columns: int) -> Iterator[RenderableType]:
    """One report of a happening and who reprints it; a reprint of a report that is shown is not shown again."""
    if event.source.copy_of in {other.source.article for other in told}:
        return
    yield below(deed(event), columns)
    yield below(quoted(event.sentence, (event.trigger,)), columns + 2)
    yield below(according(event), columns + 2)
    copies = {
        safe(other.source.outlet) or other.source.article for other in told if other.source.copy_of == event.source.article
    }
    if copies:
        yield below(Text(f"reprinted by {', '.join(sorted(copies))}", style="dim", overflow="fold"), columns + 2)


def _other(event: EventAnswer) -> RenderableType:
    return stack([deed(event), below(quoted(event.sentence, (event.trigger,))), below(according(event))])


def disagreement_view(found: DisagreementAnswer) -> RenderableType:
    """Both claims side by side, each with its sentence."""
    title = Text(f"{safe(found.kind)}: {safe(found.about)}", style="bold red", overflow="fold")
    if found.update:
        title.append(" (a later figure)", style="not bold")
    table = Table.grid(padding=(0, 2), expand=True)
    sides = [found.a] if found.b is None else [found.a, found.b]
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(_claim(side) for side in sides))
    return stack([title, table, Text()])


def _claim(claim: ClaimAnswer) -> RenderableType:
    return stack([words(claim.value, style="bold"), quoted(claim.sentence), byline(claim.source)])


def _lineage(articles: Iterable[Source]) -> Iterator[RenderableType]:
    """Each origin with the articles that are its own, and below each its reprints."""
    known = {article.article: article for article in articles}
    originals: defaultdict[str, list[Source]] = defaultdict(list)
    copies: defaultdict[str, list[Source]] = defaultdict(list)
    for article in known.values():
        first = _original(article, known)
        if first is article:
            originals[article.origin or ""].append(article)
        else:
            copies[first.article].append(article)
    for origin, told in sorted(originals.items()):
        yield Text("origin: ").append(safe(origin) or "unknown", style="bold")
        for article in told:
            yield below(byline(article))
            for copy in copies[article.article]:
                yield below(Text("`- reprinted by ", overflow="fold").append_text(byline(copy, reprint=False)), 4)


def _original(article: Source, known: Mapping[str, Source]) -> Source:
    """The article at the root of a copy, as far as the story holds it."""
    passed = {article.article}
    while article.copy_of and article.copy_of in known and article.copy_of not in passed:
        article = known[article.copy_of]
        passed.add(article.article)
    return article


def _article(article: Source) -> RenderableType:
    where = safe(article.url) or safe(article.input)
    facts = (day_and_minute(article.published), safe(article.lang), safe(article.outlet), safe(article.article))
    return stack([
        words(article.title or "(without a title)"),
        below(Text(" · ".join(filter(None, facts)), style="dim", overflow="fold")),
        below(Text(where, style="dim", overflow="fold")),
    ])  # fmt: skip
