"""PLOVER's contexts: what a sentence, and a document as a whole, is about besides the deed itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from sumber.events.data_files import read_data
from sumber.events.grammar import Clause
from sumber.events.ontology import contexts
from sumber.types import SentencePrediction

SURE = 0.5
"""A context that the model is surer of than this is a sentence's. It learned them from the words, so that neither knows more;
the model carries them into wordings and languages without a list."""

DOCUMENT_SHARE = 1 / 3
"""Share of a document's sentences from which their context is the document's."""


@cache
def _context_words(lang: str) -> Mapping[str, frozenset[str]]:
    data = read_data("contexts", lang)
    index: dict[str, set[str]] = {}
    for context, words in data.get("contexts", {}).items():
        for word in words.split():
            index.setdefault(word, set()).add(context)
    return {word: frozenset(found) for word, found in index.items()}


def contexts_of(clause: Clause, lang: str, prediction: SentencePrediction) -> tuple[str, ...]:
    """The contexts of a sentence, by its words and by the model, in the ontology's order."""
    index = _context_words(lang)
    found = {context for token in clause.tokens for context in index.get(token.lower, ())}
    found |= {context for context, probability in (prediction.contexts or {}).items() if probability > SURE}
    return tuple(context for context in contexts() if context in found)


def document_contexts(sentences: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The contexts of a document, from those of its sentences: what many of them are about."""
    counts = Counter(context for found in sentences for context in found)
    return tuple(context for context in contexts() if counts[context] > DOCUMENT_SHARE * len(sentences))
