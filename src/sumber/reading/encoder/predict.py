"""One pass of the encoder for each sentence, read by every head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sumber.reading.encoder.decode import (
    Matrix,
    UnitSpan,
    characters,
    distance_buckets,
    sigmoid,
    softmax,
    tagged_spans,
)
from sumber.reading.encoder.layout import NAME_KINDS, QUOTE_PARTS, ROLES, STATUSES, Layout
from sumber.reading.encoder.session import Batch, Session, session
from sumber.reading.encoder.tokenizer import tokenizer
from sumber.reading.encoder.units import Window, windows
from sumber.types import (
    EventPrediction,
    NamePrediction,
    SentencePrediction,
    SpanPrediction,
    TypePrediction,
)

LENIENCE = 1.0
"""Taken off the logits of "no trigger": a trigger of probability .27 or more is told, for the reader of events to weigh."""
BESIDE = 2.5
"""What two names of one kind cost with nothing between them, in logits; they are mostly one: the likeliest on the sentences
learnt from. F1 on gold sets was flat from 1 to 3."""
_TYPE_FLOOR = 0.05


def predict(sentences: Sequence[str], reader: Session | None = None) -> list[SentencePrediction]:
    """What the heads say of each sentence. Any text will do; a very long one is read in windows, whose spans do not cross.
    Raises MissingExtraError where the model is missing."""
    reader = reader or session()
    pieces = [(number, window) for number, text in enumerate(sentences) for window in windows(text, tokenizer())]
    found: list[list[tuple[int, SentencePrediction]]] = [[] for _ in sentences]
    for batch in reader.run([window for _, window in pieces]):
        chosen = [pieces[row] for row in batch.rows]
        texts = [sentences[number] for number, _ in chosen]
        predictions = _read(reader, batch, texts, [window for _, window in chosen])
        for (number, _), row, prediction in zip(chosen, batch.rows, predictions, strict=True):
            found[number].append((row, prediction))
    return [_merged([part for _, part in sorted(parts, key=lambda part: part[0])]) for parts in found]


def _merged(parts: list[SentencePrediction]) -> SentencePrediction:
    """The windows of one sentence as one prediction."""
    if len(parts) < 2:
        return parts[0] if parts else SentencePrediction()
    kinds = {kind: max((part.types or {}).get(kind, 0.0) for part in parts) for kind in parts[0].types or {}}
    contexts = {name: max((part.contexts or {}).get(name, 0.0) for part in parts) for name in parts[0].contexts or {}}
    return SentencePrediction(
        tuple(name for part in parts for name in part.names),
        tuple(span for part in parts for span in part.contents),
        tuple(span for part in parts for span in part.speakers),
        tuple(span for part in parts for span in part.cues),
        max(part.gate for part in parts),
        kinds,
        tuple(event for part in parts for event in part.events),
        contexts,
    )


def _read(reader: Session, batch: Batch, texts: list[str], parts: list[Window]) -> Iterator[SentencePrediction]:
    layout = reader.layout
    names = tagged_spans(batch.unit[:, :, layout.columns("name")], batch.sizes, beside=BESIDE)
    quotes = [tagged_spans(batch.unit[:, :, layout.columns(part)], batch.sizes) for part in QUOTE_PARTS]
    triggers = tagged_spans(batch.unit[:, :, layout.columns("trigger")], batch.sizes, LENIENCE)
    roles = _roles(reader, batch, triggers)
    gates = sigmoid(batch.sentence[:, layout.sentence_columns("gate")])[:, 0].tolist()
    types = sigmoid(batch.sentence[:, layout.sentence_columns("type")]).tolist()
    contexts = sigmoid(batch.sentence[:, layout.sentence_columns("context")]).tolist()
    for row, (text, window) in enumerate(zip(texts, parts, strict=True)):
        contents, speakers, cues = (_spans(text, window, part[row]) for part in quotes)
        yield SentencePrediction(
            tuple(NamePrediction(NAME_KINDS[name.kind], _span(text, window, name)) for name in names[row]),
            contents,
            speakers,
            cues,
            gates[row],
            dict(zip(layout.sentence["type"], types[row], strict=True)),
            tuple(
                _event(
                    layout,
                    (text, window, trigger),
                    batch.unit[row, trigger.first : trigger.last].mean(0),
                    batch.sentence[row],
                    next(roles),
                )
                for trigger in triggers[row]
            ),
            dict(zip(layout.sentence["context"], contexts[row], strict=True)),
        )


def _roles(reader: Session, batch: Batch, triggers: list[list[UnitSpan]]) -> Iterator[list[list[UnitSpan]]]:
    """For each trigger, sentence after sentence, the spans of each role."""
    told = [(row, trigger) for row, found in enumerate(triggers) for trigger in found]
    if not told:
        return
    length = batch.unit.shape[1]
    rows = [row for row, _ in told]
    sides = np.stack([batch.role_trigger[row, trigger.first : trigger.last].mean(0) for row, trigger in told])
    away = np.stack([distance_buckets(trigger.first, trigger.last, length, reader.layout.distances) for _, trigger in told])
    mixed = _gelu(batch.role_unit[rows] + sides[:, None] + reader.role_distance[away])
    logits = mixed @ reader.role_weight + reader.role_bias
    flat = logits.reshape(len(told), length, len(ROLES), 3).transpose(0, 2, 1, 3).reshape(-1, length, 3)
    spans = tagged_spans(flat, [batch.sizes[row] for row in rows for _ in ROLES])
    for start in range(0, len(spans), len(ROLES)):
        yield spans[start : start + len(ROLES)]


def _event(
    layout: Layout, place: tuple[str, Window, UnitSpan], columns: Matrix, sentence: Matrix, roles: list[list[UnitSpan]]
) -> EventPrediction:
    text, window, trigger = place
    gate = float(sigmoid(sentence[layout.sentence_columns("gate")])[0])
    statuses = softmax(columns[layout.columns("status")]).tolist()
    return EventPrediction(
        _span(text, window, trigger),
        _types(layout, columns, sentence, gate * trigger.probability),
        dict(zip(STATUSES, statuses, strict=True)),
        float(sigmoid(columns[layout.columns("reciprocal")])[0]),
        *(_spans(text, window, role) for role in roles),
    )


def _types(layout: Layout, columns: Matrix, sentence: Matrix, surely: float) -> tuple[TypePrediction, ...]:
    """Types of a trigger that is one with probability `surely`."""
    logits = columns[layout.columns("type")]
    probabilities = sigmoid(logits).tolist()
    both = sigmoid(np.float32(0.5) * (logits + sentence[layout.sentence_columns("type")])).tolist()
    modes = columns[layout.columns("mode")]
    ranked = sorted(zip(probabilities, both, layout.units["type"], strict=True), reverse=True)
    found: list[TypePrediction] = []
    for probability, agreed, name in ranked:
        if found and probability < _TYPE_FLOOR:
            break
        own = [(column, label) for column, label in enumerate(layout.units["mode"]) if label.startswith(f"{name}/")]
        mode, sure = "", 1.0
        if own:
            shares = softmax(modes[[column for column, _ in own]])
            mode, sure = own[int(shares.argmax())][1].partition("/")[2], float(shares.max())
        found.append(TypePrediction(name, probability, surely * agreed, mode or None, sure))
    return tuple(found)


def _spans(text: str, window: Window, spans: list[UnitSpan]) -> tuple[SpanPrediction, ...]:
    return tuple(_span(text, window, span) for span in spans)


def _span(text: str, window: Window, span: UnitSpan) -> SpanPrediction:
    return SpanPrediction(*characters(text, window, span.first, span.last), span.probability)


def _gelu(values: Matrix) -> Matrix:
    """The tanh form (Hendrycks and Gimpel 2016); numpy has no error function."""
    return np.asarray(0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3))), np.float32)
