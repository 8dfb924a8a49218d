"""Tokens, and a trie that finds the longest known phrase from any token on.

Names are compared without case and accents. Keys written wholly in capitals of up to four letters ("AS", "UK")
match only words in capitals, for in small letters they would be everyday words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from sumber.caseless import unaccented
from sumber.scripts import WORD

T = TypeVar("T")
# Initials with points count as one token ("U.S.", "EE.UU."); everything else is a run of letters, marks and digits.
TOKEN = re.compile(rf"(?:[^\W\d_]{{1,2}}\.){{2,}}|{WORD}")
MAX_ACRONYM = 4
_SIGNS = dict.fromkeys(map(ord, ".'’ʼ\u200c\u200d"))
# Letters of the shortest first part of a compound ("Eisbär").
MIN_FIRST_PART = 3


class Token(NamedTuple):
    """A word of a text: `text[start:end]`, and `key`, the form that it is compared by."""

    start: int
    end: int
    text: str
    key: str

    @property
    def upper(self) -> bool:
        """Is it written wholly in capitals?"""
        return self.text.isupper()


@lru_cache(maxsize=100_000)
def token_key(word: str) -> str:
    """The word without case, accents, points, apostrophes and joiners."""
    return unaccented(word).translate(_SIGNS)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end]; the `s` of a possessive is none."""
    found = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m.group(), token_key(m.group())) for m in found if not _possessive(text, m)]


def _possessive(text: str, m: re.Match[str]) -> bool:
    return m.group() == "s" and m.start() > 0 and text[m.start() - 1] in "'’"


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[tuple[str, T]] = field(default_factory=list)  # (acronym as written or "", value)


class Trie(Generic[T]):
    """Phrases of tokens with their values; `suffixes` (ending, replacement) reduce inflected words of the text, and a word that
    is no key counts as the longest of `compounded` that it ends with ("Stahlarbeiter" as "Arbeiter")."""

    def __init__(self, suffixes: Sequence[tuple[str, str]] = (), compounded: Collection[str] = ()) -> None:
        self._root: _Node[T] = _Node()
        self._suffixes = tuple(suffixes)
        self._compounded = frozenset(token_key(word) for word in compounded)

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; the same phrase may hold several values."""
        tokens = tokenize(phrase)
        if not tokens:
            return
        node = self._root
        for t in tokens:
            node = node.next.setdefault(t.key, _Node())
        acronym = tokens[0].text if len(tokens) == 1 and tokens[0].upper and len(tokens[0].key) <= MAX_ACRONYM else ""
        if (acronym, value) not in node.values:
            node.values.append((acronym, value))

    def update(self, phrases: Iterable[str], value: T) -> None:
        """Add several phrases for one value."""
        for p in phrases:
            self.add(p, value)

    def longest(self, tokens: Sequence[Token], i: int) -> tuple[int, list[T]] | None:
        """The longest phrase that begins at tokens[i]: the index after it, and its values."""
        if not self._suffixes:
            return self._longest_exact(tokens, i)
        best: tuple[int, list[T]] | None = None
        nodes = [self._root]
        for j in range(i, len(tokens)):
            nodes = [n for node in nodes for n in self._step(node, tokens[j].key)]
            if not nodes:
                break
            values = [v for n in nodes for v in self._allowed(n, tokens, i, j)]
            if values:
                best = (j + 1, values)
        return best

    def _longest_exact(self, tokens: Sequence[Token], i: int) -> tuple[int, list[T]] | None:
        """As `longest`, without inflection: one path, so much faster."""
        best: tuple[int, list[T]] | None = None
        node: _Node[T] | None = self._root
        for j in range(i, len(tokens)):
            node = node.next.get(tokens[j].key) if node else None
            if node is None:
                break
            values = self._allowed(node, tokens, i, j) if node.values else None
            if values:
                best = (j + 1, values)
        return best

    @staticmethod
    def _allowed(node: _Node[T], tokens: Sequence[Token], i: int, j: int) -> list[T]:
        """The node's values; those of acronyms only for a word in capitals."""
        return [v for acronym, v in node.values if not acronym or (i == j and tokens[i].upper)]

    def _step(self, node: _Node[T], key: str) -> list[_Node[T]]:
        nodes = self._inflected(node, key)
        return nodes if nodes or node is not self._root or not self._compounded else self._last_part(key)

    def _last_part(self, key: str) -> list[_Node[T]]:
        """Where the longest last part of a compound leads that is one of `compounded`."""
        for cut in range(MIN_FIRST_PART, len(key)):
            parts = (self._root.next[part] for part in self._lemmas(key[cut:]) if part in self._compounded)
            if nodes := list(parts):
                return nodes
        return []

    def _lemmas(self, key: str) -> Iterator[str]:
        """The word and what it may be a form of, as far as a phrase begins so."""
        forms = (key[: -len(end)] + other for end, other in self._suffixes if len(key) > len(end) + 1 and key.endswith(end))
        return (form for form in (key, *forms) if form in self._root.next)

    def _inflected(self, node: _Node[T], key: str) -> list[_Node[T]]:
        found = node.next.get(key)
        nodes = [] if found is None else [found]
        for suffix, other in self._suffixes:
            if len(key) > len(suffix) + 1 and key.endswith(suffix):
                found = node.next.get(key[: -len(suffix)] + other)
                if found is not None:
                    nodes.append(found)
        return nodes

    def firsts(self) -> KeysView[str]:
        """The keys of the words that phrases begin with."""
        return self._root.next.keys()

    def get(self, phrase: str) -> list[T]:
        """The values of exactly this phrase."""
        tokens = tokenize(phrase)
        hit = self.longest(tokens, 0) if tokens else None
        return hit[1] if hit and hit[0] == len(tokens) else []
