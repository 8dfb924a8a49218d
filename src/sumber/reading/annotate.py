"""One document read: its sentences, names, times and quotes, in that order, each layer knowing those before it."""

from __future__ import annotations

from dataclasses import replace

from sumber.reading.language import identify_language
from sumber.reading.names import find_mentions
from sumber.reading.quotes import find_quotes
from sumber.reading.sentences import split_sentences
from sumber.reading.times import find_times
from sumber.types import Annotation, Document


def annotate_document(document: Document) -> Annotation:
    """All that stands in `document`, as spans into its text. A document that names no language gets the one its text is in."""
    if document.lang is None:
        document = replace(document, lang=identify_language(document.text))
    sentences = split_sentences(document.text, document.lang)
    mentions = find_mentions(document, sentences)
    return Annotation(
        document=document,
        sentences=sentences,
        mentions=mentions,
        times=find_times(document, sentences),
        quotes=find_quotes(document, sentences, mentions),
    )
