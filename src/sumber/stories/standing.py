"""Where a grouping stands, as bytes: what it knows of the reports so far, to go on later as if it had never stopped.

Values are kept exactly, and tables in their order, since sums of floats depend on it.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_VALUES = "values"


@dataclass(frozen=True, slots=True)
class State:
    """What one part of a grouping knows: values that JSON can hold (tables as lists of pairs), and arrays by name."""

    values: Any
    arrays: Mapping[str, Array] = field(default_factory=dict)


def packed(parts: Mapping[str, State]) -> bytes:
    """The states of some parts."""
    told = json.dumps({name: part.values for name, part in parts.items()}, ensure_ascii=False)
    arrays = {f"{name}.{key}": array for name, part in parts.items() for key, array in part.arrays.items()}
    out = io.BytesIO()
    np.savez(out, **{_VALUES: np.frombuffer(told.encode("utf-8", "surrogatepass"), np.uint8)}, **arrays)  # type: ignore[arg-type]
    return zlib.compress(out.getvalue(), 1)


def unpacked(data: bytes) -> dict[str, State]:
    """The states that `packed` put together."""
    with np.load(io.BytesIO(zlib.decompress(data)), allow_pickle=False) as held:
        arrays = {name: held[name] for name in held.files}
    values = json.loads(arrays.pop(_VALUES).tobytes().decode("utf-8", "surrogatepass"))
    return {
        part: State(own, {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{part}.")})
        for part, own in values.items()
    }


def joined(arrays: Sequence[Array], kind: npt.DTypeLike) -> Array:
    """Arrays one behind the other."""
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def parted(array: Array, counts: Array) -> list[Array]:
    """What `joined` joined: parts of these lengths."""
    return np.split(array, np.cumsum(counts)[:-1]) if len(counts) else []
