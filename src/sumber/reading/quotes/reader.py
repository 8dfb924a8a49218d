"""One unit after another: which words are somebody's, by which cue, and whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sumber.reading.quotes.contents import LEAST_INDIRECT, REACH, ContentReader
from sumber.reading.quotes.lexicon import Lexicon
from sumber.reading.quotes.media import match_form
from sumber.reading.quotes.phrases import Range, clause_start, ends_phrase, phrase_after, phrase_before, titled
from sumber.reading.quotes.units import Token

# Within how many tokens after "nach" its noun of telling must come.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """A quote within a unit, in tokens. `same`: the speaker is the last one; `direct`: the content is one quotation."""

    content: Range
    speaker: Range | None
    cue: Range | None
    direct: bool
    same: bool = False


class UnitReader(ContentReader):
    """Reads one unit's tokens. `findings` holds what was found, `speaker` the last speaker named, in tokens."""

    def __init__(self, tokens: tuple[Token, ...], lex: Lexicon) -> None:
        super().__init__(tokens, lex)
        self.findings: list[Finding] = []
        self.speaker: Range | None = None
        self.used: set[int] = set()
        self._lo = 0

    def read(self) -> None:
        """Find everything that a cue of the unit reports."""
        for i, j, kind in list(self._cues()):
            if not self._inside_content(i):
                getattr(self, f"_read_{kind}")(i, j)

    def _cues(self) -> Iterator[tuple[int, int, str]]:
        i = 0
        while i < self.hi:
            matched = match_form(self.tokens, i, self.lex.cues) if self.tokens[i].kind == "word" else None
            if matched and not (self.via and self.via[0] <= i < self.via[1] and matched[0] not in ("say", "claim")):
                yield i, matched[1], matched[0]
            i = matched[1] if matched else i + 1

    def _inside_content(self, i: int) -> bool:
        return any(f.content[0] <= i < f.content[1] for f in self.findings)

    # ---- shapes of cues -------------------------------------------------------------------------------------------

    def _read_say(self, i: int, j: int) -> None:
        self._read_verb(i, j, strong=True)

    def _read_claim(self, i: int, j: int) -> None:
        self._read_verb(i, j, strong=False)

    def _read_verb(self, i: int, j: int, strong: bool) -> None:
        before = self.tokens[i - 1].low if i else ""
        if self.lex.has("blockers", before) or self.lex.has("determiners", before):
            return
        if self.lex.inverts and self._may_invert(i) and self._inverted(i, j):
            return
        quote = self._quote_before(i)
        if self.lex.inverts and quote is not None and self._phrase_closed(j):
            self._add(self._around(quote, j), None, (i, j), same=True)
            return
        joined = i > 0 and self.lex.has("coordinators", before)
        speaker = None if joined else phrase_before(self.tokens, self._lo, i, self.lex)
        same = False
        if joined and self.speaker is None:
            speaker = phrase_before(self.tokens, self._lo, self._first_comma(i), self.lex)
        if speaker is None:
            start = clause_start(self.tokens, self._lo, i, self.lex)
            between = [t.low for t in self.tokens[start:i]]
            silent = all(self.lex.has("auxiliaries", low) or self.lex.has("coordinators", low) for low in between)
            same = self.speaker is not None and (silent or joined)
            if not same:
                return
            speaker = self.speaker
        self._subject_first(i, j, speaker, strong, same)

    def _read_participle(self, i: int, j: int) -> None:
        content = self._content_after(j, strong=i > 0 and self.tokens[i - 1].text == ",")
        if content is not None:
            speaker = self.speaker or phrase_before(self.tokens, 0, self._first_comma(i), self.lex)
            self._add(content, speaker, (i, j))

    def _first_comma(self, i: int) -> int:
        return next((k for k in range(self._lo, i) if self.tokens[k].text == ","), i)

    def _read_inverted(self, i: int, j: int) -> None:
        if not self._inverted(i, j) and i == 0:
            self.speaker = phrase_after(self.tokens, j, self.hi, self.lex) or self.speaker

    def _read_self(self, i: int, j: int) -> None:
        """A cue that holds its own pronoun ("katanya"): the last speaker goes on."""
        quote = self._quote_before(i)
        if quote is not None:
            self._add(self._around(quote, j), None, (i, j), same=True)
            return
        after = self._content_after(j, strong=False)
        if after and self.tokens[after[0]].kind == "quote" and after[1] == after[0] + 1:
            self._add(after, None, (i, j), same=True)
        elif i and (content := self._text_before(i)):
            self._add(content, None, (i, j), same=True)
        elif after or (j < self.hi and self.tokens[j].text == ","):
            self._add(after or (j + 1, self._end_of_content(j + 1)), None, (i, j), same=True)

    def _read_impersonal(self, i: int, j: int) -> None:
        """ "It was said that ...": content without a speaker."""
        content = self._content_after(j, strong=False)
        if content is None and i == 0 and j < self.hi and self.tokens[j].text == ",":
            content = (j + 1, self._end_of_content(j + 1))
        if content:
            self._add(content, None, (i, j))

    def _read_source(self, i: int, j: int) -> None:
        """ "According to X, ..." and "..., according to X"."""
        speaker = phrase_after(self.tokens, j, self.hi, self.lex)
        if speaker is None:
            return
        opens = i == self._lo or all(self._leads_in(t) for t in self.tokens[self._lo : i])
        if opens:
            start = self._after_source(speaker[1])
            if start is not None:
                self._add((start, self._end_of_content(start)), speaker, (i, j))
        elif quote := self._quote_before(i):
            self._add(quote, speaker, (i, j))
        elif content := self._text_before(i, comma=False):
            whole = not self.lex.source_comma and speaker[1] < self.hi
            self._add((content[0], self.hi) if whole else self._middle(content, speaker[1]), speaker, (i, j))

    def _read_source_head(self, i: int, j: int) -> None:
        """A preposition that names a source only before certain nouns ("nach Angaben von X")."""
        if any(self._is_head(t) for t in self.tokens[j : min(self.hi, j + _HEAD)]):
            self._read_source(i, j)

    def _read_source_after(self, i: int, j: int) -> None:
        """A postposition ("Berichten zufolge"): its phrase begins with the noun of telling nearest to it, if there is one."""
        heads = [k for k in range(max(self._lo, i - REACH), i) if self._is_head(self.tokens[k])]
        speaker = (heads[-1], i) if heads else (max(self._lo, i - 1), i)
        if speaker[0] == i or ends_phrase(self.tokens[speaker[0]], self.lex):
            return
        start = j if all(self._leads_in(t) for t in self.tokens[self._lo : speaker[0]]) else self._lo
        self._add((start, self.hi), speaker, (i, j))

    def _is_head(self, token: Token) -> bool:
        return token.low.endswith(self.lex.heads) if self.lex.heads else False

    # ---- parts ----------------------------------------------------------------------------------------------------

    def _after_source(self, k: int) -> int | None:
        """The first token of what a leading source says: after its comma, or its finite verb where no comma is written."""
        if not self.lex.source_comma:
            return k if k < self.hi else None
        for m in range(k, min(self.hi, k + REACH)):
            if self.tokens[m].text == ",":
                return m + 1 if m + 1 < self.hi else None
        return k if k < self.hi and k and self.lex.has("pronouns", self.tokens[k - 1].low) else None

    def _may_invert(self, i: int) -> bool:
        """Can the verb at token i stand before its subject: after what is said, or, where verbs come second, an adverbial?"""
        if self.lex.has("upright", self.tokens[i].low) or titled(self.tokens, self._lo, i, self.lex):
            return False
        if i and (self.tokens[i - 1].kind == "quote" or self.tokens[i - 1].text in ",?!–—―"):
            return True
        start = clause_start(self.tokens, self._lo, i, self.lex)
        return self.lex.verb_second and start < i and all(self._leads_in(t) for t in self.tokens[start:i])

    def _inverted(self, i: int, j: int) -> bool:
        """Verb, then speaker. With something said before the verb, or after the speaker where the unit opens with the verb."""
        if j < self.hi and (self.lex.has("complementizers", self.tokens[j].low) or self.tokens[j].kind == "mark"):
            return False
        k = j
        while k < self.hi and self.lex.has("auxiliaries", self.tokens[k].low):
            k += 1
        speaker = phrase_after(self.tokens, k, self.hi, self.lex)
        if speaker is None:
            return False
        quote = self._quote_before(i)
        if quote is not None:
            self._add(self._around(quote, speaker[1]), speaker, (i, j))
            return True
        content = self._text_before(i)
        if content and (not self.lex.inverts or self._phrase_closed(speaker[1])):
            self._add(self._middle(content, speaker[1]), speaker, (i, j))
            return True
        if all(self._leads_in(t) for t in self.tokens[self._lo : i]) and speaker[1] < self.hi:
            after = self._content_after(speaker[1], strong=False)
            if after is None and self.tokens[speaker[1]].text == ",":
                after = (speaker[1] + 1, self._end_of_content(speaker[1] + 1))
            if after:
                self._add(after, speaker, (i, j))
                return True
        return False

    def _subject_first(self, i: int, j: int, speaker: Range | None, strong: bool, same: bool) -> None:
        start = speaker[0] if speaker and not same else i
        quote = self._quote_before(start)
        explicit = j < self.hi and self.lex.has("complementizers", self.tokens[j].low)
        if quote is not None and not explicit:
            self._add(self._around(quote, j), speaker, (i, j), same)
            return
        text = self._text_before(start) if speaker and not same else None
        ended = j >= self.hi or self.tokens[j].text == ","
        if text and ended and self.lex.inverts and not ends_phrase(self.tokens[text[0]], self.lex):
            self._add(self._middle(text, j), speaker, (i, j), same)
        elif content := self._content_after(j, strong):
            self._add(content, speaker, (i, j), same)
        elif text and (ended or self._opens_adverbial(self.tokens[j]) or self.lex.has("upright", self.tokens[i].low)):
            self._add(self._middle(text, j), speaker, (i, j), same)
        elif speaker and not same:
            self.speaker = speaker

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
        start = max([start, *(f.content[1] for f in self.findings if f.direct or (f.cue and f.cue[0] > f.content[0]))])
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
        if self.via and k < self.via[0]:
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
