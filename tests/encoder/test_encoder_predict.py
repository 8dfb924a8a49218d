"""What the packaged model says: always spans of the sentence, the same each time, and sense on plain sentences."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.reading.encoder import predict
from sumber.types import EventPrediction, SentencePrediction, SpanPrediction

MODEL = files("sumber.reading").joinpath("data/model")
if not MODEL.joinpath("reader.onnx").is_file():
    pytest.skip("the model is not built yet: python -m training.train --install", allow_module_level=True)
ARREST = "Polisi menangkap tiga mahasiswa di Kota Tambora, Selasa malam."
QUOTED = '"The bridge will open in May," said harbour master Ilse Brandvold.'
PLAIN = "The bakery on the corner sells bread with seven kinds of seed."


def _spans(prediction: SentencePrediction) -> list[SpanPrediction]:
    events = [
        span
        for event in prediction.events
        for span in (event.trigger, *event.actors, *event.recipients, *event.place, *event.time, *event.attribution)
    ]
    names = [name.span for name in prediction.names]
    return [*names, *prediction.contents, *prediction.speakers, *prediction.cues, *events]


def _words(text: str, spans: tuple[SpanPrediction, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def _event(text: str) -> tuple[SentencePrediction, EventPrediction]:
    (prediction,) = predict([text])
    return prediction, max(prediction.events, key=lambda event: event.trigger.probability)


@given(st.lists(st.text(max_size=80), max_size=4))
@settings(deadline=None, max_examples=25)
def test_every_span_stands_in_its_sentence(texts: list[str]) -> None:
    predictions = predict(texts)
    assert len(predictions) == len(texts)
    for text, prediction in zip(texts, predictions, strict=True):
        assert 0 <= prediction.gate <= 1
        for span in _spans(prediction):
            assert 0 <= span.start < span.end <= len(text)
            assert 0 <= span.probability <= 1


def test_answers_keep_the_order_of_the_sentences() -> None:
    texts = [PLAIN, ARREST, "", QUOTED]
    together = predict(texts)
    assert together[2] == SentencePrediction()
    for text, prediction in zip(texts, together, strict=True):
        (alone,) = predict([text])
        # Activations are rounded by the range that they span in a batch, so that faint spans may come and go.
        assert [(n.kind, n.span.start, n.span.end) for n in alone.names] == [
            (n.kind, n.span.start, n.span.end) for n in prediction.names
        ]
        assert alone.gate == pytest.approx(prediction.gate, abs=0.1)


def test_the_same_sentences_give_the_same_answers() -> None:
    assert predict([ARREST, PLAIN]) == predict([ARREST, PLAIN])


def test_an_arrest_has_its_parts() -> None:
    prediction, event = _event(ARREST)
    assert prediction.gate > 0.5
    assert event.types[0].type == "COERCE"
    assert event.types[0].mode == "arrest"
    assert event.status == "asserted"
    assert _words(ARREST, (event.trigger,)) == ["menangkap"]
    assert _words(ARREST, event.actors) == ["Polisi"]
    assert _words(ARREST, event.recipients) == ["tiga mahasiswa"]
    assert sum(event.statuses.values()) == pytest.approx(1, abs=1e-3)


def test_a_quotation_has_content_cue_and_speaker() -> None:
    (prediction,) = predict([QUOTED])
    assert "bridge will open" in _words(QUOTED, prediction.contents)[0]
    assert _words(QUOTED, prediction.cues) == ["said"]
    assert "Ilse Brandvold" in _words(QUOTED, prediction.speakers)[0]
    assert [QUOTED[n.span.start : n.span.end] for n in prediction.names if n.kind == "person"] == ["Ilse Brandvold"]


def test_a_plain_sentence_holds_no_event() -> None:
    (prediction,) = predict([PLAIN])
    assert prediction.gate < 0.5


def test_a_long_text_is_read_to_its_end() -> None:
    text = f"{PLAIN} " * 60 + ARREST
    (prediction,) = predict([text])
    assert any(text[event.trigger.start : event.trigger.end] == "menangkap" for event in prediction.events)


def test_the_card_belongs_to_the_model() -> None:
    card = json.loads(MODEL.joinpath("card.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(MODEL.joinpath("reader.onnx").read_bytes()).hexdigest() == card["sha256"]
    assert card["dev"]["name"] > 0.8
    assert card["dev"]["type"] > 0.6
