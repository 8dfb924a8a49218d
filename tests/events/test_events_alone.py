"""What the model alone tells, in languages without triggers: no mode of which it is unsure, and little belief below .9."""

from __future__ import annotations

from dataclasses import replace

from sumber.events.code import code_annotation
from sumber.events.fusion import evidence, fusion_weights, probability
from sumber.reading.annotate import annotate_document
from sumber.types import Annotation, Document, SentencePrediction

TEXT = "Il sindaco di Parma ha incontrato la prefetta."


def read(sure: float) -> Annotation:
    """The sentence with the model's modes as sure as that, and a visit each."""
    annotation = annotate_document(Document("d", TEXT, "it", "2026-03-18"))
    (said,) = annotation.predictions
    events = tuple(
        replace(
            event,
            types=tuple(replace(kind, mode="visit", mode_probability=sure) for kind in event.types if kind.type == "CONSULT"),
        )
        for event in said.events
    )
    return replace(annotation, predictions=(replace(said, events=events),))


def test_a_mode_is_told_where_the_model_is_sure_of_it() -> None:
    assert [event.mode for event in code_annotation(read(0.5)).events] == [None]
    assert [event.mode for event in code_annotation(read(0.9)).events] == ["visit"]


def test_the_model_alone_is_believed_less_than_it_believes_itself() -> None:
    weights = fusion_weights(alone=True)
    unsure = SentencePrediction(gate=0.5, types={"REJECT": 0.5})
    assert probability(weights, evidence(None, "REJECT", unsure, alone=True)) < 0.32
