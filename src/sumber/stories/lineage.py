"""Whose reporting a document is: its origin.

In order of trust: a credit kept apart from the text; an agency named in the dateline, in a byline or at the end; a cue such as
"source:" or "as reported by" with the name it leads to; the origin of the text that the document copies or surely translates;
the outlet; the document itself. Names of agencies stand in data/agencies.toml, cues in data/credits/, one file a language.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import OrderedDict
from collections.abc import Mapping
from importlib.resources import files

from sumber.caseless import unaccented
from sumber.stories.standing import State
from sumber.types import Document, Placement

_HEAD, _OPENING, _TAIL, _RELAY = 160, 600, 300, 1200
_KEPT = 50_000
# "(Reuters) -", "(EFE).-", "(Antara) –": an agency between the place and the dash of a dateline.
_DATELINE = re.compile(r"\(([^()\n\d]{2,40})\)\s?\.?\s?[-–—]")
_SIGNED = re.compile(r"[\[(]([^()\[\]\n\d]{2,40})[\])]\W{0,3}$")
# "BOGOTÁ (Agencia Austral). ": in brackets after a place in capitals at the beginning of a line, whatever follows.
_CAPITALS = re.compile(r"^[^\W\d_a-zà-ÿ]{2}[^\na-zà-ÿ().]{0,40} \(([^()\n\d]{2,40})\)\s?[.:,–—-]", re.MULTILINE)
# "... in 2023. - Reuters": a name set off by a dash after the last sentence.
_SIGNED_OFF = re.compile(r"[.!?\"”’»] ?[-–—] ?([^\W\d_a-zà-ÿ][^\n.!?()\d]{1,40})\W{0,3}$")
# "MINSK, Kabar Selat - ": the outlet's own name, between the place and the dash.
_OWN = re.compile(r"^[^\W\d_a-zà-ÿ]{2}[^\na-zà-ÿ().,]{0,40}, ([^\W\d_][^\n,()\d–—]{1,40}?) [-–—] ", re.MULTILINE)
_NAME = r"((?-i:[^\W\d_a-zà-ÿ][\w.&'’-]{0,30}(?: (?:of |de )?[^\W\d_a-zà-ÿ][\w.&'’-]{0,30}){0,3}))"


def normalise(name: str) -> str:
    """A source's name in one spelling: the agency's canonical one where it is known, else blanks and edges tidied."""
    tidy = " ".join(name.split()).strip(" .,:;()[]*|/-–—")
    return _agencies().get(unaccented(tidy), tidy)


@functools.cache
def _agencies() -> dict[str, str]:
    with files("sumber.stories").joinpath("data/agencies.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)["agencies"]
    return {unaccented(spelling): name for name, others in table.items() for spelling in (name, *others)}


@functools.cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns over all languages' cues: a credit line, a byline, a relay, and a relay that counts for agencies only."""
    folder = files("sumber.stories").joinpath("data/credits")
    tables = [tomllib.loads(entry.read_text("utf-8")) for entry in sorted(folder.iterdir(), key=lambda e: e.name)]

    def either(kind: str) -> str:
        words = sorted({word for table in tables for word in table.get(kind, ())}, key=lambda word: (-len(word), word))
        return "(?:" + "|".join(re.escape(word) for word in words) + ")"

    return (
        re.compile(rf"^\W{{0,3}}{either('lines')}\s?:\s?([^\n,;|]{{2,60}})$", re.IGNORECASE | re.MULTILINE),
        re.compile(rf"^\W{{0,3}}(?:{either('bylines')} )?([^\n]{{2,40}})$", re.IGNORECASE | re.MULTILINE),
        re.compile(rf"\b{either('cues')} {_NAME}", re.IGNORECASE),
        re.compile(rf"\b{either('agency_cues')} {_NAME}", re.IGNORECASE),
    )


def stated_origin(text: str) -> str | None:
    """The source that a text itself names, None where it names none. Only dateline, bylines, credit lines and cues count:
    an agency that is merely spoken of is no source."""
    credit_line, byline, relay, agency_relay = _cues()
    head, tail = text[:_HEAD], text[-_TAIL:]
    if found := _DATELINE.search(head) or _CAPITALS.search(text[:_OPENING]):
        return normalise(found.group(1))
    for part in (head, tail):
        for found in byline.finditer(part):
            if (name := _agencies().get(unaccented(found.group(1).strip(" .()-–—")))) is not None:
                return name
    if (found := _SIGNED.search(tail)) and (name := _agencies().get(unaccented(found.group(1).strip()))):
        return name
    if found := _SIGNED_OFF.search(tail):
        return normalise(found.group(1))
    for part in (tail, head):
        if found := credit_line.search(part):
            return normalise(found.group(1))
    if found := relay.search(text[:_RELAY]) or relay.search(tail):
        return normalise(found.group(1))
    for found in agency_relay.finditer(text[:_RELAY]):
        if name := _agencies().get(unaccented(found.group(1).rstrip(".'’-"))):
            return name
    return None


def credits_outlet(document: Document, outlet: str | None) -> bool:
    """Does a document name this outlet, which is not its own, as its source: as a credit, in its text, or in a dateline?"""
    wanted = unaccented(normalise(outlet or ""))
    if not wanted or wanted == unaccented(normalise(document.outlet or "")):
        return False
    named = (*map(normalise, document.credits), stated_origin(document.text) or "", _named_outlet(document.text))
    return wanted in map(unaccented, named)


def _named_outlet(text: str) -> str:
    """The outlet that a dateline names; empty where none does."""
    found = _OWN.search(text[:_OPENING])
    return normalise(found.group(1)) if found else ""


def copied_line(id: str, placed: Mapping[str, Placement]) -> list[str]:
    """A document, what it copies, what that copies, and so on; `placed` are placements by document."""
    line, last = {id: None}, id
    while last in placed and (above := placed[last].copy_of) is not None and above not in line:
        line[above], last = None, above
    return list(line)


class Lineage:
    """Origins of a stream's documents, so that a copy inherits the origin of what it copies."""

    def __init__(self) -> None:
        self._origins: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def state(self) -> State:
        """The outlets and origins that copies may inherit."""
        return State([[id, *known] for id, known in self._origins.items()])

    def restore(self, state: State) -> None:
        """Puts the lineage where `state` was taken."""
        self._origins = OrderedDict((id, (own, found)) for id, own, found in state.values)

    def origin(self, document: Document, original: str | None) -> str:
        """Whose reporting `document` is; `original` is the id of the document that it copies or surely translates."""
        credits = [name for credit in document.credits if (name := normalise(credit))]
        stated = (credits[0] if credits else None) or stated_origin(document.text)
        outlet, inherited = ("", "") if original is None else self._origins.get(original, ("", ""))
        # A credit to the outlet that was copied names the last link of the chain only: the origin is that outlet's own.
        if stated is None or (inherited and unaccented(stated) == unaccented(outlet)):
            stated = inherited
        own = normalise(document.outlet or "") or _named_outlet(document.text)
        found = stated or own or document.id
        self._origins[document.id] = own, found
        if len(self._origins) > _KEPT:
            self._origins.popitem(last=False)
        return found
