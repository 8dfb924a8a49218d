"""The flat columns of what an archive answers with, for tables and data frames: name, and where the value comes from.

Several values stand in one cell, split by semicolons, in the same order in the columns of names, countries and sectors. Words
are as they stand in the archive: whoever writes or shows a table must make them harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sumber.archive.answers import EventAnswer, Party
from sumber.archive.answers.links import link

Columns = tuple[tuple[str, Callable[[Any], object]], ...]
SEPARATOR = ";"


def names(parties: Iterable[Party]) -> str:
    """The names of parties, split by semicolons."""
    return SEPARATOR.join(party.name for party in parties)


def _countries(parties: Iterable[Party]) -> str:
    return SEPARATOR.join(party.country or "" for party in parties)


def _sectors(parties: Iterable[Party]) -> str:
    return SEPARATOR.join(" ".join(party.sectors) for party in parties)


EVENTS: tuple[tuple[str, Callable[[EventAnswer], object]], ...] = (
    ("id", lambda e: e.id),
    ("event", lambda e: e.event),
    ("day", lambda e: e.day),
    ("time", lambda e: e.time and e.time.value),
    ("time_basis", lambda e: e.time and e.time.basis),
    ("type", lambda e: e.type),
    ("mode", lambda e: e.mode),
    ("quad", lambda e: e.quad),
    ("score", lambda e: e.score),
    ("status", lambda e: e.status),
    ("background", lambda e: e.background),
    ("actors", lambda e: names(e.actors)),
    ("actor_countries", lambda e: _countries(e.actors)),
    ("actor_sectors", lambda e: _sectors(e.actors)),
    ("recipients", lambda e: names(e.recipients)),
    ("recipient_countries", lambda e: _countries(e.recipients)),
    ("recipient_sectors", lambda e: _sectors(e.recipients)),
    ("reciprocal", lambda e: e.reciprocal),
    ("place", lambda e: e.place and e.place.name),
    ("place_country", lambda e: e.place and e.place.country),
    ("according_to", lambda e: e.attribution),
    ("contexts", lambda e: SEPARATOR.join(e.contexts)),
    ("quantities", lambda e: SEPARATOR.join(f"{q.kind}={'' if q.value is None else f'{q.value:g}'}" for q in e.quantities)),
    ("confidence", lambda e: round(e.confidence, 3)),
    ("trigger", lambda e: e.trigger.text),
    ("sentence", lambda e: e.sentence.text),
    ("sentence_start", lambda e: e.sentence.start),
    ("sentence_end", lambda e: e.sentence.end),
    ("article", lambda e: e.source.article),
    ("title", lambda e: e.source.title),
    ("outlet", lambda e: e.source.outlet),
    ("published", lambda e: e.source.published),
    ("language", lambda e: e.source.lang),
    ("credits", lambda e: SEPARATOR.join(e.source.credits)),
    ("origin", lambda e: e.source.origin),
    ("copy_of", lambda e: e.source.copy_of),
    ("story", lambda e: e.source.story),
    ("url", lambda e: link(e.source.url)),
    ("input", lambda e: e.source.input),
    ("verdict", lambda e: e.verdict),
    ("corrections", lambda e: SEPARATOR.join(f"{c.field}={c.machine}" for c in e.corrections)),
)
"""Events as one article tells them: the fields of `EventAnswer`."""

SOURCE: Columns = (
    ("article", lambda s: s.article),
    ("title", lambda s: s.title),
    ("outlet", lambda s: s.outlet),
    ("published", lambda s: s.published),
    ("language", lambda s: s.lang),
    ("credits", lambda s: SEPARATOR.join(s.credits)),
    ("origin", lambda s: s.origin),
    ("copy_of", lambda s: s.copy_of),
    ("translation_of", lambda s: s.translation_of),
    ("story", lambda s: s.story),
    ("url", lambda s: link(s.url)),
    ("input", lambda s: s.input),
)
"""Articles: the fields of `Source`."""

STORIES: Columns = (
    ("id", lambda s: s.id),
    ("headline", lambda s: s.headline),
    ("first", lambda s: s.first),
    ("last", lambda s: s.last),
    ("languages", lambda s: SEPARATOR.join(s.languages)),
    ("articles", lambda s: s.articles),
    ("origins", lambda s: s.origins),
)
"""Stories in a list: the fields of `StoryLine`."""


def within(part: Callable[[Any], object], columns: Columns) -> Columns:
    """The columns of something that holds, as `part` tells, what `columns` are of."""

    def of_part(value: Callable[[Any], object]) -> Callable[[Any], object]:
        return lambda answer: value(part(answer))

    return tuple((name, of_part(value)) for name, value in columns)


_NAMED = {"article", "title", "outlet", "published", "language", "story", "url"}
_WHERE = within(lambda answer: answer.source, tuple(column for column in SOURCE if column[0] in _NAMED))
MENTIONS: Columns = (
    ("id", lambda m: m.id),
    ("text", lambda m: m.words.text),
    ("start", lambda m: m.words.start),
    ("end", lambda m: m.words.end),
    ("kind", lambda m: m.kind),
    ("entity", lambda m: m.entity),
    ("name", lambda m: m.name),
    ("country", lambda m: m.country),
    ("confidence", lambda m: round(m.confidence, 3)),
    ("sentence", lambda m: m.sentence and m.sentence.text),
    *_WHERE,
)
"""Names in articles: the fields of `MentionAnswer`."""

QUOTES: Columns = (
    ("id", lambda q: q.id),
    ("text", lambda q: q.words.text),
    ("start", lambda q: q.words.start),
    ("end", lambda q: q.words.end),
    ("direct", lambda q: q.direct),
    ("speaker", lambda q: q.speaker and q.speaker.text),
    ("meant", lambda q: q.meant),
    ("entity", lambda q: q.entity),
    ("cue", lambda q: q.cue and q.cue.text),
    ("via", lambda q: SEPARATOR.join(q.via)),
    ("sentence", lambda q: q.sentence and q.sentence.text),
    *_WHERE,
)
"""Quotes: the fields of `QuoteAnswer`."""


def _side(side: str, name: str) -> Callable[[Any], object]:
    value: Callable[[Any], object] = {
        "value": lambda c: c.value,
        "sentence": lambda c: c.sentence.text,
        "article": lambda c: c.source.article,
        "outlet": lambda c: c.source.outlet,
        "published": lambda c: c.source.published,
        "story": lambda c: c.source.story,
    }[name]
    return lambda answer: value(getattr(answer, side)) if getattr(answer, side) else None


_CLAIM = ("value", "sentence", "article", "outlet", "published")
DISAGREEMENTS: Columns = (
    ("id", lambda d: d.id),
    ("kind", lambda d: d.kind),
    ("about", lambda d: d.about),
    ("update", lambda d: d.update),
    ("story", _side("a", "story")),
    *((f"{side}_{name}", _side(side, name)) for side in ("a", "b") for name in _CLAIM),
)
"""Disagreements, both claims in one row: the fields of `DisagreementAnswer`."""

MATERIEL: Columns = (
    ("id", lambda d: d.id),
    ("event", lambda d: d.event.id),
    ("day", lambda d: d.event.day),
    ("time", lambda d: d.event.time.value if d.event.time else None),
    ("published", lambda d: d.event.source.published),
    ("suppliers", lambda d: names(d.event.actors)),
    ("recipients", lambda d: names(d.event.recipients)),
    ("item", lambda d: d.item),
    ("amount", lambda d: d.amount),
    ("status", lambda d: d.event.status),
    ("background", lambda d: d.event.background),
    ("according_to", lambda d: d.event.attribution),
    ("outlet", lambda d: d.event.source.outlet),
    ("articles", lambda d: d.articles),
    ("origins", lambda d: d.origins),
    ("sentence", lambda d: d.event.sentence.text),
    ("url", lambda d: link(d.event.source.url)),
    ("input", lambda d: d.event.source.input),
    ("story", lambda d: d.event.source.story),
)
"""Deliveries: the fields of `Delivery`."""

JUDGEMENTS: Columns = (
    ("id", lambda j: j.id),
    ("made_at", lambda j: j.made_at),
    ("user", lambda j: j.user),
    ("kind", lambda j: j.kind),
    ("subject", lambda j: j.subject),
    ("reason", lambda j: j.reason),
    ("undoes", lambda j: j.undoes),
    ("stands", lambda j: j.stands),
)
"""Judgements: the fields of `Judgement`."""
