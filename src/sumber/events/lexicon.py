"""The trigger lexicon of a language: which words tell which PLOVER type and mode, and how often they do.

data/triggers/xx.toml is written by hand (its header gives the notation); data/triggers/mined/xx.tsv counts, over the training
sentences, how often each pattern tells its type (hits) of all its occurrences, and adds patterns that only the counts know.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sumber.events.data_files import read_data
from sumber.events.morphology import Morphology, load_morphology

DEFAULT_PRIOR = 0.75
# A mined count outweighs the prior once a pattern was seen this often (a beta prior of this many observations).
PRIOR_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Element:
    """One token of a pattern: a gap, any of `words`, or any form of one of `lemmas` (with `feature`, if given). One that is
    `absent` takes no token: none of its words stands next."""

    words: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    feature: str | None = None
    gap: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern, what it tells, on which conditions (a word of `needs` stands where its object does, one of `told` anywhere
    behind), and with which precision (share of occurrences that tell it). One that `decides` tells its type at its place
    whatever its single words may tell elsewhere; one that `opens` does so where the model sees no event as well."""

    source: str
    type: str
    mode: str | None
    elements: tuple[Element, ...]
    needs: frozenset[str] | None
    forbids: frozenset[str]
    told: frozenset[str]
    prior: float
    hits: int
    seen: int
    decides: bool = False
    opens: bool = False

    @property
    def precision(self) -> float:
        """Share of its occurrences that tell the event, the prior weighed in."""
        return self.precision_without(None)

    def precision_without(self, hit: bool | None) -> float:
        """The same with one counted occurrence (a hit or not) left out, as training on the counted sentences must."""
        hits, seen = self.hits - bool(hit), self.seen - (hit is not None)
        return (hits + PRIOR_WEIGHT * self.prior) / (seen + PRIOR_WEIGHT)

    @property
    def length(self) -> int:
        """How many tokens and conditions it checks: the longer, the surer against others at the same place."""
        return sum(not e.gap for e in self.elements) + (self.needs is not None) + bool(self.told)


@dataclass(frozen=True)
class Lexicon:
    """The entries of a language by the words and by the lemmas they start with."""

    morphology: Morphology
    by_word: Mapping[str, tuple[Entry, ...]]
    by_lemma: Mapping[str, tuple[Entry, ...]]

    @property
    def entries(self) -> frozenset[Entry]:
        """Every entry once."""
        return frozenset(e for index in (self.by_word, self.by_lemma) for entries in index.values() for e in entries)


def parse_pattern(source: str) -> tuple[Element, ...]:
    """The elements of a pattern such as `<hold> .. talks|meeting`."""
    out = []
    for part in source.split():
        if part == "..":
            out.append(Element(gap=True))
        elif part.startswith("<"):
            lemmas, _, feature = part.strip("<>").partition(":")
            out.append(Element(lemmas=frozenset(lemmas.split("|")), feature=feature or None))
        else:
            out.append(Element(words=frozenset(part.removeprefix("^").split("|")), absent=part.startswith("^")))
    return tuple(out)


def _entries(
    data: Mapping[str, Mapping[str, str]], mined: Mapping[tuple[str, str, str], tuple[int, int]], clitics: tuple[str, ...]
) -> Iterator[Entry]:
    """The entries of a trigger file; words of its classes count with a clitic too ("pasukannya")."""
    bare = {name: words.split() for name, words in data.get("classes", {}).items()}
    classes = {name: frozenset(word + end for word in words for end in ("", *clitics)) for name, words in bare.items()}
    done = set()
    for label, block in data.get("triggers", {}).items():
        kind, _, mode = label.partition("/")
        for source in filter(None, (part.strip() for part in block.replace("\n", " ").split(";"))):
            done.add((source, kind, mode))
            yield _entry(source, kind, mode, classes, mined.get((source, kind, mode), (0, 0)))
    for (source, kind, mode), counts in mined.items():
        if (source, kind, mode) not in done:
            yield _entry(f"{source} ~0.5", kind, mode, classes, counts)


def _entry(source: str, kind: str, mode: str, classes: Mapping[str, frozenset[str]], counts: tuple[int, int]) -> Entry:
    prior, needs, forbids, told, pattern = DEFAULT_PRIOR, None, frozenset[str](), frozenset[str](), []
    decides = opens = False
    for part in source.split():
        if part.startswith("~"):
            prior = float(part[1:])
        elif part.startswith("{!"):
            forbids |= classes.get(part[2:-1], frozenset())
        elif part.startswith("{*"):
            told = classes[part[2:-1]]
        elif part.startswith("{"):
            needs = classes[part[1:-1]]
        elif part in ("!", "!!"):
            decides, opens = True, part == "!!"
        else:
            pattern.append(part)
    return Entry(
        source, kind, mode or None, parse_pattern(" ".join(pattern)), needs, forbids, told, prior, *counts, decides, opens
    )


@cache
def language_data(lang: str | None) -> str:
    """The language whose triggers and grammar serve `lang`: itself where it has either, the relative that data/languages.toml
    names, or its fallback. Without triggers the model alone names deeds."""
    root = files("sumber.events") / "data"
    names = tomllib.loads((root / "languages.toml").read_text(encoding="utf-8"))
    base = (lang or "").split("-")[0].lower()
    base = names["relatives"].get(base, base)
    fallback: str = names["fallback"]
    own = base.isalpha() and any((root / kind / f"{base}.toml").is_file() for kind in ("triggers", "grammar"))
    return base if own else fallback


def read_mined(path: Traversable) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(pattern, type, mode) -> (hits, occurrences) of a mined file; empty where there is none."""
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(source, kind, mode): (int(hits), int(seen)) for source, kind, mode, hits, seen in rows}


@cache
def load_lexicon(lang: str) -> Lexicon:
    """The lexicon of a language that language_data() names."""
    root = files("sumber.events") / "data" / "triggers"
    morphology = load_morphology(lang)
    data = read_data("triggers", lang)
    words: dict[str, list[Entry]] = defaultdict(list)
    lemmas: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries(data, read_mined(root / "mined" / f"{lang}.tsv"), morphology.clitics):
        first = entry.elements[0]
        for word in first.words:
            words[word].append(entry)
        for lemma in first.lemmas:
            lemmas[lemma].append(entry)
    return Lexicon(morphology, {k: tuple(v) for k, v in words.items()}, {k: tuple(v) for k, v in lemmas.items()})
