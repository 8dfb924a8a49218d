"""Lines that an outlet repeats on its pages: learned from a set of them, kept in a data file, then read as furniture."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from sumber.articles.dateline import host_of
from sumber.caseless import alphanumeric
from sumber.errors import UsageError
from sumber.types import Article

Learned = Mapping[str, frozenset[str]]
"""Lines by the outlet's name or host, the letters and digits of both."""

PAGES = 3
"""Pages that must share a line before it counts as furniture; news that is told again in the same words comes twice at most."""

SHARE = 0.1
"""Share of an outlet's pages that must show the line."""


def learn_furniture(articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    """By outlet (its name, or its host), the body's lines that stand on many of its pages, most frequent first. An article
    read twice counts once."""
    pages: Counter[str] = Counter()
    lines: dict[str, Counter[str]] = {}
    seen: set[str] = set()
    for article in articles:
        outlet = article.outlet or host_of(article.url)
        if not outlet or article.digest in seen:
            continue
        seen.add(article.digest)
        pages[outlet] += 1
        lines.setdefault(outlet, Counter()).update({*article.paragraphs, *article.captions})
    kept = {
        outlet: tuple(
            line for line, count in sorted(found.items(), key=lambda x: (-x[1], x[0])) if _repeats(count, pages[outlet])
        )
        for outlet, found in lines.items()
    }
    return {outlet: found for outlet, found in sorted(kept.items()) if found}


def _repeats(count: int, pages: int) -> bool:
    return count >= max(PAGES, SHARE * pages)


def write_furniture(path: str | Path, learned: Mapping[str, Iterable[str]]) -> None:
    """Write learned lines as TOML: a table an outlet, its lines under `lines`."""
    parts = ["# Lines that outlets repeat on their pages, learned by `sumber extract --learn`."]
    for outlet, lines in learned.items():
        listed = "".join(f"  {json.dumps(line, ensure_ascii=False)},\n" for line in lines)
        parts.append(f"[{json.dumps(outlet, ensure_ascii=False)}]\nlines = [\n{listed}]")
    Path(path).write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def read_furniture(path: str | Path) -> Learned:
    """The lines of a file that write_furniture wrote. Raises UsageError where it is missing or no such file."""
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        return {alphanumeric(outlet): frozenset(map(alphanumeric, table["lines"])) for outlet, table in tables.items()}
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} is no file of furniture written by --learn.") from None


def lines_of(learned: Learned, *names: str | None) -> frozenset[str]:
    """The lines learned of an outlet, by any of its names."""
    return frozenset().union(*(learned.get(alphanumeric(name), frozenset()) for name in names if name))
