"""One document read: sentences, what the model says of each, names, times, quotes; each layer knows those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sumber.reading.encoder import predict
from sumber.reading.language import identify_language
from sumber.reading.names import find_mentions
from sumber.reading.quotes import find_quotes, resolve_speakers
from sumber.reading.sentences import split_sentences
from sumber.reading.times import find_times
from sumber.types import Annotation, Document, Mention, Quote, SentencePrediction, Span, TimeExpression

READ_CHARACTERS = 100_000
SENTENCE_CHARACTERS = 4_000
"""The model reads so many characters of a document, some seconds' work and more than any report has, and of a sentence; the
rules read the rest."""

YEAR, MONTH = 4, 7
"""The lengths of the values of a year and of a month."""

CAPITALS = 12
"""So many letters, all capitals, make a headline in capitals; fewer may be an abbreviation."""


def read_sentences(sentences: Sequence[Span]) -> tuple[SentencePrediction, ...]:
    """The model's word on each sentence of a document; an empty one on those that begin beyond READ_CHARACTERS."""
    near = [sentence.text[:SENTENCE_CHARACTERS] for sentence in sentences if sentence.start < READ_CHARACTERS]
    calm = {k: text.capitalize() for k, text in enumerate(near) if _in_capitals(text)}
    again = dict(zip(calm, predict(list(calm.values())), strict=True)) if calm else {}
    told = [replace(again[k], names=one.names) if k in again else one for k, one in enumerate(predict(near))]
    return (*told, *(SentencePrediction(),) * (len(sentences) - len(near)))


def _in_capitals(text: str) -> bool:
    """Is it written in capitals alone, as agencies write headlines, so that small letters stand at the same places? Its deeds
    are read in small letters, which the model knows better; its names are not."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= CAPITALS and all(map(str.isupper, letters)) and len(text.capitalize()) == len(text)


def annotate_document(document: Document) -> Annotation:
    """All that stands in `document`, as spans into its text. A document that names no language gets the one its text is in."""
    if document.lang is None:
        document = replace(document, lang=identify_language(document.text))
    sentences = split_sentences(document.text, document.lang)
    predictions = read_sentences(sentences)
    mentions = find_mentions(document, sentences, predictions)
    times = _unnamed(find_times(document, sentences), mentions)
    mentions = _undated(mentions, times)
    return Annotation(
        document=document,
        sentences=sentences,
        mentions=mentions,
        times=times,
        quotes=_resolved(document, find_quotes(document, sentences, mentions, predictions), mentions),
        predictions=predictions,
    )


def _unnamed(times: Sequence[TimeExpression], mentions: Sequence[Mention]) -> tuple[TimeExpression, ...]:
    """The times without days and months that are words of a longer name: "Rio de Janeiro", "Plaza de Mayo". A year that ends
    a name tells when it was all the same."""
    return tuple(
        t
        for t in times
        if len(t.value) <= YEAR or not any(t.span.within(m.span) and t.span.text != m.span.text for m in mentions)
    )


def _undated(mentions: tuple[Mention, ...], times: Sequence[TimeExpression]) -> tuple[Mention, ...]:
    """The names without places that are a word of a day: the model takes the weekdays of some languages for towns."""
    days = [t.span for t in times if t.type == "DATE" and len(t.value) > MONTH]
    unknown = {m for m in mentions if m.kind == "place" and not (m.entity and m.entity.country)} if days else set()
    return tuple(m for m in mentions if m not in unknown or not any(m.span.within(day) for day in days))


def _resolved(document: Document, quotes: Sequence[Quote], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotes with the mention that each speaker names or means, where there is one."""
    by_span = {mention.span: mention for mention in mentions}
    meant = resolve_speakers(document, quotes, mentions)
    return tuple(replace(quote, meant=by_span.get(span)) if span else quote for quote, span in zip(quotes, meant, strict=True))
