"""The names that the lexicons know, wherever they stand: persons, organizations, countries and parts of the world.

The model says where names stand; this says which of them are known, and finds known ones that the model overlooks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sumber.knowledge.countries import country_trie
from sumber.knowledge.institutions import institution_trie
from sumber.knowledge.match import tokenize
from sumber.knowledge.people import person_trie
from sumber.reading.names_lexicon import name_lexicon
from sumber.types import NameKind, Span

KNOWN = 0.95
"""How surely a known name is one."""
# From this share of capitalised longer words on, a line is set in title case and capitals say nothing. Headlines end without
# a full stop; what ends with one is mostly a sentence full of names.
TITLE_CASE, TITLE_CASE_SENTENCE = 0.75, 0.95
NOUNS_CAPITALISED = frozenset({"de", "lb"})
"""Languages whose nouns all have a capital: a single word is no organization by it ("Tempo")."""
# Behind these any word may have a capital ("Lima" is five in Indonesian).
OPENING = re.compile(r"[\"“”‘:.!?—–/|•\n-]")


@dataclass(frozen=True, slots=True)
class Found:
    """A name as found: text[start:end], its kind, and how surely it is one."""

    start: int
    end: int
    kind: NameKind
    confidence: float


def find_known(text: str, sentences: Sequence[Span], lang: str | None) -> list[Found]:
    """The known names of a document, in order, not overlapping."""
    return [found for sentence in sentences for found in _Sentence(text, sentence, lang).read()]


class _Sentence:
    def __init__(self, text: str, sentence: Span, lang: str | None) -> None:
        self.text = text
        self.tokens = tokenize(text, sentence.start, sentence.end)
        self.lexicon = name_lexicon(lang)
        self.countries, self.organizations = country_trie(lang), institution_trie(lang)
        self.nouns_capitalised = (lang or "").split("-")[0].lower() in NOUNS_CAPITALISED
        words = [t for t in self.tokens if len(t.text) > 3 and t.text[0].isalpha()]
        share = TITLE_CASE_SENTENCE if sentence.text.rstrip().endswith(".") else TITLE_CASE
        self.title_case = len(words) >= 4 and sum(t.text[0].isupper() for t in words) >= share * len(words)

    def read(self) -> Iterator[Found]:
        i = 0
        while i < len(self.tokens):
            hit = None if self.tokens[i].text[0].islower() else self._known(i)
            if hit is None:
                i += 1
                continue
            end, kind = hit
            if kind:
                yield Found(self.tokens[i].start, self.tokens[end - 1].end, kind, KNOWN)
            i = end

    def _known(self, i: int) -> tuple[int, NameKind | None] | None:
        """The end and kind of the longest known name at token i; kind is None of a word that is known to be no name."""
        options: list[tuple[int, int, NameKind | None]] = []
        if person := person_trie().longest(self.tokens, i):
            options.append((person[0], 3, "person"))
        if organization := self.organizations.longest(self.tokens, i):
            options.append((organization[0], 2, "organization"))
        if region := self.lexicon.regions.longest(self.tokens, i):
            options.append((region[0], 1, "place"))
        if country := self.countries.longest(self.tokens, i):
            options.append((country[0], 0, None if country[1][0][1] == "demonym" else "place"))
        if not options:
            return None
        end, _, kind = max(options)
        if self.nouns_capitalised and kind == "organization" and end - i == 1 and not self.tokens[i].upper:
            return None
        return (end, kind) if kind is None or end - i > 1 or self._stands_alone(i) else None

    def _stands_alone(self, i: int) -> bool:
        """Is a single word no part of a longer name, and its capital not owed to where it stands?"""
        t = self.tokens[i]
        if t.upper:
            return True
        if self.title_case or i == 0 or OPENING.search(self._gap(i)):
            return False
        before = self._gap(i) == " " and self.tokens[i - 1].text[0].isupper()
        after = i + 1 < len(self.tokens) and self._gap(i + 1) in (" ", "-") and self.tokens[i + 1].text[0].isupper()
        return not before and not after

    def _gap(self, i: int) -> str:
        """What stands between token i-1 and token i."""
        return self.text[self.tokens[i - 1].end : self.tokens[i].start]
