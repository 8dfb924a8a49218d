"""The model's heads alone, without lexicons, on the gold sets that lie beside a checkout: what the encoder is worth by itself.

usage: python -m training.bench MODEL.onnx [PART/SET ...]

Rows are written as `sumber annotate` and `sumber code` would and scored by the sets' own scorers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sumber.reading.encoder.packed import packed_model
from sumber.reading.encoder.predict import predict
from sumber.reading.encoder.session import Session
from sumber.reading.sentences import split_sentences
from sumber.types import EventPrediction, SentencePrediction, SpanPrediction
from training.measure import told
from training.rows import HERE

BENCH = HERE.parent.parent / "shared/bench"
SETS = (
    "names/id-nergrit-valid", "names/id-idner2k-dev", "names/en-uner-ewt-test", "names/de-conll-test", "names/pt-mlnews-test",
    "names/ar-mlnews-test", "names/swa-masakhaner2-test", "quotes/gold_id", "quotes/handmade_xx", "quotes/wikinews_de",
    "quotes/polnear_en", "events/gsr_en", "events/plv_train_en", "events/coped_en", "events/protest_es", "events/fight_es",
    "events/idgold_id", "events/rich_id", "events/wild_xx",
)  # fmt: skip
Row = dict[str, Any]


def score(name: str, reader: Session) -> tuple[Row, float]:
    """A set's figures, and how many sub-tokens a CPU second were read."""
    path = BENCH / f"{name}.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kind = name.split("/")[0]
    began = time.process_time()
    rows = {"names": _names, "quotes": _quotes, "events": _events}[kind](gold, reader)
    seconds = time.process_time() - began
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        call = [sys.executable, str(BENCH / f"score_{kind}.py"), str(path), file.name]
        told = subprocess.run(call, capture_output=True, text=True, check=True, cwd=BENCH).stdout  # noqa: S603
    figures: Row = json.loads(told)
    return figures, len(gold) / seconds


def _names(gold: list[Row], reader: Session) -> list[Row]:
    predictions = predict([" ".join(row["tokens"]) for row in gold], reader)
    return [
        {"id": row["id"], "mentions": [{"kind": name.kind, **_span(name.span)} for name in prediction.names]}
        for row, prediction in zip(gold, predictions, strict=True)
    ]


def _events(gold: list[Row], reader: Session) -> list[Row]:
    predictions = predict([row["text"] for row in gold], reader)
    return [
        {"id": row["id"], "events": [_event(row["text"], kind, event) for kind, _, event in told(prediction)]}
        for row, prediction in zip(gold, predictions, strict=True)
    ]


def _event(text: str, kind: str, event: EventPrediction) -> Row:
    roles = {
        role: [{"text": text[span.start : span.end]} for span in getattr(event, role)] for role in ("actors", "recipients")
    }
    return {"type": kind, "status": event.status, **roles}


def _quotes(gold: list[Row], reader: Session) -> list[Row]:
    rows = []
    for row in gold:
        sentences = split_sentences(row["text"], row.get("lang"))
        predictions = predict([sentence.text for sentence in sentences], reader)
        quotes = [
            {**_span(content, at.start), "speaker": _span(speaker, at.start) if speaker else None}
            for at, prediction in zip(sentences, predictions, strict=True)
            for content in prediction.contents
            for speaker in [_nearest(content, prediction)]
        ]
        rows.append({"id": row["id"], "quotes": quotes})
    return rows


def _nearest(content: SpanPrediction, prediction: SentencePrediction) -> SpanPrediction | None:
    def away(speaker: SpanPrediction) -> int:
        return max(speaker.start - content.end, content.start - speaker.end)

    return min(prediction.speakers, key=away, default=None)


def _span(span: SpanPrediction, base: int = 0) -> Row:
    return {"start": base + span.start, "end": base + span.end}


def main() -> None:
    """The command line of the module's docstring."""
    reader = Session(Path(sys.argv[1]), packed_model())
    for name in sys.argv[2:] or SETS:
        figures, speed = score(name, reader)
        print(json.dumps({"set": name, "rows_a_cpu_second": round(speed, 1), **figures}), flush=True)


if __name__ == "__main__":
    main()
