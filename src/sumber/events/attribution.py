"""By whose word an event is told: the sentence's own source, the quote it stands in, or the article's credit."""

from __future__ import annotations

from sumber.events.asides import is_attribute
from sumber.events.grammar import Clause
from sumber.events.phrases import joined_verb, right_phrase
from sumber.types import Annotation, Attribution, Quote, Span


def attribution_of(
    annotation: Annotation, clause: Clause, trigger: Span, timed: frozenset[int], other: range = range(0)
) -> Attribution | None:
    """The nearest source: of the quote around the trigger, else of "according to X" in the sentence, else the first credit.
    Verbs among the tokens `other`, which tell of another deed, say nothing of this one."""
    around = [
        q for q in annotation.quotes if trigger.within(q.span) and q.speaker is not None and _says(clause, q, trigger, other)
    ]
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


def _says(clause: Clause, quote: Quote, trigger: Span, other: range) -> bool:
    """Is a quote's cue a verb by which its speaker tells of the deed? One who is accused tells nothing, "who" is nobody."""
    if quote.direct or quote.cue is None or quote.speaker is None or not quote.cue.within(clause.sentence):
        return True
    cue = clause.first_of(quote.cue)
    if _is_next_deed(clause, cue, clause.first_of(trigger)):
        return False
    return not (cue in other or is_attribute(clause, cue) or quote.speaker.text.lower() in clause.grammar.relatives)


def _is_next_deed(clause: Clause, cue: int, trigger: int) -> bool:
    """Does a coordinator join the trigger to the cue, whose object is no clause, as the speaker's next deed: "denied the charge
    and recalled its envoy"?"""
    grammar = clause.grammar
    clausal = grammar.complementizers | grammar.auxiliaries | grammar.clause_signs
    return joined_verb(clause, trigger) == cue and clausal.isdisjoint(clause.words(cue + 1, trigger))


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
