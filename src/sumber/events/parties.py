"""One noun for several countries: "the foreign ministers of Peru and Chile", "Indian and Pakistani troops" are two parties.

Each becomes a role of its own, coded as if the noun stood before it alone, by the inference "shared" with the noun's words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from sumber.events.grammar import Clause
from sumber.events.references import Reader
from sumber.knowledge.countries import country_trie
from sumber.knowledge.match import tokenize
from sumber.types import Inference, Role, Span


def parted(clause: Clause, roles: tuple[Role, ...], reader: Reader) -> tuple[Role, ...]:
    """The roles; one whose noun several countries share, each a role for its country."""
    return tuple(part for role in roles for part in _parts(clause, role, reader))


@dataclass(frozen=True, slots=True)
class _Land:
    """A country named in a phrase, by its place there."""

    start: int
    end: int
    code: str


def _parts(clause: Clause, role: Role, reader: Reader) -> list[Role]:
    if role.inference or role.entity or not role.country:
        return [role]
    phrase, lands = role.span.text, list(_lands(role.span.text, reader.lang))
    if len(lands) < 2 or len({land.code for land in lands}) < len(lands) or not _listed(clause, phrase, lands):
        return [role]
    head, tail = phrase[: lands[0].start], phrase[lands[-1].end :]
    opens = not any(word not in clause.grammar.determiners for word in head.lower().split())
    if opens == (not tail.strip()):  # the noun stands on one side of the list, and on one only
        return [role]
    noun = tail if opens else head
    beside = len(lands) - 1 if opens else 0
    whole = (lands[-1].start, len(phrase)) if opens else (0, lands[0].end)
    found = [_part(role, land, noun, opens, reader) for land in lands]
    found[beside] = reader.role(Span.of(reader.text, *(role.span.start + at for at in whole)), None)
    return found if all(part.sectors and part.country == land.code for part, land in zip(found, lands, strict=True)) else [role]


def _part(role: Role, land: _Land, noun: str, opens: bool, reader: Reader) -> Role:
    """The role of one country in the list: its own words, coded with the noun that others of the list share."""
    text = role.span.text
    words = f"{text[land.start : land.end]}{noun}" if opens else f"{noun}{text[land.start : land.end]}"
    code = reader.code(words)
    at = role.span.start + text.index(noun.strip(), land.end if opens else 0)
    inference = Inference("shared", Span(at, at + len(noun.strip()), noun.strip()))
    span = Span(role.span.start + land.start, role.span.start + land.end, text[land.start : land.end])
    return Role(span, code.words or code.name, code.country, code.sectors, code.entity, inference)


def _lands(phrase: str, lang: str | None) -> Iterator[_Land]:
    """The countries that a phrase names, by name or adjective, left to right."""
    tokens, trie, i = tokenize(phrase), country_trie(lang), 0
    while i < len(tokens):
        end, uses = trie.longest(tokens, i) or (i + 1, [])
        land = next((code for code, use in uses if use != "capital"), None)
        if land:
            yield _Land(tokens[i].start, tokens[end - 1].end, land)
        i = end


def _listed(clause: Clause, phrase: str, lands: list[_Land]) -> bool:
    """Do only commas, a coordinator, articles and "of" stand between the countries, a coordinator before the last?"""
    grammar = clause.grammar
    joints = grammar.determiners | grammar.genitives | grammar.coordinators | {","}
    between = [phrase[a.end : b.start].replace(",", " , ").lower().split() for a, b in itertools.pairwise(lands)]
    joined = any(word in grammar.coordinators for word in between[-1])
    return joined and all(words and all(word in joints for word in words) for words in between)
