"""How fast one core reads: sub-tokens, articles and sentences a CPU second, beside spaCy's small English model.

usage: python benchmarks/reader.py ROWS.jsonl

ROWS are as `sumber annotate` takes them; the first ten are read once before, to load models and word lists. spaCy is left out
where it or en_core_web_sm is not installed. Prints a line an engine; the last column is what peak memory grew by between the
first and the last tenth of the rows.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.reading.encoder import predict, tokenizer
from sumber.reading.sentences import split_sentences
from sumber.rows import DocumentRow, documents, parse_rows
from sumber.types import Document

WARM = 10


def encode(document: Document) -> None:
    """The encoder and its heads alone."""
    predict([sentence.text for sentence in split_sentences(document.text, document.lang)])


def annotate(document: Document) -> None:
    """Sentences, names, times, quotes."""
    annotate_document(document)


def code(document: Document) -> None:
    """The same and events."""
    code_annotation(annotate_document(document))


def engines() -> dict[str, Callable[[Document], object]]:
    """What can be timed here."""
    found: dict[str, Callable[[Document], object]] = {"encoder": encode, "annotate": annotate, "annotate and code": code}
    if importlib.util.find_spec("spacy") and importlib.util.find_spec("en_core_web_sm"):
        import spacy

        pipeline = spacy.load("en_core_web_sm")
        found["spaCy en_core_web_sm"] = lambda document: pipeline(document.text)
    return found


def peak() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(engine: Callable[[Document], object], rows: Sequence[Document]) -> tuple[float, float]:
    """CPU seconds for all rows, and by how many MB the peak grew after the first tenth."""
    for row in rows[:WARM]:
        engine(row)
    began, early = time.process_time(), 0.0
    for number, row in enumerate(rows):
        engine(row)
        if number == len(rows) // 10:
            early = peak()
    return time.process_time() - began, peak() - early


def main(path: Path) -> None:
    """Prints the figures."""
    with path.open("rb") as stream:
        rows = [d for d in documents(parse_rows(DocumentRow, stream)) if isinstance(d, Document)]
    units = sum(len(tokenizer().tokenize(row.text).ids) for row in rows)
    sentences = sum(len(split_sentences(row.text, row.lang)) for row in rows)
    print(f"{len(rows)} documents, {sentences} sentences, {units} sub-tokens")
    for name, engine in engines().items():
        seconds, grown = timed(engine, rows)
        speeds = f"{units / seconds:,.0f} sub-tokens, {sentences / seconds:.1f} sentences, {len(rows) / seconds:.2f} documents"
        print(f"{name}: {speeds} a CPU second; memory +{grown:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
