"""The story head's last word: solved for in closed form on the trained body.

usage: python -m training.settle FOLDER

What the steps of training teach the head is coarse: the body is busy with other heads. So when it is done, the head that best
gives back the untuned encoder's view of each text is solved for (ridge regression on the body's mean state), and directions in
which reports of one story differ are drawn together (within-class covariance normalisation, Hatch et al. 2006, shrunk). Both
are linear, and fold into the head's weights. FOLDER holds weights.pt, which is written anew; train.py does the same at its end.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from sumber.reading.encoder.packed import PackedModel, packed_model
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import windows
from training.model import Reader
from training.rows import NAME_SETS, Row, load_rows
from training.stories import Report, load_reports, shared, teach
from training.targets import Example, ontology_layout

SEED = 20261122
RIDGE = 300.0
SHRINKAGE = 0.6
_JOINED = 250
"""Characters from which sentences of a language, joined at random, are as long as what the head reads of a report."""
_SENTENCES = 3000


def settle(reader: Reader, packed: PackedModel, rank: int = 0, processes: int = 1) -> None:
    """Sets the weights of the story head. Each process reads its share of the texts; all come to the same weights."""
    reports = [report for report in load_reports() if not report.dev]
    examples = [report.example for report in reports] + _texts()
    wanted = teach(examples, packed, rank, processes)
    states = shared(reader.body, [example.row.text for example in examples], packed, rank, processes)
    inputs = (states - reader.centre.float()) / reader.spread.float()
    mean, spread = inputs.mean(0), inputs.std(0)
    scaled = torch.cat([(inputs - mean) / spread, torch.ones(len(inputs), 1)], 1).double()
    solved = torch.linalg.solve(scaled.T @ scaled + RIDGE * torch.eye(scaled.shape[1]).double(), scaled.T @ wanted.double())
    told = functional.normalize((scaled @ solved)[: len(reports)], dim=-1)
    solved = solved @ _drawn_together(told, reports)
    weight = (solved[:-1] / spread[:, None].double()).T
    reader.story.weight.data.copy_(weight.float())
    reader.story.bias.data.copy_((solved[-1] - mean.double() @ weight.T).float())


def _texts() -> list[Example]:
    """Sentences written for sumber, joined to the length of a report's beginning, and some as they are."""
    rng = random.Random(SEED)
    rows = [row for row in load_rows() if not row.dev and row.set not in NAME_SETS]
    by_language: dict[str, list[str]] = {}
    for row in rows:
        by_language.setdefault(row.lang, []).append(row.text)
    found: list[tuple[str, str]] = []
    for language, texts in sorted(by_language.items()):
        joined = ""
        for text in rng.sample(texts, len(texts)):
            joined = f"{joined} {text}".strip()
            if len(joined) > _JOINED:
                found.append((joined, language))
                joined = ""
    found += [(row.text, row.lang) for row in rng.sample(rows, min(_SENTENCES, len(rows)))]
    return [
        Example(Row(str(number), "joined", language, text, False, []), next(windows(text, tokenizer())), {}, None)
        for number, (text, language) in enumerate(found)
    ]


def _drawn_together(vectors: Tensor, reports: Sequence[Report]) -> Tensor:
    """The matrix that makes reports of one story differ alike in all directions, mixed with the one that changes nothing."""
    stories: dict[str, list[int]] = {}
    for place, report in enumerate(reports):
        stories.setdefault(report.story, []).append(place)
    apart = torch.cat([vectors[part] - vectors[part].mean(0) for part in stories.values() if len(part) > 1])
    within = apart.T @ apart / len(apart)
    width = within.shape[0]
    shrunk = (1 - SHRINKAGE) * within + SHRINKAGE * within.trace() / width * torch.eye(width).double()
    values, directions = torch.linalg.eigh(shrunk)
    drawn = directions @ torch.diag(values**-0.5) @ directions.T
    return drawn / drawn.norm() * width**0.5


def main(folder: Path) -> None:
    """The command line of the module's docstring."""
    packed = packed_model()
    saved = torch.load(folder / "weights.pt")
    reader = Reader(packed, ontology_layout(), 0.0)
    reader.load_state_dict(saved["weights"])
    settle(reader.eval(), packed)
    torch.save(saved | {"weights": {name: value.float() for name, value in reader.state_dict().items()}}, folder / "weights.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
