"""Makes the body's matrices fit for int8: outlying channels of what they read are shrunk, their weights stretched by as much.

onnxruntime rounds all that a matrix reads to 256 steps over its whole range, and a few channels of an encoder are ten times as
wide as the rest: of these sentences' columns the plain int8 file was 9 % off (root mean square), the smoothed one is 3 %.
Xiao et al. 2023 (SmoothQuant) take one exponent for all channels; here each matrix takes, from that family and from plain caps,
what keeps its own outputs nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor, nn

from sumber.reading.encoder.packed import PackedModel
from training.batches import collate
from training.body import Layer
from training.model import Reader
from training.targets import Example

CAPS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
"""Channels wider than this share of all are shrunk to its width."""
EXPONENTS = (0.7, 0.8, 0.85, 0.9, 1.0)
SENTENCES, A_BATCH = 320, 16
LOOKED_AT, ROUNDED_AT_ONCE = 6144, 512
"""Tokens that decide, and how many of them share a range, as in a batch of the reader's."""
_LEAST = 1e-3
_FOLDED = "attended"


class Smoothed(nn.Module):
    """A matrix whose inputs are scaled channel by channel first."""

    def __init__(self, linear: nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.linear, self.scale = linear, nn.Parameter(scale)

    def forward(self, states: Tensor) -> Tensor:
        return self.linear(states * self.scale)


@torch.no_grad()
def smooth(reader: Reader, examples: Sequence[Example], packed: PackedModel) -> None:
    """Smooths a trained reader in place by what its matrices read in some of these sentences; what it computes in float32
    stays the same but for rounding."""
    shown = examples[:: max(1, len(examples) // SENTENCES)][:SENTENCES]
    batches = [collate(shown[at : at + A_BATCH], packed) for at in range(0, len(shown), A_BATCH)]
    seen = _inputs(reader, lambda: [reader(batch.embeddings, batch.mask) for batch in batches])
    for layer in reader.body.layers:
        for name in (_FOLDED, "attend", "widen", "narrow"):
            linear = getattr(layer, name)
            shrink = _best(seen[linear], linear.weight)
            linear.weight.mul_(shrink)
            if name == _FOLDED:
                _fold(layer, shrink)
            else:
                setattr(layer, name, Smoothed(linear, 1 / shrink))


def _fold(layer: Layer, shrink: Tensor) -> None:
    """Attention only mixes values: they can be made smaller where they come from, without a step of their own."""
    values = slice(2 * len(shrink), None)
    layer.attend.weight[values] /= shrink[:, None]
    layer.attend.bias[values] /= shrink


def _inputs(reader: Reader, run: Callable[[], object]) -> dict[nn.Module, Tensor]:
    """What each matrix of the body reads [tokens, width] while a function runs."""
    seen: dict[nn.Module, list[Tensor]] = {}

    def look(module: nn.Module, given: tuple[Tensor, ...]) -> None:
        seen.setdefault(module, []).append(given[0].flatten(0, -2))

    hooks = [
        part.register_forward_pre_hook(look)
        for layer in reader.body.layers
        for part in (layer.attended, layer.attend, layer.widen, layer.narrow)
    ]
    run()
    for hook in hooks:
        hook.remove()
    return {module: torch.cat(inputs) for module, inputs in seen.items()}


def _best(inputs: Tensor, weight: Tensor) -> Tensor:
    looked_at = inputs[:LOOKED_AT]
    return min(_candidates(inputs, weight), key=lambda shrink: _error(shrink, looked_at, weight))


def _candidates(inputs: Tensor, weight: Tensor) -> Iterator[Tensor]:
    """By how much to shrink each channel: not at all, down to a cap, or by SmoothQuant's balance of input and weight."""
    wide = inputs.abs().amax(0).clamp(min=_LEAST)
    heavy = weight.abs().amax(0).clamp(min=_LEAST)
    yield torch.ones_like(wide)
    yield from ((wide / wide.quantile(cap)).clamp(min=1) for cap in CAPS)
    yield from (wide**exponent / heavy ** (1 - exponent) for exponent in EXPONENTS)


def _error(shrink: Tensor, inputs: Tensor, weight: Tensor) -> float:
    """How far int8 takes the outputs away, squared. The sign of zero and the range are as onnxruntime has them: inputs of a
    batch share one range, weights have one an output."""
    stretched = weight * shrink
    steps = stretched.abs().amax(1, keepdim=True) / 127
    rounded = (stretched / steps).round() * steps
    error = 0.0
    for part in inputs.split(ROUNDED_AT_ONCE):
        small = part / shrink
        low, high = small.min().clamp(max=0), small.max().clamp(min=0)
        step = (high - low) / 255
        error += float(((small / step).round() * step @ rounded.T - part @ weight.T).square().sum())
    return error
