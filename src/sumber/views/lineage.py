"""Who took it from whom: each origin with its articles, and below each its reprints with what they changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from sumber.archive.answers import Rewording, Source
from sumber.views.changes import brief
from sumber.views.parts import below, bounded, byline, left_out
from sumber.views.safe import safe


def lineage(articles: Sequence[Source], reprints: Mapping[str, Rewording], most: int, copies: int) -> Iterator[RenderableType]:
    """Each origin, the one with most articles first, of several the one that reported first; `most` articles of all origins
    together and `copies` reprints of each are shown. `reprints` by article tell what each changed."""
    known = {article.article: article for article in articles}
    originals: defaultdict[str, list[Source]] = defaultdict(list)
    reprinted: defaultdict[str, list[Source]] = defaultdict(list)
    for article in known.values():
        first = _original(article, known)
        if first is article:
            originals[article.origin or ""].append(article)
        else:
            reprinted[first.article].append(article)
    sums = {origin: sum(1 + len(reprinted[one.article]) for one in told) for origin, told in originals.items()}
    ranked = sorted(originals.items(), key=lambda pair: -sums[pair[0]])  # articles come in order of publication
    left, shown = most, 0
    for origin, told in ranked:
        if left <= 0:
            break
        shown += 1
        yield Text("origin: ").append(safe(origin) or "unknown", style="bold")
        for article in told[:left]:
            yield below(byline(article))
            lines = [_reprint(copy, reprints.get(copy.article)) for copy in reprinted[article.article]]
            yield from (below(line, 4) for line in bounded(lines, copies, "reprint"))
        if len(told) > left:
            yield below(left_out(len(told) - left, "article of its own", "articles of its own"))
        left -= len(told)
    if len(ranked) > shown:
        yield left_out(len(ranked) - shown, "origin")


def _reprint(copy: Source, changed: Rewording | None) -> Text:
    line = Text("`- reprinted by ", overflow="fold").append_text(byline(copy, reprint=False))
    return line.append(f": {brief(changed.changes)}", style="dim") if changed else line


def _original(article: Source, known: Mapping[str, Source]) -> Source:
    """The article at the root of a copy, as far as the story holds it."""
    passed = {article.article}
    while article.copy_of and article.copy_of in known and article.copy_of not in passed:
        article = known[article.copy_of]
        passed.add(article.article)
    return article
