"""The words of the pages in each language: a TOML file a language. Adding a language is adding a file with the same keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fastapi import Request

COOKIE = "sumber_ui"
FALLBACK = "en"
_WANTED = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]+)*\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*(?:,|$)")


class Strings:
    """The words of one language: `strings("key", number=3)` fills in what the words leave open."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language, self._words = language, words

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key. KeyError for one that no language has: a fault of a template, found by its test."""
        return self._words[key].format(**values) if values else self._words[key]

    def many(self, key: str, number: int) -> str:
        """A number with its noun: `KEY_one` where it is one, `KEY_many` otherwise."""
        words = self._words[f"{key}_one" if number == 1 else f"{key}_many"]
        return words.format(number=self.number(number))

    def number(self, number: int) -> str:
        """A number with the language's marks of thousands."""
        return f"{number:,}".replace(",", self._words["thousands"])

    def get(self, key: str, other: str) -> str:
        """The words of a key, `other` where there are none: for names that come out of the archive."""
        return self._words.get(key, other)


@cache
def languages() -> Mapping[str, Strings]:
    """All languages by their BCP 47 tag, in order of the tags."""
    folder = files("sumber.serve.web") / "languages"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {
        tag: Strings(tag, tomllib.loads(file.read_text(encoding="utf-8")))
        for file in found
        if (tag := file.name.removesuffix(".toml"))
    }


def chosen(request: Request) -> Strings:
    """The language that a reader asked for in the address, then by cookie, then by the browser; English otherwise."""
    known = languages()
    preferred = sorted(_WANTED.findall(request.headers.get("accept-language", "")[:200]), key=lambda one: -float(one[1] or 1))
    asked = (request.query_params.get("ui"), request.cookies.get(COOKIE), *(tag.lower() for tag, _ in preferred))
    return next((known[tag] for tag in asked if tag in known), known[FALLBACK])
