"""The feed finds by words, countries and actors in memory what joins find."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import invented

from sumber.archive.queries.feed import feed_of, feed_order, told_versions
from sumber.archive.queries.story_filters import StoryFilter
from sumber.archive.store import Archive


@pytest.mark.parametrize(
    ("words", "country", "actor"),
    [
        ("bertemu", None, None),
        (None, "RUS", None),
        ("bertemu", "RUS", None),
        ("xyzzy", None, None),
        ("***", "RUS", None),
        (None, "ATA", None),
        (None, None, "RUS"),
        ("bertemu", "RUS", "an"),
        (None, None, "xyzzy"),
    ],
)
def test_words_countries_and_actors_find_the_same_stories_in_memory_and_by_joins(
    tmp_path: Path, words: str | None, country: str | None, actor: str | None
) -> None:
    invented.fill(tmp_path / "a.db", 60)
    asked = StoryFilter(words=words, country=country, actor=actor)
    with Archive(tmp_path / "a.db") as archive:
        event = next(archive.events(country="RUS"))
        archive.judge(event.id, "wrong", "no such thing", "mina")
        with archive.reading() as connection:
            joined = feed_order(connection, asked)
            told = told_versions(connection)
            assert feed_of(connection, feed_order(connection, StoryFilter()), told, asked, None) == joined
            assert bool(joined) == (words not in ("xyzzy", "***") and country != "ATA" and actor != "xyzzy")


def test_the_feed_by_filters_stands_in_the_order_of_the_whole_feed(tmp_path: Path) -> None:
    invented.fill(tmp_path / "a.db", 60)
    with Archive(tmp_path / "a.db") as archive, archive.reading() as connection:
        whole = feed_order(connection, StoryFilter())
        for asked in (StoryFilter(country="RUS"), StoryFilter(since="2026-01-01"), StoryFilter(until="1999-01-01")):
            assert feed_order(connection, asked, whole) == feed_order(connection, asked)
        assert feed_order(connection, StoryFilter(country="RUS"), whole)
