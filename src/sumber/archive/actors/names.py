"""Whom a name or an id means, among all that an archive names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sumber.archive.answers.actor import Known
from sumber.archive.judgements.entities import entity_now, merged_away
from sumber.archive.reckoned import chunks
from sumber.archive.schema import EntityRow, MentionRow, RoleRow, VersionRow
from sumber.archive.words import fold, words
from sumber.knowledge.actors import code_actor

NAMESAKES = 10
"""Others that a name may mean, at most."""
_NAMES = 8  # names of an actor by which roles that point to nobody are looked up, the most frequent ones
# A name known in any language is meant before all; the whole name of one weighs this many mentions of one who bears it too.
_KNOWN, _WHOLE, _PART = 1_000_000, 10, 1


@dataclass(frozen=True, slots=True)
class Found:
    """Whom was asked for, and the other ones whom the words may mean."""

    who: Known
    namesakes: tuple[Known, ...]


def find_actor(connection: Connection, asked: str) -> Found | None:
    """By an entity's id, a country's alpha-3 code, a name known in any language, a name that articles give, or a part of it;
    of several the one named most. None where the archive names nobody so."""
    asked = entity_now(connection, asked.strip())
    entities = connection.execute(select(EntityRow.__table__).where(EntityRow.id.not_in(merged_away()))).all()
    exact = next((row for row in entities if row.id in (asked, f"country:{asked}")), None)
    if exact is not None:
        fits = {row.id: (_KNOWN, row) for row in entities if _same(exact, row)}
    else:
        sure = code_actor(asked, None).entity
        fits = {row.id: (fit, row) for row in entities if (fit := _fit(asked, row, sure))}
    counts = _counts(connection, fits)
    groups: defaultdict[tuple[str, str], list[list[Row[Any]]]] = defaultdict(list)
    for _, row in fits.values():
        namesakes = groups[row.kind, fold(row.name)]
        group = next((rows for rows in namesakes if all(_same(one, row) for one in rows)), None)
        if group is None:
            namesakes.append([row])
        else:
            group.append(row)
    known = [(max(fits[row.id][0] for row in rows), _known(rows, counts)) for found in groups.values() for rows in found]
    known.sort(key=lambda pair: (-pair[0] * pair[1].mentions, -pair[0], pair[1].ids))
    people = [one for _, one in known] or list(_named_only(connection, asked))
    return Found(people[0], tuple(people[1 : 1 + NAMESAKES])) if people else None


def _same(one: Row[Any], other: Row[Any]) -> bool:
    """Are two entities one: of one name and kind, of which one article told the country and another did not?"""
    if one.id == other.id:
        return True
    alike = one.kind == other.kind != "place" and fold(one.name) == fold(other.name)
    return alike and (one.country == other.country or None in (one.country, other.country))


def _fit(asked: str, row: Row[Any], sure: str | None) -> int:
    """How well an entity fits what was asked for, 0 where not at all."""
    if row.id == sure:
        return _KNOWN
    wanted, name = fold(asked), fold(row.name)
    return _WHOLE if name == wanted else _PART if holds(name, wanted) else 0


def holds(name: str, part: str) -> bool:
    """Stands the part in the name as whole words? Both are folded."""
    if part not in name:
        return False
    whole, wanted = [word for _, _, word in words(name)], [word for _, _, word in words(part)]
    return bool(wanted) and any(whole[k : k + len(wanted)] == wanted for k in range(len(whole)))


def _counts(connection: Connection, ids: Iterable[str]) -> Counter[str]:
    """How often each entity is named in current wordings."""
    counts: Counter[str] = Counter()
    for part in chunks(sorted(ids)):
        asked = (
            select(MentionRow.entity, func.count().label("number"))
            .join(VersionRow, VersionRow.id == MentionRow.version)
            .where(MentionRow.entity.in_(part), VersionRow.current.is_(True))
            .group_by(MentionRow.entity)
        )
        counts.update({row.entity: row.number for row in connection.execute(asked)})
    return counts


def _known(rows: Sequence[Row[Any]], counts: Counter[str]) -> Known:
    ids = tuple(sorted(row.id for row in rows))
    most = max(rows, key=lambda row: (counts[row.id], row.id))
    country = next((row.country for row in rows if row.country), None)
    sectors = tuple(dict.fromkeys(sector for row in sorted(rows, key=lambda row: row.id) for sector in row.sectors))
    return Known(ids, most.name, most.kind, country, sectors, sum(counts[id] for id in ids))


def _named_only(connection: Connection, asked: str) -> Iterator[Known]:
    """Those whom articles name, or tell deeds of, but of whom nothing is known, the most frequent first."""
    wanted = fold(asked)
    roles = select(RoleRow.name, func.count()).join(VersionRow, VersionRow.id == RoleRow.version)
    roles = roles.where(RoleRow.part != "place", func.instr(RoleRow.folded, wanted) > 0).group_by(RoleRow.name)
    mentions = select(MentionRow.text, func.count()).join(VersionRow, VersionRow.id == MentionRow.version)
    mentions = mentions.where(MentionRow.entity.is_(None)).group_by(MentionRow.text)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for names in (roles, mentions):
        for name, number in connection.execute(names.where(VersionRow.current.is_(True))):
            if wanted and holds(fold(name), wanted):
                found[fold(name)][name] = max(number, found[fold(name)][name])  # a party is mostly a mention too
    ranked = sorted(found.items(), key=lambda pair: (pair[0] != wanted, -pair[1].total(), pair[0]))
    for _, spellings in ranked:
        yield Known((), max(spellings, key=lambda name: (spellings[name], name)), None, None, (), spellings.total())


def mention_texts(connection: Connection, who: Known) -> tuple[str, ...]:
    """The words by which texts name one of whom nothing is known; nothing of one who is known by an entity."""
    if who.ids:
        return ()
    asked = select(MentionRow.text).distinct().where(MentionRow.entity.is_(None))
    return tuple(text for text in connection.execute(asked).scalars() if fold(text) == fold(who.name))


def role_names(connection: Connection, who: Known, names: Sequence[str]) -> tuple[str, ...]:
    """The names (as `RoleRow.folded` holds them) under which roles that point to no entity mean the actor: its own names, and
    of a person those that hold the name ("Minister Mina Harrow")."""
    wanted = list(dict.fromkeys(fold(name) for name in (who.name, *names) if fold(name)))[:_NAMES]
    if not wanted:
        return ()
    asked = select(RoleRow.folded).distinct().where(RoleRow.entity.is_(None), RoleRow.part != "place")
    found = []
    for name in wanted:
        for folded in connection.execute(asked.where(func.instr(RoleRow.folded, name) > 0)).scalars():
            own = folded.partition("\n")[0]
            if own == name or (who.kind == "person" and " " in name and holds(own, name)):
                found.append(folded)
    return tuple(dict.fromkeys(found))
