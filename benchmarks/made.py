"""Made pages: saved news pages in any number for the benchmarks of the whole chain, the same ones for the same seed.

Sentences are those of examples/pages and, where the labelled sentences written for sumber lie beside the checkout, of those.
Each story has its own choice of them in one to three languages, with numbers of its own; its articles lie some days apart and
tell 4 to 60 sentences (13 on average). One article in twelve is a reprint, one page in two a text dump.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path

from sumber.reading.sentences import split_sentences
from sumber.stages import extract
from sumber.types import Article

SEED = 20261122
ROOT = Path(__file__).parents[1]
WRITTEN = ROOT.parent / "shared/training"
_A_DAY = 300  # articles a day
_REPRINTS = 1 / 12
_NUMBER = re.compile(r"(?<![\w.,:/])[2-9]\d?(?![\w.,:/])")
_SAYS = {"id": "Baca juga", "ms": "Baca juga", "es": "Lea también"}
_HTML = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} - {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{date}">
<link rel="canonical" href="{url}"></head><body><nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li>
</ul></nav><main><article><h1>{title}</h1><div class="byline">{author}</div><time datetime="{date}">{date}</time>
{body}</article></main><aside><a href="/n/1">{also}: {other}</a></aside><footer>© {outlet}</footer></body></html>"""


@cache
def sentences() -> dict[str, list[str]]:
    """Sentences by language, in a fixed order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article in extract([ROOT / "examples/pages"]):
        if isinstance(article, Article):
            lang = (article.lang or "en").split("-")[0]
            found[lang] += [span.text for span in split_sentences(article.text, lang)]
    for path in sorted(WRITTEN.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if "text" in row:
                found[row["lang"]] += [span.text for span in split_sentences(row["text"], row["lang"])]
    return {lang: list(dict.fromkeys(texts)) for lang, texts in sorted(found.items()) if len(texts) > 20}


class Story:
    """What the articles of one story are made of."""

    def __init__(self, rng: random.Random, day: int) -> None:
        known = sentences()
        weights = [len(texts) for texts in known.values()]
        self.day, self.left = day, min(int(rng.paretovariate(1.1)), 30)
        self.pools: dict[str, list[str]] = {}
        for lang in rng.choices(list(known), weights, k=rng.randint(1, 3)):
            chosen = rng.sample(known[lang], min(len(known[lang]), 70))
            self.pools[lang] = [_NUMBER.sub(lambda _: str(rng.randint(2, 99)), text) for text in chosen]
        self.told: list[tuple[str, str, list[str]]] = []

    def tell(self, rng: random.Random) -> tuple[str, str, list[str]]:
        """Language, title and paragraphs of a further article."""
        if self.told and rng.random() < _REPRINTS:
            return rng.choice(self.told)
        lang = rng.choice(list(self.pools))
        count = min(max(int(rng.lognormvariate(2.4, 0.6)), 4), 60, len(self.pools[lang]))
        texts = rng.sample(self.pools[lang], count)
        step = rng.randint(1, 3)
        paragraphs = [" ".join(texts[at : at + step]) for at in range(0, count, step)]
        self.told.append((lang, texts[0].rstrip(".")[:90], paragraphs))
        return self.told[-1]


def pages(number: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Name and content of so many pages."""
    rng = random.Random(seed)
    alive: list[Story] = []
    for place in range(number):
        day = place // _A_DAY
        if not alive or rng.random() < 0.35:
            alive.append(Story(rng, day))
        story = rng.choice(alive[-60:])
        lang, title, paragraphs = story.tell(rng)
        story.left -= 1
        if story.left < 1:
            alive.remove(story)
        yield _page(rng, place, day, (lang, title, paragraphs))


def _page(rng: random.Random, place: int, day: int, told: tuple[str, str, list[str]]) -> tuple[str, str]:
    lang, title, paragraphs = told
    outlet = f"Kabar {chr(65 + place % 23)}{chr(97 + place % 7)}ra"
    when = datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=day, minutes=place % _A_DAY * 4)
    also, other = _SAYS.get(lang, "Read also"), rng.choice(sentences()[lang])[:60]
    if rng.random() < 0.5:
        body = "\n\n".join(paragraphs)
        text = f"{outlet}\nNews Sport Business\n\n{title}\n\n{when:%B} {when.day}, {when.year}\n\n{body}\n\n{also}: {other}\n"
        return f"{place:06}.txt", text
    known = {"lang": lang, "title": escape(title), "outlet": outlet, "date": when.isoformat(), "also": also}
    known |= {
        "url": f"https://{outlet.split()[1].lower()}.example/{place}",
        "other": escape(other),
        "author": f"By Ayu {outlet[-3:]}",
    }
    return f"{place:06}.html", _HTML.format(**known, body="".join(f"<p>{escape(text)}</p>\n" for text in paragraphs))


def write(folder: Path, number: int, skip: int = 0) -> Path:
    """The pages as files of a folder, without the first `skip`."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, (name, text) in enumerate(pages(number)):
        if place >= skip:
            (folder / name).write_text(text, encoding="utf-8")
    return folder
