"""The code page of a page that names none and is no UTF-8: told by the letters that are frequent in each script."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

SAMPLE = 50_000
"""Bytes of a page, from its first word without ASCII letters, that are looked at."""

FOREIGN = 0.5
"""Share of the bytes beyond ASCII that stand three or more on end, from which a page is in no Latin script. In Western pages,
as in Polish and Turkish ones, letters with accents stand alone: below 0.1."""

MAX_GARBLED = 0.005
"""Share of a sample that a code page may leave undecoded: its end may cut a sign in two."""

_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"[\x80-\xff]{3,}")


def is_foreign(data: bytes) -> bool:
    """Do most bytes beyond ASCII stand next to each other, as they do in no Latin script?"""
    first = _RUN.search(data)
    if not first:
        return False
    sample = data[first.start() : first.start() + SAMPLE]
    # What stands before the first run counts as well: a page of accents may hold one word all of them.
    high = len(_HIGH.findall(data[max(0, first.start() - SAMPLE) : first.start()])) + len(_HIGH.findall(sample))
    return sum(map(len, _RUN.findall(sample))) > FOREIGN * high


def guess(data: bytes) -> str | None:
    """The codec in which the letters frequent in its script are most of what is not ASCII; None where there is none."""
    first = _RUN.search(data)
    if not first:
        return None
    sample = data[first.start() : first.start() + SAMPLE]
    found = [(_likeness(sample, codec, letters, share), codec) for codec, letters, share in _charsets()]
    likeness, codec = max(found)
    return codec if likeness >= 1 else None


def _likeness(sample: bytes, codec: str, letters: frozenset[str], share: float) -> float:
    """How many times the least share of a script's frequent letters a sample shows when it is read by a codec."""
    text = sample.decode(codec, "replace")
    signs = [sign for sign in text if not sign.isascii()]
    if not signs or text.count("\ufffd") > MAX_GARBLED * len(text) + 1:
        return 0.0
    return sum(map(letters.__contains__, signs)) / len(signs) / share


@cache
def _charsets() -> tuple[tuple[str, frozenset[str], float], ...]:
    """Each codec with the letters and the share of its script."""
    listed = tomllib.loads(files("sumber.pages").joinpath("data", "charsets.toml").read_text(encoding="utf-8"))["charset"]
    return tuple((codec, frozenset(entry["letters"]), entry["share"]) for entry in listed for codec in entry["codecs"])
