"""Quotes of a whole document: what its units say, speakers carried on, and quotations that stand alone."""

from __future__ import annotations

import bisect
from dataclasses import replace

from sumber.reading.quotes.lexicon import Lexicon, read_lexicon
from sumber.reading.quotes.media import via_names
from sumber.reading.quotes.phrases import phrase_after
from sumber.reading.quotes.reader import Finding, UnitReader
from sumber.reading.quotes.units import Token, Unit, read_units
from sumber.types import Document, Mention, Quote, Span

# Words that a quotation needs to be speech where it stands alone.
LEAST_LONE = 4
# A quotation amid a sentence without any cue counts from this many words on; shorter ones are terms, titles, nicknames.
LEAST_EMBEDDED = 7


def find_quotes(document: Document, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """Quotes in order of the text. Content stands without its quotation marks; the speaker is the whole noun phrase, or a
    pronoun where one says it (`resolve_speakers` tells whom it means); a cue that names nobody ("he" left out, "katanya")
    takes the last speaker from where it stands. `direct`: all of the content is in quotation marks. `via` is what the
    sentence says, else the document's credits. In a language without a lexicon only quotations that stand alone are found."""
    state = _State(document, read_lexicon(document.lang), mentions)
    for unit in read_units(document, sentences):
        state.read(unit)
    return tuple(sorted(state.quotes, key=lambda q: (q.span.start, -q.span.end)))


def resolve_speakers(quotes: tuple[Quote, ...], lang: str | None) -> tuple[Span | None, ...]:
    """The speaker of each quote, with a pronoun replaced by the last speaker named before it, if there is one."""
    lex = read_lexicon(lang)
    found: list[Span | None] = []
    last: Span | None = None
    for quote in quotes:
        pronoun = quote.speaker is not None and lex is not None and lex.has("pronouns", quote.speaker.text.lower())
        found.append((last or quote.speaker) if pronoun else quote.speaker)
        last = found[-1] or last
    return tuple(found)


class _State:
    """What is carried from unit to unit: the last speaker, and what the last unit of the paragraph held."""

    def __init__(self, document: Document, lex: Lexicon | None, mentions: tuple[Mention, ...]) -> None:
        self.document, self.lex = document, lex
        self.mentions = mentions
        self.starts = [m.span.start for m in mentions]
        self.quotes: list[Quote] = []
        self.speaker: Span | None = None
        self.paragraph = -1
        self.going_on = False
        self.announced = False

    def read(self, unit: Unit) -> None:
        if unit.paragraph != self.paragraph:
            self.going_on = False
        self.paragraph = unit.paragraph
        findings: list[Finding] = []
        via: tuple[str, ...] = ()
        announced = False
        if self.lex:
            reader = UnitReader(unit.tokens, self.lex)
            reader.read()
            findings = reader.findings
            if reader.via:
                via = via_names(self.document, unit.tokens, reader.via[2])
        spoken = any(f.speaker or f.same for f in findings)
        for finding in findings:
            self._keep(unit.tokens, finding, via)
        if self.lex and reader.speaker and not spoken:
            self._remember(self._span(unit.tokens, reader.speaker))
            spoken = announced = True
        self._lone(unit.tokens, findings, via)
        self.announced = (announced or spoken) and unit.tokens[-1].text == ":"
        self.going_on = spoken or (self.going_on and all(t.kind != "word" for t in unit.tokens))

    def _keep(self, tokens: tuple[Token, ...], finding: Finding, via: tuple[str, ...]) -> None:
        speaker = self.speaker if finding.same and not finding.speaker else None
        if finding.speaker:
            speaker = self._span(tokens, finding.speaker)
            self._remember(speaker)
        cue = Span.of(self.document.text, tokens[finding.cue[0]].start, tokens[finding.cue[1] - 1].end) if finding.cue else None
        content = self._content(tokens, finding)
        if content:
            self.quotes.append(Quote(content, speaker, cue, via or self.document.credits, finding.direct))

    def _remember(self, speaker: Span) -> None:
        """Keep the last speaker who has a name; a pronoun goes on with him."""
        if self.speaker is None or not (self.lex and self.lex.has("pronouns", speaker.text.lower())):
            self.speaker = speaker

    def _content(self, tokens: tuple[Token, ...], finding: Finding) -> Span | None:
        first, last = tokens[finding.content[0]], tokens[finding.content[1] - 1]
        start, end = first.start, last.end
        if finding.direct:
            start, end = start + first.width, _inner_end(last)
        return _stripped(self.document.text, start, end)

    def _span(self, tokens: tuple[Token, ...], phrase: tuple[int, int]) -> Span:
        """The phrase, widened to the mentions that reach over its borders."""
        start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
        for k in range(max(0, bisect.bisect_right(self.starts, start) - 1), bisect.bisect_left(self.starts, end)):
            span = self.mentions[k].span
            if span.start < end and start < span.end:
                start, end = min(start, span.start), max(end, span.end)
        return Span.of(self.document.text, start, end)

    def _lone(self, tokens: tuple[Token, ...], findings: list[Finding], via: tuple[str, ...]) -> None:
        """Quotations of the unit that no cue reports."""
        for i, token in enumerate(tokens):
            if token.kind != "quote" or any(f.content[0] <= i < f.content[1] for f in findings):
                continue
            words = token.text.split()
            alone = all(t.kind != "word" for t in tokens[:i]) and all(t.kind != "word" for t in tokens[i + 1 :])
            label = self._label(tokens, i)
            if label and len(words) >= 2:
                speaker: Span | None = self._span(tokens, label)
                self._remember(self._span(tokens, label))
            elif byline := self._byline(tokens, i):
                speaker = self._span(tokens, byline)
            elif alone and self._extends(token):
                continue
            elif alone and len(words) >= LEAST_LONE:
                speaker = self.speaker if self.going_on or self.announced else None
            elif len(words) >= LEAST_EMBEDDED and not self._title(tokens, i):
                speaker = None
            else:
                continue
            content = _stripped(self.document.text, token.start + token.width, _inner_end(token))
            if content:
                self.quotes.append(Quote(content, speaker, None, via or self.document.credits, True))

    def _label(self, tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
        """ "Name: quotation" at the start of a unit."""
        if self.lex is None or not 2 <= i <= 10 or tokens[i - 1].text != ":" or not tokens[0].capital:
            return None
        phrase = phrase_after(tokens, 0, i - 1, self.lex)
        return phrase if phrase and phrase[1] == i - 1 else None

    def _byline(self, tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
        """A quotation with its speaker after a dash."""
        if self.lex is None or i + 2 >= len(tokens) or tokens[i + 1].text not in "–—―-" or not tokens[i + 2].capital:
            return None
        phrase = phrase_after(tokens, i + 2, len(tokens), self.lex)
        return phrase if phrase and all(t.kind == "mark" for t in tokens[phrase[1] :]) else None

    def _extends(self, token: Token) -> bool:
        """Make a quotation that goes on after its cue ("...," she said. "...") part of the quote before; is it one?"""
        last = self.quotes[-1] if self.quotes else None
        if not (self.going_on and last and last.direct and last.cue and last.span.end <= last.cue.start):
            return False
        content = _stripped(self.document.text, last.span.start, _inner_end(token))
        if content:
            self.quotes[-1] = replace(last, span=content)
        return content is not None

    def _title(self, tokens: tuple[Token, ...], i: int) -> bool:
        """Is the quotation the name of a work: announced as one, or written in capitals?"""
        if self.lex and any(self.lex.has("works", t.low) for t in tokens[max(0, i - 3) : i]):
            return True
        words = [w for w in tokens[i].text.strip("\"“”„«»'‘’`").split() if w[:1].isalpha()]
        return 2 * sum(w[:1].isupper() for w in words) > len(words)


def _inner_end(token: Token) -> int:
    """Where a quotation's words end, before its closing mark if it has one."""
    closing = 2 if token.text.endswith("''") else 1 if token.text[-1] in "\"“”„‟«»「」『』'‘’‚‹›" else 0
    return token.end - closing if token.end - closing > token.start + token.width else token.end


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return Span.of(text, start, end) if start < end else None
