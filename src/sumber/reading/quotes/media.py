"""Through which media words came: "seperti dikutip A dari B", "told Reuters", "dijo a EFE"."""

from __future__ import annotations

from dataclasses import dataclass

from sumber.caseless import alphanumeric
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


@dataclass(frozen=True, slots=True)
class Channel:
    """Tokens [first, last) that say through whom words came; `names` are the media in the order that the words took."""

    first: int
    last: int
    names: tuple[Range, ...]


def channels(tokens: tuple[Token, ...], lex: Lexicon) -> tuple[Channel, ...]:
    """Every place where a unit says through whom its words came. "Quoted by A from B" gives B before A; a source ("according
    to A") counts where A is a medium and somebody else's words stand before it."""
    found: list[Channel] = []
    i, spoken = 0, False
    while i < len(tokens):
        kind, j = match_form(tokens, i, lex.via) or match_form(tokens, i, lex.cues) or ("", i + 1)
        channel = None
        if kind in ("quoted_by", "told") or (kind == "source" and spoken):
            channel = _channel(tokens, i, j, kind, lex)
        if channel:
            found.append(channel)
        spoken = spoken or kind in ("say", "claim", "inverted", "self", "told")
        i = channel.last if channel else i + 1
    return tuple(found)


def _channel(tokens: tuple[Token, ...], i: int, j: int, kind: str, lex: Lexicon) -> Channel | None:
    chain = next((k for k in range(j, min(len(tokens), j + _CHAIN)) if lex.has("chain", tokens[k].low)), len(tokens))
    name = phrase_after(tokens, j, chain, lex)
    if name is None and j < chain and tokens[j].capital and is_media(tokens[j : j + 1]):
        name = (j, j + 1)
    if name is None:
        return None
    name = _one_name(tokens, name, lex)
    medium = is_media(tokens[slice(*name)])
    if kind != "quoted_by" and not medium:
        return None
    names, last = [name], name[1]
    origin = _origin(tokens, last, lex) if kind != "told" else None
    if origin:
        names, last = [origin, name], origin[1]
    if not (medium or tokens[name[0]].capital or origin):
        return None
    return Channel(i, last, tuple(names))


def _one_name(tokens: tuple[Token, ...], name: Range, lex: Lexicon) -> Range:
    """The phrase up to an article or possessive right behind a capital, which opens another ("a Radio Sol su vocera")."""
    opens = (
        k
        for k in range(name[0] + 1, name[1])
        if tokens[k - 1].capital and (lex.has("determiners", tokens[k].text) or lex.has("articles", tokens[k].text))
    )
    return name[0], next(opens, name[1])


def _origin(tokens: tuple[Token, ...], at: int, lex: Lexicon) -> Range | None:
    """B of "A from B", "A, citing B", at the end of A."""
    for k in (at, at + 1):
        if k + 1 < len(tokens) and lex.has("chain", tokens[k].low):
            origin = phrase_after(tokens, k + 1, len(tokens), lex) or phrase_after(tokens, k + 2, len(tokens), lex)
            if origin and (tokens[origin[0]].capital or is_media(tokens[slice(*origin)])):
                return origin
    return None


def via_names(document: Document, tokens: tuple[Token, ...], found: tuple[Channel, ...]) -> tuple[str, ...]:
    """The media as they stand in the text, those first that had the words first, then the document's credits. A medium stands
    once, the document's own outlet not at all."""
    ranges = [name for channel in found for name in channel.names]
    said = [document.text[tokens[a].start : tokens[b - 1].end] for a, b in ranges]
    names: list[str] = []
    known = [alphanumeric(document.outlet)] if document.outlet else []
    for name in (*said, *document.credits):
        key = alphanumeric(name)
        if key and not any(key in other or other in key for other in known if other):
            names.append(name)
            known.append(key)
    return tuple(names)
