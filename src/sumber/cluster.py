"""The same work on the machines of a Ray cluster, for those who have several. Needs the extra `ray`.

A batch is a Ray task of one core: Ray hands tasks to whichever core is free, keeps the process that ran one for the next, and
gives those of a machine that was lost to another. Inside its task a batch is done by a pool of one process as on one machine,
so that an item that dies or hangs is told in the same words, and is not taken for a lost machine.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

from pebble import ProcessPool

from sumber.errors import MissingExtraError, SumberError, UsageError
from sumber.workers import (
    SECONDS,
    WINDOW,
    Answer,
    Failure,
    Item,
    LostError,
    Processes,
    in_order,
    settled,
    start_pool,
    submit_to,
)

SUMBER = version("sumber")
LOCAL = "local"
_SECONDS_TO_ANSWER = 5.0  # Ray itself asks an address where nobody is for five minutes
# A Ray of this machine's own listens on loopback alone, and only to who knows a word that is never written to disk. Ray reads
# this when it is imported.
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cores of a Ray cluster that was joined, as `workers.Processes` are those of this machine."""

    ray: Any
    seconds: float

    apart = True
    here = False

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item], chunk: int) -> Iterator[Answer | Failure[Item]]:
        """See `workers.map_in_order`. Raises UsageError where the cluster cannot work, MissingExtraError where a machine lacks
        this sumber."""
        task = self.ray.remote(num_cpus=1)(_work)
        cores = int(self.ray.cluster_resources().get("CPU", 1))

        def hand_over(batch: list[Item]) -> Callable[[], list[Answer | Failure[Item]]]:
            try:
                reference = task.remote(SUMBER, function, batch, self.seconds)
            except ImportError as error:  # behind a ray:// address the first machine speaks at once
                raise _unable(error) from error
            return partial(_answers, self.ray, reference)

        return in_order(hand_over, items, cores * WINDOW, chunk)


@contextmanager
def open_workers(processes: int | None, address: str | None = None, seconds: float = SECONDS) -> Iterator[Processes | Cluster]:
    """So many processes of this machine or, where an address is given, a Ray cluster: "local" starts one on this machine, which
    ends with the block; all others are joined as `ray.init` does. A Ray that this process joined before is used as it is.

    Raises MissingExtraError without Ray, UsageError where there is no cluster at the address.
    """
    if address is None:
        yield Processes(processes, seconds)
        return
    if processes and address != LOCAL:
        raise UsageError("A number of processes is of this machine alone: a Ray cluster has its own cores.")
    with tempfile.TemporaryDirectory(prefix="sumber-", ignore_cleanup_errors=True) as folder:
        ray = _import_ray(address)
        joined = not ray.is_initialized()
        if joined:
            _join(ray, address, processes, folder)
        try:
            yield Cluster(ray, seconds)
        finally:
            if joined:
                ray.shutdown()


def _import_ray(address: str) -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address == LOCAL:
        if sys.modules.get("ray") and not sys.modules["ray"].is_initialized() and _LOOPBACK.items() - os.environ.items():
            raise UsageError("Ray was imported before it could be kept on loopback: call ray.init first, or import it later.")
        os.environ.update(_LOOPBACK)
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    try:
        return import_module("ray")
    except ImportError as error:
        raise MissingExtraError("A cluster needs Ray: pip install 'sumber[ray]'.") from error


def _join(ray: Any, address: str, processes: int | None, folder: str) -> None:
    own = {"num_cpus": processes or os.cpu_count(), "include_dashboard": False, "_temp_dir": folder}
    host, _, port = address.rpartition("/")[2].rpartition(":")
    try:
        if port.isdecimal():
            socket.create_connection((host.strip("[]"), int(port)), _SECONDS_TO_ANSWER).close()
        ray.init(address, logging_level="ERROR", log_to_driver=False, **(own if address == LOCAL else {}))
    except (OSError, OverflowError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        raise UsageError(f"No Ray cluster can be joined at {address}: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _unable(error: BaseException) -> UsageError:
    why = f"{_first_line(error)}; each of its machines needs sumber {SUMBER}"
    return UsageError(f"The Ray cluster cannot do the work: {why}.")


def _answers(ray: Any, reference: Any) -> list[Any]:
    """Waits for a task."""
    errors = ray.exceptions
    try:
        return list(ray.get(reference))
    except (errors.WorkerCrashedError, errors.NodeDiedError, errors.OutOfMemoryError, errors.ObjectLostError) as error:
        raise LostError(f"every machine that tried it was lost ({type(error).__name__})") from error
    except errors.RayError as error:
        cause = getattr(error, "cause", None) or error
        raise (cause if isinstance(cause, SumberError) else _unable(cause)) from error


def _work(sumber: str, function: Callable[[Item], Answer], batch: list[Item], seconds: float) -> list[Answer | Failure[Item]]:
    """A task, on whichever machine."""
    if sumber != SUMBER:
        raise MissingExtraError(f"A machine of the cluster has sumber {SUMBER}: pip install 'sumber[ray]=={sumber}' on each.")
    hand_over = partial(submit_to, _pool(), function, seconds)
    answers = settled(hand_over, batch, hand_over(batch))
    return list(answers)


@cache
def _pool() -> ProcessPool:
    """A process with the model, kept from task to task; it ends when Ray ends the one beside it."""
    sys.modules["__main__"].__file__ = None  # Ray's program, which the process would run again, and import all of Ray for
    return start_pool(1)
