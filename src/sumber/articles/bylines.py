"""Who wrote, edited, translated and photographed an article: what the page declares, labels and signs, weighed against each
other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sumber.articles import blocks as hint
from sumber.articles import labels, lexicon
from sumber.articles.blocks import Block, Markup
from sumber.articles.containers import PROSE
from sumber.articles.dates import find_moment
from sumber.articles.jsonld import Linked
from sumber.articles.lines import (
    agencies_in,
    bare_names,
    beside_names,
    is_label,
    labelled_values,
    line_names,
    may_tell,
    named,
    unlabelled_author,
)
from sumber.articles.nesting import HEADINGS
from sumber.articles.people import known_agencies, people
from sumber.articles.provenance import Stated
from sumber.caseless import alphanumeric

_NO_BYLINE = frozenset((labels.PROMO, labels.COMMENT, labels.CAPTION, labels.TITLE))
_SETTING = frozenset("=:;<>{}|")  # signs that stand in no agency's name
_INVERTED = re.compile(r"([^\W\d]+(?:-[^\W\d]+)?),\s([^\W\d]+(?:[ -][^\W\d]+|\s[^\W\d]\.){0,2})")
MANY_SHOWN = 6
"""Names that unlabelled bylines give at most."""

LONGEST_VALUE = 90
"""Characters behind a label; longer ones are sentences."""


@dataclass(slots=True)
class People:
    """Names by what each did, and what each source says; `credits` are agencies and other outlets."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    stated: dict[str, Stated] = field(default_factory=dict)


def read_people(
    markup: Markup, linked: Linked, near: list[Block], own: Iterable[str | None], topics: Iterable[str | None]
) -> People:
    """`own` are names of the outlet, which an author's name is preferred to; `topics` are words that are no names."""
    said, shown = _lines(near)
    declared = people(linked.authors)
    tagged = _tagged(markup)
    labelled = tuple(dict.fromkeys([*said["author"], *(said["helper"] if said["author"] else [])]))
    editors = tuple(dict.fromkeys([*people(linked.editors), *said["editor"]]))
    translators = tuple(dict.fromkeys([*people(linked.translators), *said["translator"]]))
    photographers = tuple(dict.fromkeys(said["photographer"]))
    others = {alphanumeric(name) for name in (*editors, *translators, *photographers)}
    outlet = [name for name in own if name]
    names_of_outlet = {alphanumeric(name) for name in outlet}
    sources: list[tuple[str, tuple[str, ...]]] = [
        ("json-ld", declared),
        ("meta:author", tagged),
        ("label", labelled),
        ("link", people(markup.authors)),
        ("byline", tuple(shown[:MANY_SHOWN])),
    ]
    if not any(names for _, names in sources) and said["helper"]:
        sources.append(("label", tuple(dict.fromkeys(said["helper"]))))
    authors = _personal([names for _, names in sources], names_of_outlet, others)
    if not authors:
        signed = _signed(markup, {alphanumeric(topic) for topic in topics if topic} | names_of_outlet | others)
        sources.append(("line", signed))
        authors = signed or _any((names for _, names in sources), outlet[:2])
    authors = tuple(name for name in authors if alphanumeric(name) not in others)
    return People(
        # The byline of a translated piece that names no other author is its translator's.
        authors=authors or translators,
        editors=editors,
        credits=_distinct(said["credit"], _agencies(markup, near), {alphanumeric(name) for name in authors}),
        photographers=photographers,
        translators=translators,
        stated={
            "authors": [(source, ", ".join(names)) for source, names in sources if names],
            "editors": [("json-ld", ", ".join(people(linked.editors))), ("label", ", ".join(said["editor"]))],
        },
    )


def _lines(near: list[Block]) -> tuple[dict[str, list[str]], list[str]]:
    """What labelled lines say by their label, and the names that bylines without a label show."""
    said: dict[str, list[str]] = {"author": [], "editor": [], "helper": [], "credit": [], "photographer": [], "translator": []}
    shown: list[str] = []
    waiting: str | None = None
    for block in near:
        marked = block.hints & hint.BYLINE and not block.hints & (hint.BIO | hint.PROMO | hint.FURNITURE)
        if block.label in _NO_BYLINE and not (marked and block.label == labels.PROMO):
            continue
        if waiting in said:
            said[waiting].extend(bare_names(block.text, single=True))
        waiting = None
        if not may_tell(block.text):
            shown.extend(bare_names(block.text) if marked and not shown else [])
            continue
        waiting = is_label(block.text)
        found = [(key, value) for key, value in labelled_values(block.text) if key in said and len(value) < LONGEST_VALUE]
        for key, value in found:
            said[key].extend(named(value, person=key != "credit"))
        said["credit"].extend(beside_names(block.text))
        if not found and not waiting:
            shown.extend(unlabelled_author(block.text) or (bare_names(block.text) if marked and not shown else []))
    return said, shown


