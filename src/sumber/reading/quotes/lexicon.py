"""Words around quotations, read from `reading/data/quotes/LANG.toml`; `media.toml` holds names of media of all languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Kinds of cues, by where the speaker stands: see the comments in data/quotes/en.toml.
CUES = ("say", "claim", "inverted", "self", "impersonal", "source", "source_head", "source_after", "participle")
_SETS = (
    "complementizers", "pronouns", "auxiliaries", "breaks", "conjunctions", "coordinators", "times", "roles", "openers",
    "blockers", "determiners", "works", "finite", "addressees", "chain", "inner", "nobody", "back",
    "upright", "links", "prepositions", "relatives", "reported", "reported_on", "first_person", "gist", "personal",
    "agents", "headline", "naming", "articles", "asking",
)  # fmt: skip

Forms = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, in lower case. `cues` and `via` map a first word to its forms (longest first) with their kind;
    `heads`: ends of nouns of telling; `indicative`: ends of verbs that tell what was done; `inverts`: may any verb of saying
    stand before its subject; `source_comma`: does a comma end "according to X"?; `verb_second`: does a leading adverbial put
    the verb before its subject?; `mixed`: are the verbatim parts of indirect speech quotes of their own?; `drops_subject`: may
    a verb stand without the subject that it goes on with ("añadió")?"""

    cues: Forms
    via: Forms
    sets: dict[str, frozenset[str]]
    heads: tuple[str, ...]
    indicative: tuple[str, ...]
    inverts: bool
    source_comma: bool
    verb_second: bool
    mixed: bool
    drops_subject: bool

    def has(self, kind: str, word: str) -> bool:
        """Is the lower-cased `word` in the set named `kind`?"""
        return word in self.sets[kind]

    def holds_speaker(self, cue: str) -> bool:
        """Is the lower-cased cue one that says "he" or "she" itself ("katanya")?"""
        return self.is_cue("self", cue)

    def is_cue(self, kind: str, cue: str) -> bool:
        """Is the lower-cased phrase a cue of that kind?"""
        words = tuple(cue.split())
        return (words, kind) in self.cues.get(words[0] if words else "", ())


def _forms(table: dict[str, list[str]], kinds: tuple[str, ...]) -> Forms:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in kinds:
        for form in table.get(kind, []):
            words = tuple(form.split())
            found.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in found.items()}


def _read(name: str) -> dict[str, Any]:
    path = files("sumber.reading").joinpath("data", "quotes", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def read_lexicon(lang: str | None) -> Lexicon | None:
    """The words of `lang` (BCP 47; regions are ignored), None for a language that has no file."""
    base = (lang or "").split("-")[0].lower()
    table = _read(base) if base.isalpha() and base.isascii() and len(base) <= 3 else {}
    if not table:
        return None
    sets = {name: frozenset(table.get(name, [])) for name in _SETS}
    flags = [bool(table.get(flag)) for flag in ("inverts", "source_comma", "verb_second", "mixed", "drops_subject")]
    return Lexicon(
        _forms(table, CUES),
        _forms(table, ("quoted_by", "told")),
        sets,
        tuple(table.get("source_heads", [])),
        tuple(table.get("indicative", [])),
        *flags,
    )


@cache
def media_words() -> tuple[frozenset[str], frozenset[str]]:
    """Names of media, and words that occur in names of media, both in lower case."""
    table = _read("media")
    return frozenset(table.get("names", [])), frozenset(table.get("words", []))
