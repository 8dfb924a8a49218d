"""Whom a speaker means who is not named where he speaks: a pronoun, a title alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sumber.reading.quotes.lexicon import Lexicon, read_lexicon
from sumber.types import Document, Mention, Quote, Span

_WORD = re.compile(r"\w+")
# How far before and behind a name, in characters, its title stands ("Minister of Public Works Jane Roe, the minister").
_TITLE_REACH = 60


def resolve_speakers(document: Document, quotes: Sequence[Quote], mentions: Sequence[Mention] = ()) -> tuple[Span | None, ...]:
    """Whom each quote's speaker names, aligned with `quotes`: the mention in the speaker's phrase if there is one. A pronoun
    (the language's `personal`) means the last speaker, else the only person named before it; a title alone means the only
    person named before it with that title. A cue that holds its own pronoun ("katanya") is read as one. Where no one or more
    than one fits, the speaker stays as he stands; None stays."""
    lex = read_lexicon(document.lang)
    people = [m for m in mentions if m.kind == "person"]
    found: list[Span | None] = []
    last: Span | None = None
    for quote in quotes:
        speaker = quote.speaker
        if speaker is None:
            itself = quote.cue if lex and quote.cue and lex.holds_speaker(quote.cue.text.lower()) else None
            found.append(_person_before(quotes, people, itself, last) if itself else None)
            last = found[-1] or last
            continue
        pronoun = lex is not None and lex.has("pronouns", speaker.text.lower())
        if named := [m for m in mentions if m.span.within(speaker)]:
            meant: Span | None = next((m for m in named if m.kind == "person"), named[0]).span
        elif pronoun:
            meant = _antecedent(document.text, quotes, people, speaker, last, lex)
        else:
            meant = _titled(document.text, _before(people, speaker), speaker, lex)
        found.append(meant or speaker)
        last = found[-1] if meant or not pronoun else last
    return tuple(found)


def _antecedent(
    text: str, quotes: Sequence[Quote], people: list[Mention], pronoun: Span, last: Span | None, lex: Lexicon | None
) -> Span | None:
    """The person named right before a relative pronoun; for personal ones as `_person_before` has it."""
    before = _before(people, pronoun)
    if before and text[before[-1].span.end : pronoun.start] in (" ", ", "):
        return before[-1].span
    if lex is None or not lex.has("personal", pronoun.text.lower()):
        return None
    return _person_before(quotes, people, pronoun, last)


def _person_before(quotes: Sequence[Quote], people: list[Mention], pronoun: Span, last: Span | None) -> Span | None:
    """The last speaker, unless another person was named since outside of quotes, else the only person named before."""
    before = _before(people, pronoun)
    if last is None:
        return _only(before)
    since = [m for m in before if m.span.start >= last.end and not any(m.span.within(q.span) for q in quotes)]
    return last if set(_words(last.text)) >= {word for m in since for word in _words(m.span.text)} else None


def _before(people: list[Mention], speaker: Span) -> list[Mention]:
    return [m for m in people if m.span.end <= speaker.start]


def _only(people: list[Mention]) -> Span | None:
    """The last mention, if all are of one person: of one entity, or names made of the words of the longest."""
    if not people:
        return None
    words = max((set(_words(m.span.text)) for m in people), key=len)
    entities = {m.entity.id for m in people if m.entity}
    same = len(entities) <= 1 and all(set(_words(m.span.text)) <= words for m in people)
    return people[-1].span if same else None


def _titled(text: str, people: list[Mention], speaker: Span, lex: Lexicon | None) -> Span | None:
    """The only person who bears the title that the speaker's phrase consists of."""
    titles = [word for word in _words(speaker.text) if lex and lex.has("roles", word)]
    if not titles:
        return None
    bearers = [m for m in people if set(titles) <= set(_words(_around(text, m.span)))]
    names = {word for m in bearers for word in _words(m.span.text)}
    return _only([m for m in people if names & set(_words(m.span.text))]) if bearers else None


def _around(text: str, name: Span) -> str:
    """The words that may hold a name's title: of its own line, up to marks that end a sentence."""
    before = re.split(r"[\n.;:!?]", text[max(0, name.start - _TITLE_REACH) : name.start])[-1]
    after = re.split(r"[\n.;:!?]", text[name.end : name.end + _TITLE_REACH])[0]
    return f"{before} {after if after.startswith((',', ' (')) else ''}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
