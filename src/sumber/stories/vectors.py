"""Story vectors: what a report is about, in one space for all languages: the reader's story head over title and first
characters."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sumber.reading.encoder.stories import story_vectors
from sumber.types import Document

Matrix = npt.NDArray[np.float32]

HEAD = 300
"""Characters of the title, and of the text, that go into the vector: what a report is about."""
FURTHER, FURTHER_SHARE = 600, 0.5
"""Characters behind the head that a FurtherEncoder reads, and what their vector counts beside that of the head."""
DIMENSIONS = 384
_CACHE = 50_000


def head(document: Document) -> str:
    """The words that stand for a document: the first characters of title (a hostile one has millions) and text."""
    return f"{(document.title or '')[:HEAD]}\n{document.text[:HEAD]}".strip()


def vector_of(document: Document) -> bytes:
    """The story vector of one document, as `Document.vector` and an archive keep it."""
    return bytes(story_vectors([head(document)])[0].astype("<f4").tobytes())


class Encoder:
    """Vectors of documents: their own where they bring one. Remembers, by the digest of the words read, what it has encoded: a
    reprint costs nothing."""

    def __init__(self) -> None:
        self._known: dict[bytes, Matrix] = {}

    def encode(self, documents: Sequence[Document]) -> Matrix:
        """Story vectors of length 1, a row a document."""
        own = [None if document.vector is None else np.frombuffer(document.vector, "<f4") for document in documents]
        others = iter(self._encoded([head(document) for document in documents if document.vector is None]))
        return np.stack([next(others) if row is None else row for row in own]) if own else np.zeros((0, DIMENSIONS), np.float32)

    def _encoded(self, texts: Sequence[str]) -> list[Matrix]:
        keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            if len(self._known) + len(missing) > _CACHE:
                self._known = {key: self._known[key] for key in keys if key in self._known}
            self._known.update(zip(missing, story_vectors(list(missing.values())), strict=True))
        return [self._known[key] for key in keys]


class FurtherEncoder(Encoder):
    """Vectors of documents that what follows the head has a say in, too: twice the cost, for a few documents."""

    def encode(self, documents: Sequence[Document]) -> Matrix:
        """As `Encoder.encode`, drawn towards the vector of the next characters where there are any."""
        vectors = super().encode(documents)
        further = [document.text[HEAD : HEAD + FURTHER].strip() for document in documents]
        longer = [i for i, text in enumerate(further) if text]
        if longer:
            vectors[longer] += FURTHER_SHARE * np.stack(self._encoded([further[i] for i in longer]))
        return unit(vectors)


def primary_language(lang: str | None) -> str:
    """The language of a BCP 47 tag without script and region; "" where none is known."""
    return (lang or "").replace("_", "-").split("-")[0].lower()


def unit(vectors: Matrix) -> Matrix:
    """The rows, each of length 1; a row of nothing stays nothing."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)


def rows(vectors: Sequence[Matrix]) -> Matrix:
    """Vectors as the rows of a matrix, which may have none."""
    return np.stack(vectors) if vectors else np.zeros((0, DIMENSIONS), np.float32)
