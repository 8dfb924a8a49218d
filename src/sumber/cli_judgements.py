"""The commands with which people judge: like all commands, each parses its options and makes one call of the library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sumber.cli_shared import DEFAULT_ARCHIVE, ArchiveFile, AsJson, open_archive, open_input, show, show_all

if TYPE_CHECKING:
    from sumber.archive.judgements import Judgement
    from sumber.archive.store import Archive

Reason = Annotated[str, typer.Option(help="Why, in a sentence; it is kept and shown.")]
User = Annotated[str | None, typer.Option(help="Who judges; the name you are logged in by unless given.")]
commands = typer.Typer()
tokens = typer.Typer(help="Tokens with which people write over the network.", no_args_is_help=True, rich_markup_mode=None)
commands.add_typer(tokens, name="token")


@contextmanager
def _judging(path: str) -> Iterator[Archive]:
    from sumber.archive.store import Archive

    open_archive(path).close()  # a wrong name is refused, and makes no archive
    with Archive(path) as archive:
        yield archive


def _judge_and_show(path: str, json: bool, act: Callable[[Archive], Judgement]) -> None:
    """Judges, and shows what was judged."""
    from sumber.views.judgements import judged_view

    with _judging(path) as store:
        show(act(store), judged_view, json)


@commands.command()
def judge(
    id: Annotated[str, typer.Argument(metavar="ID", help="An event, a name, a quote, a time, a quantity or a disagreement.")],
    verdict: Annotated[Literal["right", "wrong"], typer.Argument(metavar="right|wrong", help="What it is.")],
    reason: Reason,
    user: User = None,
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """Say that a fact is right or wrong. What is wrong is left out of answers, and stories are told without it."""
    _judge_and_show(archive, json, lambda store: store.judge(id, verdict, reason, user))


@commands.command()
def edit(
    id: Annotated[str, typer.Argument(metavar="ID", help="An event as one article tells it.")],
    reason: Reason,
    user: User = None,
    type: Annotated[str | None, typer.Option(help="PLOVER type, such as PROTEST.")] = None,
    mode: Annotated[str | None, typer.Option(help="Mode of the type, or none.")] = None,
    status: Annotated[str | None, typer.Option(help="asserted, planned, alleged, denied, requested or hypothetical.")] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help='Words of the article, with codes if need be: "Polisi [IDN COP]"; or none.')
    ] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="As for actors.")] = None,
    place: Annotated[str | None, typer.Option(help="Words of the article, or none.")] = None,
    day: Annotated[str | None, typer.Option(help="The day (YYYY-MM-DD), or none.")] = None,
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """Put other values in an event; what the machine read is kept and shown beside."""
    changed = (type, mode, status, actor or None, recipient or None, place, day)
    _judge_and_show(archive, json, lambda store: store.edit(id, reason, user, *changed))


@commands.command()
def merge(
    id: Annotated[str, typer.Argument(metavar="ID", help="The story or entity that goes on.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The story or entity that it takes in.")],
    reason: Reason,
    user: User = None,
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """Make two stories, or two entities, one."""
    _judge_and_show(archive, json, lambda store: store.merge(id, other, reason, user))


@commands.command()
def split(
    id: Annotated[str, typer.Argument(metavar="ID", help="A story or an entity.")],
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article that is of another.")],
    reason: Reason,
    user: User = None,
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """Take an article, with its reprints, out of a story; or the names of one article out of an entity."""
    _judge_and_show(archive, json, lambda store: store.split(id, article, reason, user))


@commands.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement's id, from `sumber judgements`.")],
    reason: Reason,
    user: User = None,
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """Take a judgement back. Both stay in the history; an undo can be undone."""
    _judge_and_show(archive, json, lambda store: store.undo(judgement, reason, user))


@commands.command()
def judgements(
    of: Annotated[
        str | None, typer.Argument(metavar="ID", help="Only those that bear on this story, article, fact or entity.")
    ] = None,
    carry: Annotated[
        str | None, typer.Option(help="Add those in a file that --json wrote for another archive; - for standard input.")
    ] = None,
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """What people judged, in order, with user, time and reason."""
    from sumber.archive.judgements import parse_judgements
    from sumber.views.judgements import judgements_view

    if carry is not None:
        with open_input(carry) as stream, _judging(archive) as store:
            sys.stdout.write(f"{store.carry(parse_judgements(stream)):,} new\n")
        return
    with open_archive(archive) as store:
        show_all(store.judgements(of), judgements_view, json)


@tokens.command("add")
def token_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is; what is judged with it is theirs.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
) -> None:
    """Make a token and print it, this once."""
    from sumber.archive.judgements.tokens import Tokens

    sys.stdout.write(Tokens(archive).add(name) + "\n")


@tokens.command("list")
def token_list(archive: ArchiveFile = DEFAULT_ARCHIVE, json: AsJson = False) -> None:
    """Whose tokens there are. The tokens themselves are not kept."""
    from sumber.archive.judgements.tokens import Tokens
    from sumber.views.judgements import tokens_view

    show_all(Tokens(archive).list(), tokens_view, json)


@tokens.command("revoke")
def token_revoke(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose tokens are worth nothing from now on.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
) -> None:
    """Make all tokens of a user worthless."""
    from sumber.archive.judgements.tokens import Tokens

    revoked = Tokens(archive).revoke(name)
    sys.stdout.write(f"{revoked} revoked\n")
