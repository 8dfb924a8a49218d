"""Where a grouping stands, as bytes: what it knows of the reports so far, to go on later as if it had never stopped.

Values are kept exactly, and tables in their order, since sums of floats depend on it.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_VALUES = ".json"


@dataclass(frozen=True, slots=True)
class State:
    """What one part of a grouping knows: values that JSON can hold (tables as lists of pairs), and arrays by name."""

    values: Any
    arrays: dict[str, Array] = field(default_factory=dict)


def pack(parts: Iterable[tuple[str, State]], out: BinaryIO) -> None:
    """Writes the states of some parts by name: an archive of numpy's with values as JSON, part after part so that little is
    held twice."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as held:
        for name, part in parts:
            told = json.dumps(part.values, ensure_ascii=False, separators=(",", ":"))
            held.writestr(name + _VALUES, told.encode("utf-8", "surrogatepass"))
            for key, array in part.arrays.items():
                with held.open(f"{name}.{key}.npy", "w", force_zip64=True) as file:
                    np.lib.format.write_array(file, array, allow_pickle=False)


def unpacked(file: BinaryIO) -> dict[str, State]:
    """The states that `pack` wrote."""
    found: dict[str, State] = {}
    with np.load(file, allow_pickle=False) as held:
        for name in held.files:
            part, _, key = name.partition(".")
            if name == part + _VALUES:
                found[part] = State(json.loads(held[name].decode("utf-8", "surrogatepass")), {})
            else:
                found[part].arrays[key] = held[name]
    return found


def joined(arrays: Sequence[Array], kind: npt.DTypeLike) -> Array:
    """Arrays one behind the other."""
    return np.concatenate(arrays) if arrays else np.zeros(0, kind)


def parted(array: Array, counts: Array) -> list[Array]:
    """What `joined` joined: parts of these lengths."""
    return np.split(array, np.cumsum(counts)[:-1]) if len(counts) else []
