"""A story in brief: what most independent origins tell, by whose word, and where the reports disagree."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from sumber.archive.answers import EventAnswer, HappeningAnswer, StoryAnswer
from sumber.views.parts import according, below, deed, heading, many, quoted, stack
from sumber.views.safe import safe, words
from sumber.views.stories import disagreement_view, story_sums

SHOWN = 4  # happenings a story; the rest is counted, and `sumber story` has them all


def digest_view(answer: StoryAnswer) -> RenderableType:
    """Headline, days, articles and origins; the happenings that most origins tell, each in the words of its surest report; the
    disagreements."""
    parts: list[RenderableType] = [words(answer.story.headline or "(without a title)", style="bold"), story_sums(answer.story)]
    ranked = sorted(answer.happenings, key=_weight, reverse=True)
    parts += [below(_happening(happening)) for happening in ranked[:SHOWN]]
    if answer.disagreements:
        parts += [Text(), heading("  The reports disagree")]
        parts += [below(disagreement_view(found)) for found in answer.disagreements]
    more = len(ranked) - SHOWN
    rest = f"  {many(more, 'more event')}: " if more > 0 else "  More: "
    return stack([*parts, Text(f"{rest}sumber story {safe(answer.story.id)}", style="dim"), Text()])


def _weight(happening: HappeningAnswer) -> tuple[bool, int, bool, float]:
    surest = _surest(happening)
    return not surest.background, len(happening.origins), bool(surest.actors), surest.confidence


def _surest(happening: HappeningAnswer) -> EventAnswer:
    """The report that names most of who did it to whom; among equals the surest, and originals before reprints."""
    return max(happening.mentions, key=lambda event: (event.source.copy_of is None, _named(event), event.confidence))


def _named(event: EventAnswer) -> int:
    return bool(event.actors) + bool(event.recipients)


def _happening(happening: HappeningAnswer) -> RenderableType:
    event = _surest(happening)
    articles = len({mention.source.article for mention in happening.mentions})
    told = Text(f"told by {many(articles, 'article')} from {many(len(happening.origins), 'independent origin')}", style="dim")
    sentence = quoted(event.sentence, (event.trigger,))
    parts: list[RenderableType] = [Text(), deed(event), below(sentence), below(according(event))]
    return stack([*parts, below(told)] if articles > 1 else parts)
