"""Things in the place of somebody: a struck boat or base tells whose it was, a drone whose it is; a blast is nobody."""

from __future__ import annotations

from dataclasses import replace

from sumber.events.references import Reader
from sumber.events.roles import DONE_TO_OBJECT, Cast
from sumber.knowledge.actors import is_thing, owner_country
from sumber.types import Role


def with_owners(type_name: str, cast: Cast, reader: Reader) -> Cast:
    """The cast of a deed that is done to its object, things with the country whose they are; a thing of nobody does not act."""
    if type_name not in DONE_TO_OBJECT:
        return cast
    actors = tuple(_owned(r, reader) for r in cast.actors)
    actors = tuple(r for r in actors if r.country or r.sectors or r.entity or not is_thing(r.span.text, reader.lang))
    return replace(cast, actors=actors, recipients=tuple(_owned(r, reader) for r in cast.recipients))


def _owned(role: Role, reader: Reader) -> Role:
    if role.country or role.sectors or role.inference or not is_thing(role.span.text, reader.lang):
        return role
    return replace(role, country=owner_country(role.span.text, reader.lang))
