"""How many documents one core reads and codes in a CPU second.

usage: speed.py ROWS.jsonl     rows as `sumber annotate` takes them; the first ten are read once before, to load the word lists
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sumber.events.code import code_annotation
from sumber.reading.annotate import annotate_document
from sumber.rows import DocumentRow, documents, parse_rows
from sumber.types import Document


def main(path: Path) -> None:
    """Prints the figures."""
    with path.open("rb") as stream:
        found = [d for d in documents(parse_rows(DocumentRow, stream)) if isinstance(d, Document)]
    for document in found[:10]:
        code_annotation(annotate_document(document))
    started = time.process_time()
    annotations = [annotate_document(document) for document in found]
    read = time.process_time()
    for annotation in annotations:
        code_annotation(annotation)
    coded = time.process_time()
    characters = sum(len(document.text) for document in found) / len(found)
    print(f"{len(found)} documents of {characters:,.0f} characters")
    print(f"annotate {len(found) / (read - started):.1f} a CPU second, code {len(found) / (coded - read):.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
