"""Story vectors: what a text is about, in one space for all languages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sumber.reading.encoder.session import Matrix, Session, session
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import windows


def story_vectors(texts: Sequence[str], reader: Session | None = None) -> Matrix:
    """A vector of length 1 for each text [text, width], from its first window; zeros for a text without words. Raises
    MissingExtraError where the model is missing."""
    reader = reader or session()
    firsts = [(row, window) for row, text in enumerate(texts) for window in [next(windows(text, tokenizer()), None)] if window]
    vectors = np.zeros((len(texts), reader.width), np.float32)
    for row, window in firsts:
        # One by one: as quick as batches at this length; int8 rounds over a batch, and a vector must not depend on its mates.
        for batch in reader.run([window]):
            vectors[row] = batch.story[0]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)
