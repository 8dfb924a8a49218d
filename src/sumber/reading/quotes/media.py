"""Through which media words came: "seperti dikutip A dari B", "told Reuters", "dijo a EFE"."""

from __future__ import annotations

from sumber.reading.quotes.lexicon import Lexicon, media_words
from sumber.reading.quotes.phrases import Range, phrase_after
from sumber.reading.quotes.units import Token
from sumber.types import Document

# How far after "quoted by" the "from" of a chain may stand, in tokens.
_CHAIN = 8


def match_form(
    tokens: tuple[Token, ...], i: int, forms: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> tuple[str, int] | None:
    """The kind of the longest form that begins at token i, and the token after it."""
    for words, kind in forms.get(tokens[i].low, ()):
        if len(words) == 1 or tuple(t.low for t in tokens[i : i + len(words)]) == words:
            return kind, i + len(words)
    return None


def is_media(tokens: tuple[Token, ...]) -> bool:
    """Does the phrase name a newspaper, agency, broadcaster or site?"""
    names, words = media_words()
    lows = [t.low for t in tokens if t.kind == "word"]
    if " ".join(lows) in names or any(low in names or low in words for low in lows):
        return True
    return any("." in low and low.rsplit(".", 1)[1].isalpha() and len(low) > 5 for low in lows)


def via_range(tokens: tuple[Token, ...], lex: Lexicon) -> tuple[int, int, list[Range]] | None:
    """Where a unit says through whom the words came: (first token, token after, names of the media). In a chain "quoted
    by A from B", A is the page that copies, so only B is kept."""
    for i in range(len(tokens)):
        matched = match_form(tokens, i, lex.via)
        if matched is None:
            continue
        kind, j = matched
        chain = next((k for k in range(j, min(len(tokens), j + _CHAIN)) if lex.has("chain", tokens[k].low)), len(tokens))
        name = phrase_after(tokens, j, chain, lex)
        if name is None:
            continue
        names = [name]
        end = name[1]
        if kind == "quoted_by" and end + 1 < len(tokens) and lex.has("chain", tokens[end].low):
            origin = phrase_after(tokens, end + 1, len(tokens), lex)
            if origin and (tokens[origin[0]].capital or is_media(tokens[slice(*origin)])):
                names, end = [origin], origin[1]
        if kind == "told" and not is_media(tokens[slice(*name)]):
            continue
        if tokens[names[-1][0]].capital or is_media(tokens[slice(*names[-1])]):
            return i, end, names
    return None


def via_names(document: Document, tokens: tuple[Token, ...], names: list[Range]) -> tuple[str, ...]:
    """The names as they stand in the text."""
    return tuple(document.text[tokens[a].start : tokens[b - 1].end] for a, b in names)
