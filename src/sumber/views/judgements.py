"""Judgements and tokens on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from sumber.archive.judgements import Judgement
from sumber.archive.judgements.tokens import Token
from sumber.views.parts import below, day_and_minute, many, stack
from sumber.views.safe import safe


def judgement_line(one: Judgement, subject: bool = True) -> Text:
    """When who judged what and why: "2026-03-05 10:12 UTC mina: wrong evm_x, “seen the film” (undone)"."""
    line = Text(f"{day_and_minute(one.made_at)} ", style="dim", overflow="fold")
    line.append(safe(one.user), style="not dim").append(f": {one.kind}", style="bold not dim")
    if one.undoes or subject:
        line.append(f" {safe(one.undoes or one.subject)}")
    line.append("".join(f" {safe(what)}" for what in _what(one)), style="not dim")
    line.append(f", “{safe(one.reason)}”", style="not dim")
    line.append("" if one.stands else " (undone)", style="red not dim").append(f" · {safe(one.id)}")
    return line


def _what(one: Judgement) -> Iterator[str]:
    """What an edit puts in, or what else a merge or a split names."""
    if one.kind != "edit":
        yield from (str(one.payload[name]) for name in ("other", "article") if name in one.payload)
        return
    for name, value in sorted(one.payload.items()):
        shown = " and ".join(str(party["name"]) for party in value) if isinstance(value, list) else value
        yield f"{name}={shown or 'none'}"


def judgements_view(judgements: Iterable[Judgement]) -> RenderableType:
    """All judgements, a paragraph each."""
    lines = [judgement_line(one) for one in judgements]
    return stack([*lines, Text(many(len(lines), "judgement"), style="dim")])


def judged_view(one: Judgement) -> RenderableType:
    """What was just judged, and how it is taken back."""
    again = f'To take it back: sumber undo {safe(one.id)} --reason "..."'
    return stack([judgement_line(one), below(Text(again, style="dim", overflow="fold"))])


def history(judgements: Iterable[Judgement], subject: bool = True) -> Iterator[RenderableType]:
    """Judgements as part of the view of the thing that they bear on."""
    return (judgement_line(one, subject) for one in judgements)


def tokens_view(tokens: Iterable[Token]) -> RenderableType:
    """Whose tokens there are, since when, and which were revoked."""
    lines = [
        Text(f"{safe(token.user)}: made {day_and_minute(token.made_at)}", overflow="fold").append(
            f", revoked {day_and_minute(token.revoked_at)}" if token.revoked_at else "", style="red"
        )
        for token in tokens
    ]
    return stack([*lines, Text(many(len(lines), "token"), style="dim")])
