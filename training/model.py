"""Body and heads. To add a head over units: a line in the layout, labels in targets.py, a line in losses.py."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from sumber.reading.encoder.layout import ROLES, Layout
from sumber.reading.encoder.packed import PackedModel
from training.body import Body

ROLE_WIDTH = 128
_SENTENCE_WIDTH = 192


@dataclass(frozen=True, slots=True)
class Outputs:
    """`unit` [batch, length, labels], `sentence` [batch, labels], `story` [batch, hidden], and the two sides of the role head,
    [batch, length, ROLE_WIDTH] each; all over sub-tokens."""

    unit: Tensor
    sentence: Tensor
    story: Tensor
    role_unit: Tensor
    role_trigger: Tensor


class Reader(nn.Module):
    """The encoder with all its heads. Roles are labelled for one trigger at a time: the mean of its units' projections, added
    to each unit's own and to a vector for their distance, decides the unit's label in every role."""

    def __init__(self, packed: PackedModel, layout: Layout, dropout: float) -> None:
        super().__init__()
        hidden = packed.hidden
        self.body = Body(packed, dropout)
        self.centre = nn.Buffer(torch.zeros(hidden))
        self.spread = nn.Buffer(torch.ones(hidden))
        self.dropout = nn.Dropout(dropout)
        self.unit = nn.Linear(hidden, sum(map(len, layout.units.values())))
        self.pooled = nn.Linear(2 * hidden, _SENTENCE_WIDTH)
        self.sentence = nn.Linear(_SENTENCE_WIDTH, sum(map(len, layout.sentence.values())))
        self.story = nn.Linear(hidden, hidden)
        self.role_unit = nn.Linear(hidden, ROLE_WIDTH)
        self.role_trigger = nn.Linear(hidden, ROLE_WIDTH)
        self.role_distance = nn.Parameter(torch.zeros(2 * len(layout.distances) - 1, ROLE_WIDTH))
        self.role_label = nn.Linear(ROLE_WIDTH, 3 * len(ROLES))
        for linear in (self.unit, self.pooled, self.sentence, self.role_unit, self.role_trigger, self.role_label):
            nn.init.normal_(linear.weight, std=0.03)
            nn.init.zeros_(linear.bias)

    @torch.no_grad()
    def calibrate(self, embeddings: Tensor, mask: Tensor) -> None:
        """Sets what is taken off states and what they are divided by before the heads, from the untuned body's states: nine
        tenths of these are the same vector for every word, and heads on the bare states learn ten times as slowly."""
        states = self.body(embeddings, mask)[mask > 0]
        self.centre.copy_(states.mean(0))
        self.spread.copy_(states.std(0))
        # The story head begins as the untuned encoder's own vector.
        self.story.weight.copy_(torch.diag(self.spread))
        self.story.bias.zero_()

    def forward(self, embeddings: Tensor, mask: Tensor) -> Outputs:
        states = self.dropout((self.body(embeddings, mask) - self.centre) / self.spread)
        seen = mask[:, :, None].to(states.dtype)
        mean = (states * seen).sum(1) / seen.sum(1)
        pooled = functional.gelu(self.pooled(torch.cat([states[:, 0], mean], -1)))
        sides = self.role_unit(states), self.role_trigger(states)
        return Outputs(self.unit(states), self.sentence(pooled), self.story(mean), *sides)

    def role_labels(self, units: Tensor, triggers: Tensor, buckets: Tensor) -> Tensor:
        """Projected units [n, length, width], pooled projections of triggers [n, width], buckets of distance [n, length] ->
        logits [n, length, role, label]."""
        mixed = functional.gelu(units + triggers[:, None] + self.role_distance[buckets], approximate="tanh")
        return self.role_label(mixed).unflatten(-1, (len(ROLES), 3))
