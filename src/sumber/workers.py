"""One function over a stream, in several processes: order kept, memory bounded, no single item able to stop the rest."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TimedOut
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

Item = TypeVar("Item")
Answer = TypeVar("Answer")

SECONDS = 60.0  # a page takes a tenth of a second; one that takes a minute is an attack or a fault of ours
WINDOW = 4  # chunks under way for each process: enough to keep it busy, few enough that memory stays flat


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


def _here(function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer | Failure[Item]]:
    for item in items:
        try:
            yield function(item)
        except Exception as error:
            yield Failure(item, f"{type(error).__name__}: {error}")


def _apart(
    function: Callable[[Item], Answer], items: Iterator[Item], count: int, chunk: int, seconds: float
) -> Iterator[Answer | Failure[Item]]:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # each process has a core; threads of their own would fight over it
    # forkserver: the parent may hold threads and open databases, which a plain fork would copy into every worker.
    context = get_context("forkserver")
    # What this process has imported of sumber is imported once more, by the server, and not by each worker.
    context.set_forkserver_preload(["__main__", *(name for name in sys.modules if name.split(".")[0] == __package__)])
    with ProcessPool(max_workers=count, context=context) as pool:
        waiting: deque[tuple[list[Item], ProcessFuture[list[Answer]]]] = deque()
        try:
            while True:
                while len(waiting) < count * WINDOW and (batch := list(islice(items, chunk))):
                    waiting.append((batch, _submit(pool, function, batch, seconds)))
                if not waiting:
                    return
                batch, future = waiting.popleft()
                why = _reason(future, seconds)
                if why is None:
                    yield from future.result()
                elif len(batch) == 1:
                    yield Failure(batch[0], why)
                else:
                    yield from _one_by_one(pool, function, batch, seconds)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]


def _one_by_one(
    pool: ProcessPool, function: Callable[[Item], Answer], batch: list[Item], seconds: float
) -> Iterator[Answer | Failure[Item]]:
    for item in batch:
        future = _submit(pool, function, [item], seconds)
        why = _reason(future, seconds)
        yield future.result()[0] if why is None else Failure(item, why)


def _submit(
    pool: ProcessPool, function: Callable[[Item], Answer], batch: list[Item], seconds: float
) -> ProcessFuture[list[Answer]]:
    return pool.schedule(_run, args=[function, batch], timeout=seconds)


def _run(function: Callable[[Item], Answer], batch: list[Item]) -> list[Answer]:
    return [function(item) for item in batch]


def _reason(future: ProcessFuture[list[Answer]], seconds: float) -> str | None:
    """Waits for a task; None where it succeeded, else why it did not."""
    try:
        future.result()
    except TimedOut:
        return f"took more than {seconds:g} seconds"
    except ProcessExpired as died:
        return f"its process died (exit code {died.exitcode})"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None
