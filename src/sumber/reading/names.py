"""Names of persons, organizations and places in a document, linked to entities."""

from __future__ import annotations

from collections.abc import Sequence

from sumber.reading.names_linking import Linker
from sumber.reading.names_merge import merge
from sumber.types import Document, Mention, SentencePrediction, Span


def find_mentions(
    document: Document, sentences: tuple[Span, ...], predictions: Sequence[SentencePrediction] = ()
) -> tuple[Mention, ...]:
    """The names in the sentences of a document, in order and without overlap: without titles, nationalities and possessives.
    The model's `predictions`, one a sentence, decide where names stand; without them only names that the lexicons know are
    told.

    Entity ids are deterministic: `country:MMR`, `city:1642911` (GeoNames), `province:IDN:jawa-timur`, `org:un`,
    `person:vladimir-putin` (known) and, for those that only the document knows, `person:`, `org:` or `place:` with the full
    name, unaccented; a person's country, where the text tells it, stands before the name ("person:PHL:ramil-bautisto").
    """
    found = merge(document.text, document.lang, sentences, predictions)
    return Linker(document.text, document.lang).link(found)
