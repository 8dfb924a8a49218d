"""Where the words that somebody is said to have said begin and end within a unit."""

from __future__ import annotations

from sumber.reading.quotes.lexicon import Lexicon
from sumber.reading.quotes.media import channels, match_form
from sumber.reading.quotes.phrases import Range
from sumber.reading.quotes.units import Token

# Words that indirect speech needs at least to be worth a quote.
LEAST_INDIRECT = 3
# How far after the verb a complementizer is looked for, in tokens.
REACH = 14
# How many tokens an object between verb and complementizer may have ("assured the court that").
_OBJECT = 5
# How many tokens may stand before the quotation in "called the plan a "gift to thieves"".
_CALLED = 8


class ContentReader:
    """A unit's tokens without its last punctuation: `hi` is the token after the last one read; `via` as in `channels`."""

    def __init__(self, tokens: tuple[Token, ...], lex: Lexicon) -> None:
        self.tokens, self.lex = tokens, lex
        self.hi = len(tokens)
        while self.hi and tokens[self.hi - 1].kind == "mark" and tokens[self.hi - 1].text != ")":
            self.hi -= 1
        self.via = channels(tokens, lex)

    def _leads_in(self, token: Token) -> bool:
        return token.kind == "mark" or self.lex.has("openers", token.low) or self.lex.has("times", token.low)

    def _opens_adverbial(self, token: Token) -> bool:
        return any(self.lex.has(kind, token.low) for kind in ("breaks", "times", "addressees"))

    def _phrase_closed(self, k: int) -> bool:
        """Does the speaker phrase before token k end as one that follows its verb: before punctuation or an adverbial?"""
        if k >= self.hi:
            return True
        return self.tokens[k].kind != "word" or self._opens_adverbial(self.tokens[k])

    def _content_after(self, j: int, strong: bool) -> Range | None:
        """What a verb at [.., j) reports, after its addressee and adverbials."""
        lex, tokens = self.lex, self.tokens
        medium = next((channel.last for channel in self.via if channel.first < j <= channel.last), self.hi)
        if medium < self.hi and lex.has("complementizers", tokens[medium].low):
            return self._span_from(medium + 1)  # "told Le Monde that"
        far = j < self.hi and (tokens[j].text == "," or self._opens_adverbial(tokens[j]))
        if lex.verb_second and j + 1 < self.hi and tokens[j].text == "," and tokens[j + 1].kind == "word":
            return self._span_from(j + 1 + lex.has("complementizers", tokens[j + 1].low))
        for k in range(j, min(self.hi, j + REACH)):
            token = tokens[k]
            if k > j and tokens[k - 1].text == "," and self._says(k) and not lex.is_cue("participle", token.low):
                return None  # "who asked not to be named, wrote that"
            if lex.has("complementizers", token.low) and (far or k - j < (1 if strong else _OBJECT)):
                return self._span_from(k + 1, asked=lex.has("asking", tokens[j - 1].low))
            if token.kind == "quote":
                between = tokens[j:k]
                if not between or tokens[k - 1].text in ",:" or all(self._leads_in(t) for t in between):
                    return self._span_from(k)
                if not strong and k - j <= _CALLED and not self._cue_in(j, k):
                    return self._span_from(j)
                break
            if token.text in ":":
                return None if self._lists_names(k + 1) else self._span_from(k + 1)
        if lex.verb_second:
            return self._clause_after(j)
        if self._points_back(j):
            return None
        k = j
        while k < self.hi:
            token = tokens[k]
            if token.text == "," or lex.has("auxiliaries", token.low):
                k += 1
            elif self._opens_adverbial(token) and not (k == j and self._owns(k)):
                k = self._skip_adverbial(k)
            else:
                break
        if not strong or k >= self.hi or tokens[k].text in ".)":
            return None
        return self._span_from(k)

    def _owns(self, k: int) -> bool:
        """Is the addressee at token k none, but whose the thing behind it is: "said her client was ill", not "told her"?"""
        upright = self.lex.sets["upright"]
        told = self.tokens[k - 1].low in upright or not upright
        return self.lex.has("addressees", self.tokens[k].low) and not told and not self._phrase_closed(k + 1)

    def _points_back(self, j: int) -> bool:
        """Does a verb at [.., j) report only what was said before: "said so on Monday", "mengatakan hal itu di Jakarta"?"""
        k = j
        while k < self.hi and self.lex.has("back", self.tokens[k].low):
            k += 1
        return k > j and self._phrase_closed(k)

    def _lists_names(self, k: int) -> bool:
        """Do nothing but names stand from token k on, which a colon counts up?"""
        words = [t for t in self.tokens[k : self.hi] if t.kind != "mark"]
        named = all(t.kind == "word" and (t.capital or self.lex.has("coordinators", t.low)) for t in words)
        return named and len(words) > LEAST_INDIRECT and not all(t.text.isupper() for t in words)

    def _clause_after(self, j: int) -> Range | None:
        """Where verbs come second, a clause reported without complementizer stands behind a comma: right after the verb, or
        after its addressee, object or particle; then a relative clause counts only in the mood of reported speech."""
        for k in range(j, min(self.hi - 1, j + REACH)):
            if self.tokens[k].text == ",":
                near = k == j or not self.lex.has("relatives", self.tokens[k + 1].low)
                near = near or any(self.lex.has("reported", t.text) for t in self.tokens[k + 2 : k + REACH])
                return self._span_from(k + 1) if near else None
        return None

    def _only_addressed(self, j: int) -> bool:
        """Does only an addressee, with adverbials at most, stand behind a verb at [.., j): "told reporters in Lusaka"?"""
        k = next((channel.last for channel in self.via if channel.first < j <= channel.last), j)
        if k == j:
            k += k < self.hi and self.lex.has("determiners", self.tokens[k].low)
            if k >= self.hi or not self.lex.has("addressees", self.tokens[k].low):
                return False
            k += 1
        return self._phrase_closed(k)

    def _skip_adverbial(self, k: int) -> int:
        """The token after an adverbial that begins at k: after its comma, else after its times or addressee."""
        if self.lex.has("times", self.tokens[k].low) or self.lex.has("addressees", self.tokens[k].low):
            k += 1
            if k < self.hi and self.tokens[k].text == "(":
                while k < self.hi and self.tokens[k].text != ")":
                    k += 1
                k += 1
            return k
        for m in range(k + 1, min(self.hi, k + REACH)):
            if self.tokens[m].text == ",":
                return m + 1
        if k + 1 < self.hi and (
            self.lex.has("times", self.tokens[k + 1].low) or self.lex.has("addressees", self.tokens[k + 1].low)
        ):
            return k + 2
        return self.hi

    def _span_from(self, start: int, asked: bool = False) -> Range | None:
        while start < self.hi and self.tokens[start].text in ",:–—":
            start += 1
        end = self._end_of_content(start, asked)
        words = sum(t.kind == "word" for t in self.tokens[start:end])
        quoted = any(t.kind == "quote" for t in self.tokens[start:end])
        return (start, end) if end > start and (words >= LEAST_INDIRECT or quoted) else None

    def _end_of_content(self, start: int, asked: bool = False) -> int:
        """Content ends with its unit, before a closing "as quoted by", before another cue, or with its quotation. What is
        `asked` stands in a mood of its own: a joined verb that tells what was done is the speaker's next deed."""
        end = self.hi
        if start < end and self.tokens[start].kind == "quote" and (start + 1 == end or self.tokens[start + 1].kind == "mark"):
            return start + 1
        end = min([end, *(channel.first for channel in self.via if start < channel.first)])
        for k in range(start + 1, end):
            token = self.tokens[k]
            if (token.kind == "quote" and self.tokens[k - 1].text == ":") or (token.text == ";" and self._cue_in(k, end)):
                end = k
                break
            if (
                self.lex.has("coordinators", token.low)
                and k + 1 < end
                and (self._says(k + 1) or (asked and self.tokens[k + 1].low.endswith(self.lex.indicative)))
            ):
                end = k
                break
            if self.tokens[k - 1].text != "," and not (token.kind == "word" and self.lex.has("conjunctions", token.low)):
                continue
            if token.kind == "word" and self._new_cue(k, end):
                end = k
                break
        while end > start and self.tokens[end - 1].kind == "mark" and self.tokens[end - 1].text not in ")":
            end -= 1
        return end

    def _closing_cue(self, k: int) -> bool:
        """Do a subject and its verb of saying begin at token k and end the clause (", the ministry said on Monday")?"""
        for x in range(k + 1, min(self.hi, k + 9)):
            if self.tokens[x].kind != "word":
                return False
            matched = match_form(self.tokens, x, self.lex.cues)
            if matched and matched[0] in ("say", "claim"):
                return self._phrase_closed(matched[1])
        return False

    def _cue_in(self, k: int, end: int) -> bool:
        return any(match_form(self.tokens, x, self.lex.cues) for x in range(k, end) if self.tokens[x].kind == "word")

    def _says(self, k: int) -> bool:
        matched = match_form(self.tokens, k, self.lex.cues)
        return matched is not None and matched[0] == "say"

    def _new_cue(self, k: int, end: int) -> bool:
        """Does another speaker's or the same speaker's cue begin at token k?"""
        matched = match_form(self.tokens, k, self.lex.cues)
        if matched:
            return matched[0] in ("inverted", "self", "source", "participle") or (self.lex.inverts and matched[0] == "say")
        if self.lex.inverts and self.tokens[k - 1].text == "," and self._closing_cue(k):
            return True
        if not self.lex.has("conjunctions", self.tokens[k].low):
            return False
        return any((m := match_form(self.tokens, x, self.lex.cues)) and m[0] == "say" for x in range(k + 1, min(end, k + 8)))
