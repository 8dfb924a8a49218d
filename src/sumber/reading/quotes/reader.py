"""One unit after another: which words are somebody's, by which cue, and whose."""

from __future__ import annotations

from collections.abc import Iterator

from sumber.reading.quotes.contents import LEAST_INDIRECT, REACH
from sumber.reading.quotes.findings import FindingReader
from sumber.reading.quotes.media import match_form
from sumber.reading.quotes.phrases import Range, clause_start, ends_phrase, phrase_after, phrase_before, tells_aside, titled
from sumber.reading.quotes.units import Token

# Within how many tokens after "nach" its noun of telling must come.
_HEAD = 4


class UnitReader(FindingReader):
    """Reads one unit's tokens, cue by cue."""

    def read(self) -> None:
        """Find everything that a cue of the unit reports."""
        for i, j, kind in list(self._cues()):
            if not self._inside_content(i):
                getattr(self, f"_read_{kind}")(i, j)
        if self.lex.sets["gist"] and not self.findings:
            self._read_gist()

    def _read_gist(self) -> None:
        """A verb of saying or wanting with a mere object: the whole sentence is the gist of what its subject says. A verb's
        particle, if it has one, ends the sentence ("kündigte den Abzug an")."""
        last = self.tokens[self.hi - 1].text if self.hi else ""
        for i in range(self.hi):
            verb = self.tokens[i].text
            if not self.lex.has("gist", verb) and not self.lex.has("gist", f"{verb} {last}"):
                continue
            opens = i == 0 or self._may_invert(i) or self.lex.has("breaks", self.tokens[0].low)
            speaker = phrase_after(self.tokens, i + 1, self.hi, self.lex) if opens else None
            speaker = speaker or phrase_before(self.tokens, 0, i, self.lex)
            if speaker:
                self._add((0, self.hi), speaker, (i, i + 1))
                return

    def _cues(self) -> Iterator[tuple[int, int, str]]:
        i = 0
        while i < self.hi:
            matched = match_form(self.tokens, i, self.lex.cues) if self._may_be_verb(i) else None
            inside = any(channel.first <= i < channel.last for channel in self.via)
            if matched and (not inside or matched[0] in ("say", "claim")):
                yield i, matched[1], matched[0]
            i = matched[1] if matched else i + 1

    def _may_be_verb(self, i: int) -> bool:
        """A small word, or one with a capital that begins something, or stands in a headline where most words have one."""
        token = self.tokens[i]
        if token.kind != "word" or not token.capital or i == 0 or self.tokens[i - 1].kind != "word":
            return token.kind == "word"
        return self.headline

    def _inside_content(self, i: int) -> bool:
        return any(f.content[0] <= i < f.content[1] for f in self.findings)

    # ---- shapes of cues -------------------------------------------------------------------------------------------

    def _read_say(self, i: int, j: int) -> None:
        self._read_verb(i, j, strong=True)

    def _read_claim(self, i: int, j: int) -> None:
        self._read_verb(i, j, strong=False)

    def _read_verb(self, i: int, j: int, strong: bool) -> None:
        before = self.tokens[i - 1].low if i else ""
        passive = j < self.hi and self.lex.has("agents", self.tokens[j].low)
        if passive or self.lex.has("blockers", before) or self.lex.has("determiners", before):
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
        """ "According to X, ..." and "..., according to X"; X may be a name in quotation marks."""
        speaker = phrase_after(self.tokens, j, self.hi, self.lex)
        if j < self.hi and self.tokens[j].kind == "quote" and self.tokens[j].named:
            speaker = (j, j + 1)
        if speaker is None:
            return
        opens = i == self._lo or all(self._leads_in(t) for t in self.tokens[self._lo : i])
        if opens:
            start = self._after_source(speaker[1])
            if start is not None:
                self._add((start, self._end_of_content(start)), speaker, (i, j))
        elif quote := self._quote_before(i):
            self._add(quote, speaker, (i, j))
        elif not self.lex.source_comma and speaker[1] < self.hi and self.hi - self._lo > speaker[1] - i + LEAST_INDIRECT:
            self._add((self._lo, self.hi), speaker, (i, j))
        elif content := self._text_before(i, comma=False):
            self._add(self._middle(content, speaker[1]), speaker, (i, j))
        elif self.tokens[i - 1].text == "," and speaker[1] + LEAST_INDIRECT < self.hi and self.tokens[speaker[1]].text == ",":
            self._add((self._lo, self.hi), speaker, (i, j))  # "The rebels, according to Roe, took the town"

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
        if self.lex.has("upright", self.tokens[i].low):
            return False
        if titled(self.tokens, self._lo, i, self.lex) or tells_aside(self.tokens, self._lo, i, self.lex):
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
        content = None if self._heads_own_deed(i) else self._text_before(i)
        if content and (not self.lex.inverts or self._phrase_closed(speaker[1])):
            self._add(self._middle(content, speaker[1]), speaker, (i, j))
            return True
        points_back = j - i > 1 and self.lex.has("back", self.tokens[i].low)  # "hal itu disampaikan X"
        if not points_back and all(self._leads_in(t) for t in self.tokens[self._lo : i]) and speaker[1] < self.hi:
            after = self._content_after(speaker[1], strong=False)
            if after is None and self.tokens[speaker[1]].text == ",":
                after = (speaker[1] + 1, self._end_of_content(speaker[1] + 1))
            if after:
                self._add(after, speaker, (i, j))
                return True
        return False

    def _heads_own_deed(self, i: int) -> bool:
        """Is the verb at token i one that headlines use for what their subject does next ("Workers march, urge the governor to
        resign"), in a unit that ends like a headline: without a stop?"""
        return self.lex.has("headline", self.tokens[i].low) and self.hi == len(self.tokens)

    def _subject_first(self, i: int, j: int, speaker: Range | None, strong: bool, same: bool) -> None:
        start = speaker[0] if speaker and not same else i
        quote = self._quote_before(start)
        explicit = j < self.hi and self.lex.has("complementizers", self.tokens[j].low)
        if quote is not None and not explicit:
            self._add(self._around(quote, j), speaker, (i, j), same)
            return
        text = self._text_before(start) if speaker and not same else None
        ended = j >= self.hi or self.tokens[j].text in ",;" or (not explicit and self._only_addressed(j))
        if text and ended and self.lex.inverts and not ends_phrase(self.tokens[text[0]], self.lex):
            self._add(self._middle(text, j), speaker, (i, j), same)
        elif content := self._content_after(j, strong):
            self._add(content, speaker, (i, j), same)
        elif text and (ended or self._opens_adverbial(self.tokens[j]) or self.lex.has("upright", self.tokens[i].low)):
            self._add(self._middle(text, j), speaker, (i, j), same)
        elif speaker and not same:
            self.speaker = speaker
