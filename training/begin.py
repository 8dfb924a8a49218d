"""The weights of a model file, to train on from where they stand.

What ships holds its matrices in whole numbers, a scale for each output. As float32 they compute what the file computes but for
the rounding of what they read, and a few hundred steps undo what that rounding cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, numpy_helper
from torch import Tensor

from sumber.reading.encoder.session import CONSTANTS

_READER = "reader."
_SUFFIX = "_quantized"
_DISTANCE, _LABEL, _ = CONSTANTS


def weights_of(path: Path) -> dict[str, Tensor]:
    """The state of training.model.Reader in float32, out of a file that training.export wrote. Raises ValueError for a matrix
    whose zero is not zero, which export never writes."""
    model = onnx.load(str(path))
    stored = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    found = dict(_plain(stored)) | dict(_matrices(model, stored))
    label = next(node for node in model.graph.node if _LABEL in node.output)
    found["role_label.weight"] = next(stored[name] for name in label.input if name in stored).T
    # Inputs that were shrunk before a matrix are stretched back within it.
    for name in [name for name in found if name.endswith(".scale")]:
        whole = name.removesuffix(".scale")
        found[f"{whole}.weight"] = found.pop(f"{whole}.linear.weight") * found.pop(name)
        found[f"{whole}.bias"] = found.pop(f"{whole}.linear.bias")
    return {name: torch.from_numpy(np.array(value, np.float32, order="C")) for name, value in found.items()}


def _plain(stored: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """What keeps its name and its numbers: biases, norms, positions."""
    for name, value in stored.items():
        if name.startswith(_READER) and value.dtype == np.float32 and "_Transposed" not in name:
            yield name.removeprefix(_READER), value


def _matrices(model: ModelProto, stored: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """Every matrix [outputs, inputs] by the name of the module that reads through it."""
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in stored:
            name = node.input[1].removesuffix(_SUFFIX)
            if stored[f"{name}_zero_point"].any():
                raise ValueError(f"{name}: its zero is not zero")
            yield _module(node) + ".weight", (stored[node.input[1]].astype(np.float32) * stored[f"{name}_scale"]).T


def _module(node: NodeProto) -> str:
    """/reader/body/layers.1/widen/linear/MatMul_quant -> body.layers.1.widen.linear"""
    return ".".join(node.name.strip("/").split("/")[1:-1])
