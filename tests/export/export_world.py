"""Invented events and articles for the tests of the formats, and words that ask for trouble."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import strategies as st

from sumber.archive.answers import ArticleAnswer, Count, EventAnswer, Named, Party, Source, Time, Words

SENTENCE = "Police in Port Vell arrested nine dockers."
URL = "https://gullpost.example/nine-held"
SOURCE = Source(
    "art_x",
    "Nine held",
    "Gull Post",
    "2025-03-01T22:30:00-03:00",
    "en",
    ("Wire Ten",),
    URL,
    "p.html",
    "story_x",
    "Wire Ten",
    "art_first",
    None,
)
POLICE = Party("Police", "ESP", ("COP", "GOV"), Words(100, 106, "Police"), entity="org:port-police")
DOCKERS = Party("nine dockers", None, ("LAB",), Words(129, 141, "nine dockers"))
OTHERS = Party("others", "FRA", (), Words(100, 106, "Police"))
BARCELONA = Party("Barcelona", "ESP", (), Words(110, 119, "Port Vell"), entity="city:3128760")
EVENT = EventAnswer(
    id="evm_aaaqeayeaudaocaj",
    event="evt_x",
    type="COERCE",
    mode="arrest",
    quad="material_conflict",
    score=-6.0,
    status="alleged",
    background=False,
    day="2025-02-28",
    time=Time("DATE", "2025-02-28", None, "publication", (), Words(100, 106, "Police")),
    actors=(POLICE,),
    recipients=(DOCKERS, OTHERS),
    reciprocal=False,
    place=BARCELONA,
    attribution="Wire Ten",
    contexts=("legal", "economic"),
    quantities=(Count("arrested", 9.0, None, Words(129, 133, "nine")),),
    confidence=0.71239,
    trigger=Words(120, 128, "arrested"),
    sentence=Words(100, 100 + len(SENTENCE), SENTENCE),
    source=SOURCE,
    sentence_number=3,
)
BARE = replace(
    EVENT,
    id="evm_bare",
    event=None,
    mode=None,
    day=None,
    time=None,
    actors=(),
    recipients=(),
    place=None,
    attribution=None,
    contexts=(),
    quantities=(),
    sentence_number=None,
    source=Source("art_b", None, None, None, None, (), "javascript:alert(1)", "b.txt", None, None, None, None),
)
"""An event of which almost nothing is known, from a page with a malicious address."""

ARTICLE = ArticleAnswer(
    source=SOURCE,
    text=f"PORT VELL - Ships waited.\n{SENTENCE}",
    modified="2025-03-02",
    dateline="PORT VELL",
    authors=("Ada Reef", "Ben Shoal"),
    editors=("Cy Kelp",),
    captions=("Cranes at rest.",),
    contexts=("legal",),
    named=(
        Named("Barcelona", "place", "city:3128760", "ESP"),
        Named("Ada Reef", "person", None, None),
        Named("Port Police", "organization", "org:port-police", "ESP"),
    ),
    copied_url="https://wireten.example/1",
)
BARE_ARTICLE = ArticleAnswer(BARE.source, "Text.", None, None, (), (), (), (), (), None)

# Halves of surrogate pairs cannot be in an archive: SQLite refuses them.
_TROUBLE = "\t\n\r\0\x07\x0b\x1b\x7f\x85\x9b\u2028\u2029\u200e\u202e\u2066\u2069\ufeff\ufffe\uffff\"'<>&;:,=+-@\\]|`% é京"
hostile = st.text(st.one_of(st.sampled_from(_TROUBLE), st.characters(codec="utf-8")), max_size=25)
"""Text such as a malicious page may hold."""


def event_of(words: str, url: str = URL) -> EventAnswer:
    """The event with these words wherever a page's words can stand."""
    told = words or "x"
    span = Words(7, 7 + len(told), told)
    party = replace(POLICE, name=words, words=span)
    source = replace(SOURCE, title=words, outlet=words, lang=words, credits=(words,), origin=words, url=url, input=words)
    return replace(
        EVENT,
        actors=(party,),
        recipients=(party,),
        place=replace(BARCELONA, name=words, words=span),
        attribution=words,
        trigger=span,
        sentence=span,
        source=source,
    )


def article_of(words: str, url: str = URL) -> ArticleAnswer:
    """The article with these words wherever a page's words can stand."""
    named = (Named(words or "x", "person", f"person:{words}", None),)
    fields = {"text": words, "dateline": words, "authors": (words,), "captions": (words,), "named": named, "copied_url": url}
    return replace(ARTICLE, source=event_of(words, url).source, **fields)


def acting(text: str) -> list[str]:
    """Characters that would act on a terminal: controls but for line ends and tabs, and marks of direction."""
    direction = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return [c for c in text if c in direction or (unicodedata.category(c) == "Cc" and c not in "\t\r\n")]
