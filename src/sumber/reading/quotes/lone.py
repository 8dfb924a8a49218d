"""Quotations that no cue reports: speech that stands alone, "Name: quotation", a quotation with its speaker after a dash."""

from __future__ import annotations

from sumber.reading.quotes.lexicon import Lexicon
from sumber.reading.quotes.phrases import Range, phrase_after
from sumber.reading.quotes.units import Token

# Words that a quotation needs to be speech where it stands alone.
LEAST_LONE = 4
# A quotation amid a sentence without any cue counts from this many words on; shorter ones are terms, titles, nicknames.
LEAST_EMBEDDED = 7


def stands_alone(tokens: tuple[Token, ...], i: int) -> bool:
    """Is the quotation at token i all that the unit holds?"""
    return all(t.kind != "word" for t in tokens[:i]) and all(t.kind != "word" for t in tokens[i + 1 :])


def labelled(tokens: tuple[Token, ...], i: int, lex: Lexicon | None) -> Range | None:
    """The speaker of "Name: quotation" at the start of a unit."""
    if lex is None or not 2 <= i <= 10 or tokens[i - 1].text != ":" or not tokens[0].capital:
        return None
    phrase = phrase_after(tokens, 0, i - 1, lex)
    return phrase if phrase and phrase[1] == i - 1 and len(tokens[i].text.split()) >= 2 else None


def signed(tokens: tuple[Token, ...], i: int, lex: Lexicon | None) -> Range | None:
    """The speaker after a dash behind the quotation at token i."""
    if lex is None or i + 2 >= len(tokens) or tokens[i + 1].text not in "–—―-" or not tokens[i + 2].capital:
        return None
    phrase = phrase_after(tokens, i + 2, len(tokens), lex)
    return phrase if phrase and all(t.kind == "mark" for t in tokens[phrase[1] :]) else None


def is_title(tokens: tuple[Token, ...], i: int, lex: Lexicon | None) -> bool:
    """Is the quotation the name of a work: announced as one, or written in capitals?"""
    if lex and any(lex.has("works", t.low) for t in tokens[max(0, i - 3) : i]):
        return True
    words = [w for w in tokens[i].text.strip("\"“”„«»'‘’`").split() if w[:1].isalpha()]
    return 2 * sum(w[:1].isupper() for w in words) > len(words)
