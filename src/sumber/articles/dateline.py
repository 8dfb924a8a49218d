"""The opening of an article's first paragraph: outlet, place and agency before a dash ("KOTA, HARIAN.EXAMPLE - ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sumber.articles.people import known_agencies
from sumber.caseless import alphanumeric

_HEAD = re.compile(
    r"(?P<head>[^\W\d_][\w.’'&/-]*(?:,?\s[\w.’'&/-]+){0,6}?)"
    r"(?:\s?\((?P<agency>[A-Za-z][\w. /&-]{1,30})\))?\s*(?P<dash>--|[-–—:|])\s+"
)
_DATELINE = re.compile(
    r"(?:[A-Z\u00c0-\u00de][\w.’'()/&-]*,?\s+){0,5}"
    r"(?:[A-Z\u00c0-\u00de][\w.’'()/&-]*|\([A-Z][\w ./-]{1,30}\))\s*(?:--|[-–—:|])\s+\S"
)
_PLACE_ALONE = re.compile(
    r"(?P<place>[^\W\d_]{2,}(?:[ .'’-]{1,2}[^\W\d_]{2,}){0,3})"
    r"(?:\s?\((?P<agency>[A-Z][\w. /&-]{1,30})\))?\s?\.\s?(?:-|–|—)?\s+(?=[\"“'«¿¡]{0,2}[^\W\d_])"
)
_BARE_PLACE = re.compile(
    r"(?P<place>[A-Z\u00c0-\u00de][^\W\d_A-Z]{2,20}(?:[ -][A-Z\u00c0-\u00de][^\W\d_A-Z]{2,20}){0,2})"
    r"\s(?:--|[-–—])\s(?=[\"“«¿¡]?[A-Z\u00c0-\u00de])"
)
_SIGNATURE = re.compile(r"[.!?\"”’]\s(?:--|[-–—])\s?(?P<name>[A-Z][\w.]+(?:[ /][A-Z][\w.]+){0,3})\.?$")
_PLACE_AFTER = re.compile(r"(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'-]{2,30})\.\s+(?=[\"“]?[A-Z\u00c0-\u00de])")
_BAR_AFTER = re.compile(r"(?P<outlet>[A-Z][\w.]{3,30})\s*[|:]\s+")
_LINE = re.compile(r"(?P<place>[A-Z\u00c0-\u00de][^\W\d_]{2,20}(?:[ -][A-Z\u00c0-\u00de][^\W\d_]{2,20}){0,2})\s?(?:--|[-–—])")
DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|id|tv|news|info|my|sg|example|[a-z]{2}\.[a-z]{2}|co)\b", re.I)
_AGENCY_ONLY = re.compile(r"\((?P<agency>[A-Z][\w.]{1,20})\)\s*(?:--|[-–—])\s+")

_DASHES = ("- ", "– ", "— ", ": ", "| ")
"""What _HEAD ends with: white space in paragraphs is nothing but blanks."""

LONGEST = 70
"""Characters before the dash that are taken for an opening."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What was read off the paragraph at index `paragraph`; its first `cut` characters name the outlet and its place."""

    outlet: str | None = None
    place: str | None = None
    credits: tuple[str, ...] = ()
    paragraph: int = 0
    cut: int = 0


def read_opening(paragraphs: list[str], site: str | None, url: str | None) -> Opening:
    """The opening of the first paragraph that has one, among the first three. Only one that names the article's own outlet is
    to be cut off: a bare place and an agency stay in the text."""
    for at, paragraph in enumerate(paragraphs[:3]):
        agency = _AGENCY_ONLY.match(paragraph)
        if agency:
            return Opening(credits=(agency["agency"],), paragraph=at)
        begun = paragraph[: LONGEST + 60]
        alone = _PLACE_ALONE.match(paragraph[: LONGEST + 20]) if at < 2 and "." in begun else None
        if alone and len(alone["place"]) > 3 and (alone["agency"] or alone["place"].isupper()):
            return Opening(None, alone["place"], (alone["agency"],) if alone["agency"] else (), at)
        if not any(dash in begun for dash in _DASHES):
            continue
        bare = _BARE_PLACE.match(paragraph) if not at else None
        if bare and len(paragraph) > LONGEST:
            return Opening(None, bare["place"], (), at)
        found = _HEAD.match(begun)
        if found and found.end() <= LONGEST + 20 and len(paragraph) > found.end() + 20:
            opening = _opening(found, paragraph, at, " ".join(paragraphs), site, url)
            if opening:
                return opening
    return Opening()


def _opening(found: re.Match[str], paragraph: str, at: int, text: str, site: str | None, url: str | None) -> Opening | None:
    head, agency = found["head"], found["agency"]
    if agency and agency[0].islower():
        # In small letters only a known agency is one, with its regional service behind a stroke or without ("dpa/lby").
        agency = agency.split("/")[0].strip()
        if agency.lower() not in known_agencies():
            return None
    if (
        sum(c.isupper() for c in head) < 0.5 * sum(c.isalpha() for c in head)
        and not agency
        and not _is_outlet(head, text, site, url)
    ):
        return None
    parts = [part.strip() for part in head.split(",") if part.strip()]
    places = [part for part in parts if not any(map(str.isdigit, part))]
    outlet = next((part for part in places if _is_outlet(part, text, site, url)), None)
    if outlet and len(places) == 1 and (len(parts) > 1 or (agency and not DOMAIN.fullmatch(outlet))):
        # A place with a day or an agency behind it: the outlet is named after its town.
        outlet = None
    place = next((part for part in places if part != outlet), None)
    end = found.end()
    after = _PLACE_AFTER.match(paragraph, end) if outlet and not place else None
    if after:
        place, end = after["place"].strip(), after.end()
    bar = _BAR_AFTER.match(paragraph, end)
    if bar and not outlet and found["dash"] != ":":
        outlet, end = bar["outlet"], bar.end()
    return Opening(outlet, place, (agency,) if agency else (), at, end if outlet else 0)


def _is_outlet(name: str, text: str, site: str | None, url: str | None) -> bool:
    """Is it an address, the site's name or address, or does the text name an address that shares a word with it?"""
    own = alphanumeric(name)
    if DOMAIN.fullmatch(name):
        return True
    for known in (alphanumeric(site or ""), alphanumeric(host_of(url))):
        if len(own) > 3 and known and (own in known or known in own):
            return True
    words = {word.lower() for word in name.split() if len(word) > 3}
    lowered = text.lower() if words else ""
    words = {word for word in words if any(word + mark in lowered or mark + word in lowered for mark in ".-")}
    # Looking for addresses in the whole text takes long, and hardly any text holds one of these words beside a dot.
    return bool(words) and any(words & set(re.split(r"[.-]", address.lower())) for address in DOMAIN.findall(text))


def place_in_line(text: str) -> str | None:
    """The place in a line that holds nothing but it and the dash of a dateline, as it does where only what follows is a
    paragraph of the page."""
    found = _LINE.fullmatch(text)
    return found["place"] if found else None


def read_signature(paragraph: str) -> str | None:
    """The agency that signs an article in its last words ("... ended. - Agency")."""
    found = _SIGNATURE.search(paragraph[-60:])
    return found["name"] if found else None


def host_of(url: str | None) -> str:
    """The host of an address without "www."; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_dateline(text: str) -> bool:
    """Does a paragraph open with an outlet or a place in capitals and a dash ("KOTA, HARIAN - ")?"""
    found = _DATELINE.match(text[:120])
    if not found:
        return False
    head = found.group()[:-1]
    letters = [c for c in head if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return upper > 0.6 * len(letters) or "(" in head
