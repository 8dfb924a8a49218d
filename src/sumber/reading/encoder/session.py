"""The model file under onnxruntime: windows in, the heads' columns out."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from sumber.errors import MissingExtraError
from sumber.reading.encoder.batching import batches
from sumber.reading.encoder.layout import Layout
from sumber.reading.encoder.packed import PackedModel, packed_model
from sumber.reading.encoder.units import Window

Matrix = npt.NDArray[np.float32]
MODEL = "data/model/reader.onnx"
LAYOUT_KEY = "sumber.layout"
CONSTANTS = ("role_distance", "role_weight", "role_bias")
_SLOW_OPTIMIZERS = ["SkipLayerNormFusion"]
"""What onnxruntime is asked not to rewrite: its sum and norm in one take five times as long as the two one after the other."""

JOINED_UNITS = 512
"""Padded units that are handed on together: the model is quickest without padding, the heads with few calls."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Outputs for some windows. `rows` are their places in the sequence asked for, `sizes` their numbers of units. `unit`
    [window, unit, label] and the two sides of the role head [window, unit, width] are padded; `sentence` is [window, label],
    `story` [window, width]."""

    rows: list[int]
    sizes: list[int]
    unit: Matrix
    sentence: Matrix
    story: Matrix
    role_unit: Matrix
    role_trigger: Matrix


class Session:
    """A loaded model. One a process; onnxruntime runs on one core, so that processes can share out the work."""

    def __init__(self, path: Path, packed: PackedModel) -> None:
        options = onnxruntime.SessionOptions()
        # Processors without VNNI add pairs of products in 16 bits and cut what is too large off: slightly other answers than
        # elsewhere, and worse ones. This asks for the exact sums everywhere.
        options.add_session_config_entry("session.x64quantprecision", "1")
        # Gelu by tanh takes two thirds of the time, and differs by less than a thousandth: int8 rounds more off.
        options.add_session_config_entry("optimization.enable_gelu_approximation", "1")
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._packed = packed
        self.width = packed.hidden
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_OPTIMIZERS
        )
        self.layout = Layout.loads(self._session.get_modelmeta().custom_metadata_map[LAYOUT_KEY])
        probe = {"embeddings": np.zeros((1, 1, packed.hidden), np.float32), "mask": np.ones((1, 1), np.float32)}
        self.role_distance, self.role_weight, self.role_bias = (
            np.asarray(value, np.float32) for value in self._session.run(list(CONSTANTS), probe)
        )

    def run(self, windows: Sequence[Window]) -> Iterator[Batch]:
        """Every window once, those of like length together. Memory is bounded by a batch."""
        read: list[Batch] = []
        for rows in batches([len(window.ids) + 2 for window in windows]):
            read.append(self._batch(rows, [windows[row] for row in rows]))
            if sum(len(one.rows) for one in read) * max(read[-1].sizes) >= JOINED_UNITS:
                yield _joined(read)
                read = []
        if read:
            yield _joined(read)

    def _batch(self, rows: list[int], windows: list[Window]) -> Batch:
        packed = self._packed
        ids = np.full((len(windows), max(len(window.ids) for window in windows) + 2), packed.pad)
        mask = np.zeros(ids.shape, np.float32)
        heads = np.zeros((len(windows), max(len(window.heads) for window in windows)), np.int64)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids) + 2] = [packed.bos, *window.ids, packed.eos]
            mask[row, : len(window.ids) + 2] = 1
            heads[row, : len(window.heads)] = np.asarray(window.heads) + 1
        known, places = np.unique(ids, return_inverse=True)
        embeddings = packed.embeddings(known)[places.reshape(ids.shape)]
        names = ["unit", "sentence", "story", "role_unit", "role_trigger"]
        unit, sentence, story, role_unit, role_trigger = self._session.run(names, {"embeddings": embeddings, "mask": mask})
        at = np.arange(len(windows))[:, None]
        sizes = [len(window.heads) for window in windows]
        return Batch(rows, sizes, unit[at, heads], sentence, story, role_unit[at, heads], role_trigger[at, heads])


def _joined(read: list[Batch]) -> Batch:
    """Several batches as one, padded with zeros."""
    if len(read) == 1:
        return read[0]
    count, longest = sum(len(one.rows) for one in read), max(one.unit.shape[1] for one in read)

    def padded(name: str) -> Matrix:
        parts: list[Matrix] = [getattr(one, name) for one in read]
        whole, at = np.zeros((count, longest, parts[0].shape[2]), np.float32), 0
        for part in parts:
            whole[at : at + len(part), : part.shape[1]] = part
            at += len(part)
        return whole

    return Batch(
        [row for one in read for row in one.rows],
        [size for one in read for size in one.sizes],
        padded("unit"),
        np.concatenate([one.sentence for one in read]),
        np.concatenate([one.story for one in read]),
        padded("role_unit"),
        padded("role_trigger"),
    )


def model_path() -> Path:
    """The packaged model file, or the one that SUMBER_MODEL names. Raises MissingExtraError where there is none."""
    named = os.environ.get("SUMBER_MODEL")
    path = Path(named) if named else Path(str(files("sumber.reading").joinpath(MODEL)))
    if not path.is_file():
        raise MissingExtraError(f"the reader's model is missing: {path}; `make model` builds it")
    return path


@functools.cache
def model_checksum() -> str:
    """What tells the model from any other: the SHA-256 of its file, in hex."""
    with model_path().open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.cache
def session() -> Session:
    """The session of this process with the model of `model_path`."""
    return Session(model_path(), packed_model())
