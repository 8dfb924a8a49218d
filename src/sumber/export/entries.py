"""What feeds are made of: an entry for an event, an article or a story, with its words made harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sumber.archive.answers import ArticleAnswer, EventAnswer, Source, StoryLine
from sumber.export.fields import caveats, credit_line, deed, link, rfc3339, urn
from sumber.views.parts import many
from sumber.views.safe import safe

_TAG = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
LEAD = 300  # characters of an article in a feed: what a reader shows in a list


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. `published` is RFC 3339, None where no page gives a date; `text` is plain text on one line."""

    id: str
    title: str
    text: str
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    lang: str | None = None
    tags: tuple[str, ...] = ()


def event_entry(event: EventAnswer) -> Entry:
    """An event: who did what to whom, its sentence, by whose word, and how sure the coding is."""
    known = caveats(event)
    by = f"According to {event.attribution}. " if event.attribution else ""
    when = f"{event.period}. " if event.period else ""
    rest = "; ".join(f"{key} {known[key]}" for key in ("confidence", "origin", "copy_of") if key in known)
    told = f"“{event.sentence.text}” {by}{when}{'Background. ' if event.background else ''}{_reported(event.source)} ({rest})"
    tags = (event.type, *((event.mode,) if event.mode else ()), event.status, *event.contexts)
    return _of_source(event.source, urn(event.id), deed(event), told, tags)


def article_entry(article: ArticleAnswer) -> Entry:
    """An article: the beginning of its text, its outlet and credits."""
    source = article.source
    lead = article.text if len(article.text) <= LEAD else f"{article.text[:LEAD].rpartition(' ')[0] or article.text[:LEAD]} …"
    title = source.title or "(without a title)"
    entry = _of_source(source, urn(source.article), title, f"{lead} {_reported(source)}", article.contexts, article.authors)
    return entry if article.modified is None else _modified(entry, article.modified)


def story_entry(story: StoryLine) -> Entry:
    """A story: how many articles from how many independent origins, in which languages, from when to when."""
    counts = f"{many(story.articles, 'article')} from {many(story.origins, 'independent origin')}"
    days = " to ".join(dict.fromkeys(moment[:10] for moment in (story.first, story.last) if moment))
    told = "; ".join(filter(None, (counts, days, ", ".join(story.languages))))
    moments = (rfc3339(story.first), rfc3339(story.last))
    title = safe(story.headline) or "(without a title)"
    return Entry(urn(story.id), title, safe(told), None, *moments, tags=_tags(story.languages))


ENTRIES: Mapping[str, Callable[[Any], Entry]] = {"events": event_entry, "articles": article_entry, "stories": story_entry}
"""What makes an entry of each kind of thing that a feed may tell."""


def _reported(source: Source) -> str:
    line = credit_line(source)
    return f"Reported by {line}." if line else "Reported by an unnamed outlet."


def _of_source(source: Source, id: str, title: str, text: str, tags: tuple[str, ...], authors: tuple[str, ...] = ()) -> Entry:
    who = tuple(filter(None, map(safe, authors or (source.outlet or "",))))
    published = rfc3339(source.published)
    return Entry(id, safe(title), safe(text), link(source.url), published, None, who, _language(source.lang), _tags(tags))


def _tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(safe, tags))))


def _language(lang: str | None) -> str | None:
    """A tag that XML's `xml:lang` may hold; what a page calls its language may be anything."""
    return lang if lang and _TAG.fullmatch(lang) else None


def _modified(entry: Entry, modified: str) -> Entry:
    return replace(entry, modified=rfc3339(modified))
