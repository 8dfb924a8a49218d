"""Build src/sumber/stories/data/language_means.npz: the mean story vector of each language.

usage: language_means.py TRAINING_FOLDER

TRAINING_FOLDER holds the texts written for sumber (stories*.jsonl, and sentence files). A language's mean is drawn towards the
mean over languages as if PRIOR texts had been seen there, so that a language of four texts is not taken at its word.
Stored in half precision.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from sumber.stories.vectors import HEAD, Encoder, head, primary_language
from sumber.types import Document

PRIOR = 3
MOST = 150  # texts a language, to bound the time: a third of a second each
SENTENCES = ("id_domestic", "id_world", "en_wire", "en_local", "es_mixed", "ms_mixed")
TARGET = Path(__file__).parents[1] / "src/sumber/stories/data/language_means.npz"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def texts(folder: Path) -> dict[str, list[str]]:
    """Heads of stories by language, and sentences of news joined to the same length."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("stories*.jsonl")):
        for row in rows(path):
            found[primary_language(row["lang"])].append(head(Document(row["id"], row["text"], title=row["title"])))
    for name in SENTENCES:
        joined: dict[str, str] = {}
        for row in rows(folder / f"{name}.jsonl"):
            lang = primary_language(row["lang"])
            joined[lang] = f"{joined.get(lang, '')} {row['text']}".strip()
            if len(joined[lang]) >= HEAD:
                found[lang].append(joined.pop(lang)[:HEAD])
    return {lang: part[:MOST] for lang, part in sorted(found.items())}


def main(folder: Path) -> None:
    """Encode all texts and write the means."""
    encoder = Encoder()
    vectors = {lang: encoder.raw(part) for lang, part in texts(folder).items()}
    overall = np.mean([v.mean(axis=0) for v in vectors.values()], axis=0)
    means = {lang: (v.sum(axis=0) + PRIOR * overall) / (len(v) + PRIOR) for lang, v in vectors.items()}
    TARGET.parent.mkdir(exist_ok=True)
    np.savez(TARGET, **{name: mean.astype(np.float16) for name, mean in sorted({**means, "*": overall}.items())})
    print({lang: len(v) for lang, v in vectors.items()})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
