"""Search by meaning: the story vectors of an archive as one matrix, and the articles nearest to a query, in any language.

A component of a vector takes a byte and each vector a scale, 20 MB for 50,000 articles in memory; cosines stay true to .002.
"""

from __future__ import annotations

import functools
import threading
import tomllib
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, text

from sumber.errors import MissingExtraError

Vector = npt.NDArray[np.float32]

NEAREST = 100  # articles that a query finds by meaning at most: what lies farther is noise
# Calibrated by `benchmarks/search.py --floors`: of the hits by meaning 71 % are of the story asked for (most others tell of its
# like) and 72 % of its articles are hits; of 12 queries that nothing answers 9 find nothing. Where 1,400 others
# lay beside, the model before found as many at 65 %. To be done again with each model.
FLOOR = 0.24  # cosine below which a hit is none
SHARE = 0.6  # of the best hit's cosine, below which a hit is none
ASKED = 300  # characters of a query that are read: as many as of an article's title
_DIMENSIONS = 384
_BLOCK = 4096  # rows that are numbers of four bytes at a time

_one_reader = threading.Lock()  # the tokenizer is not shared between threads
_LATEST = text("SELECT coalesce(max(rowid), 0) FROM vectors")
_ARTICLES = text("SELECT count(*) FROM versions WHERE current")
_LATER = text(
    "SELECT number, vector FROM vectors JOIN versions ON versions.id = vectors.version WHERE vectors.rowid > :known "
    "AND model = :model AND current AND length(vector) = :length ORDER BY vectors.rowid"
)


class Meanings:
    """The vectors of an archive's current wordings, as the model of this process gives them. Loaded when first asked for, then
    only what has come since: vectors are never changed in place, so that a later one has a higher row id. Safe in threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._known = 0
        self._numbers = np.zeros(0, np.int64)
        self._scales = np.zeros(0, np.float32)
        self._bytes = np.zeros((0, _DIMENSIONS), np.int8)

    def refresh(self, connection: Connection) -> int:
        """Reads what the archive has now; returns how many vectors there are. Raises MissingExtraError without a model."""
        from sumber.reading.encoder.session import model_checksum  # onnxruntime is slow to import and few commands need it

        with self._lock:
            latest = connection.execute(_LATEST).scalar_one()
            if latest < self._known:  # VACUUM numbers rows anew
                self._forget()
            if latest > self._known:
                bound = {"known": self._known, "model": model_checksum(), "length": 4 * _DIMENSIONS}
                rows = connection.execute(_LATER, bound).yield_per(_BLOCK)
                for part in rows.partitions():
                    self._add([row.number for row in part], b"".join(row.vector for row in part))
                self._known = latest
            return len(self._numbers)

    def _add(self, numbers: list[int], vectors: bytes) -> None:
        rows = np.nan_to_num(np.frombuffer(vectors, "<f4").reshape(-1, _DIMENSIONS), posinf=0, neginf=0)
        rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
        self._numbers = np.concatenate([self._numbers, np.asarray(numbers, np.int64)])
        self._scales = np.concatenate([self._scales, scales.astype(np.float32)])
        self._bytes = np.concatenate([self._bytes, np.rint(rows / scales[:, None]).astype(np.int8)])

    def nearest(self, vector: Vector, limit: int = NEAREST) -> list[tuple[int, float]]:
        """The numbers of the versions whose vectors are nearest to one of length 1, with their cosines, nearest first."""
        with self._lock:
            numbers, scales, packed = self._numbers, self._scales, self._bytes
        if not len(numbers):
            return []
        parts = [packed[at : at + _BLOCK].astype(np.float32) @ vector for at in range(0, len(packed), _BLOCK)]
        cosines = np.concatenate(parts) * scales
        best = np.argpartition(-cosines, min(limit, len(numbers)) - 1)[:limit]
        best = best[np.lexsort((numbers[best], -cosines[best]))]
        return list({int(numbers[row]): float(cosines[row]) for row in best}.items())

    def about(self, connection: Connection, query: str) -> list[int]:
        """The numbers of the versions that are near enough to what a query means, nearest first; none without a model."""
        try:
            if not self.refresh(connection):
                return []
            found = self.nearest(query_vector(query[:ASKED]))
        except MissingExtraError:
            return []
        least = max(FLOOR, SHARE * found[0][1])
        return [number for number, cosine in found if cosine >= least]

    def hint(self, connection: Connection) -> str | None:
        """One sentence where some articles can be found by their words only; None where there are none of them."""
        try:
            held = self.refresh(connection)
        except MissingExtraError as error:
            return f"Articles were found by their words only: {error}."
        missing = connection.execute(_ARTICLES).scalar_one() - held
        if missing <= 0:
            return None
        return f"{missing:,} of the articles can be found by their words only; `sumber read` computes what they are about."


@functools.lru_cache(1_000)  # a person turns pages
def query_vector(query: str) -> Vector:
    """The story vector of a query [384], of length 1. It is read as title and text at once, as articles are, and what all short
    queries have in common is taken off: of the reports that benchmarks/queries.jsonl asks for, .86 instead of .75 are among the
    first ten then, where 1,400 articles about other things lie beside."""
    with _one_reader:
        vector = _vectors([query])[0] - _commonplace()
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


def _vectors(queries: list[str]) -> Vector:
    from sumber.reading.encoder.stories import story_vectors

    return story_vectors([f"{query}\n{query}" for query in queries])


@functools.cache
def _commonplace() -> Vector:
    data = tomllib.loads(files("sumber.archive").joinpath("data/commonplaces.toml").read_text(encoding="utf-8"))
    return np.asarray(_vectors(data["words"]).mean(axis=0), np.float32)
