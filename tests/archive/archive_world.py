"""A small invented world for the tests of archive, chain and views: pages of a plain form, and stages that read just these.

Outlets, persons and places are invented. The stages are fakes of a few lines, kept apart from sumber's own, so that the rooms
to the right are tested by themselves.
"""

from __future__ import annotations

import os
import pickle
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sumber.chain import Stages
from sumber.pages.files import find_pages, read_page
from sumber.types import (
    Annotation,
    Article,
    Attribution,
    Claim,
    Coding,
    Disagreement,
    Document,
    Entity,
    Event,
    EventMention,
    Inference,
    Mention,
    Page,
    Placement,
    Quantity,
    Quote,
    Refusal,
    Role,
    Span,
    TimeExpression,
)

WIRE = (
    "Police in Port Sarna fired at marchers on 2026-03-04, killing 12 people.\n"
    "“We counted every one of them,” said Mina Harrow, a nurse. They had asked for bread."
)
PAGES = {
    "sarna-1.txt": (
        "https://kabarteluk.example/sarna/1?utm_source=x", "Sarna march ends in shots", "Kabar Teluk",
        "2026-03-04T18:00:00+07:00", "en", "Wire Nine", WIRE,
    ),
    "sarna-2.txt": (
        "https://harbourpost.example/a/77", "Sarna: bloodshed at the quay", "Harbour Post",
        "2026-03-05T01:30:00+00:00", "en", "Wire Nine", WIRE,
    ),
    "sarna-3.txt": (
        "https://suaralaut.example/9", "Sarna berduka", "Suara Laut", "2026-03-05", "id", "",
        "Polisi Port Sarna menembak demonstran pada 2026-03-05, menewaskan 15 orang. Wali kota meminta maaf.",
    ),
    "lumen.txt": (
        "", "Lumen and Ostra sign a pact", "Ostra Daily", "", "en", "",
        "Lumen met Ostra on 2026-02-01. The 東京都 delegation stayed away.",
    ),
}  # fmt: skip

_VERBS = {"fired": "ASSAULT", "menembak": "ASSAULT", "met": "CONSULT", "asked": "REQUEST"}


def write_pages(folder: Path, pages: dict[str, tuple[str, ...]] = PAGES) -> Path:
    """The pages as files."""
    folder.mkdir(exist_ok=True)
    for name, (url, title, outlet, published, lang, credit, text) in pages.items():
        head = f"url: {url}\ntitle: {title}\noutlet: {outlet}\npublished: {published}\nlang: {lang}\ncredit: {credit}\n\n"
        (folder / name).write_text(head + text, encoding="utf-8")
    return folder


