"""Names of persons, organizations and places in a document, linked to entities."""

from __future__ import annotations

from sumber.reading.names_linking import Linker
from sumber.reading.names_spans import find_spans
from sumber.types import Document, Mention, Span


def find_mentions(document: Document, sentences: tuple[Span, ...]) -> tuple[Mention, ...]:
    """The names in the sentences of a document, in order and without overlap: without titles, nationalities and possessives.

    Entity ids are deterministic: `country:MMR`, `city:1642911` (GeoNames), `org:un` (known) and, for those that only the
    document knows, `person:`, `org:` or `place:` with the folded full name.
    """
    found = find_spans(document.text, sentences, document.lang)
    return Linker(document.text, document.lang).link(found)
