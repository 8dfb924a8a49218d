"""Text to sub-tokens of the XLM-R vocabulary, with code-point offsets into the text as it is.

SentencePiece's unigram model (Kudo 2018): characters are normalised one at a time, words split at white space, and each word
cut into the pieces whose scores add up highest (Viterbi).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from sumber.reading.encoder.packed import PackedModel, packed_model

_META = "\u2581"
_CACHED_WORDS = 200_000
_CACHED_LENGTH = 40
_UNKNOWN_PENALTY = 10.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """Sub-tokens of a text: vocabulary ids, and where each begins and ends in it. A piece that stands for the blank before
    a word alone is empty; two pieces of one character (½) share it. No marks of beginning and end."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


class Tokenizer:
    """Cuts words with a bounded cache. One instance serves any number of texts; it is not shared between threads."""

    def __init__(self, model: PackedModel) -> None:
        self._normalisation = model.normalisation
        special = {model.bos, model.eos, model.pad, model.unk}
        self._pieces = {
            piece: (score, number)
            for number, (piece, score) in enumerate(zip(model.pieces, model.scores, strict=True))
            if piece and number not in special
        }
        self._longest = max(map(len, self._pieces))
        self._unknown = (min(model.scores) - _UNKNOWN_PENALTY, model.unk)
        self._cache: dict[str, tuple[tuple[int, int], ...]] = {}

    def tokenize(self, text: str) -> Tokens:
        """The sub-tokens of a text; never fails. Linear in its length."""
        normal, origin = self._normalised(text)
        tokens = Tokens([], [], [])
        at, size = 0, len(normal)
        while at < size:
            if normal[at].isspace():
                at += 1
                continue
            end = at + 1
            while end < size and not normal[end].isspace():
                end += 1
            here = at - 1
            for number, length in self._word(normal[at:end]):
                first, last = max(here, at), here + length
                tokens.ids.append(number)
                tokens.starts.append(origin[first])
                tokens.ends.append(origin[last - 1] + 1 if last > first else origin[first])
                here = last
            at = end
        return tokens

    def _normalised(self, text: str) -> tuple[str, Sequence[int]]:
        """The text in the vocabulary's characters, and for each the index of the character it comes from."""
        replaced = {point: self._normalisation[point] for point in map(ord, set(text)) if point in self._normalisation}
        if all(len(replacement) == 1 for replacement in replaced.values()):
            return text.translate(replaced), range(len(text))
        out: list[str] = []
        origin: list[int] = []
        for index, character in enumerate(text):
            replacement = self._normalisation.get(ord(character), character)
            out.append(replacement)
            origin.extend([index] * len(replacement))
        return "".join(out), origin

    def _word(self, word: str) -> tuple[tuple[int, int], ...]:
        """The pieces of a word with the mark of a word's beginning before it: id and length, in characters, of each."""
        known = self._cache.get(word)
        if known is None:
            known = self._best(_META + word)
            if len(word) <= _CACHED_LENGTH:
                if len(self._cache) >= _CACHED_WORDS:
                    self._cache.clear()
                self._cache[word] = known
        return known

    def _best(self, text: str) -> tuple[tuple[int, int], ...]:
        size = len(text)
        best = [float("-inf")] * (size + 1)
        best[0] = 0.0
        number, begin = [0] * (size + 1), [0] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._pieces.get(text[start:end], self._unknown if end == start + 1 else None)
                if piece is not None and best[start] + piece[0] > best[end]:
                    best[end], number[end], begin[end] = best[start] + piece[0], piece[1], start
        pieces: list[tuple[int, int]] = []
        at = size
        while at > 0:
            pieces.append((number[at], at - begin[at]))
            at = begin[at]
        return tuple(reversed(pieces))


@functools.cache
def tokenizer() -> Tokenizer:
    """The tokenizer of this process."""
    return Tokenizer(packed_model())
