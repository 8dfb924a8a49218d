"""An archive of any size out of nothing: invented articles with the facts that a reader would find, as `sumber read` writes it.

usage: python benchmarks/invented.py ARCHIVE [ARTICLES]

The same number gives the same archive. Words follow Zipf's law, and so do names: some are in a tenth of all articles, most in
a few. An article has 8 sentences, 18 names, 5 events, 3 of them in a town that maps know, one counted thing, 2 quotes; stories
have 1 to 12 articles over a few days.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from random import Random

from sqlalchemy import Connection, select

from sumber.archive.database import backend_of, open_database
from sumber.archive.identity import identifier, same_address
from sumber.archive.places import Place, place_of
from sumber.archive.schema import FACTS, ArticleRow, Base, EntityRow, NameRow, PageRow, VersionRow
from sumber.archive.store import Archive
from sumber.archive.telling.state import Telling
from sumber.archive.writing import Row, VersionRows, article_row
from sumber.events.ontology import event_types
from sumber.knowledge.places import find_places
from sumber.types import (
    Annotation,
    Article,
    Claim,
    Coding,
    Disagreement,
    Entity,
    Event,
    EventMention,
    Mention,
    Page,
    Placement,
    Quantity,
    Quote,
    Role,
    Span,
    TimeExpression,
)

COUNTRIES = ("IDN", "RUS", "NER", "CHL", "CAN", "NIC", "ESP", "MYS", "PHL", "TUR", "SDN", "COL")
LANGS = ("id", "id", "id", "en", "en", "es", "ms", "sw")
STATUSES = ("asserted",) * 14 + ("planned", "planned", "alleged", "denied", "requested", "hypothetical")
QUADS = ("verbal_coop", "material_coop", "verbal_conflict", "material_conflict")
SYLLABLES = [a + b for a in "bdgklmnprst" for b in ("a", "e", "i", "o", "u", "an", "ar")]
TYPES = tuple(event_types())
TOWNS = (
    "Jakarta",
    "Surabaya",
    "Niamey",
    "Agadez",
    "Moscow",
    "Kazan",
    "Santiago",
    "Ottawa",
    "Managua",
    "Madrid",
    "Manila",
    "Ankara",
)
COUNTED = (("killed", None), ("materiel", "drone"))
WORD = re.compile(r"\w+")
FIRST_DAY = date(2025, 1, 1)


class Made:
    """Draws words, names and articles from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = self._coined(20_000)
        self.names = [f"{a.title()} {b.title()}" for a, b in zip(self._coined(5_000), self._coined(5_000), strict=True)]
        self.outlets = [f"Kabar {word.title()}" for word in self._coined(200)]
        self.entities = [self._entity(number, name) for number, name in enumerate(self.names)]
        self.towns = [find_places(name)[0].entity() for name in TOWNS]
        self._zipf = {n: list(accumulate(1 / (k + 3) for k in range(n))) for n in (len(self.words), len(self.names))}

    def _coined(self, number: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            found["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4)))] = None
        return list(found)

    def _entity(self, number: int, name: str) -> Entity:
        kind = ("person", "organization", "place")[number % 3]
        return Entity(f"ent_{number}", name, kind, COUNTRIES[number % len(COUNTRIES)], ("GOV",), {"id": (name.split()[0],)})  # type: ignore[arg-type]

    def name(self) -> Entity:
        """Somebody, the first ones often."""
        return self.random.choices(self.entities, cum_weights=self._zipf[len(self.names)])[0]

    def said(self, number: int) -> str:
        """So many words."""
        return " ".join(self.random.choices(self.words, cum_weights=self._zipf[len(self.words)], k=number))


def article(made: Made, number: int, day: date) -> tuple[Page, Article, Annotation, Coding]:
    """One article of a day with what would be found in it."""
    random, text = made.random, ""
    sentences: list[Span] = []
    mentions: list[Mention] = []
    times: list[TimeExpression] = []
    quotes: list[Quote] = []
    events: list[EventMention] = []
    for row in range(8):
        start, named, tail = len(text), [], made.said(12)
        for joint in (" ", f" {tail} ")[: 2 if row < 7 else 1]:
            who = made.name()
            text += who.name
            named.append(Mention(Span(len(text) - len(who.name), len(text), who.name), who.kind, who))
            text += joint
        deed = Span(len(text), len(text) + 7, "bertemu")
        text += "bertemu pada "
        told = (day - timedelta(random.choice((0, 0, 0, 1, 2, 30)))).isoformat()
        when = Span(len(text), len(text) + 10, told)
        town = made.towns[(number + row) % len(made.towns)]
        at = when.end + len(" di ")
        text += f"{told} di {town.name} {made.said(9)}."
        sentence = Span.of(text, start, len(text))
        text += "\n"
        sentences.append(sentence)
        there = Mention(Span(at, at + len(town.name), town.name), "place", town)
        mentions += [*named, *([there] if row < 3 else [])]
        times.append(TimeExpression(when, "DATE", told, begin=told, end=told))
        if row < 5:
            roles = [Role(m.span, m.entity.name, m.entity.country, ("GOV",), m.entity.id) for m in named if m.entity]
            events.append(
                EventMention(
                    random.choice(TYPES), None, random.choice(QUADS), 1.0, random.choice(STATUSES), sentence, deed,  # type: ignore[arg-type]
                    tuple(roles[:1]), tuple(roles[1:]), time=times[-1] if row % 2 else None, confidence=0.7,
                    quantities=tuple(Quantity(kind, deed, 3.0, item) for kind, item in COUNTED[row : row + 1]),
                    place=Role(there.span, town.name, town.country, (), town.id) if row < 3 else None,
                )
            )  # fmt: skip
        elif row < 7:
            quotes.append(Quote(Span.of(text, when.end + 1, sentence.end), named[0].span, deed, meant=named[0]))
    body = text.rstrip("\n")
    lang = random.choice(LANGS)
    digest = sha256(f"{number}".encode()).hexdigest()
    url, moment = f"https://kabar.example/{number}", f"{day}T{random.randrange(24):02}:{random.randrange(60):02}:00+07:00"
    page = Page(f"{number}.html", url, b"", digest, "text/html")
    written = Article(
        page.input,
        digest,
        body,
        lang,
        url,
        made.said(7),
        None if number % 50 == 0 else moment,
        outlet=random.choice(made.outlets),
    )
    annotation = Annotation(written.document(str(number)), tuple(sentences), tuple(mentions), tuple(times), tuple(quotes))
    return page, written, annotation, Coding(annotation, tuple(events))


def tellings(placements: list[list[Placement]], texts: dict[str, Span]) -> Iterator[Telling]:
    """What each story tells: two happenings, told by all its articles, and in every second story a disagreement."""
    for number, placed in enumerate(placements):
        story, ids = placed[0].story, [one.id for one in placed]
        happened = tuple(
            Event(f"evt_{number}_{n}", TYPES[n], tuple((id, n) for id in ids), ("a",), "2025-03-01", ("A",), ("B",),
                  None, ("asserted",))
            for n in range(2)
        )  # fmt: skip
        disputes: tuple[Disagreement, ...] = ()
        if number % 2 == 0 and len(ids) > 1:
            a, b = (Claim(id, "origin", texts[id], value) for id, value in zip(ids, ("3", "5"), strict=False))
            disputes = (Disagreement("number", a, b, "killed"),)
        yield Telling(story, happened, disputes)


class Batch:
    """Rows of many articles by table, written together: one article at a time a commit each takes five times as long."""

    def __init__(self) -> None:
        self.rows: defaultdict[type[Base], list[Row]] = defaultdict(list)
        self.names: set[str] = set()
        self.entities: dict[str, Row] = {}

    def add(self, page: Page, written: Article, annotation: Annotation, coding: Coding) -> str:
        """The rows of an article, as `Archive.put_articles` takes them; returns its id."""
        address = same_address(written.url)
        id = identifier("art", address or page.digest)
        version = identifier("ver", id, written.title or "", written.text)
        facts = VersionRows(version, written.text, written.published)
        facts.add(annotation, coding.events)
        self.rows[ArticleRow].append({"id": id, "address": address})
        self.rows[VersionRow].append(article_row(written, version, id) | {"contexts": (), "current": True})
        row = {"digest": page.digest, "input": page.input, "url": page.url, "fetched_at": None, "version": version}
        self.rows[PageRow].append(row | {"media_type": page.media_type})
        for table, rows in facts.rows.items():
            self.rows[table] += rows
        self.names |= facts.names
        self.entities |= facts.entities
        return id

    def write(self, connection: Connection) -> None:
        """Writes all and is empty again."""
        self.rows[NameRow] = [{"folded": name} for name in self.names]
        self.rows[EntityRow] = list(self.entities.values())
        backend = backend_of(connection)
        for table in (ArticleRow, VersionRow, PageRow, EntityRow, NameRow, *FACTS):
            if self.rows[table]:
                connection.execute(backend.upsert(table).on_conflict_do_nothing(), self.rows[table])
        asked = select(VersionRow.number, VersionRow.id).where(VersionRow.id.in_([row["id"] for row in self.rows[VersionRow]]))
        numbers = {id: number for number, id in connection.execute(asked)}
        # What `index_form` would give for these plain words, in a part of the time.
        words = [
            {"number": numbers[row["id"]], "title": row["title"], "text": " ".join(WORD.findall(row["text"].lower()))}
            for row in self.rows[VersionRow]
        ]
        backend.put_words(connection, words)
        self.__init__()  # type: ignore[misc]


def fill(archive: str | Place, number: int) -> None:
    """Makes an archive of so many articles."""
    made, placements, texts, left, batch = Made(number), list[list[Placement]](), dict[str, Span](), 0, Batch()
    engine = open_database(place_of(archive), read_only=False).execution_options(writes=True)
    for count in range(number):
        if not left:
            left = min(12, int(made.random.paretovariate(1.2)))
            placements.append([])
        left -= 1
        page, written, annotation, coding = article(made, count, FIRST_DAY + timedelta(count * 600 // number))
        id = batch.add(page, written, annotation, coding)
        texts[id] = annotation.sentences[0]
        copied = placements[-1][0].id if placements[-1] and count % 4 == 0 else None
        placements[-1].append(Placement(id, f"story_{len(placements)}", copied, written.outlet or id))
        if count % 500 == 499 or count + 1 == number:
            with engine.begin() as connection:
                batch.write(connection)
    engine.dispose()
    with Archive(archive) as store:
        store.set_stories([one for placed in placements for one in placed], tellings(placements, texts), "0.1.0")


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50_000)
