"""The values of facts in a reader's words: codes that PLOVER or TimeML have stay codes, sumber's own are told."""

from __future__ import annotations

from collections.abc import Mapping

from sumber.archive.answers import Changes
from sumber.serve.web.languages import Strings
from sumber.views.changes import counted

TOLD: Mapping[str, tuple[str, ...]] = {
    "status": ("status",), "kind": ("kind", "count"), "quad": ("quad",), "part": ("part",), "basis": ("basis",),
    "attribution_source": ("by",), "inference_kind": ("inferred",), "type": ("time",), "value": ("status",),
    "direct": ("is",), "reciprocal": ("is",), "background": ("is",),
    "name": ("kind",), "role": ("part", "count"),
}  # fmt: skip
"""By the name of a value, or of a layer, how the keys of its words begin."""


def value_of(strings: Strings, name: str, value: str) -> str:
    """A value of a fact in words, itself where there are none for it."""
    found = (strings.get(f"{key}_{value}", "") for key in TOLD.get(name, ()))
    return next(filter(None, found), value)


def changes_of(strings: Strings, changes: Changes) -> str:
    """Changes in a few words, as `views.changes.brief` has them in English."""
    told = (
        f"{strings.number(number) if at else strings.many('n_sentences', number)} {strings(f'change_{what}')}"
        for at, (what, number) in enumerate(counted(changes))
    )
    retitled = strings("retitled") if changes.retitled else ""
    return "; ".join(filter(None, (retitled, ", ".join(told)))) or strings("word_for_word")


def part_of(strings: Strings, name: str) -> str:
    """What words are in a fact: "actor Polisi", "actor by pronoun", "killed", with its first word in the reader's language."""
    head, _, rest = name.partition(" ")
    how = strings.get(f"inferred_{rest.removeprefix('by ')}", rest) if rest.startswith("by ") else rest
    return " ".join(filter(None, (value_of(strings, "role", head), how)))
