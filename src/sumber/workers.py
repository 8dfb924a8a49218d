"""One function over a stream, in several processes: order kept, memory bounded, no single item able to stop the rest.

Batches are submitted to whoever works, and awaited in their order. Here these are processes of this machine; `cluster.py`
submits the same batches to a Ray cluster.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TimedOut
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

Item = TypeVar("Item")
Answer = TypeVar("Answer")

SECONDS = 60.0  # a page takes a tenth of a second; one that takes a minute is an attack or a fault of ours
WINDOW = 4  # batches under way for each process: enough to keep it busy, few enough that memory stays flat


class LostError(Exception):
    """A batch gave no answers; the text says why, in words for a person."""


@dataclass(frozen=True, slots=True)
class Failure(Generic[Item]):
    """An item that gave no answer, and why, in words for a person."""

    item: Item
    why: str


def map_in_order(
    function: Callable[[Item], Answer],
    items: Iterable[Item],
    *,
    processes: int | None = None,
    chunk: int = 1,
    seconds: float = SECONDS,
) -> Iterator[Answer | Failure[Item]]:
    """`function` of each item, in order; one that raises, dies or takes more than `seconds` gives a Failure.

    `function`, items and answers must be picklable. `chunk` items are handed to a process at a time; where a chunk fails, its
    items are tried again one by one, so that a Failure names the one at fault. `processes` defaults to the machine's cores;
    0 works in this process, without guard against items that die or hang.
    """
    count = (os.cpu_count() or 1) if processes is None else processes
    return _apart(function, iter(items), count, chunk, seconds) if count else _here(function, items)


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine; see `map_in_order`."""

    count: int | None
    seconds: float = SECONDS

    apart = False
    """Do the workers see other files than this process?"""

    @property
    def here(self) -> bool:
        """Is all work done in this process?"""
        return self.count == 0

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item], chunk: int) -> Iterator[Answer | Failure[Item]]:
        """See `map_in_order`."""
        return map_in_order(function, items, processes=self.count, chunk=chunk, seconds=self.seconds)


def _here(function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer | Failure[Item]]:
    for item in items:
        try:
            yield function(item)
        except Exception as error:
            yield Failure(item, f"{type(error).__name__}: {error}")


def _apart(
    function: Callable[[Item], Answer], items: Iterable[Item], count: int, chunk: int, seconds: float
) -> Iterator[Answer | Failure[Item]]:
    with start_pool(count) as pool:
        try:
            yield from in_order(partial(submit_to, pool, function, seconds), items, count * WINDOW, chunk)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]


def in_order(
    submit: Callable[[list[Item]], Callable[[], list[Answer]]], items: Iterable[Item], window: int, chunk: int
) -> Iterator[Answer | Failure[Item]]:
    """Answers to all items, in order; `window` batches of `chunk` items are under way at a time, and no more are taken.
    `submit` gives what waits for the answers of a batch; that raises LostError where there are none."""
    stream = iter(items)
    waiting: deque[tuple[list[Item], Callable[[], list[Answer]]]] = deque()
    while True:
        while len(waiting) < window and (batch := list(islice(stream, chunk))):
            waiting.append((batch, submit(batch)))
        if not waiting:
            return
        batch, answers = waiting.popleft()
        yield from settled(submit, batch, answers)


def settled(
    submit: Callable[[list[Item]], Callable[[], list[Answer]]], batch: list[Item], answers: Callable[[], list[Answer]]
) -> Iterator[Answer | Failure[Item]]:
    """The answers of a batch that was submitted; of one that was lost each item is tried again, alone."""
    try:
        yield from answers()
    except LostError as lost:
        if len(batch) == 1:
            yield Failure(batch[0], str(lost))
        else:
            for item in batch:
                yield from settled(submit, [item], submit([item]))


def start_pool(count: int) -> ProcessPool:
    """So many processes to submit batches to."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # each process has a core; threads of their own would fight over it
    # forkserver: the parent may hold threads and open databases, which a plain fork would copy into every worker.
    context = get_context("forkserver")
    # What this process has imported of sumber is imported once more, by the server, and not by each worker.
    context.set_forkserver_preload(["__main__", *(name for name in sys.modules if name.split(".")[0] == __package__)])
    return ProcessPool(max_workers=count, context=context)


def submit_to(
    pool: ProcessPool, function: Callable[[Item], Answer], seconds: float, batch: list[Item]
) -> Callable[[], list[Answer]]:
    """Hands a batch to a process, which is killed where it takes more than `seconds`."""
    return partial(_answers, pool.schedule(_run, args=[function, batch], timeout=seconds), seconds)


def _run(function: Callable[[Item], Answer], batch: list[Item]) -> list[Answer]:
    return [function(item) for item in batch]


def _answers(future: ProcessFuture[list[Answer]], seconds: float) -> list[Answer]:
    try:
        return future.result()
    except TimedOut:
        raise LostError(f"took more than {seconds:g} seconds") from None
    except ProcessExpired as died:
        raise LostError(f"its process died (exit code {died.exitcode})") from died
    except Exception as error:
        raise LostError(f"{type(error).__name__}: {error}") from error
