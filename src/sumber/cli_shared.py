"""What the commands share: options, the file they read, the archive they ask, and how they show its answers."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TypeVar

import typer

from sumber import rows
from sumber.errors import UsageError

if TYPE_CHECKING:
    from sumber.archive.store import Archive

ArchiveFile = Annotated[str, typer.Option("--archive", "-a", help="The archive: a file, or postgresql://user@host/database.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines for programs.")]
DEFAULT_ARCHIVE = "sumber.db"
Noun = TypeVar("Noun")


@contextmanager
def open_input(file: str) -> Iterator[BinaryIO]:
    """A file as bytes, standard input for "-". Raises UsageError where it cannot be read."""
    if file == "-" and sys.stdin is None:
        raise UsageError("Cannot read standard input: it is closed.")
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as stream:
            yield stream
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise UsageError(f"Cannot read {file}: {error.strerror}.") from None


def open_archive(path: str) -> Archive:
    """An archive to ask; it must be there and is not written."""
    from sumber.archive.store import Archive

    return Archive(path, read_only=True)


def show(answer: Noun, view: Callable[[Noun], Any], json: bool) -> None:
    """For a program one line of JSON, for a person the view."""
    if json:
        sys.stdout.write(rows.dump(dataclasses.asdict(answer)) + "\n")  # type: ignore[call-overload]
        return
    from rich.console import Console

    Console(highlight=False, markup=False, emoji=False).print(view(answer))


def show_all(answers: Iterable[Noun], view: Callable[[Iterable[Noun]], Any], json: bool) -> None:
    """For a program a line of JSON for each answer, for a person the view of all."""
    if not json:
        show(answers, view, json)
        return
    for answer in answers:
        show(answer, lambda _: None, json)
