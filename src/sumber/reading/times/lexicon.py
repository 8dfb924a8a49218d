"""The words and rules of time of a language, read from data/times/.

A file lists words by class and by what they mean (`unit = {W = "pekan minggu"}`), rules over those classes, and settings. A
blank inside a phrase is written "_". A meaning is a value of the class itself, or slots ("days=-1,part=TNI"). Month and weekday
names also come from CLDR through babel, so that a language can be read with a short file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from babel import localedata

from sumber.scripts import MARKS, TOGETHER

Slots = dict[str, int | str]
"""What a phrase says of a time: its parts by name (year, month, day, weekday, unit, n, dir, mod, part, hour ...)."""

_LETTERS = rf"[^\W\d_{TOGETHER}]+(?:[{MARKS}]+[^\W\d_{TOGETHER}]*)*"
PIECES = re.compile(rf"\d+|[{TOGETHER}][{MARKS}]*|{_LETTERS}(?:['’](?!s\b){_LETTERS})?|[^\w\s]")
_ELEMENT = re.compile(r"('\S+'|[a-z_0-9]+)(\^?)(\??)")


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a rule: a literal, a class or another rule; `glued` to the token before; may be left out if `optional`."""

    name: str
    literal: bool
    glued: bool
    optional: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A way to say something: its elements in order, and slots that it sets itself."""

    elements: tuple[Element, ...]
    sets: Slots

    def openers(self) -> tuple[Element, ...]:
        """The elements that a match may begin with: all up to the first that must be there."""
        must = next((i for i, element in enumerate(self.elements) if not element.optional), len(self.elements))
        return self.elements[: must + 1]


@dataclass(slots=True)
class Lexicon:
    """All that is known of a language's times."""

    phrases: dict[tuple[str, ...], list[tuple[str, Slots]]] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    opens: dict[str, dict[str, tuple[Rule, ...]]] = field(default_factory=dict)
    """By name of a rule, and by class or literal that can begin it, the ways to say it: most tokens begin none."""

    literals: set[str] = field(default_factory=set)
    _ways: dict[tuple[str, tuple[str, ...]], tuple[Rule, ...]] = field(default_factory=dict)

    def ways(self, name: str, keys: tuple[str, ...]) -> tuple[Rule, ...]:
        """The ways of rule `name` that a token of these classes (and of this literal) can begin."""
        found = self._ways.get((name, keys))
        if found is None:
            opens = self.opens[name]
            found = tuple(dict.fromkeys(way for key in keys for way in opens.get(key, ())))
            if len(self._ways) < 100_000:
                self._ways[name, keys] = found
        return found

    def add(self, name: str, phrase: str, slots: Slots) -> None:
        """Make `phrase` a word of the class `name`, meaning `slots`."""
        key = tuple(PIECES.findall(phrase.lower()))
        if key and (name, slots) not in self.phrases.setdefault(key, []):
            self.phrases[key].append((name, slots))
            self.firsts[key[0]] = max(len(key), self.firsts.get(key[0], 0))


@cache
def lexicon(lang: str | None) -> Lexicon:
    """The lexicon of a BCP 47 tag's language; for None and languages without a file, what holds in any language."""
    folder = files("sumber.reading") / "data" / "times"
    primary = (lang or "").split("-")[0].lower()
    own = folder / f"{primary}.toml"
    built = Lexicon()
    _read(built, tomllib.loads((folder / "und.toml").read_text("utf-8")))
    if primary.isalpha() and primary != "und" and own.is_file():
        data = tomllib.loads(own.read_text("utf-8"))
        parent = data.get("settings", {}).get("like")
        if parent:
            _read(built, tomllib.loads((folder / f"{parent}.toml").read_text("utf-8")))
            _forget(built, data)
        _calendar_names(built, primary)
        _read(built, data)
    _close_openers(built)
    return built


def _close_openers(into: Lexicon) -> None:
    opens = {name: {e.name for rule in rules for e in rule.openers()} for name, rules in into.rules.items()}
    for _ in range(len(opens)):
        grown = {name: keys.union(*(opens.get(key, ()) for key in keys)) for name, keys in opens.items()}
        if grown == opens:
            break
        opens = grown
    for name, rules in into.rules.items():
        index: dict[str, list[Rule]] = {}
        for rule in rules:
            keys = {e.name for e in rule.openers()}
            for key in keys.union(*(opens.get(key, ()) for key in keys)):
                index.setdefault(key, []).append(rule)
        into.opens[name] = {key: tuple(ways) for key, ways in index.items()}


def _forget(into: Lexicon, data: dict[str, Any]) -> None:
    """Words that a language says otherwise than the one it is like lose what they mean there."""
    for meanings in data.get("words", {}).values():
        for words in meanings.values():
            for word in words.split():
                into.phrases.pop(tuple(PIECES.findall(word.replace("_", " "))), None)


def _read(into: Lexicon, data: dict[str, Any]) -> None:
    into.settings.update(data.get("settings", {}))
    for name, words in data.get("lists", {}).items():
        into.lists[name] = into.lists.get(name, frozenset()) | {w.replace("_", " ") for w in words.split()}
    for name, meanings in data.get("words", {}).items():
        for meaning, words in meanings.items():
            for word in words.split():
                into.add(name, word.replace("_", " "), slots_of(name, meaning))
    for line in data.get("rules", []):
        name, _, rest = line.partition(" = ")
        body, _, sets = rest.partition(" ; ")
        found = [_element(part) for part in body.split()]
        into.literals.update(element.name for element in found if element.literal)
        into.rules.setdefault(name.strip(), []).append(Rule(tuple(found), slots_of("", sets) if sets else {}))


def _element(part: str) -> Element:
    match = _ELEMENT.fullmatch(part)
    if match is None:
        raise ValueError(f"no element of a rule of time: {part}")
    return Element(match[1][1:-1] if match[1][0] == "'" else match[1], match[1][0] == "'", bool(match[2]), bool(match[3]))


def slots_of(name: str, meaning: str) -> Slots:
    """The slots that a meaning stands for: "7" of the class month is {month: 7}, "days=-1,part=TNI" is both slots."""
    pairs = (part.partition("=")[::2] for part in meaning.split(",")) if "=" in meaning else [(name, meaning)]
    return {key.strip(): int(value) if re.fullmatch(r"[+-]?\d+", value) else value for key, value in pairs}


def _calendar_names(into: Lexicon, lang: str) -> None:
    # The language's own data: what a Locale inherits it shares with others, filled with the names of whichever was asked first.
    data = localedata.load(lang, merge_inherited=False) if localedata.exists(lang) else {}
    for context in ("format", "stand-alone"):
        for number, name in _wide(data, "months", context):
            into.add("month", name, {"month": number})
        for number, name in _wide(data, "days", context):
            into.add("weekday", name, {"weekday": number + 1})


def _wide(data: Mapping[str, Any], kind: str, context: str) -> list[tuple[int, str]]:
    names = data.get(kind, {}).get(context, {})
    wide = names.get("wide", {}) if isinstance(names, Mapping) else {}
    return list(wide.items()) if isinstance(wide, Mapping) else []