def _distinct(labelled: list[str], agencies: list[str], authors: set[str]) -> tuple[str, ...]:
    """The credits, each once however it is spelled; an agency that is the author is no credit, nor is what names no agency but
    sets a value ("outlet: X", "verdict=right")."""
    found: dict[str, str] = {}
    credits = [name for name in labelled if _SETTING.isdisjoint(name)]
    for name in [*credits, *(name for name in agencies if alphanumeric(name) not in authors)]:
        found.setdefault(alphanumeric(name), name)
    return tuple(found.values())


def _agencies(markup: Markup, near: list[Block]) -> list[str]:
    """Agencies that stand alone in a line near the headline or below the text, or as its last paragraph."""
    texts = [block.text for block in near if block.label not in _NO_BYLINE and not block.hints & hint.NEGATIVE]
    closing = next((block.text for block in reversed(markup.blocks) if block.label == labels.BODY), "")
    return [name for text in (*texts, closing) for name in agencies_in(text)]


def _tagged(markup: Markup) -> tuple[str, ...]:
    """The authors that meta tags name; a slug of a name already there is left out."""
    values = [
        value
        for name in lexicon.words("web")["metadata"]["author"]
        for value in markup.metas.get(name, ())[:8]
        if "/" not in value
    ]
    values = [" ".join(reversed(found.groups())) if (found := _INVERTED.fullmatch(value)) else value for value in values]
    for n in ("1", "2"):
        label = markup.meta(f"twitter:label{n}")
        if label and is_label(label) == "author":
            values += markup.metas.get(f"twitter:data{n}", ())[:1]
    return people(values)


def _personal(sources: list[tuple[str, ...]], own: set[str], others: set[str]) -> tuple[str, ...]:
    """The first source that names somebody else than the outlet itself, its desk, or who did something else; one that names
    people comes before those that only name agencies."""
    desk, agencies = set(lexicon.phrases("desk")), known_agencies()
    wired: tuple[str, ...] = ()
    prefixes = tuple(name for name in own if len(name) > 2)
    for names in sources:
        kept = tuple(name for name in names if alphanumeric(name) not in own | others and name.lower() not in desk)
        # A desk that carries the outlet's name stands behind the people of the same byline.
        people = tuple(name for name in kept if not alphanumeric(name).startswith(prefixes))
        if any(name.lower() not in agencies for name in people):
            return people
        wired = wired or people
    return wired


def _any(sources: Iterable[tuple[str, ...]], own: list[str]) -> tuple[str, ...]:
    """The first source that names any author at all; a word in small letters is a user's name unless it is the outlet's."""
    nobody = set(lexicon.phrases("nobody"))
    for names in sources:
        kept = tuple(name for name in names if name.lower() not in nobody and (name in own or not _is_user(name)))
        if kept:
            return kept
    return ()


def _is_user(name: str) -> bool:
    return name.islower() and " " not in name and name.isascii()


def _signed(markup: Markup, topics: set[str]) -> tuple[str, ...]:
    """Names that stand alone in a line, or beside a date, between headline and text or right below it."""
    blocks = markup.blocks
    prose = [n for n, block in enumerate(blocks) if block.label == labels.BODY and len(block.text) > PROSE]
    if not prose:
        return ()
    title = next((n for n, block in enumerate(blocks[: prose[0]]) if block.label == labels.TITLE), max(0, prose[0] - 4))
    above = [(n, block) for n, block in enumerate(blocks[: prose[0]]) if n >= max(title, prose[0] - 8)]
    below = [(n, blocks[n]) for n in range(prose[-1] + 1, min(prose[-1] + 2, len(blocks))) if not blocks[n].linked]
    for n, block in [*reversed(above), *below]:
        if block.label in _NO_BYLINE or block.tag in HEADINGS or len(block.text) > LONGEST_VALUE:
            continue
        names, dated = line_names(block.text)
        if not names or agencies_in(block.text) or block.hints & hint.PROMO or not topics.isdisjoint(map(alphanumeric, names)):
            continue
        # A line of two words above a text is as often a topic as a name.
        beside = n > prose[-1] or len(names) > 1 or find_moment(blocks[n - 1].text) or find_moment(blocks[n + 1].text)
        if dated or (beside and not block.hints & (hint.NEGATIVE & ~hint.BIO)):
            return tuple(names)
    return ()