def extract(page: Page) -> Article | Refusal:
    """Head lines, an empty line, the text. Titles ask for trouble: DIE kills the process, HANG hangs it, BOOM raises."""
    head, _, text = page.data.decode("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in head.splitlines())
    title = fields.get("title", "")
    if title == "DIE":
        os._exit(9)
    if title == "HANG":
        time.sleep(3600)
    if title == "BOOM":
        raise ValueError("boom")
    if title == "WALL":
        return Refusal(page.input, "paywall", "the text is for subscribers")
    if title.startswith("SLOW"):
        time.sleep(0.1)
    credits = (fields["credit"],) if fields.get("credit") else ()
    return Article(
        page.input, page.digest, text, fields.get("lang") or None, fields.get("url") or None, title or None,
        fields.get("published") or None, None, fields.get("outlet") or None, credits=credits,
    )  # fmt: skip


def _spans(pattern: str, text: str, group: int = 0) -> Iterator[Span]:
    for match in re.finditer(pattern, text):
        yield Span.of(text, match.start(group), match.end(group))


def annotate(document: Document) -> Annotation:
    """Sentences end with their stop, names are capitalised words, times are ISO days."""
    text = document.text
    sentences = tuple(_spans(r"[^\s.][^.\n]*\.?", text))
    names = _spans(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*", text)
    mentions = tuple(
        Mention(span, "place" if "Sarna" in span.text else "person", _entity(span.text), 0.75, _namesakes(span.text))
        for span in names
    )
    times = tuple(
        TimeExpression(span, "DATE", span.text, begin=span.text, end=span.text) for span in _spans(r"\d{4}-\d\d-\d\d", text)
    )
    speaker = next(_spans(r"said ([A-Z][a-z]+ [A-Z][a-z]+)", text, 1), None)
    meant = next((mention for mention in mentions if mention.span == speaker), None)
    quotes = tuple(
        Quote(span, speaker, next(_spans("said", text), None), ("Wire Nine",), meant=meant)
        for span in _spans("“([^”]+)”", text, 1)
    )
    return Annotation(document, sentences, mentions, times, quotes)


def _entity(name: str) -> Entity | None:
    return Entity("ent_sarna", "Port Sarna", "place", "IDN", ("GOV",), {"en": ("Sarna",)}) if "Sarna" in name else None


def _namesakes(name: str) -> tuple[tuple[Entity, float], ...]:
    known = _entity(name)
    return ((known, 0.9), (Entity("ent_other", name, "place", "CHL"), 0.1)) if known else ()


def code(annotation: Annotation) -> Coding:
    """One event for each verb known, between the first names before and behind it."""
    text = annotation.document.text
    events = []
    for trigger in _spans(r"\b(?:" + "|".join(_VERBS) + r")\b", text):
        sentence = next(sentence for sentence in annotation.sentences if trigger.within(sentence))
        before = next(_spans(r"(?i)police|polisi|lumen|they", sentence.text), None)
        behind = next(_spans(r"marchers|demonstran|Ostra", sentence.text), None)
        count = next(_spans(r"(\d+) (?:people|orang)", sentence.text), None)
        place = next((m.span for m in annotation.mentions if m.kind == "place" and m.span.within(sentence)), None)
        events.append(
            EventMention(
                _VERBS[trigger.text], "firearms" if _VERBS[trigger.text] == "ASSAULT" else None, "material_conflict", -9.0,
                "asserted", sentence, trigger, _roles(text, sentence, before), _roles(text, sentence, behind),
                place=Role(place, place.text, "IDN") if place else None,
                time=next((time for time in annotation.times if time.span.within(sentence)), None),
                attribution=Attribution("credit", annotation.document.credits[0]) if annotation.document.credits else None,
                contexts=("human_rights",), confidence=0.8,
                quantities=(Quantity("killed", _shift(text, sentence, count), float(count.text.split()[0])),) if count else (),
            )
        )  # fmt: skip
    return Coding(annotation, tuple(events), ("human_rights",))


def _shift(text: str, sentence: Span, inner: Span) -> Span:
    return Span.of(text, sentence.start + inner.start, sentence.start + inner.end)


def _roles(text: str, sentence: Span, inner: Span | None) -> tuple[Role, ...]:
    if inner is None:
        return ()
    words = _shift(text, sentence, inner)
    if inner.text == "They":
        named = text.find("marchers")
        return (Role(Span.of(text, named, named + 8), "marchers", None, ("CVL",), None, Inference("pronoun", words)),)
    sectors = ("COP",) if inner.text.lower().startswith("poli") else ("CVL",)
    return (Role(words, inner.text.capitalize(), "IDN", sectors),)


def group(documents: Iterable[Document]) -> Iterator[Placement]:
    """A story for each first word of a title; the same text again is a copy."""
    seen: dict[str, str] = {}
    for document in documents:
        original = seen.setdefault(document.text, document.id)
        origin = (document.credits or (document.outlet or document.id,))[0]
        word = re.sub(r"\W", "", (document.title or "none").split()[0].lower())
        yield Placement(document.id, f"story_{word}", None if original == document.id else original, origin)


class Grouping:
    """A grouping by a function of all documents; it goes on by remembering them."""

    def __init__(self, group: Callable[[Iterable[Document]], Iterable[Placement]], state: bytes | None) -> None:
        self.group = group
        self.known: list[Document] = pickle.loads(state) if state else []

    def place(self, documents: Sequence[Document]) -> list[Placement]:
        self.known += documents
        return list(self.group(self.known))[-len(documents) :]

    def state(self) -> bytes:
        return pickle.dumps(self.known)


def same_events(codings: Sequence[Coding], placements: Sequence[Placement]) -> list[Event]:
    """All mentions of one type are one happening."""
    found: dict[str, list[tuple[str, int]]] = {}
    for coding in codings:
        for number, event in enumerate(coding.events):
            found.setdefault(event.type, []).append((coding.annotation.document.id, number))
    story = placements[0].story
    origins = tuple(sorted({placement.origin for placement in placements}))
    return [
        Event(f"evt_{story}_{type}", type, tuple(mentions), origins, "2026-03-04", ("Police",), (), "Port Sarna", ("asserted",))
        for type, mentions in found.items()
    ]


def find_disagreements(
    codings: Sequence[Coding], placements: Sequence[Placement], events: Sequence[Event]
) -> list[Disagreement]:
    """Counts of the dead that differ from the first one told."""
    origins = {placement.id: placement.origin for placement in placements}
    claims = [
        Claim(coding.annotation.document.id, origins[coding.annotation.document.id], event.sentence, f"{counted.value:g}")
        for coding in codings
        for event in coding.events
        for counted in event.quantities
    ]
    return [Disagreement("number", claims[0], claim, "killed") for claim in claims[1:] if claim.value != claims[0].value]


STAGES = Stages(find_pages, read_page, extract, annotate, code, partial(Grouping, group), same_events, find_disagreements)
