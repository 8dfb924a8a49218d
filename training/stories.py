"""What the story head learns: invented reports that should lie near each other or apart, and the untuned encoder's own view of
every text, which keeps languages that nobody labelled where they are.

The head reads title and first characters as one text, since vectors of single sentences, averaged, tell stories apart much
worse (Pearson .66 against .72 on pairs of news in seven languages, both untuned).
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sumber.reading.encoder.packed import PackedModel
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import windows
from sumber.stories.vectors import head
from sumber.types import Document
from training.body import PRECISION, Body
from training.rows import Row, report_rows
from training.targets import Example

TEMPERATURE = 0.1
_PREFIX = "passage: "
"""What the untuned encoder was taught to expect before a text."""
_MEAN_PRIOR = 5.0
_TOKENS = 2048


@dataclass(frozen=True, slots=True)
class Report:
    """One invented report: the text that the head reads, as an example without labels of its own, its story, and the family of
    stories like it. `dev` families measure and are never learnt from."""

    example: Example
    story: str
    family: str
    dev: bool


def load_reports() -> list[Report]:
    """Every report of training/, in a fixed order."""
    found = []
    for row, dev in report_rows():
        text = head(Document(row["id"], row["text"], title=row["title"]))
        window = next(windows(text, tokenizer()), None)
        if window is not None:
            example = Example(Row(row["id"], "stories", row["lang"], text, False, []), window, {}, None)
            found.append(Report(example, row["story"], row["family"], dev))
    return found


def batches(reports: Sequence[Report], tokens: int, rng: random.Random) -> Iterator[list[Report]]:
    """The reports of one epoch in batches of at most so many padded sub-tokens; families stay together, so that a batch holds
    reports of one story and of its like."""
    families: dict[str, list[Report]] = {}
    for report in reports:
        families.setdefault(report.family, []).append(report)
    order = sorted(families)
    rng.shuffle(order)
    batch: list[Report] = []
    for family in order:
        for report in rng.sample(families[family], len(families[family])):
            longest = max(len(one.example.window.ids) + 2 for one in [*batch, report])
            if batch and longest * (len(batch) + 1) > tokens:
                yield batch
                batch = []
            batch.append(report)
    if len(batch) > 1:
        yield batch


def teach(examples: Sequence[Example], packed: PackedModel, rank: int, processes: int) -> Tensor:
    """The untuned encoder's vectors of the examples' texts [n, hidden], each language's mean taken off, length 1."""
    texts = [_PREFIX + example.row.text for example in examples]
    vectors = shared(Body(packed, 0.0).eval(), texts, packed, rank, processes)
    return _centred(functional.normalize(vectors, dim=-1), [example.row.lang for example in examples])


def shared(body: Body, texts: Sequence[str], packed: PackedModel, rank: int, processes: int) -> Tensor:
    """`pooled` of all texts, each process reading its share and handing it to the others."""
    vectors = torch.zeros(len(texts), packed.hidden)
    share = list(range(rank, len(texts), processes))
    vectors[share] = pooled(body, [texts[row] for row in share], packed)
    if processes > 1:
        torch.distributed.all_reduce(vectors)
    return vectors


@torch.no_grad()
def pooled(body: Body, texts: Sequence[str], packed: PackedModel) -> Tensor:
    """The mean of the body's states over the first window of each text [n, hidden]."""
    body = copy.deepcopy(body).to(PRECISION)  # the body itself must keep its precision
    read = [next(windows(text, tokenizer())).ids for text in texts]
    vectors = torch.zeros(len(texts), packed.hidden)
    rows: list[int] = []
    for row in sorted(range(len(texts)), key=lambda row: len(read[row])):
        if rows and (len(read[row]) + 2) * (len(rows) + 1) > _TOKENS:
            vectors[rows] = _means(body, [read[each] for each in rows], packed)
            rows = []
        rows.append(row)
    if rows:
        vectors[rows] = _means(body, [read[each] for each in rows], packed)
    return vectors


def _means(body: Body, texts: list[list[int]], packed: PackedModel) -> Tensor:
    ids = np.full((len(texts), max(map(len, texts)) + 2), packed.pad)
    mask = torch.zeros(ids.shape)
    for row, text in enumerate(texts):
        ids[row, : len(text) + 2] = [packed.bos, *text, packed.eos]
        mask[row, : len(text) + 2] = 1
    embeddings = torch.from_numpy(packed.embeddings(ids.reshape(-1)).reshape(*ids.shape, -1)).to(PRECISION)
    states = body(embeddings, mask.to(PRECISION)).float() * mask[:, :, None]
    return states.sum(1) / mask.sum(1, keepdim=True)


def _centred(vectors: Tensor, languages: list[str]) -> Tensor:
    rows: dict[str, list[int]] = {}
    for row, language in enumerate(languages):
        rows.setdefault(language, []).append(row)
    overall = torch.stack([vectors[part].mean(0) for part in rows.values()]).mean(0)
    for part in rows.values():
        vectors[part] -= (vectors[part].sum(0) + _MEAN_PRIOR * overall) / (len(part) + _MEAN_PRIOR)
    return functional.normalize(vectors, dim=-1)


def contrast(vectors: Tensor, stories: list[str]) -> Tensor | None:
    """How far reports [n, width], of length 1, are from lying nearer to those of their own story than to all others (Khosla et
    al. 2020); None where no two are of one story."""
    names = {story: number for number, story in enumerate(dict.fromkeys(stories))}
    labels = torch.tensor([names[story] for story in stories])
    same = (labels[:, None] == labels[None, :]).fill_diagonal_(False)
    some = same.any(1)
    if not some.any():
        return None
    logits = (vectors @ vectors.T / TEMPERATURE).masked_fill(torch.eye(len(stories), dtype=torch.bool), -1e4)
    likely = logits.log_softmax(1)
    return -((likely * same).sum(1)[some] / same.sum(1)[some]).mean()
