"""The rules' quotes and the model's as one: the rules know borders, the model knows speakers and speech of unforeseen forms."""

from __future__ import annotations

from dataclasses import replace

from sumber.reading.quotes.pairing import Draft, Part
from sumber.reading.quotes.units import Token
from sumber.scripts import written_together
from sumber.types import Quote, Span

# What the model alone tells must be so sure of content and cue.
LEAST_SURE = 0.5
# Without a cue so few words in quotation marks are a name: a newspaper, a ship.
MOST_NAMED = 2


def merge_drafts(
    text: str, tokens: tuple[Token, ...], quotes: list[Quote], drafts: list[Draft], via: tuple[str, ...]
) -> list[Quote]:
    """The unit's quotes in no order: those of the rules, completed where a speaker or a cue is missing, and after them
    those that the model alone is sure of."""
    found = list(quotes)
    for draft in drafts:
        content, direct = _fitted(text, tokens, draft.content)
        if content is None or (direct and draft.cue and content.start <= draft.cue.start < content.end):
            continue  # "I told them": what is said within a quotation reports another's words
        if direct and draft.cue is None and len(content.text.split()) <= MOST_NAMED:
            continue
        hits = [k for k, quote in enumerate(found) if quote.span.overlaps(content)]
        if hits:
            best = max(hits, key=lambda k: _shared(found[k].span, content))
            found[best] = _completed(text, found[best], draft)
        elif draft.confidence >= LEAST_SURE:
            found.append(Quote(content, _span(text, draft.speaker), _span(text, draft.cue), via, direct))
    return found


def _completed(text: str, quote: Quote, draft: Draft) -> Quote:
    speaker, cue = _span(text, draft.speaker), _span(text, draft.cue)
    if quote.speaker or speaker is None or speaker.overlaps(quote.span) or (quote.cue and cue and not quote.cue.overlaps(cue)):
        return quote
    return replace(quote, speaker=speaker, cue=quote.cue or cue)


def _fitted(text: str, tokens: tuple[Token, ...], content: Part) -> tuple[Span | None, bool]:
    """The content with borders that cut no quotation of the unit, without marks where it is one quotation: then True. A single
    letter behind it, of a script without blanks, is a particle that the model took in: the last of "「...」と"."""
    start, end = content.start, content.end
    for token in tokens:
        if token.kind != "quote" or token.end <= start or token.start >= end:
            continue
        behind = text[token.end : end]
        if token.start <= start and (not behind or (len(behind) == 1 and written_together(behind))):
            return stripped(text, token.start + token.width, inner_end(token)), True
        start, end = min(start, token.start), max(end, token.end)
    return stripped(text, start, end), False


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _span(text: str, part: Part | None) -> Span | None:
    return Span.of(text, part.start, part.end) if part else None


def inner_end(token: Token) -> int:
    """Where a quotation's words end, before its closing mark if it has one."""
    closing = 2 if token.text.endswith("''") else 1 if token.text[-1] in "\"“”„‟«»「」『』'‘’‚‹›" else 0
    return token.end - closing if token.end - closing > token.start + token.width else token.end


def stripped(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and commas at its ends, None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return Span.of(text, start, end) if start < end else None
