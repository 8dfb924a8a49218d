"""The most central report of a story: its title and lead stand for the story. Nothing here is generated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sumber.stories.vectors import unit

_DIGITS = 4  # of a cosine: nearer than that, two reports are as central


def most_central(vectors: Sequence[bytes | None]) -> int:
    """The index of the report whose story vector (float32, little endian) lies nearest to the mean of them all, the first of
    those as near. Reports without a vector are passed over; the first one where none, or only one, has one of that length."""
    lengths = [len(vector) for vector in vectors if vector]
    places = [k for k, vector in enumerate(vectors) if vector and len(vector) == lengths[0]]
    if len(places) < 2:
        return 0
    rows = unit(np.stack([np.frombuffer(vectors[k] or b"", "<f4") for k in places]))
    return places[int(np.argmax(np.round(rows @ rows.mean(axis=0), _DIGITS)))]
