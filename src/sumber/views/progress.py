"""A bar for runs that take a while; on standard error, so that output stays clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sumber.chain import Progress as Step

LABELS = {"read": "reading pages", "stories": "telling stories"}


@contextmanager
def progress_bar(hidden: bool = False) -> Iterator[Callable[[Step], None]]:
    """Gives a function that takes each step of a run and shows it. Silent where standard error is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal) as bar:
        tasks = {phase: bar.add_task(label, total=None, visible=False) for phase, label in LABELS.items()}
        yield lambda step: bar.update(tasks[step.phase], completed=step.done, total=step.total, visible=True)
