"""Quotes of a whole document: what its units say, speakers carried on, and quotations that stand alone."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import replace

from sumber.reading.quotes.findings import Finding
from sumber.reading.quotes.lexicon import read_lexicon
from sumber.reading.quotes.lone import LEAST_EMBEDDED, LEAST_LONE, is_title, labelled, signed, stands_alone
from sumber.reading.quotes.marks import leaves_open
from sumber.reading.quotes.media import via_names
from sumber.reading.quotes.merge import inner_end, merge_drafts, stripped
from sumber.reading.quotes.pairing import Draft, pair_parts
from sumber.reading.quotes.phrases import Range, ends_phrase
from sumber.reading.quotes.reader import UnitReader
from sumber.reading.quotes.units import Token, Unit, read_units
from sumber.types import Document, Mention, Quote, SentencePrediction, Span


def find_quotes(
    document: Document,
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    predictions: Sequence[SentencePrediction] = (),
) -> tuple[Quote, ...]:
    """Quotes in order of the text. Content stands without its quotation marks; the speaker is the whole noun phrase, or a
    pronoun where one says it (`resolve_speakers` tells whom it means); a cue that names nobody ("he" left out, "katanya")
    takes the last speaker from where it stands. `direct`: all of the content is in quotation marks. `via` is what the
    sentence says, then the document's credits. `predictions` are the model's word on each of `sentences`, aligned with them:
    it completes what the rules find and adds what it is sure of. Without it a language without a lexicon gives only
    quotations that stand alone."""
    read = zip(sentences, predictions, strict=False)
    state = _State(document, mentions, [draft for sentence, said in read for draft in pair_parts(sentence, said)])
    for unit in read_units(document, sentences):
        state.read(unit)
    return tuple(sorted(state.quotes, key=lambda q: (q.span.start, -q.span.end)))


class _State:
    """What is carried from unit to unit: the last speaker, whether the unit at hand has one (`spoken`), what the last unit of
    the paragraph held, and whether the paragraph before leaves a quotation open that this one goes on with (`left_open`)."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], drafts: list[Draft]) -> None:
        self.document, self.lex = document, read_lexicon(document.lang)
        self.mentions = mentions
        self.starts = [m.span.start for m in mentions]
        self.drafts = drafts[::-1]
        self.quotes: list[Quote] = []
        self.speaker: Span | None = None
        self.paragraph = -1
        self.paragraphs = document.text.split("\n")
        self.left_open = False
        self.spoken = False
        self.going_on = False
        self.announced = False
        self.before: Sequence[Token] = ()

    def read(self, unit: Unit) -> None:
        """Keep what a unit says."""
        if unit.paragraph != self.paragraph:
            self.left_open = self.paragraph >= 0 and self.going_on and leaves_open(self.paragraphs[self.paragraph])
            self.going_on = False
        self.paragraph = unit.paragraph
        via = self.document.credits
        found: list[Quote] = []
        self.spoken = False
        if self.lex:
            reader = UnitReader(unit.tokens, self.lex)
            via = via_names(self.document, unit.tokens, reader.via)
            found = self._ruled(unit.tokens, reader, via)
        found = [self._with_subject(unit.tokens, quote) for quote in self._completed(unit, found, via)]
        if not found and (reported := self._reported(unit.tokens)):
            found = [Quote(reported, self.speaker, None, via, False)]
            self.spoken = True
        if self.lex and self.lex.mixed:
            found += self._verbatim(unit.tokens, found)
        self.quotes += found
        self._lone(unit.tokens, found, via)
        self.before = unit.tokens
        self.announced = self.spoken and unit.tokens[-1].text == ":"
        self.going_on = self.spoken or (self.going_on and all(t.kind != "word" for t in unit.tokens))

    def _ruled(self, tokens: tuple[Token, ...], reader: UnitReader, via: tuple[str, ...]) -> list[Quote]:
        """What the rules find."""
        reader.read()
        found = [quote for finding in reader.findings if (quote := self._told(tokens, finding, via))]
        self.spoken = any(finding.speaker or finding.same for finding in reader.findings)
        if reader.speaker and not self.spoken:
            self._remember(self._span(tokens, reader.speaker))
            self.spoken = True
        return found

    def _completed(self, unit: Unit, ruled: list[Quote], via: tuple[str, ...]) -> list[Quote]:
        """That, with what the model says of the unit."""
        found = merge_drafts(self.document.text, unit.tokens, ruled, self._drafts_of(unit), via)
        for k, quote in enumerate(found):
            if quote.speaker and (k >= len(ruled) or ruled[k].speaker is None):
                speaker = self._widened(quote.speaker.start, quote.speaker.end)
                found[k] = replace(quote, speaker=speaker)
                self._remember(speaker)
                self.spoken = True
        return found

    def _with_subject(self, tokens: tuple[Token, ...], quote: Quote) -> Quote:
        """The quote; one by a verb that opens a unit without its subject, right behind what somebody said, is his."""
        if quote.speaker or quote.cue is None or not (self.lex and self.lex.drops_subject and self.going_on):
            return quote
        leading = [t for t in tokens if t.start < quote.cue.start]
        kinds = ("openers", "auxiliaries", "coordinators", "times")
        if any(t.kind == "quote" or not any(self.lex.has(kind, t.low) for kind in kinds) for t in leading):
            return quote
        self.spoken = True
        return replace(quote, speaker=self._silent_subject())

    def _silent_subject(self) -> Span | None:
        """Whom a verb without a subject goes on with: the person who is the subject of the unit before, where he was named
        since the last speaker, else that one."""
        if not (self.lex and self.lex.drops_subject and self.before):
            return self.speaker
        start, end = self.before[0].start, self.before[-1].end
        since = max(start, self.speaker.end if self.speaker else 0)
        inside = self.mentions[bisect.bisect_left(self.starts, since) : bisect.bisect_left(self.starts, end)]
        person = next((m.span for m in inside if m.kind == "person"), None)
        if person is None:
            return self.speaker
        lead = [t for t in self.before if t.start < person.start]
        comma = max((k + 1 for k, t in enumerate(lead) if t.text == ","), default=0)
        if any(t.kind == "quote" or ends_phrase(t, self.lex) for t in lead[comma:]):
            return self.speaker
        self._remember(person)
        return person

    def _drafts_of(self, unit: Unit) -> list[Draft]:
        """The model's quotes up to the unit's end that no unit before held."""
        found: list[Draft] = []
        while self.drafts and self.drafts[-1].content.start < unit.tokens[-1].end:
            draft = self.drafts.pop()
            found += [] if self._from_nobody(draft) or self._points_back(draft) else [draft]
        return found

    def _points_back(self, draft: Draft) -> bool:
        """Does the content only stand for what was said before: "hal serupa"?"""
        words = self.document.text[draft.content.start : draft.content.end].lower().split()
        return self.lex is not None and all(self.lex.has("back", word) for word in words)

    def _from_nobody(self, draft: Draft) -> bool:
        """Does the model take for a source what is none: "according to plan"?"""
        if self.lex is None or draft.cue is None:
            return False
        text, speaker = self.document.text, draft.speaker
        words = text[speaker.start : speaker.end].lower().split() if speaker else []
        named = bool(words) and not self.lex.has("nobody", words[0])
        return not named and self.lex.is_cue("source", text[draft.cue.start : draft.cue.end].lower())

    def _told(self, tokens: tuple[Token, ...], finding: Finding, via: tuple[str, ...]) -> Quote | None:
        speaker = self._silent_subject() if finding.same and not finding.speaker else None
        if finding.speaker:
            speaker = self._span(tokens, finding.speaker)
            self._remember(speaker)
        cue = Span.of(self.document.text, tokens[finding.cue[0]].start, tokens[finding.cue[1] - 1].end) if finding.cue else None
        content = self._content(tokens, finding)
        return Quote(content, speaker, cue, via, finding.direct) if content else None

    def _reported(self, tokens: tuple[Token, ...]) -> Span | None:
        """A unit that no cue reports but the mood of a main clause's verb, which does not end it: the last speaker goes on."""
        if self.lex is None or not self.lex.sets["reported"] or any(self.lex.has("first_person", t.low) for t in tokens):
            return None
        clauses = list(itertools.pairwise(tokens))
        kinds = ("reported", "reported_on") if self.going_on else ("reported",)
        if not any(self.lex.has(kind, a.text) and b.kind != "mark" for a, b in clauses for kind in kinds):
            return None
        return stripped(self.document.text, tokens[0].start, tokens[-1].end)

    def _verbatim(self, tokens: tuple[Token, ...], told: list[Quote]) -> list[Quote]:
        """What stands in quotation marks within indirect speech, as quotes by the same speaker."""
        found: list[Quote] = []
        for token in tokens:
            around = [q for q in told if not q.direct and q.span.start <= token.start and token.end <= q.span.end]
            content = (
                stripped(self.document.text, token.start + token.width, inner_end(token)) if token.kind == "quote" else None
            )
            if around and content and content.text[:1].islower():
                found.append(replace(around[0], span=content, direct=True))
        return found

    def _remember(self, speaker: Span) -> None:
        """Keep the last speaker who has a name; a pronoun goes on with him."""
        if self.speaker is None or not (self.lex and self.lex.has("pronouns", speaker.text.lower())):
            self.speaker = speaker

    def _content(self, tokens: tuple[Token, ...], finding: Finding) -> Span | None:
        first, last = tokens[finding.content[0]], tokens[finding.content[1] - 1]
        start, end = first.start, last.end
        if finding.direct:
            start, end = start + first.width, inner_end(last)
        return stripped(self.document.text, start, end)

    def _span(self, tokens: tuple[Token, ...], phrase: Range) -> Span:
        return self._widened(tokens[phrase[0]].start, tokens[phrase[1] - 1].end)

    def _widened(self, start: int, end: int) -> Span:
        """The phrase, widened to the mentions that reach over its borders."""
        for k in range(max(0, bisect.bisect_right(self.starts, start) - 1), bisect.bisect_left(self.starts, end)):
            span = self.mentions[k].span
            if span.start < end and start < span.end:
                start, end = min(start, span.start), max(end, span.end)
        return Span.of(self.document.text, start, end)

    def _lone(self, tokens: tuple[Token, ...], told: list[Quote], via: tuple[str, ...]) -> None:
        """Keep the quotations of the unit that no cue reports."""
        for i, token in enumerate(tokens):
            if token.kind != "quote" or any(q.span.start < token.end and token.start < q.span.end for q in told):
                continue
            alone = stands_alone(tokens, i)
            words = len(token.text.split())
            speaker: Span | None = None
            if named := labelled(tokens, i, self.lex):
                speaker = self._span(tokens, named)
                self._remember(speaker)
            elif named := signed(tokens, i, self.lex):
                speaker = self._span(tokens, named)
            elif alone and self._extends(token):
                continue
            elif alone and words >= LEAST_LONE:
                speaker = self.speaker if self.going_on or self.announced or self.left_open else None
                self.spoken = self.spoken or (speaker is not None and self.left_open)
            elif words < LEAST_EMBEDDED or is_title(tokens, i, self.lex):
                continue
            if content := stripped(self.document.text, token.start + token.width, inner_end(token)):
                self.quotes.append(Quote(content, speaker, None, via, True))

    def _extends(self, token: Token) -> bool:
        """Make a quotation that goes on after its cue ("...," she said. "...") part of the quote before; is it one?"""
        last = self.quotes[-1] if self.quotes else None
        if not (self.going_on and last and last.direct and last.cue and last.span.end <= last.cue.start):
            return False
        content = stripped(self.document.text, last.span.start, inner_end(token))
        if content:
            self.quotes[-1] = replace(last, span=content)
        return content is not None
