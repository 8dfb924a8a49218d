"""Which language a text is written in: its script first, then the words and letters of its own."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib.resources import files

from resiliparse.parse.lang import detect_fast

HEAD = 2000
"""Characters read from the start of a text: more changes no answer on news and costs time."""

SURE_SHARE = 0.12
"""Share of the words that must be words of a language for the lists alone to decide; running text in listed languages holds
.3 to .5, headlines and lists of names less."""

LEAD = 1.2
"""How far ahead of the next family of languages the best one must be to be taken."""

MARK = 3
"""Weight of a word that tells a language from its near relatives, against 1 for a function word."""

FAR = 1150
"""Rank distance of resiliparse's trigram profiles beyond which its answer is a guess (running text lies below 1,000)."""

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s\d.,;:!?\"'()\u0964\u060c\u061b]+")


def identify_language(text: str) -> str | None:
    """The BCP 47 primary tag of the language that most of the first 2,000 characters are in; None where that is not sure (no
    letters, a few names, a language without lists whose trigrams fit nothing well)."""
    head = text[:HEAD]
    kinds = {_script(char) for char in set(head)} - {""}
    if not kinds:
        return None
    script = kinds.pop() if len(kinds) == 1 else _main_script(head)
    own = _scripts()[2].get(script)
    if own:
        return own
    return _by_words(head) if script == "Latin" else _by_letters(script, head)


def _main_script(head: str) -> str:
    scripts: Counter[str] = Counter()
    for char, n in Counter(head).items():
        scripts[_script(char)] += n
    del scripts[""]
    # Latin names abound in any text, and one Han character stands for a word, so Latin counts a third. Japanese mixes kana
    # with Han characters, Korean may: there the syllabic script decides.
    weighted = {name: n / 3 if name == "Latin" else float(n) for name, n in scripts.items()}
    script = max(weighted, key=lambda name: weighted[name])
    if script != "Han":
        return script
    return next((s for s in ("Kana", "Hangul") if scripts[s] * 20 > scripts["Han"]), script)


def _by_words(head: str) -> str | None:
    words = _WORD.findall(head.lower())
    scores, by_family, kinds, hits = _score(words)
    ranked = sorted(by_family, key=lambda family: -by_family[family])[:2]
    if not ranked:
        return _unlisted(head, words)
    families = _words()[1]
    family = ranked[0]
    ahead = len(ranked) == 1 or by_family[family] >= LEAD * by_family[ranked[1]]
    best = max((lang for lang in scores if families[lang][0] == family), key=lambda lang: scores[lang] + families[lang][1])
    if ahead and kinds[family] >= 2 and hits[family] >= SURE_SHARE * len(words):
        return best
    far = _trigrams(head)
    if far in families and families[far][0] in ranked:
        return best if families[far][0] == family else far
    return _unlisted(head, words)


def _score(words: list[str]) -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """Weights by language and by family, and how many different and how many running words of the text each family knows."""
    lists, _ = _words()
    scores: dict[str, int] = {}
    by_family: dict[str, int] = {}
    kinds: dict[str, int] = {}
    hits: dict[str, int] = {}
    for word, n in Counter(words).items():
        if word not in lists:
            continue
        languages, of_families = lists[word]
        for lang, weight in languages:
            scores[lang] = scores.get(lang, 0) + weight * n
        for family, weight in of_families:
            by_family[family] = by_family.get(family, 0) + weight * n
            kinds[family] = kinds.get(family, 0) + 1
            hits[family] = hits.get(family, 0) + n
    return scores, by_family, kinds, hits


def _unlisted(head: str, words: list[str]) -> str | None:
    far = _trigrams(head)
    return far if far not in _words()[1] and len(words) >= 20 else None


def _by_letters(script: str, head: str) -> str | None:
    words = Counter(_TOKEN.findall(head.lower()))
    letters = Counter(head.lower())
    scores = {
        lang: MARK * sum(letters[c] for c in own) + sum(words[w] for w in frequent)
        for lang, own, frequent in _letters().get(script, ())
    }
    best = max(scores, key=lambda lang: scores[lang], default=None)
    return best if best and scores[best] else _trigrams(head)


def _trigrams(head: str) -> str | None:
    ranked = detect_fast(head, cutoff=FAR)
    return str(ranked[0]) if ranked and ranked[0] != "unknown" else None


@cache
def _script(char: str) -> str:
    starts, rows, _ = _scripts()
    at = bisect_right(starts, ord(char)) - 1
    return rows[at][1] if at >= 0 and ord(char) <= rows[at][0] and char.isalpha() else ""


def _table(name: str) -> list[list[str]]:
    lines = (files("sumber.reading") / "data" / "language" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _scripts() -> tuple[list[int], list[tuple[int, str]], dict[str, str]]:
    rows = sorted((int(row[0], 16), int(row[1], 16), row[2]) for row in _table("scripts.tsv"))
    own = {row[2]: row[3] for row in _table("scripts.tsv") if len(row) > 3}
    return [row[0] for row in rows], [row[1:] for row in rows], own


@cache
def _letters() -> dict[str, list[tuple[str, str, list[str]]]]:
    scripts: dict[str, list[tuple[str, str, list[str]]]] = {}
    for script, lang, letters, words in _table("letters.tsv"):
        scripts.setdefault(script, []).append((lang, letters, words.split()))
    return scripts


@cache
def _words() -> tuple[dict[str, tuple[list[tuple[str, int]], list[tuple[str, int]]]], dict[str, tuple[str, int]]]:
    """Words with the languages and the families they speak for and how strongly, and each listed language's family and
    prior."""
    lists: dict[str, list[tuple[str, int]]] = {}
    families: dict[str, tuple[str, int]] = {}
    for path in sorted((files("sumber.reading") / "data" / "language").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            lang, data = path.name.removesuffix(".toml"), tomllib.loads(path.read_text("utf-8"))
            families[lang] = (data.get("family", lang), data.get("prior", 0))
            marks = data.get("marks", ())
            for word in sorted({*data.get("words", ()), *marks}):
                lists.setdefault(word, []).append((lang, MARK if word in marks else 1))
    return {word: (found, _by_family(found, families)) for word, found in lists.items()}, families


def _by_family(found: list[tuple[str, int]], families: dict[str, tuple[str, int]]) -> list[tuple[str, int]]:
    """How strongly a word speaks for each family: as strongly as for the language in it that it speaks for most."""
    weights: dict[str, int] = {}
    for lang, weight in found:
        family = families[lang][0]
        weights[family] = max(weight, weights.get(family, 0))
    return list(weights.items())
