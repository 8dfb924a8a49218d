"""sumber beside trafilatura and newspaper4k on the same saved pages, in one run: quality and pages a second.

usage: python benchmarks/pages.py [BENCH_FOLDER] [SOURCE ...]

The peers must be installed (`pip install trafilatura newspaper4k`); one that is not is left out. BENCH_FOLDER holds
pages/gold.jsonl and score_pages.py; SOURCE names some of its sets, all unless given. Each engine gets the page as decoded text
and its address. Time is CPU time of one process, the best of three rounds over the fundus pages, rounds taken in turn so that
a busy machine slows all engines alike. Prints a Markdown table.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sumber.articles.extract import extract_page
from sumber.pages.decoding import decode
from sumber.pages.files import read_page
from sumber.types import Article, Page

SHARED = Path(__file__).parents[2] / "shared/bench"
ROUNDS = 3
TIMED = "fundus"
Row = dict[str, Any]
Engine = Callable[[Page, str], Row | None]


def sumber_row(page: Page, text: str) -> Row | None:
    """The article as sumber reads it."""
    found = extract_page(page)
    if not isinstance(found, Article):
        return None
    return {key: getattr(found, key) for key in ("title", "published", "authors", "paragraphs")}


def trafilatura_row(page: Page, text: str) -> Row | None:
    """The same from trafilatura, with metadata, without comments."""
    import trafilatura

    found = trafilatura.bare_extraction(text, url=page.url, with_metadata=True, include_comments=False)
    if found is None:
        return None
    row = found if isinstance(found, dict) else found.as_dict()
    authors = [name for name in (row.get("author") or "").split("; ") if name]
    return {
        "title": row.get("title"),
        "published": row.get("date"),
        "authors": authors,
        "paragraphs": (row.get("text") or "").split("\n"),
    }


def newspaper_row(page: Page, text: str) -> Row | None:
    """The same from newspaper4k."""
    import newspaper

    article = newspaper.Article(page.url or "https://example.example/", fetch_images=False)
    article.download(input_html=text)
    article.parse()
    moment = article.publish_date
    published = moment.isoformat() if hasattr(moment, "isoformat") else None
    return {"title": article.title, "published": published, "authors": article.authors, "paragraphs": article.text.split("\n")}


ENGINES: dict[str, tuple[str, Engine]] = {
    "sumber": ("sumber", sumber_row),
    "trafilatura": ("trafilatura", trafilatura_row),
    "newspaper4k": ("newspaper", newspaper_row),
}


def read(engine: Engine, pages: list[tuple[str, Page, str]]) -> list[Row]:
    """The rows that the scorer takes, one a page; an engine that fails on a page has no answer to it."""
    rows = []
    for file, page, text in pages:
        try:
            row = engine(page, text)
        except Exception:
            row = None
        rows.append({"input": file, "ok": row is not None, **(row or {})})
    return rows


def seconds(engine: Engine, pages: list[tuple[str, Page, str]]) -> float:
    """CPU seconds of one round."""
    begun = time.process_time()
    read(engine, pages)
    return time.process_time() - begun


def score(bench: Path, gold: list[Row], rows: list[Row]) -> Row:
    """What score_pages.py says of the rows."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("gold.jsonl", "rows.jsonl")]
        for file, lines in zip(files, (gold, rows), strict=True):
            file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        scorer = [sys.executable, "score_pages.py", *map(str, files)]
        return dict(json.loads(subprocess.run(scorer, cwd=bench, capture_output=True, check=True, text=True).stdout))


def figures(scores: Row) -> Row:
    """The scores as a flat row of the table."""
    body = {f"body {name}": value["f1"] for name, value in scores["body"].items()}
    left = {"promos left": f"{scores['promos_left']} of {scores['promos']}"} if scores["promos"] else {}
    return {
        **body,
        **{key: scores[key] for key in ("segments", "day", "moment", "title")},
        "authors": scores["authors"]["f1"],
        **left,
    }


def main(arguments: list[str]) -> None:
    """Run every engine that is installed and print the table."""
    logging.disable(logging.CRITICAL)
    bench = Path(arguments[0]) if arguments and Path(arguments[0]).is_dir() else SHARED
    wanted = {name for name in arguments if not Path(name).is_dir()}
    lines = (bench / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [row for row in map(json.loads, lines) if not wanted or row["source"] in wanted]
    read_pages = [(row, read_page(bench / "pages" / row["file"], row.get("url"))) for row in gold]
    pages = [(row["file"], page, decode(page.data) or "") for row, page in read_pages if isinstance(page, Page)]
    timed = [entry for entry in pages if Path(entry[0]).name.startswith(TIMED)] or pages
    engines = {name: engine for name, (module, engine) in ENGINES.items() if importlib.util.find_spec(module)}
    table = {name: figures(score(bench, gold, read(engine, pages))) for name, engine in engines.items()}
    best = dict.fromkeys(engines, float("inf"))
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            best[name] = min(best[name], seconds(engine, timed))
    for name, figure in table.items():
        figure["pages a second"] = round(len(timed) / best[name])
    print(f"| {len(pages)} pages | " + " | ".join(table) + " |\n|---|" + "---:|" * len(table))
    for key in next(iter(table.values())):
        print(f"| {key} | " + " | ".join(str(figure[key]) for figure in table.values()) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
