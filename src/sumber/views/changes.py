"""What a later text changed of an earlier one, in brief and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from rich.console import RenderableType
from rich.text import Text

from sumber.archive.answers import Changes, Edit, Rewording, Words
from sumber.archive.answers.article import ArticleHistory, Wording
from sumber.views.parts import below, byline, day_and_minute, heading, many, quoted, stack
from sumber.views.safe import safe, words

_WORD = re.compile(r"\S+")


def counted(changes: Changes) -> list[tuple[str, int]]:
    """How many sentences were "cut", "added" and "edited", in this order, none left out but zeros: what every view tells."""
    found = {"cut": changes.dropped, "added": changes.added, "edited": changes.edited}
    return [(what, len(sentences)) for what, sentences in found.items() if sentences]


def brief(changes: Changes) -> str:
    """The changes in a few words: "retitled; 2 sentences cut, 1 added"."""
    sums = ", ".join(f"{many(n, 'sentence') if k == 0 else f'{n:,}'} {what}" for k, (what, n) in enumerate(counted(changes)))
    return "; ".join(filter(None, ("retitled" if changes.retitled else "", sums))) or "word for word"


def rewording_line(found: Rewording) -> Text:
    """An edited page: how many wordings it had, and what changed from the first to the current one."""
    line = Text(f"{many(found.wordings, 'wording')}: {brief(found.changes)}", overflow="fold")
    return line.append(f" · sumber article {safe(found.article)}", style="dim")


def changes_view(changes: Changes) -> RenderableType:
    """Every change: "-" before what was cut, "+" before what was added, and both wordings of what was edited."""
    parts: list[RenderableType] = [
        Text(f"{brief(changes)}; {changes.kept:.0%} of the words kept", style="dim", overflow="fold")
    ]
    if changes.retitled:
        parts.append(Text("title before: ", overflow="fold").append(safe(changes.retitled)))
    for edit in changes.edited:
        parts += _edit(edit)
    parts += [Text("- ", style="red", overflow="fold").append_text(quoted(one)) for one in changes.dropped]
    parts += [Text("+ ", style="green", overflow="fold").append_text(quoted(one)) for one in changes.added]
    return stack(parts)


def _edit(edit: Edit) -> Iterator[RenderableType]:
    """Both wordings, the words that differ made to stand out."""
    before, after = (list(_WORD.finditer(one.text)) for one in (edit.before, edit.after))
    matcher = SequenceMatcher(None, [m.group() for m in before], [m.group() for m in after], autojunk=False)
    gone, come = [], []
    for tag, i, j, k, end in matcher.get_opcodes():
        if tag != "equal":
            gone += _stretch(edit.before, before[i:j])
            come += _stretch(edit.after, after[k:end])
    yield Text("- ", style="red", overflow="fold").append_text(quoted(edit.before, gone))
    yield Text("  became ", style="green", overflow="fold").append_text(quoted(edit.after, come))


def _stretch(whole: Words, found: list[re.Match[str]]) -> list[Words]:
    if not found:
        return []
    start, end = found[0].start(), found[-1].end()
    return [Words(whole.start + start, whole.start + end, whole.text[start:end])]


def article_view(answer: ArticleHistory) -> RenderableType:
    """One article: where it was read, its wordings, what it reprints, who reprints it, and its text."""
    source = answer.source
    parts: list[RenderableType] = [words(source.title or "(without a title)", style="bold"), byline(source)]
    facts = (("origin", source.origin), ("story", source.story), ("page", source.url or source.input))
    parts += [Text(f"{name}: {safe(value)}", style="dim", overflow="fold") for name, value in facts if value]
    if len(answer.wordings) > 1:
        parts += [Text(), heading(f"The page was edited: {many(len(answer.wordings), 'wording')}")]
        parts += [below(_wording(wording)) for wording in answer.wordings]
    if answer.original and answer.changes:
        parts += [Text(), heading("It reprints"), below(_other(answer.original.title, byline(answer.original), answer.changes))]
    if answer.reprints:
        parts += [Text(), heading(f"Reprinted by {many(len(answer.reprints), 'article')}")]
        parts += [below(_other(one.source.title, byline(one.source, reprint=False), one.changes)) for one in answer.reprints]
    parts += [Text(), heading("Its text")]
    return stack([*parts, *(below(words(paragraph)) for paragraph in answer.text.split("\n"))])


def _wording(wording: Wording) -> RenderableType:
    when = day_and_minute(wording.modified or wording.published)
    state = "current" if wording.current else "earlier"
    line = Text(f"{state}, {when}, read from {safe(wording.input)}", style="dim", overflow="fold")
    parts: list[RenderableType] = [words(wording.title or "(without a title)"), below(line)]
    return stack([*parts, below(changes_view(wording.changes))] if wording.changes else parts)


def _other(title: str | None, line: Text, changes: Changes) -> RenderableType:
    return stack([words(title or "(without a title)"), below(line), below(changes_view(changes))])
