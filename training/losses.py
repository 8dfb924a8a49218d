"""What the heads are asked to get right, and how much each counts."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sumber.reading.encoder.decode import distance_buckets
from sumber.reading.encoder.layout import QUOTE_PARTS, STATUSES, Layout
from training.batches import Batch
from training.model import Outputs, Reader
from training.stories import contrast

WEIGHTS = {
    "name": 1.0, **dict.fromkeys(QUOTE_PARTS, 0.5), "trigger": 1.0, "type": 0.7, "mode": 0.3, "status": 0.5, "reciprocal": 0.3,
    "roles": 0.8, "gate": 1.0, "sentence_type": 0.5, "view": 0.5, "story": 0.3, "context": 0.3,
}  # fmt: skip
_UNITS_A_SENTENCE = 6.0
"""Losses over units are summed and divided by sentences and by this, so that a long sentence counts more than a short one, and
one head's sum is about as large as another's."""
_SMOOTHING = 0.03


def losses(reader: Reader, outputs: Outputs, batch: Batch, layout: Layout) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for, unweighted."""
    found: dict[str, Tensor] = {}
    index = batch.heads[:, :, None]
    units = outputs.unit.float().gather(1, index.expand(-1, -1, outputs.unit.shape[-1]))
    for head in ("name", *QUOTE_PARTS, "trigger"):
        labels = np.full((len(batch.examples), units.shape[1]), -100)
        for row, example in enumerate(batch.examples):
            if head in example.tags:
                labels[row, : batch.units[row]] = example.tags[head]
        rows = int((labels[:, 0] >= 0).sum())
        if rows:
            logits = units[:, :, layout.columns(head)].flatten(0, 1)
            total = functional.cross_entropy(logits, torch.from_numpy(labels).flatten(), reduction="sum")
            found[head] = total / (rows * _UNITS_A_SENTENCE)
    told = [row for row, example in enumerate(batch.examples) if example.events is not None]
    if batch.view is not None:
        # Rows without a view are zero, and teach nothing.
        likeness = functional.cosine_similarity(outputs.story.float(), batch.view)
        found["view"] = (1 - likeness)[batch.view.any(1)].mean()
    if batch.stories is not None:
        contrasted = contrast(functional.normalize(outputs.story.float(), dim=-1), batch.stories)
        if contrasted is not None:
            found["story"] = contrasted
    if any(example.contexts is not None for example in batch.examples):
        found["context"] = _context_loss(outputs.sentence.float(), [one.contexts for one in batch.examples], layout)
    if told:
        found |= _sentence_losses(outputs.sentence.float()[told], [batch.examples[row].events or [] for row in told], layout)
    if any(batch.examples[row].events for row in told):
        found |= _event_losses(reader, outputs, batch, layout, units)
    return found


def _sentence_losses(logits: Tensor, events: list[list], layout: Layout) -> dict[str, Tensor]:  # type: ignore[type-arg]
    gate = torch.tensor([[float(bool(found))] for found in events])
    types = torch.zeros(len(events), len(layout.sentence["type"]))
    for row, found in enumerate(events):
        for event in found:
            types[row, event.types] = 1.0
    smooth = gate * (1 - 2 * _SMOOTHING) + _SMOOTHING
    asked = functional.binary_cross_entropy_with_logits(logits[:, layout.sentence_columns("type")], types, reduction="sum")
    return {
        "gate": functional.binary_cross_entropy_with_logits(logits[:, layout.sentence_columns("gate")], smooth),
        "sentence_type": asked / len(events),
    }


def _context_loss(logits: Tensor, contexts: list[list[int] | None], layout: Layout) -> Tensor:
    rows = [row for row, told in enumerate(contexts) if told is not None]
    labels = torch.zeros(len(rows), len(layout.sentence["context"]))
    for place, row in enumerate(rows):
        labels[place, contexts[row] or []] = 1.0
    asked = logits[rows, layout.sentence_columns("context")]
    return functional.binary_cross_entropy_with_logits(asked, labels, reduction="sum") / len(rows)


def _event_losses(reader: Reader, outputs: Outputs, batch: Batch, layout: Layout, units: Tensor) -> dict[str, Tensor]:
    targets = [(row, event) for row, example in enumerate(batch.examples) for event in example.events or ()]
    pooled = torch.stack([units[row, event.first : event.last].mean(0) for row, event in targets])
    count = len(targets)
    types = torch.zeros(count, len(layout.units["type"]))
    for number, (_, event) in enumerate(targets):
        types[number, event.types] = 1.0
    status = torch.tensor([event.status for _, event in targets])
    reciprocal = torch.tensor([[float(event.reciprocal)] for _, event in targets])
    sigmoid = functional.binary_cross_entropy_with_logits
    found = {
        "type": sigmoid(pooled[:, layout.columns("type")], types, reduction="sum") / count,
        "status": functional.cross_entropy(pooled[:, layout.columns("status")], status, weight=_status_weights()),
        "reciprocal": sigmoid(pooled[:, layout.columns("reciprocal")], reciprocal),
        "roles": _role_loss(reader, outputs, batch, targets, layout),
    }
    modes = _mode_loss(pooled[:, layout.columns("mode")], targets, layout)
    return found if modes is None else found | {"mode": modes}


def _status_weights() -> Tensor:
    """The rare statuses count more: asserted is nine tenths of the rows."""
    return torch.tensor([1.0 if status == "asserted" else 1.6 for status in STATUSES])


def _mode_loss(logits: Tensor, targets: list, layout: Layout) -> Tensor | None:  # type: ignore[type-arg]
    """Cross entropy among the modes of the event's own type."""
    labels = layout.units["mode"]
    total: list[Tensor] = []
    for number, (_, event) in enumerate(targets):
        for mode in event.modes:
            kind = labels[mode].split("/")[0]
            among = [column for column, label in enumerate(labels) if label.split("/")[0] == kind]
            total.append(functional.cross_entropy(logits[number, among], torch.tensor(among.index(mode))))
    return torch.stack(total).mean() if total else None


def _role_loss(reader: Reader, outputs: Outputs, batch: Batch, targets: list, layout: Layout) -> Tensor:  # type: ignore[type-arg]
    length = batch.heads.shape[1]
    rows = torch.tensor([row for row, _ in targets])
    index = batch.heads[:, :, None].expand(-1, -1, outputs.role_unit.shape[-1])
    own = outputs.role_unit.gather(1, index)[rows]
    sides = outputs.role_trigger.gather(1, index)
    triggers = torch.stack([sides[row, event.first : event.last].mean(0) for row, event in targets])
    buckets = np.stack([distance_buckets(event.first, event.last, length, layout.distances) for _, event in targets])
    labels = np.full((len(targets), length, targets[0][1].roles.shape[0]), -100)
    for number, (row, event) in enumerate(targets):
        labels[number, : batch.units[row]] = event.roles.T
    logits = reader.role_labels(own, triggers, torch.from_numpy(buckets)).float()
    total = functional.cross_entropy(logits.flatten(0, 2), torch.from_numpy(labels).flatten(), reduction="sum")
    return total / (len(targets) * _UNITS_A_SENTENCE)
