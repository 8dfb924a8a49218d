"""By whose word an event is told: the sentence's own source, the quote it stands in, or the article's credit."""

from __future__ import annotations

from sumber.events.grammar import Clause
from sumber.events.phrases import right_phrase
from sumber.types import Annotation, Attribution, Span


def attribution_of(annotation: Annotation, clause: Clause, trigger: Span, timed: frozenset[int]) -> Attribution | None:
    """The nearest source: of the quote around the trigger, else of "according to X" in the sentence, else the first credit."""
    around = [q for q in annotation.quotes if trigger.within(q.span) and q.speaker is not None]
    if around:
        quote = min(around, key=lambda q: q.span.end - q.span.start)
        speaker = quote.speaker
        if speaker is not None and not trigger.overlaps(speaker):
            inside = speaker.overlaps(clause.sentence)
            return Attribution("sentence" if inside else "quote", speaker.text, speaker)
    text = annotation.document.text
    for k, token in enumerate(clause.tokens):
        if token.lower in clause.grammar.according:
            at = k + 1
            while (
                at < len(clause.tokens) and clause.tokens[at].lower in clause.grammar.prepositions - clause.grammar.determiners
            ):
                at += 1
            phrase = right_phrase(clause, at, timed)
            if phrase:
                span = Span.of(text, clause.tokens[phrase[0]].start, clause.tokens[phrase[1] - 1].end)
                if not span.overlaps(trigger):
                    return Attribution("sentence", span.text, span)
    credits = annotation.document.credits
    return Attribution("credit", credits[0]) if credits else None


def of_saying(annotation: Annotation, trigger: Span, words: Span) -> bool:
    """Do the words stand beside what somebody says, on the side of the verb of saying or of the speaker, and the trigger in it?
    Then they tell where or when it was said: "rebels shot at them, the chief told reporters in Lusaka on Monday"."""
    for quote in annotation.quotes:
        if not trigger.within(quote.span) or words.overlaps(quote.span):
            continue
        sides = {span.start < quote.span.start for span in (quote.cue, quote.speaker) if span and not span.overlaps(quote.span)}
        if (words.start < quote.span.start) in sides:
            return True
    return False
