"""Searching words in PostgreSQL: what FTS5 finds, in the order in which FTS5 weighs it.

A word is one of `words.words`, folded there, so that PostgreSQL need know nothing of languages. Which versions may hold all
words is asked of an index over the sets of their words (GIN over tsvector, without positions); phrases, and how often each
stands in a text, of the texts themselves, in which every word has a blank of its own on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

from sqlalchemy import Connection, TextClause, text

from sumber.archive.backend import WEIGHTS
from sumber.archive.words import phrases

LONGEST = 500  # characters of a word that are indexed; a tsvector takes 2,046 bytes
MOST = 1_000_000  # bytes of all different words of a version; a tsvector takes 1,048,575
MANY = "*"  # stands for all words in the index where they are more: no word is written so
K1, B = 1.2, 0.75  # FTS5's own
Phrase = tuple[tuple[str, ...], bool]

_PUT = text(
    "INSERT INTO search (rowid, size, many, title, text, words) "
    "VALUES (:number, :size, :many, :title, :text, array_to_tsvector(CAST(:words AS text[])))"
)
_WHOLE = text("SELECT count(*), sum(size) FROM search")


def indexed(number: int, title: str, body: str) -> dict[str, Any]:
    """The row of a version, whose title and text are given as `words.index_form` gives them."""
    inside = [title.split(), body.split()]
    words = sorted({word[:LONGEST] for part in inside for word in part})
    many = sum(len(word.encode()) for word in words) > MOST
    spaced = {"title": _spaced(inside[0]), "text": _spaced(inside[1])}
    return {"number": number, "size": sum(map(len, inside)), "many": many, "words": [MANY] if many else words, **spaced}


def put(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Indexes versions."""
    connection.execute(_PUT, [indexed(row["number"], row["title"], row["text"]) for row in rows])


def _spaced(words: Sequence[str]) -> str:
    return "".join(f" {word} " for word in words)


def _sought(words: Sequence[str], prefix: bool) -> str:
    """A phrase as it stands in a text: whole words, the last of which may go on."""
    return _spaced(words).removesuffix(" ") if prefix else _spaced(words)


class Sought:
    """A query as conditions on rows of `search`, with their parameters."""

    def __init__(self, query: str | Sequence[Phrase]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases(query) if isinstance(query, str) else query))
        asked = [f"'{word[:LONGEST]}'" + ":*" * starts for phrase in self.phrases for word, starts in _words(phrase)]
        self.bound: dict[str, Any] = {"words": f"({' & '.join(dict.fromkeys(asked))}) | '{MANY}'"}
        found = ["words @@ CAST(:words AS tsquery)"]
        for number, phrase in enumerate(self.phrases):
            self.bound[f"phrase{number}"] = _sought(*phrase)
            stands = f"(strpos(title, :phrase{number}) > 0 OR strpos(text, :phrase{number}) > 0)"
            found.append(stands if _must_be_read(phrase) else f"(NOT many OR {stands})")
        self.holds = " AND ".join(found)


def _words(phrase: Phrase) -> Iterator[tuple[str, bool]]:
    words, prefix = phrase
    return ((word, prefix and number == len(words)) for number, word in enumerate(words, 1))


def _must_be_read(phrase: Phrase) -> bool:
    """Does the index not tell whether a text holds the phrase?"""
    return len(phrase[0]) > 1 or len(phrase[0][0]) > LONGEST


def holding(query: str, among: Sequence[int] | None) -> TextClause:
    """The numbers of the versions that hold all words."""
    sought = Sought(query)
    within = "" if among is None else " AND rowid = ANY(:among)"
    bound = sought.bound if among is None else sought.bound | {"among": list(among)}
    return text(f"SELECT rowid FROM search WHERE {sought.holds}{within}").bindparams(**bound)  # noqa: S608


# How often a phrase stands in a part of a text, and what it is worth to stand there so often in a text of that size.
_IN_PART = "(octet_length({part}) - octet_length(replace({part}, {phrase}, ''))) / octet_length({phrase})"
_SCORE = "{rarity} * (({often} * ({k1} + 1.0)) / ({often} + {k1} * (1 - {b} + {b} * size / {mean})))"
_LATEST = "SELECT rowid, size, title, text FROM search WHERE {holds} ORDER BY rowid DESC LIMIT NULLIF(:most, -1) OFFSET :skip"
_CURRENT = "SELECT rowid FROM ({of}) AS found JOIN versions ON number = rowid WHERE current ORDER BY {order}"


def best(connection: Connection, query: str, weighed: int) -> Sequence[int]:
    """As in `Backend.best`."""
    sought = Sought(query)
    number, size = connection.execute(_WHOLE).one()
    if not number:
        return []
    mean = _double(size / number)
    often, scores = [], []
    for place, phrase in enumerate(sought.phrases):
        rarity = _double(_rarity(connection, phrase, number))
        often.append(f"{_often(f'CAST(:phrase{place} AS text)')} AS often{place}")
        scores.append(_SCORE.format(rarity=rarity, often=f"often{place}", mean=mean, k1=_double(K1), b=_double(B)))
    latest = _LATEST.format(holds=sought.holds)
    counted = f"SELECT rowid, size, {', '.join(often)} FROM ({latest}) AS latest"  # noqa: S608
    asked = _CURRENT.format(of=counted, order=f"{' + '.join(scores)} DESC, versions.id")
    return connection.execute(text(asked), sought.bound | {"most": weighed, "skip": 0}).scalars().all()


def _double(number: float) -> str:
    return f"CAST({number!r} AS double precision)"


def _often(phrase: str) -> str:
    parts = zip(("title", "text"), WEIGHTS, strict=True)
    return " + ".join(f"{_double(weight)} * ({_IN_PART.format(part=part, phrase=phrase)})" for part, weight in parts)


def others(connection: Connection, query: str, weighed: int) -> Iterator[int]:
    """As in `Backend.others`."""
    sought = Sought(query)
    asked = _CURRENT.format(of=_LATEST.format(holds=sought.holds), order="rowid DESC")
    yield from connection.execute(text(asked), sought.bound | {"most": -1, "skip": weighed}).scalars()


def _rarity(connection: Connection, phrase: Phrase, number: int) -> float:
    """The inverse document frequency, as FTS5 reckons it."""
    sought = Sought([phrase])
    asked = text(f"SELECT count(*) FROM search WHERE {sought.holds}")  # noqa: S608
    holding = connection.execute(asked, sought.bound).scalar_one()
    rarity = log((number - holding + 0.5) / (holding + 0.5))
    return rarity if rarity > 0 else 1e-6
