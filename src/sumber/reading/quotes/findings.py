"""What was found in a unit, and the quotations and clauses that stand before and around a cue."""

from __future__ import annotations

from dataclasses import dataclass

from sumber.reading.quotes.contents import LEAST_INDIRECT, ContentReader
from sumber.reading.quotes.lexicon import Lexicon
from sumber.reading.quotes.media import match_form
from sumber.reading.quotes.phrases import Range
from sumber.reading.quotes.units import Token


@dataclass(frozen=True, slots=True)
class Finding:
    """A quote within a unit, in tokens. `same`: the speaker is the last one; `direct`: the content is one quotation."""

    content: Range
    speaker: Range | None
    cue: Range | None
    direct: bool
    same: bool = False


class FindingReader(ContentReader):
    """A unit's tokens with what was found in them. `speaker` is the last speaker named, in tokens; `used` are tokens that
    belong to content already; `_lo` is the first token that what follows may reach back to."""

    def __init__(self, tokens: tuple[Token, ...], lex: Lexicon) -> None:
        super().__init__(tokens, lex)
        self.findings: list[Finding] = []
        self.speaker: Range | None = None
        self.used: set[int] = set()
        self._lo = 0
        words = [t for t in tokens if t.kind == "word"]
        self.headline = 2 * sum(t.capital for t in words) > len(words)

    def _quote_before(self, i: int) -> Range | None:
        k = i - 1
        while k >= self._lo and (
            self.tokens[k].text in ",–—―-" or (self._leads_in(self.tokens[k]) and self.tokens[k].text not in ".:;")
        ):
            k -= 1
        if k >= self._lo and self.tokens[k].kind == "quote" and k not in self.used:
            inside = k > self._lo and self.tokens[k - 1].kind == "word" and not self._leads_in(self.tokens[k - 1])
            return None if inside else (k, k + 1)
        return None

    def _around(self, quote: Range, k: int) -> Range:
        """A quotation cut in two by its cue ("...," he said, "...") is one."""
        while k < self.hi and self.tokens[k].kind != "quote" and k - quote[1] < 24:
            if self.tokens[k].text in ".;:":
                return quote
            k += 1
        if k < self.hi and self.tokens[k].kind == "quote" and self.tokens[k - 1].text == ",":
            return (quote[0], k + 1)
        return quote

    def _text_before(self, i: int, comma: bool = True) -> Range | None:
        """Indirect speech that ends before token i."""
        end = i
        while end > self._lo and self.tokens[end - 1].kind == "mark" and self.tokens[end - 1].text not in ")":
            end -= 1
        if comma and end == i and self.tokens[i - 1].kind != "quote":
            return None
        start = max((k + 1 for k in range(end) if self.tokens[k].text == ";"), default=0)
        told = [f for f in self.findings if f.direct or (f.cue and f.cue[0] > f.content[0])]
        start = max([start, *(part[1] for f in told for part in (f.content, f.cue, f.speaker) if part and part[1] <= end)])
        start = max([start, *(channel.last for channel in self.via if channel.first <= start and channel.last < end)])
        words = [t for t in self.tokens[start:end] if t.kind != "mark" and not self._leads_in(t)]
        return (start, end) if len(words) >= LEAST_INDIRECT or any(t.kind == "quote" for t in words) else None

    def _middle(self, content: Range, k: int) -> Range:
        """A cue in the middle: what follows belongs to the content too, unless it tells when, where or how it was said."""
        if k + 1 >= self.hi or self.tokens[k].text != "," or self._opens_adverbial(self.tokens[k + 1]):
            return content
        if self.lex.has("complementizers", self.tokens[k + 1].low) or self.tokens[k + 1].kind == "quote":
            return content
        if any(
            match_form(self.tokens, m, self.lex.cues)
            for m in range(k + 1, min(self.hi, k + 4))
            if self.tokens[m].kind == "word"
        ):
            return content
        if any(k < channel.first for channel in self.via):
            return content
        return (content[0], self.hi)

    def _add(self, content: Range, speaker: Range | None, cue: Range | None, same: bool = False) -> None:
        start, end = content
        while start < end and (
            (self.tokens[start].kind == "mark" and self.tokens[start].text not in "(") or self._opener(start, end)
        ):
            start += 1
        if start >= end or end > len(self.tokens):
            return
        direct = (
            self.tokens[start].kind == "quote"
            and self.tokens[end - 1].kind == "quote"
            and (end - start == 1 or (cue is not None and start < cue[0] < end))
        )
        if speaker and not same:
            self.speaker = speaker
        self.used.update(range(start, end))
        self.findings = [f for f in self.findings if f.direct or not (start <= f.content[0] and f.content[1] <= end)]
        self.findings.append(Finding((start, end), speaker, cue, direct, same))
        if not (cue and start < cue[0] < end):
            self._lo = max(self._lo, end if not cue or start > cue[0] else self._lo)

    def _opener(self, start: int, end: int) -> bool:
        """A connector before a comma ("However,") is not among the words reported."""
        return start + 1 < end and self.lex.has("openers", self.tokens[start].low) and self.tokens[start + 1].text == ","
